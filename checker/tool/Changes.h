//===- Changes.h - What changed since a revision --------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef SPINPAIR_TOOL_CHANGES_H
#define SPINPAIR_TOOL_CHANGES_H

#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace spinpair {

struct FunctionVerdict;
struct Mistake;

/// The lines of the work tree that differ from a revision in git.
class Changes {
public:
  /// Asks git, in the repository of the current folder. False, and one sentence
  /// in \p Error, if there is no git, no repository or no such revision.
  bool load(const std::string &Revision, std::string &Error);

  /// Does the path of \p Found touch a changed line? Between two steps in one
  /// function every line counts: what is wrong there may be what is missing.
  /// So does all of a lock helper that the path goes through.
  /// \p Functions tell where functions begin.
  bool touches(const Mistake &Found,
               const std::vector<FunctionVerdict> &Functions);

private:
  bool readDiff(const std::string &Text, const std::string &Top);
  const std::string &realPath(const std::string &Shown);
  bool changed(const std::string &File, unsigned First, unsigned Last) const;

  /// First and last lines of the changes of each file, by its real path.
  std::map<std::string, std::vector<std::pair<unsigned, unsigned>>> Lines;
  std::map<std::string, std::string> RealPaths;
};

} // namespace spinpair

#endif
