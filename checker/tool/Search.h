//===- Search.h - Explores what could not be proved -----------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef SPINPAIR_TOOL_SEARCH_H
#define SPINPAIR_TOOL_SEARCH_H

#include "spinpair/rules.h"

#include <map>
#include <set>
#include <string>
#include <vector>

namespace spinpair {

class Whole;

struct Note {
  std::string File; ///< As shown.
  unsigned Line, Column;
  std::string Message;
};

struct Mistake {
  Note Where;
  std::string Checker;
  sp_severity Severity = SP_SEVERITY_LOW; ///< See applyRules.
  std::vector<Note> Path;
  /// Name of the function it stands in, and of those on the way to it.
  std::string Function;
  std::set<std::string> Callers;
};

struct SearchResult {
  std::vector<Mistake> Mistakes; ///< By place, each once.
  /// Why a function was not explored to the end; "" if it was.
  std::map<std::string, std::string> Explored;
};

/// Explores the functions to be reported on whose proof is open.
SearchResult search(const Whole &Program);

} // namespace spinpair

#endif
