//===- WindowsPaths.h - Paths of Windows, on this machine -----------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Projects, databases and sources made on Windows name files with a drive or a
// share in front, backslashes in between, and letters of any case.
//
//===----------------------------------------------------------------------===//
#ifndef SPINPAIR_TOOL_SUPPORT_WINDOWSPATHS_H
#define SPINPAIR_TOOL_SUPPORT_WINDOWSPATHS_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"

#include <string>
#include <vector>

namespace spinpair {

/// Does \p Path begin with a drive and a separator, or with a share?
bool isWindowsPath(llvm::StringRef Path);

/// \p Path with slashes, single ones but in front of a share.
std::string withSlashes(llvm::StringRef Path);

/// What the absolute path \p Path, of this machine, names in any case; "" if
/// there is nothing. A name that matches as it is comes first.
std::string inAnyCase(llvm::StringRef Path);

/// \p Path from the root and without dots: relative to \p Folder, of this
/// machine, if it is relative; where the map has it, if it is one of Windows.
/// In the case that is on disk, if it is there. "" if it is a path of Windows
/// that the map does not have.
std::string hostPath(llvm::StringRef Path, llvm::StringRef Folder);

/// Which folders of Windows are which ones here.
class PathMap {
public:
  /// Takes "C:\src=/src". False, and one sentence in \p Error, if it is none.
  bool add(llvm::StringRef Given, llvm::StringRef Option, std::string &Error);

  /// What \p Path, one of Windows, is called here: by the rows added, the
  /// longest first, or where WSL mounts the drives. In the case that is on
  /// disk, if it is there. "" if nothing says where it is.
  std::string toHost(llvm::StringRef Path) const;

  /// What \p Path, absolute, is called on Windows; \p Path itself if nothing
  /// says so.
  std::string toWindows(llvm::StringRef Path) const;

  /// Adds the folder in which the files \p Files, of Windows, are found below
  /// \p Home or a folder above it in the same repository, if there is one and
  /// nothing says where the first of them is. Returns what was taken for what,
  /// for the user; "" if nothing was.
  std::string guess(llvm::ArrayRef<std::string> Files, llvm::StringRef Home);

  /// Stands for what it says.
  std::string key() const;

private:
  struct Row {
    std::string Windows; ///< With slashes, and none at the end.
    std::string Host;
  };
  std::string lookUp(llvm::StringRef Path) const;

  std::vector<Row> Rows; ///< Longest first.
};

/// That of this process.
PathMap &pathMap();

/// Lets reportedPath() give names of Windows.
void reportWindowsPaths();

/// What text and messages for people and editors call the file shown as
/// \p Shown: that, or its name on Windows if that was asked for.
std::string reportedPath(llvm::StringRef Shown);

/// Where WSL mounts drives, with a slash at the end, by the text of its
/// wsl.conf; "" if it mounts none.
std::string automountRoot(llvm::StringRef WslConf);

} // namespace spinpair

#endif
