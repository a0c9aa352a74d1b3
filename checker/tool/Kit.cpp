//===- Kit.cpp ------------------------------------------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Kit.h"

#include "Places.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/VersionTuple.h"

#include <algorithm>
#include <optional>

using llvm::StringRef;
namespace fs = llvm::sys::fs;
namespace path = llvm::sys::path;

namespace spinpair {

/// The child of \p Folder called \p Name in any case; "" if there is none.
static std::string childCalled(StringRef Folder, StringRef Name) {
  for (const std::string &Child : childrenOf(Folder))
    if (path::filename(Child).lower() == Name)
      return Child;
  return "";
}

static bool hasStorPort(StringRef Folder) {
  return !Folder.empty() && !childCalled(Folder, "storport.h").empty();
}

/// The folders beside \p Kernel, the km folder with storport.h.
static std::vector<std::string> foldersAround(StringRef Kernel) {
  std::vector<std::string> Result = {Kernel.str()};
  auto Add = [&Result](StringRef Folder, StringRef Name) {
    std::string Child = childCalled(Folder, Name);
    if (!Child.empty() && fs::is_directory(Child))
      Result.push_back(Child);
  };
  Add(Kernel, "crt");
  for (StringRef Name : {"shared", "ucrt", "um"})
    Add(path::parent_path(Kernel), Name);
  return Result;
}

/// The km folder of the newest version folder in \p Include; "" if there is
/// none.
static std::string newestKernel(StringRef Include) {
  llvm::VersionTuple Newest;
  std::string Result;
  for (const std::string &Child : childrenOf(Include)) {
    llvm::VersionTuple Version;
    if (Version.tryParse(path::filename(Child)))
      continue;
    std::string Kernel = childCalled(Child, "km");
    if (hasStorPort(Kernel) && Newest < Version) {
      Newest = Version;
      Result = Kernel;
    }
  }
  return Result;
}

static std::string findKernel(StringRef Folder, unsigned Depth) {
  if (hasStorPort(Folder))
    return Folder.str();
  std::string Kernel = childCalled(Folder, "km");
  if (!hasStorPort(Kernel))
    Kernel = newestKernel(Folder);
  // From a program folder, a kit, or a package of one down to its headers.
  static const StringRef Ways[] = {"include", "10", "windows kits", "c"};
  for (StringRef Name : Ways)
    if (Kernel.empty() && Depth > 0) {
      std::string Child = childCalled(Folder, Name);
      if (!Child.empty())
        Kernel = findKernel(Child, Depth - 1);
    }
  return Kernel;
}

std::vector<std::string> findKit(StringRef Folder) {
  std::string Kernel = findKernel(Folder, /*Depth=*/4);
  if (Kernel.empty())
    return {};
  return foldersAround(Kernel);
}

const std::string &modelHeaders() {
  static const std::string Found = besideProgram("share/spinpair/wdk");
  return Found;
}

const std::string &clangHeaders() {
  static const std::string Found = [] {
    const StringRef BuiltWith = SPINPAIR_RESOURCE_DIR;
    std::string Beside = besideProgram(
        ("lib/clang/" + path::filename(BuiltWith) + "/include").str());
    return (Beside.empty() ? BuiltWith : path::parent_path(Beside)).str();
  }();
  return Found;
}

} // namespace spinpair
