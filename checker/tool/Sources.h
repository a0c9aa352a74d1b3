//===- Sources.h - The text of source files -------------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef SPINPAIR_TOOL_SOURCES_H
#define SPINPAIR_TOOL_SOURCES_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/MemoryBuffer.h"

#include <map>
#include <memory>
#include <string>
#include <vector>

namespace spinpair {

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
  /// The tokens that begin on a line, with one blank between them.
  llvm::StringRef code(unsigned Number) const;
  llvm::ArrayRef<Comment> comments() const { return Comments; }

private:
  void lex();

  std::unique_ptr<llvm::MemoryBuffer> Buffer;
  std::vector<llvm::StringRef> Lines;
  std::vector<std::string> Code; ///< By line, from 1.
  std::vector<Comment> Comments;
};

/// Source files, each read once.
class Sources {
public:
  /// The file shown as \p Shown. One that cannot be read has no lines.
  const SourceFile &get(const std::string &Shown);

private:
  std::map<std::string, SourceFile> Files;
};

} // namespace spinpair

#endif
