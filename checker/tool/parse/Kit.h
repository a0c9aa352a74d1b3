//===- Kit.h - Where the headers of the WDK are ---------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef SPINPAIR_TOOL_PARSE_KIT_H
#define SPINPAIR_TOOL_PARSE_KIT_H

#include "llvm/ADT/StringRef.h"

#include <string>
#include <vector>

namespace spinpair {

/// The folders to include from of the newest Windows Kit in \p Folder: that may
/// be the kit, its Include folder, one version of it, or the km folder alone.
/// Empty if there is none.
std::vector<std::string> findKit(llvm::StringRef Folder);

/// The headers that stand in for a kit; "" if they are gone.
const std::string &modelHeaders();

/// The folder with clang's own headers in "include": that of the LLVM in whose
/// folder spinpair is installed, or which it was built with.
const std::string &clangHeaders();

} // namespace spinpair

#endif
