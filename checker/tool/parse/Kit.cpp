//===- Kit.cpp ------------------------------------------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Kit.h"

#include "support/Places.h"

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

/// The newest "wdf/kmdf/1.33" in \p Include; "" if there is none.
static std::string newestFramework(StringRef Include) {
  std::string Folder = childCalled(Include, "wdf");
  if (!Folder.empty())
    Folder = childCalled(Folder, "kmdf");
  llvm::VersionTuple Newest;
  std::string Result;
  if (!Folder.empty())
    for (const std::string &Child : childrenOf(Folder)) {
      llvm::VersionTuple Version;
      if (Version.tryParse(path::filename(Child)) || !fs::is_directory(Child) ||
          Version < Newest)
        continue;
      Newest = Version;
      Result = Child;
    }
  return Result;
}

/// Where the package of the SDK, which belongs to the one of the WDK that has
/// \p Kernel, has the folders of the same version; "" if it is no package.
/// "packages/Microsoft.Windows.WDK.x64.10.0.1.2/c/Include/10.0.1.0/km"
static std::string besidePackage(StringRef Kernel) {
  StringRef Version = path::filename(path::parent_path(Kernel));
  StringRef Package = Kernel;
  for (unsigned I = 0; I < 4; ++I)
    Package = path::parent_path(Package);
  if (!path::filename(Package).contains_insensitive("windows.wdk"))
    return "";
  for (const std::string &Child : childrenOf(path::parent_path(Package)))
    if (path::filename(Child).lower().find("microsoft.windows.sdk.cpp") == 0) {
      std::string Folder = Child;
      for (StringRef Name : {StringRef("c"), StringRef("include"), Version})
        Folder = Folder.empty() ? "" : childCalled(Folder, Name);
      if (!Folder.empty())
        return Folder;
    }
  return "";
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
  for (StringRef Name : {"shared", "ucrt", "um"}) {
    Add(path::parent_path(Kernel), Name);
    if (std::string Package = besidePackage(Kernel); !Package.empty())
      Add(Package, Name);
  }
  // Those of the driver framework are beside the version folders.
  std::string Framework =
      newestFramework(path::parent_path(path::parent_path(Kernel)));
  if (!Framework.empty())
    Result.push_back(Framework);
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
