//===- PathState.h - What spinpair remembers along a path -----------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The program state traits, behind functions: the lock set, findings that wait
// to be reported, and two notes about memory.
//
//===----------------------------------------------------------------------===//
#ifndef SPINPAIR_ANALYZER_PATHSTATE_H
#define SPINPAIR_ANALYZER_PATHSTATE_H

#include "Feasibility.h"
#include "facts/UnitFacts.h"
#include "spinpair/lockset.h"

#include "clang/StaticAnalyzer/Core/PathSensitive/ProgramState.h"

#include <memory>
#include <string>

namespace spinpair {

/// A lock operation in a function of another file, which is known by its
/// summary.
struct Elsewhere {
  bool Acquires;
  /// Of the lock; Message is what it is called, if it is none of a message.
  sp_lock_kind Kind;
  /// As the call of the function would write them.
  std::string Adapter, Message, Irql;
  std::string Where; ///< "in 'function' (file:line)", and so on
  /// The way there, for notes: see encodeStep().
  std::string Steps;
};

/// A lock call on a path, or a call of a function that makes one elsewhere. The
/// automaton's sp_lock.acquired_at and released_at are pointers to these; they
/// live until the next function is explored.
struct LockSite {
  LockCall Call;
  const clang::StackFrameContext *Frame;
  const clang::ento::MemRegion *Slot; ///< Acquire: where OldIrql points.
  RoutineUse Use = {};                ///< Of a routine that a lock rules out.
  std::unique_ptr<Elsewhere> Other = nullptr;

  bool isAcquire() const { return Other ? Other->Acquires : Call.isAcquire(); }
  /// Is it a lock of STOR_SPINLOCK?
  bool isSpin() const { return sp_family_of(kind()) == SP_FAMILY_STORPORT; }
  sp_lock_kind kind() const {
    return Other ? Other->Kind : Call.Routine ? Call.kind() : SP_KIND_MESSAGE;
  }
  bool isOfMessage() const { return sp_kind_is_of_message(kind()); }
  /// Is it named by a pointer alone?
  bool hasPointer() const { return sp_kind_has_pointer(kind()); }
  /// Is it the acquire of a lock that the function is called with, and is to
  /// give back?
  bool isBefore() const { return !Call.Call; }

  static const LockSite *of(sp_value Site) {
    return reinterpret_cast<const LockSite *>(Site);
  }
};

/// A mistake, and the frame that owns it: the innermost function that saw all
/// of it, whose call is to blame.
struct Finding {
  sp_verdict Verdict;
  const LockSite *Here; ///< The call that is wrong; null for a leak.
  const clang::StackFrameContext *Owner;
  Differences Differ; ///< Else it is none.
  /// The callback of the port driver that the path began in; null if in none.
  const sp_callback *Callback;
};

/// The frame of the function that a path with \p Frame began in.
const clang::StackFrameContext *firstFrame(const clang::LocationContext *Frame);

using LockVector = llvm::SmallVector<sp_lock, 8>;

/// The lock set of \p State, in the order of the acquires.
LockVector locksOf(clang::ento::ProgramStateRef State);
bool hasLocks(clang::ento::ProgramStateRef State);
/// How many the path holds that it took itself.
size_t countHeld(clang::ento::ProgramStateRef State);
clang::ento::ProgramStateRef setLocks(clang::ento::ProgramStateRef State,
                                      llvm::ArrayRef<sp_lock> Locks);

/// Runs \p Event on the lock set of \p State, which it replaces.
/// \p Event is called with a sp_lockset that has room for one more lock.
template <typename Function>
auto updateLocks(clang::ento::ProgramStateRef &State, Function &&Event) {
  LockVector Locks = locksOf(State);
  size_t Count = Locks.size();
  Locks.resize(Count + 1);
  sp_lockset Set = {Locks.data(), Count, Count + 1};
  auto Result = Event(Set);
  State = setLocks(State, llvm::ArrayRef<sp_lock>(Locks.data(), Set.count));
  return Result;
}

/// Cells that the path has written, or copied to a variable that decides.
clang::ento::ProgramStateRef noteUse(clang::ento::ProgramStateRef State,
                                     const clang::ento::MemRegion *Cell);
llvm::SmallVector<const clang::ento::MemRegion *, 8>
usedCells(clang::ento::ProgramStateRef State);

/// Symbols that stand for what a call may have left in a cell, and the values
/// that the cells had before. A value is Unchanged where nothing that ran could
/// write the cell, and Doubtful where code that was not followed could. Only
/// spinpair looks through these tables: what other checkers know is not
/// changed.
enum class Kept { Unchanged, Doubtful };
clang::ento::ProgramStateRef
noteKept(clang::ento::ProgramStateRef State, Kept How,
         llvm::ArrayRef<std::pair<clang::ento::SymbolRef, clang::ento::SVal>>
             NowAndBefore);
bool anyKept(clang::ento::ProgramStateRef State, Kept How);
/// The value before that \p Symbol was noted with, or null.
const clang::ento::SVal *keptFrom(clang::ento::ProgramStateRef State, Kept How,
                                  clang::ento::SymbolRef Symbol);
/// Calls \p Take with each symbol that was noted as Unchanged, and its value
/// before.
void eachUnchanged(
    clang::ento::ProgramStateRef State,
    llvm::function_ref<void(clang::ento::SymbolRef, clang::ento::SVal)> Take);
/// Conditions that were assumed of such symbols, and are still to be held
/// against the values before.
clang::ento::ProgramStateRef noteAssumed(clang::ento::ProgramStateRef State,
                                         clang::ento::SVal Condition,
                                         bool Truth);
bool anyAssumed(clang::ento::ProgramStateRef State);
clang::ento::ProgramStateRef
takeAssumed(clang::ento::ProgramStateRef State,
            llvm::SmallVectorImpl<std::pair<clang::ento::SVal, bool>> &Out);

/// The path can only be as it is because code that was not followed changed a
/// cell: nothing wrong can be shown on it.
clang::ento::ProgramStateRef doubtPath(clang::ento::ProgramStateRef State);
bool isDoubted(clang::ento::ProgramStateRef State);

void keepBeforeAlive(clang::ento::ProgramStateRef State,
                     clang::ento::SymbolReaper &Reaper);

/// How many of these symbols are about to die.
unsigned countDead(clang::ento::ProgramStateRef State,
                   clang::ento::SymbolReaper &Reaper);
/// Forgets the dead ones, and dead cells.
clang::ento::ProgramStateRef forgetDead(clang::ento::ProgramStateRef State,
                                        clang::ento::SymbolReaper &Reaper);

/// Forgets all of the above but findings that wait: the path is out of the
/// functions that own locks.
clang::ento::ProgramStateRef forgetLocks(clang::ento::ProgramStateRef State);

/// Marks the symbols live that \p Value is made of.
void markLive(clang::ento::SVal Value, clang::ento::SymbolReaper &Reaper);

/// Saved IRQLs in memory outside the stack. The store forgets such memory as
/// soon as the path has no more use for it; the caller may still have one.
clang::ento::ProgramStateRef notePutOut(clang::ento::ProgramStateRef State,
                                        const clang::ento::MemRegion *Cell,
                                        clang::ento::SymbolRef Irql);
/// Forgets those that \p Which says yes to.
clang::ento::ProgramStateRef
forgetPutOut(clang::ento::ProgramStateRef State,
             llvm::function_ref<bool(const clang::ento::MemRegion *)> Which);
/// Is there such a cell for \p Irql that \p Wanted says yes to?
bool wasPutOut(clang::ento::ProgramStateRef State, clang::ento::SymbolRef Irql,
               llvm::function_ref<bool(const clang::ento::MemRegion *)> Wanted);

} // namespace spinpair

#endif
