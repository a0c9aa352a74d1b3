//===- Shard.h - What one machine of several found ------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// See docs/scale-out.md.
//
//===----------------------------------------------------------------------===//
#ifndef SPINPAIR_TOOL_ANALYSIS_SHARD_H
#define SPINPAIR_TOOL_ANALYSIS_SHARD_H

#include "cache/Cache.h"
#include "model/Options.h"
#include "model/Unit.h"

#include <vector>

namespace spinpair {

/// The contents of a result file: entries as a cache has them, for whoever can
/// read the same sources at the same place.
struct Result {
  std::vector<std::string> Around; ///< See surroundings().
  std::vector<Unit> Units;         ///< Those of all shards.
  Entries Found;

  template <class Archive> void archive(Archive &A) { A(Around, Units, Found); }
};

/// The entries of \p Found whose keys start with \p Kind, without those whose
/// sources changed meanwhile.
Entries entriesOf(llvm::StringRef Kind, const Entries &Found);

/// Reads those of the units that are in the share of \p Options, and writes
/// their result.
bool writeShard(const Options &Options, std::vector<Unit> Units, Cache &Cache,
                std::string &Error);

/// Explores the share of \p Options of what is open in the units, whose records
/// are in \p Cache, and writes what came out of that.
bool searchShard(const Options &Options, const std::vector<Unit> &Units,
                 Cache &Cache, std::string &Error);

bool saveResult(const std::string &Path, const Result &Result,
                std::string &Error);
/// False, and one sentence in \p Error, if the file \p Path is no whole result
/// of this build.
bool loadResult(const std::string &Path, Result &Result, std::string &Error);

} // namespace spinpair

#endif
