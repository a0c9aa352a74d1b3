//===- Module.h - What one project of a driver builds ---------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A Visual Studio project, or a 'sources' file, with one configuration.
//
//===----------------------------------------------------------------------===//
#ifndef SPINPAIR_TOOL_PROJECT_MODULE_H
#define SPINPAIR_TOOL_PROJECT_MODULE_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"

#include <set>
#include <string>
#include <vector>

namespace spinpair {

/// A Windows Kit that the user named.
struct ProjectKit {
  std::string Kernel; ///< Its km folder; "" without a kit.

  /// Where projects are told that the kit is if there is none.
  static constexpr const char *Nowhere = "/.spinpair/no-kit";
  /// A folder beside km, with a slash at the end.
  std::string folder(llvm::StringRef Name) const;
  /// "10.0.26100.0"; "" if the folder is called otherwise.
  std::string version() const;
};

struct ModuleFile {
  std::string File;                 ///< Absolute.
  std::vector<std::string> Command; ///< For cl.exe, without the file.
  std::string Trouble; ///< Why it cannot be analysed; "" if nothing is known.
};

struct Module {
  enum KindOf { Driver, Library, Other };

  std::string Project; ///< The file, absolute.
  std::string Name;
  KindOf Kind = Other;
  bool IsKernel = true;
  bool UsesStorPort = false;
  std::string Output; ///< The name of what is linked, in lower case.
  std::vector<std::string> Libraries;  ///< Names without folders, the same.
  std::vector<std::string> References; ///< Other projects, absolute.
  std::vector<ModuleFile> Files;
  /// Those that it compiles a second time, in another way, which is left out.
  std::vector<std::string> Again;
  /// Another tool builds it, in its own way: what it compiles is not known.
  bool IsMakefile = false;
  std::string Configuration; ///< "Debug|x64"; "" if there are none.
  std::vector<std::string> Configurations;
  /// What it wants and is not there: parts of sentences behind its name.
  std::vector<std::string> Missing;
  std::set<std::string> Unknown; ///< What was not understood.
  /// What was taken for what, the same.
  std::vector<std::string> Guesses;
  /// Functions that the tracing preprocessor would define.
  std::vector<std::string> TraceFunctions;
  /// To be searched for headers that no other folder has; absolute.
  std::vector<std::string> HeaderFolders;
};

/// The configuration to be used of \p All if \p Wanted was asked for, as in
/// "Release|x64", "Release" or "". "" if there is none.
std::string chooseConfiguration(llvm::ArrayRef<std::string> All,
                                llvm::StringRef Wanted);

/// Adds the function that an option tells the tracing preprocessor of, as in
/// "Name(...)".
void addTraceFunction(llvm::StringRef Text, std::vector<std::string> &To);

/// Adds what the tracing preprocessor finds in the text of a header: lines
/// "FUNC Name(...)" in comments.
void addTraceFunctions(llvm::StringRef Text, std::vector<std::string> &To);

/// What the WDK's build passes for every file of a driver: macros without the
/// "/D", in front of those of the project.
struct KernelBuild {
  std::string Platform = "x64";              ///< As Visual Studio calls it.
  std::string TargetVersion;                 ///< As projects name it.
  std::string Version;                       ///< Of the kit.
  std::string NtddiVersion, NtTargetVersion; ///< If the project sets them.
  bool Debug = false;
  bool Kmdf = false;
  std::string KmdfMajor, KmdfMinor;
};
std::vector<std::string> kernelMacros(const KernelBuild &Build);

/// _WIN32_WINNT for a TargetVersion of a project.
std::string versionOfTarget(llvm::StringRef TargetVersion);

/// Is it one that drivers are built for today? Another one is read as x64.
bool isKnownPlatform(llvm::StringRef Platform);

/// What clang calls the machine of \p Platform.
std::string targetOfPlatform(llvm::StringRef Platform);

/// The switches of a driver that the WDK's build passes.
extern const std::vector<std::string> KernelSwitches;

/// Reads a .vcxproj. \p SolutionDir ends with a slash; "" if it is unknown.
/// False, and one sentence in \p Error, if it cannot be read, or has not the
/// configuration.
bool readVcxProject(const std::string &File, llvm::StringRef Configuration,
                    llvm::StringRef SolutionDir, const ProjectKit &Kit,
                    Module &Result, std::string &Error);

/// Reads a 'sources' file of build.exe.
bool readSourcesFile(const std::string &File, llvm::StringRef Configuration,
                     Module &Result, std::string &Error);

/// The folders that a 'dirs' file of build.exe names, absolute.
bool readDirsFile(const std::string &File, llvm::StringRef Configuration,
                  std::vector<std::string> &Folders, std::string &Error);

} // namespace spinpair

#endif
