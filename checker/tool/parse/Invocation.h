//===- Invocation.h - What clang is to do with a unit ---------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef SPINPAIR_TOOL_PARSE_INVOCATION_H
#define SPINPAIR_TOOL_PARSE_INVOCATION_H

#include "llvm/ADT/IntrusiveRefCntPtr.h"
#include "llvm/Support/VirtualFileSystem.h"

#include <memory>

namespace clang {
class CompilerInvocation;
}

namespace spinpair {

struct Unit;

/// How to parse \p Unit, and nothing else: of its command only the language,
/// the target, the macros and where headers are. \p Files are laid over with
/// what the command names for that. Null if clang, which has said so, does not
/// understand the command.
std::shared_ptr<clang::CompilerInvocation>
invocationFor(const Unit &Unit,
              llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> &Files);

} // namespace spinpair

#endif
