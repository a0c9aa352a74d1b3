//===- Formats.cpp - What CI systems read ---------------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Writers.h"

#include "Places.h"

#include "spinpair/rules.h"

#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/JSON.h"
#include "llvm/Support/raw_ostream.h"

using llvm::StringRef;
namespace json = llvm::json;

namespace spinpair {

static const sp_rule_row *rowOf(const Mistake &Found) {
  sp_rule Rule = sp_rule_find(Found.Checker.c_str());
  return Rule == SP_RULE_NONE ? nullptr : sp_rule_get(Rule);
}

//===----------------------------------------------------------------------===//
// GitLab
//===----------------------------------------------------------------------===//

static const char *gitLabSeverity(const Mistake &Found) {
  static const char *const Names[] = {"minor", "major", "critical"};
  return Names[Found.Severity];
}

void writeGitLab(const Outcome &Outcome, llvm::raw_ostream &Out) {
  json::Array Rows;
  for (const Mistake &Found : Outcome.Mistakes)
    if (Found.isNew())
      Rows.push_back(json::Object{
          {"description", json::fixUTF8(Found.Where.Message)},
          {"check_name", Found.Checker},
          {"fingerprint", Found.Fingerprint},
          {"severity", gitLabSeverity(Found)},
          {"location",
           json::Object{
               {"path", json::fixUTF8(projectPath(Found.Where.File))},
               {"lines", json::Object{{"begin", Found.Where.Line}}}}}});
  Out << llvm::formatv("{0:2}\n", json::Value(std::move(Rows)));
}

//===----------------------------------------------------------------------===//
// GitHub
//===----------------------------------------------------------------------===//

/// The text of a workflow command, or of one of its properties.
static std::string escaped(StringRef Text, bool IsProperty) {
  std::string Result;
  for (char C : json::fixUTF8(Text)) {
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
                    llvm::raw_ostream &Out) {
  Out << "::" << Name << " file=" << escaped(projectPath(Where.File), true);
  if (Where.Line)
    Out << ",line=" << Where.Line;
  if (Where.Column)
    Out << ",col=" << Where.Column;
  Out << ",title=" << escaped(Title, true)
      << "::" << escaped(Where.Message, false) << "\n";
}

void writeGitHub(const Outcome &Outcome, llvm::raw_ostream &Out) {
  for (const Mistake &Found : Outcome.Mistakes) {
    if (!Found.isNew())
      continue;
    Note Shown = Found.Where;
    // An annotation has one place: the steps of the lock are told in words.
    for (const Note &Step : Found.Path)
      if (Step.OfLock)
        Shown.Message += "\n" + projectPath(Step.File) + ":" +
                         std::to_string(Step.Line) + ": " + Step.Message;
    command("warning", Shown, Found.Checker, Out);
  }
  for (const std::string &File : Outcome.Unread)
    command("error", {File, 0, 0, "This file is not analysed"}, "spinpair",
            Out);
  for (const std::string &File : Outcome.Partly)
    command(
        "error",
        {File, 0, 0, "This file has errors, and what has one is not analysed"},
        "spinpair", Out);
  for (const FunctionVerdict &Known : Outcome.Functions)
    if (Known.Verdict == Verdict::Undecided)
      command("notice",
              {Known.File, Known.Line, 0,
               "'" + Known.Shown + "' is undecided: " + Known.Why},
              "spinpair", Out);
  for (const Remark &Each : Outcome.Remarks)
    command("notice", {Each.File, Each.Line, 0, Each.Message}, "spinpair", Out);
  Out << "spinpair: " << summary(Outcome) << "\n";
}

//===----------------------------------------------------------------------===//
// Markdown
//===----------------------------------------------------------------------===//

/// As plain text on one line, whatever the characters mean to Markdown or HTML.
static std::string plain(StringRef Text) {
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

/// GitHub drops the summary of a step if it has more than 1 MiB, in silence if
/// it is but a little less; some is left to what else the step writes.
constexpr size_t SummaryLimit = 1000000;

void writeMarkdown(const Outcome &Outcome, llvm::raw_ostream &Out) {
  std::string Text = "## spinpair\n\n" + plain(summary(Outcome)) + "\n";
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
    return plain(projectPath(File)) + ":" + std::to_string(Line);
  };
  for (const Mistake &Found : Outcome.Mistakes) {
    if (!Found.isNew())
      continue;
    const sp_rule_row *Row = rowOf(Found);
    std::string Rule =
        Row ? "[" + plain(Row->name) + "](" + SPINPAIR_DOCS_URL + Row->doc + ")"
            : plain(Found.Checker);
    Add("| " + Place(Found.Where.File, Found.Where.Line) + " | " +
        plain(Found.Where.Message) + " | " + Rule + " | " + plain(Found.Shown) +
        " |");
  }
  Title = "\n### Not decided\n\n";
  for (const std::string &File : Outcome.Unread)
    Add("- " + plain(projectPath(File)) + " is not analysed");
  for (const std::string &File : Outcome.Partly)
    Add("- " + plain(projectPath(File)) + " has errors");
  for (const FunctionVerdict &Known : Outcome.Functions)
    if (Known.Verdict == Verdict::Undecided)
      Add("- " + Place(Known.File, Known.Line) + " " + plain(Known.Shown) +
          ": " + plain(Known.Why));
  Title = "\n### Remarks\n\n";
  for (const Remark &Each : Outcome.Remarks)
    Add("- " + Place(Each.File, Each.Line) + " " + plain(Each.Message));
  if (LeftOut)
    Text += "\n" + std::to_string(LeftOut) +
            " more lines do not fit in here; another report has all.\n";
  Out << Text;
}

} // namespace spinpair
