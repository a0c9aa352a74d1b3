//===- Pointers.cpp -------------------------------------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Pointers.h"

#include "Names.h"
#include "StaticPointers.h"

#include "../analyzer/facts/UnitFacts.h"

#include "clang/AST/ASTContext.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "llvm/ADT/SmallVector.h"

#include <set>

using namespace clang;

namespace spinpair {

namespace {

constexpr const char *NoFunction = "*";

/// The type of the function that a pointer or reference leads to; null if it
/// leads to no function.
QualType functionBehind(QualType Type) {
  if (Type->isFunctionType())
    return Type;
  QualType To = Type->getPointeeType();
  return !To.isNull() && To->isFunctionType() ? To : QualType();
}

/// Does it return the address of a routine that is called by a name?
bool looksUpRoutines(const FunctionDecl *Function) {
  const StringRef Name =
      Function->getIdentifier() ? Function->getName() : StringRef();
  return Name == "MmGetSystemRoutineAddress" ||
         Name == "MmGetSystemRoutineAddressEx" ||
         Name == "FltGetRoutineAddress" || Name == "NdisGetRoutineAddress";
}

class PointerWalker : public RecursiveASTVisitor<PointerWalker> {
public:
  PointerWalker(ASTContext &Context, Names &Named)
      : Context(Context), Named(Named) {}

  std::set<std::pair<std::string, std::string>> Flows;
  /// Are routines of the kernel looked up by their names?
  bool LooksUp = false;
  /// Variables that are initialised before anything runs, or once.
  llvm::SmallVector<const VarDecl *, 16> Statics;

  bool shouldWalkTypesOfTypeLocs() const { return false; }
  bool shouldVisitTemplateInstantiations() const { return true; }
  bool shouldVisitImplicitCode() const { return true; }
  bool TraverseTypeLoc(TypeLoc, bool = true) { return true; }

  bool VisitCallExpr(CallExpr *Call) {
    if (const auto *Name =
            dyn_cast<DeclRefExpr>(Call->getCallee()->IgnoreParenImpCasts()))
      Called.insert(Name);
    return true;
  }

  bool VisitDeclRefExpr(DeclRefExpr *Name) {
    const auto *Function = dyn_cast<FunctionDecl>(Name->getDecl());
    LooksUp |= Function && looksUpRoutines(Function);
    if (!Function || Called.count(Name))
      return true;
    const sp_routine *Row = routineOf(Function);
    if (Row && sp_routine_is_lock(Row))
      add(std::string("fn ") + Row->name, Named.signature(Function));
    else if (!Row && !Function->hasBody())
      add("fn " + Named.function(Function), Named.signature(Function));
    return true;
  }

  bool VisitVarDecl(VarDecl *Variable) {
    if (Variable->hasGlobalStorage() && Variable->getInit())
      Statics.push_back(Variable);
    return true;
  }

  bool VisitCastExpr(CastExpr *Cast) {
    const Expr *Sub = Cast->getSubExpr();
    switch (Cast->getCastKind()) {
    case CK_NullToPointer:
    case CK_NullToMemberPointer:
    case CK_PointerToBoolean:
    case CK_ToVoid:
    case CK_LValueToRValue:
    case CK_FunctionToPointerDecay:
    case CK_BuiltinFnToFnPtr:
      return true;
    default:
      break;
    }
    becomes(Sub->getType(), Cast->getType(),
            Sub->isNullPointerConstant(Context,
                                       Expr::NPC_ValueDependentIsNotNull) !=
                Expr::NPCK_NotNull);
    return true;
  }

  /// What is in a union is all that is put into it.
  bool VisitMemberExpr(MemberExpr *Member) {
    const auto *Field = dyn_cast<FieldDecl>(Member->getMemberDecl());
    const RecordDecl *Union = Field ? Field->getParent() : nullptr;
    if (!Union || !Union->isUnion() ||
        !Unions.insert(cast<RecordDecl>(Union->getCanonicalDecl())).second)
      return true;
    for (const FieldDecl *From : Union->fields())
      for (const FieldDecl *To : Union->fields())
        if (From != To)
          becomes(From->getType(), To->getType(), false);
    return true;
  }

private:
  void becomes(QualType From, QualType To, bool IsNull) {
    if (From->isDependentType() || To->isDependentType())
      return;
    QualType A = functionBehind(From), B = functionBehind(To);
    if (!A.isNull() || !B.isNull()) {
      if (!IsNull || !A.isNull())
        add(nameOf(A), nameOf(B));
      return;
    }
    // What is behind the pointers is written and read with both types.
    QualType InA = From->getPointeeType(), InB = To->getPointeeType();
    if (InA.isNull() || InB.isNull())
      return;
    A = functionBehind(InA);
    B = functionBehind(InB);
    if (A.isNull() && B.isNull())
      return;
    add(nameOf(A), nameOf(B));
    add(nameOf(B), nameOf(A));
  }

  std::string nameOf(QualType Function) {
    return Function.isNull() ? NoFunction : Named.signature(Function);
  }

  void add(const std::string &From, const std::string &To) {
    if (From != To)
      Flows.insert({From, To});
  }

  ASTContext &Context;
  Names &Named;
  llvm::DenseSet<const DeclRefExpr *> Called;
  llvm::DenseSet<const RecordDecl *> Unions;
};

/// The initialisers of variables outside of functions.
class GlobalWalker : public RecursiveASTVisitor<GlobalWalker> {
public:
  explicit GlobalWalker(PointerWalker &Walker) : Walker(Walker) {}

  bool shouldWalkTypesOfTypeLocs() const { return false; }
  bool TraverseTypeLoc(TypeLoc, bool = true) { return true; }
  bool TraverseFunctionDecl(FunctionDecl *) { return true; }
  bool TraverseTypedefDecl(TypedefDecl *) { return true; }
  bool TraverseEnumDecl(EnumDecl *) { return true; }
  bool TraverseRecordDecl(RecordDecl *) { return true; }
  bool VisitVarDecl(VarDecl *Variable) {
    Walker.VisitVarDecl(Variable);
    if (Variable->getInit())
      Walker.TraverseStmt(Variable->getInit());
    return true;
  }

private:
  PointerWalker &Walker;
};

} // namespace

/// Which signature the lock routines have, as this unit declares them: what is
/// looked up by a name may be one.
static void addRoutines(ASTContext &Context, Names &Named,
                        std::set<std::pair<std::string, std::string>> &Flows) {
  for (const Decl *D : Context.getTranslationUnitDecl()->decls()) {
    auto Add = [&](const Decl *Each) {
      const auto *Function = dyn_cast<FunctionDecl>(Each);
      const sp_routine *Row =
          Function && Function->getIdentifier() ? routineOf(Function) : nullptr;
      if (Row && sp_routine_is_lock(Row))
        Flows.insert(
            {std::string("routine ") + Row->name, Named.signature(Function)});
    };
    if (const auto *Linkage = dyn_cast<LinkageSpecDecl>(D))
      for (const Decl *Each : Linkage->decls())
        Add(Each);
    else
      Add(D);
  }
}

bool addPointers(ASTContext &Context, const UnitFacts &Facts, Names &Named,
                 AliasFacts &Aliasing, sp_program *Program) {
  PointerWalker Walker(Context, Named);
  for (const FunctionDecl *Function : Facts.bodies())
    if (!isLockWrapper(Function) && !Function->isDependentContext())
      Walker.TraverseStmt(Function->getBody());
  GlobalWalker(Walker).TraverseDecl(Context.getTranslationUnitDecl());
  for (const VarDecl *Static : Walker.Statics)
    addStaticPointers(Static, Named, Aliasing);
  if (Walker.LooksUp)
    addRoutines(Context, Named, Walker.Flows);
  bool All = true;
  for (const auto &[From, To] : Walker.Flows)
    All &= sp_program_flow(Program, From.c_str(), To.c_str());
  return All;
}

} // namespace spinpair
