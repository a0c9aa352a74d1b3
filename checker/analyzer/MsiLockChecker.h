//===- MsiLockChecker.h - The Clang Static Analyzer adapter ---------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Observes the calls on a path, gives them to the lock-set automaton as events
// and makes reports of its verdicts. What a rule means stands in checker/core.
//
//===----------------------------------------------------------------------===//
#ifndef SPINPAIR_ANALYZER_MSILOCKCHECKER_H
#define SPINPAIR_ANALYZER_MSILOCKCHECKER_H

namespace clang::ento {
class CheckerRegistry;
}

namespace spinpair {

/// Registers one checker for each row of the rule table, in the packages
/// `storport` and `optin.storport`, and the options of the package `storport`.
void registerCheckers(clang::ento::CheckerRegistry &Registry);

/// The tag of path notes that tell of a lock or its saved IRQL, which are ours;
/// clang's own tell of the way.
extern const char LockNoteTag[];

} // namespace spinpair

#endif
