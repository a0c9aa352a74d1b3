//===- Report.cpp ---------------------------------------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Report.h"

#include "Characters.h"
#include "Places.h"
#include "Sources.h"
#include "Writers.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Format.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Process.h"
#include "llvm/Support/raw_ostream.h"

#include <cstdlib>

namespace spinpair {

size_t Outcome::newFindings() const {
  return llvm::count_if(Mistakes,
                        [](const Mistake &Found) { return Found.isNew(); });
}

std::array<unsigned, VerdictCount> Outcome::verdictCounts() const {
  std::array<unsigned, VerdictCount> Counts{};
  for (const FunctionVerdict &Known : Functions)
    ++Counts[static_cast<unsigned>(Known.Verdict)];
  return Counts;
}

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

std::string summary(const Outcome &Outcome) {
  std::string Result = counted(Outcome.newFindings(), "finding");
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
  if (!Outcome.Partly.empty())
    Result += "; " + counted(Outcome.Partly.size(), "file") + " with errors";
  return Result;
}

/// Below a finding or a note: the line of source, and where in it.
static void writeExcerpt(const Note &Where, Sources &Files,
                         llvm::raw_ostream &Out) {
  llvm::StringRef Line = Files.get(Where.File).line(Where.Line);
  if (Line.trim().empty())
    return;
  Excerpt Shown = excerptOf(Line, Where.Column);
  Out << llvm::format("%5u | ", Where.Line) << Shown.Code << "\n";
  if (!Where.Column)
    return;
  Out << "      | " << std::string(Shown.Caret, ' ');
  Out.changeColor(llvm::raw_ostream::GREEN, /*Bold=*/true) << "^";
  Out.resetColor() << "\n";
}

void writeText(const Outcome &Outcome, bool Quiet, bool WithTime,
               llvm::raw_ostream &Out) {
  using llvm::raw_ostream;
  Sources Files;
  auto Head = [&Out](const std::string &Place, const char *Kind,
                     raw_ostream::Colors Color) -> raw_ostream & {
    Out.changeColor(raw_ostream::SAVEDCOLOR, /*Bold=*/true);
    Out << oneLine(Place) << ": ";
    Out.changeColor(Color, /*Bold=*/true) << Kind << ": ";
    return Out.resetColor();
  };
  auto Line = [&](const Note &Where, const char *Kind,
                  raw_ostream::Colors Color) -> raw_ostream & {
    return Head(Where.File + ":" + std::to_string(Where.Line) + ":" +
                    std::to_string(Where.Column),
                Kind, Color)
           << oneLine(Where.Message);
  };
  for (const Mistake &Found : Outcome.Mistakes) {
    if (!Found.isNew())
      continue;
    Line(Found.Where, "warning", raw_ostream::MAGENTA)
        << " [" << Found.Checker << "]\n";
    writeExcerpt(Found.Where, Files, Out);
    for (const Note &Step : Found.Path) {
      Line(Step, "note", raw_ostream::CYAN) << "\n";
      writeExcerpt(Step, Files, Out);
    }
  }
  if (Quiet)
    return;
  auto Remark = [&](const std::string &File, unsigned Line) -> raw_ostream & {
    return Head(File + ":" + std::to_string(Line), "remark", raw_ostream::BLUE);
  };
  for (const FunctionVerdict &Known : Outcome.Functions)
    if (Known.Verdict == Verdict::Undecided)
      Remark(Known.File, Known.Line)
          << "'" << Known.Shown << "' is undecided: " << Known.Why << "\n";
  for (const spinpair::Remark &Each : Outcome.Remarks)
    Remark(Each.File, Each.Line) << oneLine(Each.Message) << "\n";
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

static void write(const Outcome &Outcome, Format Kind, bool Quiet,
                  llvm::raw_ostream &Out) {
  switch (Kind) {
  case Format::Text:
    // Only who watches wants the time: reports of one program are the same.
    return writeText(Outcome, Quiet,
                     &Out == &llvm::outs() && Out.is_displayed(), Out);
  case Format::Html:
    return writePage(Outcome, Out);
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
  }
}

/// A page may be given a folder, which is made if need be.
static bool isFolder(const ReportTarget &Target) {
  return Target.Kind == Format::Html &&
         (llvm::sys::path::is_separator(Target.Path.back()) ||
          llvm::sys::fs::is_directory(Target.Path));
}

static std::string fileOf(const ReportTarget &Target) {
  namespace path = llvm::sys::path;
  if (!isFolder(Target))
    return Target.Path;
  llvm::SmallString<256> File(Target.Path);
  path::append(File, "index.html");
  return File.str().str();
}

bool canBeWritten(const Options &Options, std::string &Error) {
  std::vector<std::string> Files;
  for (const ReportTarget &Report : Options.Reports)
    if (!Report.Path.empty() &&
        (!isFolder(Report) || llvm::sys::fs::is_directory(Report.Path)))
      Files.push_back(fileOf(Report));
  if (Options.UpdateBaseline)
    Files.push_back(Options.Baseline);
  if (Options.Part)
    Files.push_back(Options.Result);
  for (const std::string &File : Files)
    if (std::string Why = whyNotWritable(File); !Why.empty()) {
      Error = "'" + File + "' cannot be written: " + Why;
      return false;
    }
  return true;
}

bool writeReport(const Outcome &Outcome, const ReportTarget &Target,
                 const Options &Options, std::string &Error) {
  if (!Target.Path.empty()) {
    if (isFolder(Target))
      llvm::sys::fs::create_directories(Target.Path); // or writing says why not
    return writeWhole(
        fileOf(Target),
        [&](llvm::raw_ostream &Out) {
          write(Outcome, Target.Kind, Options.Quiet, Out);
        },
        Error);
  }
  llvm::outs().enable_colors(wantsColors(Options));
  write(Outcome, Target.Kind, Options.Quiet, llvm::outs());
  llvm::outs().flush();
  return true; // main() sees whether it got there
}

} // namespace spinpair
