//===- FixFiles.cpp -------------------------------------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "FixFiles.h"

#include "Fixes.h"
#include "model/Outcome.h"
#include "support/Paths.h"
#include "support/Places.h"

#include "clang/Tooling/Core/Diagnostic.h"
#include "clang/Tooling/DiagnosticsYaml.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/YAMLTraits.h"
#include "llvm/Support/raw_ostream.h"

using llvm::StringRef;

namespace spinpair {

//===----------------------------------------------------------------------===//
// Diff
//===----------------------------------------------------------------------===//

namespace {

/// Lines of a text that edits change, and what they become.
struct Change {
  size_t First, Last; ///< From First to before Last, counted from 0.
  std::string Text;
};

/// The lines of a text with their ends.
std::vector<StringRef> linesOf(StringRef Text) {
  std::vector<StringRef> Lines;
  while (!Text.empty()) {
    const size_t End = Text.find('\n');
    Lines.push_back(Text.take_front(End == StringRef::npos ? End : End + 1));
    Text = Text.drop_front(Lines.back().size());
  }
  return Lines;
}

/// Leaves out the lines at both ends that stay as they are.
Change trimmed(const std::vector<StringRef> &Lines, const Change &Whole) {
  std::vector<StringRef> New = linesOf(Whole.Text);
  size_t First = Whole.First, Last = Whole.Last, From = 0, To = New.size();
  while (First < Last && From < To && Lines[First] == New[From])
    ++First, ++From;
  while (First < Last && From < To && Lines[Last - 1] == New[To - 1])
    --Last, --To;
  Change Result{First, Last, ""};
  for (; From < To; ++From)
    Result.Text += New[From].str();
  return Result;
}

std::vector<Change> changesOf(const CodeText &Code,
                              llvm::ArrayRef<Edit> Edits) {
  const std::vector<StringRef> Lines = linesOf(Code.text());
  auto BeginOf = [&](size_t Line) {
    return Line < Lines.size()
               ? size_t(Lines[Line].begin() - Code.text().data())
               : Code.text().size();
  };
  std::vector<Change> Result;
  for (size_t I = 0; I < Edits.size();) {
    const size_t First = Code.lineOf(Edits[I].Offset) - 1;
    size_t Last = First, At = BeginOf(First);
    std::string Text;
    do { // all edits of one run of lines
      const Edit &Each = Edits[I];
      Text += StringRef(Code.text()).slice(At, Each.Offset).str() + Each.Text;
      At = Each.Offset + Each.Length;
      // Whole lines that go leave the line behind them as it is.
      const bool EndsLine = At > BeginOf(First) && At <= Code.text().size() &&
                            Code.text()[At - 1] == '\n' &&
                            (Text.empty() || Text.back() == '\n');
      Last = EndsLine ? Code.lineOf(At) - 1
                      : std::min<size_t>(Code.lineOf(At), Lines.size());
      ++I;
    } while (I < Edits.size() && Code.lineOf(Edits[I].Offset) - 1 < Last);
    Text += StringRef(Code.text()).slice(At, BeginOf(Last)).str();
    Result.push_back(trimmed(Lines, {First, Last, std::move(Text)}));
  }
  return Result;
}

void writeLine(char Mark, StringRef Line, llvm::raw_ostream &Out) {
  Out << Mark << Line;
  if (Line.empty() || Line.back() != '\n')
    Out << "\n\\ No newline at end of file\n";
}

/// A hunk of a diff, or several that are near.
void writeHunks(const std::vector<StringRef> &Lines,
                const std::vector<Change> &Changes, llvm::raw_ostream &Out) {
  constexpr size_t Around = 3;
  ptrdiff_t Shift = 0; // of lines behind what is written so far
  for (size_t I = 0; I < Changes.size();) {
    size_t J = I + 1;
    while (J < Changes.size() &&
           Changes[J].First <= Changes[J - 1].Last + 2 * Around)
      ++J;
    const size_t From =
        Changes[I].First > Around ? Changes[I].First - Around : 0;
    const size_t To = std::min(Changes[J - 1].Last + Around, Lines.size());
    std::string Hunk;
    llvm::raw_string_ostream Into(Hunk);
    size_t At = From, New = 0;
    for (size_t K = I; K < J; ++K) {
      for (; At < Changes[K].First; ++At, ++New)
        writeLine(' ', Lines[At], Into);
      for (; At < Changes[K].Last; ++At)
        writeLine('-', Lines[At], Into);
      for (StringRef Line : linesOf(Changes[K].Text)) {
        writeLine('+', Line, Into);
        ++New;
      }
    }
    for (; At < To; ++At, ++New)
      writeLine(' ', Lines[At], Into);
    Into.flush();
    const size_t Old = To - From;
    Out << "@@ -" << (Old ? From + 1 : From) << "," << Old << " +"
        << size_t(ptrdiff_t(New ? From + 1 : From) + Shift) << "," << New
        << " @@\n"
        << Hunk;
    Shift += ptrdiff_t(New) - ptrdiff_t(Old);
    I = J;
  }
}

} // namespace

void writeDiff(const std::vector<Edit> &Edits, CodeTexts &Texts,
               llvm::raw_ostream &Out) {
  std::vector<Edit> All = Edits;
  llvm::sort(All);
  for (size_t I = 0; I < All.size();) {
    size_t J = I;
    while (J < All.size() && All[J].File == All[I].File)
      ++J;
    const CodeText &Code = *Texts.get(All[I].File);
    const std::string Name =
        (StringRef(All[I].File).take_front(1) == "/" ? "" : "/") + All[I].File;
    Out << "--- a" << Name << "\n+++ b" << Name << "\n";
    writeHunks(linesOf(Code.text()),
               changesOf(Code, llvm::ArrayRef<Edit>(All).slice(I, J - I)), Out);
    I = J;
  }
}

//===----------------------------------------------------------------------===//
// clang-tidy's YAML
//===----------------------------------------------------------------------===//

bool exportFixes(const Outcome &Found, const std::vector<size_t> &Some,
                 CodeTexts &Texts, const std::string &File,
                 std::string &Error) {
  namespace tooling = clang::tooling;
  tooling::TranslationUnitDiagnostics All;
  for (size_t I : Some) {
    const Fix &Each = Found.Fixes[I];
    const Mistake &First = Found.Mistakes[Each.Findings[0]];
    tooling::DiagnosticMessage Message(First.Where.Message);
    Message.FilePath = absolutePath(First.Where.textFile(), "");
    Message.FileOffset =
        unsigned(Texts.get(First.Where.textFile())
                     ->offsetAt(First.Where.textLine(), First.Where.Column));
    for (const Edit &Its : Each.Edits) {
      const std::string Path = absolutePath(Its.File, "");
      if (auto Wrong = Message.Fix[Path].add(tooling::Replacement(
              Path, unsigned(Its.Offset), unsigned(Its.Length), Its.Text)))
        llvm::consumeError(std::move(Wrong)); // edits never overlap
    }
    All.Diagnostics.push_back(tooling::Diagnostic(First.Checker, Message, {},
                                                  tooling::Diagnostic::Warning,
                                                  absolutePath(".", "")));
  }
  auto Write = [&](llvm::raw_ostream &Out) {
    llvm::yaml::Output Yaml(Out);
    Yaml << All;
  };
  if (File != "-")
    return writeWhole(File, Write, Error);
  Write(llvm::outs());
  return true; // main() sees whether it got there
}

//===----------------------------------------------------------------------===//
// Files
//===----------------------------------------------------------------------===//

bool makeEdits(const std::vector<Edit> &Edits, CodeTexts &Texts,
               std::string &Error) {
  const auto Files = edited(Edits, Texts);
  for (const auto &[File, Text] : Files) {
    auto Now = readWhole(File);
    if (!Now || (*Now)->getBuffer() != Texts.get(File)->text()) {
      Error = "'" + File +
              "' has changed since it was analysed, so nothing is "
              "edited; run spinpair again";
      return false;
    }
    std::string Why = whyNotWritable(File);
    if (const auto Wrong =
            llvm::sys::fs::access(File, llvm::sys::fs::AccessMode::Write);
        Why.empty() && Wrong)
      Why = Wrong.message();
    if (!Why.empty()) {
      Error = "'" + File + "' cannot be written, so nothing is edited: " + Why;
      return false;
    }
  }
  for (const auto &[File, Text] : Files) {
    llvm::SmallString<256> Real; // a link stays one
    if (llvm::sys::fs::real_path(File, Real))
      Real = File;
    const auto Mode = llvm::sys::fs::getPermissions(Real);
    if (!writeWhole(
            Real.str().str(),
            [&, &Text = Text](llvm::raw_ostream &Out) { Out << Text; }, Error))
      return false;
    if (Mode)
      llvm::sys::fs::setPermissions(Real, *Mode);
  }
  return true;
}

} // namespace spinpair
