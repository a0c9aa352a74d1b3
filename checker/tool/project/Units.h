//===- Units.h - The translation units of a program -----------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef SPINPAIR_TOOL_PROJECT_UNITS_H
#define SPINPAIR_TOOL_PROJECT_UNITS_H

#include "model/Unit.h"

#include "llvm/ADT/StringRef.h"

#include <string>
#include <vector>

namespace spinpair {

struct Config;
struct Options;

/// Databases list assembly and resources too; there is nothing in them for us.
bool isSource(llvm::StringRef File);

/// Says \p Notes, unless nothing but findings is wanted.
void tell(const Options &Options, const std::vector<std::string> &Notes);

/// The units of the project, solution, or folder with one, that Options.Build
/// is. False, and one sentence in \p Error, if there are none.
bool readProject(const Options &Options, const Config &Config,
                 std::vector<Unit> &Units, std::string &Error);

/// Is the file \p Name one of \p Units?
bool isUnit(const std::string &Name, const std::vector<Unit> &Units);

/// The units that \p Options name, each file once, in order of their files, and
/// the \p Config in force for them. If there are none, or something is wrong
/// with either, false and one sentence in \p Error.
bool loadUnits(const Options &Options, Config &Config, std::vector<Unit> &Units,
               std::string &Error);

/// Prepares \p Units of a result as loadUnits() does: their commands, which it
/// has made, stay as they are. Sets the \p Config in force for them.
bool takeUnits(const Options &Options, Config &Config, std::vector<Unit> &Units,
               std::string &Error);

} // namespace spinpair

#endif
