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

namespace clang {
class AnalyzerOptions;
}
namespace clang::ento {
class CheckerRegistry;
}

namespace spinpair {

/// Registers one checker for each row of the rule table, in the packages
/// `storport` and `optin.storport`, and the options of the package `storport`.
void registerCheckers(clang::ento::CheckerRegistry &Registry);

/// The options of an analysis that explores for the storport rules alone, in
/// the command and in the plugin: all but which rules, and who listens. It
/// takes \p Effort times as many steps as clang's default, and rounds of loops.
void setUpSearch(clang::AnalyzerOptions &Options, unsigned Effort = 1);

/// The tag of path notes that tell of a lock or its saved IRQL, which are ours;
/// clang's own tell of the way.
extern const char LockNoteTag[];
/// That of the note at the call that is wrong, in a callee of the function that
/// the mistake belongs to.
extern const char CauseNoteTag[];

/// A step in a function of another file, as it stands behind the text of a
/// note: it begins with StepMark, and has its parts behind PartMark each.
constexpr char StepMark = '\x03', PartMark = '\x04';

} // namespace spinpair

#endif
