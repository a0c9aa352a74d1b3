//===- Html.cpp -----------------------------------------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Html.h"

#include "Characters.h"
#include "model/Outcome.h"
#include "support/Places.h"

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

std::string htmlCode(StringRef Text) {
  return "<code>" + htmlText(Text) + "</code>";
}

std::string htmlPath(StringRef File) {
  std::string Result;
  for (char C : htmlText(projectPath(File))) {
    bool EndsTag = !Result.empty() && Result.back() == '<';
    Result += C;
    if (C == '/' && !EndsTag)
      Result += "<wbr>";
  }
  return Result;
}

std::string htmlPlace(StringRef File, unsigned Line) {
  return htmlPath(File) + ":" + std::to_string(Line);
}

std::string htmlVerdict(Verdict Verdict) {
  std::string Name = verdictName(Verdict);
  return "<span class=\"verdict " + Name + "\">" + Name + "</span>";
}

std::string findingId(const Outcome &Outcome, const Mistake &Found) {
  return "finding-" + (Found.Fingerprint.empty()
                           ? std::to_string(&Found - Outcome.Mistakes.data())
                           : Found.Fingerprint);
}

} // namespace spinpair
