//===- Shard.cpp ----------------------------------------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Shard.h"

#include "ExtractUnits.h"
#include "Programs.h"
#include "Search.h"
#include "Whole.h"
#include "support/Archive.h"
#include "support/Places.h"

#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/raw_ostream.h"

using llvm::StringRef;

namespace spinpair {

Entries entriesOf(StringRef Kind, const Entries &Found) {
  Entries Result;
  for (const auto &[Key, Each] : Found)
    if (StringRef(Key).find(Kind) == 0 && !Each.From.Unsteady) {
      Result[Key] = Each;
      Result[Key].From.dropStamps();
    }
  return Result;
}

bool writeShard(const Options &Options, std::vector<Unit> Units, Cache &Cache,
                std::string &Error) {
  std::vector<Unit> Own;
  for (size_t I = 0; I < Units.size(); ++I)
    if (Options.Part->has(I))
      Own.push_back(Units[I]);
  std::vector<UnitRecord> Records;
  extractUnits(Own, Options.How, Cache, Records);
  return saveResult(
      Options.Result,
      {surroundings(), std::move(Units), entriesOf(UnitKey, Cache.passed())},
      Error);
}

bool searchShard(const Options &Options, const std::vector<Unit> &Units,
                 Cache &Cache, std::string &Error) {
  std::vector<std::unique_ptr<Whole>> Programs;
  if (!readPrograms(Units, Options, Cache, Programs, Error))
    return false;
  for (const auto &Program : Programs) {
    if (!Program->prove()) {
      Error = "memory ran out";
      return false;
    }
    search(*Program, Cache, *Options.Part);
  }
  return saveResult(
      Options.Result,
      {surroundings(), Units, entriesOf(SearchKey, Cache.passed())}, Error);
}

bool saveResult(const std::string &Path, const Result &Result,
                std::string &Error) {
  Saver Save;
  Save(Result);
  return writeWhole(
      Path, [&](llvm::raw_ostream &Out) { Out << seal(Save.Bytes); }, Error);
}

bool loadResult(const std::string &Path, Result &Result, std::string &Error) {
  auto Failed = [&](const std::string &Why) {
    Error = "'" + Path + "' " + Why;
    return false;
  };
  auto Text = readWhole(Path);
  if (!Text)
    return Failed("cannot be read: " + Text.getError().message());
  StringRef Bytes;
  switch (unseal((*Text)->getBuffer(), Bytes)) {
  case Sealed::Whole:
    break;
  case Sealed::Damaged:
    return Failed("is damaged; run its shard again");
  case Sealed::OfOtherBuild:
    return Failed("is the result of another build of spinpair or clang than "
                  "this one, '" +
                  buildName() + "'; use the same one on all machines");
  case Sealed::Foreign:
    return Failed("is no result of 'spinpair --shard'");
  }
  Loader Load(Bytes);
  Load(Result);
  return Load.isWhole() || Failed("is no result of 'spinpair --shard'");
}

} // namespace spinpair
