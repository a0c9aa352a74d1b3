//===- Search.h - Explores what could not be proved -----------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef SPINPAIR_TOOL_SEARCH_H
#define SPINPAIR_TOOL_SEARCH_H

#include "Options.h"

#include "spinpair/rules.h"

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

struct Note {
  std::string File; ///< As shown.
  unsigned Line = 0, Column = 0;
  std::string Message;
  bool OfLock = false; ///< Tells of a lock, not of the way.

  template <class Archive> void archive(Archive &A) {
    A(File, Line, Column, Message, OfLock);
  }
};

struct Mistake {
  Note Where;
  /// The call that the mistake belongs to, in the function it stands in.
  Note Origin;
  std::string Checker;
  sp_severity Severity = SP_SEVERITY_LOW; ///< See applyRules.
  std::vector<Note> Path;
  /// Name of the function it stands in, and of those on the way to it.
  std::string Function;
  std::set<std::string> Callers;
  std::string Shown; ///< That function as the source calls it.
  /// If it stands in a macro: where that is written, and each macro around it.
  std::vector<Note> Spelled;

  std::string Fingerprint;
  bool Suppressed = false; ///< A comment silences it.
  bool Known = false;      ///< It is in the baseline.
  /// Does it count for the exit status?
  bool isNew() const { return !Suppressed && !Known; }

  /// What the search finds; the rest comes later.
  template <class Archive> void archive(Archive &A) {
    A(Where, Origin, Checker, Path, Function, Callers, Shown, Spelled);
  }
};

struct SearchResult {
  std::vector<Mistake> Mistakes; ///< By place, each once.
  /// Why a function was not explored to the end; "" if it was.
  std::map<std::string, std::string> Explored;
  /// Functions that no exploration can settle, and why.
  std::map<std::string, std::string> Hopeless;
  std::set<unsigned> Units; ///< Those that something was to be explored in.
  /// The units that were not explored, and why.
  std::map<unsigned, std::string> Lost;
  /// What addSurvey() adds, if it was made meanwhile.
  std::optional<std::vector<Mistake>> Survey;
};

/// Sorts by place, and leaves each once.
void sortUnique(std::vector<Mistake> &Mistakes);

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
