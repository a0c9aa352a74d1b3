//===- Changes.cpp --------------------------------------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Changes.h"

#include "Search.h"
#include "Verdicts.h"

#include "spinpair/program.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/FileUtilities.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Program.h"

using llvm::StringRef;
namespace fs = llvm::sys::fs;

namespace spinpair {

namespace {

/// Runs git without a shell.
class Git {
public:
  /// False, and one sentence in \p Error, if there is no git.
  bool find(std::string &Error) {
    auto Found = llvm::sys::findProgramByName("git");
    if (!Found) {
      Error = "--changed-since needs git, which is not installed";
      return false;
    }
    Program = *Found;
    return true;
  }

  /// What git prints. False, and what it complains of in \p Error.
  bool run(llvm::ArrayRef<StringRef> Arguments, std::string &Output,
           std::string &Error) const {
    llvm::SmallString<128> Out, Err;
    if (std::error_code Wrong =
            fs::createTemporaryFile("spinpair", "out", Out)) {
      Error = Wrong.message();
      return false;
    }
    llvm::FileRemover OutRemover(Out);
    if (std::error_code Wrong =
            fs::createTemporaryFile("spinpair", "err", Err)) {
      Error = Wrong.message();
      return false;
    }
    llvm::FileRemover ErrRemover(Err);
    llvm::SmallVector<StringRef, 16> All = {Program, "--no-optional-locks"};
    All.append(Arguments.begin(), Arguments.end());
    int Status = llvm::sys::ExecuteAndWait(
        Program, All, {}, {StringRef(""), StringRef(Out), StringRef(Err)}, 0, 0,
        &Error);
    Output = read(Out);
    if (Status != 0 && Error.empty())
      Error = StringRef(read(Err)).split('\n').first.str();
    return Status == 0;
  }

private:
  static std::string read(StringRef File) {
    auto Buffer = llvm::MemoryBuffer::getFile(File);
    return Buffer ? (*Buffer)->getBuffer().str() : "";
  }

  std::string Program;
};

/// A name as git quotes it, from behind the first quote on.
std::string unquoted(StringRef Text) {
  std::string Result;
  for (size_t I = 0; I < Text.size() && Text[I] != '"'; ++I) {
    if (Text[I] != '\\' || I + 1 == Text.size()) {
      Result += Text[I];
      continue;
    }
    char Escaped = Text[++I];
    static const StringRef Letters = "abtnvfr";
    size_t Letter = Letters.find(Escaped);
    unsigned Code;
    if (Letter != StringRef::npos)
      Result += static_cast<char>('\a' + Letter);
    else if (!Text.substr(I, 3).getAsInteger(8, Code) && I + 2 < Text.size()) {
      Result += static_cast<char>(Code);
      I += 2;
    } else
      Result += Escaped;
  }
  return Result;
}

/// The "FIRST[,COUNT]" of a hunk.
bool readRange(StringRef Text, unsigned &First, unsigned &Count) {
  auto [Begin, Rest] = Text.split(',');
  Count = 1;
  return !Begin.getAsInteger(10, First) &&
         (Rest.empty() || !Rest.getAsInteger(10, Count));
}

} // namespace

bool Changes::readDiff(const std::string &Text, const std::string &Top) {
  std::string File;
  unsigned Skip = 0; // lines of the hunk that are left, whatever they look like
  for (StringRef Rest = Text; !Rest.empty();) {
    StringRef Line;
    std::tie(Line, Rest) = Rest.split('\n');
    if (Skip && Line.take_front() != "\\") {
      --Skip;
    } else if (Line.consume_front("+++ ")) {
      File = Line.consume_front("\"") ? unquoted(Line) : Line.rtrim('\t').str();
      File = StringRef(File).take_front(2) == "b/" ? Top + "/" + File.substr(2)
                                                   : ""; // it was deleted
    } else if (Line.consume_front("@@ -")) {
      auto [Old, New] = Line.split(' ');
      unsigned First, Gone, Count;
      if (!readRange(Old, First, Gone) || !New.consume_front("+") ||
          !readRange(New.split(' ').first, First, Count))
        return false;
      Skip = Gone + Count;
      // Where lines only went away, what they stood between has changed.
      if (!File.empty())
        Lines[File].push_back(Count ? std::pair(First, First + Count - 1)
                                    : std::pair(First, First + 1));
    }
  }
  return true;
}

bool Changes::load(const std::string &Revision, std::string &Error) {
  Git Git;
  if (!Git.find(Error))
    return false;
  std::string Top, Commit, Diff, Untracked, Why;
  auto Failed = [&](const std::string &What) {
    Error = What + (Why.empty() ? "" : ": git says '" + Why + "'");
    return false;
  };
  if (!Git.run({"rev-parse", "--show-toplevel"}, Top, Why))
    return Failed("--changed-since looks for a git repository in the current "
                  "folder, and there is none");
  if (!Top.empty() && Top.back() == '\n')
    Top.pop_back();
  std::string Wanted = Revision + "^{commit}";
  if (!Git.run({"rev-parse", "--verify", "--end-of-options", Wanted}, Commit,
               Why))
    return Failed("'" + Revision + "' is no commit of this repository");
  Commit = StringRef(Commit).trim().str();
  // Whatever the user's settings, the same text; and no program but git.
  if (!Git.run({"-C", Top, "diff", "--no-color", "--no-ext-diff",
                "--no-textconv", "--submodule=short", "--unified=0",
                "--inter-hunk-context=0", "--find-renames", "--no-relative",
                "--src-prefix=a/", "--dst-prefix=b/", Commit, "--"},
               Diff, Why) ||
      !Git.run({"-C", Top, "ls-files", "--others", "--exclude-standard", "-z"},
               Untracked, Why))
    return Failed("git cannot tell what changed since '" + Revision + "'");
  if (!readDiff(Diff, Top)) {
    Why.clear();
    return Failed("the answer of git on what changed since '" + Revision +
                  "' cannot be read");
  }
  llvm::SmallVector<StringRef, 0> Files;
  StringRef(Untracked).split(Files, '\0', -1, /*KeepEmpty=*/false);
  for (StringRef File : Files)
    Lines[Top + "/" + File.str()].push_back({0, ~0u});
  return true;
}

const std::string &Changes::realPath(const std::string &Shown) {
  auto [Known, IsNew] = RealPaths.try_emplace(Shown);
  if (IsNew) {
    llvm::SmallString<256> Real;
    Known->second = fs::real_path(Shown, Real) ? Shown : Real.str().str();
  }
  return Known->second;
}

bool Changes::changed(const std::string &File, unsigned First,
                      unsigned Last) const {
  auto Found = Lines.find(File);
  return Found != Lines.end() &&
         llvm::any_of(Found->second, [&](std::pair<unsigned, unsigned> Each) {
           return Each.first <= Last && First <= Each.second;
         });
}

/// Does \p Step tell of what happened inside \p Helper, which the path does not
/// enter since its summary is known? It says "'Helper' (file:line)" then.
static bool isInside(const Note &Step, const FunctionVerdict &Helper) {
  StringRef Rest = Step.Message;
  const std::string Name = "'" + Helper.Shown + "' (" + Helper.File + ":";
  for (size_t At = Rest.find(Name); At != StringRef::npos;
       At = Rest.find(Name)) {
    Rest = Rest.substr(At + Name.size());
    unsigned Line = 0;
    if (!Rest.consumeInteger(10, Line) && Line >= Helper.Line &&
        Line <= Helper.LastLine)
      return true;
  }
  return false;
}

bool Changes::touches(const Mistake &Found,
                      const std::vector<FunctionVerdict> &Functions) {
  auto InOneFunction = [&](const Note &A, const Note &B) {
    auto [First, Last] = std::minmax(A.Line, B.Line);
    return A.File == B.File &&
           llvm::none_of(Functions, [&, First = First,
                                     Last = Last](const FunctionVerdict &Each) {
             return Each.File == A.File && First < Each.Line &&
                    Each.Line <= Last;
           });
  };
  const Note *Before = nullptr;
  for (const Note &Step : Found.Path) {
    unsigned First = Step.Line, Last = Step.Line;
    if (Before && InOneFunction(*Before, Step))
      std::tie(First, Last) = std::minmax(Before->Line, Step.Line);
    if (changed(realPath(Step.File), First, Last))
      return true;
    for (const FunctionVerdict &Each : Functions)
      if (isInside(Step, Each) &&
          changed(realPath(Each.File), Each.Line, Each.LastLine))
        return true;
    Before = &Step;
  }
  return changed(realPath(Found.Where.File), Found.Where.Line,
                 Found.Where.Line);
}

} // namespace spinpair
