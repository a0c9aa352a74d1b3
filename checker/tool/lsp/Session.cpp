//===- Session.cpp --------------------------------------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Session.h"

#include "llvm/ADT/STLExtras.h"

#include <algorithm>

using llvm::StringRef;
namespace json = llvm::json;

namespace spinpair {

// The session
//===----------------------------------------------------------------------===//

static const char SourceGlob[] = "**/*.{c,h,cc,hh,cpp,hpp,cxx,hxx,inc,inl}";

/// What the client is to tell of: what it does itself to files.
static json::Object fileOperations() {
  json::Object Result;
  for (const char *Each : {"didCreate", "didRename", "didDelete"})
    Result[Each] = json::Object{
        {"filters", json::Array{json::Object{
                        {"scheme", "file"},
                        {"pattern", json::Object{{"glob", SourceGlob}}}}}}};
  return Result;
}

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
           {"callHierarchyProvider", true},
           {"codeActionProvider",
            json::Object{{"codeActionKinds", json::Array{"quickfix"}}}},
           {"executeCommandProvider",
            json::Object{{"commands", json::Array{"spinpair.explainFunction",
                                                  "spinpair.reportPage",
                                                  "spinpair.updateBaseline"}}}},
           {"workspace",
            json::Object{{"workspaceFolders",
                          json::Object{{"supported", true},
                                       {"changeNotifications", true}}},
                         {"fileOperations", fileOperations()}}}}}};
}

/// The files that decide what is analysed, and sources that are not open.
void Server::initialized() {
  if (CanWatch) {
    json::Array Watchers;
    for (const char *Glob : {"**/compile_commands.json", "**/.spinpair.yaml",
                             "**/*.vcxproj", SourceGlob})
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
    if (StringRef Rest = Path; Rest.consume_front(Folder) &&
                               (Rest.empty() || Rest[0] == '/' ||
 Folder == "/") &&
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
    if (!Later || pathOfRequest(Each->Params) != Path)
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

} // namespace spinpair
