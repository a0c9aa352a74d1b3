//===- Commands.cpp -------------------------------------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Commands.h"

#include "AnalyzerResults.h"
#include "Archive.h"
#include "Cache.h"
#include "Changes.h"
#include "Completion.h"
#include "Config.h"
#include "Fingerprint.h"
#include "Hook.h"
#include "Inputs.h"
#include "Manual.h"
#include "Merge.h"
#include "Movable.h"
#include "Nearest.h"
#include "OneName.h"
#include "Places.h"
#include "Programs.h"
#include "Report.h"
#include "RuleList.h"
#include "ScanBuild.h"
#include "Setup.h"
#include "Shard.h"
#include "SharedHeap.h"
#include "Sources.h"
#include "StoredRun.h"
#include "Survey.h"
#include "Unchecked.h"

#include "fix/FixFiles.h"
#include "fix/Fixes.h"
#include "lsp/Server.h"

#include "../analyzer/Links.h"

#include "spinpair/memory.h"
#include "spinpair/rules.h"

#include "clang/Basic/Version.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/Sequence.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Format.h"
#include "llvm/Support/raw_ostream.h"

#include <chrono>
#include <cstdlib>
#include <map>
#include <set>
#include <sys/resource.h>

namespace spinpair {

static constexpr const char *OutOfMemory = "memory ran out";

ExitStatus fail(const std::string &Why) {
  llvm::errs() << "spinpair: " << Why << "\n";
  return WrongUse;
}

namespace {

/// Tells which findings count, by comments, the baseline and what changed.
struct Sieve {
  Baseline Known;
  Changes Changed;
  ExitStatus Failed = WrongUse; ///< What a load that fails ends in.

  /// Reads what there is before anything is analysed, since it may be wrong,
  /// and sees whether what comes out has a place.
  bool load(const Options &Options, std::string &Error) {
    if (!canBeWritten(Options, Error) ||
        (!Options.Baseline.empty() &&
         !Known.load(Options.Baseline, Options.UpdateBaseline, Error)))
      return false;
    bool IsAbsent = false;
    if (Options.ChangedSince.empty() ||
        Changed.load(Options.ChangedSince, Error, IsAbsent))
      return true;
    Failed = IsAbsent ? NotAnalysed : WrongUse;
    return false;
  }

  /// Names what changed and was not looked at, and why.
  void nameUnseen(const Options &Options, const Config &Config,
                  const std::vector<Unit> &Units, Outcome &Outcome) {
    if (Options.ChangedSince.empty())
      return;
    auto Name = [&](const std::string &File, const std::string &Why) {
      const std::string Shown = shownFile(File, "");
      llvm::errs() << "spinpair: " << oneLine(Shown) << ": " << oneLine(Why)
                   << "\n";
      Outcome.Unseen.push_back(Shown);
    };
    for (const Unit &Each : Units)
      if (Each.Chosen)
        if (std::string Why = Changed.whyUnknown(Each.File); !Why.empty())
          Name(Each.File, Why);
    for (const std::string &File :
         filesOfNone(Options, Config, Units, Changed.sources()))
      Name(File, "it changed, and no unit is or includes it; make the "
                 "compilation database anew, or exclude the file ('exclude' in "
                 ".spinpair.yaml)");
  }

  /// Sorts the findings of \p Outcome. \p Complete says whether all units were
  /// analysed and are reported on.
  bool apply(const Options &Options, bool Complete, Outcome &Outcome,
             std::string &Error) {
    Sources Files;
    addFingerprints(Outcome.Mistakes, Outcome.Functions, Files);
    Outcome.Remarks =
        suppress(Outcome.Mistakes, Outcome.Functions, Complete, Files);
    if (!Options.Baseline.empty()) {
      Outcome.HasBaseline = true;
      std::vector<KnownFinding> Gone =
          Known.apply(Outcome.Mistakes, Outcome.Functions, Files);
      if (Options.UpdateBaseline) {
        Known.update(Outcome.Mistakes, Complete);
        if (!Known.save(Options.Baseline, Error))
          return false;
      } else if (Complete) {
        Outcome.Gone = std::move(Gone);
      }
    }
    if (!Options.ChangedSince.empty()) {
      size_t All = Outcome.Mistakes.size();
      llvm::erase_if(Outcome.Mistakes, [&](const Mistake &Found) {
        return !Changed.touches(Found, Outcome.Functions);
      });
      Outcome.Unchanged = All - Outcome.Mistakes.size();
    }
    return true;
  }
};

} // namespace

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

/// Whatever the programs are that they belong to.
static void sortByPlace(Analysis &Analysis) {
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

/// What the steps of an analysis took.
struct StepTimes {
  double Reading = 0, Proof = 0, Search = 0;
};

/// What a status that nobody asks for makes of a function has no bearing on its
/// callers: so it is added when all verdicts are known.
static void addUnchecked(const Whole &Program, Cache &Cache,
                         Analysis &Analysis, std::set<unsigned> &Explored) {
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

/// Proves and searches a program. What it finds is to be settled. False if
/// memory ran out, or \p MustProve is not proved.
static bool analyse(Whole &Program, const Options &Options,
                    const Config &Config, Cache &Cache, Analysis &Analysis,
                    std::set<unsigned> &Explored, StepTimes &Times,
                    const std::string &MustProve = "") {
  const Waiters *Waiting = Program.running().Waiting.get();
  const double Start = cpuSeconds(Waiting);
  if (!Program.prove() ||
      (!MustProve.empty() && isOpen(Program, MustProve)))
    return false;
  const double Proved = cpuSeconds(Waiting);
  SearchResult Searched = search(Program, Cache);
  Times.Proof += Proved - Start;
  Times.Search += cpuSeconds(Waiting) - Proved;
  if (Searched.Survey)
    llvm::append_range(Searched.Mistakes, *Searched.Survey);
  else if (!addSurvey(Program, Searched.Mistakes))
    return false;
  applyRules(Config, Searched.Mistakes);
  Explored = std::move(Searched.Units);
  Analysis.IsComplete = Program.isComplete() && Searched.Lost.empty();
  Analysis.Functions = verdicts(Program, Searched);
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
  if (!readPrograms(Units, Options, Cache, Programs, Error))
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

/// Writes the reports.
static ExitStatus write(const Options &Options, const Outcome &Outcome) {
  bool IsWritten = true;
  for (const ReportTarget &Report : Options.Reports) {
    std::string Error;
    if (writeReport(Outcome, Report, Options, Error))
      continue;
    fail(Error);
    IsWritten = false;
  }
  if (!IsWritten)
    return WrongUse;
  if (!Outcome.IsComplete || !Outcome.Unseen.empty())
    return NotAnalysed;
  return Outcome.newFindings() ? Found : NothingFound;
}

/// What counts for the findings and is not the default.
static void noteSettings(const Options &Options, const Config &Config,
                         Outcome &Outcome) {
  auto Note = [&](const char *What, const std::string &Value) {
    if (!Value.empty())
      Outcome.Settings.push_back({What, Value});
  };
  Note("configuration", Config.File);
  std::string Off;
  for (unsigned I = 0; I < SP_RULE_COUNT; ++I)
    if (const sp_rule_row *Row = sp_rule_get(static_cast<sp_rule>(I));
        !Config.IsOn[I].Value && llvm::StringRef(Row->checker).find("optin."))
      Off += (Off.empty() ? "" : ", ") + std::string(Row->checker);
  Note("rules that are off", Off);
  Note("headers of the WDK", Config.Kit.Value.empty()
                                 ? "model headers of spinpair"
                                 : Config.Kit.Value);
  if (Config.Effort.Value != 1)
    Note("effort", std::to_string(Config.Effort.Value));
  Note("baseline", Options.Baseline);
  Note("only what changed since", Options.ChangedSince);
}

/// Analyses what was loaded, and sorts what came out.
static bool outcomeOf(const Options &Options, const Config &Config,
                      const std::vector<Unit> &Units, Cache &Cache,
                      Sieve &Sieve, Outcome &Outcome, std::string &Error,
                      Inputs *From = nullptr) {
  auto Start = std::chrono::steady_clock::now();
  if (!analyseOrRecall(Options, Config, Units, Cache, Outcome, Error, From))
    return false;
  noteSettings(Options, Config, Outcome);
  const bool AllChosen = llvm::all_of(
      Units, [](const Unit &Each) { return Each.Chosen || Each.Excluded; });
  if (!Sieve.apply(Options, Outcome.IsComplete && AllChosen, Outcome, Error))
    return false;
  Sieve.nameUnseen(Options, Config, Units, Outcome);
  Outcome.Seconds =
      std::chrono::duration<double>(std::chrono::steady_clock::now() - Start)
          .count();
  return true;
}

bool outcomeOf(const Options &Options, Config &Config, std::vector<Unit> &Units,
               Cache &Cache, Outcome &Outcome, Inputs &From,
               std::string &Error) {
  Sieve Sieve;
  return Sieve.load(Options, Error) &&
         loadUnits(Options, Config, Units, Error) &&
         outcomeOf(Options, Config, Units, Cache, Sieve, Outcome, Error, &From);
}

/// Does with the fixes what was asked for. \p Status is that of the findings.
static ExitStatus useFixes(const Options &Options, const Outcome &Outcome,
                           const std::vector<size_t> &Together,
                           CodeTexts &Texts, ExitStatus Status) {
  const std::vector<Edit> Edits = editsOf(Outcome, Together);
  std::set<size_t> Fixed;
  for (size_t I : Together) {
    Fixed.insert(Outcome.Fixes[I].Findings.begin(),
                 Outcome.Fixes[I].Findings.end());
  }
  std::string Error;
  if (Options.FixDryRun)
    writeDiff(Edits, Texts, llvm::outs());
  if (!Options.ExportFixes.empty() &&
      !exportFixes(Outcome, Together, Texts, Options.ExportFixes, Error))
    return fail(Error);
  if (Options.Fix && !makeEdits(Edits, Texts, Error))
    return fail(Error);
  const size_t Left =
      llvm::count_if(llvm::seq<size_t>(0, Outcome.Mistakes.size()),
                     [&](size_t I) {
                       return Outcome.Mistakes[I].isNew() && !Fixed.count(I);
                     });
  if (!Options.Quiet)
    llvm::errs() << "spinpair: " << counted(Fixed.size(), "finding")
                 << (Fixed.size() == 1 ? " has" : " have")
                 << " a fix that is proved"
                 << (Options.Fix && !Edits.empty() ? ", which is made" : "")
                 << "; " << Left << (Left == 1 ? " has" : " have") << " none\n";
  return Options.Fix && Status == Found && !Left ? NothingFound : Status;
}

/// Analyses what was loaded, and reports.
static ExitStatus report(const Options &Options, const Config &Config,
                         const std::vector<Unit> &Units, Cache &Cache,
                         Sieve &Sieve) {
  Outcome Outcome;
  std::string Error;
  if (!outcomeOf(Options, Config, Units, Cache, Sieve, Outcome, Error))
    return fail(Error);
  if (!Options.wantsFixes())
    return write(Options, Outcome);
  CodeTexts Texts;
  const std::vector<size_t> Together =
      findAllFixes(Options, Config, Units, Outcome, Texts);
  return useFixes(Options, Outcome, Together, Texts, write(Options, Outcome));
}

static ExitStatus check(const Options &Options) {
  Config Config;
  std::vector<Unit> Units;
  std::string Error;
  Sieve Sieve;
  if (!Sieve.load(Options, Error))
    return fail(Error), Sieve.Failed;
  if (!loadUnits(Options, Config, Units, Error))
    return fail(Error);
  Cache Cache(cacheFolder(Options));
  if (!Options.Part)
    return report(Options, Config, Units, Cache, Sieve);
  // What is wrong with a unit is in the result, for the merge to tell.
  if (!writeShard(Options, std::move(Units), Cache, Error))
    return fail(Error);
  return NothingFound;
}

/// Reports on what clang's analyzer wrote to \p Given; \p Complete, if that is
/// all that was to be analysed.
static ExitStatus reportResults(const Options &Options, const Config &Config,
                                llvm::ArrayRef<std::string> Given,
                                bool Complete, Sieve &Sieve) {
  AnalyzerResults Results;
  std::string Error;
  if (!loadAnalyzerResults(Given, Results, Error))
    return fail(Error);
  Outcome Outcome;
  Outcome.Mistakes = std::move(Results.Mistakes);
  Outcome.Unread = std::move(Results.Unread);
  Outcome.AnalyzerResults = Results.Files;
  Outcome.OfOthers = Results.OfOthers;
  Outcome.IsComplete = Complete && Results.IsComplete;
  applyRules(Config, Outcome.Mistakes);
  // Results tell nothing of files that were not compiled this time.
  if (!Sieve.apply(Options, /*Complete=*/false, Outcome, Error))
    return fail(Error);
  return write(Options, Outcome);
}

static ExitStatus mergeResults(const Options &Options) {
  Config Config;
  std::string Error;
  Sieve Sieve;
  if (!llvm::all_of(Options.Given, isAnalyzerResult))
    Error = "results of shards and those of the analyzer do not go together; "
            "merge them apart";
  else if (Options.Part)
    Error = "--shard explores with results of shards; those of the analyzer "
            "are explored";
  if (!Error.empty())
    return fail(Error);
  if (!Sieve.load(Options, Error))
    return fail(Error), Sieve.Failed;
  if (!loadConfig(Options, absolutePath(".", ""), Config, Error))
    return fail(Error);
  return reportResults(Options, Config, Options.Given, /*Complete=*/true,
                       Sieve);
}

static ExitStatus scanBuild(const Options &Options) {
  Config Config;
  ScanBuild Run;
  std::string Error;
  Sieve Sieve;
  if (!Sieve.load(Options, Error))
    return fail(Error), Sieve.Failed;
  if (!loadConfig(Options, absolutePath(".", ""), Config, Error) ||
      !Run.run(Options.BuildCommand, Error))
    return fail(Error);
  if (!Run.trouble().empty())
    fail(Run.trouble());
  if (!Run.hasResults())
    return NotAnalysed;
  return reportResults(Options, Config, Run.folder(), Run.trouble().empty(),
                       Sieve);
}

static ExitStatus merge(Options Options) {
  if (llvm::any_of(Options.Given, isAnalyzerResult))
    return mergeResults(Options);
  Config Config;
  std::vector<Unit> Units;
  std::string Error;
  Sieve Sieve;
  Cache Cache(cacheFolder(Options));
  if (!Sieve.load(Options, Error))
    return fail(Error), Sieve.Failed;
  if (!loadResults(Options, Config, Cache, Units, Error))
    return fail(Error);
  if (!Options.Part)
    return report(Options, Config, Units, Cache, Sieve);
  Options.How.Effort = Config.Effort.Value;
  if (!searchShard(Options, Units, Cache, Error))
    return fail(Error);
  return NothingFound;
}

/// What a comparison says of a run of which not everything was analysed.
static void tellIncomplete(const std::string &Path, const Analysis &Run,
                           const char *What) {
  if (Run.IsComplete)
    return;
  std::vector<std::string> Names = Run.Unread;
  llvm::append_range(Names, Run.Partly);
  llvm::errs() << "spinpair: in '" << oneLine(Path)
               << "', something was not analysed"
               << (Names.empty() ? "" : ": ")
               << oneLine(llvm::join(Names, ", ")) << "; " << What << "\n";
}

static ExitStatus compare(const Options &Options) {
  std::string Error;
  Analysis Old, New;
  if (!canBeWritten(Options, Error) ||
      !loadStoredRun(Options.Given[0], Old, Error) ||
      !loadStoredRun(Options.Given[1], New, Error))
    return fail(Error);
  tellIncomplete(Options.Given[0], Old, "what is new may be older");
  tellIncomplete(Options.Given[1], New, "what is not found may still be there");
  Outcome Outcome;
  static_cast<Analysis &>(Outcome) = std::move(New);
  sortByPlace(Outcome);
  Outcome.HasBaseline = Outcome.IsComparison = true;
  Baseline Known;
  Known.take(knownFindings(Old));
  Sources Files;
  Outcome.Gone = Known.apply(Outcome.Mistakes, Outcome.Functions, Files);
  return write(Options, Outcome);
}

static ExitStatus init(const Options &Options) {
  std::string Error;
  return setUp(Options, llvm::outs(), Error) ? NothingFound : fail(Error);
}

static ExitStatus hook(Options Options) {
  std::string Error;
  if (!findBuild(Options.Build, Error))
    return fail(Error);
  return check(Options);
}

static ExitStatus extract(const Options &Options) {
  Config Config;
  std::vector<Unit> Units;
  std::string Error;
  if (!loadUnits(Options, Config, Units, Error))
    return fail(Error);
  llvm::erase_if(Units, [](const Unit &Unit) { return !Unit.Chosen; });
  std::vector<std::unique_ptr<Whole>> Programs;
  Cache Cache(cacheFolder(Options));
  if (!readPrograms(std::move(Units), Options, Cache, Programs, Error))
    return fail(Error);
  bool Complete = true;
  for (const auto &Program : Programs) {
    char *Text = sp_program_write(Program->program());
    if (!Text)
      return fail(OutOfMemory);
    llvm::outs() << Text;
    sp_memory_free(Text);
    Complete &= Program->isComplete();
  }
  return Complete ? NothingFound : NotAnalysed;
}

//===----------------------------------------------------------------------===//
// Explanations
//===----------------------------------------------------------------------===//

/// What became of a function, as the end of a sentence that begins with it.
static std::string verdictInWords(const sp_proof &Proof,
                                  const FunctionVerdict *Known, bool IsOwner) {
  if (Proof.kind == SP_PROOF_IRRELEVANT)
    return "reaches no lock: there is nothing to prove";
  if (!Known) // its unit is not one to be reported on
    return Proof.kind == SP_PROOF_PROVED ? "is proved" : "is not proved";
  std::string Result = std::string("is ") + verdictName(Known->Verdict);
  switch (Known->Verdict) {
  case Verdict::Proved:
    return Result + ": every path uses its locks rightly";
  case Verdict::Clean:
    return Result + ": it was explored to the end, and nothing was found";
  case Verdict::Reported:
    return Result + (IsOwner ? ": something was found in it"
                             : ": a path from it leads to what was found");
  case Verdict::Undecided:
    return Result + ": " + Known->Why;
  }
  return Result;
}

/// \p Analysis is of the whole program.
static ExitStatus explainOne(const Whole &Program, size_t Index,
                             const Analysis &Analysis) {
  llvm::raw_ostream &Out = llvm::outs();
  const sp_function *Function = sp_program_get(Program.program(), Index);
  const sp_proof *Proof = sp_proofs_get(Program.proofs(), Index);
  const std::string File = Program.fileOf(Function);
  auto Known = llvm::find_if(Analysis.Functions, [&](const auto &Each) {
    return Each.Linkage == Function->name;
  });
  const bool IsOwner = llvm::any_of(Analysis.Mistakes, [&](const auto &Found) {
    return Found.Function == Function->name;
  });
  Out << "'" << Function->shown << "', " << File << ":" << Function->where.line
      << ", "
      << verdictInWords(*Proof,
                        Known == Analysis.Functions.end() ? nullptr : &*Known,
                        IsOwner)
      << ".\n";
  for (const Mistake &Found : Analysis.Mistakes)
    if (Found.Function == Function->name || Found.Callers.count(Function->name))
      Out << oneLine(Found.Where.File) << ":" << Found.Where.Line << ":"
          << Found.Where.Column << ": " << oneLine(Found.Where.Message) << " ["
          << Found.Checker << "]\n";
  if (Proof->kind == SP_PROOF_OPEN)
    Out << "It is not proved, because of " << File << ":" << Proof->line << ":"
        << Proof->column << ": " << asClause(Proof->why) << ".\n";
  if (Proof->kind == SP_PROOF_PROVED) {
    if (Proof->is_helper)
      Out << "It is a lock helper: it takes a lock for its caller, or gives "
             "one "
             "back.\n";
    if (Proof->nesting)
      Out << "At most " << counted(Proof->nesting, "lock")
          << (Proof->nesting == 1 ? " is" : " are") << " held at once.\n";
    if (Known != Analysis.Functions.end())
      for (const std::string &Each : Known->Assumes)
        Out << "It is assumed that " << oneLine(Each) << ".\n";
    char *Summary = sp_proofs_summary(Program.proofs(), Index);
    if (!Summary)
      return fail(OutOfMemory);
    Out << "\nsummary:\n"
        << (*Summary ? Summary : "leaves all locks as they were\n");
    sp_memory_free(Summary);
  }
  char *Text = sp_program_write_function(Program.program(), Index);
  if (!Text)
    return fail(OutOfMemory);
  Out << "\nlock program:\n" << Text;
  sp_memory_free(Text);
  return NothingFound;
}

static ExitStatus explainFunction(Options Options) {
  Config Config;
  std::vector<Unit> Units;
  std::string Error;
  if (!loadUnits(Options, Config, Units, Error))
    return fail(Error);
  Options.How.Effort = Config.Effort.Value;
  std::vector<std::unique_ptr<Whole>> Programs;
  Cache Cache(cacheFolder(Options));
  if (!readPrograms(std::move(Units), Options, Cache, Programs, Error))
    return fail(Error);
  const std::string &Name = Options.Given[0];
  std::vector<llvm::StringRef> Names;
  bool Any = false, Complete = true;
  for (const auto &Program : Programs) {
    Complete &= Program->isComplete();
    auto IsMeant = [&](size_t Index) {
      const sp_function *Each = sp_program_get(Program->program(), Index);
      return Name == Each->shown || Name == Each->name;
    };
    auto All = llvm::seq<size_t>(0, sp_program_count(Program->program()));
    for (size_t Index : All)
      Names.push_back(sp_program_get(Program->program(), Index)->shown);
    if (llvm::none_of(All, IsMeant))
      continue;
    Analysis Analysis;
    std::set<unsigned> Explored;
    StepTimes Times;
    if (!analyse(*Program, Options, Config, Cache, Analysis, Explored, Times))
      return fail(OutOfMemory);
    settle(*Program, Analysis);
    sortByPlace(Analysis);
    Complete &= Analysis.IsComplete;
    for (size_t Index : All) {
      if (!IsMeant(Index))
        continue;
      if (Any)
        llvm::outs() << "\n";
      Any = true;
      if (ExitStatus Status = explainOne(*Program, Index, Analysis))
        return Status;
    }
  }
  if (!Any)
    return fail("the program has no function '" + Name +
                "' that matters to locks" + didYouMean(Name, Names, ""));
  return Complete ? NothingFound : NotAnalysed;
}

static ExitStatus showConfig(const Options &Options) {
  Config Config;
  std::vector<Unit> Units;
  std::string Error;
  if (!loadUnits(Options, Config, Units, Error))
    return fail(Error);
  printConfig(Config, llvm::outs());
  return NothingFound;
}

/// The long names and the short ones.
static std::vector<llvm::StringRef> ruleNames() {
  std::vector<llvm::StringRef> Names;
  for (unsigned I = 0; I < SP_RULE_COUNT; ++I) {
    const sp_rule_row *Row = sp_rule_get(static_cast<sp_rule>(I));
    Names.insert(Names.end(), {Row->checker, Row->name});
  }
  return Names;
}

static ExitStatus explainRule(const std::string &Name) {
  sp_rule Rule = sp_rule_find(Name.c_str());
  if (Rule == SP_RULE_NONE)
    return fail("there is no rule '" + Name + "'" +
                didYouMean(Name, ruleNames(), "; 'spinpair rules' lists them"));
  const sp_rule_row *Row = sp_rule_get(Rule);
  llvm::outs() << Row->checker << ": " << Row->summary << "\nseverity "
               << sp_severity_name(Row->severity) << ", CWE-" << Row->cwe
               << "\n\n"
               << Row->help << "\n\n";
  // The page is installed beside the program, and may have an address.
  const std::string Installed =
      besideProgram("share/doc/spinpair/" + std::string(Row->doc));
  const std::string Address = addressOf(Row->doc);
  llvm::outs() << (!Address.empty()     ? Address
                   : !Installed.empty() ? Installed
                                        : std::string(Row->doc))
               << "\n";
  // The same is wrong with locks of another family, by a name that ends alike.
  const llvm::StringRef End = llvm::StringRef(Row->checker).rsplit('.').second;
  for (unsigned I = 0; I < SP_RULE_COUNT; ++I) {
    const sp_rule_row *Other = sp_rule_get(static_cast<sp_rule>(I));
    if (Other != Row && llvm::StringRef(Other->checker).rsplit('.').second == End)
      llvm::outs() << "\nNot to be taken for " << Other->checker << ": "
                   << Other->summary << "\n";
  }
  return NothingFound;
}

ExitStatus run(Options Options) {
  std::string Error;
  switch (Options.What) {
  case Command::Check:
  case Command::Hook:
  case Command::Extract:
  case Command::ExplainFunction:
    if (!takeProject(Options, Error))
      return fail(Error);
    break;
  default:
    break;
  }
  switch (Options.What) {
  case Command::Check:
    return check(Options);
  case Command::Init:
    return init(Options);
  case Command::Hook:
    return hook(Options);
  case Command::Merge:
    return merge(Options);
  case Command::Diff:
    return compare(Options);
  case Command::ScanBuild:
    return scanBuild(Options);
  case Command::Lsp:
    return serveEditor(Options) ? NothingFound : WrongUse;
  case Command::Extract:
    return extract(Options);
  case Command::ExplainFunction:
    return explainFunction(Options);
  case Command::Config:
    return showConfig(Options);
  case Command::Rules:
    listRules(Options.ListFormat.value_or(ListFormat::Text), llvm::outs());
    return NothingFound;
  case Command::ExplainRule:
    return explainRule(Options.Given[0]);
  case Command::Completion:
    if (!printCompletion(Options.Given[0], llvm::outs()))
      return fail("there is completion for bash, zsh and fish, not for '" +
                  Options.Given[0] + "'");
    return NothingFound;
  case Command::Manual:
    printManual(llvm::outs());
    return NothingFound;
  case Command::Help:
    if (Options.About.empty() || !printHelpOn(Options.About, llvm::outs()))
      printHelp(llvm::outs());
    return NothingFound;
  case Command::AllHelp:
    printAllHelp(llvm::outs());
    return NothingFound;
  case Command::Version:
    llvm::outs() << "spinpair " SPINPAIR_VERSION " (clang and LLVM "
                 << CLANG_VERSION_STRING << ")\n";
    return NothingFound;
  }
  return WrongUse;
}

} // namespace spinpair
