//===- Documents.h - What an editor has open ------------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Places of the protocol are lines from 0, and columns from 0 in UTF-16 code
// units or, if the client so agrees, in bytes. Those of spinpair are lines and
// columns from 1, in bytes.
//
//===----------------------------------------------------------------------===//
#ifndef SPINPAIR_TOOL_LSP_DOCUMENTS_H
#define SPINPAIR_TOOL_LSP_DOCUMENTS_H

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/JSON.h"

#include <map>
#include <memory>
#include <string>
#include <vector>

namespace spinpair {

/// The integer or string of \p Name in an object, which may be null; \p
/// Otherwise if there is none.
int64_t integerIn(const llvm::json::Object *Of, llvm::StringRef Name,
                  int64_t Otherwise = 0);
std::string stringIn(const llvm::json::Object *Of, llvm::StringRef Name);
bool isTrueIn(const llvm::json::Object *Of, llvm::StringRef Name);

/// How the client counts columns.
enum class ColumnsIn { Utf16, Bytes };

/// A text with its lines.
class LineText {
public:
  explicit LineText(std::string Text);

  const std::string &text() const { return Text; }
  size_t lineCount() const { return Begins.size(); }
  /// Line \p Number, from 0, without its end; "" if there is none.
  llvm::StringRef line(size_t Number) const;
  /// The byte at a place of the protocol; a place that the text does not have
  /// is the nearest one that it has.
  size_t offsetOf(const llvm::json::Object *Position, ColumnsIn How) const;
  /// The place of a byte, in the protocol.
  llvm::json::Object positionOf(size_t Offset, ColumnsIn How) const;
  /// The same for a place of spinpair's; column 0 is the line's begin.
  llvm::json::Object positionAt(unsigned Line, unsigned Column,
                                ColumnsIn How) const;

private:
  std::string Text;
  std::vector<size_t> Begins; ///< Of lines.
};

struct Document {
  std::string Uri;  ///< As the client calls it.
  std::string Path; ///< Absolute.
  int64_t Version = 0;
  std::string Language; ///< As the client says.
  std::shared_ptr<const LineText> Text;
};

/// The path that a file URI names; "" for another one.
std::string pathOfUri(llvm::StringRef Uri);
std::string uriOfPath(llvm::StringRef Path);

/// The open documents, by path.
class Documents {
public:
  void open(const llvm::json::Object &TextDocument);
  /// Applies the changes of a didChange. False if no such document is open, or
  /// a change makes no sense; then nothing is changed.
  bool change(llvm::StringRef Uri, int64_t Version,
              const llvm::json::Array &Changes, ColumnsIn How);
  void close(llvm::StringRef Uri);

  /// Null if it is not open.
  const Document *find(llvm::StringRef Path) const;
  const std::map<std::string, Document> &all() const { return Open; }

private:
  std::map<std::string, Document> Open;
};

} // namespace spinpair

#endif
