//===- Sarif.cpp - SARIF 2.1.0 --------------------------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// One run. Section numbers are those of the OASIS standard "Static Analysis
// Results Interchange Format (SARIF) Version 2.1.0".
//
//===----------------------------------------------------------------------===//
#include "Writers.h"

#include "Places.h"
#include "Sources.h"

#include "spinpair/rules.h"

#include "llvm/ADT/SmallString.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/JSON.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/raw_ostream.h"

using llvm::StringRef;
namespace json = llvm::json;

namespace spinpair {

namespace {

constexpr char Base[] = "SRCROOT";

/// Kinds of notifications; each has a descriptor of its name.
enum Notification : unsigned { Undecided, NotParsed, Suppression };
const struct {
  const char *Id, *Name, *Text, *Level;
} Notifications[] = {
    {"undecided", "FunctionUndecided",
     "A function that uses locks could be neither proved nor explored to the "
     "end.",
     "note"},
    {"not-parsed", "FileNotParsed",
     "A file, or what has errors in it, is not analysed.",
     "error"},
    {"suppression", "UselessSuppression",
     "A comment that is to silence findings does not.", "warning"}};

json::Object message(StringRef Text) {
  return json::Object{{"text", json::fixUTF8(Text)}};
}

const char *levelOf(sp_severity Severity) {
  static const char *const Levels[] = {"note", "warning", "error"};
  return Levels[Severity];
}

/// URIs hold every byte of a name, whatever its encoding.
json::Object artifact(StringRef Shown) {
  std::string Path = projectPath(Shown);
  if (isInProject(Path))
    return json::Object{{"uri", percentEncoded(Path)}, {"uriBaseId", Base}};
  llvm::SmallString<256> File(Shown);
  llvm::sys::fs::make_absolute(File);
  llvm::sys::path::remove_dots(File, /*remove_dot_dot=*/true);
  return json::Object{{"uri", "file://" + percentEncoded(File)}};
}

class Writer {
public:
  explicit Writer(const Outcome &Outcome) : Outcome(Outcome) {}

  json::Value log() {
    json::Array Results;
    for (const Mistake &Found : Outcome.Mistakes)
      Results.push_back(result(Found));
    for (const KnownFinding &Entry : Outcome.Gone)
      Results.push_back(absent(Entry));
    std::string Root = "file://" + percentEncoded(projectRoot());
    if (Root.back() != '/')
      Root += '/';
    json::Object Run{{"tool", json::Object{{"driver", driver()}}},
                     {"automationDetails", json::Object{{"id", "spinpair/"}}},
                     // Clang counts bytes; these are counted anew below.
                     {"columnKind", "unicodeCodePoints"},
                     {"originalUriBaseIds",
                      json::Object{{Base, json::Object{{"uri", Root}}}}},
                     {"invocations", json::Array{invocation()}},
                     {"results", std::move(Results)}};
    return json::Object{
        {"$schema", "https://json.schemastore.org/sarif-2.1.0.json"},
        {"version", "2.1.0"},
        {"runs", json::Array{std::move(Run)}}};
  }

private:
  /// 3.19
  static json::Object driver() {
    json::Array Rules, Descriptors;
    for (unsigned I = 0; I < SP_RULE_COUNT; ++I)
      Rules.push_back(rule(*sp_rule_get(static_cast<sp_rule>(I))));
    for (const auto &Each : Notifications)
      Descriptors.push_back(json::Object{
          {"id", Each.Id},
          {"name", Each.Name},
          {"shortDescription", message(Each.Text)},
          {"fullDescription", message(Each.Text)},
          {"help", message(Each.Text)},
          {"defaultConfiguration", json::Object{{"level", Each.Level}}}});
    return json::Object{{"name", "spinpair"},
                        {"fullName", "spinpair " SPINPAIR_VERSION},
                        {"version", SPINPAIR_VERSION},
                        {"semanticVersion", SPINPAIR_VERSION},
                        {"informationUri", SPINPAIR_DOCS_URL "README.md"},
                        {"rules", std::move(Rules)},
                        {"notifications", std::move(Descriptors)}};
  }

  /// 3.49; the properties are those that GitHub code scanning reads.
  static json::Object rule(const sp_rule_row &Row) {
    std::string Page = std::string(SPINPAIR_DOCS_URL) + Row.doc;
    std::string Cwe = std::to_string(Row.cwe);
    json::Object Configuration{{"level", levelOf(Row.severity)}};
    if (StringRef(Row.checker).split('.').first == "optin")
      Configuration["enabled"] = false;
    return json::Object{
        {"id", Row.checker},
        {"name", Row.name},
        {"shortDescription", message(std::string(Row.summary) + ".")},
        {"fullDescription", message(Row.help)},
        {"help",
         json::Object{{"text", std::string(Row.help) + " See " + Page},
                      {"markdown", std::string(Row.help) + "\n\n[About " +
                                       Row.name + "](" + Page +
                                       "), with examples.\n\n[CWE-" + Cwe +
                                       "](https://cwe.mitre.org/data/"
                                       "definitions/" +
                                       Cwe + ".html)"}}},
        {"helpUri", Page},
        {"defaultConfiguration", std::move(Configuration)},
        {"properties",
         json::Object{{"security-severity", sp_severity_score(Row.severity)},
                      {"precision", sp_precision_name(Row.precision)},
                      {"problem.severity", levelOf(Row.severity)[0] == 'n'
                                               ? "recommendation"
                                               : levelOf(Row.severity)},
                      {"tags", json::Array{"security", "correctness",
                                           "external/cwe/cwe-" + Cwe}}}}};
  }

  /// 3.20
  json::Object invocation() const {
    json::Array Said;
    auto Say = [&](Notification Kind, StringRef File, unsigned Line,
                   StringRef Text) {
      json::Object Place{{"artifactLocation", artifact(File)}};
      if (Line)
        Place["region"] = json::Object{{"startLine", Line}};
      Said.push_back(json::Object{
          {"descriptor", json::Object{{"id", Notifications[Kind].Id},
                                      {"index", static_cast<int>(Kind)}}},
          {"level", Notifications[Kind].Level},
          {"message", message(Text)},
          {"locations",
           json::Array{json::Object{{"physicalLocation", std::move(Place)}}}}});
    };
    for (const std::string &File : Outcome.Unread)
      Say(NotParsed, File, 0, "This file is not analysed.");
    for (const std::string &File : Outcome.Partly)
      Say(NotParsed, File, 0,
          "This file has errors, and what has one is not analysed.");
    for (const FunctionVerdict &Known : Outcome.Functions)
      if (Known.Verdict == Verdict::Undecided)
        Say(Undecided, Known.File, Known.Line,
            "'" + Known.Shown + "' is undecided: " + Known.Why + ".");
    for (const Remark &Each : Outcome.Remarks)
      Say(Suppression, Each.File, Each.Line, Each.Message + ".");
    return json::Object{{"executionSuccessful",
                         Outcome.Unread.empty() && Outcome.Partly.empty()},
                        {"toolExecutionNotifications", std::move(Said)}};
  }

  /// 3.28, with 3.29 and 3.30
  json::Object location(const Note &Where) {
    json::Object Place{{"artifactLocation", artifact(Where.File)}};
    if (Where.Line) {
      StringRef Line = Files.get(Where.File).line(Where.Line);
      json::Object Region{{"startLine", Where.Line}};
      if (Where.Column)
        Region["startColumn"] = column(Line, Where.Column);
      Place["region"] = std::move(Region);
      if (!Line.empty())
        Place["contextRegion"] =
            json::Object{{"startLine", Where.Line}, {"snippet", message(Line)}};
    }
    return json::Object{{"physicalLocation", std::move(Place)}};
  }

  /// Characters, of a column in bytes.
  static unsigned column(StringRef Line, unsigned Bytes) {
    unsigned Result = 1;
    for (char C : Line.take_front(Bytes - 1))
      Result += (C & 0xC0) != 0x80;
    // A place beyond the text that is there is left as it is.
    return Bytes - 1 > Line.size() ? Bytes : Result;
  }

  json::Object step(const Note &Where) {
    json::Object Result = location(Where);
    Result["message"] = message(Where.Message);
    return Result;
  }

  /// 3.27
  json::Object result(const Mistake &Found) {
    json::Array Steps, Related;
    for (const Note &Each : Found.Path) {
      Steps.push_back(json::Object{{"location", step(Each)}});
      if (!Each.OfLock)
        continue;
      json::Object Other = step(Each);
      Other["id"] = Related.size() + 1;
      Related.push_back(std::move(Other));
    }
    json::Object Where = location(Found.Where);
    if (!Found.Shown.empty())
      Where["logicalLocations"] = json::Array{
          json::Object{{"fullyQualifiedName", json::fixUTF8(Found.Shown)},
                       {"kind", "function"}}};
    json::Object Result = common(Found.Checker, Found.Where.Message,
                                 Found.Fingerprint, std::move(Where));
    Result["level"] = levelOf(Found.Severity);
    if (!Related.empty())
      Result["relatedLocations"] = std::move(Related);
    if (!Steps.empty())
      Result["codeFlows"] = json::Array{json::Object{
          {"threadFlows",
           json::Array{json::Object{{"locations", std::move(Steps)}}}}}};
    // An empty list says that it is not suppressed; none would leave it open.
    json::Array Suppressions;
    if (Found.Suppressed)
      Suppressions.push_back(
          json::Object{{"kind", "inSource"}, {"status", "accepted"}});
    Result["suppressions"] = std::move(Suppressions);
    if (Outcome.HasBaseline)
      Result["baselineState"] = Found.Known ? "unchanged" : "new";
    return Result;
  }

  static json::Object common(StringRef Checker, StringRef Message,
                             StringRef Fingerprint, json::Object Where) {
    json::Object Result{
        {"ruleId", json::fixUTF8(Checker)},
        {"message", message(Message)},
        {"locations", json::Array{std::move(Where)}},
        {"partialFingerprints",
         json::Object{{"spinpair/v1", json::fixUTF8(Fingerprint)}}}};
    sp_rule Rule = sp_rule_find(Checker.str().c_str());
    if (Rule != SP_RULE_NONE) {
      Result["ruleIndex"] = static_cast<int>(Rule);
      Result["level"] = levelOf(sp_rule_get(Rule)->severity);
    }
    return Result;
  }

  /// A known finding that is no more.
  static json::Object absent(const KnownFinding &Entry) {
    // Its file is one of the project, by the path that it had there.
    json::Object Result = common(
        Entry.Rule, Entry.Message, Entry.Fingerprint,
        json::Object{
            {"physicalLocation",
             json::Object{{"artifactLocation",
                           json::Object{{"uri", percentEncoded(Entry.File)},
                                        {"uriBaseId", Base}}}}}});
    Result["suppressions"] = json::Array{};
    Result["baselineState"] = "absent";
    return Result;
  }

  const spinpair::Outcome &Outcome;
  Sources Files;
};

} // namespace

void writeSarif(const Outcome &Outcome, llvm::raw_ostream &Out) {
  Out << llvm::formatv("{0:2}\n", Writer(Outcome).log());
}

} // namespace spinpair
