//===- Search.h - Explores what could not be proved -----------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef SPINPAIR_TOOL_ANALYSIS_SEARCH_H
#define SPINPAIR_TOOL_ANALYSIS_SEARCH_H

#include "model/Mistake.h"
#include "model/Options.h"

#include "spinpair/rules.h"

#include "llvm/ADT/StringRef.h"

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace clang {
class ASTContext;
class CompilerInstance;
class DeclGroupRef;
} // namespace clang

namespace spinpair {

class Cache;
class Whole;

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
  /// Functions that no exploration can settle, and why.
  std::map<std::string, std::string> Hopeless;
  std::set<unsigned> Units; ///< Those that something was to be explored in.
  /// The units that were not explored, and why.
  std::map<unsigned, std::string> Lost;
  /// What addSurvey() adds, if it was made meanwhile.
  std::optional<std::vector<Mistake>> Survey;
};

/// Explores the functions to be reported on whose proof is open, or finds in
/// \p Cache what came out of that; in the units of one share only.
SearchResult search(const Whole &Program, Cache &Cache, Share Part = Share());

/// In a process that waited with a unit that it had parsed, for search(): does
/// what \p Request says, and returns what it asks for. \p Groups is all that
/// stands outside of functions.
std::string searchParsed(llvm::StringRef Request,
                         clang::CompilerInstance &Compiler,
                         clang::ASTContext &Context,
                         const std::vector<clang::DeclGroupRef> &Groups);

} // namespace spinpair

#endif
