//===- Server.cpp ---------------------------------------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Server.h"

#include "Session.h"
#include "support/Messages.h"
#include "support/Places.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/Path.h"

#include <algorithm>
#include <csignal>
#include <poll.h>
#include <unistd.h>

using llvm::StringRef;
namespace json = llvm::json;

namespace spinpair {

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
  // Far more than the protocol has.
  if (isDeepJson(Text, /*Deepest=*/256)) {
    refuse(nullptr, ParseError, "the message is nested too deeply");
    return;
  }
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
  for (const char *Known :
       {"textDocument/codeLens", "textDocument/codeAction",
        "textDocument/hover", "textDocument/references",
        "textDocument/inlayHint", "textDocument/prepareCallHierarchy",
        "callHierarchy/incomingCalls", "callHierarchy/outgoingCalls"})
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
  if (Document && Path.empty()) // a text that is no file yet, or none at all
    return;
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
  for (const char *Known :
       {"workspace/didChangeWatchedFiles", "workspace/didCreateFiles",
        "workspace/didRenameFiles", "workspace/didDeleteFiles"})
    if (Method == Known)
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

bool serveEditor(const Options &Options, const CommandFunctions &Functions) {
  return Server(Options, Functions).serve();
}

} // namespace spinpair
