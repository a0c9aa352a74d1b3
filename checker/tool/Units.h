//===- Units.h - The translation units of a program -----------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef SPINPAIR_TOOL_UNITS_H
#define SPINPAIR_TOOL_UNITS_H

#include "llvm/ADT/StringRef.h"

#include <memory>
#include <string>
#include <vector>

namespace clang {
class FrontendAction;
}

namespace spinpair {

struct Options;

struct Unit {
  std::string File;      ///< Absolute.
  std::string Directory; ///< Where it is compiled; absolute.
  std::vector<std::string> CommandLine;
  bool Chosen = true; ///< To be reported on.
};

/// The units that \p Options name, each file once, in order of their files. If
/// there are none, false and one sentence in \p Error.
bool loadUnits(const Options &Options, std::vector<Unit> &Units,
               std::string &Error);

/// Parses \p Unit for \p Action. False if clang found an error, which it has
/// printed.
bool parse(const Unit &Unit, std::unique_ptr<clang::FrontendAction> Action);

/// A file that the compiler calls \p File when it runs in \p Directory, as it
/// is called from here: relative if it is below the current folder.
std::string shownFile(llvm::StringRef File, llvm::StringRef Directory);

} // namespace spinpair

#endif
