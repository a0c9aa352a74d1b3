//===- Search.h - Explores what could not be proved -----------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef SPINPAIR_TOOL_ANALYSIS_SEARCH_H
#define SPINPAIR_TOOL_ANALYSIS_SEARCH_H

#include "SearchResult.h"
#include "model/Options.h"

namespace spinpair {

class Cache;
class Whole;

/// Explores the functions to be reported on whose proof is open, or finds in
/// \p Cache what came out of that; in the units of one share only.
SearchResult search(const Whole &Program, Cache &Cache, Share Part = Share());

} // namespace spinpair

#endif
