//===- Files.h - Sources as a Windows compiler finds them -----------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef SPINPAIR_TOOL_FILES_H
#define SPINPAIR_TOOL_FILES_H

#include "llvm/ADT/StringMap.h"
#include "llvm/Support/VirtualFileSystem.h"

#include <memory>
#include <set>
#include <string>

namespace spinpair {

struct Inputs;

/// Functions that comments tell the tracing preprocessor (WPP) to define.
using TraceFunctions = std::set<std::string>;

/// The real files. A name that is not there is looked for without regard to
/// case, and with backslashes between folders. In the folder AbsentTraceHeaders
/// each *.tmh is there and defines what WPP would, to do nothing.
class SourceFiles : public llvm::vfs::ProxyFileSystem {
public:
  /// A folder that is there, and that nobody can put a file into.
  static constexpr const char *Nowhere = "/proc";
  /// To be searched last for headers.
  static constexpr const char *AbsentTraceHeaders = "/.spinpair/absent-tmh";

  /// \p Traces may grow until a *.tmh is opened. What is asked for is noted in
  /// \p Record, if there is one.
  explicit SourceFiles(std::shared_ptr<const TraceFunctions> Traces,
                       Inputs *Record = nullptr);

  llvm::ErrorOr<llvm::vfs::Status> status(const llvm::Twine &Path) override;
  llvm::ErrorOr<std::unique_ptr<llvm::vfs::File>>
  openFileForRead(const llvm::Twine &Path) override;
  // Overrides nothing in older LLVMs, where it asks for the status.
  bool exists(const llvm::Twine &Path);
  llvm::vfs::directory_iterator dir_begin(const llvm::Twine &Folder,
                                          std::error_code &Wrong) override;

private:
  std::string resolve(llvm::StringRef Path);
  const std::string &resolveFolder(llvm::StringRef Folder);
  std::string childIn(llvm::StringRef Folder, llvm::StringRef Name);
  std::string absolute(const llvm::Twine &Path);
  void beforeAnswer(const llvm::Twine &Path);
  void note(const llvm::Twine &Path, const llvm::vfs::FileSystem &Where,
            llvm::StringRef Name,
            const llvm::ErrorOr<llvm::vfs::Status> &Found);
  /// Where \p Path, as asked for, really is: in which files, and its name.
  llvm::vfs::FileSystem &locate(const llvm::Twine &Path, std::string &Name);

  std::shared_ptr<const TraceFunctions> Traces;
  Inputs *Record;
  llvm::IntrusiveRefCntPtr<llvm::vfs::InMemoryFileSystem> TraceHeaders;
  llvm::StringMap<std::string> Folders; ///< By their names as asked for.
  llvm::StringMap<llvm::StringMap<std::string>> Listings; ///< By lower case.
};

} // namespace spinpair

#endif
