//===- Files.h - Sources as a Windows compiler finds them -----------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef SPINPAIR_TOOL_PARSE_FILES_H
#define SPINPAIR_TOOL_PARSE_FILES_H

#include "llvm/ADT/StringMap.h"
#include "llvm/Support/VirtualFileSystem.h"

#include <memory>
#include <set>
#include <string>

namespace spinpair {

struct Inputs;
struct Reading;

/// Functions that comments tell the tracing preprocessor (WPP) to define.
using TraceFunctions = std::set<std::string>;

/// The one that \p Text names, as "FUNC Name(...)", of which options leave out
/// the word; "" if it names none.
std::string traceFunctionIn(llvm::StringRef Text);

/// The real files. A name that is not there is looked for without regard to
/// case, with backslashes between folders, and where the path map has it if it
/// is one of Windows. In the folder AbsentTraceHeaders each *.tmh is there and
/// defines what WPP would, to do nothing. The text is as the compiler of the
/// driver sees it: in the charset that it is told, and without what it skips.
class SourceFiles : public llvm::vfs::ProxyFileSystem {
public:
  /// A folder that is there, and that nobody can put a file into.
  static constexpr const char *Nowhere = "/proc";
  /// To be searched last for headers.
  static constexpr const char *AbsentTraceHeaders = "/.spinpair/absent-tmh";

  /// \p Traces may grow until a *.tmh is opened. What is asked for is noted in
  /// \p Record, if there is one.
  explicit SourceFiles(std::shared_ptr<const TraceFunctions> Traces,
                       const Reading &How, Inputs *Record = nullptr);
  /// The same for those who look at names only.
  explicit SourceFiles(std::shared_ptr<const TraceFunctions> Traces);
  ~SourceFiles() override;

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
  llvm::vfs::Status withSize(const llvm::vfs::Status &Found,
                             const std::string &Name);
  const std::string *converted(const std::string &Name);
  std::unique_ptr<llvm::vfs::File>
  asCompilerSees(std::unique_ptr<llvm::vfs::File> Open,
                 llvm::vfs::Status &Known, const std::string &Name);
  /// Where \p Path, as asked for, really is: in which files, and its name.
  llvm::vfs::FileSystem &locate(const llvm::Twine &Path, std::string &Name);

  std::shared_ptr<const TraceFunctions> Traces;
  std::unique_ptr<const Reading> How;
  Inputs *Record;
  /// Texts in another charset than UTF-8, by their names; "" for those in it.
  llvm::StringMap<std::string> Converted;
  std::set<std::string> Mended; ///< That were told of.
  llvm::IntrusiveRefCntPtr<llvm::vfs::InMemoryFileSystem> TraceHeaders;
  llvm::StringMap<std::string> Folders; ///< By their names as asked for.
  llvm::StringMap<llvm::StringMap<std::string>> Listings; ///< By lower case.
};

} // namespace spinpair

#endif
