//===- Sources.h - The text of source files -------------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef SPINPAIR_TOOL_FINDINGS_SOURCES_H
#define SPINPAIR_TOOL_FINDINGS_SOURCES_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/MemoryBuffer.h"

#include <map>
#include <memory>
#include <string>
#include <vector>

namespace spinpair {

struct Note;

/// A source file as the lexer sees it, before the preprocessor.
class SourceFile {
public:
  struct Comment {
    unsigned Line; ///< Where it begins.
    llvm::StringRef Text;
  };

  /// \p Buffer may be null: a file without lines.
  explicit SourceFile(std::unique_ptr<llvm::MemoryBuffer> Buffer);

  /// A line as it is written, counted from 1; "" beyond the last one.
  llvm::StringRef line(unsigned Number) const;
  /// Is there such a line? What is behind the last end of line is none if it is
  /// empty.
  bool has(unsigned Number) const {
    return Number != 0 && Number <= Lines.size() &&
           (Number < Lines.size() || !Lines.back().empty());
  }
  /// The statement or expression that begins at a place, as tokens with one
  /// blank between them; of one with a body, what stands before that.
  std::string code(unsigned Line, unsigned Column) const;
  /// The tokens of the function whose name is on a line, to the end of its
  /// body.
  std::vector<llvm::StringRef> functionAt(unsigned Line) const;
  /// Is there an identifier of that name?
  bool mentions(llvm::StringRef Name) const;
  llvm::ArrayRef<Comment> comments() const { return Comments; }

private:
  void lex();

  std::unique_ptr<llvm::MemoryBuffer> Buffer;
  std::vector<llvm::StringRef> Lines;
  struct Token {
    unsigned Line, Column;
    llvm::StringRef Text;
  };
  std::vector<Token>::const_iterator tokenAt(unsigned Line,
                                             unsigned Column) const;
  std::vector<Token> Tokens;
  std::vector<Comment> Comments;
};

/// Source files, each read once.
class Sources {
public:
  /// The file shown as \p Shown. One that cannot be read has no lines.
  const SourceFile &get(const std::string &Shown);
  /// The text that \p Where is in, and its line, whatever #line calls them.
  const SourceFile &textOf(const Note &Where);
  llvm::StringRef lineOf(const Note &Where);
  std::string codeOf(const Note &Where);

private:
  std::map<std::string, SourceFile> Files;
};

} // namespace spinpair

#endif
