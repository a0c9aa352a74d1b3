//===- Paths.cpp ----------------------------------------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Paths.h"

#include "WindowsPaths.h"

#include "llvm/ADT/SmallString.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

using llvm::StringRef;
namespace path = llvm::sys::path;

namespace spinpair {

std::string currentFolder() {
  llvm::SmallString<256> Here;
  llvm::sys::fs::current_path(Here);
  return Here.str().str();
}

std::string absolutePath(StringRef File, StringRef Directory) {
  if (isWindowsPath(File))
    return File.str();
  llvm::SmallString<256> Path(File);
  if (!path::is_absolute(File)) {
    Path = Directory.empty() ? currentFolder() : Directory.str();
    path::append(Path, File);
  }
  path::remove_dots(Path, /*remove_dot_dot=*/true);
  return Path.str().str();
}

std::string existingPath(StringRef File, StringRef Directory) {
  if (!path::is_absolute(File) && !isWindowsPath(File) &&
      isWindowsPath(Directory))
    return existingPath((Directory + "\\" + File).str(), "");
  std::string Path = absolutePath(File, Directory);
  if (llvm::sys::fs::exists(Path))
    return Path;
  std::string Other = hostPath(
      File, Directory.empty() ? StringRef(currentFolder()) : Directory);
  return llvm::sys::fs::exists(Other) ? Other : Path;
}

std::string shownFile(StringRef File, StringRef Directory) {
  static const std::string Here = currentFolder();
  std::string Path = absolutePath(File, Directory);
  StringRef Rest = Path;
  if (Rest.consume_front(Here) && Rest.consume_front("/"))
    return Rest.str();
  return Path;
}

} // namespace spinpair
