//===- Revision.cpp - Which version of a project is analysed --------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Revision.h"

#include "support/Places.h"

#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"

using llvm::StringRef;
namespace path = llvm::sys::path;

namespace spinpair {

/// The first line of a small file; "" if there is none.
static std::string firstLine(StringRef Folder, StringRef Name) {
  llvm::SmallString<256> File(Folder);
  path::append(File, Name);
  if (!llvm::sys::fs::is_regular_file(File))
    return "";
  auto Buffer = llvm::MemoryBuffer::getFile(File);
  return Buffer ? (*Buffer)->getBuffer().split('\n').first.trim().str() : "";
}

/// \p Name as seen from \p Folder.
static std::string below(StringRef Folder, StringRef Name) {
  if (path::is_absolute(Name))
    return Name.str();
  llvm::SmallString<256> Result(Folder);
  path::append(Result, Name);
  return Result.str().str();
}

static bool isCommit(StringRef Text) {
  return (Text.size() == 40 || Text.size() == 64) &&
         llvm::all_of(Text, llvm::isHexDigit);
}

/// What a reference is, in the files where git packs them.
static std::string packed(StringRef Folder, StringRef Reference) {
  auto Buffer = llvm::MemoryBuffer::getFile(below(Folder, "packed-refs"));
  if (!Buffer)
    return "";
  for (StringRef Rest = (*Buffer)->getBuffer(), Line; !Rest.empty();) {
    std::tie(Line, Rest) = Rest.split('\n');
    auto [Commit, Name] = Line.trim().split(' ');
    if (Name == Reference)
      return Commit.str();
  }
  return "";
}

std::string checkedOutRevision() {
  std::string Folder = below(projectRoot(), ".git");
  // In a further work tree, or a submodule, that is a file.
  StringRef Elsewhere;
  std::string Line = firstLine(projectRoot(), ".git");
  Elsewhere = Line;
  if (Elsewhere.consume_front("gitdir: "))
    Folder = below(projectRoot(), Elsewhere);
  std::string Head = firstLine(Folder, "HEAD");
  StringRef Reference = Head;
  if (!Reference.consume_front("ref: "))
    return isCommit(Head) ? Head : "";
  const std::string Common = firstLine(Folder, "commondir");
  const std::string Shared = Common.empty() ? Folder : below(Folder, Common);
  for (const std::string &From : {Folder, Shared})
    if (std::string Commit = firstLine(From, Reference); isCommit(Commit))
      return Commit;
  std::string Commit = packed(Shared, Reference);
  return isCommit(Commit) ? Commit : "";
}

} // namespace spinpair
