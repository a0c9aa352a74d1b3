//===- Target.h - Which program is meant ----------------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef SPINPAIR_TOOL_PROJECT_TARGET_H
#define SPINPAIR_TOOL_PROJECT_TARGET_H

#include <string>

namespace spinpair {

struct Options;

/// Sets Options.Build to the project, solution, or folder with one, among the
/// names given; or to that of the .spinpair.yaml in the current folder if
/// nothing is given, or what is given is of it; or to the compilation database
/// nearest to the files given, if it lists one of them. Files that it does not
/// list go to Options.Alone. False, and one sentence in \p Error, if there is
/// nothing to analyse then.
bool takeProject(Options &Options, std::string &Error);

} // namespace spinpair

#endif
