//===- XmlReader.cpp ------------------------------------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "XmlReader.h"

#include <libxml/SAX2.h>

#include <algorithm>
#include <memory>

using llvm::StringRef;

namespace spinpair {

void XmlReader::fail(const llvm::Twine &Why) {
  if (Wrong.empty())
    Wrong = ("line " + llvm::Twine(line()) + ": " + Why).str();
  xmlStopParser(Parser);
}

unsigned XmlReader::line() const { return xmlSAX2GetLineNumber(Parser); }

std::string XmlReader::whatLibraryFound() const {
  const auto *Last = xmlCtxtGetLastError(Parser);
  if (!Last || !Last->message)
    return "it is no XML";
  return "line " + std::to_string(Last->line) + ": " +
         StringRef(Last->message).split('\n').first.rtrim().str();
}

void XmlReader::parse(StringRef Document, xmlSAXHandler Handler) {
  if (Document.trim().empty()) {
    Wrong = "it is empty";
    return;
  }
  Handler.initialized = XML_SAX2_MAGIC;
  Handler.entityDecl = [](void *This, const xmlChar *, int, const xmlChar *,
                          const xmlChar *, xmlChar *) {
    static_cast<XmlReader *>(This)->fail("it declares entities");
  };
  Handler.reference = [](void *This, const xmlChar *) {
    static_cast<XmlReader *>(This)->fail("it refers to an entity");
  };
  // What declares entities makes a document, too, which is not its parser's.
  const auto Free = [](xmlParserCtxt *Parser) {
    if (!Parser)
      return;
    xmlFreeDoc(Parser->myDoc);
    xmlFreeParserCtxt(Parser);
  };
  std::unique_ptr<xmlParserCtxt, decltype(Free)> Owned(
      xmlCreatePushParserCtxt(&Handler, this, nullptr, 0, nullptr), Free);
  Parser = Owned.get();
  if (!Parser) {
    Wrong = "memory ran out";
    return;
  }
  xmlCtxtUseOptions(Parser,
                    XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
  constexpr size_t Piece = 1 << 20; // a length is an int there
  int Code = 0;
  for (; !Document.empty() && !Code;
       Document = Document.drop_front(std::min(Document.size(), Piece)))
    Code = xmlParseChunk(Parser, Document.data(),
                         std::min(Document.size(), Piece), /*terminate=*/0);
  if (!Code)
    Code = xmlParseChunk(Parser, nullptr, 0, /*terminate=*/1);
  if (Wrong.empty() && Code)
    Wrong = whatLibraryFound();
  Parser = nullptr;
}

} // namespace spinpair
