//===- Report.h - Findings and verdicts in words --------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef SPINPAIR_TOOL_REPORT_H
#define SPINPAIR_TOOL_REPORT_H

#include "Options.h"
#include "Search.h"
#include "Verdicts.h"

namespace spinpair {

struct Outcome {
  std::vector<Mistake> Mistakes;
  std::vector<FunctionVerdict> Functions;
  std::vector<std::string> Unread; ///< Files that do not parse, as shown.
};

/// Writes one report. A file appears as a whole or not at all. False, and one
/// sentence in \p Error, if it cannot be written.
bool writeReport(const Outcome &Outcome, const ReportTarget &Target, bool Quiet,
                 std::string &Error);

} // namespace spinpair

#endif
