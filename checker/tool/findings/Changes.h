//===- Changes.h - What changed since a revision --------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef SPINPAIR_TOOL_FINDINGS_CHANGES_H
#define SPINPAIR_TOOL_FINDINGS_CHANGES_H

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
  /// Asks git, in the repository of the current folder and in its submodules.
  /// False, and one sentence in \p Error, if there is no git, no repository or
  /// no such revision. \p IsAbsent, if the revision may exist and is not in
  /// this clone: what changed since then cannot be told.
  bool load(const std::string &Revision, std::string &Error, bool &IsAbsent);

  /// The C and C++ files that changed and are there, by their real paths.
  std::vector<std::string> sources() const;
  /// Why nobody knows what changed in \p File: the work tree that it is of is
  /// not one that git was asked about. "" if that is known, or if the file is
  /// of none: a finding that stands in such a file touches a change.
  std::string whyUnknown(const std::string &File);

  /// Does the path of \p Found touch a changed line? Between two steps in one
  /// function every line counts: what is wrong there may be what is missing.
  /// So does all of a lock helper that the path goes through.
  /// \p Functions tell where functions begin.
  bool touches(const Mistake &Found,
               const std::vector<FunctionVerdict> &Functions);

private:
  class Git;
  bool loadTree(const Git &Git, const std::string &Top,
                const std::string &Commit, const std::string &Revision,
                std::string &Error, bool &IsAbsent);
  bool loadSubmodule(const Git &Git, const std::string &Top,
                     const std::string &Path, const std::string &Commit,
                     const std::string &Revision, std::string &Error,
                     bool &IsAbsent);
  bool readDiff(const std::string &Text, const std::string &Top);
  const std::string &realPath(const std::string &Shown);
  std::string treeOf(const std::string &Real) const;
  bool changed(const std::string &File, unsigned First, unsigned Last) const;

  /// First and last lines of the changes of each file, by its real path.
  std::map<std::string, std::vector<std::pair<unsigned, unsigned>>> Lines;
  std::map<std::string, std::string> RealPaths;
  std::set<std::string> Tops; ///< Of the work trees that git was asked about.
  std::set<std::string> NewTops; ///< Those in which all is new.
};

} // namespace spinpair

#endif
