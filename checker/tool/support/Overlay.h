//===- Overlay.h - Texts that files do not have yet -----------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// An editor has text that is not saved, and a fix is proved before it is made.
// Both lay their text over the files of this process: whatever reads a source
// reads that instead. Processes that it forks see the same.
//
//===----------------------------------------------------------------------===//
#ifndef SPINPAIR_TOOL_SUPPORT_OVERLAY_H
#define SPINPAIR_TOOL_SUPPORT_OVERLAY_H

#include "llvm/ADT/IntrusiveRefCntPtr.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/VirtualFileSystem.h"

#include <map>
#include <memory>
#include <string>

namespace spinpair {

/// Texts by the files that they stand for, whatever these are called.
class Overlay {
public:
  /// Lays \p Text over \p File, in place of what was laid over it before. False
  /// if there is no such regular file.
  bool lay(llvm::StringRef File, std::string Text);
  /// The text over \p File; null if there is none. It lives until the next
  /// text is laid over that file.
  const std::string *textOf(llvm::StringRef File) const;
  const std::string *textOf(llvm::sys::fs::UniqueID File) const;
  bool isEmpty() const { return Texts.empty(); }

private:
  std::map<llvm::sys::fs::UniqueID, std::string> Texts;
};

/// That of this process. To be filled before anything is read.
Overlay &overlay();

/// The files of the disk, with the overlay over them.
llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> diskFiles();

} // namespace spinpair

#endif
