//===- Characters.h - The characters of source text -----------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef SPINPAIR_TOOL_CHARACTERS_H
#define SPINPAIR_TOOL_CHARACTERS_H

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringRef.h"

#include <string>

namespace spinpair {

/// A character of text that may be in any encoding.
struct Character {
  size_t Offset;
  llvm::StringRef Bytes;
  /// What it is called, if it cannot be shown as it is: "U+202E" for one that
  /// cannot be seen or turns round what follows, "<E4>" for a byte that is no
  /// UTF-8. "" for all others, and for a tab.
  std::string Name;
};

/// Calls \p Visit for each character of \p Text.
void forEachCharacter(llvm::StringRef Text,
                      llvm::function_ref<void(const Character &)> Visit);

/// A line of source for a terminal, and what goes below it.
struct Excerpt {
  std::string Code; ///< Without tabs; "..." for what is left out of long lines.
  size_t Caret = 0; ///< How many columns are left of the mark.
};

/// Shows \p Line with a mark at its byte \p Column, counted from 1.
Excerpt excerptOf(llvm::StringRef Line, unsigned Column);

} // namespace spinpair

#endif
