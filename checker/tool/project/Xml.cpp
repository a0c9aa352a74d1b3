//===- Xml.cpp - A small XML document as a tree ---------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// libxml2 parses, and hands over one element after the other.
//
//===----------------------------------------------------------------------===//
#include "Xml.h"

#include "llvm/ADT/Twine.h"

#include <libxml/SAX2.h>
#include <libxml/parser.h>

#include <algorithm>

using llvm::StringRef;

namespace spinpair {

StringRef XmlElement::attribute(StringRef Name) const {
  for (const auto &[Key, Value] : Attributes)
    if (StringRef(Key).equals_insensitive(Name))
      return Value;
  return "";
}

namespace {

StringRef text(const xmlChar *Text) {
  return reinterpret_cast<const char *>(Text);
}

class Reader {
public:
  std::unique_ptr<XmlElement> read(StringRef Text, std::string &Error);

private:
  void fail(const llvm::Twine &Why) {
    if (Wrong.empty())
      Wrong = ("line " + llvm::Twine(xmlSAX2GetLineNumber(Parser)) + ": " + Why)
                  .str();
    xmlStopParser(Parser);
  }
  std::string whatLibraryFound() const;
  static xmlSAXHandler handler();
  void begin(StringRef Name, int Count, const xmlChar **Attributes);
  void end() {
    if (Wrong.empty() && !Open.empty())
      Open.pop_back();
  }

  xmlParserCtxt *Parser = nullptr;
  std::unique_ptr<XmlElement> Root;
  /// From the root. A child stays where it is while it is open, as the others
  /// of its parent come later.
  std::vector<XmlElement *> Open;
  std::string Wrong;
};

} // namespace

xmlSAXHandler Reader::handler() {
  xmlSAXHandler Handler = {};
  Handler.initialized = XML_SAX2_MAGIC;
  Handler.startElementNs = [](void *This, const xmlChar *Name, const xmlChar *,
                              const xmlChar *, int, const xmlChar **, int Count,
                              int, const xmlChar **Attributes) {
    static_cast<Reader *>(This)->begin(text(Name), Count, Attributes);
  };
  Handler.endElementNs = [](void *This, const xmlChar *, const xmlChar *,
                            const xmlChar *) {
    static_cast<Reader *>(This)->end();
  };
  Handler.characters =
      Handler.cdataBlock = [](void *This, const xmlChar *Text, int Length) {
        auto &Self = *static_cast<Reader *>(This);
        if (!Self.Open.empty())
          Self.Open.back()->Text.append(reinterpret_cast<const char *>(Text),
                                        Length);
      };
  // A few of them can stand for any amount of text, or for other files.
  Handler.entityDecl = [](void *This, const xmlChar *, int, const xmlChar *,
                          const xmlChar *, xmlChar *) {
    static_cast<Reader *>(This)->fail("it declares entities");
  };
  Handler.reference = [](void *This, const xmlChar *) {
    static_cast<Reader *>(This)->fail("it refers to an entity");
  };
  return Handler;
}

void Reader::begin(StringRef Name, int Count, const xmlChar **Attributes) {
  if (!Wrong.empty())
    return;
  constexpr size_t Deepest = 64; // far more than projects have
  if (Open.size() == Deepest)
    return fail("it nests deeper than 64 levels");
  XmlElement *New;
  if (Open.empty()) {
    Root = std::make_unique<XmlElement>();
    New = Root.get();
  } else {
    Open.back()->Children.emplace_back();
    New = &Open.back()->Children.back();
  }
  New->Name = Name.str();
  New->Line = xmlSAX2GetLineNumber(Parser);
  // Each is a name, a prefix, a URI, and where the value begins and ends.
  for (int I = 0; I < Count; ++I, Attributes += 5)
    New->Attributes.emplace_back(
        text(Attributes[0]).str(),
        std::string(reinterpret_cast<const char *>(Attributes[3]),
                    reinterpret_cast<const char *>(Attributes[4])));
  Open.push_back(New);
}

std::string Reader::whatLibraryFound() const {
  const auto *Last = xmlCtxtGetLastError(Parser);
  if (!Last || !Last->message)
    return "it is no XML";
  return "line " + std::to_string(Last->line) + ": " +
         StringRef(Last->message).split('\n').first.rtrim().str();
}

std::unique_ptr<XmlElement> Reader::read(StringRef Text, std::string &Error) {
  xmlSAXHandler Handler = handler();
  std::unique_ptr<xmlParserCtxt, decltype(&xmlFreeParserCtxt)> Owned(
      xmlCreatePushParserCtxt(&Handler, this, nullptr, 0, nullptr),
      xmlFreeParserCtxt);
  Parser = Owned.get();
  if (!Parser) {
    Error = "memory ran out";
    return nullptr;
  }
  xmlCtxtUseOptions(Parser,
                    XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
  constexpr size_t Piece = 1 << 20; // a length is an int there
  int Code = 0;
  for (; !Text.empty() && !Code;
       Text = Text.drop_front(std::min(Text.size(), Piece)))
    Code = xmlParseChunk(Parser, Text.data(), std::min(Text.size(), Piece),
                         /*terminate=*/0);
  if (!Code)
    Code = xmlParseChunk(Parser, nullptr, 0, /*terminate=*/1);
  if (Wrong.empty() && Code)
    Wrong = whatLibraryFound();
  if (Wrong.empty() && !Root)
    Wrong = "it is empty";
  Error = Wrong;
  return Wrong.empty() ? std::move(Root) : nullptr;
}

std::unique_ptr<XmlElement> readXml(StringRef Text, std::string &Error) {
  return Reader().read(Text, Error);
}

} // namespace spinpair
