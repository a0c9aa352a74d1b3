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

/// Gives memory back its value after \p Call made the analyzer forget it,
/// where the call cannot have written it. \p After is the state after
/// forgetting; \p Explicit are the regions that the arguments point to.
clang::ento::ProgramStateRef
keepStable(clang::ento::ProgramStateRef After,
           llvm::ArrayRef<const clang::ento::MemRegion *> Explicit,
           const clang::ento::CallEvent &Call, UnitFacts &Facts);

/// Marks locks uncertain whose saved IRQL \p Call can reach, so that unseen
/// code may have released them. \p Forgotten are the regions that it reaches.
clang::ento::ProgramStateRef
doubtReachable(clang::ento::ProgramStateRef After,
               llvm::ArrayRef<const clang::ento::MemRegion *> Forgotten,
               const clang::ento::CallEvent &Call);

} // namespace spinpair

#endif
