//===- Paths.h - Paths of files, as they are called here ------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef SPINPAIR_TOOL_SUPPORT_PATHS_H
#define SPINPAIR_TOOL_SUPPORT_PATHS_H

#include "llvm/ADT/StringRef.h"

#include <string>

namespace spinpair {

/// Absolute.
std::string currentFolder();

/// \p File, as it is called in \p Directory ("": the current one), from the
/// root and without dots.
std::string absolutePath(llvm::StringRef File, llvm::StringRef Directory);

/// The same; if there is no such file, as Windows would find it: with
/// backslashes between folders, in any case, or with a drive, where the path
/// map has it. One of Windows that it does not have stays as it is.
std::string existingPath(llvm::StringRef File, llvm::StringRef Directory);

/// A file that the compiler calls \p File when it runs in \p Directory, as it
/// is called from here: relative if it is below the current folder.
std::string shownFile(llvm::StringRef File, llvm::StringRef Directory);

} // namespace spinpair

#endif
