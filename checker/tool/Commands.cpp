//===- Commands.cpp -------------------------------------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Commands.h"

#include "Changes.h"
#include "Completion.h"
#include "Config.h"
#include "Fingerprint.h"
#include "Hook.h"
#include "Manual.h"
#include "Nearest.h"
#include "Programs.h"
#include "Report.h"
#include "Sources.h"

#include "spinpair/rules.h"

#include "clang/Basic/Version.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/Format.h"
#include "llvm/Support/raw_ostream.h"

#include <cstdlib>

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

  /// Reads what there is before anything is analysed, since it may be wrong.
  bool load(const Options &Options, std::string &Error) {
    return (Options.Baseline.empty() ||
            Known.load(Options.Baseline, Options.UpdateBaseline, Error)) &&
           (Options.ChangedSince.empty() ||
            Changed.load(Options.ChangedSince, Error));
  }

  /// Sorts the findings of \p Outcome. \p Complete says whether all units were
  /// analysed and are reported on.
  bool apply(const Options &Options, bool Complete, Outcome &Outcome,
             std::string &Error) {
    Sources Files;
    addFingerprints(Outcome.Mistakes, Files);
    Outcome.Remarks =
        suppress(Outcome.Mistakes, Outcome.Functions, Complete, Files);
    if (!Options.Baseline.empty()) {
      Outcome.HasBaseline = true;
      if (Options.UpdateBaseline) {
        Known.update(Outcome.Mistakes, Complete);
        if (!Known.save(Options.Baseline, Error))
          return false;
      }
      std::vector<KnownFinding> Gone = Known.apply(Outcome.Mistakes);
      if (Complete)
        Outcome.Gone = std::move(Gone);
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

/// Adds what came out for one of the programs.
static void addTo(Outcome &Outcome, const Whole &Program,
                  SearchResult Searched) {
  llvm::append_range(Outcome.Functions, verdicts(Program, Searched));
  std::move(Searched.Mistakes.begin(), Searched.Mistakes.end(),
            std::back_inserter(Outcome.Mistakes));
  for (unsigned Unit : Program.unread())
    Outcome.Unread.push_back(shownFile(Program.units()[Unit].File, ""));
}

/// Whatever the programs are that they belong to.
static void sortByPlace(Outcome &Outcome) {
  llvm::stable_sort(Outcome.Mistakes, [](const Mistake &A, const Mistake &B) {
    return std::tie(A.Where.File, A.Where.Line, A.Where.Column) <
           std::tie(B.Where.File, B.Where.Line, B.Where.Column);
  });
  llvm::stable_sort(Outcome.Functions, [](const FunctionVerdict &A,
                                          const FunctionVerdict &B) {
    return std::tie(A.File, A.Line) < std::tie(B.File, B.Line);
  });
  llvm::sort(Outcome.Unread);
}

static ExitStatus check(const Options &Options) {
  Config Config;
  std::vector<Unit> Units;
  std::string Error;
  Sieve Sieve;
  if (!Sieve.load(Options, Error) || !loadUnits(Options, Config, Units, Error))
    return fail(Error);
  std::vector<std::unique_ptr<Whole>> Programs;
  if (!readPrograms(std::move(Units), Options, Programs, Error))
    return fail(Error);
  Outcome Outcome;
  bool Complete = true, AllChosen = true;
  for (const auto &Program : Programs) {
    if (!Program->prove())
      return fail(OutOfMemory);
    SearchResult Searched = search(*Program);
    applyRules(Config, Searched.Mistakes);
    Complete &= Program->isComplete() && Searched.Lost.empty();
    AllChosen &= llvm::all_of(Program->units(),
                              [](const Unit &Each) { return Each.Chosen; });
    addTo(Outcome, *Program, std::move(Searched));
  }
  sortByPlace(Outcome);
  if (!Sieve.apply(Options, Complete && AllChosen, Outcome, Error))
    return fail(Error);
  for (const ReportTarget &Report : Options.Reports)
    if (!writeReport(Outcome, Report, Options, Error))
      return fail(Error);
  if (!Complete)
    return NotAnalysed;
  return Outcome.newFindings() ? Found : NothingFound;
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
  if (!readPrograms(std::move(Units), Options, Programs, Error))
    return fail(Error);
  bool Complete = true;
  for (const auto &Program : Programs) {
    char *Text = sp_program_write(Program->program());
    if (!Text)
      return fail(OutOfMemory);
    llvm::outs() << Text;
    std::free(Text);
    Complete &= Program->isComplete();
  }
  return Complete ? NothingFound : NotAnalysed;
}

//===----------------------------------------------------------------------===//
// Explanations
//===----------------------------------------------------------------------===//

static ExitStatus explainOne(const Whole &Program, size_t Index) {
  const sp_function *Function = sp_program_get(Program.program(), Index);
  const sp_proof *Proof = sp_proofs_get(Program.proofs(), Index);
  std::string File = Program.fileOf(Function);
  char *Text = sp_program_write_function(Program.program(), Index);
  if (!Text)
    return fail(OutOfMemory);
  llvm::outs() << "'" << Function->shown << "', " << File << ":"
               << Function->where.line << "\n\nlock program:\n"
               << Text << "\nproof: ";
  std::free(Text);
  switch (Proof->kind) {
  case SP_PROOF_IRRELEVANT:
    llvm::outs() << "needs none, as it reaches no lock\n";
    return NothingFound;
  case SP_PROOF_OPEN:
    llvm::outs() << "open at " << File << ":" << Proof->line << ":"
                 << Proof->column << ": " << Proof->why << "\n";
    return NothingFound;
  case SP_PROOF_PROVED:
    llvm::outs() << "proved" << (Proof->is_helper ? ", a lock helper" : "")
                 << ", at most " << Proof->nesting << " lock"
                 << (Proof->nesting == 1 ? "" : "s") << " held at once\n";
    break;
  }
  char *Summary = sp_proofs_summary(Program.proofs(), Index);
  llvm::outs() << "\nsummary:\n"
               << (Summary && *Summary ? Summary
                                       : "leaves all locks as they were\n");
  std::free(Summary);
  return NothingFound;
}

static ExitStatus explainFunction(const Options &Options) {
  Config Config;
  std::vector<Unit> Units;
  std::string Error;
  if (!loadUnits(Options, Config, Units, Error))
    return fail(Error);
  std::vector<std::unique_ptr<Whole>> Programs;
  if (!readPrograms(std::move(Units), Options, Programs, Error))
    return fail(Error);
  const std::string &Name = Options.Given[0];
  bool Any = false, Complete = true;
  for (const auto &Program : Programs) {
    if (!Program->prove())
      return fail(OutOfMemory);
    Complete &= Program->isComplete();
    size_t Count = sp_program_count(Program->program());
    for (size_t I = 0; I < Count; ++I) {
      const sp_function *Function = sp_program_get(Program->program(), I);
      if (Name != Function->shown && Name != Function->name)
        continue;
      if (Any)
        llvm::outs() << "\n";
      Any = true;
      if (ExitStatus Status = explainOne(*Program, I))
        return Status;
    }
  }
  if (!Any)
    return fail("the program has no function '" + Name +
                "' that matters to locks");
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

static ExitStatus listRules() {
  for (unsigned I = 0; I < SP_RULE_COUNT; ++I) {
    const sp_rule_row *Row = sp_rule_get(static_cast<sp_rule>(I));
    llvm::outs() << llvm::format("%-34s %-7s CWE-%-4u ", Row->checker,
                                 sp_severity_name(Row->severity), Row->cwe)
                 << Row->summary << "\n";
  }
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
               << Row->help << "\n\n"
               << SPINPAIR_DOCS_URL << Row->doc << "\n";
  return NothingFound;
}

ExitStatus run(const Options &Options) {
  switch (Options.What) {
  case Command::Check:
    return check(Options);
  case Command::Hook:
    return hook(Options);
  case Command::Extract:
    return extract(Options);
  case Command::ExplainFunction:
    return explainFunction(Options);
  case Command::Config:
    return showConfig(Options);
  case Command::Rules:
    return listRules();
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
    printHelp(llvm::outs());
    return NothingFound;
  case Command::Version:
    llvm::outs() << "spinpair " SPINPAIR_VERSION " (clang and LLVM "
                 << CLANG_VERSION_STRING << ")\n";
    return NothingFound;
  }
  return WrongUse;
}

} // namespace spinpair
