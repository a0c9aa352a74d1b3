//===- Learnt.cpp ---------------------------------------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Learnt.h"
#include "Compat.h"
#include "PathValues.h"
#include "Plan.h"
#include "StableFields.h"

#include "clang/StaticAnalyzer/Core/PathSensitive/CheckerContext.h"
#include "clang/StaticAnalyzer/Core/PathSensitive/ProgramStateTrait.h"
#include "clang/StaticAnalyzer/Core/PathSensitive/RangedConstraintManager.h"

using namespace clang;
using namespace ento;

/// A cell that was read: 1 + how many of the locks that were held then still
/// are; or that none is.
REGISTER_MAP_WITH_PROGRAMSTATE(LearntTrait, const MemRegion *, unsigned)

namespace spinpair {

enum : unsigned { Given = 1, Retaken = 0 };

/// The member or variable that \p Cell is, or is an element of; null if it is
/// none that others can reach.
static const ValueDecl *declarationOf(const MemRegion *Cell,
                                      ProgramStateRef State) {
  while (const auto *Element = dyn_cast_or_null<ElementRegion>(Cell))
    Cell = Element->getSuperRegion();
  const auto *Declared = dyn_cast_or_null<DeclRegion>(Cell);
  return Declared && !compat::stackFrameOf(Declared, State)
             ? Declared->getDecl()
             : nullptr;
}

ProgramStateRef noteLearnt(ProgramStateRef State, const MemRegion *Cell,
                           size_t Held) {
  const unsigned *Known = State->get<LearntTrait>(Cell);
  if (Held == 0) // it is taken for what does not change
    return Known ? State->remove<LearntTrait>(Cell) : State;
  const ValueDecl *Declared = Known ? nullptr : declarationOf(Cell, State);
  if (!Declared || !sp_program_cell(currentPlan()->Program,
                                    currentPlan()->CellOf(Declared).c_str()))
    return State;
  return State->set<LearntTrait>(Cell, unsigned(Held) + Given);
}

ProgramStateRef learntGivenBack(ProgramStateRef State, size_t Lock) {
  for (const auto &[Cell, Held] : State->get<LearntTrait>())
    if (Held > Given && Lock < Held - Given)
      State = State->set<LearntTrait>(Cell, Held - 1);
  return State;
}

ProgramStateRef learntRetaken(ProgramStateRef State) {
  for (const auto &[Cell, Held] : State->get<LearntTrait>())
    if (Held == Given)
      State = State->set<LearntTrait>(Cell, Retaken);
  return State;
}

bool restsOnOlderLock(ProgramStateRef State, const MemRegion *Cell) {
  const unsigned *Held = State->get<LearntTrait>(Cell);
  if (!Held || *Held != Retaken)
    return false;
  const SVal Value = canonical(State, State->getSVal(Cell));
  const SymbolRef Symbol = Value.getAsSymbol();
  if (!Symbol)
    return Value.isConstant();
  for (const auto &Constraint : getConstraintMap(State))
    if (mentions(nonloc::SymbolVal(Constraint.first), Symbol))
      return true;
  return false;
}

} // namespace spinpair
