//===- Documents.cpp ------------------------------------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Documents.h"

#include "support/Places.h"

#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Path.h"

#include <algorithm>

using llvm::StringRef;
namespace json = llvm::json;

namespace spinpair {

int64_t integerIn(const json::Object *Of, StringRef Name, int64_t Otherwise) {
  if (Of)
    if (auto Found = Of->getInteger(Name))
      return *Found;
  return Otherwise;
}

std::string stringIn(const json::Object *Of, StringRef Name) {
  if (Of)
    if (auto Found = Of->getString(Name))
      return Found->str();
  return "";
}

bool isTrueIn(const json::Object *Of, StringRef Name) {
  if (Of)
    if (auto Found = Of->getBoolean(Name))
      return *Found;
  return false;
}

//===----------------------------------------------------------------------===//
// Text
//===----------------------------------------------------------------------===//

LineText::LineText(std::string Given) : Text(std::move(Given)), Begins{0} {
  for (size_t At = Text.find('\n'); At != std::string::npos;
       At = Text.find('\n', At + 1))
    Begins.push_back(At + 1);
}

StringRef LineText::line(size_t Number) const {
  if (Number >= Begins.size())
    return "";
  const size_t End =
      Number + 1 < Begins.size() ? Begins[Number + 1] - 1 : Text.size();
  return StringRef(Text).slice(Begins[Number], End).rtrim('\r');
}

/// Bytes of the character that begins with \p Lead, at least 1.
static size_t bytesOf(char Lead) {
  const auto Byte = static_cast<unsigned char>(Lead);
  return Byte < 0xC0 ? 1 : Byte < 0xE0 ? 2 : Byte < 0xF0 ? 3 : 4;
}

/// The code units of \p Text in UTF-16.
static size_t utf16Length(StringRef Text) {
  size_t Units = 0;
  for (size_t At = 0; At < Text.size(); At += bytesOf(Text[At]))
    Units += bytesOf(Text[At]) == 4 ? 2 : 1;
  return Units;
}

/// How many bytes of \p Line are \p Units of UTF-16; not more than it has.
static size_t bytesIn(StringRef Line, size_t Units) {
  size_t At = 0;
  while (Units > 0 && At < Line.size()) {
    const size_t Bytes = bytesOf(Line[At]);
    const size_t Its = Bytes == 4 ? 2 : 1;
    if (Its > Units) // between the halves of a character
      break;
    Units -= Its;
    At = std::min(At + Bytes, Line.size());
  }
  return At;
}

size_t LineText::offsetOf(const json::Object *Position, ColumnsIn How) const {
  const int64_t Line = integerIn(Position, "line");
  const int64_t Column = integerIn(Position, "character");
  if (Line < 0)
    return 0;
  if (static_cast<uint64_t>(Line) >= Begins.size())
    return Text.size();
  const StringRef Its = line(static_cast<size_t>(Line));
  const size_t Units = Column < 0 ? 0 : static_cast<size_t>(Column);
  return Begins[static_cast<size_t>(Line)] + (How == ColumnsIn::Bytes
                                                  ? std::min(Units, Its.size())
                                                  : bytesIn(Its, Units));
}

json::Object LineText::positionOf(size_t Offset, ColumnsIn How) const {
  Offset = std::min(Offset, Text.size());
  const auto After = std::upper_bound(Begins.begin(), Begins.end(), Offset);
  const size_t Line = static_cast<size_t>(After - Begins.begin()) - 1;
  const StringRef Before = StringRef(Text).slice(Begins[Line], Offset);
  return json::Object{
      {"line", static_cast<int64_t>(Line)},
      {"character",
       static_cast<int64_t>(How == ColumnsIn::Bytes ? Before.size()
                                                    : utf16Length(Before))}};
}

json::Object LineText::positionAt(unsigned Line, unsigned Column,
                                  ColumnsIn How) const {
  if (Line == 0)
    return positionOf(0, How);
  if (Line > Begins.size())
    return positionOf(Text.size(), How);
  const size_t Wanted = Column ? Column - 1 : 0;
  return positionOf(Begins[Line - 1] + std::min(Wanted, line(Line - 1).size()),
                    How);
}

//===----------------------------------------------------------------------===//
// Names
//===----------------------------------------------------------------------===//

std::string pathOfUri(StringRef Uri) {
  if (!Uri.consume_front_insensitive("file://"))
    return "";
  // An authority is nobody but this machine.
  Uri = Uri.drop_until([](char C) { return C == '/'; });
  std::string Path;
  for (size_t I = 0; I < Uri.size(); ++I) {
    unsigned Byte = 0;
    if (Uri[I] == '%' && !Uri.substr(I + 1, 2).getAsInteger(16, Byte)) {
      Path += static_cast<char>(Byte);
      I += 2;
    } else {
      Path += Uri[I];
    }
  }
  llvm::SmallString<256> Clean(Path);
  llvm::sys::path::remove_dots(Clean, /*remove_dot_dot=*/true);
  return Clean.str().str();
}

std::string uriOfPath(StringRef Path) {
  return "file://" + percentEncoded(Path);
}

//===----------------------------------------------------------------------===//
// Documents
//===----------------------------------------------------------------------===//

void Documents::open(const json::Object &TextDocument) {
  Document Each;
  Each.Uri = stringIn(&TextDocument, "uri");
  Each.Path = pathOfUri(Each.Uri);
  Each.Version = integerIn(&TextDocument, "version");
  Each.Language = stringIn(&TextDocument, "languageId");
  Each.Text = std::make_shared<LineText>(stringIn(&TextDocument, "text"));
  if (!Each.Path.empty())
    Open[Each.Path] = std::move(Each);
}

bool Documents::change(StringRef Uri, int64_t Version,
                       const json::Array &Changes, ColumnsIn How) {
  auto Known = Open.find(pathOfUri(Uri));
  if (Known == Open.end())
    return false;
  std::shared_ptr<const LineText> Text = Known->second.Text;
  for (const json::Value &Each : Changes) {
    const json::Object *Change = Each.getAsObject();
    if (!Change || !Change->getString("text"))
      return false;
    const std::string New = stringIn(Change, "text");
    const json::Object *Range = Change->getObject("range");
    if (!Range) {
      Text = std::make_shared<LineText>(New);
      continue;
    }
    const size_t Begin = Text->offsetOf(Range->getObject("start"), How);
    const size_t End = Text->offsetOf(Range->getObject("end"), How);
    if (End < Begin)
      return false;
    std::string Whole = Text->text();
    Whole.replace(Begin, End - Begin, New);
    Text = std::make_shared<LineText>(std::move(Whole));
  }
  Known->second.Text = std::move(Text);
  Known->second.Version = Version;
  return true;
}

void Documents::close(StringRef Uri) { Open.erase(pathOfUri(Uri)); }

const Document *Documents::find(StringRef Path) const {
  auto Known = Open.find(Path.str());
  return Known == Open.end() ? nullptr : &Known->second;
}

} // namespace spinpair
