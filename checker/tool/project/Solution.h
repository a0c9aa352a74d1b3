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
  std::string File; ///< Its folder is $(SolutionDir); not that of a filter.
  std::vector<std::string> Configurations;
  std::vector<SolutionProject> Projects; ///< Those of C and C++.
  std::vector<std::string>
      Strangers; ///< The filter has them, the solution not.
};

/// Is it, by its name, a filter, which lists some projects of a solution?
bool isSolutionFilter(llvm::StringRef Path);

/// Reads a .sln, .slnx or .slnf. False, and one sentence in \p Error, if it is
/// none.
bool readSolution(const std::string &File, Solution &Result,
                  std::string &Error);

} // namespace spinpair

#endif
