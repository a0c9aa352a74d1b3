//===- XmlReader.h - What readers of XML have in common -------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// libxml2 parses, and hands over one element after the other. Entities are
// refused: a few of them can stand for any amount of text, or for other files.
//
//===----------------------------------------------------------------------===//
#ifndef SPINPAIR_TOOL_SUPPORT_XMLREADER_H
#define SPINPAIR_TOOL_SUPPORT_XMLREADER_H

#include "llvm/ADT/StringRef.h"
#include "llvm/ADT/Twine.h"

#include <libxml/parser.h>

#include <string>

namespace spinpair {

inline llvm::StringRef xmlText(const xmlChar *Text) {
  return reinterpret_cast<const char *>(Text);
}

/// A base of classes that read one document.
class XmlReader {
protected:
  /// Has the functions of \p Handler called, which get the object as an
  /// XmlReader *, until the document ends or is wrong. Those of entities are
  /// set here.
  void parse(llvm::StringRef Document, xmlSAXHandler Handler);
  /// Says what is wrong where the parser is, and stops it. The first counts.
  void fail(const llvm::Twine &Why);
  /// The line where the parser is.
  unsigned line() const;

  std::string Wrong; ///< "" if nothing is.

private:
  std::string whatLibraryFound() const;

  xmlParserCtxt *Parser = nullptr;
};

} // namespace spinpair

#endif
