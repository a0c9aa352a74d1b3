//===- SearchResult.h - What exploring functions yields -------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef SPINPAIR_TOOL_ANALYSIS_SEARCHRESULT_H
#define SPINPAIR_TOOL_ANALYSIS_SEARCHRESULT_H

#include "model/Mistake.h"

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace spinpair {

struct SearchResult {
  std::vector<Mistake> Mistakes; ///< By place, each once.
  /// Why a function was not explored to the end; "" if it was.
  std::map<std::string, std::string> Explored;
  /// Those of them that leave a lock to their caller, or give one of it back,
  /// on any path.
  std::set<std::string> HandsLocks;
  /// Proved functions that were explored to see where a call of a callee leads,
  /// and either do not tell, or lead it to a mistake.
  std::set<std::string> Untold, Misled;
  /// Functions with calls by pointers, or of virtual functions, that may use
  /// locks and of which no path says where they lead.
  std::set<std::string> Unresolved;
  /// What other units define that may say more of functions (see
  /// Exploration::Elsewhere).
  std::map<std::string, std::set<std::string>> Elsewhere;
  /// Functions whose exploration took too many steps, and those that were
  /// explored with the definitions that other units have of what they call.
  std::set<std::string> TooLarge, Complete;
  /// Functions that no exploration can settle, and why.
  std::map<std::string, std::string> Hopeless;
  std::set<unsigned> Units; ///< Those that something was to be explored in.
  /// The units that were not explored, and why.
  std::map<unsigned, std::string> Lost;
  /// What addSurvey() adds, if it was made meanwhile.
  std::optional<std::vector<Mistake>> Survey;

  /// What the exploration of one unit finds.
  template <class Archive> void archive(Archive &A) {
    A(Mistakes, Explored, HandsLocks, Untold, Misled, Unresolved, Elsewhere,
      TooLarge, Complete);
  }
};

} // namespace spinpair

#endif
