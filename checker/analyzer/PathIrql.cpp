//===- PathIrql.cpp -------------------------------------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "PathIrql.h"

#include "Compat.h"
#include "PathState.h"
#include "PathValues.h"
#include "facts/LockCalls.h"

#include "spinpair/limits.h"
#include "spinpair/memory_calls.h"

using namespace clang;
using namespace ento;

// What KeGetCurrentIrql said, by the number of locks that were held then.
REGISTER_MAP_WITH_PROGRAMSTATE(AskedIrqlTrait, unsigned, SymbolRef)

// The IRQL that the path is at, but for the locks it holds, plus 1; 0 if it is
// not known.
REGISTER_TRAIT_WITH_PROGRAMSTATE(IrqlTrait, unsigned)

namespace spinpair {

const char FoundIrqlTag = 0;

ProgramStateRef atPassiveLevel(ProgramStateRef State) {
  return State->set<IrqlTrait>(1);
}

bool isBelowDispatch(ProgramStateRef State) {
  constexpr unsigned DispatchLevel = 2;
  const unsigned Known = State->get<IrqlTrait>();
  return Known && Known - 1 < DispatchLevel;
}

bool asksForIrql(const FunctionDecl *Function) {
  return Function && Function->getIdentifier() &&
         Function->getName() == "KeGetCurrentIrql";
}

/// The state in which the two compare like that; the same one if they cannot.
static ProgramStateRef compared(ProgramStateRef State, BinaryOperatorKind How,
                                SVal A, SVal B, CheckerContext &C) {
  const auto Truth =
      evaluated(State, How, A, B, C.getSValBuilder().getConditionType())
          .getAs<DefinedSVal>();
  ProgramStateRef Next = Truth ? State->assume(*Truth, true) : nullptr;
  return Next ? Next : State;
}

/// The locks held, and the lowest IRQL there can be under them, as a number:
/// DISPATCH_LEVEL is 2, and that of a device is above it ("Managing Hardware
/// Priorities" of the WDK).
static std::pair<unsigned, unsigned> heldAt(ProgramStateRef State) {
  unsigned Count = 0, Floor = 0;
  for (const sp_lock &Lock : locksOf(State)) {
    if (Lock.phase != SP_HELD)
      continue;
    const sp_irql Held = sp_lock_form_of(Lock.kind)->held;
    Floor = std::max(Floor, Held == SP_IRQL_DISPATCH ? 2u
                            : Held == SP_IRQL_DIRQL  ? 3u
                                                     : 0u);
    ++Count;
  }
  return {Count, Floor};
}

ProgramStateRef irqlAsked(ProgramStateRef State, SVal Irql, CheckerContext &C) {
  SymbolRef Symbol = Irql.getAsSymbol();
  if (!Symbol)
    return State;
  const auto [Count, Floor] = heldAt(State);
  SValBuilder &Builder = C.getSValBuilder();
  const auto Lowest =
      Builder.makeIntVal(Floor, Symbol->getType()).getAs<NonLoc>();
  if (Floor && Lowest)
    State = compared(State, BO_GE, Irql, *Lowest, C);
  if (const unsigned Known = State->get<IrqlTrait>(); Known && !Count)
    State = compared(State, BO_EQ, Irql,
                     Builder.makeIntVal(Known - 1, Symbol->getType()), C);
  if (const SymbolRef *Before = State->get<AskedIrqlTrait>(Count))
    return compared(State, BO_EQ, Irql, Builder.makeSymbolVal(*Before), C);
  return State->set<AskedIrqlTrait>(Count, Symbol);
}

ProgramStateRef irqlSaved(ProgramStateRef State, SVal Irql, CheckerContext &C) {
  const SymbolRef *Before = State->get<AskedIrqlTrait>(heldAt(State).first);
  return Before ? compared(State, BO_EQ, Irql,
                           C.getSValBuilder().makeSymbolVal(*Before), C)
                : State;
}

/// Does the call leave the IRQL as it is, but for locks that are followed?
static bool keepsIrql(const FunctionDecl *Callee, const sp_routine *Row,
                      CheckerContext &C) {
  if (!Callee || !Callee->getIdentifier())
    return C.wasInlined;
  const std::string Name = Callee->getName().str();
  if (Row && !(Row->stated & SP_STATED))
    return sp_routine_excludes(Name.c_str()) == 0 || sp_routine_is_lock(Row);
  return C.wasInlined || Callee->getBuiltinID() ||
         sp_memory_call_named(Name.c_str());
}

/// The state in which the IRQL that a call found is where it puts it: in what
/// it returns, or behind its second argument.
static ProgramStateRef irqlFound(ProgramStateRef State, const CallEvent &Call,
                                 CheckerContext &C) {
  const QualType Result = Call.getResultType();
  if (!Result->isVoidType())
    return State->BindExpr(Call.getOriginExpr(), C.getLocationContext(),
                           compat::conjure(C, Call, Result, &FoundIrqlTag));
  const SVal Slot = Call.getNumArgs() == 2 ? Call.getArgSVal(1) : UnknownVal();
  const auto Where = Slot.getAs<Loc>();
  const QualType Type =
      Where ? Call.getArgExpr(1)->getType()->getPointeeType() : QualType();
  if (Type.isNull() || !Type->isIntegerType())
    return State;
  return State->bindLoc(*Where, compat::conjure(C, Call, Type, &FoundIrqlTag),
                        C.getLocationContext());
}

ProgramStateRef irqlSet(ProgramStateRef State, const CallEvent &Call,
                        CheckerContext &C) {
  const auto *Callee = dyn_cast_or_null<FunctionDecl>(Call.getDecl());
  const sp_routine *Row = routineOf(Callee);
  const std::string Name = Row ? Row->name : "";
  const bool ToDispatch = sp_routine_sets_dispatch(Name.c_str());
  if (!ToDispatch && !sp_routine_sets_irql(Name.c_str()))
    return State->get<IrqlTrait>() && !keepsIrql(Callee, Row, C)
               ? State->set<IrqlTrait>(0)
               : State;
  State = State->remove<AskedIrqlTrait>();
  const SVal Given = Call.getNumArgs() ? Call.getArgSVal(0) : UnknownVal();
  const llvm::APSInt *To = Given.isUnknownOrUndef()
                               ? nullptr
                               : C.getSValBuilder().getKnownValue(State, Given);
  State = State->set<IrqlTrait>(ToDispatch ? 3
                                : To       ? unsigned(To->getZExtValue()) + 1
                                           : 0);
  return sp_routine_raises_irql(Name.c_str()) && heldAt(State).first == 0 &&
                 Call.getOriginExpr()
             ? irqlFound(State, Call, C)
             : State;
}

} // namespace spinpair
