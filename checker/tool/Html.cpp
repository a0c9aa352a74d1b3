//===- Html.cpp -----------------------------------------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Html.h"

#include "Characters.h"

using llvm::StringRef;

namespace spinpair {

static void addEscaped(std::string &To, StringRef Text) {
  for (char C : Text) {
    if (C == '&')
      To += "&amp;";
    else if (C == '<')
      To += "&lt;";
    else if (C == '>')
      To += "&gt;";
    else if (C == '"')
      To += "&quot;";
    else if (C == '\'')
      To += "&#39;";
    else
      To += C;
  }
}

std::string htmlText(StringRef Text) {
  std::string Result;
  forEachCharacter(Text, [&](const Character &Each) {
    if (Each.Name.empty())
      return addEscaped(Result, Each.Bytes);
    Result += "<span class=\"odd\">";
    addEscaped(Result, Each.Name);
    Result += "</span>";
  });
  return Result;
}

std::string htmlAttribute(StringRef Text) {
  std::string Result;
  forEachCharacter(Text, [&](const Character &Each) {
    addEscaped(Result, Each.Name.empty() ? Each.Bytes : StringRef(Each.Name));
  });
  return Result;
}

} // namespace spinpair
