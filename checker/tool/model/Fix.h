//===- Fix.h - Edits that were proved to be right -------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef SPINPAIR_TOOL_MODEL_FIX_H
#define SPINPAIR_TOOL_MODEL_FIX_H

#include <string>
#include <tuple>
#include <vector>

namespace spinpair {

/// Text in place of other text of a file.
struct Edit {
  std::string File;  ///< As shown.
  size_t Offset = 0; ///< In bytes; of the file as it was analysed.
  size_t Length = 0;
  std::string Text;

  bool operator<(const Edit &Other) const {
    return std::tie(File, Offset, Length, Text) <
           std::tie(Other.File, Other.Offset, Other.Length, Other.Text);
  }
  bool operator==(const Edit &Other) const {
    return std::tie(File, Offset, Length, Text) ==
           std::tie(Other.File, Other.Offset, Other.Length, Other.Text);
  }
};

/// With its edits the findings are gone, no other one is there, and their
/// function is proved: the program was analysed so.
struct Fix {
  std::vector<size_t> Findings; ///< Their places in Outcome::Mistakes.
  std::string Title;            ///< What it does, for people: one line.
  std::vector<Edit> Edits;      ///< By place; none overlaps another one.
  /// It is proved with those before it that need none; not by itself.
  bool NeedsOthers = false;
};

} // namespace spinpair

#endif
