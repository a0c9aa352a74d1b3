//===- Requests.cpp -------------------------------------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Actions.h"
#include "Findings.h"
#include "Hierarchy.h"
#include "Hover.h"
#include "Session.h"

#include "llvm/ADT/STLExtras.h"

using llvm::StringRef;
namespace json = llvm::json;

namespace spinpair {

//===----------------------------------------------------------------------===//
// Requests on documents
//===----------------------------------------------------------------------===//

void Server::wait(const json::Value &Id, const std::string &Method,
                  json::Object Params) {
  const std::string Path = pathOfRequest(Params);
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
  const std::string Path = pathOfRequest(Each.Params);
  EditorPlaces Where(Of.Project.Folder, Open, Columns);
  if (Each.Method == "textDocument/codeLens")
    reply(Each.Id, lensesOf(Of.Report, Path, Where));
  else if (Each.Method == "textDocument/codeAction")
    return answerActions(Each, Path);
  else if (Each.Method == "textDocument/hover" ||
           Each.Method == "textDocument/references" ||
           Each.Method == "textDocument/inlayHint" ||
           Each.Method == "textDocument/prepareCallHierarchy" ||
           Each.Method == "callHierarchy/incomingCalls" ||
           Each.Method == "callHierarchy/outgoingCalls")
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
  else if (Each.Method == "textDocument/prepareCallHierarchy")
    reply(Each.Id, hierarchyItems(Question, Position));
  else if (Each.Method == "callHierarchy/incomingCalls")
    reply(Each.Id, callersOf(Question, Each.Params.getObject("item")));
  else if (Each.Method == "callHierarchy/outgoingCalls")
    reply(Each.Id, calleesOf(Question, Each.Params.getObject("item")));
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
  else if (Each.Method == "spinpair.reportPage" && Work->result().empty())
    refuse(Each.Id, InternalError, "there is no report; the log says why");
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
/// spinpair.reportPage URI [LINK]: the report page; spinpair.updateBaseline
/// URI: what 'check' prints when it does that.
void Server::execute(const json::Value &Id, const json::Object &Params) {
  const json::Array *Arguments = Params.getArray("arguments");
  auto Word = [&](size_t I) {
    if (Arguments && I < Arguments->size())
      if (auto Text = (*Arguments)[I].getAsString())
        return Text->str();
    return std::string();
  };
  const std::string Name = stringIn(&Params, "command");
  const bool Explains = Name == "spinpair.explainFunction",
             Updates = Name == "spinpair.updateBaseline";
  if ((!Explains && !Updates && Name != "spinpair.reportPage") ||
      (Explains && Word(1).empty()))
    return refuse(Id, InvalidParams,
                  "the commands are spinpair.explainFunction, with the URI of "
                  "a document and the name of a function, and "
                  "spinpair.reportPage and spinpair.updateBaseline, with the "
                  "URI of a document");
  Root *Of = rootOf(pathOfUri(Word(0)));
  if (!Of)
    return refuse(Id, InvalidParams, "no folder is open");
  if (Updates && Of->Project.Options.Baseline.empty())
    return refuse(Id, InvalidParams, "the arguments name no --baseline");
  auto Work = Process::start([&] {
    return Explains  ? explainForEditor(Of->Project, Open, Word(1))
           : Updates ? updateBaseline(Of->Project)
                     : pageForEditor(Of->Project, Open, Word(1));
  });
  if (!Work)
    return refuse(Id, InternalError, "no process can be started for it");
  Waiting.push_back(std::make_unique<Pending>(
      Pending{Id, Name, {}, Of, std::move(Work), {}}));
}

} // namespace spinpair
