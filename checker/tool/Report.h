//===- Report.h - Findings and verdicts in words --------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef SPINPAIR_TOOL_REPORT_H
#define SPINPAIR_TOOL_REPORT_H

#include "Baseline.h"
#include "fix/Fix.h"
#include "Ledger.h"
#include "Options.h"
#include "Search.h"
#include "Suppression.h"
#include "Verdicts.h"

#include <array>

namespace spinpair {

/// What was found in the units.
struct Analysis {
  /// Those to be shown. Suppressed and known ones are among them.
  std::vector<Mistake> Mistakes;
  std::vector<FunctionVerdict> Functions;
  std::vector<std::string> Unread; ///< Files that do not parse, as shown.
  /// Those that are analysed but for what has errors.
  std::vector<std::string> Partly;
  bool IsComplete = false; ///< Was everything analysed?
  Ledger Locks;            ///< If the page is wanted.

  template <class Archive> void archive(Archive &A) {
    A(Mistakes, Functions, Unread, Partly, IsComplete, Locks);
  }
};

/// And what is to be said of that.
struct Outcome : Analysis {
  std::vector<Remark> Remarks; ///< On suppressions.
  bool HasBaseline = false;
  /// Are the known findings those of an earlier run, and not accepted ones?
  bool IsComparison = false;
  std::vector<KnownFinding> Gone; ///< Of the baseline, and not found any more.
  /// Results of clang's analyzer, if the findings are from these: functions
  /// have no verdicts then.
  size_t AnalyzerResults = 0;
  size_t OfOthers = 0;  ///< Findings there of checkers that are not ours.
  size_t Unchanged = 0; ///< Findings left out: they touch no change.
  /// Files, as shown, of which nobody knows what changed, or that changed and
  /// were not looked at.
  std::vector<std::string> Unseen;
  std::vector<Fix> Fixes; ///< Of findings, if they were asked for.
  double Seconds = 0;   ///< How long all took.
  /// What was set for the run, and to what.
  std::vector<std::pair<std::string, std::string>> Settings;

  size_t newFindings() const;
  std::array<unsigned, VerdictCount> verdictCounts() const;
};

/// "8 findings, 1 suppressed; 22 functions with locks: ...": what came out, in
/// one line without an end.
std::string summary(const Outcome &Outcome);

/// Can the files be written that the options ask for, as far as that can be
/// told before the work for them is done? False, and one sentence in \p Error,
/// if not.
bool canBeWritten(const Options &Options, std::string &Error);

/// Writes the report \p Target of \p Options. A file appears as a whole or not
/// at all. False, and one sentence in \p Error, if it cannot be written.
bool writeReport(const Outcome &Outcome, const ReportTarget &Target,
                 const Options &Options, std::string &Error);

} // namespace spinpair

#endif
