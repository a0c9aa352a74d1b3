//===- Actions.cpp --------------------------------------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Actions.h"

#include <map>

using llvm::StringRef;
namespace json = llvm::json;

namespace spinpair {

std::vector<const json::Object *> findingsAt(const json::Object &Report,
                                             const std::string &Path,
                                             const json::Object *Range,
                                             EditorPlaces &Where) {
  std::vector<const json::Object *> Result;
  const json::Array *All = Report.getArray("findings");
  if (!All)
    return Result;
  constexpr int64_t Beyond = int64_t(1) << 40;
  const int64_t First =
      Range ? integerIn(Range->getObject("start"), "line") : 0;
  const int64_t Last =
      Range ? integerIn(Range->getObject("end"), "line", Beyond) : Beyond;
  for (const json::Value &Each : *All) {
    const json::Object *Finding = Each.getAsObject();
    if (!Finding || isTrueIn(Finding, "known") ||
        Where.pathOf(stringIn(Finding, "file")) != Path)
      continue;
    const int64_t Begin = integerIn(Finding, "line") - 1;
    const int64_t End = std::max(integerIn(Finding, "endLine") - 1, Begin);
    if (Begin <= Last && First <= End)
      Result.push_back(Finding);
  }
  return Result;
}

/// A WorkspaceEdit of TextEdits by path.
static json::Object workspaceEdit(std::map<std::string, json::Array> Edits,
                                  bool HasVersions, EditorPlaces &Where,
                                  const Documents &Open) {
  json::Array Versioned;
  json::Object Plain;
  for (auto &[Path, Its] : Edits) {
    const std::string Uri = Where.uriOf(Path);
    json::Value Version = nullptr;
    if (const Document *Known = Open.find(Path))
      Version = Known->Version;
    if (HasVersions)
      Versioned.push_back(json::Object{
          {"textDocument", json::Object{{"uri", Uri}, {"version", Version}}},
          {"edits", std::move(Its)}});
    else
      Plain[Uri] = std::move(Its);
  }
  return HasVersions ? json::Object{{"documentChanges", std::move(Versioned)}}
                     : json::Object{{"changes", std::move(Plain)}};
}

/// An action that is for one finding.
static json::Object action(const std::string &Title,
                           const json::Object &Finding, json::Object Edit,
                           EditorPlaces &Where) {
  const std::string Path = Where.pathOf(stringIn(&Finding, "file"));
  return json::Object{
      {"title", Title},
      {"kind", "quickfix"},
      {"diagnostics",
       json::Array{json::Object{{"range", Where.rangeOf(Finding, Path)},
                                {"source", "spinpair"},
                                {"code", stringIn(&Finding, "checker")},
                                {"message", stringIn(&Finding, "message")}}}},
      {"edit", std::move(Edit)}};
}

json::Object fixAction(const json::Object &Fix, const json::Object &Finding,
                       bool HasVersions, EditorPlaces &Where,
                       const Documents &Open) {
  std::map<std::string, json::Array> Edits;
  if (const json::Array *All = Fix.getArray("edits"))
    for (const json::Value &Each : *All)
      if (const json::Object *Edit = Each.getAsObject()) {
        const std::string Path = Where.pathOf(stringIn(Edit, "file"));
        const LineText &Text = Where.textOf(Path);
        const auto Begin = size_t(integerIn(Edit, "offset"));
        const auto End = Begin + size_t(integerIn(Edit, "length"));
        Edits[Path].push_back(json::Object{
            {"range",
             json::Object{{"start", Text.positionOf(Begin, Where.columns())},
                          {"end", Text.positionOf(End, Where.columns())}}},
            {"newText", stringIn(Edit, "text")}});
      }
  json::Object Result =
      action(stringIn(&Fix, "title"), Finding,
             workspaceEdit(std::move(Edits), HasVersions, Where, Open), Where);
  Result["isPreferred"] = true;
  return Result;
}

std::optional<json::Object> quietAction(const json::Object &Finding,
                                        bool HasVersions, EditorPlaces &Where,
                                        const Documents &Open) {
  const std::string Path = Where.pathOf(stringIn(&Finding, "file")),
                    Checker = stringIn(&Finding, "checker");
  const auto Line = unsigned(integerIn(&Finding, "line"));
  const LineText &Text = Where.textOf(Path);
  const StringRef Its = Line ? Text.line(Line - 1) : StringRef();
  const StringRef Before = Line > 1 ? Text.line(Line - 2) : StringRef();
  if (isTrueIn(&Finding, "suppressed") || Its.trim().empty() ||
      Its.contains("NOLINT") || Its.rtrim().back() == '\\' ||
      (!Before.rtrim().empty() && Before.rtrim().back() == '\\'))
    return std::nullopt;
  // A comment that is there already stays the last one of its line.
  const bool IsAbove = Its.contains("//") || Its.contains("/*");
  const size_t Blanks = Its.size() - Its.ltrim().size();
  const json::Object Place = Text.positionAt(
      Line, IsAbove ? 1 : unsigned(Its.size()) + 1, Where.columns());
  const bool EndsWithReturn =
      StringRef(Text.text()).contains("\r\n"); // as its other lines do
  const std::string New = IsAbove ? Its.take_front(Blanks).str() +
                                        "// NOLINTNEXTLINE(" + Checker + ")" +
                                        (EndsWithReturn ? "\r\n" : "\n")
                                  : " // NOLINT(" + Checker + ")";
  std::map<std::string, json::Array> Edits;
  Edits[Path].push_back(
      json::Object{{"range", json::Object{{"start", json::Object(Place)},
                                          {"end", json::Object(Place)}}},
                   {"newText", New}});
  return action("Suppress " + Checker + " on this line", Finding,
                workspaceEdit(std::move(Edits), HasVersions, Where, Open),
                Where);
}

} // namespace spinpair
