//===- Cache.h - What earlier runs and other machines found ---------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// See docs/caching.md.
//
//===----------------------------------------------------------------------===//
#ifndef SPINPAIR_TOOL_CACHE_CACHE_H
#define SPINPAIR_TOOL_CACHE_CACHE_H

#include "model/Running.h"
#include "parse/InputCheck.h"
#include "parse/Inputs.h"

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/StringRef.h"

#include <map>
#include <string>
#include <vector>

namespace spinpair {

struct Options;
struct Unit;

/// What a job yielded, and what it was made from.
struct Entry {
  std::string Value;
  std::string Log;     ///< What it wrote to stderr.
  std::string Trouble; ///< Why there is no value; see JobResult.
  Inputs From;

  template <class Archive> void archive(Archive &A) {
    A(Value, Log, Trouble, From);
  }
};

/// By their keys.
using Entries = std::map<std::string, Entry>;

/// What a cache does with its folder.
enum class CacheUse { Keeps, Reads };

/// Entries in a folder, which may vanish or be damaged at any time, and those
/// that were given. An entry counts as long as what it was made from is the
/// same.
class Cache {
public:
  /// \p Folder may be "": then nothing is kept; or only read: what is tried and
  /// thrown away must not take the place of what is there.
  explicit Cache(std::string Folder, CacheUse Use = CacheUse::Keeps)
      : Folder(std::move(Folder)), Use(Use) {}

  /// Takes in what others found. Their stamps of files count for nothing.
  void give(Entries More);
  /// Why what was given under \p Key does not count; "" if it does.
  std::string objection(const std::string &Key);

  bool find(const std::string &Key, Entry &Found);
  /// Keeps an entry without trouble in the folder. If that fails, says so once.
  void keep(const std::string &Key, const Entry &Made);

  struct Work {
    llvm::function_ref<std::string(size_t)> Key;
    /// Called in another process; notes what it reads in the inputs.
    llvm::function_ref<std::string(llvm::ArrayRef<size_t>, Inputs &)> Job;
    llvm::function_ref<std::string(size_t)> Name; ///< See runJobs.
    bool MayWait = false;                         ///< These, too.
    llvm::function_ref<std::string(size_t)> Request = nullptr;
    llvm::function_ref<std::string(size_t)> Kind = nullptr; ///< See Jobs.
  };
  /// What a job hands over that does not return: what it would return, and from
  /// what it made that.
  static std::string pack(const std::string &Value, const Inputs &From);
  /// Finds or makes what \p Count jobs yield. All of it is in passed(), too.
  std::vector<Entry> run(size_t Count, const Running &How, const Work &Work);

  /// Writes \p Text to stderr, and remembers that.
  void say(const std::string &Text);

  /// The results of all jobs so far.
  const Entries &passed() const { return Passed; }
  /// All that jobs wrote, and that was said.
  const std::string &said() const { return Said; }
  /// Does none of the results have trouble, or come from what changed
  /// meanwhile?
  bool isSound() const;
  /// All of that, and all that it was made from.
  Entry sum(std::string Value) const;

  /// Drops what was not used for a month, or is too much.
  void prune() const;

private:
  bool makeFolder(std::string &Error) const;
  bool load(const std::string &Key, Entry &Found);
  std::string fileOf(const std::string &Key) const;

  std::string Folder;
  CacheUse Use;
  Entries Given, Passed;
  std::string Said;
  InputCheck Check;
  bool HasFailed = false; ///< Writing did, and that was said.
};

/// The folder that \p Options ask to keep a cache in; "" for none.
std::string cacheFolder(const Options &Options);

/// What keys start with.
constexpr llvm::StringLiteral UnitKey = "unit-", SearchKey = "search-",
                              SurveyKey = "survey-", ProgramKey = "program-",
                              RunKey = "run-", IncludesKey = "includes-",
                              CalleesKey = "callees-",
                              AcrossKey = "across-";

/// The key of what can be told of \p Unit alone.
std::string keyOf(const Unit &Unit);

/// All but the units that a result depends on: the current folder, as files are
/// shown from there, and what clang takes from the environment.
std::vector<std::string> surroundings();

} // namespace spinpair

#endif
