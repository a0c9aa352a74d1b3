//===- Programs.cpp -------------------------------------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Programs.h"

#include "ExtractUnits.h"
#include "cache/Cache.h"
#include "model/Options.h"
#include "model/Running.h"

#include "llvm/ADT/EquivalenceClasses.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Regex.h"

#include <map>

namespace path = llvm::sys::path;

namespace spinpair {

using Indices = std::vector<unsigned>;

/// Names of functions that a unit refers to.
static llvm::StringSet<> referencesOf(const UnitRecord &Record) {
  llvm::StringSet<> Names;
  const llvm::StringRef Before = "(fn \"";
  llvm::StringRef Rest = Record.Programs;
  for (size_t At; (At = Rest.find(Before)) != llvm::StringRef::npos;) {
    Rest = Rest.drop_front(At + Before.size());
    Names.insert(Rest.take_until([](char C) { return C == '"'; }));
  }
  return Names;
}

/// How many folders two files have in common.
static size_t commonFolders(llvm::StringRef A, llvm::StringRef B) {
  size_t Common = 0;
  for (auto I = path::begin(A), K = path::begin(B);
       I != path::end(A) && K != path::end(B) && *I == *K; ++I, ++K)
    ++Common;
  return Common;
}

/// Which of the units that define a function a call from \p Caller reaches: the
/// only one, or the one whose folder is nearest. UINT_MAX if that is not clear.
static unsigned reached(const std::vector<Unit> &Units, unsigned Caller,
                        const Indices &Candidates) {
  unsigned Best = UINT_MAX;
  size_t Most = 0;
  for (unsigned I : Candidates) {
    size_t Common = commonFolders(Units[Caller].File, Units[I].File);
    if (Common == Most)
      Best = UINT_MAX;
    if (Common <= Most)
      continue;
    Best = I;
    Most = Common;
  }
  return Best;
}

/// Parts that do not call one another, in the order of their first units; none
/// if it is not clear where a call goes.
static std::vector<Indices> partsOf(const std::vector<Unit> &Units,
                                    const std::vector<UnitRecord> &Records,
                                    const Indices &Members) {
  llvm::StringMap<Indices> Definitions;
  for (unsigned I : Members)
    for (const std::string &Name : Records[I].Defines)
      if (Indices &Known = Definitions[Name];
          Known.empty() || Known.back() != I)
        Known.push_back(I);
  llvm::EquivalenceClasses<unsigned> Together;
  for (unsigned I : Members)
    Together.insert(I);
  for (unsigned I : Members)
    for (const auto &Reference : referencesOf(Records[I])) {
      auto Found = Definitions.find(Reference.getKey());
      if (Found == Definitions.end() || llvm::is_contained(Found->second, I))
        continue;
      unsigned To = reached(Units, I, Found->second);
      if (To == UINT_MAX)
        return {};
      Together.unionSets(I, To);
    }
  std::map<unsigned, size_t> Numbers;
  std::vector<Indices> Parts;
  for (unsigned I : Members) {
    auto [Number, IsNew] =
        Numbers.try_emplace(Together.getLeaderValue(I), Parts.size());
    if (IsNew)
      Parts.emplace_back();
    Parts[Number->second].push_back(I);
  }
  return Parts;
}

static std::unique_ptr<Whole> make(const std::vector<Unit> &Units,
                                   const std::vector<UnitRecord> &Records,
                                   const Indices &Members, const Running &How) {
  std::vector<Unit> Own;
  for (unsigned I : Members)
    Own.push_back(Units[I]);
  auto Program = std::make_unique<Whole>(std::move(Own), How);
  for (unsigned I = 0; I < Members.size(); ++I)
    if (!Program->add(I, Records[Members[I]]))
      return nullptr;
  return Program;
}

/// Divides the units by --program and by their projects; those of which neither
/// says anything are the last part.
static bool divide(const std::vector<Unit> &Units, const Options &Options,
                   std::vector<Indices> &Named, Indices &Rest,
                   std::string &Error) {
  std::vector<bool> Taken(Units.size());
  for (const std::string &Wanted : Options.Programs) {
    llvm::Regex Pattern(Wanted);
    if (!Pattern.isValid(Error)) {
      Error = "--program '" + Wanted + "' is no regular expression: " + Error;
      return false;
    }
    Named.emplace_back();
    for (unsigned I = 0; I < Units.size(); ++I)
      if (!Taken[I] && Pattern.match(Units[I].File)) {
        Taken[I] = true;
        Named.back().push_back(I);
      }
    if (Named.back().empty()) {
      Error = "no unit that is left matches --program '" + Wanted + "'";
      return false;
    }
  }
  // A library can be a part of several.
  std::map<std::string, Indices> OfProjects;
  for (unsigned I = 0; I < Units.size(); ++I)
    if (!Taken[I] && Units[I].Programs.empty())
      Rest.push_back(I);
    else if (!Taken[I])
      for (const std::string &Name : Units[I].Programs)
        OfProjects[Name].push_back(I);
  for (auto &[Name, Members] : OfProjects)
    Named.push_back(std::move(Members));
  return true;
}

static void describe(const std::vector<UnitRecord> &Records,
                     DescribedFunctions &To) {
  for (const UnitRecord &Each : Records) {
    To.IsWhole &= Each.Read && !Each.Partly;
    // What is behind '@' tells static functions apart.
    for (llvm::StringRef Name : Each.Defines)
      To.Names.insert(Name.split('@').first.str());
    for (const auto &Name : referencesOf(Each))
      To.Names.insert(Name.getKey().split('@').first.str());
    for (const auto &[Name, Misfit] : Each.Stated) {
      auto [Known, IsNew] = To.Declared.try_emplace(Name, Misfit);
      if (!IsNew && Misfit.empty())
        Known->second.clear();
    }
  }
}

bool readPrograms(std::vector<Unit> Units, const Options &Options, Cache &Cache,
                  std::vector<std::unique_ptr<Whole>> &Programs,
                  std::string &Error, DescribedFunctions *Described) {
  std::vector<Indices> Parts;
  Indices Rest;
  if (!divide(Units, Options, Parts, Rest, Error))
    return false;
  Error = "memory ran out";
  std::vector<UnitRecord> Records;
  extractUnits(Units, Options.How, Cache, Records);
  if (Described)
    describe(Records, *Described);
  if (!Rest.empty()) {
    auto All = make(Units, Records, Rest, Options.How);
    if (!All)
      return false;
    std::vector<Indices> Apart;
    if (!All->clashes().empty())
      Apart = partsOf(Units, Records, Rest);
    if (Apart.empty())
      Programs.push_back(std::move(All));
    Parts.insert(Parts.end(), Apart.begin(), Apart.end());
  }
  for (const Indices &Members : Parts) {
    Programs.push_back(make(Units, Records, Members, Options.How));
    if (!Programs.back())
      return false;
  }
  for (const auto &Program : Programs)
    Cache.say(Program->lackSentence() + Program->clashSentences() +
              Program->bodySentences());
  Error.clear();
  return true;
}

} // namespace spinpair
