//===- StoredRun.cpp ------------------------------------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "StoredRun.h"

#include "Baseline.h"
#include "support/Paths.h"
#include "support/Places.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/Error.h"
#include "llvm/Support/JSON.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"

using llvm::StringRef;
namespace json = llvm::json;
namespace path = llvm::sys::path;

namespace spinpair {

static std::string textOf(const json::Object &Of, StringRef Name) {
  auto Text = Of.getString(Name);
  return Text ? Text->str() : "";
}

static unsigned numberOf(const json::Object &Of, StringRef Name) {
  auto Number = Of.getInteger(Name);
  return Number && *Number > 0 ? unsigned(*Number) : 0;
}

static bool flagOf(const json::Object &Of, StringRef Name) {
  const auto Flag = Of.getBoolean(Name);
  return Flag && *Flag;
}

/// The objects in a list; none if there is no such list.
static std::vector<const json::Object *> objectsIn(const json::Object &Of,
                                                   StringRef Name) {
  std::vector<const json::Object *> Result;
  if (const json::Array *List = Of.getArray(Name))
    for (const json::Value &Each : *List)
      if (const json::Object *Object = Each.getAsObject())
        Result.push_back(Object);
  return Result;
}

/// A file by its path from the root of the project, as shown here.
static std::string shownInProject(StringRef FromRoot) {
  llvm::SmallString<256> Full(FromRoot);
  if (!path::is_absolute(FromRoot)) {
    Full = projectRoot();
    path::append(Full, FromRoot);
  }
  return shownFile(Full, "");
}

//===----------------------------------------------------------------------===//
// The JSON report
//===----------------------------------------------------------------------===//

static Note noteOf(const json::Object &From) {
  Note Result;
  const std::string FromRoot = textOf(From, "path");
  Result.File =
      FromRoot.empty() ? textOf(From, "file") : shownInProject(FromRoot);
  Result.Line = numberOf(From, "line");
  Result.Column = numberOf(From, "column");
  Result.EndLine = numberOf(From, "endLine");
  Result.EndColumn = numberOf(From, "endColumn");
  Result.Message = textOf(From, "message");
  Result.Depth = numberOf(From, "depth");
  Result.OfLock = flagOf(From, "ofLock");
  return Result;
}

static sp_severity severityCalled(StringRef Name) {
  for (sp_severity Each : {SP_SEVERITY_HIGH, SP_SEVERITY_MEDIUM})
    if (Name == sp_severity_name(Each))
      return Each;
  return SP_SEVERITY_LOW;
}

static Mistake mistakeOf(const json::Object &From) {
  Mistake Result;
  Result.Where = noteOf(From);
  Result.Checker = textOf(From, "checker");
  Result.Severity = severityCalled(textOf(From, "severity"));
  Result.Function = textOf(From, "function");
  Result.Shown = textOf(From, "name");
  Result.Fingerprint = textOf(From, "fingerprint");
  Result.Suppressed = flagOf(From, "suppressed");
  if (const json::Object *Code = From.getObject("code"))
    readCode(*Code, Result.Code);
  if (const json::Object *Cause = From.getObject("cause"))
    Result.Cause = noteOf(*Cause);
  for (const json::Object *Each : objectsIn(From, "notes"))
    Result.Path.push_back(noteOf(*Each));
  return Result;
}

static bool functionOf(const json::Object &From, FunctionVerdict &Result) {
  Result.Shown = textOf(From, "name");
  Result.File = noteOf(From).File;
  Result.Line = numberOf(From, "line");
  Result.Linkage = textOf(From, "linkage");
  Result.Why = textOf(From, "why");
  for (unsigned I = 0; I < VerdictCount; ++I)
    if (textOf(From, "verdict") == verdictName(static_cast<Verdict>(I))) {
      Result.Verdict = static_cast<Verdict>(I);
      return !Result.Shown.empty();
    }
  return false;
}

/// False if it is not what spinpair writes.
static bool takeJson(const json::Object &Report, Analysis &Run) {
  for (const json::Object *Each : objectsIn(Report, "functions")) {
    FunctionVerdict Function;
    if (!functionOf(*Each, Function))
      return false;
    Run.Functions.push_back(std::move(Function));
  }
  for (const json::Object *Each : objectsIn(Report, "findings")) {
    Mistake Found = mistakeOf(*Each);
    if (Found.Checker.empty() || Found.Fingerprint.empty() ||
        Found.Where.File.empty())
      return false;
    // What an older spinpair wrote says that among the functions only.
    if (Found.Shown.empty())
      for (const FunctionVerdict &Known : Run.Functions)
        if (Known.Linkage == Found.Function)
          Found.Shown = Known.Shown;
    Run.Mistakes.push_back(std::move(Found));
  }
  auto TakeNames = [&](StringRef List, std::vector<std::string> &To) {
    if (const json::Array *Names = Report.getArray(List))
      for (const json::Value &Each : *Names)
        if (auto Name = Each.getAsString())
          To.push_back(Name->str());
  };
  TakeNames("unparsed", Run.Unread);
  TakeNames("withErrors", Run.Partly);
  Run.IsComplete = Run.Unread.empty() && Run.Partly.empty();
  return Report.getArray("findings") != nullptr;
}

//===----------------------------------------------------------------------===//
// SARIF
//===----------------------------------------------------------------------===//

static std::string withoutPercents(StringRef Uri) {
  std::string Result;
  for (size_t I = 0; I < Uri.size(); ++I) {
    unsigned Byte;
    if (Uri[I] == '%' && I + 2 < Uri.size() &&
        !Uri.substr(I + 1, 2).getAsInteger(16, Byte)) {
      Result += char(Byte);
      I += 2;
    } else {
      Result += Uri[I];
    }
  }
  return Result;
}

/// The text of a message, without the links that stand behind it.
static std::string messageIn(const json::Object &From) {
  const json::Object *Message = From.getObject("message");
  const std::string Text = Message ? textOf(*Message, "text") : "";
  std::string Result;
  const StringRef Plain = StringRef(Text).take_front(Text.rfind(". See ["));
  for (size_t I = 0; I < Plain.size(); ++I) {
    if (Plain[I] == '\\' && I + 1 < Plain.size() &&
        StringRef("[]\\").contains(Plain[I + 1]))
      ++I;
    Result += Plain[I];
  }
  return Result;
}

static Note noteInSarif(const json::Object &Location) {
  Note Result;
  Result.Message = messageIn(Location);
  const json::Object *Physical = Location.getObject("physicalLocation");
  if (!Physical)
    return Result;
  if (const json::Object *Artifact = Physical->getObject("artifactLocation")) {
    const std::string Uri = withoutPercents(textOf(*Artifact, "uri"));
    StringRef Path = Uri;
    Path.consume_front("file://");
    Result.File = shownInProject(Path);
  }
  if (const json::Object *Region = Physical->getObject("region")) {
    Result.Line = numberOf(*Region, "startLine");
    Result.Column = numberOf(*Region, "startColumn");
    Result.EndLine = numberOf(*Region, "endLine");
    Result.EndColumn = numberOf(*Region, "endColumn");
  }
  return Result;
}

static bool takeResult(const json::Object &From, Analysis &Run) {
  Mistake Found;
  const std::string State = textOf(From, "baselineState");
  if (State == "absent")
    return true;
  const auto Locations = objectsIn(From, "locations");
  const json::Object *Prints = From.getObject("partialFingerprints");
  if (Locations.empty() || !Prints)
    return false;
  Found.Where = noteInSarif(*Locations[0]);
  Found.Where.Message = messageIn(From);
  for (const json::Object *Each : objectsIn(*Locations[0], "logicalLocations"))
    Found.Shown = Found.Function = textOf(*Each, "fullyQualifiedName");
  Found.Checker = textOf(From, "ruleId");
  const std::string Level = textOf(From, "level");
  Found.Severity = Level == "error"     ? SP_SEVERITY_HIGH
                   : Level == "warning" ? SP_SEVERITY_MEDIUM
                                        : SP_SEVERITY_LOW;
  Found.Fingerprint = textOf(*Prints, "spinpair/v1");
  Found.Suppressed = !objectsIn(From, "suppressions").empty();
  if (const json::Object *Properties = From.getObject("properties"))
    if (const json::Object *Code = Properties->getObject("code"))
      readCode(*Code, Found.Code);
  for (const json::Object *Flow : objectsIn(From, "codeFlows"))
    for (const json::Object *Thread : objectsIn(*Flow, "threadFlows"))
      for (const json::Object *Step : objectsIn(*Thread, "locations"))
        if (const json::Object *Location = Step->getObject("location")) {
          Found.Path.push_back(noteInSarif(*Location));
          Found.Path.back().Depth = numberOf(*Step, "nestingLevel");
          Found.Path.back().OfLock = textOf(*Step, "importance") == "essential";
        }
  if (Found.Checker.empty() || Found.Fingerprint.empty() ||
      Found.Where.File.empty())
    return false;
  // All that is known of the function; that there is one tells the matching
  // that the code of findings is whole.
  FunctionVerdict Home{};
  Home.Shown = Home.Linkage = Found.Shown;
  Home.File = Found.Where.File;
  Home.Line = Found.Where.Line;
  Home.Verdict = Verdict::Reported;
  Run.Functions.push_back(std::move(Home));
  Run.Mistakes.push_back(std::move(Found));
  return true;
}

/// "'NAME' is undecided: WHY.", with a place.
static void takeUndecided(const json::Object &Said, Analysis &Run) {
  const json::Object *Kind = Said.getObject("descriptor");
  const auto Places = objectsIn(Said, "locations");
  if (!Kind || textOf(*Kind, "id") != "undecided" || Places.empty())
    return;
  const std::string Text = messageIn(Said);
  auto [Name, Why] = StringRef(Text).split("' is undecided: ");
  const Note Where = noteInSarif(*Places[0]);
  FunctionVerdict Function{};
  Function.Shown = Function.Linkage = Name.drop_front(1).str();
  Function.File = Where.File;
  Function.Line = Where.Line;
  Function.Verdict = Verdict::Undecided;
  Function.Why = Why.drop_back(Why.take_back(1) == ".").str();
  Run.Functions.push_back(std::move(Function));
}

/// False if it is not what spinpair writes.
static bool takeSarif(const json::Object &Log, Analysis &Run) {
  const auto Runs = objectsIn(Log, "runs");
  if (Runs.size() != 1)
    return false;
  const json::Object *Tool = Runs[0]->getObject("tool");
  const json::Object *Driver = Tool ? Tool->getObject("driver") : nullptr;
  if (!Driver || textOf(*Driver, "name") != "spinpair")
    return false;
  for (const json::Object *Each : objectsIn(*Runs[0], "results"))
    if (!takeResult(*Each, Run))
      return false;
  Run.HasAllFunctions = false;
  const auto Invocations = objectsIn(*Runs[0], "invocations");
  for (const json::Object *Each : Invocations)
    for (const json::Object *Said :
         objectsIn(*Each, "toolExecutionNotifications"))
      takeUndecided(*Said, Run);
  Run.IsComplete =
      !Invocations.empty() && flagOf(*Invocations[0], "executionSuccessful");
  return true;
}

//===----------------------------------------------------------------------===//
// Both
//===----------------------------------------------------------------------===//

bool loadStoredRun(const std::string &Path, Analysis &Run, std::string &Error) {
  auto Failed = [&](const std::string &Why) {
    Error = "'" + Path + "' " + Why;
    return false;
  };
  static constexpr const char *NoReport =
      "is no report of spinpair in JSON or SARIF (--report json=FILE writes "
      "one)";
  if (std::string Why = whyHidden(Path); !Why.empty())
    return Failed("cannot be read: " + Why);
  auto Buffer = readWhole(Path);
  if (!Buffer)
    return Failed("cannot be read: " + Buffer.getError().message());
  StringRef Text = (*Buffer)->getBuffer();
  if (std::string Wrong; !takeUtf8(Text, Wrong))
    return Failed(std::string(NoReport));
  if (isDeepJson(Text, /*Deepest=*/64))
    return Failed(NoReport);
  llvm::Expected<json::Value> Parsed = json::parse(Text);
  if (!Parsed) {
    llvm::consumeError(Parsed.takeError());
    return Failed(NoReport);
  }
  const json::Object *Whole = Parsed->getAsObject();
  if (!Whole)
    return Failed(NoReport);
  if (Whole->getArray("runs"))
    return takeSarif(*Whole, Run) || Failed(NoReport);
  const json::Object *Tool = Whole->getObject("tool");
  if (!Tool || textOf(*Tool, "name") != "spinpair")
    return Failed(NoReport);
  if (numberOf(*Whole, "version") != 1)
    return Failed("is a report of version " +
                  std::to_string(numberOf(*Whole, "version")) +
                  "; this spinpair reads version 1");
  return takeJson(*Whole, Run) || Failed(NoReport);
}

std::vector<KnownFinding> knownFindings(const Analysis &Run) {
  std::vector<KnownFinding> Result;
  for (const Mistake &Found : Run.Mistakes)
    if (!Found.Suppressed)
      Result.push_back({Found.Fingerprint, Found.Checker,
                        projectPath(Found.Where.File), Found.Shown,
                        Found.Where.Message, Found.Code});
  return Result;
}

} // namespace spinpair
