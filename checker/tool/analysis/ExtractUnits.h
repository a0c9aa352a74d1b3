//===- ExtractUnits.h - Lock programs of units ----------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef SPINPAIR_TOOL_ANALYSIS_EXTRACTUNITS_H
#define SPINPAIR_TOOL_ANALYSIS_EXTRACTUNITS_H

#include "UnitRecord.h"
#include "model/Running.h"
#include "model/Unit.h"

#include <vector>

namespace spinpair {

class Cache;

/// Finds the records of units in \p Cache, or parses these. What cannot be read
/// is named on stderr.
void extractUnits(const std::vector<Unit> &Units, const Running &How,
                  Cache &Cache, std::vector<UnitRecord> &Records);

} // namespace spinpair

#endif
