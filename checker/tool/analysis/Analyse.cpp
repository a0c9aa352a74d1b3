//===- Analyse.cpp --------------------------------------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Analyse.h"

#include "LedgerBuilder.h"
#include "Movable.h"
#include "OneName.h"
#include "Programs.h"
#include "Search.h"
#include "Survey.h"
#include "Unchecked.h"
#include "Verdicts.h"
#include "Whole.h"
#include "cache/Cache.h"
#include "jobs/SharedHeap.h"
#include "jobs/Workers.h"
#include "model/Mistake.h"
#include "model/Options.h"
#include "model/Outcome.h"
#include "model/Unit.h"
#include "model/Verdict.h"
#include "project/Config.h"
#include "support/Archive.h"
#include "support/Nearest.h"
#include "support/Paths.h"
#include "support/Places.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/Format.h"
#include "llvm/Support/raw_ostream.h"

#include <map>
#include <sys/resource.h>
#include <tuple>

namespace spinpair {

static void append(Analysis &To, Analysis More) {
  std::move(More.Mistakes.begin(), More.Mistakes.end(),
            std::back_inserter(To.Mistakes));
  std::move(More.Functions.begin(), More.Functions.end(),
            std::back_inserter(To.Functions));
  llvm::append_range(To.Unread, More.Unread);
  llvm::append_range(To.Partly, More.Partly);
  To.Locks.append(std::move(More.Locks));
  To.IsComplete &= More.IsComplete;
}

void sortByPlace(Analysis &Analysis) {
  llvm::stable_sort(Analysis.Mistakes, [](const Mistake &A, const Mistake &B) {
    return std::tie(A.Where.File, A.Where.Line, A.Where.Column) <
           std::tie(B.Where.File, B.Where.Line, B.Where.Column);
  });
  llvm::stable_sort(Analysis.Functions, [](const FunctionVerdict &A,
                                           const FunctionVerdict &B) {
    return std::tie(A.File, A.Line) < std::tie(B.File, B.Line);
  });
  llvm::sort(Analysis.Unread);
  llvm::sort(Analysis.Partly);
}

/// What a library has is found once for each driver that it is a part of. A
/// function is what it is in the worst of them.
static void dropTwins(Analysis &Analysis) {
  auto PlaceOf = [](const Mistake &Of) {
    return std::tie(Of.Where.File, Of.Where.Line, Of.Where.Column, Of.Checker,
                    Of.Where.Message, Of.Function);
  };
  std::set<decltype(PlaceOf(std::declval<Mistake>()))> Seen;
  std::vector<bool> IsTwin;
  for (const Mistake &Each : Analysis.Mistakes)
    IsTwin.push_back(!Seen.insert(PlaceOf(Each)).second);
  Seen.clear(); // it refers to what is moved now
  size_t Next = 0;
  llvm::erase_if(Analysis.Mistakes,
                 [&](const Mistake &) { return bool(IsTwin[Next++]); });
  auto Badness = [](Verdict Of) {
    return Of == Verdict::Reported    ? 3
           : Of == Verdict::Undecided ? 2
           : Of == Verdict::Clean     ? 1
                                      : 0;
  };
  std::map<std::tuple<std::string, unsigned, std::string>, size_t> Known;
  std::vector<FunctionVerdict> Functions;
  for (FunctionVerdict &Each : Analysis.Functions) {
    auto [Place, IsNew] = Known.try_emplace(
        std::tuple(Each.File, Each.Line, Each.Linkage), Functions.size());
    if (IsNew)
      Functions.push_back(std::move(Each));
    else if (FunctionVerdict &Other = Functions[Place->second];
             Badness(Other.Verdict) < Badness(Each.Verdict))
      Other = std::move(Each);
  }
  Analysis.Functions = std::move(Functions);
  for (auto *List : {&Analysis.Unread, &Analysis.Partly})
    List->erase(std::unique(List->begin(), List->end()), List->end());
}

/// Only the page shows it.
static bool wantsLedger(const Options &Options) {
  return llvm::any_of(Options.Reports, [](const ReportTarget &Report) {
    return Report.Kind == Format::Html;
  });
}

/// Seconds of CPU, of this process and of those it started.
static double cpuSeconds(const Waiters *Waiting) {
  double Sum = Waiting ? Waiting->cpuSeconds() : 0;
  for (int Whose : {RUSAGE_SELF, RUSAGE_CHILDREN}) {
    rusage Used;
    getrusage(Whose, &Used);
    for (const timeval &Each : {Used.ru_utime, Used.ru_stime})
      Sum += Each.tv_sec + Each.tv_usec / 1e6;
  }
  return Sum;
}

/// What a status that nobody asks for makes of a function has no bearing on its
/// callers: so it is added when all verdicts are known.
static void addUnchecked(const Whole &Program, Cache &Cache, Analysis &Analysis,
                         std::set<unsigned> &Explored) {
  UncheckedResult Found = searchUnchecked(Program, Cache);
  Analysis.IsComplete &= Found.IsComplete;
  Explored.insert(Found.Units.begin(), Found.Units.end());
  for (const Mistake &Each : Found.Mistakes)
    for (FunctionVerdict &Known : Analysis.Functions)
      if (Known.Linkage == Each.Function)
        Known.Verdict = Verdict::Reported;
  llvm::append_range(Analysis.Mistakes, std::move(Found.Mistakes));
}

/// Does the program have a function of that name which is not proved?
static bool isOpen(const Whole &Program, const std::string &Name) {
  const size_t Index = sp_program_find(Program.program(), Name.c_str());
  return Index != SIZE_MAX &&
         sp_proofs_get(Program.proofs(), Index)->kind == SP_PROOF_OPEN;
}

bool analyse(Whole &Program, const Options &Options, const Config &Config,
             Cache &Cache, Analysis &Analysis, std::set<unsigned> &Explored,
             StepTimes &Times, const std::string &MustProve) {
  const Waiters *Waiting = Program.running().Waiting.get();
  const double Start = cpuSeconds(Waiting);
  if (!Program.prove() || (!MustProve.empty() && isOpen(Program, MustProve)))
    return false;
  const double Proved = cpuSeconds(Waiting);
  SearchResult Searched = search(Program, Cache);
  Times.Proof += Proved - Start;
  Times.Search += cpuSeconds(Waiting) - Proved;
  if (Searched.Survey)
    llvm::append_range(Searched.Mistakes, *Searched.Survey);
  else if (!addSurvey(Program, Searched.Mistakes))
    return false;
  Explored = std::move(Searched.Units);
  Analysis.IsComplete = Program.isComplete() && Searched.Lost.empty();
  // Rules choose what is shown, and not what is known of the functions.
  Analysis.Functions = verdicts(Program, Searched);
  applyRules(Config, Searched.Mistakes);
  Analysis.Mistakes = std::move(Searched.Mistakes);
  if (Config.IsOn[SP_RULE_UNCHECKED_STATUS].Value)
    addUnchecked(Program, Cache, Analysis, Explored);
  for (unsigned Unit : Program.unread())
    Analysis.Unread.push_back(shownFile(Program.units()[Unit].File, ""));
  for (unsigned Unit : Program.partlyRead())
    Analysis.Partly.push_back(shownFile(Program.units()[Unit].File, ""));
  if (wantsLedger(Options)) {
    settle(Program, Analysis);
    addToLedger(Program, Analysis.Functions, Analysis.Locks);
  }
  return true;
}

/// The key of what comes out for a program, but for the text of the units that
/// are explored for it: which these are is not known yet. Where functions stand
/// matters only if more is told of them than can be moved.
static std::string keyOf(const Whole &Program, const Options &Options,
                         const Config &Config) {
  Saver Save;
  Save(Program.isComplete() && !wantsLedger(Options) ? Program.movableDigest()
                                                     : Program.digest(),
       wantsLedger(Options), Config.Effort.Value);
  for (const auto &Rule : Config.IsOn)
    Save(Rule.Value);
  for (const Unit &Unit : Program.units())
    Save(keyOf(Unit), Unit.Chosen);
  return ProgramKey.str() + digestOf(Save.Bytes);
}

/// Finds what the function above found in an earlier run, or calls it.
static bool analyseOrRecall(Whole &Program, const Options &Options,
                            const Config &Config, Cache &Cache,
                            Analysis &Analysis, StepTimes &Times,
                            const std::string &MustProve) {
  const std::string Key = keyOf(Program, Options, Config);
  Entry Known;
  if (!Cache.find(Key, Known) ||
      !unpackMovable(Program, Known.Value, Analysis)) {
    std::set<unsigned> Explored;
    const size_t Said = Cache.said().size();
    if (!analyse(Program, Options, Config, Cache, Analysis, Explored, Times,
                 MustProve))
      return false;
    if (Cache.isSound() && Cache.said().size() == Said)
      Cache.keep(Key, {packMovable(Program, Explored, Analysis), "", "", {}});
  }
  settle(Program, Analysis);
  return true;
}

/// Says which functions of the configuration there are not, as which misspelt
/// ones may be meant. False, and one sentence in \p Error, if one has not the
/// arguments that are said of it.
static bool checkRoutines(const Options &Options, const Config &Config,
                          const DescribedFunctions &Described, Cache &Cache,
                          std::string &Error) {
  const std::vector<llvm::StringRef> Names(Described.Names.begin(),
                                           Described.Names.end());
  for (const auto &[Name, Said] : Config.Routines) {
    auto Known = Described.Declared.find(Name);
    if (Known != Described.Declared.end()) {
      if (llvm::StringRef(Known->second).find("it has no argument") != 0)
        continue;
      Error = Said.Origin + ": '" + Name +
              "' cannot be called so: " + Known->second;
      return false;
    }
    // Of a part of a program only what looks misspelt is told.
    const std::string Meant = didYouMean(Name, Names, "");
    if (Described.IsWhole && !Options.Quiet && Options.What == Command::Check &&
        (!Options.Build.empty() || !Meant.empty()))
      Cache.say("spinpair: " +
                oneLine(Said.Origin + ": no file declares or calls '" + Name +
                        "'" + Meant) +
                "\n");
  }
  return true;
}

/// Reads, proves and searches the units.
static bool analyse(Options Options, const Config &Config,
                    const std::vector<Unit> &Units, Cache &Cache,
                    Analysis &Result, std::string &Error,
                    const std::string &MustProve) {
  Options.How.Effort = Config.Effort.Value;
  // What was parsed is explored by whoever parsed it, if there is the room.
  if (!Options.How.MemoryLimit && openSharedHeap())
    Options.How.Waiting = std::make_shared<Waiters>();
  const Waiters *Waiting = Options.How.Waiting.get();
  std::vector<std::unique_ptr<Whole>> Programs;
  StepTimes Times;
  const double Start = cpuSeconds(Waiting);
  DescribedFunctions Described;
  if (!readPrograms(Units, Options, Cache, Programs, Error, &Described) ||
      !checkRoutines(Options, Config, Described, Cache, Error))
    return false;
  Times.Reading = cpuSeconds(Waiting) - Start;
  Result.IsComplete = true;
  for (const auto &Program : Programs) {
    Analysis Part;
    if (!analyseOrRecall(*Program, Options, Config, Cache, Part, Times,
                         MustProve)) {
      Error = MustProve.empty() ? OutOfMemory : "it is not proved";
      return false;
    }
    append(Result, std::move(Part));
  }
  if (Options.Times)
    llvm::errs() << llvm::format("spinpair: seconds of CPU: parsing %.3f, "
                                 "proof %.3f, search %.3f\n",
                                 Times.Reading, Times.Proof, Times.Search);
  nameFilesOnce(Result);
  sortByPlace(Result);
  if (llvm::any_of(Units,
                   [](const Unit &Each) { return Each.Programs.size() > 1; }))
    dropTwins(Result);
  return true;
}

/// The key of what the whole run finds: of all that analyse() heeds.
static std::string keyOf(const Options &Options, const Config &Config,
                         const std::vector<Unit> &Units) {
  Saver Save;
  Save(Options.Programs, wantsLedger(Options), Config.Effort.Value);
  for (const auto &Rule : Config.IsOn)
    Save(Rule.Value);
  for (const Unit &Unit : Units)
    Save(keyOf(Unit), Unit.Chosen);
  for (const auto &[Name, Said] : Config.Routines)
    Save(Name, Said.Origin, Options.Quiet, Options.Build.empty());
  return RunKey.str() + digestOf(Save.Bytes);
}

bool analyseOrRecall(const Options &Options, const Config &Config,
                     const std::vector<Unit> &Units, Cache &Cache,
                     Analysis &Analysis, std::string &Error, Inputs *From,
                     const std::string &MustProve) {
  const std::string Key = keyOf(Options, Config, Units);
  Entry Known;
  if (Cache.find(Key, Known)) {
    Loader Load(Known.Value);
    Load(Analysis);
    llvm::errs() << Known.Log;
  } else {
    if (!analyse(Options, Config, Units, Cache, Analysis, Error, MustProve))
      return false;
    Saver Save;
    Save(Analysis);
    Known = Cache.sum(std::move(Save.Bytes));
    if (Cache.isSound())
      Cache.keep(Key, Known);
  }
  if (From)
    *From = std::move(Known.From);
  applyRules(Config, Analysis.Mistakes); // for the severities
  Cache.prune();
  return true;
}

} // namespace spinpair
