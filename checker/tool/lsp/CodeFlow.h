//===- CodeFlow.h - Where control goes next, line by line -----------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The proof tells what is held at steps, branches and returns of a function;
// an editor asks that of any line. Between the two stand the statements of the
// text: by these, all paths through a line come to one place next, or have come
// from one last. Where that cannot be told, nothing is.
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
  enum Kind { Before, Behind, Branch, Return };
  size_t Offset; ///< In the text.
  int64_t Order; ///< See lockFactsOf(); of the same block if that agrees but
                 ///< for the last 20 bits.
  size_t Known;  ///< What is known there: another number, another fact.
  Kind Is;
};

/// What is known at a line.
struct KnownAtLine {
  size_t Known;
  /// Does it hold of the paths through the line, and of no others? Else it is
  /// known of all paths to a place that those through the line come to, or come
  /// from, and some others do.
  bool IsExact;
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
  /// Where the body ends; 0 if it is not known.
  size_t end() const;
  /// What is known where control comes next, from before the statement that a
  /// byte is in, or else before the next one.
  std::optional<KnownAtLine> ahead(size_t Offset) const;
  /// What is known where control came from last, to that statement.
  std::optional<KnownAtLine> back(size_t Offset) const;

private:
  struct Token;
  struct Statement;
  class Parser;
  using Answer = std::optional<KnownAtLine>;
  const Statement *find(size_t Offset, bool &IsEnd) const;
  Answer firstIn(size_t Begin, size_t End, bool &Any) const;
  Answer lastIn(size_t Begin, size_t End, bool &Any) const;
  Answer from(const Statement &Of, unsigned Steps) const;
  Answer next(const Statement &Of, unsigned Steps) const;
  Answer atJump(const Statement &Of, unsigned Steps) const;
  Answer backFrom(const Statement &Of) const;
  Answer backIn(const Statement &Block, size_t Index) const;
  bool hasPlaces(size_t Begin, size_t End) const;

  llvm::StringRef Text;
  std::vector<KnownPlace> Places; ///< In the order of the text.
  std::unique_ptr<Statement> Body;
  bool IsConditional = false; ///< Has the body parts for the preprocessor?
};

} // namespace spinpair

#endif
