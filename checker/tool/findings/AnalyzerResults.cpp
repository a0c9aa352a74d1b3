//===- AnalyzerResults.cpp ------------------------------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "AnalyzerResults.h"

#include "PropertyList.h"
#include "support/Paths.h"
#include "support/Places.h"

#include "spinpair/families.h"
#include "spinpair/rules.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/raw_ostream.h"

#include <tuple>

using llvm::StringRef;
namespace fs = llvm::sys::fs;
namespace json = llvm::json;
namespace path = llvm::sys::path;

namespace spinpair {

//===----------------------------------------------------------------------===//
// Which files
//===----------------------------------------------------------------------===//

/// A text of a dict; "" if there is none.
static StringRef textOf(const json::Object &Row, StringRef Key) {
  auto Text = Row.getString(Key);
  return Text ? *Text : StringRef();
}

/// Finds the folder of a run in \p Folder: that itself, or the only one below
/// it. Each run of scan-build makes one more, and old findings are none of now.
static bool findRun(StringRef Folder, std::string &Run, std::string &Error) {
  auto IsRun = [](StringRef Each) {
    return fs::is_directory(Each) && (!childrenOf(Each, ".plist").empty() ||
                                      fs::is_directory(Each + "/failures"));
  };
  std::vector<std::string> Runs = {Folder.str()};
  if (!IsRun(Folder)) {
    Runs = childrenOf(Folder);
    llvm::erase_if(Runs, [&](const std::string &Each) { return !IsRun(Each); });
  }
  if (Runs.size() == 1) {
    Run = Runs[0];
    return true;
  }
  if (Runs.empty())
    Error = "'" + Folder.str() +
            "' has no result of the analyzer, no file *.plist; scan-build "
            "writes them with -plist-html, analyze-build with "
            "--plist-multi-file";
  else // their names begin with the date
    Error = "'" + Folder.str() + "' has the results of " +
            std::to_string(Runs.size()) + " runs; give one of them, such as '" +
            Runs.back() + "'";
  return false;
}

//===----------------------------------------------------------------------===//
// One property list
//===----------------------------------------------------------------------===//

/// A note of LockStory, by its words: nothing else tells it from others here.
static bool isOfLock(StringRef Message) {
  return Message.consume_front("The saved IRQL ") ||
         Message.consume_front("The port driver holds ") ||
         Message.contains(" is acquired here") ||
         Message.contains(" is released here");
}

namespace {

class Reader {
public:
  Reader(std::string Path, AnalyzerResults &Results, std::string &Error)
      : Path(std::move(Path)), Results(Results), Error(Error) {}

  bool read();

private:
  bool fail(const std::string &Why) {
    Error = "'" + Path + "' " + Why;
    return false;
  }

  bool readFinding(const json::Object &Row);
  bool readPlace(const json::Object *Place, Note &Where);
  bool readPath(const json::Array &Pieces, sp_rule Rule, Mistake &Found);
  void findFolder(const json::Object &Row);
  bool checkName(StringRef Name);

  std::string Path;
  AnalyzerResults &Results;
  std::string &Error;

  std::vector<std::string> Files; ///< As clang calls them.
  std::string Folder;             ///< Where clang ran; "" if that is not known.
  size_t Number = 0;              ///< Of the finding at hand.
};

} // namespace

bool Reader::read() {
  auto Buffer = readWhole(Path);
  if (!Buffer)
    return fail("cannot be read: " + Buffer.getError().message());
  if ((*Buffer)->getBufferSize() == 0) {
    llvm::errs() << "spinpair: " << oneLine(Path)
                 << " is empty: clang did not come to the end of its file\n";
    Results.IsComplete = false;
    return true;
  }
  std::string Why;
  std::optional<json::Value> Parsed =
      readPropertyList((*Buffer)->getBuffer(), Why);
  if (!Parsed)
    return fail("is no whole result of the analyzer: " + oneLine(Why));
  const json::Object *Whole = Parsed->getAsObject();
  const json::Array *Rows = Whole ? Whole->getArray("diagnostics") : nullptr;
  const json::Array *Names = Whole ? Whole->getArray("files") : nullptr;
  if (!Rows || !Names)
    return fail("is no result of the analyzer: it has no 'diagnostics', or no "
                "'files'");
  ++Results.Files;
  for (const json::Value &Name : *Names) {
    auto Text = Name.getAsString();
    Files.push_back(Text ? Text->str() : "");
  }
  for (const json::Value &Row : *Rows)
    if (const json::Object *Object = Row.getAsObject())
      findFolder(*Object);
  for (const json::Value &Row : *Rows) {
    ++Number;
    const json::Object *Object = Row.getAsObject();
    if (!Object)
      return fail("is damaged: finding " + std::to_string(Number) +
                  " is no dict");
    if (!readFinding(*Object))
      return false;
  }
  return true;
}

/// The page beside a result names the file from the root, which the result
/// itself calls as clang was told to, from the folder that it ran in.
void Reader::findFolder(const json::Object &Row) {
  const json::Array *Pages = Row.getArray("HTMLDiagnostics_files");
  const json::Object *Place = Row.getObject("location");
  if (!Folder.empty() || !Pages || Pages->empty() || !Place)
    return;
  auto Index = Place->getInteger("file");
  auto Page = Pages->front().getAsString();
  if (!Index || !Page || uint64_t(*Index) >= Files.size() ||
      path::is_absolute(Files[*Index]))
    return;
  llvm::SmallString<256> File(path::parent_path(Path));
  path::append(File, path::filename(*Page));
  auto Buffer = readWhole(File);
  if (!Buffer)
    return;
  StringRef Text = (*Buffer)->getBuffer(), Mark = "<!-- BUGFILE ";
  size_t At = Text.find(Mark);
  if (At == StringRef::npos)
    return;
  StringRef Named = Text.substr(At + Mark.size()).split(" -->").first;
  if (Named.consume_back("/" + Files[*Index]) && path::is_absolute(Named))
    Folder = Named.str();
}

/// Is the checker called \p Name ours, or else nobody's of ours?
bool Reader::checkName(StringRef Name) {
  sp_rule Rule = sp_rule_find(Name.str().c_str());
  if (Rule != SP_RULE_NONE || (Name.take_front(9) != "storport." &&
                               Name.take_front(17) != "windows.spinlock."))
    return true;
  return fail("has a finding of '" + oneLine(Name) +
              "', a rule that this spinpair does not have; merge with the "
              "spinpair that the plugin is from");
}

bool Reader::readFinding(const json::Object &Row) {
  StringRef Name = textOf(Row, "check_name");
  if (!checkName(Name))
    return false;
  const sp_rule Rule = sp_rule_find(Name.str().c_str());
  // Short names are ours only.
  if (Rule == SP_RULE_NONE || Name != sp_rule_get(Rule)->checker) {
    ++Results.OfOthers;
    return true;
  }
  const json::Array *Pieces = Row.getArray("path");
  auto Message = Row.getString("description");
  Mistake Found;
  Found.Checker = Name.str();
  if (!Message || !Pieces)
    return fail("is damaged: finding " + std::to_string(Number) +
                " has no 'description', or no 'path'");
  if (!readPlace(Row.getObject("location"), Found.Where) ||
      !readPath(*Pieces, Rule, Found))
    return false;
  Found.Where.Message = Message->str();
  Found.Function = Found.Shown = textOf(Row, "issue_context").str();
  Results.Mistakes.push_back(std::move(Found));
  return true;
}

bool Reader::readPlace(const json::Object *Place, Note &Where) {
  auto Number = [&](const char *Key) -> int64_t {
    auto Value = Place->getInteger(Key);
    return Value && *Value >= 0 && *Value <= INT32_MAX ? *Value : -1;
  };
  int64_t Line = -1, Column = -1, File = -1;
  if (Place) {
    Line = Number("line");
    Column = Number("col");
    File = Number("file");
  }
  if (Line < 0 || Column < 0 || File < 0 || uint64_t(File) >= Files.size())
    return fail("is damaged: a place of finding " +
                std::to_string(this->Number) + " is none in its files");
  Where.File = shownFile(Files[File], Folder);
  Where.Line = Line;
  Where.Column = Column;
  // Comments, fingerprints and excerpts are made of them.
  return fs::is_regular_file(Where.File) ||
         fail("has a finding in '" + oneLine(Where.File) +
              "', which is not there; merge where the sources are, in the "
              "folder that clang ran in");
}

bool Reader::readPath(const json::Array &Pieces, sp_rule Rule, Mistake &Found) {
  std::vector<int64_t> Depths; // of the function that each step is in
  for (const json::Value &Piece : Pieces) {
    const json::Object *Row = Piece.getAsObject();
    if (!Row || textOf(*Row, "kind") != "event")
      continue; // the way from one to the next
    Note Step;
    if (!readPlace(Row->getObject("location"), Step))
      return false;
    Step.Message = textOf(*Row, "message").str();
    Step.OfLock = isOfLock(Step.Message);
    auto Depth = Row->getInteger("depth");
    Depths.push_back(Depth ? *Depth : 0);
    Step.Depth = Depth && *Depth > 0 ? std::min<int64_t>(*Depth, 1000) : 0;
    Found.Path.push_back(std::move(Step));
  }
  // As makeReport() has it: a leak belongs to the call in its function that
  // took the lock, any other mistake to the call that made it.
  Found.Origin = Found.Where;
  const bool Leaks = sp_rule_of_message(Rule) == SP_RULE_LEAK;
  for (size_t I = 0; Leaks && I < Depths.size(); ++I) {
    if (Depths[I] == Depths.back())
      Found.Origin = Found.Path[I];
    if (Found.Path[I].OfLock)
      break;
  }
  return true;
}

bool isAnalyzerResult(StringRef Path) {
  return fs::is_directory(Path) || Path.take_back(6) == ".plist";
}

/// What clang said of a failure, in one line: its first error, if it has one.
static std::string firstError(const std::string &File) {
  auto Buffer = readWhole(File);
  StringRef Text = Buffer ? (*Buffer)->getBuffer() : StringRef(), Line, First;
  while (!Text.empty()) {
    std::tie(Line, Text) = Text.split('\n');
    if (Line.contains("error: ")) // analyze-build keeps no ends of lines
      return oneLine(Line.split("    ").first);
    if (First.empty())
      First = Line;
  }
  return oneLine(First);
}

/// Names the files that scan-build could not analyse.
static void addFailures(StringRef Run, AnalyzerResults &Results) {
  const StringRef End = ".info.txt";
  for (const std::string &Info : childrenOf((Run + "/failures").str(), End)) {
    auto Buffer = readWhole(Info);
    if (!Buffer)
      continue;
    std::string Shown = shownFile((*Buffer)->getBuffer().split('\n').first, "");
    std::string Said = firstError(
        (StringRef(Info).drop_back(End.size()) + ".stderr.txt").str());
    llvm::errs() << "spinpair: " << oneLine(Shown) << ": it was not analysed"
                 << (Said.empty() ? "" : "; clang says: ") << Said << "\n";
    Results.Unread.push_back(std::move(Shown));
    Results.IsComplete = false;
  }
}

bool loadAnalyzerResults(llvm::ArrayRef<std::string> Given,
                         AnalyzerResults &Results, std::string &Error) {
  for (const std::string &Path : Given) {
    std::vector<std::string> Files = {Path};
    if (fs::is_directory(Path)) {
      std::string Run;
      if (!findRun(Path, Run, Error))
        return false;
      Files = childrenOf(Run, ".plist");
      addFailures(Run, Results);
    }
    for (const std::string &File : Files)
      if (!Reader(File, Results, Error).read())
        return false;
  }
  sortUnique(Results.Mistakes);
  return true;
}

} // namespace spinpair
