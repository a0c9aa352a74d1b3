//===- Project.cpp - From a Windows project to units ----------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Project.h"

#include "Solution.h"
#include "support/Paths.h"
#include "support/Places.h"
#include "support/WindowsPaths.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

#include <map>

using llvm::StringRef;
namespace fs = llvm::sys::fs;
namespace path = llvm::sys::path;

namespace spinpair {

//===----------------------------------------------------------------------===//
// Which there are
//===----------------------------------------------------------------------===//

static bool endsWith(StringRef Name, StringRef End) {
  return Name.take_back(End.size()).equals_insensitive(End);
}

static bool isSolution(StringRef Path) {
  return endsWith(Path, ".sln") || endsWith(Path, ".slnx");
}
static bool isVcxProject(StringRef Path) { return endsWith(Path, ".vcxproj"); }
static bool isSourcesFile(StringRef Path) {
  return path::filename(Path).equals_insensitive("sources");
}
static bool isDirsFile(StringRef Path) {
  return path::filename(Path).equals_insensitive("dirs");
}

bool isProjectName(StringRef Path) {
  return isSolution(Path) || isSolutionFilter(Path) || isVcxProject(Path) ||
         isSourcesFile(Path) || isDirsFile(Path);
}

FoundProjects findProjects(const std::string &Folder, unsigned Deepest) {
  constexpr unsigned MostEntries = 20000;
  FoundProjects Result;
  size_t Seen = 0;
  std::vector<std::string> Level = {Folder};
  for (unsigned Depth = 0; Depth <= Deepest && !Level.empty(); ++Depth) {
    std::vector<std::string> Below;
    for (const std::string &Each : Level)
      for (const std::string &Child : childrenOf(Each)) {
        if (++Seen > MostEntries)
          return Result;
        StringRef Path = Child;
        if (Folder == ".")
          Path.consume_front("./");
        fs::file_status Status;
        fs::status(Child, Status, /*Follow=*/false);
        if (Status.type() == fs::file_type::directory_file) {
          if (path::filename(Path).take_front() != ".")
            Below.push_back(Child);
        } else if (isSolution(Path)) {
          Result.Solutions.push_back(Path.str());
        } else if (isVcxProject(Path)) {
          Result.Projects.push_back(Path.str());
        } else if (isSourcesFile(Path)) {
          Result.Sources.push_back(Path.str());
        } else if (isDirsFile(Path)) {
          Result.Dirs.push_back(Path.str());
        }
      }
    Level = std::move(Below);
  }
  return Result;
}

bool isOfWindows(const std::string &Build) {
  if (isProjectName(Build) || isTlogName(Build))
    return true;
  return llvm::sys::fs::is_directory(Build) &&
         !llvm::sys::fs::exists(Build + "/compile_commands.json") &&
         !llvm::sys::fs::exists(Build + "/compile_flags.txt") &&
         !findProjects(Build).empty();
}

std::string shownProgram(const std::string &Build) {
  return isOfWindows(Build) ? "'" + shownFile(Build, "") + "'"
                            : "the compilation database";
}

/// Is there anything behind it? One whose projects are all gone was left over,
/// or was moved.
static bool leadsSomewhere(const std::string &File) {
  Solution Read;
  std::string Why;
  return readSolution(File, Read, Why) &&
         llvm::any_of(Read.Projects, [](const SolutionProject &Each) {
           return fs::exists(Each.File);
         });
}

/// Without solutions that lead nowhere, unless there is nothing else: what is
/// wrong with such a one is told then.
static FoundProjects withoutBroken(const FoundProjects &Found) {
  FoundProjects Result = Found;
  llvm::erase_if(Result.Solutions,
                 [](const std::string &Each) { return !leadsSomewhere(Each); });
  return Result.empty() ? Found : Result;
}

std::string projectToUse(const FoundProjects &All) {
  const FoundProjects Found = withoutBroken(All);
  auto Depth = [](StringRef Path) { return Path.count('/'); };
  // The only one of the best kind that is nearest.
  for (const auto *List :
       {&Found.Solutions, &Found.Projects, &Found.Dirs, &Found.Sources}) {
    if (List->empty())
      continue;
    if (List->size() == 1 || Depth((*List)[0]) < Depth((*List)[1]))
      return (*List)[0];
    // A solution and its project have the same name often; more than that is
    // for the user to choose.
    return "";
  }
  return "";
}

std::string firstProject(const FoundProjects &All) {
  const std::string Use = projectToUse(All);
  if (!Use.empty())
    return Use;
  const FoundProjects Found = withoutBroken(All);
  for (const auto *List :
       {&Found.Solutions, &Found.Projects, &Found.Dirs, &Found.Sources})
    if (!List->empty())
      return List->front();
  return "";
}

bool covers(const std::string &Given, const std::string &File) {
  std::string Project = absolutePath(Given, "");
  const std::string Asked = absolutePath(File, "");
  if (fs::is_directory(Project))
    Project = projectToUse(findProjects(Project));
  if (isDirsFile(Project))
    return StringRef(Asked).take_front(path::parent_path(Project).size() + 1) ==
           (path::parent_path(Project) + "/").str();
  Solution Read;
  std::string Why;
  if ((!isSolution(Project) && !isSolutionFilter(Project)) ||
      !readSolution(Project, Read, Why))
    return Asked == Project;
  return llvm::any_of(Read.Projects, [&](const SolutionProject &Each) {
    return Each.File == Asked;
  });
}

std::string projectHere() {
  return firstProject(findProjects(".", /*Deepest=*/1));
}

std::string thereIs(const std::string &Project) {
  return std::string("there is the ") +
         (isSolution(Project)     ? "solution"
          : isVcxProject(Project) ? "project"
                                  : "file") +
         " '" + oneLine(Project) + "'";
}

//===----------------------------------------------------------------------===//
// Modules
//===----------------------------------------------------------------------===//

namespace {

class Loader {
public:
  Loader(const ProjectRequest &Wanted, LoadedProject &Result)
      : Wanted(Wanted), Result(Result) {}

  bool load(const std::string &File, std::string &Error);

private:
  bool readGiven(const std::string &File, std::string &Error);
  bool loadProject(const std::string &File, std::string &Error);
  bool loadSolution(const std::string &File, std::string &Error);
  bool loadSources(const std::string &File, std::string &Error);
  bool loadDirs(const std::string &File, std::string &Error);
  void walkDirs(const std::string &File);
  Module *read(const std::string &File, StringRef Configuration,
               std::string &Error);
  void readSourcesOf(Module &Project, StringRef Configuration);
  void readOrTell(const std::string &File, StringRef Configuration);
  void tell(const std::string &File, const std::string &Trouble);
  void addReferences();
  void addLibrariesNearby();
  std::string solutionOf(const std::string &Project) const;

  bool finish(const std::string &File, std::string &Error);
  void selectDrivers(std::vector<const Module *> &Drivers);
  void tellChoice(const std::string &File,
                  llvm::ArrayRef<const Module *> Drivers);
  void addProgram(const Module &Driver);
  void collect(const Module &Of, std::vector<const Module *> &Parts) const;
  void addUnits(const Module &Part, const std::string &Program);

  static constexpr size_t MostModules = 1000;
  const ProjectRequest &Wanted;
  LoadedProject &Result;
  std::string SolutionDir;
  std::vector<std::unique_ptr<Module>> Modules;
  std::vector<std::string> Given; ///< Projects that were asked for by name.
  std::vector<std::string> Configurations; ///< Of the solution.
  std::string Chosen;
  std::vector<std::string> Troubles; ///< Files that were told of.
};

} // namespace

static std::string shownName(StringRef File) {
  llvm::SmallString<256> Here;
  fs::current_path(Here);
  StringRef Rest = File;
  return Rest.consume_front(Here) && Rest.consume_front("/") ? Rest.str()
                                                             : File.str();
}

/// Makes a unit of it, so that it is named and counts.
void Loader::tell(const std::string &File, const std::string &Trouble) {
  ProjectUnit Unit;
  Unit.File = File;
  Unit.Directory = path::parent_path(File).str();
  Unit.Trouble = Trouble;
  Result.Units.push_back(std::move(Unit));
  Troubles.push_back(File);
}

Module *Loader::read(const std::string &File, StringRef Configuration,
                     std::string &Error) {
  for (const auto &Known : Modules)
    if (Known->Project == File)
      return Known.get();
  if (Modules.size() >= MostModules) {
    Error = "'" + Wanted.Path + "' has more than " +
            std::to_string(MostModules) + " projects";
    return nullptr;
  }
  auto New = std::make_unique<Module>();
  if (isSourcesFile(File) ? !readSourcesFile(File, Configuration, *New, Error)
                          : !readVcxProject(File, Configuration, SolutionDir,
                                            Wanted.Kit, *New, Error))
    return nullptr;
  if (New->IsMakefile)
    readSourcesOf(*New, Configuration);
  Modules.push_back(std::move(New));
  return Modules.back().get();
}

/// A project that only calls build.exe says nothing of what is compiled; the
/// 'sources' file beside it does.
void Loader::readSourcesOf(Module &Project, StringRef Configuration) {
  const std::string Sources =
      hostPath("sources", path::parent_path(Project.Project));
  std::string Why;
  if (!fs::is_regular_file(Sources))
    return;
  for (StringRef Each : {Configuration, StringRef()}) {
    Module Own;
    if (!readSourcesFile(Sources, Each, Own, Why))
      continue;
    Own.Project = Project.Project;
    Own.Guesses.push_back("is built by other tools; the 'sources' file beside "
                          "it is read, for " +
                          Own.Configuration);
    Project = std::move(Own);
    return;
  }
  Project.Missing.push_back("is built by what the 'sources' file beside it "
                            "says, which cannot be read: " +
                            Why);
}

void Loader::readOrTell(const std::string &File, StringRef Configuration) {
  std::string Error;
  // A library may have fewer configurations than what it is a part of.
  if (read(File, Configuration, Error))
    return;
  std::string Other;
  if (!Configuration.empty() && read(File, "", Other)) {
    Result.Notes.push_back(shownName(File) + ": it has no configuration '" +
                           Configuration.str() + "', and is taken as " +
                           Modules.back()->Configuration);
    return;
  }
  tell(File, "it cannot be read: " + Error);
}

/// Reads what the modules refer to, and what that refers to.
void Loader::addReferences() {
  for (size_t I = 0; I < Modules.size(); ++I) {
    const std::vector<std::string> References = Modules[I]->References;
    const std::string Configuration = Modules[I]->Configuration;
    for (const std::string &Each : References)
      if (isVcxProject(Each) && !llvm::is_contained(Troubles, Each))
        readOrTell(Each, Configuration);
  }
}

/// The solution in the nearest folder above that names the project; "" if there
/// is none.
std::string Loader::solutionOf(const std::string &Project) const {
  const std::string Name = path::filename(Project).lower();
  unsigned Levels = 0;
  for (StringRef Folder = path::parent_path(Project);
       !Folder.empty() && Levels < 8; Folder = path::parent_path(Folder)) {
    ++Levels;
    for (const std::string &Child : childrenOf(Folder)) {
      Solution Solution;
      std::string Why;
      if (!isSolution(Child) || !readSolution(Child, Solution, Why))
        continue;
      if (llvm::any_of(Solution.Projects, [&](const SolutionProject &Each) {
            return Each.File == Project;
          }))
        return Child;
    }
    if (fs::exists(Folder + "/.git"))
      break;
  }
  return "";
}

/// Reads the libraries that a driver links and that its solution builds.
void Loader::addLibrariesNearby() {
  std::string File = solutionOf(Modules[0]->Project), Why;
  Solution Solution;
  if (File.empty() || !readSolution(File, Solution, Why) ||
      Solution.Projects.size() > 100)
    return;
  const std::vector<std::string> Libraries = Modules[0]->Libraries;
  for (const SolutionProject &Each : Solution.Projects) {
    std::string Error;
    Module Peek;
    // What is not asked for, and cannot be read, is no trouble.
    if (!fs::exists(Each.File) ||
        !readVcxProject(Each.File, Modules[0]->Configuration, SolutionDir,
                        Wanted.Kit, Peek, Error))
      continue;
    if (Peek.Kind == Module::Library && Peek.IsKernel &&
        llvm::is_contained(Libraries, Peek.Output))
      readOrTell(Each.File, Modules[0]->Configuration);
  }
}

/// Reads the one that was asked for, which says what configurations there are.
bool Loader::readGiven(const std::string &File, std::string &Error) {
  Module *Own = read(File, Wanted.Configuration, Error);
  if (!Own)
    return false;
  Configurations = Own->Configurations;
  Chosen = Own->Configuration;
  Given = {File};
  return true;
}

bool Loader::loadProject(const std::string &File, std::string &Error) {
  std::string Solution = solutionOf(File);
  SolutionDir =
      Solution.empty() ? "" : (path::parent_path(Solution) + "/").str();
  if (!readGiven(File, Error))
    return false;
  addReferences();
  addLibrariesNearby();
  addReferences();
  return finish(File, Error);
}

bool Loader::loadSolution(const std::string &File, std::string &Error) {
  Solution Solution;
  if (!readSolution(File, Solution, Error))
    return false;
  SolutionDir = (path::parent_path(Solution.File) + "/").str();
  Configurations = Solution.Configurations;
  Chosen = chooseConfiguration(Configurations, Wanted.Configuration);
  if (!Wanted.Configuration.empty() && Chosen.empty()) {
    Error = "'" + File + "' has no configuration '" + Wanted.Configuration +
            "'; " +
            (Configurations.empty()
                 ? "it has none"
                 : "there are " + llvm::join(Configurations, ", "));
    return false;
  }
  if (Solution.Projects.empty() && Solution.Strangers.empty()) {
    Error = "'" + File + "' has no projects of C or C++";
    return false;
  }
  for (const std::string &Each : Solution.Strangers)
    tell(Each, "'" + shownName(File) + "' lists the project, and '" +
                   shownName(Solution.File) + "' does not have it");
  for (const SolutionProject &Each : Solution.Projects) {
    auto Own = Each.Configurations.find(Chosen);
    if (Own == Each.Configurations.end() && Each.IsListed)
      continue; // it is not built
    if (!fs::exists(Each.File))
      tell(Each.File,
           "the project is missing, though '" + shownName(File) + "' has it");
    else
      readOrTell(Each.File, Own == Each.Configurations.end()
                                ? StringRef(Chosen)
                                : StringRef(Own->second));
  }
  addReferences();
  return finish(File, Error);
}

bool Loader::loadSources(const std::string &File, std::string &Error) {
  if (!readGiven(File, Error))
    return false;
  // The libraries that the tree around it builds.
  StringRef Folder = path::parent_path(File);
  unsigned Levels = 0;
  while (fs::exists(hostPath("dirs", path::parent_path(Folder))) &&
         ++Levels < 8)
    Folder = path::parent_path(Folder);
  std::string Dirs = hostPath("dirs", Folder);
  if (fs::exists(Dirs))
    walkDirs(Dirs);
  return finish(File, Error);
}

void Loader::walkDirs(const std::string &File) {
  std::vector<std::string> Left = {File}, Seen;
  while (!Left.empty() && Seen.size() < MostModules) {
    std::string Next = Left.back(), Error;
    Left.pop_back();
    if (llvm::is_contained(Seen, Next))
      continue;
    Seen.push_back(Next);
    std::vector<std::string> Folders;
    if (!readDirsFile(Next, Wanted.Configuration, Folders, Error)) {
      tell(Next, Error);
      continue;
    }
    for (const std::string &Folder : Folders) {
      std::string Sources = hostPath("sources", Folder);
      std::string Dirs = hostPath("dirs", Folder);
      if (fs::exists(Sources))
        readOrTell(Sources, Wanted.Configuration);
      if (fs::exists(Dirs))
        Left.push_back(Dirs);
      if (!fs::exists(Sources) && !fs::exists(Dirs) && Given.empty())
        tell(Folder, "'" + shownName(Next) +
                         "' names this folder, and it has neither a "
                         "'sources' file nor a 'dirs' file");
    }
  }
}

bool Loader::loadDirs(const std::string &File, std::string &Error) {
  walkDirs(File);
  if (!Modules.empty()) {
    Configurations = Modules[0]->Configurations;
    Chosen = Modules[0]->Configuration;
  }
  return finish(File, Error);
}

//===----------------------------------------------------------------------===//
// Programs
//===----------------------------------------------------------------------===//

/// The drivers to analyse; of libraries, those that nobody links.
void Loader::selectDrivers(std::vector<const Module *> &Drivers) {
  std::vector<const Module *> Linked;
  for (const auto &Each : Modules) {
    std::vector<const Module *> Parts;
    if (Each->Kind != Module::Library)
      collect(*Each, Parts);
    Linked.insert(Linked.end(), Parts.begin(), Parts.end());
  }
  const bool AnyStorPort = llvm::any_of(
      Modules, [](const auto &Each) { return Each->UsesStorPort; });
  std::vector<std::string> Others, User;
  for (const auto &Each : Modules) {
    if (!Given.empty() && !llvm::is_contained(Given, Each->Project))
      continue;
    if (Given.empty() &&
        (Each->Files.empty() || (Each->Kind == Module::Library &&
                                 llvm::is_contained(Linked, Each.get()))))
      continue;
    if (Given.empty() && !Each->IsKernel)
      User.push_back(Each->Name);
    else if (Given.empty() && AnyStorPort && !Each->UsesStorPort)
      Others.push_back(Each->Name);
    else
      Drivers.push_back(Each.get());
  }
  auto Tell = [&](const std::vector<std::string> &Names, const char *Why) {
    if (!Names.empty())
      Result.Notes.push_back("passed over, as " + std::string(Why) + ": " +
                             llvm::join(Names, ", "));
  };
  if (!Drivers.empty())
    Tell(User, "no kernel code");
  Tell(Others, "without StorPort");
}

/// \p Of and what it is linked with.
void Loader::collect(const Module &Of,
                     std::vector<const Module *> &Parts) const {
  if (llvm::is_contained(Parts, &Of))
    return;
  Parts.push_back(&Of);
  for (const auto &Each : Modules)
    if (Each->Kind == Module::Library &&
        (llvm::is_contained(Of.References, Each->Project) ||
         llvm::is_contained(Of.Libraries, Each->Output)))
      collect(*Each, Parts);
}

void Loader::addUnits(const Module &Part, const std::string &Program) {
  for (const ModuleFile &File : Part.Files) {
    auto Known = llvm::find_if(Result.Units, [&](const ProjectUnit &Each) {
      return Each.File == File.File && Each.Command == File.Command;
    });
    if (Known != Result.Units.end()) {
      if (!llvm::is_contained(Known->Programs, Program))
        Known->Programs.push_back(Program);
      continue;
    }
    // Two parts of one driver may compile a file; what is linked is one of
    // them.
    if (llvm::any_of(Result.Units, [&](const ProjectUnit &Each) {
          return Each.File == File.File &&
                 llvm::is_contained(Each.Programs, Program);
        })) {
      Result.Again.push_back(File.File);
      continue;
    }
    Result.Units.push_back({File.File,
                            path::parent_path(Part.Project).str(),
                            File.Command,
                            File.Trouble,
                            Part.TraceFunctions,
                            Part.HeaderFolders,
                            {Program}});
  }
}

void Loader::addProgram(const Module &Driver) {
  std::vector<const Module *> Parts;
  collect(Driver, Parts);
  for (const Module *Part : Parts)
    addUnits(*Part, shownName(Driver.Project));
}

void Loader::tellChoice(const std::string &File,
                        llvm::ArrayRef<const Module *> Drivers) {
  std::string Note = shownName(File) + ":";
  if (!Chosen.empty()) {
    std::vector<std::string> Others;
    for (const std::string &Each : Configurations)
      if (Each != Chosen)
        Others.push_back(Each);
    Note += " configuration " + Chosen;
    if (!Others.empty())
      Note += " (--configuration takes " + llvm::join(Others, ", ") + ")";
    Note += ",";
  }
  std::vector<const Module *> All;
  for (const Module *Each : Drivers)
    collect(*Each, All);
  std::vector<std::string> Names;
  size_t Files = 0;
  for (const Module *Each : All) {
    Names.push_back(Each->Name);
    Files += Each->Files.size();
  }
  Note += " " + counted(Files, "file");
  if (Names.size() > 1)
    Note += " of " + llvm::join(Names, ", ");
  Result.Notes.insert(Result.Notes.begin(), Note);
}

bool Loader::finish(const std::string &File, std::string &Error) {
  std::vector<const Module *> Drivers;
  selectDrivers(Drivers);
  std::vector<const Module *> Used;
  for (const Module *Each : Drivers) {
    addProgram(*Each);
    collect(*Each, Used);
  }
  for (const Module *Each : Used) {
    for (const std::string &What : Each->Missing) {
      tell(Each->Project, "it " + What);
      Result.Units.back().IsProject = !Each->Files.empty();
    }
    llvm::append_range(Result.Again, Each->Again);
    for (const std::string &What : Each->Guesses)
      Result.Notes.push_back(shownName(Each->Project) + ": it " + What);
    if (!Each->Unknown.empty()) {
      std::vector<std::string> Shown(Each->Unknown.begin(),
                                     Each->Unknown.end());
      Result.Notes.push_back(shownName(Each->Project) +
                             ": not understood, and taken as empty or false: " +
                             llvm::join(Shown, ", "));
    }
  }
  const bool Any = llvm::any_of(
      Used, [](const Module *Each) { return !Each->Files.empty(); });
  if (!Any && Result.Units.empty()) {
    Error = "'" + File + "' compiles no C or C++ file" +
            (Chosen.empty() ? "" : " with the configuration '" + Chosen + "'");
    if (llvm::any_of(Modules,
                     [](const auto &Each) { return Each->IsMakefile; }))
      Error += "; other tools build it, and what they compile is in none of "
               "its files: give a compilation database of theirs with -p "
               "BUILD";
    return false;
  }
  tellChoice(File, Drivers);
  return true;
}

bool Loader::load(const std::string &File, std::string &Error) {
  if (std::string Why = whyHidden(File); !Why.empty()) {
    Error = "'" + File + "' cannot be read: " + Why;
    return false;
  }
  if (!fs::exists(File)) {
    Error = "there is no file '" + File + "'";
    return false;
  }
  return isSolution(File) || isSolutionFilter(File) ? loadSolution(File, Error)
         : isVcxProject(File)                       ? loadProject(File, Error)
         : isSourcesFile(File)                      ? loadSources(File, Error)
                                                    : loadDirs(File, Error);
}

bool loadProject(const ProjectRequest &Wanted, LoadedProject &Result,
                 std::string &Error) {
  llvm::SmallString<256> Full(Wanted.Path);
  fs::make_absolute(Full);
  path::remove_dots(Full, /*remove_dot_dot=*/true);
  return Loader(Wanted, Result).load(Full.str().str(), Error);
}

} // namespace spinpair
