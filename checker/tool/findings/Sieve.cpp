//===- Sieve.cpp ----------------------------------------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Sieve.h"

#include "Fingerprint.h"
#include "Sources.h"
#include "Suppression.h"
#include "analysis/Analyse.h"
#include "cache/Cache.h"
#include "model/Unit.h"
#include "parse/Inputs.h"
#include "project/Config.h"
#include "project/Exclusions.h"
#include "project/Hook.h"
#include "project/Units.h"
#include "support/Paths.h"
#include "support/Places.h"

#include "spinpair/rules.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/raw_ostream.h"

#include <chrono>
#include <map>
#include <set>
#include <tuple>

namespace spinpair {

bool Sieve::load(const Options &Options, std::string &Error) {
  if (!Options.Baseline.empty() &&
      !Known.load(Options.Baseline, Options.UpdateBaseline, Error))
    return false;
  bool IsAbsent = false;
  if (Options.ChangedSince.empty() ||
      Changed.load(Options.ChangedSince, Error, IsAbsent))
    return true;
  Failed = IsAbsent ? NotAnalysed : WrongUse;
  return false;
}

void Sieve::nameUnseen(const Options &Options, const Config &Config,
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

void keepUnsure(const UnaskedTest &Unasked, Outcome &Outcome) {
  std::vector<KnownFinding> All = std::move(Outcome.Gone);
  Outcome.Gone.clear();
  std::set<std::pair<std::string, std::string>> Undecided;
  for (const FunctionVerdict &Each : Outcome.Functions)
    if (Each.Verdict == Verdict::Undecided)
      Undecided.insert({projectPath(Each.File), Each.Shown});
  const std::vector<bool> IsUnasked = Unasked(All);
  for (size_t I = 0; I < All.size(); ++I)
    (IsUnasked[I] || Undecided.count({All[I].File, All[I].Function})
         ? Outcome.Unsure
         : Outcome.Gone)
        .push_back(std::move(All[I]));
}

/// Brings the baseline up to date, and says what that did. One of another
/// program would be lost to that one.
bool Sieve::update(const Options &Options, const StrangeTest &AreStrange,
                   Outcome &Outcome, std::string &Error) {
  const bool AnyKnown = llvm::any_of(
      Outcome.Mistakes, [](const Mistake &Found) { return Found.Known; });
  if (Known.size() && !AnyKnown && AreStrange && AreStrange(Known.files())) {
    Error = "'" + Options.Baseline +
            "' is of another program: no finding of it is here, and none of "
            "its files, such as '" +
            Known.files()[0] +
            "', is a part of this program; remove it to start anew, or give "
            "--baseline another file";
    return false;
  }
  const Baseline::Counts Did = Known.update(Outcome.Mistakes, Outcome.Gone);
  if (!Known.save(Options.Baseline, Error))
    return false;
  if (!Options.Quiet)
    llvm::errs() << "spinpair: " << oneLine(Options.Baseline) << ": "
                 << Did.Added << " added, " << Did.TakenOut << " taken out, "
                 << Did.Kept << " kept\n";
  return true;
}

bool Sieve::apply(const Options &Options, bool Complete,
                  const UnaskedTest &Unasked, const StrangeTest &AreStrange,
                  Outcome &Outcome, std::string &Error) {
  Sources Files;
  addFingerprints(Outcome.Mistakes, Outcome.Functions, Files);
  Outcome.Remarks =
      suppress(Outcome.Mistakes, Outcome.Functions, Complete, Files);
  if (!Options.Baseline.empty()) {
    Outcome.HasBaseline = true;
    Outcome.Gone = Known.apply(Outcome.Mistakes, Outcome.Functions, Files);
    if (Complete)
      keepUnsure(Unasked, Outcome);
    else
      Outcome.Unsure = std::move(Outcome.Gone);
    if (Options.UpdateBaseline && !update(Options, AreStrange, Outcome, Error))
      return false;
    if (Options.UpdateBaseline || !Complete)
      Outcome.Gone.clear();
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

/// Does the text have the name in what only some configurations compile? The
/// guard of a header is none.
static bool isConditional(llvm::StringRef Text, llvm::StringRef Name) {
  unsigned Depth = 0;
  llvm::StringRef Guard;
  while (!Text.empty()) {
    llvm::StringRef Line;
    std::tie(Line, Text) = Text.split('\n');
    llvm::StringRef Directive = Line.trim();
    if (!Directive.consume_front("#")) {
      if (Depth && Line.contains(Name))
        return true;
      continue;
    }
    Directive = Directive.ltrim();
    if (Directive.consume_front("endif"))
      Depth -= Depth > 0;
    else if (Directive.consume_front("if")) {
      ++Depth;
      Guard = Directive.consume_front("ndef") ? Directive.trim() : "";
    } else if (!Guard.empty() && Directive.consume_front("define") &&
               Directive.trim() == Guard) {
      --Depth;
      Guard = "";
    }
  }
  return false;
}

/// Tells which known findings this run did not look for: their rule is off, no
/// unit has their file, or their function is compiled in other configurations.
static std::vector<bool> unaskedOf(const std::vector<KnownFinding> &Known,
                                   const Options &Options, const Config &Config,
                                   const std::vector<Unit> &Units,
                                   const Outcome &Outcome) {
  std::map<std::string, bool> IsOfNone; // by the path from the root
  std::vector<std::string> Files;
  std::set<std::pair<std::string, std::string>> Seen;
  for (const FunctionVerdict &Each : Outcome.Functions)
    Seen.insert({projectPath(Each.File), Each.Shown});
  for (const KnownFinding &Each : Known)
    if (IsOfNone.try_emplace(Each.File).second)
      Files.push_back(absolutePath(Each.File, projectRoot()));
  for (const std::string &File : filesOfNone(Options, Config, Units, Files))
    IsOfNone[projectPath(shownFile(File, ""))] = true;
  std::vector<bool> Result;
  for (const KnownFinding &Each : Known) {
    const sp_rule Rule = sp_rule_find(Each.Rule.c_str());
    const std::string File = absolutePath(Each.File, projectRoot());
    bool IsUnasked = (Rule < SP_RULE_COUNT && !Config.IsOn[Rule].Value) ||
                     IsOfNone[Each.File] ||
                     (isExcluded(Config, File) && llvm::sys::fs::exists(File));
    if (!IsUnasked && !Seen.count({Each.File, Each.Function}))
      if (auto Text = readWhole(File))
        IsUnasked = isConditional(
            (*Text)->getBuffer(),
            llvm::StringRef(Each.Function)
                .substr(llvm::StringRef(Each.Function).rfind(':') + 1));
    Result.push_back(IsUnasked);
  }
  return Result;
}

/// Is none of \p Files, which are named from the project's root, one of the
/// program, or there and excluded from it?
static bool areStrange(const std::vector<std::string> &Files,
                       const Options &Options, const Config &Config,
                       const std::vector<Unit> &Units) {
  std::vector<std::string> Present;
  for (const std::string &Each : Files)
    if (std::string File = absolutePath(Each, projectRoot());
        llvm::sys::fs::exists(File))
      Present.push_back(std::move(File));
  return filesOfNone(Options, Config, Units, Present).size() == Present.size();
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

bool outcomeOf(const Options &Options, const Config &Config,
               const std::vector<Unit> &Units, Cache &Cache, Sieve &Sieve,
               Outcome &Outcome, std::string &Error, Inputs *From) {
  auto Start = std::chrono::steady_clock::now();
  Inputs Read;
  if (!From)
    From = &Read;
  if (!analyseOrRecall(Options, Config, Units, Cache, Outcome, Error, From) ||
      (Sieve.MayWrite && !Sieve.MayWrite(*From, Error)))
    return false;
  noteSettings(Options, Config, Outcome);
  const bool AllChosen = llvm::all_of(
      Units, [](const Unit &Each) { return Each.Chosen || Each.Excluded; });
  auto Unasked = [&](const std::vector<KnownFinding> &Known) {
    return unaskedOf(Known, Options, Config, Units, Outcome);
  };
  auto AreStrange = [&](const std::vector<std::string> &Files) {
    return areStrange(Files, Options, Config, Units);
  };
  if (!Sieve.apply(Options, Outcome.IsComplete && AllChosen, Unasked,
                   AreStrange, Outcome, Error))
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

} // namespace spinpair
