//===- BuildSources.cpp - 'sources' and 'dirs' of build.exe ---------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The WDK up to version 7 builds from these. They are written in the language
// of nmake, and directives may stand between the lines of one value.
//
//===----------------------------------------------------------------------===//
#include "LogicParser.h"
#include "Module.h"
#include "support/Places.h"
#include "support/WindowsPaths.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/CommandLine.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/StringSaver.h"

#include <algorithm>
#include <map>
#include <optional>

using llvm::StringRef;
namespace fs = llvm::sys::fs;
namespace path = llvm::sys::path;

namespace spinpair {

namespace {

constexpr size_t Longest = 1 << 20;

class NMake {
public:
  std::map<std::string, std::string> Macros; ///< By names in upper case.
  std::vector<std::string> Missing;
  std::set<std::string> Unknown;

  bool read(const std::string &File, std::string &Why);
  std::string value(StringRef Name) {
    std::string Result = expand("$(" + Name.str() + ")", 0);
    return StringRef(Result).trim().str();
  }
  bool has(StringRef Name) const { return Macros.count(Name.upper()) != 0; }

private:
  struct If {
    bool Active, Done; ///< Are the lines used; was one of the branches?
  };

  bool isActive() const {
    return llvm::all_of(Open, [](const If &Each) { return Each.Active; });
  }
  void line(StringRef Text, const std::string &File);
  void directive(StringRef Text, const std::string &File);
  bool condition(StringRef Text);
  void include(StringRef Name, const std::string &File);
  void set(StringRef Name, StringRef Value);
  std::string expand(StringRef Text, unsigned Depth);

  std::vector<If> Open;
  std::vector<std::string> Stack;
  std::string Name, Value; ///< Of a macro whose value goes on.
  size_t Lines = 0;
};

/// The condition of an !IF, whose macros are expanded.
class NMakeCondition : LogicParser<NMakeCondition> {
public:
  explicit NMakeCondition(StringRef Text, const NMake &Macros)
      : LogicParser(Text), Macros(Macros) {}

  std::optional<bool> value() {
    bool Result = any();
    if (!Rest.trim().empty())
      return std::nullopt;
    return IsWrong ? std::nullopt : std::optional<bool>(Result);
  }

private:
  friend LogicParser;

  bool takeOr() { return take("||"); }
  bool takeAnd() { return take("&&"); }
  std::string operand() {
    Rest = Rest.ltrim();
    if (Rest.take_front() == "\"") {
      auto [Inside, Behind] = Rest.drop_front().split('"');
      Rest = Behind;
      return Inside.str();
    }
    StringRef Word = Rest.take_while(
        [](char C) { return llvm::isAlnum(C) || C == '_' || C == '-'; });
    Rest = Rest.drop_front(Word.size());
    if (Word.equals_insensitive("defined") ||
        Word.equals_insensitive("exist")) {
      IsWrong |= !take("(");
      auto [Inside, Behind] = Rest.split(')');
      Rest = Behind;
      return Word.equals_insensitive("defined") && Macros.has(Inside.trim())
                 ? "1"
                 : "0";
    }
    return Word.str();
  }
  static long long number(StringRef Text) {
    long long Result = 0;
    if (Text.getAsInteger(0, Result))
      return 0;
    return Result;
  }
  bool comparison() {
    std::string Left = operand();
    for (StringRef Symbol : {"==", "!=", "<=", ">=", "<", ">"})
      if (take(Symbol)) {
        std::string Right = operand();
        long long A = number(Left), B = number(Right);
        return Symbol == "=="   ? StringRef(Left).equals_insensitive(Right)
               : Symbol == "!=" ? !StringRef(Left).equals_insensitive(Right)
               : Symbol == "<=" ? A <= B
               : Symbol == ">=" ? A >= B
               : Symbol == "<"  ? A < B
                                : A > B;
      }
    return number(Left) != 0;
  }

  const NMake &Macros;
};

} // namespace

bool NMake::read(const std::string &File, std::string &Why) {
  constexpr uint64_t LargestFile = 4 << 20;
  uint64_t Size;
  if (!fs::is_regular_file(File))
    Why = fs::exists(File) ? "is no file" : "is missing";
  else if (fs::file_size(File, Size) || Size > LargestFile)
    Why = "is larger than 4 MiB";
  if (!Why.empty())
    return false;
  auto Buffer = readWhole(File);
  if (!Buffer) {
    Why = "cannot be read: " + Buffer.getError().message();
    return false;
  }
  StringRef Text = (*Buffer)->getBuffer();
  std::string Converted;
  if (!takeUnicode(Text, Converted, Why))
    return false;
  Stack.push_back(File);
  while (!Text.empty()) {
    auto [Line, Rest] = Text.split('\n');
    line(Line.rtrim("\r"), File);
    Text = Rest;
  }
  line("", File);
  Stack.pop_back();
  return true;
}

void NMake::line(StringRef Text, const std::string &File) {
  constexpr size_t MostLines = 100000;
  if (++Lines > MostLines)
    return;
  if (Text.take_front() == "!")
    return directive(Text.drop_front().trim(), File);
  if (!isActive())
    return;
  const bool IsComment = Text.ltrim().take_front() == "#";
  if (size_t At = Text.find('#'); At != StringRef::npos)
    Text = Text.take_front(At);
  StringRef Rest = Text.rtrim();
  const bool GoesOn = Rest.consume_back("\\");
  if (Name.empty()) {
    auto [Left, Right] = Rest.split('=');
    // A rule, or nothing.
    if (Left.size() == Rest.size() || Left.trim().empty() ||
        Left.trim().find_first_of(" \t:") != StringRef::npos)
      return;
    Name = Left.trim().str();
    Value = Right.trim().str();
  } else {
    if (IsComment) // it ends no value
      return;
    Value += (" " + Rest.trim()).str();
  }
  if (GoesOn && Value.size() < Longest)
    return;
  set(Name, Value);
  Name.clear();
}

/// What a macro says of itself is what it was before.
void NMake::set(StringRef Name, StringRef Value) {
  std::string Old = Macros[Name.upper()], Result;
  std::string Itself = "$(" + Name.upper() + ")";
  while (!Value.empty() && Result.size() < Longest) {
    if (Value.take_front(Itself.size()).equals_insensitive(Itself)) {
      Result += Old;
      Value = Value.drop_front(Itself.size());
    } else {
      Result += Value[0];
      Value = Value.drop_front();
    }
  }
  Macros[Name.upper()] = StringRef(Result).trim().str();
}

std::string NMake::expand(StringRef Text, unsigned Depth) {
  std::string Result;
  while (!Text.empty() && Result.size() < Longest) {
    size_t At = Text.find('$');
    Result += Text.take_front(At);
    if (At == StringRef::npos)
      break;
    Text = Text.drop_front(At + 1);
    StringRef Inside;
    if (Text.consume_front("$")) {
      Result += '$';
      continue;
    }
    if (Text.consume_front("(")) {
      std::tie(Inside, Text) = Text.split(')');
    } else {
      Inside = Text.take_front();
      Text = Text.drop_front(Inside.size());
    }
    auto [Name, Change] = Inside.split(':');
    auto Found = Macros.find(Name.trim().upper());
    if (Found == Macros.end() || Depth > 32)
      continue;
    std::string Value = expand(Found->second, Depth + 1);
    auto [From, To] = Change.split('=');
    for (size_t I = 0; !From.empty() && Value.size() < Longest &&
                       (I = Value.find(From.str(), I)) != std::string::npos;
         I += To.size())
      Value.replace(I, From.size(), To.str());
    Result += Value;
  }
  return Result;
}

bool NMake::condition(StringRef Text) {
  std::string Plain = expand(Text, 0);
  auto Result = NMakeCondition(Plain, *this).value();
  if (!Result && Unknown.size() < 20)
    Unknown.insert("the condition " + Text.str());
  return Result.value_or(false);
}

void NMake::directive(StringRef Text, const std::string &File) {
  StringRef Word = Text.take_while([](char C) { return llvm::isAlpha(C); });
  StringRef Rest = Text.drop_front(Word.size()).trim();
  // Comments stand behind them.
  Rest = Rest.split('#').first.rtrim();
  std::string Kind = Word.lower();
  auto Holds = [&](StringRef Kind, StringRef What) {
    return Kind == "if"      ? condition(What)
           : Kind == "ifdef" ? has(What)
                             : !has(What);
  };
  if (Kind == "if" || Kind == "ifdef" || Kind == "ifndef") {
    bool Is = isActive() && Holds(Kind, Rest);
    if (Open.size() < 100)
      Open.push_back({Is, Is});
  } else if ((Kind == "else" || Kind == "elseif" || Kind == "elseifdef" ||
              Kind == "elseifndef") &&
             !Open.empty()) {
    std::string How = StringRef(Kind).drop_front(4).str();
    if (How.empty() && !Rest.empty()) { // "!ELSE IF"
      StringRef Next = Rest.take_while([](char C) { return llvm::isAlpha(C); });
      How = Next.lower();
      Rest = Rest.drop_front(Next.size()).trim();
    }
    If &Last = Open.back();
    const bool WasDone = Last.Done;
    Last.Active = true; // to ask what is around it
    const bool Around = isActive();
    Last.Active = !WasDone && Around && (How.empty() || Holds(How, Rest));
    Last.Done |= Last.Active;
  } else if (Kind == "endif" && !Open.empty()) {
    Open.pop_back();
  } else if (Kind == "include" && isActive()) {
    include(Rest, File);
  } else if (Kind == "undef" && isActive()) {
    Macros.erase(Rest.upper());
  }
}

void NMake::include(StringRef Spelled, const std::string &File) {
  // The tools' own, in angle brackets or by macros of theirs.
  if (Spelled.take_front() == "<" ||
      Spelled.contains_insensitive("$(NTMAKEENV)"))
    return;
  std::string Name = expand(Spelled.trim('"'), 0), Why;
  std::string Path = hostPath(Name, path::parent_path(File));
  if (Stack.size() >= 40 || llvm::is_contained(Stack, Path))
    Why = "which does not end";
  else if (!read(Path, Why))
    Why = "which " + Why;
  if (!Why.empty())
    Missing.push_back("includes '" + Name + "', " + Why);
}

//===----------------------------------------------------------------------===//
// What they say
//===----------------------------------------------------------------------===//

static std::vector<std::string> words(StringRef Text, StringRef Between) {
  std::vector<std::string> Result;
  for (Text = Text.ltrim(Between); !Text.empty(); Text = Text.ltrim(Between)) {
    StringRef Word = Text.take_front(Text.find_first_of(Between));
    Result.push_back(Word.str());
    Text = Text.drop_front(Word.size());
  }
  return Result;
}

/// What build.exe and its window define.
static NMake toolsFor(StringRef Configuration) {
  auto [Name, Platform] = Configuration.split('|');
  const bool Checked = Name.equals_insensitive("Debug");
  const bool Is32 = Platform.equals_insensitive("Win32");
  NMake Result;
  Result.Macros = {{"_BUILDARCH", Is32 ? "x86" : "AMD64"},
                   {Is32 ? "386" : "AMD64", "1"},
                   {"DDK_TARGET_OS", "Win7"},
                   {"DDKBUILDENV", Checked ? "chk" : "fre"},
                   {"FREEBUILD", Checked ? "0" : "1"},
                   {"BUILD_ALT_DIR", Checked ? "chk_win7" : "fre_win7"},
                   {"_NT_TARGET_VERSION_WIN7", "0x601"},
                   {"_NT_TARGET_VERSION_LONGHORN", "0x600"},
                   {"_NT_TARGET_VERSION_WS03", "0x502"},
                   {"_NT_TARGET_VERSION_WINXP", "0x501"},
                   {"O", Is32 ? "obj/i386" : "obj/amd64"},
                   {"OBJ_PATH", "."},
                   {"TARGET_DIRECTORY", Is32 ? "i386" : "amd64"}};
  for (const char *Folder : {"DDK_INC_PATH", "SDK_INC_PATH", "CRT_INC_PATH",
                             "WDM_INC_PATH", "IFSKIT_INC_PATH", "BASEDIR"})
    Result.Macros[Folder] = ProjectKit::Nowhere;
  return Result;
}

static std::vector<std::string> splitOptions(const std::string &Text) {
  llvm::BumpPtrAllocator Memory;
  llvm::StringSaver Saver(Memory);
  llvm::SmallVector<const char *, 16> Parts;
  llvm::cl::TokenizeWindowsCommandLine(Text, Saver, Parts);
  return {Parts.begin(), Parts.end()};
}

static std::vector<std::string> commandOf(NMake &Made, const Module &Of,
                                          StringRef Folder) {
  auto [Name, Platform] = StringRef(Of.Configuration).split('|');
  std::vector<std::string> Command = {"cl.exe", "/c",
                                      "--target=" + targetOfPlatform(Platform)};
  KernelBuild Build;
  Build.Platform = Platform.str();
  Build.TargetVersion = "win7";
  Build.NtTargetVersion = Made.value("_NT_TARGET_VERSION");
  Build.Debug = Name.equals_insensitive("Debug");
  Build.KmdfMajor = Made.value("KMDF_VERSION_MAJOR");
  if (Build.KmdfMajor.empty())
    Build.KmdfMajor = Made.value("KMDF_VERSION");
  Build.KmdfMinor = Made.value("KMDF_VERSION_MINOR");
  Build.Kmdf = !Build.KmdfMajor.empty();
  if (Of.IsKernel) {
    for (const std::string &Macro : kernelMacros(Build))
      Command.push_back("/D" + Macro);
    Command.insert(Command.end(), KernelSwitches.begin(), KernelSwitches.end());
  }
  for (StringRef Flags : {"C_DEFINES", "USER_C_FLAGS"})
    for (const std::string &Each : splitOptions(Made.value(Flags)))
      Command.push_back(Each);
  for (const std::string &Each : words(Made.value("INCLUDES"), ";\t ")) {
    if (StringRef(Each).contains(ProjectKit::Nowhere))
      continue;
    std::string Path = hostPath(Each, Folder);
    Command.push_back("/I" + (Path.empty() ? Each : Path));
  }
  if (std::string Header = Made.value("PRECOMPILED_INCLUDE"); !Header.empty())
    Command.push_back("/Yu" + path::filename(withSlashes(Header)).str());
  return Command;
}

/// The only file called \p Name below \p Top; "" if there is none, or several,
/// or if the tree is too large to tell.
static std::string onlyOneCalled(StringRef Name, StringRef Top) {
  constexpr size_t MostEntries = 20000;
  size_t Seen = 0;
  std::string Found;
  for (std::vector<std::string> Left = {Top.str()}; !Left.empty();) {
    const std::string Next = Left.back();
    Left.pop_back();
    for (const std::string &Child : childrenOf(Next)) {
      fs::file_status Status;
      if (++Seen > MostEntries)
        return "";
      if (fs::status(Child, Status, /*Follow=*/false))
        continue;
      if (Status.type() == fs::file_type::directory_file) {
        if (path::filename(Child).take_front() != ".")
          Left.push_back(Child);
      } else if (path::filename(Child).equals_insensitive(Name)) {
        if (!Found.empty())
          return "";
        Found = Child;
      }
    }
  }
  return Found;
}

/// The root of the repository; without one, the folder above with what is
/// beside \p Folder.
static StringRef treeAround(StringRef Folder) {
  StringRef Top = Folder;
  for (unsigned Levels = 0; Levels < 8 && !Top.empty();
       ++Levels, Top = path::parent_path(Top))
    if (fs::exists(Top + "/.git"))
      return Top;
  return path::parent_path(Folder);
}

/// Scripts put links to files of other folders beside the 'sources' file before
/// build.exe runs. Without them, a file that is the only one of its name can be
/// meant only.
static void findElsewhere(ModuleFile &File, Module &Of, StringRef Folder) {
  const StringRef Name = path::filename(File.File);
  const std::string Other = onlyOneCalled(Name, treeAround(Folder));
  if (Other.empty()) {
    File.Trouble = "the file is missing, though '" + Of.Project + "' lists it";
    return;
  }
  Of.Guesses.push_back("lists '" + Name.str() + "', which is not there; '" +
                       Other + "' is the only file of that name around it, " +
                       "and taken for it");
  File.File = Other;
  // What the link would find beside it.
  File.Command.insert(File.Command.begin() + 1, ("/I" + Folder).str());
}

static void addFiles(NMake &Made, Module &Result, StringRef Folder) {
  const std::vector<std::string> Command = commandOf(Made, Result, Folder);
  const bool Is32 =
      StringRef(Result.Configuration).take_back(5).equals_insensitive("Win32");
  std::string All = Made.value("SOURCES") + " " +
                    Made.value(Is32 ? "I386_SOURCES" : "AMD64_SOURCES");
  for (const std::string &Name : words(All, " \t;")) {
    static const StringRef Compiled[] = {".c", ".cpp", ".cxx", ".cc"};
    if (!llvm::is_contained(Compiled,
                            path::extension(withSlashes(Name)).lower()))
      continue;
    ModuleFile Each;
    Each.File = hostPath(Name, Folder);
    Each.Command = Command;
    if (!fs::exists(Each.File))
      findElsewhere(Each, Result, Folder);
    Result.Files.push_back(std::move(Each));
  }
}

bool readSourcesFile(const std::string &File, StringRef Configuration,
                     Module &Result, std::string &Error) {
  Result.Project = File;
  Result.Configurations = {"Debug|x64", "Release|x64", "Debug|Win32",
                           "Release|Win32"};
  Result.Configuration =
      chooseConfiguration(Result.Configurations, Configuration);
  if (Result.Configuration.empty()) {
    Error = "'" + File + "' has no configuration '" + Configuration.str() +
            "'; there are " + llvm::join(Result.Configurations, ", ");
    return false;
  }
  NMake Made = toolsFor(Result.Configuration);
  std::string Why;
  if (!Made.read(File, Why)) {
    Error = "'" + File + "' " + Why;
    return false;
  }
  Result.Missing = Made.Missing;
  Result.Unknown = Made.Unknown;
  const std::string Type = StringRef(Made.value("TARGETTYPE")).upper();
  Result.Output = StringRef(Made.value("TARGETNAME")).lower();
  Result.Name = Result.Output.empty()
                    ? path::filename(path::parent_path(File)).str()
                    : Made.value("TARGETNAME");
  Result.IsKernel = Type != "PROGRAM" && Type != "DYNLINK";
  Result.Kind = Type == "LIBRARY" || Type == "DRIVER_LIBRARY" ? Module::Library
                : Type == "PROGRAM"                           ? Module::Other
                                                              : Module::Driver;
  for (const std::string &Each : words(Made.value("TARGETLIBS"), " \t;"))
    Result.Libraries.push_back(path::stem(withSlashes(Each)).lower());
  Result.UsesStorPort = llvm::is_contained(Result.Libraries, "storport");
  addFiles(Made, Result, path::parent_path(File));
  return true;
}

bool readDirsFile(const std::string &File, StringRef Configuration,
                  std::vector<std::string> &Folders, std::string &Error) {
  NMake Made = toolsFor(Configuration.empty() ? "Debug|x64" : Configuration);
  std::string Why;
  if (!Made.read(File, Why)) {
    Error = "'" + File + "' " + Why;
    return false;
  }
  for (StringRef List : {"DIRS", "OPTIONAL_DIRS"})
    for (const std::string &Each : words(Made.value(List), " \t;")) {
      // "lib{needs}"
      StringRef Name = StringRef(Each).split('{').first;
      if (!Name.empty())
        Folders.push_back(hostPath(Name, path::parent_path(File)));
    }
  return true;
}

} // namespace spinpair
