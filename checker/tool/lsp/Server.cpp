//===- Server.cpp ---------------------------------------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Server.h"

#include "Actions.h"
#include "Documents.h"
#include "EditorRun.h"
#include "Findings.h"
#include "Hover.h"
#include "Process.h"
#include "Transport.h"
#include "model/Options.h"
#include "support/Messages.h"
#include "support/Places.h"

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/raw_ostream.h"

#include <algorithm>
#include <chrono>
#include <csignal>
#include <optional>
#include <poll.h>
#include <set>
#include <unistd.h>
#include <vector>

using llvm::StringRef;
namespace json = llvm::json;
using Clock = std::chrono::steady_clock;

namespace spinpair {

namespace {

/// Error codes of JSON-RPC and of the protocol.
enum ErrorCode {
  ParseError = -32700,
  InvalidRequest = -32600,
  MethodNotFound = -32601,
  InvalidParams = -32602,
  InternalError = -32603,
  NotInitialized = -32002,
  RequestCancelled = -32800,
  ContentModified = -32801
};

enum MessageType { ErrorMessage = 1, InfoMessage = 3, LogMessage = 4 };

/// A folder of the client's, and what is known of it.
struct Root {
  EditorProject Project;
  std::unique_ptr<Process> Run;         ///< The analysis under way.
  std::optional<Clock::time_point> Due; ///< When the next one is to begin.
  json::Object Report;                  ///< Of the last one.
  bool HasReport = false;
  std::set<llvm::sys::fs::UniqueID> Files; ///< That it read.
  /// Is the report that of the texts that are open now?
  bool isCurrent() const { return !Run && !Due; }
  std::set<std::string> Published; ///< Paths that have diagnostics.
  /// Fixes for the texts of the report, by the fingerprints of findings; null
  /// for one that was asked for and has none.
  std::map<std::string, json::Value> Fixes;
  /// What is known of locks in these texts, once that was asked for, and the
  /// work on it.
  json::Array Locks;
  bool HasLocks = false;
  std::unique_ptr<Process> LockRun;
  std::string Trouble; ///< What was said last to be wrong.
  std::string Token;   ///< Of the progress that is shown.
};

/// A request that waits for an analysis, or for work of its own.
struct Pending {
  json::Value Id;
  std::string Method;
  json::Object Params;
  Root *Of;
  std::unique_ptr<Process> Work;
  std::set<std::string> Tried; ///< Fingerprints of findings, by that work.
};

/// Whatever is between two objects, null if one of them is missing.
const json::Object *inside(const json::Object *Of,
                           llvm::ArrayRef<const char *> Names) {
  for (const char *Name : Names)
    Of = Of ? Of->getObject(Name) : nullptr;
  return Of;
}

class Server {
public:
  Server(const Options &Asked, const CommandFunctions &Functions)
      : Given(Asked), Functions(Functions), Out(STDOUT_FILENO),
        Watched(getppid()) {
    Given.What = Command::Check;
    Given.Reports.clear();
    Given.How.Progress = false;
  }
  bool serve();

private:
  // Messages
  void handle(const std::string &Text);
  void request(const json::Value &Id, const std::string &Method,
               json::Object Params);
  void notification(const std::string &Method, const json::Object &Params);
  void reply(const json::Value &Id, json::Value Result);
  void refuse(json::Value Id, ErrorCode Code, const std::string &Why);
  void notify(StringRef Method, json::Value Params);
  void ask(StringRef Method, json::Value Params);
  void say(MessageType Type, const std::string &Text);
  void log(const std::string &Text);
  // The session
  json::Value initialize(const json::Object &Params);
  void initialized();
  void takeSettings(const json::Object *Settings);
  void addFolder(const std::string &Uri);
  void removeFolder(const std::string &Uri);
  Root *rootOf(const std::string &Path);
  // Documents
  void documentChanged(const std::string &Path, bool Later);
  void touch(Root &Each, std::chrono::milliseconds Delay);
  void touchAll();
  // Analyses
  void start(Root &Each);
  void finish(Root &Each);
  void take(Root &Each, json::Object Result);
  void publish(Root &Each);
  void tellStatus(const Root &Each);
  bool isOfNoUnit(const Root &Each, const Document &Of) const;
  void beginProgress(Root &Each);
  void endProgress(Root &Each);
  // Requests on documents
  void wait(const json::Value &Id, const std::string &Method,
            json::Object Params);
  void answerWaiting(Root &Each);
  bool answer(Pending &Each);
  bool finishWork(Pending &Each);
  bool answerActions(Pending &Each, const std::string &Path);
  bool answerLocks(Pending &Each, const std::string &Path);
  void finishLocks(Root &Each);
  void cancel(const json::Value *Id);
  void execute(const json::Value &Id, const json::Object &Params);
  // The loop
  void poll();
  int timeout() const;

  Options Given; ///< What is analysed in a folder.
  const CommandFunctions Functions;
  MessageReader In;
  MessageWriter Out;
  Documents Open;
  std::vector<std::unique_ptr<Root>> Roots;
  std::vector<std::unique_ptr<Pending>> Waiting;
  ColumnsIn Columns = ColumnsIn::Utf16;
  std::chrono::milliseconds Debounce{300};
  pid_t Watched; ///< The client, which the server does not outlive.
  bool IsInitialized = false, IsShutDown = false, HasExit = false;
  bool HasProgress = false, CanWatch = false, HasMarkdown = false;
  bool WantsHints = false;      ///< Inlay hints; the setting.
  bool CanRefreshHints = false; ///< Does the client ask anew if told to?
  bool HasVersions = false;     ///< Does the client check those of edits?
  bool WantsStatus = false;     ///< Does it know spinpair/status?
  unsigned Asked = 0;           ///< Requests to the client.
};

//===----------------------------------------------------------------------===//
// Messages
//===----------------------------------------------------------------------===//

void Server::reply(const json::Value &Id, json::Value Result) {
  Out.write(json::Object{
      {"jsonrpc", "2.0"}, {"id", Id}, {"result", std::move(Result)}});
}

void Server::refuse(json::Value Id, ErrorCode Code, const std::string &Why) {
  Out.write(
      json::Object{{"jsonrpc", "2.0"},
                   {"id", std::move(Id)},
                   {"error", json::Object{{"code", int(Code)},
                                          {"message", json::fixUTF8(Why)}}}});
}

void Server::notify(StringRef Method, json::Value Params) {
  Out.write(json::Object{{"jsonrpc", "2.0"},
                         {"method", Method.str()},
                         {"params", std::move(Params)}});
}

/// What the client answers is of no interest.
void Server::ask(StringRef Method, json::Value Params) {
  Out.write(json::Object{{"jsonrpc", "2.0"},
                         {"id", "spinpair/" + std::to_string(++Asked)},
                         {"method", Method.str()},
                         {"params", std::move(Params)}});
}

void Server::say(MessageType Type, const std::string &Text) {
  notify("window/showMessage",
         json::Object{{"type", int(Type)}, {"message", json::fixUTF8(Text)}});
}

void Server::log(const std::string &Text) {
  if (!Text.empty())
    notify("window/logMessage",
           json::Object{{"type", int(LogMessage)},
                        {"message", json::fixUTF8(StringRef(Text).rtrim())}});
}

void Server::handle(const std::string &Text) {
  auto Parsed = json::parse(Text);
  if (!Parsed) {
    refuse(nullptr, ParseError,
           "the message is no JSON: " + llvm::toString(Parsed.takeError()));
    return;
  }
  json::Object *Message = Parsed->getAsObject();
  const json::Value *Id = Message ? Message->get("id") : nullptr;
  if (!Message || (Id && Id->kind() != json::Value::Number &&
                   Id->kind() != json::Value::String)) {
    refuse(nullptr, InvalidRequest,
           "a message is an object with a method, and an id that is a number "
           "or a string if it is a request");
    return;
  }
  const bool HasMethod = Message->getString("method").operator bool();
  if (!HasMethod && Id && (Message->get("result") || Message->get("error")))
    return; // a response
  if (!HasMethod) {
    refuse(Id ? *Id : json::Value(nullptr), InvalidRequest,
           "the message has no method");
    return;
  }
  const std::string Method = stringIn(Message, "method");
  json::Object Params;
  if (json::Object *Its = Message->getObject("params"))
    Params = std::move(*Its);
  if (Id)
    request(*Id, Method, std::move(Params));
  else
    notification(Method, Params);
}

void Server::request(const json::Value &Id, const std::string &Method,
                     json::Object Params) {
  if (IsShutDown)
    return refuse(Id, InvalidRequest, "the server is shut down");
  if (Method == "initialize") {
    if (IsInitialized)
      return refuse(Id, InvalidRequest, "the server is initialized already");
    return reply(Id, initialize(Params));
  }
  if (!IsInitialized)
    return refuse(Id, NotInitialized, "'initialize' comes first");
  if (Method == "shutdown") {
    IsShutDown = true;
    for (const auto &Each : Waiting)
      refuse(Each->Id, RequestCancelled, "the server is shut down");
    Waiting.clear();
    for (const auto &Each : Roots) {
      Each->Run.reset();
      Each->LockRun.reset();
      Each->Due.reset();
    }
    return reply(Id, nullptr);
  }
  if (Method == "textDocument/inlayHint" && !WantsHints)
    return reply(Id, json::Array());
  for (const char *Known : {"textDocument/codeLens", "textDocument/codeAction",
                            "textDocument/hover", "textDocument/references",
                            "textDocument/inlayHint"})
    if (Method == Known)
      return wait(Id, Method, std::move(Params));
  if (Method == "workspace/executeCommand")
    return execute(Id, Params);
  refuse(Id, MethodNotFound, "there is no method '" + Method + "'");
}

void Server::notification(const std::string &Method,
                          const json::Object &Params) {
  if (Method == "exit")
    HasExit = true;
  if (!IsInitialized || IsShutDown)
    return;
  const json::Object *Document = Params.getObject("textDocument");
  const std::string Path = pathOfUri(stringIn(Document, "uri"));
  if (Method == "initialized")
    return initialized();
  if (Method == "textDocument/didOpen" && Document) {
    Open.open(*Document);
    if (Roots.empty())
      addFolder(uriOfPath(llvm::sys::path::parent_path(Path)));
    return documentChanged(Path, /*Later=*/false);
  }
  if (Method == "textDocument/didChange" && Document) {
    const json::Array *Changes = Params.getArray("contentChanges");
    if (!Changes ||
        !Open.change(stringIn(Document, "uri"), integerIn(Document, "version"),
                     *Changes, Columns))
      return say(ErrorMessage, "spinpair: a change of a document that is not "
                               "open, or of a range that ends before it "
                               "begins, is passed over; open it anew");
    return documentChanged(Path, /*Later=*/true);
  }
  if (Method == "textDocument/didClose" && Document) {
    Open.close(stringIn(Document, "uri"));
    return documentChanged(Path, /*Later=*/false);
  }
  if (Method == "textDocument/didSave")
    return documentChanged(Path, /*Later=*/false);
  if (Method == "workspace/didChangeWatchedFiles")
    return touchAll();
  if (Method == "workspace/didChangeConfiguration") {
    if (const json::Object *Settings = Params.getObject("settings"))
      if (const json::Object *Ours = Settings->getObject("spinpair"))
        takeSettings(Ours);
    return touchAll();
  }
  if (Method == "workspace/didChangeWorkspaceFolders") {
    const json::Object *Event = Params.getObject("event");
    for (const char *Kind : {"removed", "added"})
      if (const json::Array *Folders = Event ? Event->getArray(Kind) : nullptr)
        for (const json::Value &Each : *Folders)
          Kind[0] == 'r' ? removeFolder(stringIn(Each.getAsObject(), "uri"))
                         : addFolder(stringIn(Each.getAsObject(), "uri"));
    return;
  }
  if (Method == "$/cancelRequest")
    return cancel(Params.get("id"));
  if (Method == "window/workDoneProgress/cancel")
    for (const auto &Each : Roots)
      if (Each->Run && Each->Token == stringIn(&Params, "token")) {
        endProgress(*Each);
        Each->Run.reset();
        answerWaiting(*Each);
      }
}

//===----------------------------------------------------------------------===//
// The session
//===----------------------------------------------------------------------===//

json::Value Server::initialize(const json::Object &Params) {
  IsInitialized = true;
  if (auto Process = Params.getInteger("processId"))
    Watched = static_cast<pid_t>(*Process);
  const json::Object *Client = Params.getObject("capabilities");
  HasProgress = isTrueIn(inside(Client, {"window"}), "workDoneProgress");
  CanWatch = isTrueIn(inside(Client, {"workspace", "didChangeWatchedFiles"}),
                      "dynamicRegistration");
  if (const json::Object *General = inside(Client, {"general"}))
    if (const json::Array *Encodings = General->getArray("positionEncodings"))
      if (llvm::is_contained(*Encodings, json::Value("utf-8")))
        Columns = ColumnsIn::Bytes;
  HasVersions = isTrueIn(inside(Client, {"workspace", "workspaceEdit"}),
                         "documentChanges");
  if (const json::Object *Hover = inside(Client, {"textDocument", "hover"}))
    if (const json::Array *Formats = Hover->getArray("contentFormat"))
      HasMarkdown = llvm::is_contained(*Formats, json::Value("markdown"));
  WantsStatus = isTrueIn(inside(Client, {"experimental"}), "spinpairStatus");
  takeSettings(Params.getObject("initializationOptions"));
  // From here on, a client that can is told when hints are other ones.
  CanRefreshHints =
      isTrueIn(inside(Client, {"workspace", "inlayHint"}), "refreshSupport");
  const json::Array *Folders = Params.getArray("workspaceFolders");
  if (Folders && !Folders->empty())
    for (const json::Value &Each : *Folders)
      addFolder(stringIn(Each.getAsObject(), "uri"));
  else if (std::string Uri = stringIn(&Params, "rootUri"); !Uri.empty())
    addFolder(Uri);
  else if (std::string Path = stringIn(&Params, "rootPath"); !Path.empty())
    addFolder(uriOfPath(Path));
  return json::Object{
      {"serverInfo",
       json::Object{{"name", "spinpair"}, {"version", SPINPAIR_VERSION}}},
      {"capabilities",
       json::Object{
           {"positionEncoding",
            Columns == ColumnsIn::Bytes ? "utf-8" : "utf-16"},
           {"textDocumentSync",
            json::Object{{"openClose", true}, {"change", 2}, {"save", true}}},
           {"codeLensProvider", json::Object{}},
           {"hoverProvider", true},
           {"referencesProvider", true},
           {"inlayHintProvider", true},
           {"codeActionProvider",
            json::Object{{"codeActionKinds", json::Array{"quickfix"}}}},
           {"executeCommandProvider",
            json::Object{{"commands", json::Array{"spinpair.explainFunction",
                                                  "spinpair.updateBaseline"}}}},
           {"workspace",
            json::Object{{"workspaceFolders",
                          json::Object{{"supported", true},
                                       {"changeNotifications", true}}}}}}}};
}

/// The files that decide what is analysed, and sources that are not open.
void Server::initialized() {
  if (CanWatch) {
    json::Array Watchers;
    for (const char *Glob :
         {"**/compile_commands.json", "**/.spinpair.yaml", "**/*.vcxproj",
          "**/*.{c,h,cc,hh,cpp,hpp,cxx,hxx,inc,inl}"})
      Watchers.push_back(json::Object{{"globPattern", Glob}});
    ask("client/registerCapability",
        json::Object{
            {"registrations",
             json::Array{json::Object{
                 {"id", "spinpair-files"},
                 {"method", "workspace/didChangeWatchedFiles"},
                 {"registerOptions",
                  json::Object{{"watchers", std::move(Watchers)}}}}}}});
  }
  touchAll();
}

/// "arguments": those of the command line, in place of its own; "debounce": how
/// many ms after a change an analysis begins; "inlayHints": whether there are.
void Server::takeSettings(const json::Object *Settings) {
  if (!Settings)
    return;
  Debounce = std::chrono::milliseconds(std::clamp<int64_t>(
      integerIn(Settings, "debounce", Debounce.count()), 0, 60000));
  if (auto Wants = Settings->getBoolean("inlayHints");
      Wants && *Wants != WantsHints) {
    WantsHints = *Wants;
    if (CanRefreshHints)
      ask("workspace/inlayHint/refresh", nullptr);
  }
  const json::Array *Arguments = Settings->getArray("arguments");
  if (!Arguments)
    return;
  std::vector<std::string> Words = {"spinpair", "check"};
  for (const json::Value &Each : *Arguments)
    if (auto Word = Each.getAsString())
      Words.push_back(Word->str());
  std::vector<const char *> Raw;
  for (const std::string &Word : Words)
    Raw.push_back(Word.c_str());
  Options New;
  std::string Error;
  if (!Functions.Parse(int(Raw.size()), Raw.data(), New, Error) ||
      New.What != Command::Check) {
    say(ErrorMessage, "spinpair: the setting 'arguments' is passed over: " +
                          (Error.empty() ? "it is no 'check'" : Error));
    return;
  }
  New.Reports.clear();
  New.How.Progress = false;
  Given = New;
  for (const auto &Each : Roots)
    Each->Project.Options = New;
}

void Server::addFolder(const std::string &Uri) {
  const std::string Path = pathOfUri(Uri);
  if (Path.empty() || llvm::any_of(Roots, [&](const auto &Each) {
        return Each->Project.Folder == Path;
      }))
    return;
  auto New = std::make_unique<Root>();
  New->Project = {Path, Given, Functions};
  New->Due = Clock::now();
  Roots.push_back(std::move(New));
}

void Server::removeFolder(const std::string &Uri) {
  const std::string Path = pathOfUri(Uri);
  for (const auto &Each : Roots)
    if (Each->Project.Folder == Path) {
      llvm::erase_if(Waiting, [&](const auto &Request) {
        if (Request->Of == Each.get())
          refuse(Request->Id, ContentModified, "its folder is removed");
        return Request->Of == Each.get();
      });
      endProgress(*Each);
      Each->HasReport = false;
      publish(*Each);
      tellStatus(*Each);
    }
  llvm::erase_if(
      Roots, [&](const auto &Each) { return Each->Project.Folder == Path; });
}

/// The innermost folder that has the file; or else the first one, whose units
/// may include it. Null if there is none.
Root *Server::rootOf(const std::string &Path) {
  Root *Best = Roots.empty() ? nullptr : Roots.front().get();
  size_t Longest = 0;
  for (const auto &Each : Roots) {
    const std::string &Folder = Each->Project.Folder;
    if (StringRef(Path).take_front(Folder.size()) == Folder &&
        Folder.size() > Longest) {
      Best = Each.get();
      Longest = Folder.size();
    }
  }
  return Best;
}

//===----------------------------------------------------------------------===//
// Documents
//===----------------------------------------------------------------------===//

/// The text of \p Path is another one, or stands for another file. Any root may
/// have a unit that includes it.
void Server::documentChanged(const std::string &Path, bool Later) {
  for (const auto &Each : Roots) {
    llvm::sys::fs::UniqueID Is;
    const bool IsRead = Each->HasReport &&
                        !llvm::sys::fs::getUniqueID(Path, Is) &&
                        Each->Files.count(Is);
    if (IsRead || Each.get() == rootOf(Path) || Each->Run)
      touch(*Each, Later ? Debounce : std::chrono::milliseconds(0));
  }
  llvm::erase_if(Waiting, [&](const auto &Each) {
    const std::string Of =
        pathOfUri(stringIn(Each->Params.getObject("textDocument"), "uri"));
    if (Of != Path || !Later)
      return false;
    refuse(Each->Id, ContentModified, "the document has changed");
    return true;
  });
}

void Server::touch(Root &Each, std::chrono::milliseconds Delay) {
  // An analysis of another text is of no use any more.
  Each.Run.reset();
  Each.LockRun.reset();
  Each.Due = Clock::now() + Delay;
}

void Server::touchAll() {
  for (const auto &Each : Roots)
    touch(*Each, std::chrono::milliseconds(0));
}

//===----------------------------------------------------------------------===//
// Analyses
//===----------------------------------------------------------------------===//

void Server::beginProgress(Root &Each) {
  if (!HasProgress || !Each.Token.empty())
    return;
  Each.Token = "spinpair/analysis/" + std::to_string(++Asked);
  ask("window/workDoneProgress/create", json::Object{{"token", Each.Token}});
  notify("$/progress",
         json::Object{{"token", Each.Token},
                      {"value", json::Object{{"kind", "begin"},
                                             {"title", "spinpair"},
                                             {"cancellable", true},
                                             {"message", "analysing"}}}});
}

void Server::endProgress(Root &Each) {
  if (Each.Token.empty())
    return;
  notify("$/progress", json::Object{{"token", Each.Token},
                                    {"value", json::Object{{"kind", "end"}}}});
  Each.Token.clear();
}

void Server::start(Root &Each) {
  Each.Due.reset();
  if (!Each.HasReport)
    beginProgress(Each);
  Each.Run =
      Process::start([&] { return analyseForEditor(Each.Project, Open); });
  if (!Each.Run) {
    say(ErrorMessage, "spinpair: no process can be started for the analysis; "
                      "it is tried again in a minute");
    Each.Due = Clock::now() + std::chrono::minutes(1);
  }
}

/// The process of an analysis has ended.
void Server::finish(Root &Each) {
  std::unique_ptr<Process> Run = std::move(Each.Run);
  endProgress(Each);
  log(Run->takeLog());
  auto Parsed =
      Run->hasReturned() ? json::parse(Run->result()) : json::parse("null");
  json::Object *Result = Parsed ? Parsed->getAsObject() : nullptr;
  if (!Result) {
    if (!Parsed)
      llvm::consumeError(Parsed.takeError());
    Result = nullptr;
    take(Each, json::Object{{"error",
                             "the analysis crashed; it is tried again when "
                             "something changes, and the log may say more"}});
  } else {
    take(Each, std::move(*Result));
  }
  answerWaiting(Each);
}

void Server::take(Root &Each, json::Object Result) {
  const std::string Trouble = stringIn(&Result, "error");
  if (!Trouble.empty() && Trouble != Each.Trouble)
    say(ErrorMessage, "spinpair: " + Trouble);
  Each.Trouble = Trouble;
  Each.HasReport = Trouble.empty();
  Each.Report = json::Object();
  Each.Fixes.clear();
  Each.Locks = json::Array();
  Each.HasLocks = false;
  Each.Files.clear();
  if (json::Object *Report = Result.getObject("report"))
    Each.Report = std::move(*Report);
  if (const json::Array *Files = Result.getArray("files"))
    for (const json::Value &File : *Files) {
      llvm::sys::fs::UniqueID Is;
      if (auto Name = File.getAsString();
          Name && !llvm::sys::fs::getUniqueID(*Name, Is))
        Each.Files.insert(Is);
    }
  publish(Each);
  tellStatus(Each);
  if (WantsHints && CanRefreshHints)
    ask("workspace/inlayHint/refresh", nullptr);
}

/// Beside the protocol, for clients that say so: how many functions have which
/// verdict. Null if the folder is not analysed, or not any more.
void Server::tellStatus(const Root &Each) {
  if (!WantsStatus)
    return;
  const json::Object *Counts =
      Each.HasReport ? Each.Report.getObject("counts") : nullptr;
  notify("spinpair/status",
         json::Object{{"folder", uriOfPath(Each.Project.Folder)},
                      {"counts", Counts ? json::Value(json::Object(*Counts))
                                        : json::Value(nullptr)}});
}

/// Is it C or C++, and did no unit read it?
bool Server::isOfNoUnit(const Root &Each, const Document &Of) const {
  llvm::sys::fs::UniqueID Is;
  return (Of.Language == "c" || Of.Language == "cpp" ||
          Of.Language == "objective-c" || Of.Language == "objective-cpp") &&
         (llvm::sys::fs::getUniqueID(Of.Path, Is) || !Each.Files.count(Is));
}

/// Tells the client of all that is known of a root, and of what is not any
/// more.
void Server::publish(Root &Each) {
  EditorPlaces Where(Each.Project.Folder, Open, Columns);
  std::map<std::string, json::Array> Now;
  if (Each.HasReport)
    Now = diagnosticsOf(Each.Report, Where);
  for (const auto &[Path, Document] : Open.all())
    if (rootOf(Path) == &Each) {
      Now.try_emplace(Path);
      if (Each.HasReport && isOfNoUnit(Each, Document))
        Now[Path].push_back(diagnosticOnAll(
            "no-unit", "no unit of the project is or includes this file, so "
                       "nothing is said of it; see 'spinpair init'"));
    }
  for (const std::string &Path : Each.Published)
    Now.try_emplace(Path);
  Each.Published.clear();
  for (auto &[Path, Diagnostics] : Now) {
    if (!Diagnostics.empty())
      Each.Published.insert(Path);
    json::Object Params{{"uri", Where.uriOf(Path)},
                        {"diagnostics", std::move(Diagnostics)}};
    if (const Document *Known = Open.find(Path))
      Params["version"] = Known->Version;
    notify("textDocument/publishDiagnostics", std::move(Params));
  }
}

//===----------------------------------------------------------------------===//
// Requests on documents
//===----------------------------------------------------------------------===//

void Server::wait(const json::Value &Id, const std::string &Method,
                  json::Object Params) {
  const std::string Path =
      pathOfUri(stringIn(Params.getObject("textDocument"), "uri"));
  Root *Of = rootOf(Path);
  if (Path.empty() || !Of)
    return refuse(Id, InvalidParams,
                  "the request names no document in a folder of the client");
  Waiting.push_back(std::make_unique<Pending>(
      Pending{Id, Method, std::move(Params), Of, nullptr, {}}));
  if (Of->isCurrent())
    answerWaiting(*Of);
}

/// Answers what can be answered now that the analysis of \p Each is there.
void Server::answerWaiting(Root &Each) {
  if (!Each.isCurrent())
    return;
  llvm::erase_if(Waiting, [&](const auto &Request) {
    return Request->Of == &Each && !Request->Work && answer(*Request);
  });
}

/// False if it takes work, which is under way then.
bool Server::answer(Pending &Each) {
  const Root &Of = *Each.Of;
  if (!Of.HasReport) {
    reply(Each.Id, nullptr);
    return true;
  }
  const std::string Path =
      pathOfUri(stringIn(Each.Params.getObject("textDocument"), "uri"));
  EditorPlaces Where(Of.Project.Folder, Open, Columns);
  if (Each.Method == "textDocument/codeLens")
    reply(Each.Id, lensesOf(Of.Report, Path, Where));
  else if (Each.Method == "textDocument/codeAction")
    return answerActions(Each, Path);
  else if (Each.Method == "textDocument/hover" ||
           Each.Method == "textDocument/references" ||
           Each.Method == "textDocument/inlayHint")
    return answerLocks(Each, Path);
  else
    refuse(Each.Id, MethodNotFound, "there is no such method");
  return true;
}

/// Fixes, once it was tried which are right, and ways to keep findings quiet.
bool Server::answerActions(Pending &Each, const std::string &Path) {
  Root &Of = *Each.Of;
  EditorPlaces Where(Of.Project.Folder, Open, Columns);
  const std::vector<const json::Object *> Findings =
      findingsAt(Of.Report, Path, Each.Params.getObject("range"), Where);
  std::set<std::string> ToTry;
  for (const json::Object *Finding : Findings)
    if (std::string Its = stringIn(Finding, "fingerprint");
        !Of.Fixes.count(Its) && !isTrueIn(Finding, "suppressed"))
      ToTry.insert(Its);
  if (!ToTry.empty()) {
    for (const std::string &Its : ToTry)
      Of.Fixes.emplace(Its, nullptr);
    Each.Tried = ToTry;
    Each.Work =
        Process::start([&] { return fixForEditor(Of.Project, Open, ToTry); });
    if (Each.Work)
      return false;
  }
  json::Array Actions;
  for (const json::Object *Finding : Findings) {
    const auto Fix = Of.Fixes.find(stringIn(Finding, "fingerprint"));
    if (Fix != Of.Fixes.end())
      if (const json::Object *Its = Fix->second.getAsObject())
        Actions.push_back(fixAction(*Its, *Finding, HasVersions, Where, Open));
    if (auto Quiet = quietAction(*Finding, HasVersions, Where, Open))
      Actions.push_back(std::move(*Quiet));
  }
  if (!Findings.empty() && !Of.Project.Options.Baseline.empty())
    Actions.push_back(json::Object{
        {"title", "Take all findings of the saved files into the baseline '" +
                      Of.Project.Options.Baseline + "'"},
        {"kind", "quickfix"},
        {"command",
         json::Object{{"title", "update the baseline"},
                      {"command", "spinpair.updateBaseline"},
                      {"arguments", json::Array{Where.uriOf(Path)}}}}});
  reply(Each.Id, std::move(Actions));
  return true;
}

/// What is known of locks, once the proofs were asked.
bool Server::answerLocks(Pending &Each, const std::string &Path) {
  Root &Of = *Each.Of;
  if (!Of.HasLocks) {
    if (!Of.LockRun)
      Of.LockRun = Process::start(
          [&] { return locksForEditor(Of.Project, Open, Of.Report); });
    if (Of.LockRun)
      return false;
  }
  EditorPlaces Where(Of.Project.Folder, Open, Columns);
  const LockQuestion Question{Of.Report, Of.Locks, Path, Where};
  const json::Object *Position = Each.Params.getObject("position");
  if (Each.Method == "textDocument/hover")
    reply(Each.Id, hoverOf(Question, Position, HasMarkdown));
  else if (Each.Method == "textDocument/references")
    reply(Each.Id, referencesOf(Question, Position,
                                isTrueIn(Each.Params.getObject("context"),
                                         "includeDeclaration")));
  else
    reply(Each.Id, inlayHintsOf(Question, Each.Params.getObject("range")));
  return true;
}

void Server::finishLocks(Root &Each) {
  const std::unique_ptr<Process> Run = std::move(Each.LockRun);
  log(Run->takeLog());
  auto Parsed =
      Run->hasReturned() ? json::parse(Run->result()) : json::parse("null");
  if (!Parsed)
    llvm::consumeError(Parsed.takeError());
  else if (json::Array *Facts = Parsed->getAsArray())
    Each.Locks = std::move(*Facts);
  Each.HasLocks = true; // and nothing, if that crashed
  answerWaiting(Each);
}

/// False if the request waits again.
bool Server::finishWork(Pending &Each) {
  log(Each.Work->takeLog());
  const std::unique_ptr<Process> Work = std::move(Each.Work);
  if (Each.Method == "textDocument/codeAction") {
    auto Parsed =
        Work->hasReturned() ? json::parse(Work->result()) : json::parse("null");
    if (!Parsed) {
      llvm::consumeError(Parsed.takeError());
      return answer(Each);
    }
    if (const json::Object *Report = inside(Parsed->getAsObject(), {"report"}))
      if (const json::Array *Fixes = Report->getArray("fixes"))
        for (const json::Value &One : *Fixes)
          if (const json::Object *Fix = One.getAsObject())
            if (const json::Array *Its = Fix->getArray("findings"))
              for (const json::Value &Print : *Its)
                if (auto Text = Print.getAsString())
                  if (Each.Of->isCurrent())
                    Each.Of->Fixes.insert_or_assign(Text->str(), One);
    if (!Each.Of->isCurrent())
      return false; // the next analysis answers it
    return answer(Each);
  }
  if (!Work->hasReturned())
    refuse(Each.Id, InternalError, "the work for it crashed");
  else
    reply(Each.Id, json::fixUTF8(Work->result()));
  if (Each.Method == "spinpair.updateBaseline")
    touch(*Each.Of, std::chrono::milliseconds(0));
  return true;
}

void Server::cancel(const json::Value *Id) {
  llvm::erase_if(Waiting, [&](const auto &Each) {
    if (!Id || Each->Id != *Id)
      return false;
    // What it tried is to be tried again when it is asked for.
    for (const std::string &Its : Each->Tried)
      Each->Of->Fixes.erase(Its);
    refuse(Each->Id, RequestCancelled, "cancelled");
    return true;
  });
}

/// spinpair.explainFunction URI NAME: what the command explain-function prints;
/// spinpair.updateBaseline URI: what 'check' prints when it does that.
void Server::execute(const json::Value &Id, const json::Object &Params) {
  const json::Array *Arguments = Params.getArray("arguments");
  auto Word = [&](size_t I) {
    if (Arguments && I < Arguments->size())
      if (auto Text = (*Arguments)[I].getAsString())
        return Text->str();
    return std::string();
  };
  const std::string Name = stringIn(&Params, "command");
  const bool Explains = Name == "spinpair.explainFunction";
  if ((!Explains && Name != "spinpair.updateBaseline") ||
      (Explains && Word(1).empty()))
    return refuse(Id, InvalidParams,
                  "the commands are spinpair.explainFunction, with the URI of "
                  "a document and the name of a function, and "
                  "spinpair.updateBaseline, with the URI of a document");
  Root *Of = rootOf(pathOfUri(Word(0)));
  if (!Of)
    return refuse(Id, InvalidParams, "no folder is open");
  if (!Explains && Of->Project.Options.Baseline.empty())
    return refuse(Id, InvalidParams, "the arguments name no --baseline");
  auto Work = Process::start([&] {
    return Explains ? explainForEditor(Of->Project, Open, Word(1))
                    : updateBaseline(Of->Project);
  });
  if (!Work)
    return refuse(Id, InternalError, "no process can be started for it");
  Waiting.push_back(std::make_unique<Pending>(
      Pending{Id, Name, {}, Of, std::move(Work), {}}));
}

//===----------------------------------------------------------------------===//
// The loop
//===----------------------------------------------------------------------===//

/// How many ms to wait at most.
int Server::timeout() const {
  constexpr int UntilClientIsSought = 5000;
  auto Least = Clock::now() + std::chrono::milliseconds(UntilClientIsSought);
  for (const auto &Each : Roots)
    if (Each->Due)
      Least = std::min(Least, *Each->Due);
  const auto Left = std::chrono::duration_cast<std::chrono::milliseconds>(
      Least - Clock::now());
  return Left.count() < 0 ? 0 : int(Left.count()) + 1;
}

/// Waits for the client and for processes, and takes what comes.
void Server::poll() {
  std::vector<pollfd> Ends = {{STDIN_FILENO, POLLIN, 0}};
  std::vector<Process *> Whose = {nullptr};
  auto Add = [&](Process *Each) {
    if (!Each)
      return;
    for (int End : {Each->valueEnd(), Each->logEnd()})
      if (End >= 0) {
        Ends.push_back({End, POLLIN, 0});
        Whose.push_back(Each);
      }
  };
  for (const auto &Each : Roots) {
    Add(Each->Run.get());
    Add(Each->LockRun.get());
  }
  for (const auto &Each : Waiting)
    Add(Each->Work.get());
  if (::poll(Ends.data(), Ends.size(), timeout()) < 0)
    return;
  // What the client says may end processes: theirs comes first.
  for (size_t I = 1; I < Ends.size(); ++I)
    if (Ends[I].revents)
      Whose[I]->read(Ends[I].fd);
  for (const auto &Each : Roots) {
    if (Each->Run && Each->Run->isDone())
      finish(*Each);
    if (Each->LockRun && Each->LockRun->isDone())
      finishLocks(*Each);
  }
  llvm::erase_if(Waiting, [&](const auto &Each) {
    return Each->Work && Each->Work->isDone() && finishWork(*Each);
  });
  if (Ends[0].revents && !In.fill(STDIN_FILENO))
    HasExit = true;
}

bool Server::serve() {
  signal(SIGPIPE, SIG_IGN);
  while (!HasExit && !Out.isClosed()) {
    poll();
    while (auto Message = In.next())
      if (!HasExit)
        handle(*Message);
    if (!In.broken().empty()) {
      refuse(nullptr, ParseError, In.broken());
      fail(In.broken() + "; the session ends");
      return false;
    }
    // One whose editor was killed gets no end of input if another program holds
    // the other end.
    if (Watched > 1 && kill(Watched, 0) && errno == ESRCH)
      break;
    if (IsInitialized && !IsShutDown)
      for (const auto &Each : Roots)
        if (Each->Due && *Each->Due <= Clock::now())
          start(*Each);
  }
  return IsShutDown;
}

} // namespace

bool serveEditor(const Options &Options, const CommandFunctions &Functions) {
  return Server(Options, Functions).serve();
}

} // namespace spinpair
