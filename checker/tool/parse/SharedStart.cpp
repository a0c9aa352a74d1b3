//===- SharedStart.cpp ----------------------------------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "SharedStart.h"

#include "Files.h"
#include "jobs/Workers.h"
#include "model/Unit.h"
#include "support/Places.h"

#include "clang/Basic/CharInfo.h"
#include "clang/Basic/FileManager.h"
#include "clang/Frontend/CompilerInstance.h"
#include "clang/Lex/HeaderSearch.h"
#include "clang/Lex/Lexer.h"
#include "clang/Lex/Pragma.h"
#include "clang/Lex/Preprocessor.h"
#include "clang/Lex/PreprocessorOptions.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/VirtualFileSystem.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>

using namespace clang;
namespace path = llvm::sys::path;

namespace spinpair {

namespace {

struct Header {
  std::string Path;
  std::string Spelled;    ///< How to include it from anywhere.
  bool OfProject = false; ///< One may look into it.
};

/// What a file has before anything but directives that do nothing else than
/// include and guard.
struct Beginning {
  std::string Path;
  std::vector<Header> Headers;
  std::string Guard; ///< The macro that guards it; "" if none does.
  /// Names in conditions between which nothing stands.
  std::vector<std::string> Asked;
  bool IsAll = false; ///< There is nothing else in it.
};

/// What a header for traces has hangs on comments of the unit.
bool isOfTraces(StringRef Header) {
  return path::extension(Header).lower() == ".tmh";
}

/// Reads what files begin with.
class Scanner {
public:
  Scanner(CompilerInstance &Compiler, SourceFiles &Files)
      : Language(Compiler.getLangOpts()), Files(Files) {
    for (const auto &Entry : Compiler.getHeaderSearchOpts().UserEntries) {
      const bool Own =
          Entry.Group == frontend::Quoted || Entry.Group == frontend::Angled;
      (Entry.Group == frontend::Quoted ? Quoted
       : Own                           ? Angled
                                       : System)
          .push_back(Entry.Path);
    }
  }

  Beginning scan(const std::string &File) const {
    Beginning Result;
    Result.Path = File;
    auto Buffer = Files.getBufferForFile(File);
    if (!Buffer)
      return Result;
    Result.IsAll = read((*Buffer)->getBuffer(), Result);
    return Result;
  }

  /// Can one look into a header that \p File begins with, and read the headers
  /// there in its place? As cl.exe does, clang may look for these in the
  /// folders of all that include them.
  bool looksInto(const Header &Each, StringRef File) const {
    return Each.OfProject &&
           (!Language.MSVCCompat ||
            path::parent_path(Each.Path) == path::parent_path(File));
  }

private:
  struct Directive {
    StringRef Name, Rest; ///< "include", "<a.h>"
  };

  /// False if there is something else.
  bool read(StringRef Text, Beginning &Result) const {
    Lexer Lexer(SourceLocation(), Language, Text.begin(), Text.begin(),
                Text.end());
    Token Next;
    Lexer.LexFromRawLexer(Next);
    unsigned Guarded = 0, Idle = 0; // how many conditions are open
    for (bool First = true; Next.isNot(tok::eof); First = false) {
      if (Next.isNot(tok::hash) || !Next.isAtStartOfLine())
        return false;
      Directive Each = directive(Lexer, Next);
      const std::string Guard = First ? guardOf(Each) : "";
      if (Each.Name == "pragma" && isIdle(Each.Rest)) {
        continue;
      } else if (Each.Name == "endif" && Guarded + Idle) {
        --(Idle ? Idle : Guarded);
      } else if (!Guard.empty()) {
        Directive Then = directive(Lexer, Next);
        if (Then.Name != "define" || Then.Rest != Guard)
          return false;
        Result.Guard = Guard;
        ++Guarded;
      } else if (Each.Name.take_front(2) == "if") {
        ++Idle; // whether it holds or not: in it is nothing of importance
        if (!addNames(Each.Rest, Result.Asked))
          return false;
      } else if (Each.Name == "include" && !Idle) {
        std::optional<Header> Found =
            find(Each.Rest, path::parent_path(Result.Path));
        if (!Found)
          return false;
        Result.Headers.push_back(std::move(*Found));
      } else if (!Idle || Each.Name.take_front(2) != "el" ||
                 !addNames(Each.Rest, Result.Asked)) {
        return false;
      }
    }
    return true;
  }

  /// Reads what stands behind the '#' that is \p Next, and one token more.
  static Directive directive(Lexer &Lexer, Token &Next) {
    Lexer.LexFromRawLexer(Next);
    if (Next.isNot(tok::raw_identifier) || Next.isAtStartOfLine())
      return {};
    Directive Result{Next.getRawIdentifier(), ""};
    const char *Begin = Lexer.getBufferLocation(), *End = Begin;
    while (Lexer.LexFromRawLexer(Next),
           Next.isNot(tok::eof) && !Next.isAtStartOfLine())
      End = Lexer.getBufferLocation();
    Result.Rest = StringRef(Begin, size_t(End - Begin)).trim();
    return Result;
  }

  static bool isPartOfName(char C) { return isAsciiIdentifierContinue(C); }

  /// Adds the names in a condition. False if it has another value wherever, or
  /// whenever, it is asked.
  static bool addNames(StringRef Condition, std::vector<std::string> &Names) {
    while (!(Condition = Condition.drop_until(isPartOfName)).empty()) {
      const StringRef Name = Condition.take_while(isPartOfName);
      Condition = Condition.drop_front(Name.size());
      if (Name.find("__has") == 0 || Name == "__COUNTER__" ||
          Name == "__BASE_FILE__" || Name == "__INCLUDE_LEVEL__")
        return false;
      Names.push_back(Name.str());
    }
    return true;
  }

  /// To who asks for no warnings.
  static bool isIdle(StringRef Pragma) {
    static const StringRef Idle[] = {"once", "warning", "prefast", "hdrstop"};
    return llvm::is_contained(
        Idle, Pragma.take_while([](char C) { return llvm::isAlnum(C); }));
  }

  static std::string guardOf(const Directive &Each) {
    StringRef Name = Each.Rest;
    if (Each.Name == "if" && Name.consume_front("!") &&
        (Name = Name.ltrim()).consume_front("defined")) {
      Name = Name.trim();
      if (Name.consume_front("(") && Name.consume_back(")"))
        Name = Name.trim();
    } else if (Each.Name != "ifndef") {
      return "";
    }
    return llvm::all_of(Name, isPartOfName) ? Name.str() : "";
  }

  std::optional<Header> find(StringRef Spelled, StringRef Here) const {
    const bool Angles = Spelled.consume_front("<");
    if (!(Angles ? Spelled.consume_back(">")
                 : Spelled.consume_front("\"") && Spelled.consume_back("\"")) ||
        Spelled.find_first_of("<>\"\\") != StringRef::npos ||
        isOfTraces(Spelled))
      return std::nullopt;
    struct Place {
      StringRef Folder;
      bool OfProject, IsNamed;
    };
    llvm::SmallVector<Place, 16> Places;
    auto Add = [&](llvm::ArrayRef<std::string> Some, bool OfProject,
                   bool IsNamed) {
      for (const std::string &Folder : Some)
        Places.push_back({Folder, OfProject, IsNamed});
    };
    if (!Angles) {
      Places.push_back({Here, true, true});
      Add(Quoted, true, true);
    }
    Add(Angled, true, false);
    Add(System, false, false);
    for (const Place &Each : Places) {
      const std::string Path = (Each.Folder + "/" + Spelled).str();
      auto Status = Files.status(Path);
      if (!Status)
        continue;
      // What comes through a pipe comes once, and not to us; and from
      // elsewhere a relative name would be another one.
      if (!Status->isRegularFile() ||
          (Each.IsNamed && !path::is_absolute(Path)))
        return std::nullopt;
      return Header{
          Path, Each.IsNamed ? "\"" + Path + "\"" : ("<" + Spelled + ">").str(),
          Each.OfProject};
    }
    return std::nullopt;
  }

  const LangOptions &Language;
  SourceFiles &Files;
  std::vector<std::string> Quoted, Angled, System;
};

/// A unit, and how far in its beginning the others agree with it.
class Reader {
public:
  Reader(const Scanner &Scan, const std::string &File) : Scan(Scan) {
    open(Scan.scan(File));
  }

  /// The next header; null if there is none.
  const Header *head() {
    while (Open.size() > 1 && Open.back().first.IsAll && isAtEnd())
      Open.pop_back();
    if (isAtEnd())
      return nullptr;
    const Header &Next = Open.back().first.Headers[Open.back().second];
    // The second time it may be nothing.
    return llvm::is_contained(Expanded, Next.Path) ? nullptr : &Next;
  }

  void pass() { ++Open.back().second; }

  /// Goes on with what the next header begins with, in its place.
  void expand() {
    Beginning Inner = Scan.scan(head()->Path);
    pass();
    Expanded.push_back(Inner.Path);
    open(std::move(Inner));
  }

  bool canExpand() {
    constexpr size_t Deepest = 20; // headers may include each other
    return Open.size() < Deepest && Scan.looksInto(*head(), Open[0].first.Path);
  }
  /// The headers that were expanded.
  const std::vector<std::string> &expanded() const { return Expanded; }
  /// Macros that guard what was looked into, and those that it asks for.
  const std::vector<std::string> &guards() const { return Guards; }
  const std::vector<std::string> &asked() const { return Asked; }

private:
  void open(Beginning Inner) {
    if (!Inner.Guard.empty())
      Guards.push_back(Inner.Guard);
    llvm::append_range(Asked, Inner.Asked);
    Open.push_back({std::move(Inner), 0});
  }

  bool isAtEnd() const {
    return Open.back().second == Open.back().first.Headers.size();
  }

  const Scanner &Scan;
  std::vector<std::pair<Beginning, size_t>> Open; ///< And where in it.
  std::vector<std::string> Expanded, Guards, Asked;
};

/// Finds what most of several units begin with.
class Finder {
public:
  Finder(const Scanner &Scan, llvm::ArrayRef<const Unit *> Units) {
    for (const Unit *Unit : Units) {
      Readers.emplace_back(Scan, Unit->File);
      Active.push_back(Readers.size() - 1);
    }
  }

  struct Result {
    std::vector<Header> Headers;
    std::vector<size_t> Members;
    std::vector<std::string> Expanded, Guards, Asked; ///< See Reader.

    size_t score() const {
      return Members.empty() ? 0 : (Members.size() - 1) * Headers.size();
    }
  };

  Result find() {
    Result Best, Now;
    while (step(Now)) {
      Now.Members = Active;
      if (Now.score() < Best.score())
        continue;
      Best = Now;
      for (size_t Each : Active) {
        llvm::append_range(Best.Expanded, Readers[Each].expanded());
        llvm::append_range(Best.Guards, Readers[Each].guards());
        llvm::append_range(Best.Asked, Readers[Each].asked());
      }
    }
    return Best;
  }

private:
  using Heads = std::map<std::string, std::vector<size_t>>; ///< By path.

  /// Takes one more header. False if there is none for two units.
  bool step(Result &Now) {
    for (;;) {
      Heads All;
      for (size_t Each : Active)
        if (const Header *Head = Readers[Each].head())
          All[Head->Path].push_back(Each);
      const auto Most = std::max_element(
          All.begin(), All.end(), [](const auto &A, const auto &B) {
            return A.second.size() < B.second.size();
          });
      if (Most == All.end())
        return false;
      const size_t Agree = Most->second.size();
      // Those that differ may begin with the same in turn; and all of them may,
      // if there is more to win by that.
      if (Agree < Active.size() &&
          (expand(All, &Most->first) ||
           (Agree * 2 <= Active.size() && expand(All, nullptr))))
        continue;
      if (Agree < 2)
        return false;
      Active = Most->second;
      Taken.insert(Most->first);
      Now.Headers.push_back(*Readers[Active[0]].head());
      for (size_t Each : Active)
        Readers[Each].pass();
      return true;
    }
  }

  /// Looks into the heads, but for one.
  bool expand(const Heads &All, const std::string *But) {
    bool Any = false;
    for (const auto &[Path, Members] : All)
      for (size_t Each : Members) {
        if ((But && Path == *But) || Taken.count(Path) ||
            !Readers[Each].canExpand())
          continue;
        Readers[Each].expand();
        Any = true;
      }
    return Any;
  }

  std::vector<Reader> Readers;
  std::vector<size_t> Active;
  std::set<std::string> Taken;
};

} // namespace

/// Passes over what a unit includes and what has been read for it already, each
/// time once.
class SharedStart::Skipper : public PPCallbacks {
public:
  Skipper(HeaderSearch &Search, llvm::ArrayRef<FileEntryRef> Files)
      : Search(Search) {
    for (FileEntryRef File : Files) {
      HeaderFileInfo &Info = Search.getFileInfo(File);
      auto [Place, IsNew] = Left.try_emplace(&File.getFileEntry());
      if (IsNew)
        Place->second = {0, Info.isImport != 0, Info.isPragmaOnce != 0};
      ++Place->second.Times;
      Info.isImport = Info.isPragmaOnce = true;
    }
  }

  void FileSkipped(const FileEntryRef &File, const Token &,
                   SrcMgr::CharacteristicKind) override {
    auto Known = Left.find(&File.getFileEntry());
    if (Known == Left.end() || --Known->second.Times)
      return;
    HeaderFileInfo &Info = Search.getFileInfo(File);
    Info.isImport = Known->second.IsImport;
    Info.isPragmaOnce = Known->second.IsOnce;
    Left.erase(Known);
  }

private:
  struct Before {
    unsigned Times;
    bool IsImport, IsOnce;
  };

  HeaderSearch &Search;
  std::map<const FileEntry *, Before> Left;
};

/// Notes which headers are read.
class SharedStart::Watch : public PPCallbacks {
public:
  Watch(const SourceManager &Sources, SharedStart &Start)
      : Sources(Sources), Start(Start) {}

  void FileChanged(SourceLocation Where, FileChangeReason Reason,
                   SrcMgr::CharacteristicKind, FileID) override {
    const FileEntry *File =
        Reason == EnterFile
            ? Sources.getFileEntryForID(Sources.getFileID(Where))
            : nullptr;
    if (!File)
      return;
    Start.Entered.insert(File->getUniqueID());
    Start.IsSpoilt |= isOfTraces(Sources.getPresumedLoc(Where).getFilename());
  }

  void MacroExpands(const Token &Name, const MacroDefinition &, SourceRange,
                    const MacroArgs *) override {
    Start.IsSpoilt |= Name.getIdentifierInfo()->isStr("__BASE_FILE__");
  }

private:
  const SourceManager &Sources;
  SharedStart &Start;
};

/// Stands behind what units begin with.
class SharedStart::Handler : public PragmaHandler {
public:
  static constexpr const char *Name = "spinpair_unit";

  explicit Handler(const SharedStart &Start)
      : PragmaHandler(Name), Start(Start) {}

  void HandlePragma(Preprocessor &Preprocessor, PragmaIntroducer,
                    Token &) override {
    Preprocessor.DiscardUntilEndOfDirective();
    Start.fork(Preprocessor);
  }

private:
  const SharedStart &Start;
};

namespace {

/// Files, and an empty one.
class WithEmptyFile : public llvm::vfs::ProxyFileSystem {
public:
  /// \p Others are to take no notice of it when \p Unasked is asked for.
  WithEmptyFile(IntrusiveRefCntPtr<FileSystem> Others, std::string Name,
                StringRef Unasked)
      : ProxyFileSystem(std::move(Others)), Name(std::move(Name)),
        Unasked(Unasked), Disk(llvm::vfs::createPhysicalFileSystem()) {
    Own.addFile(this->Name, 0, llvm::MemoryBuffer::getMemBuffer(""));
    if (auto Here = getUnderlyingFS().getCurrentWorkingDirectory())
      Disk->setCurrentWorkingDirectory(*Here);
  }

  llvm::ErrorOr<llvm::vfs::Status> status(const llvm::Twine &Path) override {
    const std::string Asked = Path.str();
    return Asked == Name      ? Own.status(Path)
           : Asked == Unasked ? Disk->status(Path)
                              : ProxyFileSystem::status(Path);
  }
  llvm::ErrorOr<std::unique_ptr<llvm::vfs::File>>
  openFileForRead(const llvm::Twine &Path) override {
    return Path.str() == Name ? Own.openFileForRead(Path)
                              : ProxyFileSystem::openFileForRead(Path);
  }

private:
  const std::string Name, Unasked;
  std::unique_ptr<FileSystem> Disk;
  llvm::vfs::InMemoryFileSystem Own;
};

} // namespace

void SharedStart::replaceMainFile(
    CompilerInvocation &Invocation,
    IntrusiveRefCntPtr<llvm::vfs::FileSystem> &Files) const {
  // In the folder of the units: as cl.exe does, clang looks there for what
  // headers include.
  const std::string File = Units[0]->File + ".start";
  // What is included from here is looked for in the current folder, too; by a
  // unit it need not be.
  const char *Here = ".";
  const PreprocessorOptions &Asked = Invocation.getPreprocessorOpts();
  if (!Asked.Includes.empty() || !Asked.MacroIncludes.empty() ||
      llvm::any_of(
          Invocation.getHeaderSearchOpts().UserEntries,
          [&](const HeaderSearchOptions::Entry &E) { return E.Path == Here; }))
    Here = "";
  Files = new WithEmptyFile(Files, File, Here);
  auto &Inputs = Invocation.getFrontendOpts().Inputs;
  Inputs = {FrontendInputFile(File, Inputs[0].getKind())};
}

bool SharedStart::prepare(CompilerInstance &Compiler) {
  // What is only looked at is not noted.
  SourceFiles Files(std::make_shared<TraceFunctions>());
  Files.setCurrentWorkingDirectory(Units[0]->Directory);
  Scanner Scan(Compiler, Files);
  const auto Found = Finder(Scan, Units).find();
  if (!Found.score())
    return false;
  Fit.assign(Units.size(), false);
  for (size_t Member : Found.Members)
    Fit[Member] = true;
  Guards = Found.Guards;
  Asked = Found.Asked;
  for (const std::string &Path : Found.Expanded)
    if (auto Status = Files.status(Path))
      OfUnits.insert(Status->getUniqueID());
  for (const Header &Each : Found.Headers)
    if (auto Status = Files.status(Each.Path))
      Expected.insert(Status->getUniqueID());
  Preprocessor &Preprocessor = Compiler.getPreprocessor();
  std::string Text = Preprocessor.getPredefines();
  for (const Header &Each : Found.Headers) {
    Text += "#include " + Each.Spelled + "\n";
    Headers.push_back(Each.Path);
  }
  Text += std::string("#pragma ") + Handler::Name + "\n";
  Preprocessor.setPredefines(Text);
  Preprocessor.AddPragmaHandler(new Handler(*this)); // which owns it
  Preprocessor.addPPCallbacks(
      std::make_unique<Watch>(Compiler.getSourceManager(), *this));
  return true;
}

/// Is all as if a unit itself had read the headers? Not if they ask for a guard
/// that it would have defined by then, change what it asks for before them, or
/// are others than they seemed to be, or ones that it is to read itself.
bool SharedStart::isAsIf(const Preprocessor &Preprocessor) const {
  const IdentifierTable &Identifiers = Preprocessor.getIdentifierTable();
  const SourceManager &Sources = Preprocessor.getSourceManager();
  auto IsChanged = [&](const std::string &Name) {
    auto Known = Identifiers.find(Name);
    if (Known == Identifiers.end() || !Known->second->hadMacroDefinition())
      return false;
    const MacroInfo *Macro = Preprocessor.getMacroInfo(Known->second);
    return !Macro ||
           !(Macro->isBuiltinMacro() ||
             Sources.isWrittenInBuiltinFile(Macro->getDefinitionLoc()) ||
             Sources.isWrittenInCommandLineFile(Macro->getDefinitionLoc()));
  };
  auto IsEntered = [&](llvm::sys::fs::UniqueID File) {
    return Entered.count(File) != 0;
  };
  return !IsSpoilt && !Preprocessor.getDiagnostics().hasErrorOccurred() &&
         llvm::none_of(Guards,
                       [&](const std::string &Guard) {
                         return Identifiers.find(Guard) != Identifiers.end();
                       }) &&
         llvm::none_of(Asked, IsChanged) && llvm::none_of(OfUnits, IsEntered) &&
         llvm::all_of(Expected, IsEntered);
}

void SharedStart::fork(Preprocessor &Preprocessor) const {
  const size_t Place =
      becomeOneOf(isAsIf(Preprocessor) ? Fit : std::vector<bool>(Units.size()));
  GoOn(Place);
  auto File = [&](const std::string &Path) {
    auto Found = Preprocessor.getFileManager().getFileRef(Path);
    if (Found)
      return *Found;
    // It has just gone.
    llvm::errs() << "spinpair: '" << oneLine(Path)
                 << "' cannot be read: " << llvm::toString(Found.takeError())
                 << "\n";
    finishJob("");
  };
  llvm::SmallVector<FileEntryRef, 16> Read;
  for (const std::string &Path : Headers)
    Read.push_back(File(Path));
  HeaderSearch &Search = Preprocessor.getHeaderSearchInfo();
  Preprocessor.addPPCallbacks(std::make_unique<Skipper>(Search, Read));
  const FileEntryRef Own = File(Units[Place]->File);
  Search.getFileInfo(Own); // it is expected to have one
  SourceManager &Sources = Preprocessor.getSourceManager();
  const FileID Main =
      Sources.createFileID(Own, SourceLocation(), SrcMgr::C_User);
  Sources.setMainFileID(Main);
  Preprocessor.EnterSourceFile(Main, nullptr, SourceLocation());
}

} // namespace spinpair
