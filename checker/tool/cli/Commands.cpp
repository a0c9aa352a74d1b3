//===- Commands.cpp -------------------------------------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Commands.h"

#include "CommandLine.h"
#include "Completion.h"
#include "Debug.h"
#include "Explain.h"
#include "Manual.h"
#include "OptionTable.h"
#include "RuleList.h"
#include "ScanBuild.h"
#include "analysis/Analyse.h"
#include "analysis/Merge.h"
#include "analysis/Programs.h"
#include "analysis/Shard.h"
#include "cache/Cache.h"
#include "findings/AnalyzerResults.h"
#include "findings/Sieve.h"
#include "findings/Sources.h"
#include "findings/StoredRun.h"
#include "fix/FixFiles.h"
#include "fix/Fixes.h"
#include "lsp/Server.h"
#include "model/Options.h"
#include "model/Outcome.h"
#include "model/Unit.h"
#include "project/Config.h"
#include "project/Exclusions.h"
#include "project/Hook.h"
#include "project/Setup.h"
#include "project/Target.h"
#include "project/Units.h"
#include "report/Outputs.h"
#include "report/Report.h"
#include "support/Messages.h"
#include "support/Paths.h"
#include "support/Places.h"

#include "spinpair/memory.h"
#include "spinpair/rules.h"

#include "clang/Basic/Version.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/Sequence.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/raw_ostream.h"

#include <set>

namespace spinpair {

/// Reads what \p Sieve goes by, and sees whether what comes out has a place:
/// before anything is analysed.
static bool load(Sieve &Sieve, const Options &Options, std::string &Error) {
  return canBeWritten(Options, Error) && Sieve.load(Options, Error);
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
  // Nobody is to take silence for a proof.
  const unsigned Undecided =
      Outcome.IsComparison
          ? 0
          : Outcome.verdictCounts()[static_cast<unsigned>(Verdict::Undecided)];
  const bool Fails = Undecided && Options.FailOnUndecided;
  if (Undecided && (Options.Quiet || Fails))
    llvm::errs() << "spinpair: " << counted(Undecided, "function")
                 << " undecided"
                 << (Fails ? ", which --fail-on-undecided does not let pass"
                           : "")
                 << "\n";
  if (!Outcome.IsComplete || !Outcome.Unseen.empty() ||
      (Outcome.IsComparison && !Outcome.Unsure.empty()))
    return NotAnalysed;
  return Outcome.newFindings() || Fails ? Found : NothingFound;
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
  const size_t Left = llvm::count_if(
      llvm::seq<size_t>(0, Outcome.Mistakes.size()),
      [&](size_t I) { return Outcome.Mistakes[I].isNew() && !Fixed.count(I); });
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
  Sieve.MayWrite = [&](const Inputs &Read, std::string &Error) {
    return !overwritesInput(Options, Read, Error);
  };
  if (!outcomeOf(Options, Config, Units, Cache, Sieve, Outcome, Error))
    return fail(Error);
  if (Options.What == Command::Check && !Options.Quiet && Outcome.IsComplete &&
      Outcome.Functions.empty() && Outcome.Mistakes.empty())
    llvm::errs()
        << "spinpair: nothing here calls a lock routine that spinpair knows; "
        << (Options.Build.empty()
                ? "if helpers in other files of the driver do, give the whole "
                  "program, by -p BUILD or its project; "
                : "")
        << "'routines' in .spinpair.yaml describes helpers of a library, and "
           "docs/locks.md lists what is known\n";
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
  if (!load(Sieve, Options, Error))
    return fail(Error), Sieve.Failed;
  if (!loadUnits(Options, Config, Units, Error) ||
      overwritesInput(Options, Config, Units, Error))
    return fail(Error);
  if (std::string Why = whyNothingLeft(Options, Config, Units); !Why.empty())
    return fail(Why), NotAnalysed;
  tellIdleExclusions(Options, Config, Units);
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
  if (!loadAnalyzerResults(Given, Results, Error) ||
      overwritesInput(Options, Config, {}, Error))
    return fail(Error);
  Outcome Outcome;
  Outcome.Mistakes = std::move(Results.Mistakes);
  Outcome.Unread = std::move(Results.Unread);
  Outcome.AnalyzerResults = Results.Files;
  Outcome.OfOthers = Results.OfOthers;
  Outcome.IsComplete = Complete && Results.IsComplete;
  applyRules(Config, Outcome.Mistakes);
  // Results tell nothing of files that were not compiled this time.
  if (!Sieve.apply(Options, /*Complete=*/false, nullptr, nullptr, Outcome,
                   Error))
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
  if (!load(Sieve, Options, Error))
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
  if (!load(Sieve, Options, Error))
    return fail(Error), Sieve.Failed;
  if (!loadConfig(Options, absolutePath(".", ""), Config, Error) ||
      overwritesInput(Options, Config, {}, Error) ||
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
  if (!load(Sieve, Options, Error))
    return fail(Error), Sieve.Failed;
  if (!loadResults(Options, Config, Cache, Units, Error) ||
      overwritesInput(Options, Config, Units, Error))
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
               << "', something was not analysed" << (Names.empty() ? "" : ": ")
               << oneLine(llvm::join(Names, ", ")) << "; " << What << "\n";
}

static ExitStatus compare(const Options &Options) {
  std::string Error;
  Analysis Old, New;
  if (!canBeWritten(Options, Error) ||
      !loadStoredRun(Options.Given[0], Old, Error) ||
      !loadStoredRun(Options.Given[1], New, Error) ||
      overwritesInput(Options, Config(), {}, Error))
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
  keepUnsure(
      [&](const std::vector<KnownFinding> &All) {
        return std::vector<bool>(All.size(), !Outcome.IsComplete);
      },
      Outcome);
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

static ExitStatus showConfig(const Options &Options) {
  Config Config;
  std::vector<Unit> Units;
  std::string Error;
  if (!loadUnits(Options, Config, Units, Error))
    return fail(Error);
  printConfig(Config, llvm::outs());
  return NothingFound;
}

/// Does what was asked for look at no files?
static bool isAboutItself(Command What) {
  switch (What) {
  case Command::Rules:
  case Command::ExplainRule:
  case Command::Completion:
  case Command::Manual:
  case Command::Help:
  case Command::AllHelp:
  case Command::Version:
    return true;
  default:
    return false;
  }
}

ExitStatus run(Options Options) {
  std::string Error;
  if (llvm::SmallString<256> Here; !isAboutItself(Options.What))
    if (std::error_code Wrong = llvm::sys::fs::current_path(Here))
      return fail("the current folder is not there any more, or cannot be "
                  "looked at: " +
                  Wrong.message() + "; change to another one");
  switch (Options.What) {
  case Command::Check:
  case Command::Hook:
  case Command::Extract:
  case Command::ExplainFunction:
  case Command::Debug:
  case Command::Config:
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
    return serveEditor(Options, {parseOptions, run}) ? NothingFound : WrongUse;
  case Command::Extract:
    return extract(Options);
  case Command::ExplainFunction:
    return explainFunction(Options);
  case Command::Debug:
    return debugFunction(Options);
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
