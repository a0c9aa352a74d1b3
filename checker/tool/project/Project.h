//===- Project.h - From a Windows project to units ------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What is here reads projects of Visual Studio, solutions, 'sources' and 'dirs'
// of build.exe, and the logs of MSBuild's file tracker. It runs nothing, and
// looks at no file that these do not name.
//
//===----------------------------------------------------------------------===//
#ifndef SPINPAIR_TOOL_PROJECT_PROJECT_H
#define SPINPAIR_TOOL_PROJECT_PROJECT_H

#include "Module.h"

#include "llvm/ADT/StringRef.h"

#include <string>
#include <vector>

namespace spinpair {

struct ProjectRequest {
  std::string Path;          ///< A project, solution, ... or a folder.
  std::string Configuration; ///< "" for the default.
  ProjectKit Kit;
};

struct ProjectUnit {
  std::string File, Directory;      ///< Absolute.
  std::vector<std::string> Command; ///< For cl.exe, without the file.
  std::string Trouble; ///< Why it cannot be analysed; "" if nothing is known.
  std::vector<std::string> TraceFunctions, HeaderFolders; ///< See Module.h.
  /// Of the drivers that it is a part of.
  std::vector<std::string> Programs;
  bool IsProject = false; ///< Its trouble leaves the files of the project.
};

struct LoadedProject {
  std::vector<ProjectUnit> Units;
  std::vector<std::string> Notes; ///< Sentences for the user.
  /// Files of which another command is left out.
  std::vector<std::string> Again;
};

/// Is \p Path, by its name, what loadProject() takes, but for folders?
bool isProjectName(llvm::StringRef Path);

/// Reads what \p Wanted names. What it wants and is not there is a unit with a
/// trouble. False, and one sentence in \p Error, if there is nothing in it.
bool loadProject(const ProjectRequest &Wanted, LoadedProject &Result,
                 std::string &Error);

/// What is in \p Folder and up to \p Deepest levels below, by its kind, each
/// list in the order of names, what is nearer first.
struct FoundProjects {
  std::vector<std::string> Solutions, Projects, Sources, Dirs;

  bool empty() const {
    return Solutions.empty() && Projects.empty() && Sources.empty() &&
           Dirs.empty();
  }
};
FoundProjects findProjects(const std::string &Folder, unsigned Deepest = 6);

/// Which of them to analyse: "" if that is not clear. A solution of which no
/// project is there is taken if there is nothing else.
std::string projectToUse(const FoundProjects &Found);
/// The same; the first of the best kind if it is not clear, and "" if there is
/// none.
std::string firstProject(const FoundProjects &Found);

/// Is the project or 'sources' file \p File among what the project, solution or
/// folder \p Given has?
bool covers(const std::string &Given, const std::string &File);

/// The project or solution to name where nothing is, in the current folder or
/// in one of it; "" if there is none.
std::string projectHere();
/// "there is the solution 'a.sln'".
std::string thereIs(const std::string &Project);

/// Is \p Path, by its name, a log of MSBuild's file tracker, or a folder of
/// such?
bool isTlogName(llvm::StringRef Path);

/// Is it something that says what is compiled on Windows: a project or
/// solution, a folder with one and no database, or a log of MSBuild?
bool isOfWindows(const std::string &Build);

/// How \p Build is called where a file is none of its units.
std::string shownProgram(const std::string &Build);

/// Reads the commands in the log \p Path, or those in the folder. The names of
/// sources and folders are those of Windows. False, and one sentence in
/// \p Error, if there are none.
bool readTlog(const std::string &Path, std::vector<ProjectUnit> &Units,
              std::string &Error);

} // namespace spinpair

#endif
