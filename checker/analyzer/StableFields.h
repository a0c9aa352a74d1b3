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

#include "UnitFacts.h"

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
/// forgetting; \p Explicit are the regions that the arguments point to.
clang::ento::ProgramStateRef
keepStable(clang::ento::ProgramStateRef After,
           llvm::ArrayRef<const clang::ento::MemRegion *> Explicit,
           const clang::ento::CallEvent &Call, UnitFacts &Facts);

/// \p Value in terms of what was known before calls that left it as it was.
clang::ento::SVal canonical(clang::ento::ProgramStateRef State,
                            clang::ento::SVal Value);

/// \p State with what it says of memory after calls said of the values before
/// them as well; null when the two contradict each other, so that the path
/// cannot happen. For spinpair's own questions: other checkers of the run must
/// not learn from it.
clang::ento::ProgramStateRef withStable(clang::ento::ProgramStateRef State);

/// Marks locks uncertain whose saved IRQL \p Call can reach, so that unseen
/// code may have released them. \p Forgotten are the regions that it reaches.
clang::ento::ProgramStateRef
doubtReachable(clang::ento::ProgramStateRef After,
               llvm::ArrayRef<const clang::ento::MemRegion *> Forgotten,
               const clang::ento::CallEvent &Call);

} // namespace spinpair

#endif
