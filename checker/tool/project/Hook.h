//===- Hook.h - Changed files, as a pre-commit hook gets them -------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef SPINPAIR_TOOL_PROJECT_HOOK_H
#define SPINPAIR_TOOL_PROJECT_HOOK_H

#include "llvm/ADT/StringRef.h"

#include <string>
#include <vector>

namespace spinpair {

struct Config;
struct Options;
struct Unit;

/// The folder of the compilation database nearest to \p Folder, an absolute
/// path: compile_commands.json in it or in its "build", or in a folder above.
/// As it is called from the current folder; "" for none.
std::string nearestBuild(llvm::StringRef Folder);

/// Sets \p Build, if it is "", to the compilation database nearest to the
/// current folder. False, and one sentence in \p Error, if there is none, or if
/// what \p Build says cannot tell which files the program has.
bool findBuild(std::string &Build, std::string &Error);

/// Leaves the units chosen that one of the files that \p Options name is, or is
/// included by if it is no unit itself; all, if there are no files. To find
/// that out, units are preprocessed, or what a cache knows of them serves. A
/// file that no unit has to do with becomes a unit that cannot be parsed, so
/// that it is named and counts, unless \p Config excludes it.
void chooseChanged(const Options &Options, const Config &Config,
                   std::vector<Unit> &Units);

/// Those of \p Files, which are there, that no unit is or includes, and that
/// \p Config does not exclude.
std::vector<std::string> filesOfNone(const Options &Options,
                                     const Config &Config,
                                     std::vector<Unit> Units,
                                     const std::vector<std::string> &Files);

} // namespace spinpair

#endif
