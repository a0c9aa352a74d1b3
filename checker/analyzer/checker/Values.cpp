//===- Values.cpp - Values that the analyzer does not compute itself ----===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Corrects the values of expressions: casts, atomics, comparisons of pointers,
// and functions that constant tables hold.
//
//===----------------------------------------------------------------------===//
#include "Checker.h"

#include "../CallModels.h"
#include "../Elements.h"

using namespace clang;
using namespace ento;

namespace spinpair {

void MsiLockChecker::checkPostStmt(const CastExpr *Cast,
                                   CheckerContext &C) const {
  OwnCode Here;
  if (Cast->getCastKind() == CK_LValueToRValue && Current.Relevant &&
      C.getSVal(Cast).isUnknownOrUndef()) {
    const SVal Place = C.getSVal(Cast->getSubExpr());
    SVal Value = assembled(C.getState(), Place);
    if (Value.isUnknown() && C.getSVal(Cast).isUnknown())
      if (const auto *Cell =
              dyn_cast_or_null<TypedValueRegion>(Place.getAsRegion()))
        Value = valueIn(C.getState(), Cell);
    if (!Value.isUnknown())
      C.addTransition(
          C.getState()->BindExpr(Cast, C.getLocationContext(), Value));
    return;
  }
  if ((Cast->getCastKind() != CK_IntegralCast &&
       Cast->getCastKind() != CK_PointerToIntegral) ||
      !Current.Relevant || !Cast->getType()->isIntegralOrEnumerationType() ||
      Cast->getType()->isBooleanType())
    return;
  SVal Value = C.getSVal(Cast), Exact = Value;
  if (losesMask(Value, C.getASTContext().getIntWidth(Cast->getType())))
    Exact = C.getSValBuilder().makeZeroVal(Cast->getType());
  else
    Exact = converted(C.getState(), Value, Cast->getType());
  if (Exact != Value)
    C.addTransition(
        C.getState()->BindExpr(Cast, C.getLocationContext(), Exact));
}

void MsiLockChecker::checkPostStmt(const AtomicExpr *Atomic,
                                   CheckerContext &C) const {
  OwnCode Here;
  if (!Current.Relevant)
    return;
  ProgramStateRef State = modelled(Atomic, C);
  if (State != C.getState())
    C.addTransition(State);
}

/// Does `X += Y` and the like lose bits that the analyzer keeps? It stores the
/// number as it was computed, and not as the type of X has it.
static bool mayWrap(const BinaryOperator *Operator, const ASTContext &Context) {
  const auto *Assignment = dyn_cast<CompoundAssignOperator>(Operator);
  if (!Assignment || Assignment->getOpcode() == BO_AndAssign ||
      Assignment->getOpcode() == BO_OrAssign ||
      Assignment->getOpcode() == BO_XorAssign)
    return false;
  const QualType To = Assignment->getLHS()->getType(),
                 From = Assignment->getComputationResultType();
  return To->isIntegralOrEnumerationType() &&
         From->isIntegralOrEnumerationType() &&
         Context.getIntWidth(To) < Context.getIntWidth(From);
}

void MsiLockChecker::checkPostStmt(const BinaryOperator *Operator,
                                   CheckerContext &C) const {
  OwnCode Here;
  if (!Current.Relevant || !ownsLocks(C.getLocationContext()))
    return;
  const ValueDecl *Written = targetOf(Operator->getLHS());
  if (Written && mayWrap(Operator, C.getASTContext()) &&
      Facts.isDeciding(Written))
    Doubts.insert("whether the number '" + Written->getNameAsString() +
                  "' wraps cannot be told");
  ProgramStateRef State = Compared.answered(Operator, C);
  if (State != C.getState())
    C.addTransition(State);
}

/// The initialiser of a cell of a constant global variable, or null.
static const Expr *constantInitializer(const MemRegion *Cell) {
  if (const auto *Variable = dyn_cast<VarRegion>(Cell)) {
    const VarDecl *Decl = Variable->getDecl();
    QualType Element =
        Decl->getASTContext().getBaseElementType(Decl->getType());
    return Decl->hasGlobalStorage() && Element.isConstQualified()
               ? Decl->getAnyInitializer()
               : nullptr;
  }
  const auto *Part = dyn_cast<SubRegion>(Cell);
  const Expr *Whole =
      Part ? constantInitializer(Part->getSuperRegion()) : nullptr;
  const auto *List =
      Whole ? dyn_cast<InitListExpr>(Whole->IgnoreParenImpCasts()) : nullptr;
  if (!List)
    return nullptr;
  unsigned Index = ~0u;
  if (const auto *Field = dyn_cast<FieldRegion>(Cell)) {
    Index = 0; // unnamed bit-fields have no initialiser
    for (const FieldDecl *Each : Field->getDecl()->getParent()->fields()) {
      if (Each == Field->getDecl())
        break;
      Index += !(Each->isBitField() && !Each->getIdentifier());
    }
  } else if (const auto *Element = dyn_cast<ElementRegion>(Cell))
    if (auto Number = Element->getIndex().getAs<nonloc::ConcreteInt>()) {
      const llvm::APSInt &Value = Number->getValue();
      Index = Value.getLimitedValue(~0u);
    }
  return Index < List->getNumInits() ? List->getInit(Index) : nullptr;
}

/// The function that an initialiser gives; null if it is none.
static const FunctionDecl *functionIn(const Expr *Value) {
  if (!Value)
    return nullptr;
  Value = Value->IgnoreParenCasts();
  if (const auto *Address = dyn_cast<UnaryOperator>(Value))
    Value = Address->getSubExpr()->IgnoreParenCasts();
  const auto *Ref = dyn_cast<DeclRefExpr>(Value);
  return Ref ? dyn_cast<FunctionDecl>(Ref->getDecl()) : nullptr;
}

const FunctionDecl *inConstantTable(const Expr *Callee, SVal Value) {
  SymbolRef Symbol = Value.getAsSymbol(/*IncludeBaseRegions=*/true);
  if (const auto *Cell = dyn_cast_or_null<SymbolRegionValue>(Symbol))
    return functionIn(constantInitializer(Cell->getRegion()));
  Callee = Callee->IgnoreParenImpCasts();
  while (const auto *Followed = dyn_cast<UnaryOperator>(Callee))
    Callee = Followed->getSubExpr()->IgnoreParenImpCasts();
  const auto *Ref = dyn_cast<DeclRefExpr>(Callee);
  const auto *Pointer = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
  return Pointer && Pointer->hasGlobalStorage() &&
                 Pointer->getType().isConstQualified()
             ? functionIn(Pointer->getAnyInitializer())
             : nullptr;
}

} // namespace spinpair
