//===- CodeFlow.h - Where control goes next, line by line -----------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The proof tells what is held at steps, branches and returns of a function;
// an editor asks that of any line. Between the two stand the statements of the
// text: all paths from a line come to the next such place, or it cannot be told
// by them which one they come to. Nothing is said then.
//
// What is found is right for all paths through the line. Paths that come to the
// place from elsewhere may hold something else there: so what is held always is
// held before the line, and what may be held may be.
//
//===----------------------------------------------------------------------===//
#ifndef SPINPAIR_TOOL_LSP_CODEFLOW_H
#define SPINPAIR_TOOL_LSP_CODEFLOW_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

namespace spinpair {

/// A place of which something is known.
struct KnownPlace {
  size_t Offset; ///< In the text.
  int64_t Order; ///< See lockFactsOf(); of the same block if that agrees but
                 ///< for the last 20 bits.
  size_t Known;  ///< What is known there: another number, another fact.
  bool IsReturn;
};

/// The statements of a function.
class CodeFlow {
public:
  /// Of the function whose name is at \p Name in \p Text, which must outlive
  /// it. \p Places are those of the function.
  CodeFlow(llvm::StringRef Text, size_t Name, std::vector<KnownPlace> Places);
  ~CodeFlow();
  CodeFlow(const CodeFlow &) = delete;
  CodeFlow &operator=(const CodeFlow &) = delete;

  /// Does the body have that byte? Its braces are a part of it.
  bool contains(size_t Offset) const;
  /// What is known before the statement that a byte is in, or else before the
  /// next one; nothing if that cannot be told.
  std::optional<size_t> before(size_t Offset) const;
  /// What is known behind the statement that a byte is in.
  std::optional<size_t> behind(size_t Offset) const;

private:
  struct Token;
  struct Statement;
  class Parser;
  const Statement *find(size_t Offset, bool &IsEnd) const;
  std::optional<size_t> knownIn(size_t Begin, size_t End, bool &Any) const;
  std::optional<size_t> known(const Statement &Of, unsigned Steps) const;
  std::optional<size_t> knownNext(const Statement &Of, unsigned Steps) const;
  std::optional<size_t> knownAtJump(const Statement &Of, unsigned Steps) const;
  bool hasPlaces(size_t Begin, size_t End) const;

  llvm::StringRef Text;
  std::vector<KnownPlace> Places; ///< In the order of the text.
  std::unique_ptr<Statement> Body;
  bool IsConditional = false; ///< Has the body parts for the preprocessor?
};

} // namespace spinpair

#endif
