//===- Report.cpp ---------------------------------------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Report.h"

#include "Units.h"

#include "spinpair/prove.h"
#include "spinpair/rules.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/Error.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/JSON.h"
#include "llvm/Support/raw_ostream.h"

#include <array>
#include <tuple>

namespace json = llvm::json;

namespace spinpair {

/// Version of the JSON report; another number if a field changes its meaning.
static constexpr int JsonVersion = 1;

static std::array<unsigned, VerdictCount> countsOf(const Outcome &Outcome) {
  std::array<unsigned, VerdictCount> Counts{};
  for (const FunctionVerdict &Known : Outcome.Functions)
    ++Counts[static_cast<unsigned>(Known.Verdict)];
  return Counts;
}

//===----------------------------------------------------------------------===//
// Text
//===----------------------------------------------------------------------===//

static std::string counted(size_t Count, llvm::StringRef What) {
  return std::to_string(Count) + " " + What.str() + (Count == 1 ? "" : "s");
}

static void writeText(const Outcome &Outcome, bool Quiet,
                      llvm::raw_ostream &Out) {
  auto Line = [&Out](const Note &Where, const char *Kind) -> auto & {
    return Out << oneLine(Where.File) << ":" << Where.Line << ":"
               << Where.Column << ": " << Kind << ": "
               << oneLine(Where.Message);
  };
  for (const Mistake &Found : Outcome.Mistakes) {
    Line(Found.Where, "warning") << " [" << Found.Checker << "]\n";
    for (const Note &Step : Found.Path)
      Line(Step, "note") << "\n";
  }
  if (Quiet)
    return;
  for (const FunctionVerdict &Known : Outcome.Functions)
    if (Known.Verdict == Verdict::Undecided)
      Out << oneLine(Known.File) << ":" << Known.Line << ": remark: '"
          << Known.Shown << "' is undecided: " << Known.Why << "\n";
  Out << "spinpair: " << counted(Outcome.Mistakes.size(), "finding") << "; "
      << counted(Outcome.Functions.size(), "function") << " with locks";
  const char *Before = ": ";
  std::array<unsigned, VerdictCount> Counts = countsOf(Outcome);
  for (unsigned I = 0; I < VerdictCount; ++I, Before = ", ")
    Out << Before << Counts[I] << " " << verdictName(static_cast<Verdict>(I));
  if (!Outcome.Unread.empty())
    Out << "; " << counted(Outcome.Unread.size(), "file") << " not parsed";
  Out << "\n";
}

//===----------------------------------------------------------------------===//
// JSON
//===----------------------------------------------------------------------===//

/// Sources may be in any encoding, JSON is not.
static json::Value text(llvm::StringRef Text) { return json::fixUTF8(Text); }

static json::Object place(const Note &Where) {
  return json::Object{{"file", text(Where.File)},
                      {"line", Where.Line},
                      {"column", Where.Column},
                      {"message", text(Where.Message)}};
}

static json::Array locksOf(const sp_function &Function) {
  std::vector<const sp_step *> Steps;
  for (size_t B = 0; B < Function.block_count; ++B)
    for (size_t S = 0; S < Function.blocks[B].step_count; ++S) {
      const sp_step &Step = Function.blocks[B].steps[S];
      if (Step.kind == SP_ACQUIRE || Step.kind == SP_RELEASE)
        Steps.push_back(&Step);
    }
  llvm::stable_sort(Steps, [](const sp_step *A, const sp_step *B) {
    return std::tie(A->line, A->column) < std::tie(B->line, B->column);
  });
  json::Array Result;
  for (const sp_step *Step : Steps)
    Result.push_back(
        json::Object{{"kind", Step->kind == SP_ACQUIRE ? "acquire" : "release"},
                     {"line", Step->line},
                     {"column", Step->column},
                     {"message_id", text(Step->text)}});
  return Result;
}

static json::Object mistake(const Mistake &Found) {
  json::Object Result = place(Found.Where);
  Result["checker"] = Found.Checker;
  sp_rule Rule = sp_rule_find(Found.Checker.c_str());
  if (Rule != SP_RULE_NONE) {
    Result["severity"] = sp_severity_name(Found.Severity);
    Result["cwe"] = sp_rule_get(Rule)->cwe;
  }
  Result["function"] = text(Found.Function);
  json::Array Notes;
  for (const Note &Step : Found.Path)
    Notes.push_back(place(Step));
  Result["notes"] = std::move(Notes);
  return Result;
}

static json::Object function(const FunctionVerdict &Known) {
  json::Object Result{{"name", text(Known.Shown)},
                      {"file", text(Known.File)},
                      {"line", Known.Line},
                      {"verdict", verdictName(Known.Verdict)}};
  if (Known.Verdict == Verdict::Undecided)
    Result["why"] = text(Known.Why);
  if (!Known.Function)
    return Result;
  Result["linkage"] = text(Known.Function->name);
  Result["helper"] = Known.Proof->is_helper;
  Result["nesting"] = Known.Proof->nesting;
  if (Known.Proof->kind == SP_PROOF_OPEN)
    Result["obligation"] = json::Object{{"line", Known.Proof->line},
                                        {"column", Known.Proof->column},
                                        {"why", text(Known.Proof->why)}};
  Result["locks"] = locksOf(*Known.Function);
  return Result;
}

static void writeJson(const Outcome &Outcome, llvm::raw_ostream &Out) {
  json::Array Findings, Functions, Unread;
  for (const Mistake &Found : Outcome.Mistakes)
    Findings.push_back(mistake(Found));
  for (const FunctionVerdict &Known : Outcome.Functions)
    Functions.push_back(function(Known));
  for (const std::string &File : Outcome.Unread)
    Unread.push_back(text(File));
  json::Object Counts{{"findings", Outcome.Mistakes.size()},
                      {"functions", Outcome.Functions.size()},
                      {"unparsed", Outcome.Unread.size()}};
  std::array<unsigned, VerdictCount> Verdicts = countsOf(Outcome);
  for (unsigned I = 0; I < VerdictCount; ++I)
    Counts[verdictName(static_cast<Verdict>(I))] = Verdicts[I];
  json::Value Report =
      json::Object{{"version", JsonVersion},
                   {"tool", json::Object{{"name", "spinpair"},
                                         {"version", SPINPAIR_VERSION}}},
                   {"findings", std::move(Findings)},
                   {"functions", std::move(Functions)},
                   {"unparsed", std::move(Unread)},
                   {"counts", std::move(Counts)}};
  Out << llvm::formatv("{0:2}\n", Report);
}

//===----------------------------------------------------------------------===//
// Files
//===----------------------------------------------------------------------===//

static void write(const Outcome &Outcome, Format Kind, bool Quiet,
                  llvm::raw_ostream &Out) {
  if (Kind == Format::Json)
    writeJson(Outcome, Out);
  else
    writeText(Outcome, Quiet, Out);
}

bool writeReport(const Outcome &Outcome, const ReportTarget &Target, bool Quiet,
                 std::string &Error) {
  if (Target.Path.empty()) {
    write(Outcome, Target.Kind, Quiet, llvm::outs());
    llvm::outs().flush();
    if (!llvm::outs().has_error())
      return true;
    Error =
        "standard output cannot be written: " + llvm::outs().error().message();
    llvm::outs().clear_error();
    return false;
  }
  auto Failed = [&](const std::string &Why) {
    Error = "'" + Target.Path + "' cannot be written: " + Why;
    return false;
  };
  // In the same folder: a file is renamed at once only on its own device.
  auto File = llvm::sys::fs::TempFile::create(Target.Path + ".%%%%%%.tmp");
  if (!File)
    return Failed(llvm::toString(File.takeError()));
  std::error_code Wrong;
  {
    llvm::raw_fd_ostream Out(File->FD, /*shouldClose=*/false);
    write(Outcome, Target.Kind, Quiet, Out);
    Out.flush();
    Wrong = Out.error();
    Out.clear_error();
  }
  if (Wrong) {
    llvm::consumeError(File->discard());
    return Failed(Wrong.message());
  }
  if (llvm::Error Kept = File->keep(Target.Path))
    return Failed(llvm::toString(std::move(Kept)));
  return true;
}

} // namespace spinpair
