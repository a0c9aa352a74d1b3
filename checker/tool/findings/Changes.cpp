//===- Changes.cpp --------------------------------------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Changes.h"

#include "model/Mistake.h"
#include "model/Verdict.h"

#include "spinpair/program.h"

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/FileUtilities.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Program.h"

using llvm::StringRef;
namespace fs = llvm::sys::fs;
namespace path = llvm::sys::path;

namespace spinpair {

/// Runs git without a shell.
class Changes::Git {
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

namespace {

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
      File = StringRef(File).take_front(2) == "b/"
                 ? realPath(Top) + "/" + File.substr(2)
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

/// "git says '...'", behind a sentence.
static std::string saidByGit(const std::string &Why) {
  return Why.empty() ? "" : ": git says '" + Why + "'";
}

bool Changes::load(const std::string &Revision, std::string &Error,
                   bool &IsAbsent) {
  Git Git;
  if (!Git.find(Error))
    return false;
  std::string Top, Commit, IsShallow, Why;
  if (!Git.run({"rev-parse", "--show-toplevel"}, Top, Why)) {
    Error = "--changed-since looks for a git repository in the current folder, "
            "and there is none" +
            saidByGit(Why);
    return false;
  }
  if (!Top.empty() && Top.back() == '\n')
    Top.pop_back();
  std::string Wanted = Revision + "^{commit}";
  if (!Git.run({"rev-parse", "--verify", "--end-of-options", Wanted}, Commit,
               Why)) {
    std::string Ignored;
    IsAbsent =
        Git.run({"rev-parse", "--is-shallow-repository"}, IsShallow, Ignored) &&
        StringRef(IsShallow).trim() == "true";
    Error = "'" + Revision + "' is no commit of this repository";
    if (IsAbsent)
      Error = "'" + Revision +
              "' is not in this shallow clone, so nobody can tell what "
              "changed; fetch the history (git fetch --unshallow; "
              "fetch-depth: 0 with actions/checkout, GIT_DEPTH: 0 in GitLab)";
    Error += saidByGit(Why);
    return false;
  }
  return loadTree(Git, Top, StringRef(Commit).trim().str(), Revision, Error,
                  IsAbsent);
}

bool Changes::loadTree(const Git &Git, const std::string &Top,
                       const std::string &Commit, const std::string &Revision,
                       std::string &Error, bool &IsAbsent) {
  std::string Diff, Untracked, Links, Why;
  auto Failed = [&](const std::string &What) {
    Error = What + saidByGit(Why);
    return false;
  };
  Tops.insert(realPath(Top));
  // Whatever the user's settings, the same text; and no program but git.
  if (!Git.run({"-C", Top, "diff", "--no-color", "--no-ext-diff",
                "--no-textconv", "--submodule=short", "--unified=0",
                "--inter-hunk-context=0", "--find-renames", "--no-relative",
                "--ignore-submodules=all", "--src-prefix=a/", "--dst-prefix=b/",
                Commit, "--"},
               Diff, Why) ||
      !Git.run({"-C", Top, "ls-files", "--others", "--exclude-standard", "-z"},
               Untracked, Why) ||
      !Git.run({"-C", Top, "ls-files", "--stage", "-z"}, Links, Why))
    return Failed("git cannot tell what changed since '" + Revision + "'");
  if (!readDiff(Diff, Top)) {
    Why.clear();
    return Failed("the answer of git on what changed since '" + Revision +
                  "' cannot be read");
  }
  llvm::SmallVector<StringRef, 0> Files;
  StringRef(Untracked).split(Files, '\0', -1, /*KeepEmpty=*/false);
  for (StringRef File : Files)
    Lines[realPath(Top) + "/" + File.str()].push_back({0, ~0u});
  Files.clear();
  StringRef(Links).split(Files, '\0', -1, /*KeepEmpty=*/false);
  for (StringRef Link : Files) // "160000 OBJECT STAGE\tPATH"
    if (Link.consume_front("160000 ") &&
        !loadSubmodule(Git, Top, Link.split('\t').second.str(), Commit,
                       Revision, Error, IsAbsent))
      return false;
  return true;
}

/// Of one that is not checked out there is nothing to analyse.
bool Changes::loadSubmodule(const Git &Git, const std::string &Top,
                            const std::string &Path, const std::string &Commit,
                            const std::string &Revision, std::string &Error,
                            bool &IsAbsent) {
  const std::string Folder = Top + "/" + Path;
  if (!fs::exists(Folder + "/.git"))
    return true;
  std::string Old, Ignored;
  if (!Git.run({"-C", Top, "rev-parse", "--verify", "--end-of-options",
                Commit + ":" + Path},
               Old, Ignored)) {
    Tops.insert(realPath(Folder));
    NewTops.insert(realPath(Folder));
    return true;
  }
  Old = StringRef(Old).trim().str();
  if (!Git.run({"-C", Folder, "cat-file", "-e", Old + "^{commit}"}, Ignored,
               Ignored)) {
    IsAbsent = true;
    Error = "the submodule '" + Path + "' does not have the commit that '" +
            Revision +
            "' names, so nobody can tell what changed in it; fetch it (git "
            "fetch --recurse-submodules)";
    return false;
  }
  return loadTree(Git, Folder, Old, Revision, Error, IsAbsent);
}

std::vector<std::string> Changes::sources() const {
  static const StringRef Endings[] = {".c",  ".cc",  ".cpp", ".cxx", ".h",
                                      ".hh", ".hpp", ".hxx", ".inl", ".inc"};
  std::vector<std::string> Result;
  for (const auto &Each : Lines)
    if (llvm::is_contained(Endings, path::extension(Each.first).lower()) &&
        fs::is_regular_file(Each.first))
      Result.push_back(Each.first);
  return Result;
}

/// The folder with a ".git" that is nearest to \p Real, upwards; "" for none.
std::string Changes::treeOf(const std::string &Real) const {
  for (StringRef Folder = path::parent_path(Real); !Folder.empty();
       Folder = path::parent_path(Folder))
    if (Tops.count(Folder.str()) || fs::exists(Folder + "/.git"))
      return Folder.str();
  return "";
}

std::string Changes::whyUnknown(const std::string &File) {
  const std::string Tree = treeOf(realPath(File));
  if (Tree.empty() || Tops.count(Tree))
    return "";
  return "it is of another work tree, '" + Tree + "', and git was asked in '" +
         *Tops.begin() +
         "'; run spinpair there, or with the compilation database of this one";
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
  if (!NewTops.empty() && NewTops.count(treeOf(File)))
    return true;
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
    unsigned First = Step.textLine(), Last = First;
    if (Before && Before->textFile() == Step.textFile() &&
        InOneFunction(*Before, Step)) {
      Last = std::max(Last, Before->textLine());
      First = std::min(First, Before->textLine());
    }
    if (changed(realPath(Step.textFile()), First, Last))
      return true;
    for (const FunctionVerdict &Each : Functions)
      if (isInside(Step, Each) &&
          changed(realPath(Each.File), Each.Line, Each.LastLine))
        return true;
    Before = &Step;
  }
  const std::string &File = realPath(Found.Where.textFile());
  return treeOf(File).empty() ||
         changed(File, Found.Where.textLine(), Found.Where.textLine());
}

} // namespace spinpair
