//===- Inputs.cpp ---------------------------------------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Inputs.h"

#include "support/Archive.h"
#include "support/Overlay.h"

#include "llvm/Support/Path.h"

#include <chrono>
#include <set>
#include <sys/stat.h>

using llvm::StringRef;
namespace path = llvm::sys::path;
namespace vfs = llvm::vfs;

namespace spinpair {

Stamp takeStamp(const std::string &Path) {
  using namespace std::chrono;
  // File systems count in steps of up to two seconds.
  constexpr nanoseconds Step = seconds(2);
  struct stat Status;
  if (::stat(Path.c_str(), &Status) ||
      overlay().textOf({Status.st_dev, Status.st_ino}))
    return {};
  auto In = [](const timespec &Time) {
    return int64_t(Time.tv_sec) * 1000000000 + Time.tv_nsec;
  };
  Stamp Result{Status.st_ino, static_cast<uint64_t>(Status.st_size),
               In(Status.st_mtim), In(Status.st_ctim)};
  nanoseconds Last(std::max(Result.Modified, Result.Changed));
  if (Last + Step >= system_clock::now().time_since_epoch())
    return {};
  return Result;
}

std::string listingDigest(vfs::FileSystem &Files, const std::string &Folder) {
  std::set<std::string> Names;
  std::error_code Wrong;
  for (vfs::directory_iterator I = Files.dir_begin(Folder, Wrong), End;
       I != End && !Wrong; I.increment(Wrong))
    Names.insert(path::filename(I->path()).str());
  Saver Save;
  Save(Names);
  return digestOf(Save.Bytes);
}

std::string decidingFolder(StringRef Name) {
  return Name.contains('\\') ? "" : path::parent_path(Name).str();
}

void Inputs::expect(const std::string &Name) {
  std::string Folder = decidingFolder(Name);
  if (auto [Known, IsNew] = Folders.try_emplace(Folder); IsNew)
    Known->second = takeStamp(Folder);
}

void Inputs::note(const std::string &Name, Input Found) {
  auto [Known, IsNew] = Names.try_emplace(Name, Found);
  if (IsNew)
    return;
  Input &Before = Known->second;
  Unsteady |= Before.Kind != Found.Kind || Before.Real != Found.Real ||
              (!Before.Digest.empty() && !Found.Digest.empty() &&
               Before.Digest != Found.Digest);
  if (Before.Digest.empty())
    Before = std::move(Found);
}

void Inputs::add(const Inputs &Other) {
  for (const auto &[Name, Found] : Other.Names)
    note(Name, Found);
  for (const auto &[Folder, Stamp] : Other.Folders)
    if (auto [Known, IsNew] = Folders.try_emplace(Folder, Stamp);
        !IsNew && !Known->second.sameAs(Stamp))
      Known->second = {};
  Unsteady |= Other.Unsteady;
}

std::string Inputs::digestBut(const std::string &Name) const {
  Saver Save;
  for (const auto &[Each, Found] : Names)
    if (Each != Name)
      Save(Each, Found.Kind, Found.Real, Found.Digest);
  return digestOf(Save.Bytes);
}

void Inputs::dropStamps() {
  for (auto &[Name, Found] : Names)
    Found.Stamp = {};
  Folders.clear();
}

} // namespace spinpair
