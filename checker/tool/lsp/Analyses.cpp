//===- Analyses.cpp -------------------------------------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Findings.h"
#include "Session.h"

using llvm::StringRef;
namespace json = llvm::json;

namespace spinpair {

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

} // namespace spinpair
