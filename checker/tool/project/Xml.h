//===- Xml.h - A small XML document as a tree -----------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef SPINPAIR_TOOL_PROJECT_XML_H
#define SPINPAIR_TOOL_PROJECT_XML_H

#include "llvm/ADT/StringRef.h"

#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace spinpair {

struct XmlElement {
  std::string Name; ///< Without a prefix.
  std::vector<std::pair<std::string, std::string>> Attributes;
  std::vector<XmlElement> Children;
  std::string Text; ///< Between the children, too.
  unsigned Line = 0;

  /// The attribute called so in any case; "" if there is none.
  llvm::StringRef attribute(llvm::StringRef Name) const;
  bool isCalled(llvm::StringRef Other) const {
    return llvm::StringRef(Name).equals_insensitive(Other);
  }
};

/// The root of \p Text. Null if it is no XML, and why in \p Error, as a part of
/// a sentence. Nobody is trusted: no file and no address is opened, and a
/// document that declares entities, or nests too deeply, is refused.
std::unique_ptr<XmlElement> readXml(llvm::StringRef Text, std::string &Error);

} // namespace spinpair

#endif
