//===- Inputs.cpp ---------------------------------------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Inputs.h"

#include "Archive.h"
#include "Overlay.h"

#include "llvm/Support/MemoryBuffer.h"
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

/// The folder whose list of names decides what is behind \p Name; "" if that is
/// more than one.
static std::string decidingFolder(StringRef Name) {
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

//===----------------------------------------------------------------------===//
// What there is now
//===----------------------------------------------------------------------===//

const Stamp &InputCheck::stampOf(const std::string &Path) {
  auto [Known, IsNew] = Stamps.try_emplace(Path);
  if (IsNew)
    Known->second = takeStamp(Path);
  return Known->second;
}

const Input &InputCheck::ask(const std::string &Name, bool Reads) {
  auto [Known, IsNew] = Answers.try_emplace({Name, Reads});
  Input &Answer = Known->second;
  if (!IsNew)
    return Answer;
  llvm::ErrorOr<vfs::Status> Found = Files->status(Name);
  if (!Found)
    return Answer;
  Answer.Kind = Found->isDirectory() ? Input::Folder : Input::File;
  Answer.Real = Found->getName().str();
  Answer.Stamp = stampOf(Answer.Real); // before it is read
  if (!Reads)
    return Answer;
  if (Answer.Kind == Input::Folder)
    Answer.Digest = listingDigest(*Files, Answer.Real);
  else if (!Found
                ->isRegularFile()) // a pipe, say, where one would wait for ever
    Answer.Digest.clear();
  else if (auto Text = Files->getBufferForFile(Answer.Real))
    Answer.Digest = digestOf((*Text)->getBuffer());
  return Answer;
}

bool InputCheck::holds(const std::string &Name, Input &Known, bool FolderIsSame,
                       bool &Renewed) {
  const bool Reads = !Known.Digest.empty();
  if (FolderIsSame && Known.Kind == Input::Absent)
    return true;
  if (Reads && (FolderIsSame || Known.Real == Name) &&
      Known.Stamp.sameAs(stampOf(Known.Real)))
    return true;
  const Input &Now = ask(Name, Reads);
  if (Now.Kind != Known.Kind || Now.Real != Known.Real ||
      Now.Digest != Known.Digest)
    return false;
  Renewed |= Now.Stamp.Inode && Reads;
  Known.Stamp = Now.Stamp;
  return true;
}

std::string InputCheck::difference(Inputs &Known, bool &Renewed) {
  std::set<std::string> Same;
  for (const auto &[Folder, Stamp] : Known.Folders)
    if (Stamp.sameAs(stampOf(Folder)))
      Same.insert(Folder);
  for (auto &[Name, Found] : Known.Names)
    if (!holds(Name, Found, Same.count(decidingFolder(Name)), Renewed))
      return Name;
  for (auto &[Folder, Stamp] : Known.Folders)
    if (const auto &Now = stampOf(Folder); Now.Inode && !Now.sameAs(Stamp)) {
      Renewed = true;
      Stamp = Now;
    }
  return "";
}

} // namespace spinpair
