//===- PathState.cpp ------------------------------------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "PathState.h"
#include "Compat.h"
#include "Learnt.h"

#include "clang/StaticAnalyzer/Core/PathSensitive/CheckerContext.h"
#include "clang/StaticAnalyzer/Core/PathSensitive/ProgramStateTrait.h"

#include <cstring>

using namespace clang;
using namespace ento;

namespace {

/// An sp_lock that the program state can compare and hash.
struct LockEntry {
  sp_lock Lock;

  bool operator==(const LockEntry &Other) const {
    const sp_lock &A = Lock, &B = Other.Lock;
    return A.adapter == B.adapter && A.message == B.message &&
           A.context == B.context && A.kind == B.kind && A.saved == B.saved &&
           A.status == B.status && A.acquired_at == B.acquired_at &&
           A.released_at == B.released_at && A.phase == B.phase &&
           A.flags == B.flags;
  }
  void Profile(llvm::FoldingSetNodeID &ID) const {
    for (sp_value Value : {Lock.adapter, Lock.message, Lock.context, Lock.saved,
                           Lock.status, Lock.acquired_at, Lock.released_at})
      ID.AddInteger(static_cast<uint64_t>(Value));
    ID.AddInteger(static_cast<unsigned>(Lock.kind));
    ID.AddInteger(static_cast<unsigned>(Lock.phase));
    ID.AddInteger(Lock.flags);
  }
};

} // namespace

// Keyed by position: 0 is the outermost.
REGISTER_MAP_WITH_PROGRAMSTATE(LockSetTrait, unsigned, LockEntry)
REGISTER_SET_WITH_PROGRAMSTATE(UsedTrait, const MemRegion *)
REGISTER_MAP_WITH_PROGRAMSTATE(UnchangedTrait, SymbolRef, const SVal *)
REGISTER_MAP_WITH_PROGRAMSTATE(DoubtfulTrait, SymbolRef, const SVal *)
REGISTER_TRAIT_WITH_PROGRAMSTATE(DoubtedTrait, bool)
REGISTER_MAP_WITH_PROGRAMSTATE(AssumedTrait, const SVal *, bool)
REGISTER_MAP_WITH_PROGRAMSTATE(PutOutTrait, const MemRegion *, SymbolRef)

namespace spinpair {

const StackFrameContext *firstFrame(const LocationContext *Frame) {
  while (Frame->getParent())
    Frame = Frame->getParent();
  return Frame->getStackFrame();
}

LockVector locksOf(ProgramStateRef State) {
  LockVector Locks;
  for (const auto &Entry : State->get<LockSetTrait>())
    Locks.push_back(Entry.second.Lock);
  return Locks;
}

bool hasLocks(ProgramStateRef State) {
  return !State->get<LockSetTrait>().isEmpty();
}

/// Does the path hold it, which took it itself?
static bool isOwnHeld(const sp_lock &Lock) {
  return Lock.phase == SP_HELD && !(Lock.flags & SP_LOCK_LENT);
}

/// Takes note of the locks of \p Before that are no longer held, and of new
/// ones.
static ProgramStateRef noteHeld(ProgramStateRef State,
                                llvm::ArrayRef<sp_lock> Before,
                                llvm::ArrayRef<sp_lock> After) {
  auto IsIn = [&](llvm::ArrayRef<sp_lock> Locks, const sp_lock &One) {
    return llvm::any_of(Locks, [&](const sp_lock &Each) {
      return isOwnHeld(Each) && Each.acquired_at == One.acquired_at &&
             Each.saved == One.saved;
    });
  };
  size_t Index = 0;
  for (const sp_lock &Lock : Before)
    if (isOwnHeld(Lock)) {
      if (IsIn(After, Lock))
        ++Index;
      else
        State = learntGivenBack(State, Index);
    }
  for (const sp_lock &Lock : After)
    if (isOwnHeld(Lock) && !IsIn(Before, Lock))
      return learntRetaken(State);
  return State;
}

size_t countHeld(ProgramStateRef State) {
  return llvm::count_if(locksOf(State), isOwnHeld);
}

ProgramStateRef setLocks(ProgramStateRef State, llvm::ArrayRef<sp_lock> Locks) {
  State = noteHeld(State, locksOf(State), Locks);
  for (unsigned I = 0; I < Locks.size(); ++I) {
    const LockEntry *Old = State->get<LockSetTrait>(I);
    LockEntry New{Locks[I]};
    if (!Old || !(*Old == New))
      State = State->set<LockSetTrait>(I, New);
  }
  for (unsigned I = Locks.size(); State->get<LockSetTrait>(I); ++I)
    State = State->remove<LockSetTrait>(I);
  return State;
}

ProgramStateRef noteUse(ProgramStateRef State, const MemRegion *Cell) {
  return State->add<UsedTrait>(Cell);
}

llvm::SmallVector<const MemRegion *, 8> usedCells(ProgramStateRef State) {
  auto Cells = State->get<UsedTrait>();
  return {Cells.begin(), Cells.end()};
}

using NowAndBefore = std::pair<SymbolRef, SVal>;

template <typename Trait>
static ProgramStateRef addAll(ProgramStateRef State,
                              llvm::ArrayRef<NowAndBefore> Values) {
  if (Values.empty())
    return State;
  BasicValueFactory &Basic = State->getStateManager().getBasicVals();
  auto Map = State->get<Trait>();
  auto &Factory = State->get_context<Trait>();
  for (const auto &[Now, Before] : Values)
    Map = Factory.add(Map, Now, Basic.getPersistentSVal(Before));
  return State->set<Trait>(Map);
}

template <typename Trait>
static ProgramStateRef removeDead(ProgramStateRef State, SymbolReaper &Reaper) {
  auto Map = State->get<Trait>();
  auto &Factory = State->get_context<Trait>();
  for (const auto &Entry : State->get<Trait>())
    if (Reaper.isDead(Entry.first))
      Map = Factory.remove(Map, Entry.first);
  return State->set<Trait>(Map);
}

ProgramStateRef noteKept(ProgramStateRef State, Kept How,
                         llvm::ArrayRef<NowAndBefore> Values) {
  return How == Kept::Unchanged ? addAll<UnchangedTrait>(State, Values)
                                : addAll<DoubtfulTrait>(State, Values);
}

bool anyKept(ProgramStateRef State, Kept How) {
  return How == Kept::Unchanged ? !State->get<UnchangedTrait>().isEmpty()
                                : !State->get<DoubtfulTrait>().isEmpty();
}

const SVal *keptFrom(ProgramStateRef State, Kept How, SymbolRef Symbol) {
  const SVal *const *Before = How == Kept::Unchanged
                                  ? State->get<UnchangedTrait>(Symbol)
                                  : State->get<DoubtfulTrait>(Symbol);
  return Before ? *Before : nullptr;
}

void eachUnchanged(ProgramStateRef State,
                   llvm::function_ref<void(SymbolRef, SVal)> Take) {
  for (const auto &Entry : State->get<UnchangedTrait>())
    Take(Entry.first, *Entry.second);
}

ProgramStateRef noteAssumed(ProgramStateRef State, SVal Condition, bool Truth) {
  BasicValueFactory &Values = State->getStateManager().getBasicVals();
  return State->set<AssumedTrait>(Values.getPersistentSVal(Condition), Truth);
}

bool anyAssumed(ProgramStateRef State) {
  return !State->get<AssumedTrait>().isEmpty();
}

ProgramStateRef takeAssumed(ProgramStateRef State,
                            llvm::SmallVectorImpl<std::pair<SVal, bool>> &Out) {
  for (const auto &Entry : State->get<AssumedTrait>())
    Out.push_back({*Entry.first, Entry.second});
  return State->remove<AssumedTrait>();
}

void markLive(SVal Value, SymbolReaper &Reaper) {
  if (SymbolRef Whole = Value.getAsSymbol(/*IncludeBaseRegions=*/true))
    for (SymbolRef Part : compat::symbolsIn(Whole))
      Reaper.markLive(Part);
}

ProgramStateRef doubtPath(ProgramStateRef State) {
  return State->set<DoubtedTrait>(true);
}

bool isDoubted(ProgramStateRef State) { return State->get<DoubtedTrait>(); }

void keepBeforeAlive(ProgramStateRef State, SymbolReaper &Reaper) {
  for (const auto &Entry : State->get<UnchangedTrait>())
    markLive(*Entry.second, Reaper);
  for (const auto &Entry : State->get<DoubtfulTrait>())
    markLive(*Entry.second, Reaper);
}

unsigned countDead(ProgramStateRef State, SymbolReaper &Reaper) {
  unsigned Dead = 0;
  for (const auto &Entry : State->get<UnchangedTrait>())
    Dead += Reaper.isDead(Entry.first);
  for (const auto &Entry : State->get<DoubtfulTrait>())
    Dead += Reaper.isDead(Entry.first);
  return Dead;
}

ProgramStateRef forgetDead(ProgramStateRef State, SymbolReaper &Reaper) {
  State = removeDead<UnchangedTrait>(State, Reaper);
  State = removeDead<DoubtfulTrait>(State, Reaper);
  auto Used = State->get<UsedTrait>();
  auto &Cells = State->get_context<UsedTrait>();
  for (const MemRegion *Cell : State->get<UsedTrait>())
    if (!Reaper.isLiveRegion(Cell))
      Used = Cells.remove(Used, Cell);
  return State->set<UsedTrait>(Used);
}

template <typename Trait>
static ProgramStateRef cleared(ProgramStateRef State) {
  return State->get<Trait>().isEmpty() ? State : State->remove<Trait>();
}

ProgramStateRef forgetLocks(ProgramStateRef State) {
  if (isDoubted(State))
    State = State->remove<DoubtedTrait>();
  State = cleared<LockSetTrait>(State);
  State = cleared<UsedTrait>(State);
  State = cleared<UnchangedTrait>(State);
  State = cleared<DoubtfulTrait>(State);
  State = cleared<AssumedTrait>(State);
  return cleared<PutOutTrait>(State);
}

ProgramStateRef notePutOut(ProgramStateRef State, const MemRegion *Cell,
                           SymbolRef Irql) {
  return State->set<PutOutTrait>(Cell, Irql);
}

ProgramStateRef
forgetPutOut(ProgramStateRef State,
             llvm::function_ref<bool(const MemRegion *)> Which) {
  for (const auto &Entry : State->get<PutOutTrait>())
    if (Which(Entry.first))
      State = State->remove<PutOutTrait>(Entry.first);
  return State;
}

bool wasPutOut(ProgramStateRef State, SymbolRef Irql,
               llvm::function_ref<bool(const MemRegion *)> Wanted) {
  for (const auto &Entry : State->get<PutOutTrait>())
    if (Entry.second == Irql && Wanted(Entry.first))
      return true;
  return false;
}

} // namespace spinpair
