//===- Units.cpp ----------------------------------------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Units.h"

#include "Nearest.h"
#include "Options.h"

#include "clang/Basic/FileManager.h"
#include "clang/Frontend/FrontendAction.h"
#include "clang/Tooling/ArgumentsAdjusters.h"
#include "clang/Tooling/CompilationDatabase.h"
#include "clang/Tooling/JSONCompilationDatabase.h"
#include "clang/Tooling/Tooling.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Regex.h"
#include "llvm/Support/VirtualFileSystem.h"
#include "llvm/Support/raw_ostream.h"

using namespace clang;
namespace path = llvm::sys::path;

namespace spinpair {

static std::string currentFolder() {
  llvm::SmallString<256> Here;
  llvm::sys::fs::current_path(Here);
  return Here.str().str();
}

static std::string absolute(StringRef File, StringRef Directory) {
  llvm::SmallString<256> Path(File);
  if (!path::is_absolute(File)) {
    Path = Directory;
    path::append(Path, File);
  }
  path::remove_dots(Path, /*remove_dot_dot=*/true);
  return Path.str().str();
}

std::string shownFile(StringRef File, StringRef Directory) {
  static const std::string Here = currentFolder();
  std::string Path = absolute(File, Directory);
  StringRef Rest = Path;
  if (Rest.consume_front(Here) && Rest.consume_front("/"))
    return Rest.str();
  return Path;
}

/// Databases list assembly and resources too; there is nothing in them for us.
static bool isSource(StringRef File) {
  static const StringRef Others[] = {".s", ".sx", ".asm", ".rc", ".def"};
  return !llvm::is_contained(Others, path::extension(File).lower());
}

static Unit makeUnit(const tooling::CompileCommand &Command) {
  Unit Unit;
  Unit.Directory = absolute(Command.Directory, currentFolder());
  Unit.File = absolute(Command.Filename, Unit.Directory);
  Unit.CommandLine = Command.CommandLine;
  // Names of static functions contain the file as the compiler was told it, and
  // folders may have files of the same name.
  for (size_t I = 1; I < Unit.CommandLine.size(); ++I)
    if (!StringRef(Unit.CommandLine[I]).empty() &&
        Unit.CommandLine[I][0] != '-' &&
        absolute(Unit.CommandLine[I], Unit.Directory) == Unit.File)
      Unit.CommandLine[I] = Unit.File;
  return Unit;
}

static std::unique_ptr<tooling::CompilationDatabase>
openDatabase(const Options &Options, std::string &Error) {
  std::string File = Options.Build, Why;
  if (llvm::sys::fs::is_directory(File)) {
    llvm::SmallString<256> Path(File);
    path::append(Path, "compile_commands.json");
    File = Path.str().str();
    llvm::SmallString<256> Flags(Options.Build);
    path::append(Flags, "compile_flags.txt");
    if (!llvm::sys::fs::exists(File) && llvm::sys::fs::exists(Flags)) {
      auto Fixed = tooling::FixedCompilationDatabase::loadFromFile(Flags, Why);
      if (!Fixed)
        Error =
            "the flags in '" + Flags.str().str() + "' cannot be read: " + Why;
      return Fixed;
    }
  }
  if (!llvm::sys::fs::exists(File)) {
    Error = "there is no '" + File +
            "'; let the build write it (cmake "
            "-DCMAKE_EXPORT_COMPILE_COMMANDS=ON, or bear -- make), or name the "
            "files and their arguments: spinpair FILE ... -- ARGUMENTS";
    return nullptr;
  }
  std::unique_ptr<tooling::CompilationDatabase> Database =
      tooling::JSONCompilationDatabase::loadFromFile(
          File, Why, tooling::JSONCommandLineSyntax::AutoDetect);
  if (!Database) {
    Error = "'" + File + "' is not a compilation database: " +
            StringRef(Why).rtrim("\n").str();
    return nullptr;
  }
  // As clang's own tools do: response files, and cl.exe by its name.
  return tooling::inferTargetAndDriverMode(tooling::expandResponseFiles(
      std::move(Database), llvm::vfs::getRealFileSystem()));
}

/// Leaves the units chosen that one of \p Given names or matches.
static bool choose(const std::vector<std::string> &Given,
                   std::vector<Unit> &Units, std::string &Error) {
  if (Given.empty())
    return true;
  for (Unit &Unit : Units)
    Unit.Chosen = false;
  for (const std::string &Wanted : Given) {
    std::string File = absolute(Wanted, currentFolder()), Why;
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
      Error = "no unit of the compilation database is '" + Wanted +
              "' or matches it";
      return false;
    }
  }
  return true;
}

/// A word that is no file may be meant as a command.
static std::string noSuchCommand(StringRef Word) {
  std::vector<StringRef> Names;
  for (const CommandRow &Row : commandTable())
    Names.push_back(Row.Name);
  return " and no such command" +
         didYouMean(Word, Names, "; 'spinpair --help' lists them");
}

bool loadUnits(const Options &Options, std::vector<Unit> &Units,
               std::string &Error) {
  std::vector<std::string> Given = Options.Given;
  if (Options.What == Command::ExplainFunction)
    Given.erase(Given.begin());
  std::string Here = currentFolder();
  if (Options.Build.empty()) {
    for (const std::string &File : Given) {
      if (!llvm::sys::fs::exists(File)) {
        Error = "there is no file '" + File + "'" +
                (path::has_extension(File) ? "" : noSuchCommand(File));
        return false;
      }
      Unit Unit;
      Unit.Directory = Here;
      Unit.File = absolute(File, Here);
      Unit.CommandLine = {"clang"};
      Unit.CommandLine.insert(Unit.CommandLine.end(),
                              Options.ClangArguments.begin(),
                              Options.ClangArguments.end());
      Unit.CommandLine.push_back(File);
      Units.push_back(std::move(Unit));
    }
    Given.clear();
  } else {
    auto Database = openDatabase(Options, Error);
    if (!Database)
      return false;
    std::vector<tooling::CompileCommand> Commands =
        Database->getAllCompileCommands();
    if (Commands.empty()) { // flags only: they are for any file
      for (const std::string &File : Given)
        if (llvm::sys::fs::exists(File))
          for (auto &Command :
               Database->getCompileCommands(absolute(File, Here)))
            Commands.push_back(std::move(Command));
      if (Commands.empty()) {
        Error = "the compilation database in '" + Options.Build +
                "' lists no files; name the files to analyse";
        return false;
      }
    }
    for (const tooling::CompileCommand &Command : Commands)
      if (isSource(Command.Filename))
        Units.push_back(makeUnit(Command));
  }
  // Whatever the order of the database, the result is the same; of a file that
  // is compiled more than once, the first command counts.
  llvm::stable_sort(
      Units, [](const Unit &A, const Unit &B) { return A.File < B.File; });
  Units.erase(std::unique(Units.begin(), Units.end(),
                          [](const Unit &A, const Unit &B) {
                            return A.File == B.File;
                          }),
              Units.end());
  return choose(Given, Units, Error);
}

/// Clang's own adjusters leave this one.
static tooling::CommandLineArguments
stripSerialized(const tooling::CommandLineArguments &Arguments, StringRef) {
  tooling::CommandLineArguments Result;
  for (size_t I = 0; I < Arguments.size(); ++I)
    if (StringRef(Arguments[I]).ltrim('-') == "serialize-diagnostics")
      ++I;
    else
      Result.push_back(Arguments[I]);
  return Result;
}

/// How to compile the unit, without what writes files, without warnings that
/// are not ours, and with the headers of the clang that reads it.
static std::vector<std::string> argumentsFor(const Unit &Unit) {
  using namespace tooling;
  ArgumentsAdjuster Adjust = combineAdjusters(
      combineAdjusters(
          combineAdjusters(
              combineAdjusters(stripSerialized, getClangStripOutputAdjuster()),
              getClangStripDependencyFileAdjuster()),
          getClangSyntaxOnlyAdjuster()),
      getInsertArgumentAdjuster({"-w", "-resource-dir", SPINPAIR_RESOURCE_DIR},
                                ArgumentInsertPosition::BEGIN));
  return Adjust(Unit.CommandLine, Unit.File);
}

bool parse(const Unit &Unit, std::unique_ptr<FrontendAction> Action) {
  // A file system of its own has a working directory of its own.
  IntrusiveRefCntPtr<llvm::vfs::FileSystem> FileSystem(
      llvm::vfs::createPhysicalFileSystem().release());
  if (std::error_code Wrong =
          FileSystem->setCurrentWorkingDirectory(Unit.Directory)) {
    llvm::errs() << "spinpair: '" << Unit.Directory
                 << "' cannot be entered: " << Wrong.message() << "\n";
    return false;
  }
  IntrusiveRefCntPtr<FileManager> Files(
      new FileManager(FileSystemOptions(), FileSystem));
  tooling::ToolInvocation Invocation(argumentsFor(Unit), std::move(Action),
                                     Files.get());
  return Invocation.run();
}

} // namespace spinpair
