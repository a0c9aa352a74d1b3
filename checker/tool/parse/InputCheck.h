//===- InputCheck.h - Is what was read still the same? --------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef SPINPAIR_TOOL_PARSE_INPUTCHECK_H
#define SPINPAIR_TOOL_PARSE_INPUTCHECK_H

#include "Files.h"
#include "Inputs.h"

#include "llvm/ADT/IntrusiveRefCntPtr.h"
#include "llvm/Support/VirtualFileSystem.h"

#include <map>
#include <memory>
#include <string>
#include <unordered_map>
#include <utility>

namespace spinpair {

/// Tells whether inputs are still what they were. Looks at each file once.
class InputCheck {
public:
  /// The first name that has something else behind it now; "" if there is none.
  /// Then the stamps in \p Known are brought up to date, and \p Renewed tells
  /// whether one was not.
  std::string difference(Inputs &Known, bool &Renewed);

private:
  const Stamp &stampOf(const std::string &Path);
  const Input &ask(const std::string &Name, bool Reads);
  bool holds(const std::string &Name, Input &Known, bool FolderIsSame,
             bool &Renewed);

  llvm::IntrusiveRefCntPtr<SourceFiles> Files{
      new SourceFiles(std::make_shared<TraceFunctions>())};
  std::unordered_map<std::string, Stamp> Stamps;
  std::map<std::pair<std::string, bool>, Input> Answers;
};

} // namespace spinpair

#endif
