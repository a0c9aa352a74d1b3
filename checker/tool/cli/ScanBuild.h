//===- ScanBuild.h - A build under clang's scan-build ---------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef SPINPAIR_TOOL_CLI_SCANBUILD_H
#define SPINPAIR_TOOL_CLI_SCANBUILD_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/SmallString.h"

#include <string>

namespace spinpair {

/// A build that scan-build lets the plugin look at. Its results are in a folder
/// that goes away with this.
class ScanBuild {
public:
  ~ScanBuild();

  /// Runs \p Command under the scan-build of the LLVM that spinpair is built
  /// with; what it prints goes to standard error. False, and one sentence in
  /// \p Error, if it could not be run.
  bool run(llvm::ArrayRef<std::string> Command, std::string &Error);

  /// Why the results may not be all there should be; "" if they are.
  const std::string &trouble() const { return Trouble; }
  bool hasResults() const { return !Folder.empty(); }
  const std::string &folder() const { return Folder; }

private:
  llvm::SmallString<128> Temporary; ///< "" until it is made.
  std::string Folder;               ///< Of the results; "" if there are none.
  std::string Trouble;
};

} // namespace spinpair

#endif
