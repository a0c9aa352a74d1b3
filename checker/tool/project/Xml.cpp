//===- Xml.cpp - A small XML document as a tree ---------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Xml.h"

#include "support/XmlReader.h"

using llvm::StringRef;

namespace spinpair {

StringRef XmlElement::attribute(StringRef Name) const {
  for (const auto &[Key, Value] : Attributes)
    if (StringRef(Key).equals_insensitive(Name))
      return Value;
  return "";
}

namespace {

class Reader : XmlReader {
public:
  std::unique_ptr<XmlElement> read(StringRef Text, std::string &Error);

private:
  static xmlSAXHandler handler();
  static Reader &self(void *This) {
    return static_cast<Reader &>(*static_cast<XmlReader *>(This));
  }
  void begin(StringRef Name, int Count, const xmlChar **Attributes);
  void end() {
    if (Wrong.empty() && !Open.empty())
      Open.pop_back();
  }

  std::unique_ptr<XmlElement> Root;
  /// From the root. A child stays where it is while it is open, as the others
  /// of its parent come later.
  std::vector<XmlElement *> Open;
};

} // namespace

xmlSAXHandler Reader::handler() {
  xmlSAXHandler Handler = {};
  Handler.startElementNs = [](void *This, const xmlChar *Name, const xmlChar *,
                              const xmlChar *, int, const xmlChar **, int Count,
                              int, const xmlChar **Attributes) {
    self(This).begin(xmlText(Name), Count, Attributes);
  };
  Handler.endElementNs = [](void *This, const xmlChar *, const xmlChar *,
                            const xmlChar *) { self(This).end(); };
  Handler.characters =
      Handler.cdataBlock = [](void *This, const xmlChar *Text, int Length) {
        Reader &Self = self(This);
        if (!Self.Open.empty())
          Self.Open.back()->Text.append(reinterpret_cast<const char *>(Text),
                                        Length);
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
  New->Line = line();
  // Each is a name, a prefix, a URI, and where the value begins and ends.
  for (int I = 0; I < Count; ++I, Attributes += 5)
    New->Attributes.emplace_back(
        xmlText(Attributes[0]).str(),
        std::string(reinterpret_cast<const char *>(Attributes[3]),
                    reinterpret_cast<const char *>(Attributes[4])));
  Open.push_back(New);
}

std::unique_ptr<XmlElement> Reader::read(StringRef Text, std::string &Error) {
  parse(Text, handler());
  if (Wrong.empty() && !Root)
    Wrong = "it is empty";
  Error = Wrong;
  return Wrong.empty() ? std::move(Root) : nullptr;
}

std::unique_ptr<XmlElement> readXml(StringRef Text, std::string &Error) {
  return Reader().read(Text, Error);
}

} // namespace spinpair
