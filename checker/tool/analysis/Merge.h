//===- Merge.h - One program out of the results of shards -----------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef SPINPAIR_TOOL_ANALYSIS_MERGE_H
#define SPINPAIR_TOOL_ANALYSIS_MERGE_H

#include "cache/Cache.h"
#include "model/Unit.h"

namespace spinpair {

struct Config;
struct Options;

/// Reads the results that \p Options name: gives what they found to \p Cache,
/// and the units of all shards to \p Units. One that no result has, or that was
/// another one for its shard, is in trouble. \p Config is what is in force for
/// them. False, and one sentence in \p Error, if the results cannot be read or
/// do not belong together.
bool loadResults(const Options &Options, Config &Config, Cache &Cache,
                 std::vector<Unit> &Units, std::string &Error);

} // namespace spinpair

#endif
