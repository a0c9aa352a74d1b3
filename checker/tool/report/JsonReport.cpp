//===- JsonReport.cpp -----------------------------------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Writers.h"
#include "findings/Baseline.h"
#include "findings/Groups.h"
#include "support/Places.h"

#include "spinpair/rules.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/JSON.h"
#include "llvm/Support/raw_ostream.h"

namespace json = llvm::json;

namespace spinpair {

/// Version of the JSON report; another number if a field changes its meaning.
static constexpr int JsonVersion = 1;

/// Sources may be in any encoding, JSON is not.
static json::Value text(llvm::StringRef Text) { return json::fixUTF8(Text); }

static json::Object place(const Note &Where, Sources &Files) {
  json::Object Result{{"file", text(Where.File)},
                      {"line", Where.Line},
                      {"column", Where.Column},
                      {"message", text(Where.Message)}};
  if (const Region Marked = regionOf(Where, Files); Marked.EndLine) {
    Result["endLine"] = Marked.EndLine;
    Result["endColumn"] = Marked.EndColumn;
  }
  return Result;
}

static json::Array locksOf(const FunctionVerdict &Known) {
  json::Array Result;
  for (const LockStep &Step : Known.Locks)
    Result.push_back(json::Object{
        {"kind", Step.IsAcquire ? "acquire" : "release"},
        {"line", Step.Line},
        {"column", Step.Column},
        {Step.IsOfMessage ? "message_id"
         // A release may name the lock, as spinLockName() does.
         : Step.IsAcquire ||
                 llvm::StringRef(Step.Text).take_front(11) == "spin lock '"
             ? "spinlock"
             : "handle",
         text(Step.Text)}});
  return Result;
}

static json::Object mistake(const Mistake &Found, Sources &Files) {
  json::Object Result = place(Found.Where, Files);
  Result["path"] = text(projectPath(Found.Where.File));
  Result["checker"] = Found.Checker;
  sp_rule Rule = sp_rule_find(Found.Checker.c_str());
  if (Rule != SP_RULE_NONE) {
    Result["severity"] = sp_severity_name(Found.Severity);
    Result["cwe"] = sp_rule_get(Rule)->cwe;
  }
  Result["function"] = text(Found.Function);
  Result["name"] = text(Found.Shown);
  if (json::Object Code = written(Found.Code); !Code.empty())
    Result["code"] = std::move(Code);
  Result["fingerprint"] = Found.Fingerprint;
  Result["suppressed"] = Found.Suppressed;
  Result["known"] = Found.Known;
  json::Array Notes;
  for (const Note &Step : Found.Path) {
    json::Object Each = place(Step, Files);
    Each["depth"] = Step.Depth;
    Each["ofLock"] = Step.OfLock;
    Notes.push_back(std::move(Each));
  }
  Result["notes"] = std::move(Notes);
  if (!Found.Cause.File.empty())
    Result["cause"] = place(Found.Cause, Files);
  return Result;
}

static json::Object function(const FunctionVerdict &Known) {
  json::Object Result{{"name", text(Known.Shown)},
                      {"file", text(Known.File)},
                      {"line", Known.Line},
                      {"verdict", verdictName(Known.Verdict)}};
  if (Known.Verdict == Verdict::Undecided)
    Result["why"] = text(Known.Why);
  if (Known.Verdict == Verdict::Proved) {
    json::Array Assumes;
    for (const std::string &Each : Known.Assumes)
      Assumes.push_back(text(Each));
    Result["assumes"] = std::move(Assumes);
  }
  Result["linkage"] = text(Known.Linkage);
  Result["helper"] = Known.IsHelper;
  Result["nesting"] = Known.Nesting;
  if (!Known.Open.Why.empty())
    Result["obligation"] = json::Object{{"line", Known.Open.Line},
                                        {"column", Known.Open.Column},
                                        {"why", text(Known.Open.Why)}};
  Result["locks"] = locksOf(Known);
  json::Array Pairings;
  for (const Pairing &Each : Known.Pairings)
    Pairings.push_back(json::Object{
        {"acquire", json::Object{{"line", Each.AcquireLine},
                                 {"column", Each.AcquireColumn}}},
        {"release", json::Object{{"line", Each.ReleaseLine},
                                 {"column", Each.ReleaseColumn}}}});
  Result["pairings"] = std::move(Pairings);
  return Result;
}

static json::Object fix(const Fix &Each, const Outcome &Outcome) {
  json::Array Findings, Edits;
  for (size_t I : Each.Findings)
    Findings.push_back(Outcome.Mistakes[I].Fingerprint);
  for (const Edit &Its : Each.Edits)
    Edits.push_back(json::Object{{"file", text(Its.File)},
                                 {"offset", Its.Offset},
                                 {"length", Its.Length},
                                 {"text", text(Its.Text)}});
  return json::Object{{"findings", std::move(Findings)},
                      {"title", text(Each.Title)},
                      {"needsOthers", Each.NeedsOthers},
                      {"edits", std::move(Edits)}};
}

static json::Array knownOnes(const std::vector<KnownFinding> &All) {
  json::Array Result;
  for (const KnownFinding &Entry : All)
    Result.push_back(json::Object{{"checker", text(Entry.Rule)},
                                  {"path", text(Entry.File)},
                                  {"name", text(Entry.Function)},
                                  {"message", text(Entry.Message)},
                                  {"fingerprint", Entry.Fingerprint}});
  return Result;
}

void writeJson(const Outcome &Outcome, llvm::raw_ostream &Out) {
  json::Array Findings, Groups, Functions, Unread, Partly, Remarks;
  Sources Files;
  for (const Mistake &Found : Outcome.Mistakes)
    Findings.push_back(mistake(Found, Files));
  for (const FindingGroup &Group : groupsOf(Outcome)) {
    if (!Group.isShared())
      continue;
    json::Array Members;
    for (const Mistake *Found : Group.Members)
      Members.push_back(Found->Fingerprint);
    Groups.push_back(json::Object{{"checker", Group.first().Checker},
                                  {"cause", place(Group.first().Cause, Files)},
                                  {"findings", std::move(Members)}});
  }
  for (const FunctionVerdict &Known : Outcome.Functions)
    Functions.push_back(function(Known));
  for (const std::string &File : Outcome.Unread)
    Unread.push_back(text(File));
  for (const std::string &File : Outcome.Partly)
    Partly.push_back(text(File));
  for (const Remark &Each : Outcome.Remarks)
    Remarks.push_back(json::Object{{"file", text(Each.File)},
                                   {"line", Each.Line},
                                   {"message", text(Each.Message)}});
  auto Count = [&](bool Mistake::*Is) {
    return llvm::count_if(Outcome.Mistakes,
                          [&](const Mistake &Found) { return Found.*Is; });
  };
  json::Object Counts{{"findings", Outcome.newFindings()},
                      {"suppressed", Count(&Mistake::Suppressed)},
                      {"known", Count(&Mistake::Known)},
                      {"unchanged", Outcome.Unchanged},
                      {"functions", Outcome.Functions.size()},
                      {"unparsed", Outcome.Unread.size()},
                      {"withErrors", Outcome.Partly.size()}};
  if (Outcome.AnalyzerResults) {
    Counts["analyzerResults"] = Outcome.AnalyzerResults;
    Counts["ofOtherCheckers"] = Outcome.OfOthers;
  }
  std::array<unsigned, VerdictCount> Verdicts = Outcome.verdictCounts();
  for (unsigned I = 0; I < VerdictCount; ++I)
    Counts[verdictName(static_cast<Verdict>(I))] = Verdicts[I];
  json::Value Report =
      json::Object{{"version", JsonVersion},
                   {"tool", json::Object{{"name", "spinpair"},
                                         {"version", SPINPAIR_VERSION}}},
                   {"findings", std::move(Findings)},
                   {"gone", knownOnes(Outcome.Gone)},
                   {"groups", std::move(Groups)},
                   {"functions", std::move(Functions)},
                   {"unparsed", std::move(Unread)},
                   {"withErrors", std::move(Partly)},
                   {"remarks", std::move(Remarks)},
                   {"counts", std::move(Counts)}};
  if (!Outcome.Unsure.empty())
    (*Report.getAsObject())["notFoundAgain"] = knownOnes(Outcome.Unsure);
  if (!Outcome.Fixes.empty()) {
    json::Array Fixes;
    for (const Fix &Each : Outcome.Fixes)
      Fixes.push_back(fix(Each, Outcome));
    (*Report.getAsObject())["fixes"] = std::move(Fixes);
  }
  Out << llvm::formatv("{0:2}\n", Report);
}

} // namespace spinpair
