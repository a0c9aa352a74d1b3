//===- Setup.h - What a project has, and what it lacks --------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef SPINPAIR_TOOL_PROJECT_SETUP_H
#define SPINPAIR_TOOL_PROJECT_SETUP_H

#include <string>
#include <vector>

namespace llvm {
class raw_ostream;
}

namespace spinpair {

struct Options;

/// The folders with a compilation database that are here or where builds are
/// commonly made below, as '-p' takes them: newest first.
std::vector<std::string> findDatabases();

/// Writes a .spinpair.yaml into the current folder, unless one is in force
/// there, and says to \p Out what was found, what is missing, and what to do
/// next. False, and one sentence in \p Error, if the file cannot be written or
/// the one in force is wrong.
bool setUp(const Options &Options, llvm::raw_ostream &Out, std::string &Error);

} // namespace spinpair

#endif
