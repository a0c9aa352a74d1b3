//===- StoredRun.h - A run, from the report that it wrote -----------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef SPINPAIR_TOOL_FINDINGS_STOREDRUN_H
#define SPINPAIR_TOOL_FINDINGS_STOREDRUN_H

#include "model/Outcome.h"

#include <string>
#include <vector>

namespace spinpair {

/// Reads the report of an earlier run from \p Path: JSON or SARIF that spinpair
/// wrote. Files are those of this project again, by their paths from its root.
/// From SARIF, of functions only those with findings are known, by name. False,
/// and one sentence in \p Error, if it is neither.
bool loadStoredRun(const std::string &Path, Analysis &Run, std::string &Error);

/// What of a run a baseline would know.
std::vector<KnownFinding> knownFindings(const Analysis &Run);

} // namespace spinpair

#endif
