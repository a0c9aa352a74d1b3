//===- Cache.cpp ----------------------------------------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Cache.h"

#include "jobs/Workers.h"
#include "model/Options.h"
#include "model/Running.h"
#include "model/Unit.h"
#include "parse/Kit.h"
#include "parse/Parse.h"
#include "support/Archive.h"
#include "support/Paths.h"
#include "support/Places.h"
#include "support/WindowsPaths.h"

#include "spinpair/routines.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/CachePruning.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/raw_ostream.h"

#include <cstdlib>

using llvm::StringRef;
namespace fs = llvm::sys::fs;
namespace path = llvm::sys::path;

namespace spinpair {

//===----------------------------------------------------------------------===//
// Keys
//===----------------------------------------------------------------------===//

std::vector<std::string> surroundings() {
  static const char *const Heeded[] = {"CPATH",
                                       "C_INCLUDE_PATH",
                                       "CPLUS_INCLUDE_PATH",
                                       "INCLUDE",
                                       "EXTERNAL_INCLUDE",
                                       "SDKROOT",
                                       "VCINSTALLDIR",
                                       "VCToolsInstallDir",
                                       "VSINSTALLDIR",
                                       "WindowsSdkDir",
                                       "UCRTVersion",
                                       "UniversalCRTSdkDir",
                                       "GCC_EXEC_PREFIX",
                                       "COMPILER_PATH",
                                       "CCC_OVERRIDE_OPTIONS",
                                       "MACOSX_DEPLOYMENT_TARGET"};
  std::vector<std::string> Result = {absolutePath(".", "")};
  for (const char *Name : Heeded)
    if (const char *Value = std::getenv(Name))
      Result.push_back(std::string(Name) + "=" + Value);
  for (size_t I = 0; const sp_routine *Row = sp_routine_added_at(I); ++I) {
    Result.push_back(Row->name);
    for (int Number :
         {static_cast<int>(Row->max_irql), static_cast<int>(Row->effect),
          static_cast<int>(Row->stated), Row->adapter, Row->message,
          Row->old_irql, static_cast<int>(Row->kind)})
      Result.back() += " " + std::to_string(Number);
  }
  return Result;
}

std::string keyOf(const Unit &Unit) {
  static const std::vector<std::string> Around = surroundings();
  Saver Save;
  Save(buildName(), modelHeaders(), Around, Unit.File, Unit.Directory,
       Unit.CommandLine, Unit.Trouble, Unit.How.Charset, Unit.How.Header,
       Unit.How.Traces, Unit.How.HeaderFolders, pathMap().key());
  return UnitKey.str() + digestOf(Save.Bytes);
}

//===----------------------------------------------------------------------===//
// The folder
//===----------------------------------------------------------------------===//

std::string cacheFolder(const Options &Options) {
  if (Options.NoCache)
    return "";
  if (!Options.Cache.empty() || Options.Build.empty())
    return Options.Cache;
  StringRef Build = Options.Build;
  llvm::SmallString<256> Folder(
      fs::is_directory(Build) ? Build : path::parent_path(Build));
  path::append(Folder, ".spinpair-cache");
  return Folder.str().str();
}

/// LLVM's pruning passes over files whose names begin otherwise.
std::string Cache::fileOf(const std::string &Key) const {
  return Folder + "/llvmcache-" + Key;
}

bool Cache::load(const std::string &Key, Entry &Found) {
  auto Text = llvm::MemoryBuffer::getFile(fileOf(Key));
  StringRef Bytes;
  if (!Text || unseal((*Text)->getBuffer(), Bytes) != Sealed::Whole)
    return false;
  std::string Of;
  Loader Load(Bytes);
  Load(Of, Found);
  return Load.isWhole() && Of == Key && Found.Trouble.empty();
}

void Cache::keep(const std::string &Key, const Entry &Made) {
  if (Folder.empty() || Use == CacheUse::Reads || HasFailed ||
      !Made.Trouble.empty() || Made.From.Unsteady)
    return;
  Saver Save;
  Save(Key, Made); // it may get under another name
  auto Write = [&](std::string &Error) {
    return writeWhole(
        fileOf(Key), [&](llvm::raw_ostream &Out) { Out << seal(Save.Bytes); },
        Error);
  };
  std::string Error;
  if (Write(Error) || (makeFolder(Error) && Write(Error)))
    return;
  HasFailed = true;
  llvm::errs() << "spinpair: the cache is not kept: " << oneLine(Error)
               << "; name another folder with --cache, or give --no-cache\n";
}

bool Cache::makeFolder(std::string &Error) const {
  if (const std::error_code Wrong = fs::create_directories(Folder)) {
    Error = "'" + Folder + "' cannot be made: " + Wrong.message();
    return false;
  }
  // It may be in a work tree, and is nothing to check in.
  std::string Ignored;
  writeWhole(
      Folder + "/.gitignore", [](llvm::raw_ostream &Out) { Out << "*\n"; },
      Ignored);
  return true;
}

void Cache::prune() const {
  llvm::CachePruningPolicy Policy;
  Policy.Expiration = std::chrono::hours(24 * 30);
  Policy.MaxSizeBytes = uint64_t(1) << 30;
  if (Use == CacheUse::Keeps && !Folder.empty() && fs::is_directory(Folder))
    llvm::pruneCache(Folder, Policy);
}

//===----------------------------------------------------------------------===//
// Entries
//===----------------------------------------------------------------------===//

void Cache::give(Entries More) {
  for (auto &[Key, Each] : More) {
    Each.From.dropStamps();
    // One that has trouble may have none elsewhere.
    auto [Known, IsNew] = Given.try_emplace(Key, Each);
    if (!IsNew && !Known->second.Trouble.empty())
      Known->second = Each;
  }
}

std::string Cache::objection(const std::string &Key) {
  auto Known = Given.find(Key);
  if (Known == Given.end())
    return "no result has it; its shard is missing";
  bool Renewed = false;
  std::string Name = Check.difference(Known->second.From, Renewed);
  return Name.empty() ? "" : "'" + Name + "' is not what it was for its shard";
}

bool Cache::find(const std::string &Key, Entry &Found) {
  bool Renewed = false;
  if (auto Known = Given.find(Key); Known != Given.end()) {
    Found = Known->second;
    return Check.difference(Found.From, Renewed).empty();
  }
  if (Folder.empty() || !load(Key, Found) ||
      !Check.difference(Found.From, Renewed).empty())
    return false;
  if (Renewed)
    keep(Key, Found);
  return true;
}

std::string Cache::pack(const std::string &Value, const Inputs &From) {
  Saver Save;
  Save(Value, From);
  return std::move(Save.Bytes);
}

std::vector<Entry> Cache::run(size_t Count, const Running &How,
                              const Work &Work) {
  // It may be among the sources: so it is there before these are looked for.
  if (std::string Ignored;
      Use == CacheUse::Keeps && !Folder.empty() && !fs::exists(Folder))
    makeFolder(Ignored);
  std::vector<Entry> Result(Count);
  std::vector<bool> IsKnown(Count);
  for (size_t I = 0; I < Count; ++I)
    IsKnown[I] = find(Work.Key(I), Result[I]);
  if (llvm::count(IsKnown, false) > 1)
    setUpClang();
  auto Run = [&](llvm::ArrayRef<size_t> Some) {
    Inputs From;
    const std::string Value = Work.Job(Some, From);
    return pack(Value, From);
  };
  auto Known = [&](size_t I, std::string &Log) {
    Log = Result[I].Log;
    return bool(IsKnown[I]);
  };
  auto Done = [&](size_t I, JobResult Made) {
    Entry Each{"", std::move(Made.Log), std::move(Made.Trouble), {}};
    Loader Load(Made.Value);
    if (Each.Trouble.empty())
      Load(Each.Value, Each.From);
    if (Each.Trouble.empty() && (!Load.isWhole() || Each.Value.empty()))
      Each = {"", std::move(Each.Log), "its process ran out of memory", {}};
    keep(Work.Key(I), Each);
    Result[I] = std::move(Each);
  };
  runJobs({Count, Run, Work.Name, Known, Done, Work.MayWait, Work.Request,
           Work.Kind},
          How);
  for (size_t I = 0; I < Count; ++I) {
    Said += Result[I].Log;
    Passed[Work.Key(I)] = Result[I];
  }
  return Result;
}

void Cache::say(const std::string &Text) {
  llvm::errs() << Text;
  Said += Text;
}

bool Cache::isSound() const {
  return llvm::none_of(Passed, [](const auto &Each) {
    return !Each.second.Trouble.empty() || Each.second.From.Unsteady;
  });
}

Entry Cache::sum(std::string Value) const {
  Entry Result{std::move(Value), Said, "", {}};
  for (const auto &[Key, Each] : Passed)
    Result.From.add(Each.From);
  return Result;
}

} // namespace spinpair
