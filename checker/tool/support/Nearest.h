//===- Nearest.h - What a misspelt name was meant to be -------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef SPINPAIR_TOOL_SUPPORT_NEAREST_H
#define SPINPAIR_TOOL_SUPPORT_NEAREST_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"

#include <string>

namespace spinpair {

/// "; did you mean 'x'?" for the one of \p Known that \p Given is closest to,
/// or \p Otherwise if none is close.
std::string didYouMean(llvm::StringRef Given,
                       llvm::ArrayRef<llvm::StringRef> Known,
                       llvm::StringRef Otherwise);

/// "; did you mean 'x'?" for a command; \p Otherwise if none is close.
std::string nearestCommand(llvm::StringRef Word, llvm::StringRef Otherwise);

} // namespace spinpair

#endif
