//===- Search.cpp ---------------------------------------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Search.h"

#include "Movable.h"
#include "SearchAcross.h"
#include "SearchUnit.h"
#include "Survey.h"
#include "Unchecked.h"
#include "UnitRecord.h"
#include "Whole.h"
#include "cache/Cache.h"
#include "model/Mistake.h"
#include "model/Unit.h"
#include "parse/Inputs.h"
#include "parse/Parse.h"
#include "support/Archive.h"
#include "support/Paths.h"

#include "spinpair/rules.h"

#include "clang/Frontend/FrontendAction.h"
#include "llvm/ADT/STLExtras.h"

#include <tuple>

namespace spinpair {

namespace {

/// Remembers what unknownCallee() said: to tell what a callee does takes long.
class UnknownCallees {
public:
  UnknownCallees(const Whole &Program, Cache &Known)
      : Program(Program), Known(Known),
        Key(CalleesKey.str() + Program.movableDigest()) {
    Entry Found;
    if (!Known.find(Key, Found))
      return;
    Loader Load(Found.Value);
    Load(Told);
    IsNew = false;
  }
  ~UnknownCallees() {
    if (!IsNew || Told.empty())
      return;
    Saver Save;
    Save(Told);
    Known.keep(Key, {std::move(Save.Bytes), "", "", {}});
  }

  const sp_function *of(const sp_proof &Proof, unsigned Home) {
    if (Proof.callee == SIZE_MAX)
      return nullptr;
    const sp_function *Callee = sp_program_get(Program.program(), Proof.callee);
    auto [Place, Added] = Told.try_emplace({Callee->name, Home}, false);
    if (Added) {
      IsNew = true;
      Place->second = unknownCallee(Program, Proof, Home);
    }
    return Place->second ? Callee : nullptr;
  }

private:
  const Whole &Program;
  Cache &Known;
  const std::string Key;
  std::map<std::pair<std::string, unsigned>, bool> Told;
  bool IsNew = true;
};

} // namespace

SearchResult search(const Whole &Program, Cache &Cache, Share Part) {
  SearchResult Result;
  // Which units to parse again, and whether for a function of a header.
  std::map<unsigned, bool> Wanted;
  UnknownCallees Unknown(Program, Cache);
  size_t Count = sp_program_count(Program.program());
  for (size_t I = 0; I < Count; ++I) {
    const sp_proof *Proof = sp_proofs_get(Program.proofs(), I);
    if (Proof->kind != SP_PROOF_OPEN && !Proof->rest_count)
      continue;
    const sp_function *Function = sp_program_get(Program.program(), I);
    if (Program.whyUnread(Function) || (Function->flags & SP_FUNCTION_DECLARED))
      continue;
    for (unsigned Home : Program.unitsOf(Function)) {
      const Unit &Unit = Program.units()[Home];
      if (!Unit.Chosen ||
          (Proof->kind != SP_PROOF_OPEN && !restsOn(Program, I, Home)))
        continue;
      if (const sp_function *Callee = Unknown.of(*Proof, Home)) {
        Result.Hopeless[Function->name] =
            "what '" + std::string(Callee->shown) +
            "', called under a lock at line " +
            movableLine(Function, Proof->line) + ", does there cannot be told";
        Result.Elsewhere[Function->name].insert(Callee->name);
        break;
      }
      Wanted[Home] |= shownFile(Function->where.file, Unit.Directory) !=
                      shownFile(Unit.File, Unit.Directory);
      break; // a header's function needs one of its units only
    }
  }
  std::vector<std::pair<unsigned, bool>> Units;
  size_t Number = 0;
  for (const auto &Each : Wanted)
    if (Part.has(Number++))
      Units.push_back(Each);
  // Somebody may as well make the survey meanwhile: the first job.
  const bool Surveys = Part.Of == 1 && Program.isComplete();
  auto IsSurvey = [&](size_t I) { return Surveys && I == 0; };
  auto At = [&](size_t I) { return Units[I - Surveys]; };
  const std::string ProgramDigest = Program.movableDigest();
  const unsigned Effort = Program.running().Effort;
  auto Key = [&](size_t I) {
    Saver Save;
    if (IsSurvey(I)) {
      Save(Program.digest());
      for (const Unit &Each : Program.units())
        Save(Each.Chosen);
      return SurveyKey.str() + digestOf(Save.Bytes);
    }
    auto [Unit, WithHeaders] = At(I);
    Save(ProgramDigest, Unit, WithHeaders, Effort, keyOf(Program.units()[Unit]),
         Program.source(Unit));
    return SearchKey.str() + digestOf(Save.Bytes);
  };
  auto Job = [&](llvm::ArrayRef<size_t> Members, Inputs &From) {
    if (IsSurvey(Members[0])) {
      SearchResult Found;
      return addSurvey(Program, Found.Mistakes) ? bytesOf(Found) : "";
    }
    std::vector<const Unit *> Homes;
    for (size_t I : Members)
      Homes.push_back(&Program.units()[At(I).first]);
    // Which one this is turns out when they are read.
    unsigned Number = 0;
    const Unit *Home = nullptr;
    bool WithHeaders = false;
    auto GoOn = [&](size_t Place) {
      std::tie(Number, WithHeaders) = At(Members[Place]);
      Home = Homes[Place];
    };
    SearchResult Found = searchUnit(
        Program, Number,
        [&](const NameFunction &NameOf, std::vector<Mistake> &Mistakes,
            const BeginSecondRound &Begin) {
          parse(Homes, GoOn,
                makeSearch({Home, WithHeaders, NameOf, Mistakes, Effort,
                            defaultRules(), &Begin}),
                From);
        });
    // The key tells what it was made from, unless that is another text by now.
    const bool IsSame =
        sourceOf(Program.units()[Number], From) == Program.source(Number);
    From = Inputs();
    From.Unsteady = !IsSame;
    return bytesOf(Found);
  };
  std::string Handle;
  auto Request = [&](size_t I) {
    if (Handle.empty())
      Handle = Program.handle();
    Saver Save;
    Save(Handle, At(I).first, At(I).second, Effort);
    return std::move(Save.Bytes);
  };
  auto Name = [&](size_t I) {
    return IsSurvey(I) ? "(survey)" // no file is called so
                       : shownFile(Program.units()[At(I).first].File, "");
  };
  auto Kind = [&](size_t I) {
    return IsSurvey(I) ? "" : commandOf(Program.units()[At(I).first]);
  };
  std::vector<Entry> Results =
      Cache.run(Units.size() + Surveys, Program.running(),
                {Key, Job, Name, /*MayWait=*/false, Request, Kind});

  for (size_t I = 0; I < Results.size(); ++I) {
    SearchResult Found;
    Loader Load(Results[I].Value);
    if (Results[I].Trouble.empty())
      Load(Found);
    if (IsSurvey(I)) {
      if (Results[I].Trouble.empty() && Load.isWhole())
        Result.Survey = std::move(Found.Mistakes);
      continue;
    }
    Result.Units.insert(At(I).first);
    if (!Results[I].Trouble.empty() || !Load.isWhole()) {
      Result.Lost[At(I).first] = Results[I].Trouble;
      continue;
    }
    std::move(Found.Mistakes.begin(), Found.Mistakes.end(),
              std::back_inserter(Result.Mistakes));
    for (const auto &[Name, Why] : Found.Explored)
      note(Result, Name, Why);
    Result.HandsLocks.insert(Found.HandsLocks.begin(), Found.HandsLocks.end());
    Result.Untold.insert(Found.Untold.begin(), Found.Untold.end());
    Result.Misled.insert(Found.Misled.begin(), Found.Misled.end());
    Result.Elsewhere.insert(Found.Elsewhere.begin(), Found.Elsewhere.end());
    Result.Unresolved.insert(Found.Unresolved.begin(), Found.Unresolved.end());
  }
  if (Part.Of == 1)
    searchAcross(Program, Cache, Result);
  sortUnique(Result.Mistakes);
  return Result;
}

/// The units with functions that use locks, each function in one of them, and
/// whether it is one of a header.
static std::map<unsigned, bool> unitsWithLocks(const Whole &Program) {
  std::map<unsigned, bool> Result;
  for (size_t I = 0, Count = sp_program_count(Program.program()); I < Count;
       ++I) {
    const sp_function *Function = sp_program_get(Program.program(), I);
    if (sp_proofs_get(Program.proofs(), I)->kind == SP_PROOF_IRRELEVANT ||
        Program.whyUnread(Function) || (Function->flags & SP_FUNCTION_DECLARED))
      continue;
    for (unsigned Home : Program.unitsOf(Function)) {
      const Unit &Unit = Program.units()[Home];
      if (!Unit.Chosen)
        continue;
      Result[Home] |= shownFile(Function->where.file, Unit.Directory) !=
                      shownFile(Unit.File, Unit.Directory);
      break;
    }
  }
  return Result;
}

UncheckedResult searchUnchecked(const Whole &Program, Cache &Cache) {
  const std::map<unsigned, bool> Wanted = unitsWithLocks(Program);
  const std::vector<std::pair<unsigned, bool>> Units(Wanted.begin(),
                                                     Wanted.end());
  const unsigned Effort = Program.running().Effort;
  const char *const Rules[] = {sp_rule_get(SP_RULE_UNCHECKED_STATUS)->checker};
  const std::string ProgramDigest = Program.digest();
  auto Key = [&](size_t I) {
    Saver Save;
    Save(ProgramDigest, Units[I].first, Units[I].second, Effort,
         keyOf(Program.units()[Units[I].first]),
         Program.source(Units[I].first));
    return "unchecked-" + digestOf(Save.Bytes);
  };
  auto Job = [&](llvm::ArrayRef<size_t> Members, Inputs &From) {
    std::vector<const Unit *> Homes;
    for (size_t I : Members)
      Homes.push_back(&Program.units()[Units[I].first]);
    unsigned Number = 0;
    const Unit *Home = nullptr;
    bool WithHeaders = false;
    auto GoOn = [&](size_t Place) {
      std::tie(Number, WithHeaders) = Units[Members[Place]];
      Home = Homes[Place];
    };
    SearchResult Found = searchUnit(
        Program, Number,
        [&](const NameFunction &NameOf, std::vector<Mistake> &Mistakes,
            const BeginSecondRound &) {
          parse(Homes, GoOn,
                makeSearch({Home, WithHeaders, NameOf, Mistakes, Effort, Rules,
                            /*Begin=*/nullptr}),
                From);
        });
    const bool IsSame =
        sourceOf(Program.units()[Number], From) == Program.source(Number);
    From = Inputs();
    From.Unsteady = !IsSame;
    return bytesOf(Found);
  };
  auto Name = [&](size_t I) {
    return shownFile(Program.units()[Units[I].first].File, "");
  };
  auto Kind = [&](size_t I) {
    return commandOf(Program.units()[Units[I].first]);
  };
  std::vector<Entry> Results =
      Cache.run(Units.size(), Program.running(),
                {Key, Job, Name, /*MayWait=*/false, /*Request=*/nullptr, Kind});
  UncheckedResult Result;
  for (size_t I = 0; I < Results.size(); ++I) {
    SearchResult Found;
    Loader Load(Results[I].Value);
    if (Results[I].Trouble.empty())
      Load(Found);
    Result.Units.insert(Units[I].first);
    Result.IsComplete &= Results[I].Trouble.empty() && Load.isWhole();
    llvm::append_range(Result.Mistakes, Found.Mistakes);
  }
  sortUnique(Result.Mistakes);
  return Result;
}

} // namespace spinpair
