//===- Session.h - The state of the language server -----------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Server.cpp has the messages and the loop, Session.cpp the folders and
// settings, Analyses.cpp the analyses and what is published of them,
// Requests.cpp what is answered from these.
//
//===----------------------------------------------------------------------===//
#ifndef SPINPAIR_TOOL_LSP_SESSION_H
#define SPINPAIR_TOOL_LSP_SESSION_H

#include "Documents.h"
#include "EditorRun.h"
#include "Process.h"
#include "Transport.h"
#include "model/Options.h"

#include "llvm/ADT/ArrayRef.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/JSON.h"

#include <chrono>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <sys/types.h>
#include <unistd.h>
#include <vector>

namespace spinpair {

using Clock = std::chrono::steady_clock;

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
  llvm::json::Object Report;            ///< Of the last one.
  bool HasReport = false;
  std::set<llvm::sys::fs::UniqueID> Files; ///< That it read.
  /// Is the report that of the texts that are open now?
  bool isCurrent() const { return !Run && !Due; }
  std::set<std::string> Published; ///< Paths that have diagnostics.
  /// Fixes for the texts of the report, by the fingerprints of findings; null
  /// for one that was asked for and has none.
  std::map<std::string, llvm::json::Value> Fixes;
  /// What is known of locks in these texts, once that was asked for, and the
  /// work on it.
  llvm::json::Array Locks;
  bool HasLocks = false;
  std::unique_ptr<Process> LockRun;
  std::string Trouble; ///< What was said last to be wrong.
  std::string Token;   ///< Of the progress that is shown.
};

/// A request that waits for an analysis, or for work of its own.
struct Pending {
  llvm::json::Value Id;
  std::string Method;
  llvm::json::Object Params;
  Root *Of;
  std::unique_ptr<Process> Work;
  std::set<std::string> Tried; ///< Fingerprints of findings, by that work.
};

/// Whatever is between two objects, null if one of them is missing.
inline const llvm::json::Object *inside(const llvm::json::Object *Of,
                                        llvm::ArrayRef<const char *> Names) {
  for (const char *Name : Names)
    Of = Of ? Of->getObject(Name) : nullptr;
  return Of;
}

/// The path of the document that a request is about, by itself or by an item of
/// a hierarchy; "" if it names none.
inline std::string pathOfRequest(const llvm::json::Object &Params) {
  const llvm::json::Object *Document = Params.getObject("textDocument");
  return pathOfUri(
      stringIn(Document ? Document : Params.getObject("item"), "uri"));
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
  void request(const llvm::json::Value &Id, const std::string &Method,
               llvm::json::Object Params);
  void notification(const std::string &Method,
                    const llvm::json::Object &Params);
  void reply(const llvm::json::Value &Id, llvm::json::Value Result);
  void refuse(llvm::json::Value Id, ErrorCode Code, const std::string &Why);
  void notify(llvm::StringRef Method, llvm::json::Value Params);
  void ask(llvm::StringRef Method, llvm::json::Value Params);
  void say(MessageType Type, const std::string &Text);
  void log(const std::string &Text);
  // The session
  llvm::json::Value initialize(const llvm::json::Object &Params);
  void initialized();
  void takeSettings(const llvm::json::Object *Settings);
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
  void take(Root &Each, llvm::json::Object Result);
  void publish(Root &Each);
  void tellStatus(const Root &Each);
  bool isOfNoUnit(const Root &Each, const Document &Of) const;
  void beginProgress(Root &Each);
  void endProgress(Root &Each);
  // Requests on documents
  void wait(const llvm::json::Value &Id, const std::string &Method,
            llvm::json::Object Params);
  void answerWaiting(Root &Each);
  bool answer(Pending &Each);
  bool finishWork(Pending &Each);
  bool answerActions(Pending &Each, const std::string &Path);
  bool answerLocks(Pending &Each, const std::string &Path);
  void finishLocks(Root &Each);
  void cancel(const llvm::json::Value *Id);
  void execute(const llvm::json::Value &Id, const llvm::json::Object &Params);
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

} // namespace spinpair

#endif
