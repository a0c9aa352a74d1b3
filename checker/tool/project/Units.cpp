//===- Units.cpp ----------------------------------------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Units.h"

#include "Arguments.h"
#include "Config.h"
#include "Database.h"
#include "Exclusions.h"
#include "Hook.h"
#include "Project.h"
#include "Setup.h"
#include "model/CommandTable.h"
#include "model/Options.h"
#include "model/Unit.h"
#include "parse/Kit.h"
#include "support/Nearest.h"
#include "support/Paths.h"
#include "support/Places.h"
#include "support/WindowsPaths.h"

#include "clang/Basic/Version.h"
#include "clang/Tooling/CompilationDatabase.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Regex.h"
#include "llvm/Support/raw_ostream.h"

#include <set>

using namespace clang;
namespace path = llvm::sys::path;

namespace spinpair {

bool isSource(StringRef File) {
  static const StringRef Others[] = {".s", ".sx", ".asm", ".rc", ".def"};
  return !llvm::is_contained(Others, path::extension(File).lower());
}

/// The flags of a compile_flags.txt are for any file; \p Given names them.
static bool readFlags(StringRef Flags, const std::vector<std::string> &Given,
                      std::vector<Unit> &Units, std::string &Error) {
  std::string Why;
  std::unique_ptr<llvm::MemoryBuffer> Buffer;
  StringRef Text;
  if (!readUtf8(Flags, Buffer, Text, Error))
    return false;
  auto Database = tooling::FixedCompilationDatabase::loadFromBuffer(
      path::parent_path(Flags), Text, Why);
  if (!Database) {
    Error = "the flags in '" + Flags.str() + "' cannot be read: " + Why;
    return false;
  }
  for (const std::string &File : Given)
    if (llvm::sys::fs::exists(File))
      for (const tooling::CompileCommand &Command :
           Database->getCompileCommands(absolutePath(File, ""))) {
        Unit Unit;
        Unit.Directory = absolutePath(Command.Directory, "");
        Unit.File = absolutePath(Command.Filename, Unit.Directory);
        Unit.CommandLine = Command.CommandLine;
        Units.push_back(std::move(Unit));
      }
  return true;
}

void tell(const Options &Options, const std::vector<std::string> &Notes) {
  if (!Options.Quiet)
    for (const std::string &Note : Notes)
      llvm::errs() << "spinpair: " << oneLine(Note) << "\n";
}

/// Takes over what was read from a project.
static void addUnits(std::vector<ProjectUnit> From, std::vector<Unit> &Units) {
  for (ProjectUnit &Each : From) {
    Unit Unit;
    Unit.File = std::move(Each.File);
    Unit.Directory = std::move(Each.Directory);
    Unit.CommandLine = std::move(Each.Command);
    Unit.Trouble = std::move(Each.Trouble);
    Unit.IsProject = Each.IsProject;
    Unit.How.Traces = std::move(Each.TraceFunctions);
    Unit.How.HeaderFolders = std::move(Each.HeaderFolders);
    Unit.Programs = std::move(Each.Programs);
    Units.push_back(std::move(Unit));
  }
}

/// What there is to choose from, where nothing stands out: "solutions; name one
/// of them: a.sln, b.sln".
static std::string toChooseFrom(const FoundProjects &Found) {
  constexpr size_t Shown = 6;
  const std::pair<const char *, const std::vector<std::string> *> Kinds[] = {
      {"solutions", &Found.Solutions},
      {"projects", &Found.Projects},
      {"'dirs' files", &Found.Dirs},
      {"'sources' files", &Found.Sources}};
  for (auto [What, All] : Kinds) {
    if (All->empty())
      continue;
    const std::vector<std::string> Names(
        All->begin(), All->begin() + std::min(All->size(), Shown));
    return std::string(What) +
           "; name one of them: " + llvm::join(Names, ", ") +
           (All->size() > Shown
                ? " and " + std::to_string(All->size() - Shown) + " more"
                : "");
  }
  return "";
}

/// Names the files of which another command is left out.
static void tellAgain(const Options &Options, std::vector<std::string> Files) {
  constexpr size_t Shown = 5;
  llvm::sort(Files);
  Files.erase(std::unique(Files.begin(), Files.end()), Files.end());
  if (Files.empty())
    return;
  std::vector<std::string> Names;
  for (size_t I = 0; I < std::min(Files.size(), Shown); ++I)
    Names.push_back("'" + shownFile(Files[I], "") + "'");
  std::string All = llvm::join(Names, ", ");
  if (Files.size() > Shown)
    All += " and " + std::to_string(Files.size() - Shown) + " more";
  tell(Options, {All +
                 (Files.size() == 1 ? " is compiled by another command, "
                                      "too, which is not analysed"
                                    : " are compiled by other commands, "
                                      "too, which are not analysed") +
                 ": of each file the first one counts"});
}

bool readProject(const Options &Options, const Config &Config,
                 std::vector<Unit> &Units, std::string &Error) {
  ProjectRequest Wanted;
  Wanted.Path = existingPath(Options.Build, "");
  if (isWindowsPath(Wanted.Path)) {
    Error = "'" + Wanted.Path +
            "' is a path of Windows, and nothing says where it is here; "
            "--path-map 'C:\\FOLDER=FOLDER' does";
    return false;
  }
  Wanted.Configuration = Options.Configuration.empty()
                             ? Config.Configuration.Value
                             : Options.Configuration;
  if (!Config.Kit.Value.empty())
    if (auto Folders = findKit(Config.Kit.Value); !Folders.empty())
      Wanted.Kit.Kernel = Folders[0];
  if (llvm::sys::fs::is_directory(Wanted.Path)) {
    const std::string Folder = llvm::sys::fs::exists(Options.Build)
                                   ? Options.Build
                                   : shownFile(Wanted.Path, "");
    FoundProjects Found = findProjects(Folder);
    Wanted.Path = projectToUse(Found);
    if (Wanted.Path.empty()) {
      const std::string Choice = toChooseFrom(Found);
      Error = "'" + Folder +
              (Choice.empty() ? "' is a folder without a project"
                              : "' has several " + Choice);
      return false;
    }
  }
  LoadedProject Loaded;
  if (!loadProject(Wanted, Loaded, Error))
    return false;
  tell(Options, Loaded.Notes);
  tellAgain(Options, std::move(Loaded.Again));
  addUnits(std::move(Loaded.Units), Units);
  return true;
}

static std::string commonFolder(llvm::ArrayRef<Unit> Units);

static bool readLog(const Options &Options, std::vector<Unit> &Units,
                    std::string &Error) {
  std::vector<ProjectUnit> Read;
  const std::string Log = existingPath(Options.Build, "");
  if (!readTlog(Log, Read, Error))
    return false;
  std::vector<std::string> Files;
  for (const ProjectUnit &Each : Read)
    Files.push_back(Each.File);
  std::string Note = pathMap().guess(Files, path::parent_path(Log));
  if (!Note.empty())
    tell(Options, {Note});
  addUnits(std::move(Read), Units);
  for (Unit &Each : Units)
    Each.File = existingPath(Each.File, Each.Directory);
  const std::string Common = commonFolder(Units);
  for (Unit &Each : Units)
    if (Each.Directory.empty())
      Each.Directory = Common;
  return true;
}

bool isUnit(const std::string &Name, const std::vector<Unit> &Units) {
  return llvm::any_of(Units,
                      [File = absolutePath(existingPath(Name, ""), "")](
                          const Unit &Unit) { return Unit.File == File; });
}

/// What to give in place of a file that Visual Studio or MSBuild made, but that
/// does not say what is compiled; "" for another one.
static std::string inPlaceOf(StringRef File) {
  const std::string End = path::extension(File).lower();
  StringRef Stem = File.drop_back(End.size());
  if (path::extension(Stem).lower() == ".vcxproj")
    return "; the project is '" + Stem.str() + "'";
  if (End == ".binlog")
    return "; it is a binary log of MSBuild: give the project or solution, or "
           "with -p the folder *.tlog that the same build left";
  if (End == ".props" || End == ".targets")
    return "; it is a part of projects: give one that imports it, a .vcxproj";
  if (End == ".vcproj" || End == ".dsp" || End == ".dsw")
    return "; it is a project of Visual Studio 2008 or older: let a newer one "
           "convert it to a .vcxproj, or name the files to analyse";
  return "";
}

static bool readBuild(const Options &Options,
                      const std::vector<std::string> &Given,
                      std::vector<Unit> &Units, std::string &Error) {
  std::string File = existingPath(Options.Build, "");
  if (File != Options.Build && !isWindowsPath(Options.Build))
    File = Options.Build;
  if (llvm::sys::fs::is_directory(File)) {
    llvm::SmallString<256> Listed(File), Flags(File);
    path::append(Listed, "compile_commands.json");
    path::append(Flags, "compile_flags.txt");
    File = Listed.str().str();
    if (!llvm::sys::fs::exists(File) && llvm::sys::fs::exists(Flags)) {
      if (!readFlags(Flags, Given, Units, Error))
        return false;
      File.clear();
    }
  }
  if (std::string Why = whyHidden(File); !Why.empty()) {
    Error = "'" + File + "' cannot be read: " + Why;
    return false;
  }
  if (!File.empty() && !llvm::sys::fs::exists(File)) {
    std::vector<std::string> Others = findDatabases();
    Error = "there is no '" + File + "'; ";
    if (!Others.empty())
      Error += "there is a compilation database in '" + Others[0] +
               "': spinpair -p " + Others[0];
    else
      Error += "let the build write it (cmake "
               "-DCMAKE_EXPORT_COMPILE_COMMANDS=ON, or bear -- make), or name "
               "the files and their arguments: spinpair FILE ... -- ARGUMENTS";
    return false;
  }
  if (!File.empty() && !llvm::sys::fs::is_regular_file(File)) {
    Error = llvm::sys::fs::is_directory(File)
                ? "'" + File + "' cannot be read: Is a directory"
                : "'" + File +
                      "' is no regular file; a compilation database is one";
    return false;
  }
  if (std::string Other = inPlaceOf(File); !Other.empty()) {
    Error = "'" + File + "' is not a compilation database" + Other;
    return false;
  }
  if (!File.empty() && !readDatabase(File, Units, Error))
    return false;
  if (Units.empty()) {
    Error = "the compilation database in '" + Options.Build +
            "' lists no files; name the files to analyse";
    return false;
  }
  return true;
}

/// A word that is no file may be meant as a command.
static std::string noSuchCommand(StringRef Word) {
  std::vector<StringRef> Names;
  for (const CommandRow &Row : commandTable())
    Names.push_back(Row.Name);
  if (llvm::is_contained(Names, Word))
    return "; a command comes before the options: 'spinpair " + Word.str() +
           " ...'";
  return " and no such command" +
         nearestCommand(Word, "; 'spinpair --help' lists them");
}

/// Leaves the units of \p Build chosen that one of \p Given names or matches.
static bool choose(const std::vector<std::string> &Given,
                   const std::string &Build, std::vector<Unit> &Units,
                   std::string &Error) {
  if (Given.empty())
    return true;
  for (Unit &Unit : Units)
    Unit.Chosen = false;
  for (const std::string &Wanted : Given) {
    std::string File = absolutePath(Wanted, ""), Why;
    auto IsFile = [&](const Unit &Unit) { return Unit.File == File; };
    bool Any = false;
    if (llvm::any_of(Units, IsFile)) {
      Any = true;
      for (Unit &Unit : Units)
        Unit.Chosen |= IsFile(Unit);
    } else {
      llvm::Regex Pattern(Wanted);
      if (!Pattern.isValid(Why)) {
        Error = "'" + Wanted +
                "' is no file of the database and no regular "
                "expression: " +
                Why;
        return false;
      }
      for (Unit &Unit : Units)
        if (Pattern.match(Unit.File))
          Any = Unit.Chosen = true;
    }
    if (!Any) {
      Error = "no unit of " + shownProgram(Build) + " is '" + Wanted +
              "' or matches it" +
              (path::has_extension(Wanted) ? "" : nearestCommand(Wanted, ""));
      return false;
    }
  }
  return true;
}

/// Does clang take the file for C or C++, by its name?
static bool isForClang(StringRef File) {
  static const StringRef Known[] = {".c",   ".cc", ".cp", ".cpp", ".cxx",
                                    ".c++", ".h",  ".hh", ".hpp", ".hxx",
                                    ".h++", ".i",  ".ii", ".ixx", ".cppm"};
  return llvm::is_contained(Known, path::extension(File).lower());
}

/// Why the folder cannot be given in place of a file.
static std::string whyNotFolder(const std::string &Folder) {
  std::error_code Sealed;
  llvm::sys::fs::directory_iterator(Folder, Sealed);
  if (Sealed)
    return "'" + Folder + "' cannot be read: " + Sealed.message();
  const std::string Result = "'" + Folder + "' is a folder; ";
  for (const char *Known : {"compile_commands.json", "compile_flags.txt"})
    if (llvm::sys::fs::exists(Folder + "/" + Known))
      return Result + "the compilation database in it is analysed with -p " +
             Folder;
  return Result +
         "there is no project of Visual Studio and no 'sources' file in it or "
         "below; name the files in it, or a compilation database with -p BUILD";
}

static bool readNamed(const Options &Options,
                      const std::vector<std::string> &Given,
                      std::vector<Unit> &Units, std::string &Error) {
  for (const std::string &File : Given) {
    if (std::string Why = whyHidden(File); !Why.empty()) {
      Error = "'" + File + "' cannot be read: " + Why;
      return false;
    }
    if (llvm::sys::fs::is_directory(File)) {
      Error = whyNotFolder(File);
      return false;
    }
    if (!llvm::sys::fs::exists(File)) {
      Error = "there is no file '" + File + "'" +
              (path::has_extension(File) ? "" : noSuchCommand(File));
      return false;
    }
    if (isSource(File) && !isForClang(File) &&
        !llvm::is_contained(Options.ClangArguments, "-x")) {
      Error = "'" + File + "' is no C or C++ source" + inPlaceOf(File);
      return false;
    }
    uint64_t Size = 1;
    if (isSource(File) && llvm::sys::fs::is_regular_file(File) &&
        !llvm::sys::fs::file_size(File, Size) && !Size)
      tell(Options, {"'" + File + "' is empty"});
    Unit Unit;
    Unit.Directory = currentFolder();
    Unit.File = absolutePath(File, "");
    Unit.CommandLine = {"clang"};
    Unit.CommandLine.insert(Unit.CommandLine.end(),
                            Options.ClangArguments.begin(),
                            Options.ClangArguments.end());
    Units.push_back(std::move(Unit));
  }
  return true;
}

/// The folder that all units are in or below; the current one for none.
static std::string commonFolder(llvm::ArrayRef<Unit> Units) {
  if (Units.empty())
    return currentFolder();
  StringRef Folder = path::parent_path(Units[0].File);
  for (const Unit &Unit : Units.drop_front())
    while (StringRef(Unit.File).find((Folder + "/").str()) != 0 &&
           path::has_parent_path(Folder))
      Folder = path::parent_path(Folder);
  return Folder.str();
}

/// What was written for spinpair can be a mistake, unlike what a build passes.
/// Without a database, arguments of cl.exe make the commands those of cl.exe.
static bool checkArguments(const Options &Options, const Config &Config,
                           std::vector<Unit> &Units, std::string &Error) {
  std::vector<std::string> Given;
  for (const auto &Each : Config.ExtraBefore)
    Given.push_back(Each.Value);
  llvm::append_range(Given, Options.ClangArguments);
  for (const auto &Each : Config.ExtraAfter)
    Given.push_back(Each.Value);
  const bool HasCl = llvm::any_of(
      Units, [](const Unit &Each) { return isForCl(Each.CommandLine); });
  bool ForCl = false;
  Error = wrongArgument(Given, ForCl);
  if (Error.empty() && ForCl && !HasCl && !Options.Build.empty())
    Error = "'" + Given[0] + "' is for cl.exe, and no command of '" +
            Options.Build + "' is";
  if (Error.empty()) {
    if (ForCl && Options.Build.empty())
      for (Unit &Each : Units)
        Each.CommandLine[0] = "clang-cl";
    return true;
  }
  for (const auto *Extra : {&Config.ExtraBefore, &Config.ExtraAfter})
    for (const auto &Each : *Extra)
      if (StringRef(Error).contains("'" + Each.Value + "'") &&
          Each.Origin.find("--") != 0)
        Error = Each.Origin + ": " + Error;
  return false;
}

static bool moreArguments(const Options &Options, const Config &Config,
                          MoreArguments &More, std::string &Error) {
  for (const auto &Argument : Config.ExtraBefore)
    More.Before.push_back(Argument.Value);
  for (const auto &Argument : Config.ExtraAfter)
    More.After.push_back(Argument.Value);
  static const StringRef WithArgument[] = {
      "-I",       "-D",         "-U",        "-F",       "-x",      "-o",
      "-include", "-imacros",   "-isystem",  "-iquote",  "-target", "-arch",
      "-Xclang",  "-idirafter", "-isysroot", "-iprefix", "-mllvm",  "/I",
      "/D",       "/U",         "/FI"};
  if (!Options.ClangArguments.empty() &&
      llvm::is_contained(WithArgument, Options.ClangArguments.back()))
    Error = "behind '" + Options.ClangArguments.back() +
            "' its argument is missing";
  if (Config.Kit.Value.empty() || !Error.empty())
    return Error.empty();
  // A shared configuration may name the kit of machines with Windows.
  if (isWindowsPath(Config.Kit.Value) && Config.Kit.Origin != "--wdk") {
    tell(Options, {Config.Kit.Origin + ": '" + Config.Kit.Value +
                   "' is not on this machine; model headers stand in for it"});
    return true;
  }
  More.KitFolders = findKit(Config.Kit.Value);
  if (More.KitFolders.empty())
    Error = Config.Kit.Origin + ": '" + shownFile(Config.Kit.Value, "") +
            "' has no headers of a Windows Kit, neither km/storport.h nor a "
            "version folder with it; give the Include folder of the WDK";
  return Error.empty();
}

/// Has the file bytes that no source has? Those of UTF-16 are characters there.
static bool hasZeros(const std::string &File) {
  auto Buffer = llvm::MemoryBuffer::getFile(File, /*IsText=*/false,
                                            /*RequiresNullTerminator=*/false);
  return Buffer && (*Buffer)->getBuffer().contains('\0') &&
         !fromUtf16((*Buffer)->getBuffer());
}

/// Sees what can be seen before the unit is parsed.
static void prepare(Unit &Unit, const MoreArguments &More) {
  // Only a database names what is not there.
  static constexpr const char *Advice =
      "; let the build write the compilation database anew";
  if (!Unit.Trouble.empty())
    return;
  for (const std::string *Path : {&Unit.File, &Unit.Directory})
    if (Unit.Trouble.empty() && isWindowsPath(*Path))
      Unit.Trouble = "'" + *Path +
                     "' is a path of Windows, and nothing says where it is "
                     "here; --path-map 'C:\\FOLDER=FOLDER' does";
  if (!Unit.Trouble.empty())
    return;
  if (std::string Why = whyHidden(Unit.Directory); !Why.empty())
    Unit.Trouble = "the folder '" + Unit.Directory +
                   "' that it is compiled in cannot be read: " + Why;
  else if (!(Why = whyHidden(Unit.File)).empty())
    Unit.Trouble = "it cannot be read: " + Why;
  else if (!llvm::sys::fs::is_directory(Unit.Directory))
    Unit.Trouble = "the folder '" + Unit.Directory +
                   "' that it is compiled in is missing" + Advice;
  else if (!llvm::sys::fs::exists(Unit.File))
    Unit.Trouble = std::string("the file is missing") + Advice;
  else if (!llvm::sys::fs::is_regular_file(Unit.File))
    Unit.Trouble = "it is no file";
  else if (hasZeros(Unit.File))
    Unit.Trouble = "it contains NUL bytes, as no source does";
  else
    prepareCommand(Unit, More);
}

/// Leaves the first command of each file of \p Units, which are sorted, and
/// returns those that are written otherwise.
static std::vector<Unit> takeOthers(std::vector<Unit> &Units) {
  std::vector<Unit> First, Others;
  for (Unit &Each : Units) {
    // Two drivers may compile it each its own way.
    const bool IsSame =
        !First.empty() && First.back().File == Each.File &&
        (First.back().Programs == Each.Programs ||
         First.back().Programs.empty() || Each.Programs.empty());
    if (!IsSame)
      First.push_back(std::move(Each));
    else if (First.back().CommandLine != Each.CommandLine)
      Others.push_back(std::move(Each));
  }
  Units = std::move(First);
  return Others;
}

/// Names the files that one of \p Others compiles so that it may mean something
/// else. All are prepared, which leaves of a command what bears on that.
static void tellOthers(const Options &Options, const Config &Config,
                       const std::vector<Unit> &Units,
                       const std::vector<Unit> &Others) {
  std::vector<std::string> Files;
  for (const Unit &Each : Others) {
    auto Counts = llvm::partition_point(
        Units, [&](const Unit &Unit) { return Unit.File < Each.File; });
    if (Counts != Units.end() && !isExcluded(Config, Each.File) &&
        (Counts->CommandLine != Each.CommandLine || !(Counts->How == Each.How)))
      Files.push_back(Each.File);
  }
  tellAgain(Options, std::move(Files));
}

/// Leaves those of \p Units chosen that are to be reported on: what \p Given
/// names, files that are read on their own, and nothing that is excluded.
static bool chooseReported(const Options &Options,
                           const std::vector<std::string> &Given,
                           const Config &Config,
                           const std::set<std::string> &Alone,
                           std::vector<Unit> &Units, std::string &Error) {
  if (Options.Build.empty())
    return true;
  if (Options.What != Command::Hook) {
    if (!choose(Given, Options.Build, Units, Error))
      return false;
    for (Unit &Unit : Units)
      Unit.Chosen |= Alone.count(Unit.File);
  } else {
    chooseChanged(Options, Config, Units);
  }
  for (Unit &Unit : Units)
    if (isExcluded(Config, Unit.File)) {
      Unit.Chosen = false;
      Unit.Excluded = true;
    }
  return true;
}

bool loadUnits(const Options &Options, Config &Config, std::vector<Unit> &Units,
               std::string &Error) {
  std::vector<std::string> Given = Options.Given;
  if (Options.namesFunction())
    Given.erase(Given.begin());
  // A project needs to know which kit there is.
  const bool OfProject = !Options.Build.empty() && !isTlogName(Options.Build) &&
                         isOfWindows(existingPath(Options.Build, ""));
  if (OfProject) {
    std::string Path = existingPath(Options.Build, "");
    if (!loadConfig(Options,
                    llvm::sys::fs::is_directory(Path) ? StringRef(Path)
                                                      : path::parent_path(Path),
                    Config, Error) ||
        !readProject(Options, Config, Units, Error))
      return false;
  } else if (!(Options.Build.empty() ? readNamed(Options, Given, Units, Error)
               : isTlogName(Options.Build)
                   ? readLog(Options, Units, Error)
                   : readBuild(Options, Given, Units, Error))) {
    return false;
  }
  // What the database or project lists goes before.
  const size_t Listed = Units.size();
  if (!readNamed(Options, Options.Alone, Units, Error))
    return false;
  std::set<std::string> Alone;
  for (const Unit &Each : llvm::ArrayRef<Unit>(Units).drop_front(Listed))
    Alone.insert(Each.File);
  const bool Any = !Units.empty();
  llvm::erase_if(Units, [](const Unit &Unit) { return !isSource(Unit.File); });
  if (Any && Units.empty()) {
    Error = (Options.Build.empty() ? "'" + Given[0] + "' is"
                                   : "all that the compilation database in '" +
                                         Options.Build + "' lists is") +
            " assembly, a resource or a module definition; there is nothing in "
            "it to analyse";
    return false;
  }
  // Whatever the order of the database, the result is the same; of a file that
  // is compiled more than once, the first command counts.
  llvm::stable_sort(
      Units, [](const Unit &A, const Unit &B) { return A.File < B.File; });
  std::vector<Unit> Others = takeOthers(Units);
  MoreArguments More;
  if (!llvm::sys::fs::is_directory(clangHeaders() + "/include")) {
    Error = "clang's own headers are not in '" + clangHeaders() +
            "/include'; install them (on Debian libclang-common-" +
            std::to_string(CLANG_VERSION_MAJOR) + "-dev)";
    return false;
  }
  if ((!OfProject &&
       !loadConfig(Options, commonFolder(Units), Config, Error)) ||
      !checkArguments(Options, Config, Units, Error) ||
      !moreArguments(Options, Config, More, Error))
    return false;
  for (Unit &Unit : Units) {
    More.HasNoDatabase = Options.Build.empty() || Alone.count(Unit.File);
    prepare(Unit, More);
  }
  for (Unit &Unit : Others)
    prepare(Unit, More);
  tellOthers(Options, Config, Units, Others);
  return chooseReported(Options, Given, Config, Alone, Units, Error);
}

bool takeUnits(const Options &Options, Config &Config, std::vector<Unit> &Units,
               std::string &Error) {
  for (Unit &Unit : Units) {
    Unit.Trouble.clear();
    if (Unit.CommandLine.empty())
      Unit.Trouble = "it has no command";
    else
      prepare(Unit, MoreArguments());
  }
  return loadConfig(Options, commonFolder(Units), Config, Error);
}

} // namespace spinpair
