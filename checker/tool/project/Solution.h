//===- Solution.h - Solutions of Visual Studio ----------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef SPINPAIR_TOOL_PROJECT_SOLUTION_H
#define SPINPAIR_TOOL_PROJECT_SOLUTION_H

#include "llvm/ADT/StringRef.h"

#include <map>
#include <string>
#include <vector>

namespace spinpair {

struct SolutionProject {
  std::string File; ///< Absolute; may be missing.
  /// The project's configuration by that of the solution; one that is not built
  /// in it has none.
  std::map<std::string, std::string> Configurations;
  bool IsListed = false; ///< Does the solution say which those are?
};

struct Solution {
  std::vector<std::string> Configurations;
  std::vector<SolutionProject> Projects; ///< Those of C and C++.
};

/// Reads a .sln or .slnx. False, and one sentence in \p Error, if it is none.
bool readSolution(const std::string &File, Solution &Result,
                  std::string &Error);

} // namespace spinpair

#endif
