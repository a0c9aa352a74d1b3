//===- Setup.cpp ----------------------------------------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Setup.h"

#include "Config.h"
#include "Database.h"
#include "Project.h"
#include "model/Options.h"
#include "model/Unit.h"
#include "parse/Kit.h"
#include "support/Paths.h"
#include "support/Places.h"
#include "support/WindowsPaths.h"

#include "clang/Basic/Version.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Chrono.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Format.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Program.h"
#include "llvm/Support/Regex.h"
#include "llvm/Support/raw_ostream.h"

#include <cstdlib>

using llvm::StringRef;
namespace fs = llvm::sys::fs;
namespace path = llvm::sys::path;

namespace spinpair {

static constexpr char Template[] =
    R"(# Settings of spinpair for this project, for all who run it and for CI. Each is
# optional. 'spinpair config' prints what is in force, and where it comes from.

# Rules on and, behind '-', off; 'spinpair rules' lists them.
#rules: [-storport.msi.FailedAcquire]

# high, medium or low, for reports that have severities.
#severities: {storport.msi.NullArgument: high}

# Functions of this project and the highest IRQL that they may be called at.
#routines: {MyTrace: DISPATCH_LEVEL}

# How many times as long to explore what is not proved.
#effort: 4

# A Windows Kit, counted from this file. Without one, model headers stand in.
#wdk: kit

# What 'spinpair' without arguments analyses: a project or solution of Visual
# Studio, or a folder with one, counted from this file; and how it is built.
#project: driver.vcxproj
#configuration: Release|x64

# Where folders of Windows are here.
#path-map: ['C:\src=/home/me/src']

# Arguments for clang, behind those of the build and in front of them.
#extra-args: [-DDBG=1]
#extra-args-before: [-Icommon]

# Files that are none of the program's, from the folder of this file.
#exclude: ["test/*", tools/]
)";

static constexpr char DatabaseName[] = "compile_commands.json";

static bool has(StringRef Folder, StringRef File) {
  return fs::exists(Folder + "/" + File);
}

std::vector<std::string> findDatabases() {
  std::vector<std::string> Folders = {"."};
  for (const std::string &Child : childrenOf(".")) {
    StringRef Name = path::filename(Child);
    if (!fs::is_directory(Child) || Name.take_front() == ".")
      continue;
    Folders.push_back(Name.str());
    // "build/debug", "out/x64", "cmake-build/release"
    if (Name.contains_insensitive("build") || Name.contains_insensitive("out"))
      for (const std::string &Below : childrenOf(Name))
        Folders.push_back(Below);
  }
  llvm::erase_if(Folders, [](const std::string &Folder) {
    return !has(Folder, DatabaseName);
  });
  auto Written = [](const std::string &Folder) {
    fs::file_status Status;
    fs::status(Folder + "/" + DatabaseName, Status);
    return Status.getLastModificationTime();
  };
  llvm::stable_sort(Folders, [&](const auto &A, const auto &B) {
    return Written(A) > Written(B);
  });
  return Folders;
}

static llvm::raw_ostream &row(llvm::raw_ostream &Out, const char *What) {
  return Out << llvm::format("%-21s ", What);
}

/// The parts of a text between its quotes.
static std::vector<std::string> splitAtQuotes(StringRef Text) {
  llvm::SmallVector<StringRef, 2> Parts;
  Text.split(Parts, '\'');
  return {Parts.begin(), Parts.end()};
}

/// Writes the file, which must not be there.
static bool writeTemplate(const std::string &Kit, const std::string &Project,
                          std::string &Error) {
  std::string Text = Template;
  auto Set = [&Text](StringRef Key, StringRef Example,
                     const std::string &Value) {
    const std::string Line = ("#" + Key + ": " + Example + "\n").str();
    if (!Value.empty())
      Text.replace(
          Text.find(Line), Line.size(),
          (Key + ": '" + llvm::join(splitAtQuotes(Value), "''") + "'\n").str());
  };
  Set("wdk", "kit", Kit);
  Set("project", "driver.vcxproj", Project);
  int Descriptor = -1;
  std::error_code Wrong =
      fs::openFileForWrite(".spinpair.yaml", Descriptor, fs::CD_CreateNew);
  if (!Wrong) {
    llvm::raw_fd_ostream File(Descriptor, /*shouldClose=*/true);
    File << Text;
    File.close();
    Wrong = File.error();
    File.clear_error();
  }
  if (Wrong)
    Error = "'.spinpair.yaml' cannot be written: " + Wrong.message();
  return !Wrong;
}

/// A folder of the project with a kit; "" if there is none.
static std::string kitHere() {
  for (const char *Folder : {"kit", "wdk", "Windows Kits"})
    if (!findKit(Folder).empty())
      return Folder;
  // As NuGet restores them; the newest is last.
  for (const std::string &Package : llvm::reverse(childrenOf("packages")))
    if (path::filename(Package).contains_insensitive("windows.wdk") &&
        !findKit(Package).empty())
      return Package;
  // The one that Visual Studio installs, by the name that all have it by.
  const std::string Installed = "C:\\Program Files (x86)\\Windows Kits\\10";
  return findKit(pathMap().toHost(Installed)).empty() ? "" : Installed;
}

/// One of the machine; "" if there is none.
static std::string kitElsewhere() {
  for (const char *Variable : {"WDKContentRoot", "WindowsSdkDir"})
    if (const char *Folder = std::getenv(Variable))
      if (!findKit(Folder).empty())
        return Folder;
  for (const char *Folder :
       {"/opt/wdk", "/mnt/c/Program Files (x86)/Windows Kits/10"})
    if (!findKit(Folder).empty())
      return Folder;
  return "";
}

static void tellKit(const Config &Config, const std::string &Here,
                    llvm::raw_ostream &Out) {
  row(Out, "Windows Kit");
  std::string Elsewhere = kitElsewhere();
  if (!Config.Kit.Value.empty())
    Out << shownFile(Config.Kit.Value, "") << ", from " << Config.Kit.Origin
        << (findKit(Config.Kit.Value).empty() ? ": it has no storport.h" : "");
  else if (!Here.empty())
    Out << Here << ", now in .spinpair.yaml";
  else if (!Elsewhere.empty())
    Out << Elsewhere << "; --wdk '" << Elsewhere << "' takes it";
  else
    Out << "none found; model headers stand in for it, --wdk DIR takes one";
  Out << "\n";
}

static void tellGit(llvm::raw_ostream &Out) {
  const std::string &Root = projectRoot();
  const bool IsRepository = has(Root, ".git");
  row(Out, "git");
  if (!llvm::sys::findProgramByName("git"))
    Out << "not installed; --changed-since needs it\n";
  else if (IsRepository)
    Out << "the repository is " << Root << "\n";
  else
    Out << "no repository here; reports name files from the current folder\n";
  row(Out, "pre-commit");
  auto Hooks = llvm::MemoryBuffer::getFile(Root + "/.pre-commit-config.yaml");
  if (Hooks && (*Hooks)->getBuffer().contains("spinpair"))
    Out << "runs spinpair\n";
  else if (llvm::sys::findProgramByName("pre-commit"))
    Out << "does not run spinpair; see docs/pre-commit.md\n";
  else
    Out << "not installed\n";
}

/// What makes a database, by what is here to build with.
static const char *howToMakeDatabase() {
  static const struct {
    const char *File, *Command;
  } Rows[] = {{"CMakeLists.txt",
               "cmake -S . -B build -DCMAKE_EXPORT_COMPILE_COMMANDS=ON"},
              {"meson.build", "meson setup build"},
              {"GNUmakefile", "bear -- make"},
              {"Makefile", "bear -- make"},
              {"makefile", "bear -- make"}};
  for (const auto &Row : Rows)
    if (has(".", Row.File))
      return Row.Command;
  return "spinpair FILE ... -- CLANG ARGUMENT ...";
}

/// Where the database is; "" if there is none that can be used.
static std::string tellDatabase(llvm::raw_ostream &Out) {
  std::string Use;
  for (const std::string &Folder : findDatabases()) {
    std::vector<Unit> Units;
    std::string Why;
    std::string File =
        (Folder == "." ? "" : Folder + "/") + std::string(DatabaseName);
    row(Out, "compilation database") << oneLine(File) << ": ";
    if (!readDatabase(File, Units, Why) || Units.empty()) {
      Out << (Why.empty() ? "it lists no files" : oneLine(Why)) << "\n";
      continue;
    }
    Out << counted(Units.size(), "file") << "\n";
    if (Use.empty())
      Use = Folder;
  }
  if (Use.empty())
    row(Out, "compilation database") << "missing: the build can write it\n";
  return Use;
}

/// The text of a project; "" if it is none that a person wrote.
static std::string textOf(const std::string &File) {
  constexpr uint64_t Largest = 1 << 20;
  uint64_t Size;
  if (fs::file_size(File, Size) || Size > Largest)
    return "";
  auto Text = llvm::MemoryBuffer::getFile(File);
  return Text ? (*Text)->getBuffer().str() : "";
}

/// Does a project with this text build a driver, as far as that says?
static bool isOfDriver(StringRef Text) {
  constexpr llvm::Regex::RegexFlags Any = llvm::Regex::IgnoreCase;
  if (llvm::Regex("TARGETTYPE[ \t]*=[ \t]*([A-Z_]*LIBRARY|DYNLINK|PROGRAM)",
                  Any)
          .match(Text))
    return false;
  return !Text.contains_insensitive("<ConfigurationType") ||
         llvm::Regex("<ConfigurationType[^>]*>[ \t]*Driver", Any).match(Text);
}

namespace {

/// What is analysed of the projects that there are.
struct Choice {
  std::string Project; ///< "" for none.
  /// Is it the one that the configuration names?
  bool IsInForce = false;
  std::string Idle;                 ///< Why nothing of it can be analysed.
  std::vector<std::string> LeftOut; ///< Drivers that it leaves out.
};

} // namespace

/// Chooses among projects; \p Drivers are those of interest.
static Choice choose(const Config &Config, const FoundProjects &Found,
                     const std::vector<std::string> &Drivers,
                     bool AreOfStorPort) {
  Choice Result;
  auto LeaveOut = [&] {
    Result.LeftOut = Drivers;
    llvm::erase_if(Result.LeftOut, [&](const std::string &Each) {
      return covers(Result.Project, Each);
    });
  };
  if (!Config.Project.Value.empty()) {
    Result.Project = shownFile(Config.Project.Value, "");
    Result.IsInForce = true;
    LeaveOut();
    // One of a folder above may be for another driver.
    if (Drivers.empty() || Result.LeftOut.size() < Drivers.size())
      return Result;
  }
  Result.IsInForce = false;
  Result.Project = projectToUse(Found);
  const bool IsOpen = Result.Project.empty();
  if (IsOpen)
    Result.Project = firstProject(Found);
  // The first of all may be a library.
  const bool IsOfOne = llvm::any_of(Drivers, [&](const std::string &Each) {
    return covers(Result.Project, Each);
  });
  if (!Drivers.empty() && IsOpen && (AreOfStorPort || !IsOfOne))
    Result.Project = Drivers[0];
  LeaveOut();
  return Result;
}

/// Why nothing of the project can be analysed; "" if something can.
static std::string whyIdle(const std::string &Project) {
  ProjectRequest Wanted;
  Wanted.Path = Project;
  LoadedProject Read;
  std::string Why;
  return loadProject(Wanted, Read, Why) ? "" : Why;
}

/// Of the others, one that compiles something, if what was chosen does not, as
/// the project of an installer.
static void avoidIdle(Choice &Made, const FoundProjects &Found) {
  constexpr size_t Most = 20; // each is evaluated
  if (Made.Project.empty() || Made.IsInForce)
    return;
  Made.Idle = whyIdle(Made.Project);
  size_t Tried = 0;
  for (const auto *List :
       {&Found.Projects, &Found.Solutions, &Found.Sources, &Found.Dirs})
    for (const std::string &Each : *List) {
      if (Made.Idle.empty() || ++Tried > Most)
        return;
      if (Each == Made.Project || !whyIdle(Each).empty())
        continue;
      Made.Project = Each;
      Made.Idle.clear();
      llvm::erase_if(Made.LeftOut, [&](const std::string &Other) {
        return covers(Each, Other);
      });
    }
}

/// Says which projects of Windows there are, and chooses one.
static Choice tellProjects(const Config &Config, llvm::raw_ostream &Out) {
  constexpr size_t Shown = 5;
  FoundProjects Found = findProjects(".");
  if (Found.empty())
    return {};
  std::vector<std::string> OfStorPort, Drivers;
  for (const auto *List : {&Found.Projects, &Found.Sources})
    for (const std::string &File : *List) {
      const std::string Text = textOf(File);
      if (StringRef(Text).contains_insensitive("storport.lib"))
        OfStorPort.push_back(File);
      if (isOfDriver(Text))
        Drivers.push_back(File);
    }
  row(Out, "Windows projects");
  const char *Between = "";
  auto Count = [&](size_t Number, const char *What) {
    if (Number)
      Out << Between << counted(Number, What);
    if (Number)
      Between = ", ";
  };
  Count(Found.Solutions.size(), "solution");
  Count(Found.Projects.size(), "project");
  Count(Found.Sources.size(), "'sources' file");
  Count(Found.Dirs.size(), "'dirs' file");
  Out << "; " << (OfStorPort.empty() ? "none links" : "linked with")
      << " storport.lib";
  for (size_t I = 0; I < std::min(OfStorPort.size(), Shown); ++I)
    Out << (I ? ", " : ": ") << oneLine(OfStorPort[I]);
  Out << (OfStorPort.size() > Shown ? ", ...\n" : "\n");
  Choice Made = choose(Config, Found, OfStorPort.empty() ? Drivers : OfStorPort,
                       !OfStorPort.empty());
  avoidIdle(Made, Found);
  return Made;
}

/// \p Name as a shell takes it for one word.
static std::string shellWord(StringRef Name) {
  const bool IsPlain = llvm::all_of(Name, [](char C) {
    return llvm::isAlnum(C) || StringRef("._-+/").contains(C);
  });
  return IsPlain ? Name.str() : "'" + oneLine(Name) + "'";
}

/// Says which project is taken, and how to come to the others.
static void tellChoice(const Choice &Made, const Config &Config,
                       llvm::raw_ostream &Out) {
  constexpr size_t Shown = 5;
  if (!Config.Project.Value.empty()) {
    row(Out, "project") << oneLine(shownFile(Config.Project.Value, ""))
                        << ", from " << oneLine(Config.Project.Origin)
                        << (Made.IsInForce ? "\n"
                                           : "; it has nothing of this "
                                             "folder\n");
  } else {
    row(Out, "project") << oneLine(Made.Project)
                        << (Config.File.empty() ? ", now in .spinpair.yaml\n"
                                                : "\n");
  }
  for (size_t I = 0; I < std::min(Made.LeftOut.size(), Shown); ++I)
    row(Out, "not covered") << oneLine(Made.LeftOut[I]) << ": spinpair "
                            << shellWord(Made.LeftOut[I]) << "\n";
  if (Made.LeftOut.size() > Shown)
    row(Out, "not covered")
        << "and " << Made.LeftOut.size() - Shown << " more\n";
}

/// What to do with what was found; \p Build is the database, "" for none.
static std::string nextStep(const Choice &Made, bool TakeProject,
                            const Config &Config, const std::string &Build) {
  if (!fs::is_directory(clangHeaders() + "/include"))
    return "apt-get install libclang-common-" +
           std::to_string(CLANG_VERSION_MAJOR) + "-dev";
  if (!TakeProject)
    return Build.empty() ? howToMakeDatabase()
                         : "spinpair -p " + oneLine(Build);
  // The configuration has the project.
  if (Config.File.empty() || Made.IsInForce)
    return "spinpair";
  return "spinpair " + shellWord(Made.Project);
}

bool setUp(const Options &Options, llvm::raw_ostream &Out, std::string &Error) {
  Config Config;
  if (!loadConfig(Options, absolutePath(".", ""), Config, Error))
    return false;
  std::string Kit, Projects;
  llvm::raw_string_ostream OfProjects(Projects);
  const Choice Made = tellProjects(Config, OfProjects);
  // A database says more than a project, if there is one.
  const bool TakeProject =
      !Made.Project.empty() && Made.Idle.empty() && findDatabases().empty();
  if (TakeProject)
    tellChoice(Made, Config, OfProjects);
  else if (!Made.Idle.empty())
    row(OfProjects, "project")
        << "none can be analysed: " << oneLine(Made.Idle) << "\n";
  if (Config.File.empty()) {
    Kit = kitHere();
    if (!writeTemplate(Kit, TakeProject ? Made.Project : "", Error))
      return false;
  }
  row(Out, "configuration");
  if (Config.File.empty())
    Out << ".spinpair.yaml is written\n";
  else
    Out << Config.File << " is in force, and stays as it is\n";
  Out << OfProjects.str();
  const std::string Build = TakeProject ? "" : tellDatabase(Out);
  tellKit(Config, Kit, Out);
  const bool HasHeaders = fs::is_directory(clangHeaders() + "/include");
  row(Out, "LLVM") << CLANG_VERSION_STRING << ", clang's headers "
                   << (HasHeaders ? "in " : "are missing from ")
                   << clangHeaders() << "\n";
  tellGit(Out);
  Out << "\nnext: " << nextStep(Made, TakeProject, Config, Build) << "\n";
  return true;
}

} // namespace spinpair
