//===- Report.h - Findings and verdicts in words --------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef SPINPAIR_TOOL_REPORT_REPORT_H
#define SPINPAIR_TOOL_REPORT_REPORT_H

#include "model/Options.h"
#include "model/Outcome.h"

#include <array>

namespace spinpair {

/// "8 findings, 1 suppressed; 22 functions with locks: ...": what came out, in
/// one line without an end.
std::string summary(const Outcome &Outcome);

/// Writes the report \p Target of \p Options. A file appears as a whole or not
/// at all. False, and one sentence in \p Error, if it cannot be written.
bool writeReport(const Outcome &Outcome, const ReportTarget &Target,
                 const Options &Options, std::string &Error);

} // namespace spinpair

#endif
