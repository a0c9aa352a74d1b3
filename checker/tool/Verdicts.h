//===- Verdicts.h - What is known of each function in the end -------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef SPINPAIR_TOOL_VERDICTS_H
#define SPINPAIR_TOOL_VERDICTS_H

#include "spinpair/prove.h"

#include <string>
#include <vector>

namespace spinpair {

class Whole;
struct SearchResult;

enum class Verdict { Proved, Clean, Reported, Undecided };
constexpr unsigned VerdictCount = 4;

const char *verdictName(Verdict Verdict);

struct FunctionVerdict {
  std::string Shown; ///< As the source calls it.
  std::string File;  ///< As shown.
  unsigned Line;
  spinpair::Verdict Verdict;
  std::string Why; ///< If undecided.
  /// Null for a function of a unit that does not parse.
  const sp_function *Function;
  const sp_proof *Proof;
  /// Where it takes locks and gives them back.
  std::vector<sp_pairing> Pairings;
};

/// One for each function that reaches a lock and is to be reported on, by
/// place.
std::vector<FunctionVerdict> verdicts(const Whole &Program,
                                      const SearchResult &Searched);

} // namespace spinpair

#endif
