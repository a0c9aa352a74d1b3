//===- InputCheck.cpp -----------------------------------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "InputCheck.h"

#include "support/Archive.h"

#include "llvm/Support/MemoryBuffer.h"

#include <set>

namespace vfs = llvm::vfs;

namespace spinpair {

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
