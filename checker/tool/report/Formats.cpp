//===- Formats.cpp - What CI systems read ---------------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Characters.h"
#include "Report.h"
#include "Writers.h"
#include "findings/Groups.h"
#include "support/Places.h"

#include "../../analyzer/Links.h"

#include "spinpair/rules.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/JSON.h"
#include "llvm/Support/raw_ostream.h"

using llvm::StringRef;
namespace json = llvm::json;

namespace spinpair {

/// As plain text on one line, whatever the characters mean to Markdown or HTML.
static std::string markdown(StringRef Text) {
  std::string Result;
  for (char C : json::fixUTF8(oneLine(Text))) {
    if (C == '&')
      Result += "&amp;";
    else if (C == '<')
      Result += "&lt;";
    else if (C == '>')
      Result += "&gt;";
    else if (C == '@') // no mail to people of that name
      Result += "&#64;";
    else {
      if (StringRef("\\`*_{}[]#!|~$").contains(C))
        Result += '\\';
      Result += C;
    }
  }
  return Result;
}

//===----------------------------------------------------------------------===//
// GitLab
//===----------------------------------------------------------------------===//

static const char *gitLabSeverity(const Mistake &Found) {
  static const char *const Names[] = {"minor", "major", "critical"};
  return Names[Found.Severity];
}

static json::Object gitLabPlace(const Note &Where, Sources &Files) {
  json::Object Lines{{"begin", Where.Line}};
  if (unsigned End = regionOf(Where, Files).EndLine)
    Lines["end"] = End;
  return json::Object{{"path", json::fixUTF8(projectPath(Where.File))},
                      {"lines", std::move(Lines)}};
}

void writeGitLab(const Outcome &Outcome, llvm::raw_ostream &Out) {
  json::Array Rows;
  Sources Files;
  for (const Mistake &Found : Outcome.Mistakes) {
    if (!Found.isNew())
      continue;
    // The list shows the description alone.
    std::string Text = Found.Where.Message;
    if (!Found.Cause.File.empty())
      Text += ", at " + projectPath(Found.Cause.File) + ":" +
              std::to_string(Found.Cause.Line);
    json::Array Others;
    std::string Body;
    for (const Note &Step : Found.Path) {
      if (repeatsFinding(Found, Step))
        continue;
      Others.push_back(gitLabPlace(Step, Files));
      Body += "- " + markdown(projectPath(Step.File)) + ":" +
              std::to_string(Step.Line) + ": " +
              markdown(withoutLink(Step.Message)) + "\n";
    }
    json::Object Row{{"type", "issue"},
                     {"description", json::fixUTF8(Text)},
                     {"check_name", Found.Checker},
                     {"fingerprint", Found.Fingerprint},
                     {"severity", gitLabSeverity(Found)},
                     {"location", gitLabPlace(Found.Where, Files)}};
    if (!Others.empty()) {
      Row["content"] = json::Object{{"body", std::move(Body)}};
      Row["other_locations"] = std::move(Others);
    }
    Rows.push_back(std::move(Row));
  }
  Out << llvm::formatv("{0:2}\n", json::Value(std::move(Rows)));
}

//===----------------------------------------------------------------------===//
// GitHub
//===----------------------------------------------------------------------===//

/// The text of a workflow command, or of one of its properties.
static std::string escaped(StringRef Text, bool IsProperty) {
  std::string Result;
  for (char C : json::fixUTF8(withoutCommands(Text))) {
    if (C == '%')
      Result += "%25";
    else if (C == '\r')
      Result += "%0D";
    else if (C == '\n')
      Result += "%0A";
    else if (IsProperty && C == ':')
      Result += "%3A";
    else if (IsProperty && C == ',')
      Result += "%2C";
    else
      Result += C;
  }
  return Result;
}

static void command(const char *Name, const Note &Where, StringRef Title,
                    llvm::raw_ostream &Out, Sources *Files = nullptr) {
  const Region Marked = Files ? regionOf(Where, *Files) : Region();
  Out << "::" << Name << " file=" << escaped(projectPath(Where.File), true);
  if (Where.Line)
    Out << ",line=" << Where.Line;
  if (Where.Column)
    Out << ",col=" << Where.Column;
  if (Marked.EndLine)
    Out << ",endLine=" << Marked.EndLine;
  if (Marked.EndLine && Marked.EndLine == Where.Line)
    Out << ",endColumn=" << Marked.EndColumn;
  Out << ",title=" << escaped(Title, true)
      << "::" << escaped(Where.Message, false) << "\n";
}

static Note noteOn(const std::string &File, unsigned Line,
                   std::string Message) {
  Note Result;
  Result.File = File;
  Result.Line = Line;
  Result.Message = std::move(Message);
  return Result;
}

/// GitHub has three levels, as severities are.
static const char *gitHubLevel(const Mistake &Found) {
  static const char *const Names[] = {"notice", "warning", "error"};
  return Names[Found.Severity];
}

void writeGitHub(const Outcome &Outcome, llvm::raw_ostream &Out) {
  Sources Files;
  auto At = [](const Note &Where) {
    return projectPath(Where.File) + ":" + std::to_string(Where.Line);
  };
  for (const FindingGroup &Group : groupsOf(Outcome, /*BySeverity=*/true)) {
    const Mistake &Found = Group.first();
    Note Shown = Found.Where;
    // An annotation has one place: the steps are told in words, those of the
    // lock and those in callees on the way to what is wrong.
    for (const Note &Step : Found.Path)
      if ((Step.OfLock || Step.Depth) && !repeatsFinding(Found, Step))
        Shown.Message += "\n" + At(Step) + ": " + Step.Message;
    for (const Mistake *Other : llvm::drop_begin(Group.Members))
      Shown.Message += "\n" + At(Other->Where) + ": The same cause, in '" +
                       Other->Shown + "'";
    command(gitHubLevel(Found), Shown, Found.Checker, Out, &Files);
  }
  for (const std::string &File : Outcome.Unread)
    command("error", noteOn(File, 0, "This file is not analysed"), "spinpair",
            Out);
  for (const std::string &File : Outcome.Partly)
    command("error",
            noteOn(File, 0,
                   "This file has errors, and what has one is not analysed"),
            "spinpair", Out);
  for (const FunctionVerdict &Known : Outcome.Functions)
    if (Known.Verdict == Verdict::Undecided)
      command("notice",
              noteOn(Known.File, Known.Line,
                     "'" + Known.Shown + "' is undecided: " + Known.Why),
              "spinpair", Out);
  for (const Remark &Each : Outcome.Remarks)
    command("notice", noteOn(Each.File, Each.Line, Each.Message), "spinpair",
            Out);
  Out << "spinpair: " << summary(Outcome) << "\n";
}

//===----------------------------------------------------------------------===//
// Markdown
//===----------------------------------------------------------------------===//

/// GitHub drops the summary of a step if it has more than 1 MiB, in silence if
/// it is but a little less; some is left to what else the step writes.
constexpr size_t SummaryLimit = 1000000;

void writeMarkdown(const Outcome &Outcome, llvm::raw_ostream &Out) {
  std::string Text = "## spinpair\n\n" + markdown(summary(Outcome)) + "\n";
  unsigned LeftOut = 0;
  // What stands before the first line that follows.
  const char *Title = "\n| place | finding | rule | function |\n"
                      "|---|---|---|---|\n";
  auto Add = [&](const std::string &Line) {
    std::string Next = Title + Line + "\n";
    if (Text.size() + Next.size() > SummaryLimit) {
      ++LeftOut;
      return;
    }
    Text += Next;
    Title = "";
  };
  auto Place = [](StringRef File, unsigned Line) {
    return markdown(projectPath(File)) + ":" + std::to_string(Line);
  };
  for (const FindingGroup &Group : groupsOf(Outcome, /*BySeverity=*/true)) {
    const Mistake &Found = Group.first();
    const sp_rule_row *Row = rowOf(Found);
    std::string Rule = markdown(Row ? Row->name : Found.Checker);
    if (const std::string Page = Row ? addressOf(Row->doc) : ""; !Page.empty())
      Rule = "[" + Rule + "](" + Page + ")";
    if (Row)
      Rule += std::string(", ") + sp_severity_name(Found.Severity);
    std::string Says = markdown(Found.Where.Message), Functions;
    if (!Found.Cause.File.empty())
      Says += ", at " + Place(Found.Cause.File, Found.Cause.Line);
    for (const Mistake *Other : llvm::drop_begin(Group.Members)) {
      Says += Functions.empty() ? "<br>The same cause: " : ", ";
      Says += Place(Other->Where.File, Other->Where.Line);
      Functions += ", " + markdown(Other->Shown);
    }
    Add("| " + Place(Found.Where.File, Found.Where.Line) + " | " + Says +
        " | " + Rule + " | " + markdown(Found.Shown) + Functions + " |");
  }
  auto AddGone = [&](const std::vector<KnownFinding> &All) {
    for (const KnownFinding &Each : All)
      Add("- " + markdown(Each.File) + " " + markdown(Each.Function) + ": " +
          markdown(Each.Message) + ", " + markdown(Each.Rule));
  };
  if (Outcome.IsComparison) {
    Title = "\n### Mended\n\n";
    AddGone(Outcome.Gone);
    Title = "\n### Not found again\n\n";
    AddGone(Outcome.Unsure);
  }
  Title = "\n### Not decided\n\n";
  for (const std::string &File : Outcome.Unread)
    Add("- " + markdown(projectPath(File)) + " is not analysed");
  for (const std::string &File : Outcome.Partly)
    Add("- " + markdown(projectPath(File)) + " has errors");
  for (const FunctionVerdict &Known : Outcome.Functions)
    if (Known.Verdict == Verdict::Undecided)
      Add("- " + Place(Known.File, Known.Line) + " " + markdown(Known.Shown) +
          ": " + markdown(Known.Why));
  Title = "\n### Remarks\n\n";
  for (const Remark &Each : Outcome.Remarks)
    Add("- " + Place(Each.File, Each.Line) + " " + markdown(Each.Message));
  if (LeftOut)
    Text += "\n" + std::to_string(LeftOut) +
            " more lines do not fit in here; another report has all.\n";
  Out << Text;
}

} // namespace spinpair
