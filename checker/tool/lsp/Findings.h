//===- Findings.h - A report in the words of the protocol -----------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef SPINPAIR_TOOL_LSP_FINDINGS_H
#define SPINPAIR_TOOL_LSP_FINDINGS_H

#include "Documents.h"

#include "llvm/Support/JSON.h"

#include <functional>
#include <map>
#include <memory>
#include <string>

namespace spinpair {

/// Turns places of a report into those of the protocol.
class EditorPlaces {
public:
  EditorPlaces(std::string Folder, const Documents &Open, ColumnsIn How)
      : Folder(std::move(Folder)), Open(Open), How(How) {}

  /// The path of a file as shown in the report.
  std::string pathOf(llvm::StringRef Shown) const;
  std::string uriOf(llvm::StringRef Path) const;
  /// The text of a file: that of the editor, if it is open there.
  const LineText &textOf(const std::string &Path);
  /// The range of an object with line, column, and perhaps endLine and
  /// endColumn; \p Path is its file.
  llvm::json::Object rangeOf(const llvm::json::Object &Of,
                             const std::string &Path);
  /// All of a line, counted from 1, but for the blanks that it begins with.
  llvm::json::Object lineRange(unsigned Line, const std::string &Path);
  ColumnsIn columns() const { return How; }

private:
  std::string Folder;
  const Documents &Open;
  ColumnsIn How;
  std::map<std::string, std::shared_ptr<const LineText>> Read;
};

/// Diagnostics by path, from the "report" of analyseForEditor(). Findings that
/// a baseline knows are none; suppressed ones are hints that editors fade.
std::map<std::string, llvm::json::Array>
diagnosticsOf(const llvm::json::Object &Report, EditorPlaces &Where);

/// A diagnostic on a document as a whole.
llvm::json::Object diagnosticOnAll(llvm::StringRef Code,
                                   const std::string &Message);

/// What stands above the functions of \p Path.
llvm::json::Array lensesOf(const llvm::json::Object &Report,
                           const std::string &Path, EditorPlaces &Where);

} // namespace spinpair

#endif
