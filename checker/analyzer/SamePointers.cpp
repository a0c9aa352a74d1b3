//===- SamePointers.cpp ---------------------------------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "SamePointers.h"
#include "Compat.h"
#include "PathState.h"
#include "Plan.h"
#include "StableFields.h"

#include "clang/StaticAnalyzer/Core/PathSensitive/SValBuilder.h"

using namespace clang;
using namespace ento;

namespace spinpair {

/// The cells that the pointer was read from are in use: a call that leaves them
/// as they are does not change how the comparison turns out.
static ProgramStateRef noteCells(ProgramStateRef State, SVal Pointer) {
  SymbolRef Symbol = Pointer.getAsSymbol(/*IncludeBaseRegions=*/true);
  if (!Symbol)
    return State;
  for (SymbolRef Part : compat::symbolsIn(Symbol))
    if (const auto *First = dyn_cast<SymbolRegionValue>(Part))
      State = noteUse(State, First->getRegion());
    else if (const auto *Later = dyn_cast<SymbolDerived>(Part))
      State = noteUse(State, Later->getRegion());
  return State;
}

ProgramStateRef SamePointers::answered(const BinaryOperator *Compared,
                                       CheckerContext &C) {
  ProgramStateRef State = C.getState();
  if (!Compared->isEqualityOp() ||
      !Compared->getLHS()->getType()->isAnyPointerType() ||
      !Compared->getRHS()->getType()->isAnyPointerType() ||
      !C.getSVal(Compared).isUnknown())
    return State;
  const SVal Left = canonical(State, C.getSVal(Compared->getLHS()));
  const SVal Right = canonical(State, C.getSVal(Compared->getRHS()));
  const MemRegion *LeftRegion = Left.getAsRegion();
  const MemRegion *RightRegion = Right.getAsRegion();
  if (!LeftRegion || !RightRegion)
    return State;
  // Which of the two stands on the left does not matter.
  const Pair &Both =
      std::less<const MemRegion *>()(LeftRegion, RightRegion)
          ? C.getSValBuilder().getBasicValueFactory().getPersistentSValPair(
                Left, Right)
          : C.getSValBuilder().getBasicValueFactory().getPersistentSValPair(
                Right, Left);
  const BinaryOperator *First =
      Asked.try_emplace(&Both, Compared).first->second;
  const LocationContext *Top = C.getLocationContext();
  while (Top->getParent())
    Top = Top->getParent();
  SValBuilder &Builder = C.getSValBuilder();
  SVal Value = Builder.getMetadataSymbolVal(
      &Both, std::min(LeftRegion, RightRegion, std::less<>()), First,
      Compared->getType(), Top, /*count=*/0);
  if (Compared->getOpcode() == BO_NE)
    Value = Builder.evalBinOp(State, BO_EQ, Value,
                              Builder.makeZeroVal(Compared->getType()),
                              Compared->getType());
  State = noteCells(noteCells(State, Left), Right);
  return State->BindExpr(Compared, C.getLocationContext(), Value);
}

const std::pair<SVal, SVal> *comparedBy(SymbolRef Symbol) {
  const auto *Meta = dyn_cast<SymbolMetadata>(Symbol);
  // That of other checkers is about calls.
  return Meta && isa<BinaryOperator>(Meta->getStmt())
             ? static_cast<const std::pair<SVal, SVal> *>(Meta->getTag())
             : nullptr;
}

SVal comparisonOf(ProgramStateRef State, SVal A, SVal B) {
  for (const auto &Constraint : getConstraintMap(State))
    for (SymbolRef Part : compat::symbolsIn(Constraint.first))
      if (const auto *Pair = comparedBy(Part))
        if ((Pair->first == A && Pair->second == B) ||
            (Pair->first == B && Pair->second == A))
          return nonloc::SymbolVal(Part);
  return UnknownVal();
}

void keepComparisonsAlive(ProgramStateRef State, SymbolReaper &Reaper) {
  for (const auto &Constraint : getConstraintMap(State))
    for (SymbolRef Part : compat::symbolsIn(Constraint.first))
      if (isa<SymbolMetadata>(Part))
        Reaper.markLive(Part);
}

/// The member or global with a handle of its own (sp_program_owns_handle())
/// that \p Value was read from; null if it was from none.
static const ValueDecl *handleCell(SVal Value) {
  SymbolRef Symbol = Value.getAsSymbol();
  const TypedValueRegion *Cell = nullptr;
  if (const auto *First = dyn_cast_or_null<SymbolRegionValue>(Symbol))
    Cell = First->getRegion();
  else if (const auto *Later = dyn_cast_or_null<SymbolDerived>(Symbol))
    Cell = Later->getRegion();
  const auto *Declared = dyn_cast_or_null<DeclRegion>(Cell);
  if (!Declared || !currentPlan())
    return nullptr;
  const std::string Name = currentPlan()->CellOf(Declared->getDecl());
  return sp_program_owns_handle(
             currentPlan()->Program,
             llvm::StringRef(Name).split(' ').second.str().c_str())
             ? Declared->getDecl()
             : nullptr;
}

bool handlesDiffer(SVal A, SVal B) {
  const ValueDecl *CellA = handleCell(A),
                  *CellB = CellA ? handleCell(B) : nullptr;
  return CellB && CellA != CellB;
}

} // namespace spinpair
