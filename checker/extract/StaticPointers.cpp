//===- StaticPointers.cpp -------------------------------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "StaticPointers.h"

#include "clang/AST/Expr.h"

using namespace clang;

namespace spinpair {

namespace {

class Initialiser {
public:
  Initialiser(Names &Named, AliasFacts &Aliasing)
      : Named(Named), Aliasing(Aliasing) {}

  /// \p As is what the pointer is one to when it is stored; null if it is no
  /// other than at first.
  void see(const Stmt *S, QualType As = QualType()) {
    if (!S)
      return;
    if (const auto *List = dyn_cast<InitListExpr>(S);
        List && List->isSyntacticForm() && List->getSemanticForm())
      S = List->getSemanticForm();
    if (const auto *Cast = dyn_cast<CastExpr>(S)) {
      if (Cast->getCastKind() == CK_LValueToRValue)
        return;
      if (Cast->getCastKind() == CK_ArrayToPointerDecay)
        return leadsTo(Cast->getSubExpr(), As);
      if (As.isNull() && Cast->getType()->isPointerType() &&
          Cast->getSubExpr()->getType()->isPointerType())
        As = Cast->getType()->getPointeeType();
      return see(Cast->getSubExpr(), As);
    }
    if (const auto *Unary = dyn_cast<UnaryOperator>(S))
      if (Unary->getOpcode() == UO_AddrOf)
        return leadsTo(Unary->getSubExpr(), As);
    if (const auto *E = dyn_cast<Expr>(S);
        E && E->isGLValue() && isa<DeclRefExpr, MemberExpr>(E))
      return leadsTo(E, As); // a reference
    for (const Stmt *Child : S->children())
      see(Child, isa<ParenExpr>(S) ? As : QualType());
  }

private:
  /// The pointer leads to what an expression names.
  void leadsTo(const Expr *Place, QualType As) {
    Place = Place->IgnoreParens();
    const QualType Own = Place->getType();
    const FieldDecl *Field = nullptr;
    for (;; Place = Place->IgnoreParenImpCasts()) {
      if (const auto *Member = dyn_cast<MemberExpr>(Place)) {
        if (!Field)
          Field = dyn_cast<FieldDecl>(Member->getMemberDecl());
        Place = Member->getBase();
      } else if (const auto *Element = dyn_cast<ArraySubscriptExpr>(Place)) {
        Place = Element->getBase();
      } else {
        break;
      }
    }
    const auto *Ref = dyn_cast<DeclRefExpr>(Place);
    const auto *Var = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
    if (!Var || !Var->hasGlobalStorage() || Own->isDependentType())
      return;
    const std::string Global = "global " + Named.global(Var);
    Aliasing.alias(Global, "elsewhere");
    const QualType Cell = QualType(Own->getBaseElementTypeUnsafe(), 0);
    const RecordDecl *Record = Cell->getAsRecordDecl();
    if (!As.isNull() && Named.access(As) == Named.access(Cell))
      As = QualType();
    if (As.isNull() && Record)
      return; // by its members' names
    // What becomes of a pointer to void, nobody follows from here.
    const std::string Type = As.isNull()        ? Named.access(Cell)
                             : As->isVoidType() ? "type byte"
                                                : Named.access(As);
    Aliasing.expose(Field ? "field " + Named.field(Field) : Global, Type);
    if (Record)
      Aliasing.exposeRecord(Record, Type);
  }

  Names &Named;
  AliasFacts &Aliasing;
};

} // namespace

void addStaticPointers(const VarDecl *Variable, Names &Named,
                       AliasFacts &Aliasing) {
  if (Variable->hasGlobalStorage() && !Variable->getType()->isDependentType())
    Initialiser(Named, Aliasing).see(Variable->getInit());
}

} // namespace spinpair
