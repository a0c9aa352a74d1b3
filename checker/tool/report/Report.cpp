//===- Report.cpp ---------------------------------------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Report.h"

#include "Characters.h"
#include "Outputs.h"
#include "Writers.h"
#include "findings/Groups.h"
#include "findings/Sources.h"
#include "model/Options.h"
#include "model/Outcome.h"
#include "support/Places.h"
#include "support/WindowsPaths.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Format.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Process.h"
#include "llvm/Support/raw_ostream.h"

#include <cstdlib>
#include <map>

namespace spinpair {

static std::string verdictSummary(const Outcome &Outcome) {
  std::string Result =
      counted(Outcome.Functions.size(), "function") + " with locks";
  const char *Before = ": ";
  std::array<unsigned, VerdictCount> Counts = Outcome.verdictCounts();
  for (unsigned I = 0; I < VerdictCount; ++I, Before = ", ")
    Result += Before + std::to_string(Counts[I]) + " " +
              verdictName(static_cast<Verdict>(I));
  return Result;
}

/// Of two runs that were compared.
static std::string comparison(const Outcome &Outcome) {
  const size_t Suppressed = llvm::count_if(
      Outcome.Mistakes, [](const Mistake &Found) { return Found.Suppressed; });
  std::string Result =
      counted(Outcome.newFindings(), "new finding") + ", " +
      (Outcome.IsComplete ? std::to_string(Outcome.Gone.size()) + " mended, "
                          : "") +
      (!Outcome.IsComplete || !Outcome.Unsure.empty()
           ? std::to_string(Outcome.Unsure.size()) + " not found again, "
           : "") +
      std::to_string(Outcome.Mistakes.size() - Outcome.newFindings() -
                     Suppressed) +
      " unchanged";
  if (Suppressed)
    Result += ", " + std::to_string(Suppressed) + " suppressed";
  return Result;
}

std::string summary(const Outcome &Outcome) {
  if (Outcome.IsComparison)
    return comparison(Outcome);
  std::string Result = counted(Outcome.newFindings(), "finding");
  if (const size_t Causes = groupsOf(Outcome).size();
      Causes < Outcome.newFindings())
    Result += " with " + counted(Causes, "cause");
  auto AddCount = [&](size_t Count, const char *What) {
    if (Count)
      Result += ", " + std::to_string(Count) + " " + What;
  };
  AddCount(
      llvm::count_if(Outcome.Mistakes,
                     [](const Mistake &Found) { return Found.Suppressed; }),
      "suppressed");
  AddCount(llvm::count_if(Outcome.Mistakes,
                          [](const Mistake &Found) {
                            return Found.Known && !Found.Suppressed;
                          }),
           "known");
  AddCount(Outcome.Unchanged, "outside the changes");
  if (Outcome.AnalyzerResults) {
    Result += "; " + counted(Outcome.AnalyzerResults, "result") +
              " of clang's analyzer";
    if (Outcome.OfOthers)
      Result += ", " + counted(Outcome.OfOthers, "finding") +
                " of other checkers passed over";
  } else {
    Result += "; " + verdictSummary(Outcome);
  }
  if (!Outcome.Unread.empty())
    Result += "; " + counted(Outcome.Unread.size(), "file") + " not parsed";
  if (!Outcome.Unseen.empty())
    Result += "; " + counted(Outcome.Unseen.size(), "file") +
              " whose changes were not looked at";
  if (!Outcome.Partly.empty())
    Result += "; " + counted(Outcome.Partly.size(), "file") + " with errors";
  return Result;
}

namespace {

/// Writes text as a compiler prints it.
class TextWriter {
public:
  TextWriter(const Outcome &Outcome, llvm::raw_ostream &Out)
      : Outcome(Outcome), Out(Out) {}

  void writeGroup(const FindingGroup &Group);
  void writeGone(const std::vector<KnownFinding> &All, const char *How);
  void writeUndecided();
  void writeRemarks();
  void writeCounts();

private:
  using Colors = llvm::raw_ostream::Colors;

  llvm::raw_ostream &head(const std::string &Place, const char *Kind,
                          Colors Color);
  llvm::raw_ostream &line(const Note &Where, llvm::StringRef Message,
                          const char *Kind, Colors Color);
  void writeExcerpt(const Note &Where);
  void writeHead(const Mistake &Found);
  void writeStep(const Note &Step);
  llvm::raw_ostream &remark(const std::string &File, unsigned Line) {
    return head(reportedPath(File) + ":" + std::to_string(Line), "remark",
                llvm::raw_ostream::BLUE);
  }

  const spinpair::Outcome &Outcome;
  llvm::raw_ostream &Out;
  Sources Files;
};

} // namespace

llvm::raw_ostream &TextWriter::head(const std::string &Place, const char *Kind,
                                    Colors Color) {
  Out.changeColor(llvm::raw_ostream::SAVEDCOLOR, /*Bold=*/true);
  Out << asLineBegin(oneLine(Place)) << ": ";
  Out.changeColor(Color, /*Bold=*/true) << Kind << ": ";
  return Out.resetColor();
}

llvm::raw_ostream &TextWriter::line(const Note &Where, llvm::StringRef Message,
                                    const char *Kind, Colors Color) {
  return head(reportedPath(Where.File) + ":" + std::to_string(Where.Line) +
                  ":" + std::to_string(Where.Column),
              Kind, Color)
         << withoutCommands(oneLine(Message));
}

/// Below a finding or a note: the line of source, and what is meant in it.
void TextWriter::writeExcerpt(const Note &Where) {
  llvm::StringRef Line = Files.lineOf(Where);
  if (Line.trim().empty())
    return;
  const Region Marked = regionOf(Where, Files);
  const unsigned End =
      Marked.EndLine == Where.Line ? Marked.EndColumn : Line.rtrim().size() + 1;
  Excerpt Shown = excerptOf(Line, Where.Column, End);
  Out << llvm::format("%5u | ", Where.Line) << Shown.Code << "\n";
  if (!Where.Column)
    return;
  Out << "      | " << std::string(Shown.Caret, ' ');
  Out.changeColor(llvm::raw_ostream::GREEN, /*Bold=*/true)
      << "^" << std::string(Shown.Width - 1, '~');
  Out.resetColor() << "\n";
}

void TextWriter::writeHead(const Mistake &Found) {
  line(Found.Where, Found.Where.Message, "warning", llvm::raw_ostream::MAGENTA)
      << " [" << Found.Checker << "]";
  if (rowOf(Found))
    Out << " (" << sp_severity_name(Found.Severity) << ")";
  Out << "\n";
  writeExcerpt(Found.Where);
}

void TextWriter::writeStep(const Note &Step) {
  line(Step, withoutLink(Step.Message), "note", llvm::raw_ostream::CYAN)
      << "\n";
  writeExcerpt(Step);
}

void TextWriter::writeGroup(const FindingGroup &Group) {
  const Mistake &First = Group.first();
  writeHead(First);
  for (const Note &Step : First.Path)
    if (!repeatsFinding(First, Step))
      writeStep(Step);
  if (!Group.isShared())
    return;
  const size_t More = Group.Members.size() - 1;
  line(First.Cause,
       "This call is the cause of " + std::to_string(More) + " more finding" +
           (More == 1 ? ", which follows" : "s, which follow") +
           " without the way to it",
       "note", llvm::raw_ostream::CYAN)
      << "\n";
  for (const Mistake *Found : llvm::drop_begin(Group.Members)) {
    writeHead(*Found);
    for (const Note &Step : Found->Path)
      if (Step.OfLock && !repeatsFinding(*Found, Step))
        writeStep(Step);
  }
}

/// What was found before and is no more.
void TextWriter::writeGone(const std::vector<KnownFinding> &All,
                           const char *How) {
  for (const KnownFinding &Entry : All)
    Out << withoutCommands(oneLine(Entry.File)) << ": " << How << ", in '"
        << withoutCommands(oneLine(Entry.Function))
        << "': " << withoutCommands(oneLine(Entry.Message)) << " ["
        << oneLine(Entry.Rule) << "]\n";
}

void TextWriter::writeUndecided() {
  for (const FunctionVerdict &Known : Outcome.Functions)
    if (Known.Verdict == Verdict::Undecided)
      remark(Known.File, Known.Line)
          << "'" << withoutCommands(oneLine(Known.Shown))
          << "' is undecided: " << withoutCommands(oneLine(Known.Why)) << "\n";
}

void TextWriter::writeRemarks() {
  for (const spinpair::Remark &Each : Outcome.Remarks)
    remark(Each.File, Each.Line)
        << withoutCommands(oneLine(Each.Message)) << "\n";
}

/// How many findings there are of each rule.
void TextWriter::writeCounts() {
  std::map<std::pair<int, std::string>, unsigned> Counts;
  for (const Mistake &Found : Outcome.Mistakes)
    if (Found.isNew())
      ++Counts[{-int(Found.Severity), Found.Checker}];
  for (const auto &[Key, Count] : Counts)
    Out << llvm::format("%6u  %-6s  ", Count,
                        sp_severity_name(sp_severity(-Key.first)))
        << Key.second << "\n";
}

void writeText(const Outcome &Outcome, const Options &Options, bool WithTime,
               llvm::raw_ostream &Out) {
  TextWriter Writer(Outcome, Out);
  if (Options.Summary) {
    Writer.writeCounts();
    if (!Options.Quiet && !Outcome.IsComparison)
      Writer.writeUndecided();
  } else {
    for (const FindingGroup &Group : groupsOf(Outcome))
      Writer.writeGroup(Group);
    if (!Options.Quiet && Outcome.IsComparison) {
      Writer.writeGone(Outcome.Gone, "mended");
      Writer.writeGone(Outcome.Unsure, "not found again");
    } else if (!Options.Quiet) {
      Writer.writeUndecided();
      Writer.writeRemarks();
    }
  }
  if (Options.Quiet)
    return;
  if (!Outcome.IsComparison && !Outcome.Gone.empty())
    Out << "spinpair: "
        << (Outcome.Gone.size() == 1
                ? "1 entry"
                : std::to_string(Outcome.Gone.size()) + " entries")
        << " of '" << withoutCommands(oneLine(Options.Baseline)) << "' "
        << (Outcome.Gone.size() == 1 ? "is" : "are")
        << " not found any more; --update-baseline takes "
        << (Outcome.Gone.size() == 1 ? "it" : "them") << " out\n";
  // Who reads it may not know; who parses it has read the docs.
  if (Outcome.newFindings() && WithTime)
    Out << "spinpair: 'spinpair explain RULE' says what a rule in brackets "
           "means and what to do\n";
  Out << "spinpair: " << summary(Outcome);
  if (WithTime)
    Out << llvm::formatv("; {0:F1} s", Outcome.Seconds);
  Out << "\n";
}

/// Does standard output get colours? See https://no-color.org.
static bool wantsColors(const Options &Options) {
  if (Options.Colors)
    return *Options.Colors;
  const char *No = std::getenv("NO_COLOR");
  return !(No && *No) && llvm::sys::Process::StandardOutHasColors();
}

static void write(const Outcome &Outcome, Format Kind, const Options &Options,
                  llvm::raw_ostream &Out) {
  switch (Kind) {
  case Format::Text:
    // Only who watches wants the time: reports of one program are the same.
    return writeText(Outcome, Options,
                     &Out == &llvm::outs() && Out.is_displayed(), Out);
  case Format::Html:
    return writePage(Outcome, Options, Out);
  case Format::Json:
    return writeJson(Outcome, Out);
  case Format::Sarif:
    return writeSarif(Outcome, Out);
  case Format::GitLab:
    return writeGitLab(Outcome, Out);
  case Format::GitHub:
    return writeGitHub(Outcome, Out);
  case Format::Markdown:
    return writeMarkdown(Outcome, Out);
  case Format::OneLine:
    return writeOneLine(Outcome, Options.Quiet, Out);
  case Format::Msvc:
    return writeMsvc(Outcome, Options.Quiet, Out);
  case Format::JUnit:
    return writeJUnit(Outcome, Out);
  }
}

bool writeReport(const Outcome &Outcome, const ReportTarget &Target,
                 const Options &Options, std::string &Error) {
  if (!Target.Path.empty()) {
    if (isFolder(Target))
      llvm::sys::fs::create_directories(Target.Path); // or writing says why not
    return writeWhole(
        fileOf(Target),
        [&](llvm::raw_ostream &Out) {
          write(Outcome, Target.Kind, Options, Out);
        },
        Error);
  }
  llvm::outs().enable_colors(wantsColors(Options));
  write(Outcome, Target.Kind, Options, llvm::outs());
  llvm::outs().flush();
  return true; // main() sees whether it got there
}

} // namespace spinpair
