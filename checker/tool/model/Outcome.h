//===- Outcome.h - What was found, and what is to be said of it -----------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef SPINPAIR_TOOL_MODEL_OUTCOME_H
#define SPINPAIR_TOOL_MODEL_OUTCOME_H

#include "Fix.h"
#include "Ledger.h"
#include "Mistake.h"
#include "Verdict.h"

#include <array>
#include <string>
#include <utility>
#include <vector>

namespace spinpair {

/// A known finding.
struct KnownFinding {
  std::string Fingerprint, Rule, File, Function;
  std::string Message; ///< For people to read.
  FindingCode Code;

  /// What a spinpair wrote that knew of no code has none.
  bool hasCode() const { return !Code.Acquire.empty() || !Code.Exit.empty(); }
};

/// What is to be said of a line of source beside findings.
struct Remark {
  std::string File; ///< As shown.
  unsigned Line;
  std::string Message;
};

/// What was found in the units.
struct Analysis {
  /// Those to be shown. Suppressed and known ones are among them.
  std::vector<Mistake> Mistakes;
  std::vector<FunctionVerdict> Functions;
  std::vector<std::string> Unread; ///< Files that do not parse, as shown.
  /// Those that are analysed but for what has errors.
  std::vector<std::string> Partly;
  bool IsComplete = false; ///< Was everything analysed?
  /// Are all functions there, and not only those with something to report?
  bool HasAllFunctions = true;
  Ledger Locks; ///< If the page is wanted.

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
  /// Of the baseline, and not found: but what they were in was not analysed, or
  /// is undecided.
  std::vector<KnownFinding> Unsure;
  /// Results of clang's analyzer, if the findings are from these: functions
  /// have no verdicts then.
  size_t AnalyzerResults = 0;
  size_t OfOthers = 0;  ///< Findings there of checkers that are not ours.
  size_t Unchanged = 0; ///< Findings left out: they touch no change.
  /// Files, as shown, of which nobody knows what changed, or that changed and
  /// were not looked at.
  std::vector<std::string> Unseen;
  std::vector<Fix> Fixes; ///< Of findings, if they were asked for.
  double Seconds = 0;     ///< How long all took.
  /// What was set for the run, and to what.
  std::vector<std::pair<std::string, std::string>> Settings;

  size_t newFindings() const;
  std::array<unsigned, VerdictCount> verdictCounts() const;
};

} // namespace spinpair

#endif
