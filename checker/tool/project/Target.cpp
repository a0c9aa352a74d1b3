//===- Target.cpp ---------------------------------------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Target.h"

#include "Config.h"
#include "Database.h"
#include "Hook.h"
#include "Project.h"
#include "Units.h"
#include "model/Options.h"
#include "model/Unit.h"
#include "support/Paths.h"
#include "support/Places.h"
#include "support/WindowsPaths.h"

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

#include <set>

using llvm::StringRef;
namespace fs = llvm::sys::fs;
namespace path = llvm::sys::path;

namespace spinpair {

static bool isFile(const std::string &Name) {
  return fs::exists(existingPath(Name, ""));
}

static bool isSourceFile(const std::string &Name) {
  return isSource(Name) && fs::is_regular_file(existingPath(Name, ""));
}

/// The words that may be files, or what chooses among units.
static llvm::ArrayRef<std::string> namesOf(const Options &Options) {
  return llvm::ArrayRef<std::string>(Options.Given)
      .drop_front(Options.namesFunction());
}

/// Sets those apart that are sources and none of \p Units, which are of
/// \p Build.
static void takeAlone(Options &Options, const std::vector<Unit> &Units,
                      const std::string &Build) {
  for (const std::string &Name : namesOf(Options))
    if (isSourceFile(Name) && !isUnit(Name, Units)) {
      tell(Options, {"'" + Name + "' is not in " + Build +
                     ", which has the others; it is read on its own"});
      Options.Alone.push_back(Name);
    }
  llvm::erase_if(Options.Given, [&](const std::string &Name) {
    return llvm::is_contained(Options.Alone, Name);
  });
}

/// The units of a project, without a word of it; none if it cannot be read.
static std::vector<Unit> unitsOf(const std::string &Project,
                                 const Options &Given) {
  std::vector<Unit> Units;
  std::string Error;
  Options Silent = Given;
  Silent.Build = Project;
  Silent.Quiet = true;
  if (!readProject(Silent, Config(), Units, Error))
    Units.clear();
  return Units;
}

/// Does the project that the configuration names say how what is named is
/// compiled? A word that is no file is left to what chooses among its units.
static bool saysHow(const Setting<std::string> &Project, Options &Options) {
  if (!llvm::all_of(namesOf(Options), isFile))
    return true;
  const std::vector<Unit> Units = unitsOf(Project.Value, Options);
  if (Units.empty())
    return true; // where it is told
  const std::string Shown = "'" + shownFile(Project.Value, "") + "'";
  for (const std::string &Name : namesOf(Options))
    if (isUnit(Name, Units)) {
      takeAlone(Options, Units, Shown);
      return true;
    }
  tell(Options,
       {"'" + namesOf(Options)[0] + "' is no unit of " + Shown + ", which " +
        Project.Origin + " names; it is read on its own"});
  return false;
}

/// The database nearest to one of the files that are named, as clang-tidy takes
/// it, if it lists one; "" for none.
static std::string databaseOf(Options &Options) {
  if (!llvm::all_of(namesOf(Options), isSourceFile))
    return "";
  std::set<std::string> Tried;
  for (const std::string &Name : namesOf(Options)) {
    const std::string Build = nearestBuild(
        path::parent_path(absolutePath(existingPath(Name, ""), "")));
    std::vector<Unit> Units;
    std::string Error;
    if (Build.empty() || !Tried.insert(Build).second)
      continue;
    if (!readDatabase(Build + "/compile_commands.json", Units, Error)) {
      tell(Options, {Error + "; '" + Name + "' is read on its own"});
      continue;
    }
    if (llvm::any_of(namesOf(Options), [&](const std::string &Each) {
          return isUnit(Each, Units);
        })) {
      takeAlone(Options, Units, "the database in '" + Build + "'");
      return Build;
    }
  }
  return "";
}

/// The project beside \p File, or above it in the repository, that lists it; ""
/// for none.
static std::string projectOf(const std::string &File, const Options &Given) {
  constexpr unsigned Most = 10;
  unsigned Read = 0;
  const std::string &Root = projectRoot();
  for (StringRef Folder = path::parent_path(File); !Folder.empty();
       Folder = path::parent_path(Folder)) {
    for (const std::string &Child : childrenOf(Folder)) {
      const StringRef End = path::extension(Child);
      if (!End.equals_insensitive(".vcxproj") &&
          !path::filename(Child).equals_insensitive("sources"))
        continue;
      if (++Read > Most)
        return "";
      if (isUnit(File, unitsOf(Child, Given)))
        return Child;
    }
    if (Folder == Root || StringRef(File).find(Root + "/") != 0)
      break;
  }
  return "";
}

/// Helpers in other files of a driver are not seen from one of them.
static void tellProject(const Options &Options) {
  if (Options.Quiet)
    return;
  for (const std::string &Name : namesOf(Options)) {
    const std::string File = absolutePath(existingPath(Name, ""), "");
    if (!isSourceFile(File))
      continue;
    const std::string Project = projectOf(File, Options);
    if (Project.empty())
      continue;
    tell(Options, {"'" + shownFile(Project, "") + "' lists '" +
                   path::filename(File).str() +
                   "'; give that to have the whole program"});
    return;
  }
}

/// Takes the project among the words, if one is.
static void takeNamed(Options &Options, std::string &Error) {
  const size_t At = Options.namesFunction();
  const std::string Name = existingPath(Options.Given[At], "");
  if (!isOfWindows(Name))
    return;
  Options.Build = isWindowsPath(Options.Given[At]) ? Name : Options.Given[At];
  Options.Given.erase(Options.Given.begin() + At);
  if (Options.Given.size() > At && isProjectName(Options.Given[At]))
    Error = "one project or solution is analysed at a time; '" + Options.Build +
            "' and '" + Options.Given[At] + "' are two";
  else if (Options.HasClangArguments)
    Error = "arguments for clang after '--' and a project do not go together; "
            "--extra-arg adds to those of the project";
}

/// What to say if nothing is named and nothing is found.
static std::string nothingToAnalyse(const Options &Options) {
  const std::string Here = projectHere();
  if (Options.namesFunction()) {
    const std::string Called =
        Options.What == Command::Debug ? "debug" : "explain-function";
    return "'" + Called + "' wants a program: -p BUILD, " +
           (Here.empty() ? "or files" : "files, or a project; ") +
           (Here.empty() ? ""
                         : thereIs(Here) + ": spinpair " + Called +
                               (Options.What == Command::Debug ? " VIEW" : "") +
                               " " + Options.Given[0] + " " + Here);
  }
  if (Options.HasClangArguments)
    return "nothing to analyse; give files before '--'";
  const std::string None = "nothing to analyse; there is no "
                           "compile_commands.json here, in build/ or in a "
                           "folder above; ";
  if (!Here.empty())
    return None + thereIs(Here) + ": spinpair " + Here;
  return None + "give a compilation database with -p BUILD, or files; "
                "'spinpair init' says what there is";
}

/// Why a configuration is of no use to what is analysed; "" if it is.
static std::string idleConfiguration(const Options &Options) {
  constexpr const char *Needs = "--configuration is for a project or solution";
  const std::string Build = existingPath(Options.Build, "");
  if (Options.Build.empty())
    return namesOf(Options).empty()
               ? ""
               : std::string(Needs) + ", and files without one have none";
  if (isOfWindows(Build) && !isTlogName(Build))
    return "";
  // What is not there is told as that.
  if (!fs::exists(Build))
    return "";
  return std::string(Needs) + "; in '" + Options.Build +
         "', the commands say how each file is compiled";
}

bool takeProject(Options &Options, std::string &Error) {
  const bool IsHook = Options.What == Command::Hook;
  Setting<std::string> Project, Configuration;
  if (!projectInForce(Options, Project, Configuration, Error))
    return false;
  const bool WantsConfiguration = !Options.Configuration.empty();
  if (!WantsConfiguration)
    Options.Configuration = Configuration.Value;
  if (isWindowsPath(Options.Build))
    Options.Build = existingPath(Options.Build, "");
  const bool Names = !namesOf(Options).empty();
  // The settings of no program are those of the current folder.
  if (Options.What == Command::Config && !Names)
    return true;
  if (Options.Build.empty() && Names && !IsHook)
    takeNamed(Options, Error);
  if (!Error.empty())
    return false;
  if (Options.Build.empty() && !Options.HasClangArguments &&
      !Project.Value.empty() && (!Names || IsHook || saysHow(Project, Options)))
    Options.Build = Project.Value;
  // Who reads "there is no file" has not named it on the command line.
  if (!Options.Build.empty() && Options.Build == Project.Value &&
      whyHidden(Project.Value).empty() &&
      !fs::exists(existingPath(Project.Value, ""))) {
    Error =
        Project.Origin + ": there is no '" + shownFile(Project.Value, "") + "'";
    return false;
  }
  if (Options.Build.empty() && Names && !Options.HasClangArguments && !IsHook) {
    Options.Build = databaseOf(Options);
    if (Options.Build.empty())
      tellProject(Options);
  }
  if (Options.Build.empty() && !Names && !IsHook &&
      !Options.HasClangArguments) {
    // Without a word on what to analyse, the database that a hook would take.
    std::string None;
    findBuild(Options.Build, None);
  }
  if (WantsConfiguration && !IsHook)
    Error = idleConfiguration(Options);
  if (!Error.empty())
    return false;
  if (!Options.Build.empty() || Names || IsHook)
    return true;
  Error = nothingToAnalyse(Options);
  return false;
}

} // namespace spinpair
