//===- ScanBuild.cpp ------------------------------------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "ScanBuild.h"

#include "support/Places.h"

#include "clang/Basic/Version.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Program.h"
#include "llvm/Support/Signals.h"
#include "llvm/Support/raw_ostream.h"

#include <unistd.h>

using llvm::StringRef;
namespace fs = llvm::sys::fs;
namespace path = llvm::sys::path;

namespace spinpair {

static const std::string Major = std::to_string(CLANG_VERSION_MAJOR);

/// The program \p Name of the LLVM that spinpair is built with; "" if it is not
/// there.
static std::string toolOfLlvm(StringRef Name) {
  llvm::SmallString<128> Beside(path::parent_path(SPINPAIR_CLANG));
  path::append(Beside, Name);
  if (fs::can_execute(Beside))
    return Beside.str().str();
  auto Found = llvm::sys::findProgramByName((Name + "-" + Major).str());
  return Found ? *Found : "";
}

/// The plugin: where an installation has it, or a build folder.
static std::string findPlugin() {
  const std::string Name = "spinpair-" + Major + ".so";
  std::string Installed = besideProgram("lib/spinpair/" + Name);
  return Installed.empty() ? besideProgram("lib/" + Name) : Installed;
}

/// Runs a program with its standard output joined to standard error: the one of
/// spinpair is for the report. An interrupt is for the program, after which
/// there is to clean up here.
static int runJoined(StringRef Program, llvm::ArrayRef<StringRef> Arguments,
                     std::string &Error) {
  llvm::outs().flush();
  const int Kept = ::dup(STDOUT_FILENO);
  if (Kept < 0 || ::dup2(STDERR_FILENO, STDOUT_FILENO) < 0) {
    Error = "standard output cannot be joined to standard error";
    return -1;
  }
  llvm::sys::SetInterruptFunction([] {});
  int Status =
      llvm::sys::ExecuteAndWait(Program, Arguments, {}, {}, 0, 0, &Error);
  llvm::sys::SetInterruptFunction(nullptr);
  ::dup2(Kept, STDOUT_FILENO);
  ::close(Kept);
  return Status;
}

ScanBuild::~ScanBuild() {
  if (!Temporary.empty())
    fs::remove_directories(Temporary);
}

bool ScanBuild::run(llvm::ArrayRef<std::string> Command, std::string &Error) {
  const std::string Program = toolOfLlvm("scan-build");
  const std::string Clang = toolOfLlvm("clang");
  const std::string Plugin = findPlugin();
  if (Program.empty() || Clang.empty())
    Error = "there is no scan-build of LLVM " + Major +
            "; install it (on Debian clang-tools-" + Major + ")";
  else if (Plugin.empty())
    Error = "the plugin for clang " + Major +
            " is not there; install it (the package spinpair-plugin-" + Major +
            ")";
  else if (Plugin.find_first_of(" \t\n") != std::string::npos)
    Error = "scan-build takes no plugin with blanks in its path, as in '" +
            Plugin + "'; install spinpair elsewhere";
  else if (std::error_code Wrong =
               fs::createUniqueDirectory("spinpair-scan-build", Temporary))
    Error = "no temporary folder can be made: " + Wrong.message();
  if (!Error.empty())
    return false;

  // -plist would leave out each finding whose path goes through a header.
  llvm::SmallVector<StringRef, 64> Arguments = {Program,
                                                "-plist-html",
                                                "--keep-empty",
                                                "-o",
                                                Temporary,
                                                "--use-analyzer",
                                                Clang,
                                                "-load-plugin",
                                                Plugin,
                                                "-enable-checker",
                                                "storport",
                                                "-enable-checker",
                                                "windows",
                                                "-analyzer-config",
                                                "storport:Alone=true"};
  // What clang runs by default; it would be passed over.
  for (StringRef Package : {"core", "unix", "deadcode", "cplusplus", "security",
                            "nullability", "apiModeling", "osx"})
    Arguments.append({"-disable-checker", Package});
  Arguments.append(Command.begin(), Command.end());
  int Status = runJoined(Program, Arguments, Error);
  if (!Error.empty() && Status < 0) {
    Error = "'" + Program + "' cannot be run, or was ended: " + Error;
    return false;
  }
  Error.clear();
  // One folder with the date in its name; none if nothing was to be done.
  std::vector<std::string> Runs = childrenOf(Temporary);
  for (const std::string &Each : Runs)
    if (!childrenOf(Each).empty())
      Folder = Each;
  if (Status)
    Trouble = "the build ended with status " + std::to_string(Status) +
              "; what it did not compile is not analysed";
  else if (Folder.empty())
    Trouble = "the build compiled nothing under scan-build; clean it first, "
              "and let it take its compiler from CC or CXX";
  return true;
}

} // namespace spinpair
