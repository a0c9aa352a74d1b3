//===- Memory.cpp - What is written, and what dies ------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Follows writes and calls as far as they change what locks depend on, and
// keeps the values that are still asked for.
//
//===----------------------------------------------------------------------===//
#include "Checker.h"

#include "../CallModels.h"
#include "../Compat.h"
#include "../Elements.h"
#include "../IndexedElements.h"
#include "../Learnt.h"
#include "../MadeUp.h"
#include "../Overlaid.h"
#include "../StableFields.h"

using namespace clang;
using namespace ento;

namespace spinpair {

/// The path wrote \p Cell. Whole variables on the stack are not followed, but
/// for structures with a saved IRQL: only who has their address can write them.
static ProgramStateRef written(ProgramStateRef State, const MemRegion *Cell) {
  if (const auto *Pointee = dyn_cast<SymbolicRegion>(Cell)) {
    QualType Type = Pointee->getSymbol()->getType()->getPointeeType();
    if (!Type.isNull() && !Type->isIncompleteType() && Type->isObjectType())
      Cell = State->getStateManager().getStoreManager().GetElementZeroRegion(
          Pointee, Type);
  }
  const auto *Typed = dyn_cast<TypedValueRegion>(Cell);
  bool OnStack = compat::stackFrameOf(Cell->getBaseRegion(), State) != nullptr;
  const bool Record = Typed && Typed->getValueType()->isRecordType();
  if (!Typed || (OnStack && isa<VarRegion>(Cell) && !Record))
    return State;
  if (Typed->getValueType()->isScalarType())
    State = noteUse(State, Cell);
  if ((OnStack && !Record) || !hasLocks(State))
    return State;
  const ASTContext &Context = State->getStateManager().getContext();
  uint64_t Bits = numberWidth(Typed, Context);
  if (Bits == 0 && !Typed->getValueType()->isIncompleteType())
    Bits = Context.getTypeSize(Typed->getValueType());
  State = forgetPutOutAt(State, Cell, Bits);
  for (const sp_lock &Lock : locksOf(State))
    for (SymbolRef Symbol :
         {savedIrqlIn(valueOf(Lock.saved)), valueOf(Lock.status).getAsSymbol()})
      if (Symbol && Lock.phase == SP_HELD &&
          (!OnStack || savedIrqlIn(nonloc::SymbolVal(Symbol))) &&
          holds(State, Cell, Symbol))
        State = notePutOut(State, Cell, Symbol);
  return State;
}

ProgramStateRef MsiLockChecker::checkRegionChanges(
    ProgramStateRef State, const InvalidatedSymbols *,
    ArrayRef<const MemRegion *> Explicit, ArrayRef<const MemRegion *> Regions,
    const LocationContext *Frame, const CallEvent *Call) const {
  OwnCode Here;
  State = forgetNumbered(forgetUnions(State, Regions), Regions);
  if (!Frame || !ownsLocks(Frame))
    return State;

  if (!Call) {
    if (!Escaping)
      State = forgetAnswers(State, Explicit);
    for (const MemRegion *Cell : Explicit) {
      State = written(State, Cell);
      if (const auto *Local = dyn_cast<VarRegion>(Cell))
        State = noteCopy(State, Local->getDecl(), State->getSVal(Local), Facts);
    }
    return State;
  }

  State = forgetAnswers(State, *Call, Explicit, Facts);
  Seen Kind = seenOf(*Call, Facts);
  // Of a function in another file that is right by itself, only who holds a
  // lock must know more.
  const auto *Callee = dyn_cast_or_null<FunctionDecl>(Call->getDecl());
  bool Matters = (Kind == Seen::Locking &&
                  (hasLocks(State) || Facts.isLockRelevant(Callee) ||
                   isHelperElsewhere(Callee))) ||
                 (hasLocks(State) && Callee &&
                  (isRestrictedElsewhere(Callee) ||
                   (Callee->hasBody() && !routineOf(Callee) &&
                    Facts.isRestricted(Callee))));
  if (Matters && !Applying)
    NotEntered.insert(Callee);
  if ((Kind == Seen::Nothing || Kind == Seen::Locking) && !Applying &&
      hasLocks(State)) {
    ProgramStateRef Doubted = doubtReachable(State, Regions, *Call);
    if (Doubted != State && Kind == Seen::Nothing)
      GivenAway.insert(Callee);
    State = Doubted;
  }
  return keepStable(State, Explicit, *Call, Facts, Applying && AllWays);
}

/// The state where a field that tells of dump mode says that there is none.
static ProgramStateRef inNormalMode(ProgramStateRef State, SVal Location) {
  const auto *Field = dyn_cast_or_null<FieldRegion>(Location.getAsRegion());
  if (!Field || !Field->getValueType()->isIntegralOrEnumerationType() ||
      !isModeField(Field->getDecl()))
    return State;
  auto Value = State->getSVal(Field).getAs<DefinedOrUnknownSVal>();
  ProgramStateRef Normal = Value ? State->assume(*Value, false) : nullptr;
  return Normal ? Normal : State;
}

/// Is it a read for an operator such as `|=` or `++`, which has no conversion
/// of its own, that is \p At elsewhere?
static bool readsAndWrites(const Stmt *At) {
  const auto *Place = dyn_cast_or_null<Expr>(At);
  return Place && Place->isGLValue();
}

/// The state where a part of a union that is read to be written has the bits
/// that others were given: this read is no expression of its own, whose value
/// could be put right behind it.
static ProgramStateRef withBitsOfUnion(ProgramStateRef State, SVal Location,
                                       CheckerContext &C) {
  const SVal Value = assembled(State, Location);
  return Value.isUnknown() || Value == State->getSVal(Location.castAs<Loc>())
             ? State
             : State->bindLoc(Location.castAs<Loc>(), Value,
                              C.getLocationContext(),
                              /*notifyChanges=*/false);
}

void MsiLockChecker::checkLocation(SVal Location, bool IsLoad, const Stmt *At,
                                   CheckerContext &C) const {
  OwnCode Here;
  ProgramStateRef State = C.getState();
  if (!CoreEnabled && Current.Relevant)
    // Nobody else says that a pointer which was followed is not null.
    if (auto Pointer =
            Location.getAs<Loc>()) { // LLVM 22 has structures here, too
      State = State->assume(*Pointer, true);
      if (!State) { // it is null for certain: nobody comes any further
        C.generateSink(C.getState(), C.getPredecessor());
        return;
      }
    }
  if (IsLoad && Current.Relevant && currentPlan()) {
    if (const VarDecl *Constant = constantElsewhere(Location.getAsRegion()))
      Lacking.insert(currentPlan()->CellOf(Constant));
    State = inNormalMode(State, Location);
    if (const MemRegion *Cell = Location.getAsRegion();
        Cell && ownsLocks(C.getLocationContext())) {
      if (restsOnOlderLock(State, Cell))
        Doubts.insert("paths do not tell what another processor may change "
                      "before a lock is taken");
      State = noteLearnt(State, Cell, countHeld(State));
    }
  }
  if (IsLoad && Current.Relevant && readsAndWrites(At) &&
      Location.getAsRegion())
    State = withBitsOfUnion(State, Location, C);
  if (!IsLoad && Current.Relevant)
    State = beforeWrite(State, Location, At, C, Facts);
  if (IsLoad && Facts.anySwitchedOn() && ownsLocks(C.getLocationContext())) {
    const auto *Cell = dyn_cast_or_null<DeclRegion>(Location.getAsRegion());
    if (Cell && Facts.isSwitchedOn(Cell->getDecl()))
      State = noteUse(State, Cell);
  }
  if (State != C.getState())
    C.addTransition(State);
}

void MsiLockChecker::checkBind(SVal Location, SVal Value, const Stmt *At,
                               CheckerContext &C) const {
  OwnCode Here;
  // What a pointer leads to that another unit returned may be known here by
  // another name.
  if (Current.Relevant && !Lacking.empty())
    addOrigins(Location, Deciding);
  const auto *Cell = dyn_cast_or_null<TypedValueRegion>(Location.getAsRegion());
  if (!Cell || !Current.Relevant)
    return;
  static const int Tag = 0;
  ProgramStateRef State = noteNumbered(C.getState(), Cell, Value, [&] {
    return compat::conjureAt(C, At, C.getASTContext().IntTy, &Tag);
  });
  State = noteNarrowed(noteUnionWrite(State, Cell, Value), Cell, Value, At);
  if (State != C.getState())
    C.addTransition(State);
}

void MsiLockChecker::checkLiveSymbols(ProgramStateRef State,
                                      SymbolReaper &Reaper) const {
  OwnCode Here;
  keepBeforeAlive(State, Reaper);
  keepScatteredAlive(State, Reaper);
  keepIndexedAlive(State, Reaper);
  keepUnionsAlive(State, Reaper);
  keepAnswersAlive(State, Reaper);
  keepAddressValuesAlive(State, Reaper);
  for (const sp_lock &Lock : locksOf(State))
    for (sp_value Handle : {Lock.adapter, Lock.message, Lock.context})
      markLive(valueOf(Handle), Reaper);
}

static bool isConstrained(ProgramStateRef State, SymbolRef Symbol) {
  for (const auto &Constraint : getConstraintMap(State))
    if (mentions(nonloc::SymbolVal(Constraint.first), Symbol))
      return true;
  return false;
}

void MsiLockChecker::checkDeadSymbols(SymbolReaper &Reaper,
                                      CheckerContext &C) const {
  OwnCode Here;
  // A change of the state costs the path a step, so little is done for little.
  constexpr unsigned WorthAStep = 16;
  ProgramStateRef State = C.getState();
  unsigned Dead = countDead(State, Reaper);
  if (Dead > 0 && anyAssumed(State)) {
    // What a dying symbol said of an old value must not die with it.
    State = settled(C);
    if (!State)
      return;
  }
  if (Dead >= WorthAStep)
    State = forgetDead(State, Reaper);
  if (hasLocks(State)) {
    PathValues Values(State, Current.EntryPoint);
    sp_questions Ask = Values.questions();
    updateLocks(State, [&](sp_lockset &Set) {
      sp_lockset_settle_status(&Set, &Ask);
      for (size_t I = 0; I < Set.count; ++I) {
        sp_lock &Lock = Set.locks[I];
        SymbolRef Status = valueOf(Lock.status).getAsSymbol();
        if (!Status || !Reaper.isDead(Status))
          continue;
        if (Types[SP_RULE_UNCHECKED_STATUS] &&
            !isConstrained(C.getState(), Status) &&
            !wasPutOut(C.getState(), Status, [](const MemRegion *) {
              return true; // stored where somebody else may look at it
            }))
          reportUnchecked(Lock, C);
        Lock.status = 0; // nobody can test it any more
      }
      return 0;
    });
  }
  if (State != C.getState())
    C.addTransition(State);
}

} // namespace spinpair
