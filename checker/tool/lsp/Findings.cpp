//===- Findings.cpp -------------------------------------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Findings.h"

#include "support/Places.h"

#include "../../analyzer/Links.h"

#include "spinpair/rules.h"

#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"

using llvm::StringRef;
namespace json = llvm::json;

namespace spinpair {

// DiagnosticSeverity and DiagnosticTag of the protocol.
static constexpr int Error = 1, Warning = 2, Information = 3, Hint = 4;
static constexpr int Unnecessary = 1;

//===----------------------------------------------------------------------===//
// Places
//===----------------------------------------------------------------------===//

std::string EditorPlaces::pathOf(StringRef Shown) const {
  llvm::SmallString<256> Path(Shown);
  if (!llvm::sys::path::is_absolute(Shown)) {
    Path = Folder;
    llvm::sys::path::append(Path, Shown);
  }
  llvm::sys::path::remove_dots(Path, /*remove_dot_dot=*/true);
  return Path.str().str();
}

std::string EditorPlaces::uriOf(StringRef Path) const {
  const Document *Known = Open.find(Path);
  return Known ? Known->Uri : uriOfPath(Path);
}

const LineText &EditorPlaces::textOf(const std::string &Path) {
  auto [Known, IsNew] = Read.try_emplace(Path);
  if (!IsNew)
    return *Known->second;
  if (const Document *Each = Open.find(Path)) {
    Known->second = Each->Text;
    return *Known->second;
  }
  std::string Text;
  if (llvm::sys::fs::is_regular_file(Path))
    if (auto Buffer = llvm::MemoryBuffer::getFile(Path))
      Text = (*Buffer)->getBuffer().str();
  Known->second = std::make_shared<LineText>(std::move(Text));
  return *Known->second;
}

json::Object EditorPlaces::rangeOf(const json::Object &Of,
                                   const std::string &Path) {
  const LineText &Text = textOf(Path);
  const auto Line = unsigned(integerIn(&Of, "line")),
             Column = unsigned(integerIn(&Of, "column"));
  auto EndLine = unsigned(integerIn(&Of, "endLine")),
       EndColumn = unsigned(integerIn(&Of, "endColumn"));
  if (!EndLine) {
    EndLine = Line;
    EndColumn = Column;
  }
  return json::Object{{"start", Text.positionAt(Line, Column, How)},
                      {"end", Text.positionAt(EndLine, EndColumn, How)}};
}

json::Object EditorPlaces::lineRange(unsigned Line, const std::string &Path) {
  const LineText &Text = textOf(Path);
  const StringRef Its = Line ? Text.line(Line - 1) : StringRef();
  const size_t Blanks = Its.size() - Its.ltrim().size();
  return json::Object{
      {"start", Text.positionAt(Line, unsigned(Blanks) + 1, How)},
      {"end", Text.positionAt(Line, unsigned(Its.size()) + 1, How)}};
}

//===----------------------------------------------------------------------===//
// Diagnostics
//===----------------------------------------------------------------------===//

static int severityOf(const json::Object &Finding) {
  const std::string Severity = stringIn(&Finding, "severity");
  return Severity == "high"     ? Error
         : Severity == "medium" ? Warning
                                : Information;
}

/// Where the page of a rule is; "" if it is nowhere.
static std::string pageOf(const std::string &Checker) {
  const sp_rule Rule = sp_rule_find(Checker.c_str());
  if (Rule == SP_RULE_NONE)
    return "";
  const char *Page = sp_rule_get(Rule)->doc;
  if (std::string Address = addressOf(Page); !Address.empty())
    return Address;
  const std::string File =
      besideProgram("share/doc/spinpair/" + std::string(Page));
  return File.empty() ? "" : uriOfPath(File);
}

static json::Array stepsOf(const json::Object &Finding, EditorPlaces &Where) {
  json::Array Result;
  if (const json::Array *Notes = Finding.getArray("notes"))
    for (const json::Value &Each : *Notes)
      if (const json::Object *Note = Each.getAsObject()) {
        const std::string Path = Where.pathOf(stringIn(Note, "file"));
        Result.push_back(json::Object{
            {"location", json::Object{{"uri", Where.uriOf(Path)},
                                      {"range", Where.rangeOf(*Note, Path)}}},
            {"message", stringIn(Note, "message")}});
      }
  return Result;
}

static json::Object diagnostic(const json::Object &Finding,
                               const std::string &Path, EditorPlaces &Where) {
  const std::string Checker = stringIn(&Finding, "checker");
  const bool IsSuppressed = isTrueIn(&Finding, "suppressed");
  json::Object Result{
      {"range", Where.rangeOf(Finding, Path)},
      {"severity", IsSuppressed ? Hint : severityOf(Finding)},
      {"code", Checker},
      {"source", "spinpair"},
      {"message", stringIn(&Finding, "message")},
      {"data",
       json::Object{{"fingerprint", stringIn(&Finding, "fingerprint")}}}};
  if (std::string Page = pageOf(Checker); !Page.empty())
    Result["codeDescription"] = json::Object{{"href", Page}};
  if (IsSuppressed)
    Result["tags"] = json::Array{Unnecessary};
  if (json::Array Steps = stepsOf(Finding, Where); !Steps.empty())
    Result["relatedInformation"] = std::move(Steps);
  return Result;
}

json::Object diagnosticOnAll(StringRef Code, const std::string &Message) {
  const auto Begin = [] { return json::Object{{"line", 0}, {"character", 0}}; };
  return json::Object{
      {"range", json::Object{{"start", Begin()}, {"end", Begin()}}},
      {"severity", Information},
      {"code", Code.str()},
      {"source", "spinpair"},
      {"message", Message}};
}

std::map<std::string, json::Array> diagnosticsOf(const json::Object &Report,
                                                 EditorPlaces &Where) {
  std::map<std::string, json::Array> Result;
  auto Each = [&](StringRef List, auto Visit) {
    if (const json::Array *All = Report.getArray(List))
      for (const json::Value &One : *All)
        Visit(One);
  };
  Each("findings", [&](const json::Value &One) {
    const json::Object *Finding = One.getAsObject();
    if (!Finding || isTrueIn(Finding, "known"))
      return;
    const std::string Path = Where.pathOf(stringIn(Finding, "file"));
    Result[Path].push_back(diagnostic(*Finding, Path, Where));
  });
  auto OnAll = [&](StringRef Code, const char *Message) {
    return [&Result, &Where, Code, Message](const json::Value &One) {
      if (auto File = One.getAsString())
        Result[Where.pathOf(*File)].push_back(diagnosticOnAll(Code, Message));
    };
  };
  Each("unparsed", OnAll("not-analysed", "this file is not analysed; the log "
                                         "of spinpair says why"));
  Each("withErrors",
       OnAll("errors", "this file has errors, and what has one is not "
                       "analysed; the log of spinpair says which"));
  Each("remarks", [&](const json::Value &One) {
    const json::Object *Remark = One.getAsObject();
    if (!Remark)
      return;
    const std::string Path = Where.pathOf(stringIn(Remark, "file"));
    json::Object Said =
        diagnosticOnAll("suppression", stringIn(Remark, "message"));
    Said["range"] = Where.lineRange(unsigned(integerIn(Remark, "line")), Path);
    Result[Path].push_back(std::move(Said));
  });
  return Result;
}

//===----------------------------------------------------------------------===//
// Code lenses
//===----------------------------------------------------------------------===//

json::Array lensesOf(const json::Object &Report, const std::string &Path,
                     EditorPlaces &Where) {
  json::Array Result;
  const json::Array *Functions = Report.getArray("functions");
  if (!Functions)
    return Result;
  for (const json::Value &Each : *Functions) {
    const json::Object *Function = Each.getAsObject();
    if (!Function || Where.pathOf(stringIn(Function, "file")) != Path)
      continue;
    const std::string Verdict = stringIn(Function, "verdict"),
                      Why = stringIn(Function, "why");
    const unsigned Line = unsigned(integerIn(Function, "line"));
    Result.push_back(json::Object{
        {"range", Where.lineRange(Line, Path)},
        {"command",
         json::Object{
             {"title", "locks: " + Verdict + (Why.empty() ? "" : ": " + Why)},
             {"command", "spinpair.explainFunction"},
             {"arguments", json::Array{Where.uriOf(Path),
                                       stringIn(Function, "linkage")}}}}});
  }
  return Result;
}

} // namespace spinpair
