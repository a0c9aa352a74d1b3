//===- Inputs.h - What a unit was read from -------------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef SPINPAIR_TOOL_PARSE_INPUTS_H
#define SPINPAIR_TOOL_PARSE_INPUTS_H

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/VirtualFileSystem.h"

#include <cstdint>
#include <map>
#include <string>

namespace spinpair {

/// Tells a file from what it was before, without reading it.
struct Stamp {
  uint64_t Inode = 0; ///< 0: this stamp tells nothing.
  uint64_t Size = 0;
  int64_t Modified = 0, Changed = 0; ///< In ns.

  /// Are both of the same state of the same file? If so, surely.
  bool sameAs(const Stamp &Other) const {
    return Inode && Inode == Other.Inode && Size == Other.Size &&
           Modified == Other.Modified && Changed == Other.Changed;
  }
  template <class Archive> void archive(Archive &A) {
    A(Inode, Size, Modified, Changed);
  }
};

/// What was there for a name that clang asked for.
struct Input {
  enum KindOf : uint8_t { Absent, Folder, File };

  KindOf Kind = Absent;
  std::string Real;   ///< Its name on the disk; "" if it is absent.
  std::string Digest; ///< Of the text, or of the list of names, if clang read
                      ///< it.
  spinpair::Stamp Stamp;

  template <class Archive> void archive(Archive &A) {
    A(Kind, Real, Digest, Stamp);
  }
};

/// All that clang asked the disk while it read a unit.
struct Inputs {
  std::map<std::string, Input> Names; ///< By absolute names, as asked for.
  /// Of the folders in which a name was looked for.
  std::map<std::string, Stamp> Folders;
  /// Did something change while it was read?
  bool Unsteady = false;

  /// To be called before what is behind \p Name is asked for.
  void expect(const std::string &Name);
  void note(const std::string &Name, Input Found);
  /// Takes in what another unit was read from.
  void add(const Inputs &Other);
  /// Stands for all that was there, but for the stamps and for \p Name.
  std::string digestBut(const std::string &Name) const;
  /// On another machine they tell nothing.
  void dropStamps();

  template <class Archive> void archive(Archive &A) {
    A(Names, Folders, Unsteady);
  }
};

/// The folder whose list of names decides what is behind \p Name; "" if that is
/// more than one.
std::string decidingFolder(llvm::StringRef Name);

/// The stamp of what is at \p Path now. It tells nothing if there is nothing,
/// if that changed so lately that it could do so again without a trace, or if
/// another text is laid over it.
Stamp takeStamp(const std::string &Path);

/// Stands for the names in \p Folder.
std::string listingDigest(llvm::vfs::FileSystem &Files,
                          const std::string &Folder);

} // namespace spinpair

#endif
