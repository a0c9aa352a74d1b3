//===- Characters.h - The characters of source text -----------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef SPINPAIR_TOOL_REPORT_CHARACTERS_H
#define SPINPAIR_TOOL_REPORT_CHARACTERS_H

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
  size_t Width = 1; ///< How many it has.
};

/// Shows \p Line with a mark from its byte \p Column, counted from 1, up to
/// the one before \p EndColumn; 0 for one character.
Excerpt excerptOf(llvm::StringRef Line, unsigned Column,
                  unsigned EndColumn = 0);

/// How many bytes at the beginning of \p Text begin a command of a CI system
/// that reads the output of a job, wherever in a line it stands: the "##" of
/// "##vso[" and "##[". 0 if it does not.
size_t commandOfCi(llvm::StringRef Text);
/// \p Text so that no CI system takes a part of it for a command.
std::string withoutCommands(llvm::StringRef Text);
/// The same for what a line begins with, such as a path: "::" begins a command
/// there.
std::string asLineBegin(llvm::StringRef Text);

} // namespace spinpair

#endif
