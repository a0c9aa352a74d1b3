//===- StableFields.h - What a call leaves as it was ----------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The analyzer forgets every value that a call it cannot see could have
// written. A driver reads `Adapter->PerMessage` again after such a call and
// relies on its being the same. So: a call changes memory only if code that it
// can reach writes it. In one translation unit the code that can be seen
// decides.
//
//===----------------------------------------------------------------------===//
#ifndef SPINPAIR_ANALYZER_STABLEFIELDS_H
#define SPINPAIR_ANALYZER_STABLEFIELDS_H

#include "facts/UnitFacts.h"

#include "clang/StaticAnalyzer/Core/PathSensitive/CallEvent.h"

namespace spinpair {

/// What is known of the code behind a call that is not stepped into.
enum class Seen {
  Routine, ///< Of the port driver, the kernel or the compiler.
  Body,    ///< A body in this unit that reaches no lock function.
  Locking, ///< A body in this unit that does.
  Nothing  ///< Elsewhere, or through a pointer.
};

Seen seenOf(const clang::ento::CallEvent &Call, const UnitFacts &Facts);

/// Remembers the values that memory had before \p Call made the analyzer forget
/// them, where the call cannot have written it. \p After is the state after
/// forgetting; \p Explicit are the regions that the arguments point to. With
/// \p LocksKnown, what the call does to locks is known and applied apart.
clang::ento::ProgramStateRef
keepStable(clang::ento::ProgramStateRef After,
           llvm::ArrayRef<const clang::ento::MemRegion *> Explicit,
           const clang::ento::CallEvent &Call, UnitFacts &Facts,
           bool LocksKnown);

/// The same for an operation that writes nothing but \p Written, and at which
/// the analyzer forgets the objects that these are in: an atomic builtin.
clang::ento::ProgramStateRef
keepAllBut(clang::ento::ProgramStateRef After,
           clang::ento::ProgramStateRef Before,
           llvm::ArrayRef<const clang::ento::MemRegion *> Written,
           const clang::LocationContext *Here);

/// The cells whose values a path depends on: in a branch, kept in a variable,
/// written by the path itself, or in a lock.
llvm::SmallVector<const clang::ento::MemRegion *, 8>
cellsInUse(clang::ento::ProgramStateRef State);

/// The numbers and pointers in the locals that the path has written, but those
/// in unions and arrays.
llvm::SmallVector<const clang::ento::TypedValueRegion *, 8>
boundLocals(clang::ento::ProgramStateRef State);

/// May a write of \p Cell write one of \p Cells?
bool mayBeOneOf(const clang::ento::MemRegion *Cell, const WriteSet &Cells);

/// May \p Call write one of \p Cells? \p Explicit are the regions that its
/// arguments point to.
bool mayWriteAny(const clang::ento::CallEvent &Call,
                 llvm::ArrayRef<const clang::ento::MemRegion *> Explicit,
                 const WriteSet &Cells, UnitFacts &Facts);

/// \p Value in terms of what was known before calls that left it as it was.
clang::ento::SVal canonical(clang::ento::ProgramStateRef State,
                            clang::ento::SVal Value);

/// Takes note of a branch of the path: \p Condition was assumed to be \p Truth.
clang::ento::ProgramStateRef noteBranch(clang::ento::ProgramStateRef State,
                                        clang::ento::SVal Condition, bool Truth,
                                        const UnitFacts &Facts);

/// Takes note of \p Value being kept in a local variable.
clang::ento::ProgramStateRef noteCopy(clang::ento::ProgramStateRef State,
                                      const clang::VarDecl *Variable,
                                      clang::ento::SVal Value,
                                      const UnitFacts &Facts);

/// \p State, where the branches that it took on memory after calls hold for the
/// values before them as well; null when they cannot, so that the path cannot
/// happen. This is done between statements, not as branches are taken: what
/// other checkers ask of a state must not depend on it.
clang::ento::ProgramStateRef settleStable(clang::ento::ProgramStateRef State);

/// The same for branches that were not noted (see UnitFacts::isSwitchedOn).
/// Slow.
clang::ento::ProgramStateRef
settleAllStable(clang::ento::ProgramStateRef State);

/// Marks locks uncertain whose saved IRQL \p Call can reach, so that unseen
/// code may have released them. \p Forgotten are the regions that it reaches.
clang::ento::ProgramStateRef
doubtReachable(clang::ento::ProgramStateRef After,
               llvm::ArrayRef<const clang::ento::MemRegion *> Forgotten,
               const clang::ento::CallEvent &Call);

} // namespace spinpair

#endif
