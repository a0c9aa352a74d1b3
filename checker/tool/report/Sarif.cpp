//===- Sarif.cpp - SARIF 2.1.0 --------------------------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// One run. Section numbers are those of the OASIS standard "Static Analysis
// Results Interchange Format (SARIF) Version 2.1.0".
//
//===----------------------------------------------------------------------===//
#include "Writers.h"
#include "findings/Baseline.h"
#include "findings/Groups.h"
#include "findings/Sources.h"
#include "support/Places.h"

#include "../../analyzer/Links.h"

#include "spinpair/rules.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/JSON.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/raw_ostream.h"

#include <map>

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
     "A file, or what has errors in it, is not analysed.", "error"},
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
  explicit Writer(const Outcome &Outcome)
      : Outcome(Outcome), AllGroups(groupsOf(Outcome)),
        AnySuppressed(llvm::any_of(Outcome.Mistakes, [](const Mistake &Found) {
          return Found.Suppressed;
        })) {
    for (const FindingGroup &Group : AllGroups)
      if (Group.isShared())
        for (const Mistake *Found : Group.Members)
          Groups[Found] = &Group;
  }

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
    json::Object Result{{"name", "spinpair"},
                        {"fullName", "spinpair " SPINPAIR_VERSION},
                        {"version", SPINPAIR_VERSION},
                        {"semanticVersion", SPINPAIR_VERSION},
                        {"rules", std::move(Rules)},
                        {"notifications", std::move(Descriptors)}};
    if (const std::string Docs = addressOf("README.md"); !Docs.empty())
      Result["informationUri"] = Docs;
    return Result;
  }

  /// 3.49; the properties are those that GitHub code scanning reads.
  static json::Object rule(const sp_rule_row &Row) {
    const std::string Page = addressOf(Row.doc);
    const std::string More = aboutRule(sp_rule_find(Row.checker));
    std::string Cwe = std::to_string(Row.cwe);
    json::Object Configuration{{"level", levelOf(Row.severity)}};
    if (StringRef(Row.checker).split('.').first == "optin")
      Configuration["enabled"] = false;
    const std::string Example =
        Page.empty()
            ? "`spinpair explain " + std::string(Row.checker) + "` tells more."
            : "[About " + std::string(Row.name) + "](" + Page +
                  "), with examples.";
    json::Object Result{
        {"id", Row.checker},
        {"name", Row.name},
        {"shortDescription", message(std::string(Row.summary) + ".")},
        {"fullDescription", message(Row.help)},
        {"help",
         json::Object{{"text", std::string(Row.help) + " See " + More + "."},
                      {"markdown", std::string(Row.help) + "\n\n" + Example +
                                       "\n\n[CWE-" + Cwe +
                                       "](https://cwe.mitre.org/data/"
                                       "definitions/" +
                                       Cwe + ".html)"}}},
        {"defaultConfiguration", std::move(Configuration)},
        {"properties",
         json::Object{{"security-severity", sp_severity_score(Row.severity)},
                      {"precision", sp_precision_name(Row.precision)},
                      {"problem.severity", levelOf(Row.severity)[0] == 'n'
                                               ? "recommendation"
                                               : levelOf(Row.severity)},
                      {"tags", json::Array{"security", "correctness",
                                           "external/cwe/cwe-" + Cwe}}}}};
    if (!Page.empty())
      Result["helpUri"] = Page;
    return Result;
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
    for (const std::string &File : Outcome.Unseen)
      Say(NotParsed, File, 0, "What changed in this file was not looked at.");
    for (const std::string &File : Outcome.Partly)
      Say(NotParsed, File, 0,
          "This file has errors, and what has one is not analysed.");
    for (const FunctionVerdict &Known : Outcome.Functions)
      if (Known.Verdict == Verdict::Undecided)
        Say(Undecided, Known.File, Known.Line,
            "'" + Known.Shown + "' is undecided: " + Known.Why + ".");
    for (const Remark &Each : Outcome.Remarks)
      Say(Suppression, Each.File, Each.Line, Each.Message + ".");
    return json::Object{{"executionSuccessful", Outcome.Unread.empty() &&
                                                    Outcome.Partly.empty() &&
                                                    Outcome.Unseen.empty()},
                        {"toolExecutionNotifications", std::move(Said)}};
  }

  /// 3.28, with 3.29 and 3.30
  json::Object location(const Note &Where) {
    json::Object Place{{"artifactLocation", artifact(Where.File)}};
    if (Where.Line) {
      StringRef Line = Files.lineOf(Where);
      json::Object Region{{"startLine", Where.Line}};
      if (Where.Column)
        Region["startColumn"] = column(Line, Where.Column);
      if (const spinpair::Region Marked = regionOf(Where, Files);
          Marked.EndLine && Where.Column) {
        Region["endLine"] = Marked.EndLine;
        Region["endColumn"] = column(Files.get(Where.File).line(Marked.EndLine),
                                     Marked.EndColumn);
      }
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
    // A viewer shows the message alone at first: it links to what is to be
    // looked at, the acquires and releases, and the call that is wrong.
    std::string Links;
    for (const Note &Each : Found.Path) {
      Steps.push_back(json::Object{
          {"location", step(Each)},
          {"nestingLevel", Each.Depth},
          {"importance",
           Each.OfLock || &Each == &Found.Path.back() || isCause(Found, Each)
               ? "essential"
               : "important"}});
      if ((!Each.OfLock && !isCause(Found, Each)) ||
          repeatsFinding(Found, Each))
        continue;
      const size_t Id = Related.size() + 1;
      json::Object Other = step(Each);
      Other["id"] = Id;
      Related.push_back(std::move(Other));
      Links += (Links.empty() ? " See " : ", ") + linkTo(Each, Id);
    }
    json::Object Where = location(Found.Where);
    if (!Found.Shown.empty())
      Where["logicalLocations"] = json::Array{
          json::Object{{"fullyQualifiedName", json::fixUTF8(Found.Shown)},
                       {"kind", "function"}}};
    json::Object Result = common(Found.Checker, Found.Where.Message,
                                 Links.empty() ? Links : "." + Links + ".",
                                 Found.Fingerprint, std::move(Where));
    Result["level"] = levelOf(Found.Severity);
    if (!Related.empty())
      Result["relatedLocations"] = std::move(Related);
    if (!Steps.empty())
      Result["codeFlows"] = json::Array{json::Object{
          {"threadFlows",
           json::Array{json::Object{{"locations", std::move(Steps)}}}}}};
    // An empty list says that it is not suppressed; where a run has none at
    // all, tools that add their own want it left out.
    if (AnySuppressed) {
      json::Array Suppressions;
      if (Found.Suppressed)
        Suppressions.push_back(
            json::Object{{"kind", "inSource"}, {"status", "accepted"}});
      Result["suppressions"] = std::move(Suppressions);
    }
    json::Object More;
    if (json::Object Code = written(Found.Code); !Code.empty())
      More["code"] = std::move(Code);
    if (auto Group = Groups.find(&Found); Group != Groups.end()) {
      More["group"] = guidOf(Group->second->first().Fingerprint);
      More["groupSize"] = Group->second->Members.size();
    }
    if (!More.empty())
      Result["properties"] = std::move(More);
    if (Outcome.HasBaseline)
      Result["baselineState"] = Found.Known ? "unchanged" : "new";
    if (json::Array Its = fixes(Found); !Its.empty())
      Result["fixes"] = std::move(Its);
    return Result;
  }

  /// 3.55: those of the finding that are proved by themselves.
  json::Array fixes(const Mistake &Found) {
    json::Array Result;
    for (const Fix &Each : Outcome.Fixes) {
      if (Each.NeedsOthers ||
          !llvm::is_contained(Each.Findings,
                              size_t(&Found - Outcome.Mistakes.data())))
        continue;
      std::map<std::string, json::Array> Changed;
      for (const Edit &Its : Each.Edits)
        Changed[Its.File].push_back(
            json::Object{{"deletedRegion",
                          json::Object{{"byteOffset", int64_t(Its.Offset)},
                                       {"byteLength", int64_t(Its.Length)}}},
                         {"insertedContent", message(Its.Text)}});
      json::Array Files;
      for (auto &[File, Replacements] : Changed)
        Files.push_back(
            json::Object{{"artifactLocation", artifact(File)},
                         {"replacements", std::move(Replacements)}});
      Result.push_back(json::Object{{"description", message(Each.Title)},
                                    {"artifactChanges", std::move(Files)}});
    }
    return Result;
  }

  /// Is this the step at the call that is wrong, in a callee?
  static bool isCause(const Mistake &Found, const Note &Step) {
    return !Found.Cause.File.empty() && Step.File == Found.Cause.File &&
           Step.Line == Found.Cause.Line && Step.Message == Found.Cause.Message;
  }

  /// 3.11.6: a link to a related location.
  static std::string linkTo(const Note &Where, size_t Id) {
    return "[" + bracketed(projectPath(Where.File)) + ":" +
           std::to_string(Where.Line) + "](" + std::to_string(Id) + ")";
  }

  /// Brackets of plain text must not be taken for a link.
  static std::string bracketed(StringRef Text) {
    std::string Result;
    for (char C : Text) {
      if (C == '[' || C == ']' || C == '\\')
        Result += '\\';
      Result += C;
    }
    return Result;
  }

  /// Of the form of an UUID, version 8, made of a fingerprint.
  static std::string guidOf(StringRef Fingerprint) {
    std::string Digits = Fingerprint.str();
    if (Digits.size() != 32)
      return "";
    Digits[12] = '8';
    Digits[16] = "89ab"[Digits[16] % 4];
    for (size_t At : {20, 16, 12, 8})
      Digits.insert(At, "-");
    return Digits;
  }

  static json::Object common(StringRef Checker, StringRef Message,
                             const std::string &Links, StringRef Fingerprint,
                             json::Object Where) {
    json::Object Result{
        {"ruleId", json::fixUTF8(Checker)},
        {"message",
         message(Links.empty() ? Message.str() : bracketed(Message) + Links)},
        {"locations", json::Array{std::move(Where)}},
        {"partialFingerprints",
         json::Object{{"spinpair/v1", json::fixUTF8(Fingerprint)}}}};
    if (std::string Guid = guidOf(Fingerprint); !Guid.empty())
      Result["guid"] = Guid;
    sp_rule Rule = sp_rule_find(Checker.str().c_str());
    if (Rule != SP_RULE_NONE) {
      Result["ruleIndex"] = static_cast<int>(Rule);
      Result["level"] = levelOf(sp_rule_get(Rule)->severity);
    }
    return Result;
  }

  /// A known finding that is no more.
  json::Object absent(const KnownFinding &Entry) const {
    // Its file is one of the project, by the path that it had there.
    json::Object Result = common(
        Entry.Rule, Entry.Message, "", Entry.Fingerprint,
        json::Object{
            {"physicalLocation",
             json::Object{{"artifactLocation",
                           json::Object{{"uri", percentEncoded(Entry.File)},
                                        {"uriBaseId", Base}}}}}});
    if (AnySuppressed)
      Result["suppressions"] = json::Array{};
    Result["baselineState"] = "absent";
    return Result;
  }

  const spinpair::Outcome &Outcome;
  const std::vector<FindingGroup> AllGroups;
  std::map<const Mistake *, const FindingGroup *> Groups; ///< Of several.
  const bool AnySuppressed;
  Sources Files;
};

} // namespace

void writeSarif(const Outcome &Outcome, llvm::raw_ostream &Out) {
  Out << llvm::formatv("{0:2}\n", Writer(Outcome).log());
}

} // namespace spinpair
