//===- SearchUnit.h - The exploration of one unit -------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef SPINPAIR_TOOL_ANALYSIS_SEARCHUNIT_H
#define SPINPAIR_TOOL_ANALYSIS_SEARCHUNIT_H

#include "Collector.h"
#include "SearchResult.h"

#include "spinpair/prove.h"

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/StringRef.h"

#include <functional>
#include <memory>
#include <set>
#include <string>
#include <vector>

namespace clang {
class ASTContext;
class CompilerInstance;
class DeclGroupRef;
class FrontendAction;
} // namespace clang

namespace spinpair {

class Definitions;
class Whole;
struct Unit;

/// Is there anything to explore in a second round, which begins then?
using BeginSecondRound = std::function<bool()>;

/// The rules that are on by default.
llvm::ArrayRef<const char *> defaultRules();

/// How a unit is explored. What it refers to may be told when the unit is to be
/// read, and must outlive the action.
struct SearchSetting {
  const Unit *const &Home;
  const bool &WithHeaders; ///< Functions of headers, too.
  const NameFunction &NameOf;
  std::vector<Mistake> &Mistakes; ///< Those that are found are added.
  /// It takes so many times as many steps as by default, and rounds of loops.
  unsigned Effort;
  llvm::ArrayRef<const char *> Rules; ///< Names of rules or packages.
  const BeginSecondRound *Begin;      ///< Null if there is one round only.
  Definitions *Others = nullptr;      ///< Of other units, if any.
};
std::unique_ptr<clang::FrontendAction> makeSearch(const SearchSetting &How);

/// Calls \p Explore with the plan for unit \p Index, which it may tell, and
/// with how functions are named then; it adds the mistakes. The functions to be
/// explored are \p Only these, if given, with what \p Others offer.
SearchResult searchUnit(const Whole &Program, const unsigned &Index,
                        llvm::function_ref<void(const NameFunction &,
                                                std::vector<Mistake> &Mistakes,
                                                const BeginSecondRound &Begin)>
                            Explore,
                        const std::set<size_t> *Only = nullptr,
                        const Definitions *Others = nullptr);

/// Units may see a header's function with different macros: all count.
void note(SearchResult &Result, const std::string &Name,
          const std::string &Why);

/// The callee whose effect under a lock is all that is open of a function, and
/// cannot be told in \p Home; null if there is none.
const sp_function *unknownCallee(const Whole &Program, const sp_proof &Proof,
                                 unsigned Home);

/// Do unsettled functions that it rests on stand in the unit, so that to
/// explore the function there may settle it?
bool restsOn(const Whole &Program, size_t Function, unsigned Unit);

/// Did the first round in a unit show that \p Function leaves all locks as they
/// were?
bool isSettled(const Whole &Program, const SearchResult &Found,
               size_t Function);

/// What was found, for another process.
std::string bytesOf(const SearchResult &Found);

/// In a process that waited with a unit that it had parsed, for search(): does
/// what \p Request says, and returns what it asks for. \p Groups is all that
/// stands outside of functions.
std::string searchParsed(llvm::StringRef Request,
                         clang::CompilerInstance &Compiler,
                         clang::ASTContext &Context,
                         const std::vector<clang::DeclGroupRef> &Groups);

} // namespace spinpair

#endif
