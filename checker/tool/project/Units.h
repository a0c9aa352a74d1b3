//===- Units.h - The translation units of a program -----------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef SPINPAIR_TOOL_PROJECT_UNITS_H
#define SPINPAIR_TOOL_PROJECT_UNITS_H

#include "model/Unit.h"

#include <string>
#include <vector>

namespace spinpair {

struct Config;
struct Options;

/// Sets Options.Build to the project, solution, or folder with one, among the
/// names given; or to that of the .spinpair.yaml in the current folder if
/// nothing is given, or what is given is of it; or to the compilation database
/// nearest to the files given, if it lists them. False, and one sentence in \p
/// Error, if there is nothing to analyse then.
bool takeProject(Options &Options, std::string &Error);

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
