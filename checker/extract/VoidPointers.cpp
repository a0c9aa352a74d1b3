//===- VoidPointers.cpp ---------------------------------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "VoidPointers.h"

#include "spinpair/memory_calls.h"
#include "spinpair/routines.h"

#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "clang/AST/StmtCXX.h"
#include "clang/Basic/SourceManager.h"
#include "llvm/ADT/STLExtras.h"

using namespace clang;

namespace spinpair {

static constexpr const char *AnyVoid = VoidPointers::Any;

static bool isVirtual(const FunctionDecl *Function) {
  const auto *Method = dyn_cast_or_null<CXXMethodDecl>(Function);
  return Method && Method->isVirtual();
}

static std::string named(const std::string &What) {
  return std::string(AnyVoid) + " " + What;
}

/// May it put a pointer to void where another argument says, as
/// InterlockedExchangePointer does? What a body does is seen there; and the
/// routines of the port driver give memory and objects of their own.
static bool putsPointers(const FunctionDecl *Function) {
  if (Function->hasBody() ||
      !sp_routine_may_put_pointer(Function->getNameAsString().c_str()))
    return false;
  return llvm::any_of(Function->parameters(), [](const ParmVarDecl *Parameter) {
    QualType Pointee = Parameter->getType()->getPointeeType();
    return !Pointee.isNull() && Pointee->isVoidPointerType();
  });
}

/// Does the parameter point to memory that an MDL is made to describe?
static bool isDescribed(const FunctionDecl *Of, unsigned I) {
  const std::string Name = Of->getNameAsString();
  return I < 32 && !Of->hasBody() && StringRef(Name).contains("Mdl") &&
         (sp_memory_kept_by(Name.c_str()) >> I & 1);
}

std::string VoidPointers::parameter(const FunctionDecl *Of, unsigned I) {
  if (I >= Of->getNumParams() || putsPointers(Of) || isDescribed(Of, I) ||
      !Of->getParamDecl(I)->getType()->isVoidPointerType())
    return AnyVoid;
  return named(Named.function(Of) + "#" + std::to_string(I));
}

/// Of whatever function of that type a pointer leads to.
std::string VoidPointers::parameter(QualType Type, unsigned I) {
  const auto *Prototype = Type->getAs<FunctionProtoType>();
  if (!Prototype || I >= Prototype->getNumParams() ||
      !Prototype->getParamType(I)->isVoidPointerType())
    return AnyVoid;
  return named(Named.signature(Type) + "#" + std::to_string(I));
}

std::string VoidPointers::result(const FunctionDecl *Of) {
  if (sp_memory_found_by(Of->getNameAsString().c_str()))
    return AnyVoid;
  return named(Named.function(Of) + "()");
}

std::string VoidPointers::result(QualType Type) {
  const auto *Prototype = Type->getAs<FunctionProtoType>();
  return Prototype ? named(Named.signature(Type) + "()") : AnyVoid;
}

std::string VoidPointers::source(const ValueDecl *Cell) {
  // The elements of an array are one class.
  if (!Context.getBaseElementType(Cell->getType())
           .getAtomicUnqualifiedType()
           ->isVoidPointerType())
    return "";
  if (const auto *Field = dyn_cast<FieldDecl>(Cell)) {
    const RecordDecl *Of = Field->getParent();
    // In an MDL are pointers to whatever memory it describes.
    return Of->isUnion() || Of->getName() == "_MDL" ? AnyVoid
                                                    : named(Named.cell(Field));
  }
  const auto *Var = dyn_cast<VarDecl>(Cell);
  if (!Var)
    return AnyVoid;
  if (const auto *Parameter = dyn_cast<ParmVarDecl>(Var)) {
    const auto *Of = dyn_cast<FunctionDecl>(Parameter->getDeclContext());
    return Of ? parameter(Of, Parameter->getFunctionScopeIndex()) : AnyVoid;
  }
  if (Var->hasGlobalStorage())
    return named(Named.cell(Var));
  if (Var->getDeclContext() != Function)
    return AnyVoid; // captured
  // Inner blocks may have variables of the same name.
  const SourceManager &Sources = Context.getSourceManager();
  return named(
      Named.function(Function) + "/" + Var->getName().str() + ":" +
      std::to_string(Sources.getExpansionLineNumber(Var->getLocation())) + ":" +
      std::to_string(Sources.getExpansionColumnNumber(Var->getLocation())));
}

/// The array that \p E is an element of, or \p E if it is none; null for an
/// element of what a pointer leads to.
static const Expr *arrayAround(const Expr *E) {
  E = E->IgnoreParens();
  while (const auto *Element = dyn_cast<ArraySubscriptExpr>(E)) {
    const auto *Decay =
        dyn_cast<ImplicitCastExpr>(Element->getBase()->IgnoreParens());
    if (!Decay || Decay->getCastKind() != CK_ArrayToPointerDecay)
      return nullptr;
    E = Decay->getSubExpr()->IgnoreParens();
  }
  return E;
}

std::string VoidPointers::source(const Expr *E) {
  if (!E->getType().getAtomicUnqualifiedType()->isVoidPointerType())
    return "";
  E = arrayAround(E);
  if (!E)
    return AnyVoid;
  if (const auto *Reference = dyn_cast<DeclRefExpr>(E))
    return source(Reference->getDecl());
  if (const auto *Member = dyn_cast<MemberExpr>(E))
    return source(Member->getMemberDecl());
  if (const auto *Call = dyn_cast<CallExpr>(E)) {
    const FunctionDecl *Callee = Call->getDirectCallee();
    if (Callee && !isVirtual(Callee))
      return result(Callee);
    QualType Pointer = Call->getCallee()->getType();
    if (!Callee && Pointer->isFunctionPointerType())
      return result(Pointer->getPointeeType());
  }
  return AnyVoid;
}

std::string VoidPointers::destination(const Expr *E) {
  if (!Parents)
    Parents = std::make_unique<ParentMap>(Function->getBody());
  const Stmt *Inner = E;
  const Stmt *Outer = Parents->getParent(Inner);
  while (isa_and_nonnull<ParenExpr, CastExpr, ExprWithCleanups>(Outer)) {
    QualType Type = cast<Expr>(Outer)->getType().getAtomicUnqualifiedType();
    if (!Type->isVoidPointerType()) { // from here on it has a type, or is a
                                      // number
      const QualType To = Type->getPointeeType();
      if (To.isNull() || !Type->isAnyPointerType())
        return "";
      // As bytes it leads anywhere into an object.
      return To->isScalarType() && Context.getTypeSize(To) == 8
                 ? "type byte"
                 : pointeeClass(To);
    }
    Inner = Outer;
    Outer = Parents->getParent(Inner);
  }
  if (const auto *Binary = dyn_cast_or_null<BinaryOperator>(Outer)) {
    if (Binary->isComparisonOp() || Binary->isLogicalOp())
      return "";
    if (Binary->getOpcode() != BO_Assign)
      return AnyVoid;
    const Stmt *User = Parents->getParent(Binary);
    if (Binary->getLHS() == Inner)
      return "";
    return isa_and_nonnull<Expr, DeclStmt, ReturnStmt>(User)
               ? AnyVoid
               : source(Binary->getLHS());
  }
  if (const auto *Declaration = dyn_cast_or_null<DeclStmt>(Outer)) {
    for (const Decl *D : Declaration->decls())
      if (const auto *Var = dyn_cast<VarDecl>(D);
          Var && Var->getInit() == Inner)
        return source(Var);
    return AnyVoid;
  }
  if (isa_and_nonnull<ReturnStmt>(Outer))
    return result(Function);
  if (Outer && !isa<Expr>(Outer))
    return ""; // a condition, or a statement by itself
  if (const auto *Unary = dyn_cast_or_null<UnaryOperator>(Outer);
      Unary && Unary->getOpcode() == UO_LNot)
    return "";
  const auto *Call = dyn_cast_or_null<CallExpr>(Outer);
  if (!Call || isa<CXXOperatorCallExpr>(Call))
    return AnyVoid;
  const FunctionDecl *Callee = Call->getDirectCallee();
  if (isVirtual(Callee))
    return AnyVoid;
  QualType Pointer = Call->getCallee()->getType();
  for (unsigned I = 0; I < Call->getNumArgs(); ++I)
    if (Call->getArg(I) == Inner)
      return Callee ? parameter(Callee, I)
             : Pointer->isFunctionPointerType()
                 ? parameter(Pointer->getPointeeType(), I)
                 : AnyVoid;
  return AnyVoid;
}

namespace {

class Joiner : public RecursiveASTVisitor<Joiner> {
public:
  Joiner(VoidPointers &Pointers, AliasFacts &Aliasing)
      : Pointers(Pointers), Aliasing(Aliasing) {}

  bool VisitDeclRefExpr(DeclRefExpr *E) { return join(E); }
  bool VisitMemberExpr(MemberExpr *E) { return join(E); }
  bool VisitArraySubscriptExpr(ArraySubscriptExpr *E) { return join(E); }
  bool VisitCallExpr(CallExpr *E) {
    const FunctionDecl *Callee = E->getDirectCallee();
    if (Callee && E->getNumArgs() &&
        sp_routine_exchanges_pointer(Callee->getNameAsString().c_str()))
      receives(E->getArg(0));
    return join(E);
  }
  /// What va_arg finds is whatever pointer was given.
  bool VisitVAArgExpr(VAArgExpr *E) {
    if (!E->getType()->isAnyPointerType())
      return true;
    Aliasing.alias(AnyVoid, "into " + std::string(VoidPointers::Variadic));
    const std::string To =
        E->getType()->isVoidPointerType()
            ? Pointers.destination(E)
            : Pointers.pointeeClass(E->getType()->getPointeeType());
    if (!To.empty())
      Aliasing.alias(VoidPointers::Variadic, "into " + To);
    return true;
  }
  bool VisitAtomicExpr(AtomicExpr *E) {
    receives(E->getPtr());
    return true;
  }

private:
  /// Any pointer may be put into what \p Address is the address of.
  void receives(const Expr *Address) {
    const auto *Of = dyn_cast<UnaryOperator>(Address->IgnoreParenCasts());
    if (!Of || Of->getOpcode() != UO_AddrOf)
      return;
    const QualType Type =
        Of->getSubExpr()->getType().getAtomicUnqualifiedType();
    const std::string To = Type->isVoidPointerType()
                               ? Pointers.source(Of->getSubExpr())
                           : Type->isAnyPointerType()
                               ? Pointers.pointeeClass(Type->getPointeeType())
                               : "";
    if (!To.empty() && To != AnyVoid)
      Aliasing.alias(AnyVoid, "into " + To);
  }

  bool join(const Expr *E) {
    const std::string From = Pointers.source(E);
    if (From.empty())
      return true;
    if (const std::string To = Pointers.destination(E);
        !To.empty() && To != From)
      Aliasing.alias(From, "into " + To);
    return true;
  }

  VoidPointers &Pointers;
  AliasFacts &Aliasing;
};

} // namespace

void VoidPointers::noteConversion(QualType From, QualType To,
                                  AliasFacts &Aliasing) {
  const auto *Caller = To->getAs<FunctionProtoType>(),
             *Called = From->getAs<FunctionProtoType>();
  const unsigned Count = std::max(Caller ? Caller->getNumParams() : 0,
                                  Called ? Called->getNumParams() : 0);
  for (unsigned I = 0; I < Count; ++I)
    Aliasing.alias(parameter(To, I), "into " + parameter(From, I));
  if (Caller || Called)
    Aliasing.alias(result(From), "into " + result(To));
}

void VoidPointers::note(AliasFacts &Aliasing) {
  for (unsigned I = 0; I < Function->getNumParams(); ++I)
    if (Function->getParamDecl(I)->getType()->isVoidPointerType())
      Aliasing.alias(parameter(Function->getType(), I),
                     "into " + parameter(Function, I));
  if (Function->getReturnType()->isVoidPointerType())
    Aliasing.alias(result(Function),
                   "into " + (isVirtual(Function)
                                  ? AnyVoid
                                  : result(Function->getType())));
  Joiner(*this, Aliasing).TraverseStmt(Function->getBody());
}

} // namespace spinpair
