//===- Verdicts.h - The verdict on each function --------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef SPINPAIR_TOOL_ANALYSIS_VERDICTS_H
#define SPINPAIR_TOOL_ANALYSIS_VERDICTS_H

#include "model/Verdict.h"

#include "llvm/ADT/StringRef.h"

#include <string>
#include <vector>

namespace spinpair {

class Whole;
struct SearchResult;

/// Why a proof is open, for the middle of a sentence: it may be the summary of
/// a rule, which begins one.
std::string asClause(llvm::StringRef Why);

/// One for each function that reaches a lock and is to be reported on, by
/// place.
std::vector<FunctionVerdict> verdicts(const Whole &Program,
                                      const SearchResult &Searched);

} // namespace spinpair

#endif
