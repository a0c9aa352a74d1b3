//===- SearchAcross.cpp ---------------------------------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "SearchAcross.h"

#include "Definitions.h"
#include "SearchUnit.h"
#include "Whole.h"
#include "cache/Cache.h"
#include "model/Mistake.h"
#include "model/Unit.h"
#include "parse/Inputs.h"
#include "parse/Parse.h"
#include "support/Archive.h"
#include "support/Paths.h"

#include "clang/Frontend/FrontendAction.h"
#include "llvm/ADT/STLExtras.h"

#include <map>
#include <optional>

namespace spinpair {

namespace {

/// Names of functions, and of what other units define for each of them.
using Needs = std::map<std::string, std::set<std::string>>;

/// What of a unit is explored with definitions of others.
struct UnitAcross {
  unsigned Home = 0;
  std::set<size_t> Functions;
  std::set<std::string> Names;   ///< Of the definitions.
  std::set<std::string> Entered; ///< Of these; see Definitions.
  std::set<unsigned> Others;     ///< The units that have them.
};

} // namespace

static const char *nameOf(const Whole &Program, size_t Function) {
  return sp_program_get(Program.program(), Function)->name;
}

/// The unit that \p Function is explored in, if any.
static std::optional<unsigned> exploredIn(const Whole &Program,
                                          size_t Function) {
  for (unsigned Home :
       Program.unitsOf(sp_program_get(Program.program(), Function)))
    if (Program.units()[Home].Chosen)
      return Home;
  return std::nullopt;
}

/// What \p Needed asks for, by unit.
static std::vector<UnitAcross> planAcross(const Whole &Program,
                                          const Needs &Needed) {
  constexpr size_t MostOthers = 4; // they are parsed, too
  std::map<unsigned, UnitAcross> Units;
  for (const auto &[Function, Names] : Needed) {
    const size_t Index = sp_program_find(Program.program(), Function.c_str());
    const auto Home =
        Index == SIZE_MAX ? std::nullopt : exploredIn(Program, Index);
    if (!Home)
      continue;
    std::set<unsigned> Others;
    for (const std::string &Each : Names)
      if (auto Other = Program.homeOf(Each); Other && *Other != *Home)
        Others.insert(*Other);
    if (Others.empty() || Others.size() > MostOthers)
      continue;
    UnitAcross &Unit = Units[*Home];
    Unit.Home = *Home;
    Unit.Functions.insert(Index);
    Unit.Names.insert(Names.begin(), Names.end());
    if (sp_proofs_get(Program.proofs(), Index)->kind == SP_PROOF_PROVED)
      Unit.Entered.insert(Names.begin(), Names.end());
    Unit.Others.insert(Others.begin(), Others.end());
  }
  std::vector<UnitAcross> Result;
  for (auto &Each : Units)
    Result.push_back(std::move(Each.second));
  return Result;
}

static SearchResult searchWith(const UnitAcross &Planned, const Whole &Program,
                               Inputs &From) {
  const Unit *Home = &Program.units()[Planned.Home];
  const bool WithHeaders = true; // a header's function may be among them
  std::vector<const Unit *> Others;
  for (unsigned Other : Planned.Others)
    Others.push_back(&Program.units()[Other]);
  Definitions Offered(Planned.Names);
  Offered.Entered = Planned.Entered;
  return searchUnit(
      Program, Planned.Home,
      [&](const NameFunction &NameOf, std::vector<Mistake> &Mistakes,
          const BeginSecondRound &) {
        auto Explore = [&] {
          parse(*Home,
                makeSearch({Home, WithHeaders, NameOf, Mistakes,
                            Program.running().Effort, defaultRules(),
                            /*Begin=*/nullptr, &Offered}),
                From);
        };
        parseWith(Offered, Others, Explore, From);
      },
      &Planned.Functions, &Offered);
}

/// What was found of \p Function with definitions of other units takes the
/// place of what was found without.
static void replace(const std::string &Function, const SearchResult &Found,
                    SearchResult &Result) {
  auto Explored = Found.Explored.find(Function);
  if (Explored == Found.Explored.end())
    return;
  if (!Found.TooLarge.count(Function)) {
    llvm::erase_if(Result.Mistakes, [&](const Mistake &Each) {
      return Each.Function == Function;
    });
    Result.Explored[Function] = Explored->second;
    Result.Hopeless.erase(Function);
  }
  for (auto Set : {&SearchResult::HandsLocks, &SearchResult::Misled,
                   &SearchResult::Untold, &SearchResult::Complete})
    if ((Found.*Set).count(Function))
      (Result.*Set).insert(Function);
}

namespace {

/// What a function calls by name; and does it give a function away, or store
/// one?
struct NamedCalls {
  std::set<size_t> Callees;
  bool GivesFunction = false;
};

/// Remembers them: what one root reaches, others do.
class CallGraph {
public:
  explicit CallGraph(const Whole &Program) : Program(Program) {}

  const NamedCalls &of(size_t Index) {
    auto [Known, IsNew] = Calls.try_emplace(Index);
    if (IsNew) {
      const sp_function *Function = sp_program_get(Program.program(), Index);
      Known->second = {Program.namedCalleesOf(Function), gives(Function)};
    }
    return Known->second;
  }

private:
  bool gives(const sp_function *Function) const {
    for (const sp_block &Block :
         llvm::ArrayRef(Function->blocks, Function->block_count))
      for (const sp_step &Step : llvm::ArrayRef(Block.steps, Block.step_count))
        if (Step.kind == SP_CALL || Step.kind == SP_SET)
          for (sp_node Given :
               llvm::ArrayRef(Step.arguments, Step.argument_count))
            if (sp_program_data(Program.program(), Given)->kind == SP_FUNCTION)
              return true;
    return false;
  }

  const Whole &Program;
  std::map<size_t, NamedCalls> Calls;
};

} // namespace

/// The functions of other units that may say, on a path from \p Root, where a
/// call leads that one of them makes through a pointer: that one, what calls
/// it, and what is beside it and may store the pointer. Where the root gives no
/// function away, only what it calls itself.
static std::set<size_t> tellingCallees(const Whole &Program,
                                       const SearchResult &Searched,
                                       CallGraph &Graph, size_t Root) {
  constexpr unsigned Deepest = 3, Most = 32;
  auto ShareUnit = [&](size_t One, size_t Other) {
    return Program.shareUnit(sp_program_get(Program.program(), One),
                             sp_program_get(Program.program(), Other));
  };
  const bool RootGives = Graph.of(Root).GivesFunction;
  std::set<size_t> Reached;
  std::vector<size_t> Next{Root};
  for (unsigned Depth = 0; Depth < (RootGives ? Deepest : 1) && !Next.empty();
       ++Depth) {
    std::vector<size_t> Further;
    for (size_t Each : Next) {
      if (Reached.size() >= Most || !Reached.insert(Each).second)
        continue;
      const std::set<size_t> &Callees = Graph.of(Each).Callees;
      Further.insert(Further.end(), Callees.begin(), Callees.end());
    }
    Next = std::move(Further);
  }
  std::set<size_t> All, Telling;
  for (size_t Caller : Reached)
    for (size_t Callee : Graph.of(Caller).Callees) {
      All.insert(Callee);
      if (Searched.Unresolved.count(nameOf(Program, Callee)) &&
          !ShareUnit(Root, Callee))
        Telling.insert(Callee);
    }
  std::set<size_t> Result = Telling;
  for (bool Changed = !Telling.empty(); Changed;) {
    Changed = false;
    for (size_t Caller : Reached)
      if (llvm::any_of(Graph.of(Caller).Callees,
                       [&](size_t Each) { return Result.count(Each) != 0; }))
        Changed |= Result.insert(Caller).second;
  }
  if (!Telling.empty())
    for (size_t Callee : All)
      if (RootGives || llvm::any_of(Telling, [&](size_t Each) {
            return ShareUnit(Each, Callee);
          }))
        Result.insert(Callee);
  return Result;
}

/// Adds to \p Needed the proved functions that rest on callees of other units
/// which the search did not settle, or that may tell such callees where a call
/// of theirs leads.
static void addCallers(const Whole &Program, const SearchResult &Searched,
                       Needs &Needed) {
  CallGraph Graph(Program);
  for (size_t I = 0, Count = sp_program_count(Program.program()); I < Count;
       ++I) {
    const sp_function *Function = sp_program_get(Program.program(), I);
    const sp_proof &Proof = *sp_proofs_get(Program.proofs(), I);
    if (Proof.kind != SP_PROOF_PROVED)
      continue;
    auto Add = [&](size_t Callee) {
      if (!Program.shareUnit(Function,
                             sp_program_get(Program.program(), Callee)))
        Needed[Function->name].insert(nameOf(Program, Callee));
    };
    for (size_t Callee : llvm::ArrayRef(Proof.rests, Proof.rest_count))
      if (!isSettled(Program, Searched, Callee))
        Add(Callee);
    if (!Searched.Unresolved.empty())
      for (size_t Callee : tellingCallees(Program, Searched, Graph, I))
        Add(Callee);
  }
}

/// Takes over what was \p Found as \p Planned of what is \p Needed. Adds to \p
/// More what is needed now, as what was imported calls it.
static void takeOver(const Whole &Program, const UnitAcross &Planned,
                     SearchResult &Found, Needs &Needed, SearchResult &Result,
                     Needs &More) {
  for (size_t Each : Planned.Functions) {
    const std::string Function = nameOf(Program, Each);
    replace(Function, Found, Result);
    std::set<std::string> &Names = Needed[Function];
    const size_t Before = Names.size();
    if (auto Next = Found.Elsewhere.find(Function);
        Next != Found.Elsewhere.end())
      Names.insert(Next->second.begin(), Next->second.end());
    if (Names.size() > Before)
      More[Function] = Names;
  }
  std::move(Found.Mistakes.begin(), Found.Mistakes.end(),
            std::back_inserter(Result.Mistakes));
}

void searchAcross(const Whole &Program, Cache &Cache, SearchResult &Result) {
  Needs Needed = Result.Elsewhere;
  addCallers(Program, Result, Needed);
  constexpr unsigned MostRounds = 3;
  for (unsigned Round = 0; Round < MostRounds && !Needed.empty(); ++Round) {
    const std::vector<UnitAcross> Units = planAcross(Program, Needed);
    auto Key = [&](size_t I) {
      const UnitAcross &Planned = Units[I];
      Saver Save;
      Save(Program.movableDigest(), Planned.Functions, Planned.Names,
           Planned.Entered, Program.running().Effort, Planned.Home);
      std::set<unsigned> Parsed = Planned.Others;
      Parsed.insert(Planned.Home);
      for (unsigned Each : Parsed)
        Save(keyOf(Program.units()[Each]), Program.source(Each));
      return AcrossKey.str() + digestOf(Save.Bytes);
    };
    auto Job = [&](llvm::ArrayRef<size_t> Members, Inputs &From) {
      const SearchResult Found = searchWith(Units[Members[0]], Program, From);
      From = Inputs(); // the key tells
      return bytesOf(Found);
    };
    auto Name = [&](size_t I) {
      return shownFile(Program.units()[Units[I].Home].File, "");
    };
    const std::vector<Entry> Results =
        Cache.run(Units.size(), Program.running(), {Key, Job, Name});
    Needs More;
    for (size_t I = 0; I < Results.size(); ++I) {
      SearchResult Found;
      Loader Load(Results[I].Value);
      // What was found without stands where this fails.
      if (Results[I].Trouble.empty())
        Load(Found);
      if (Results[I].Trouble.empty() && Load.isWhole())
        takeOver(Program, Units[I], Found, Needed, Result, More);
    }
    Needed = std::move(More);
  }
}

} // namespace spinpair
