//===- Archive.cpp --------------------------------------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Archive.h"

#include "../../analyzer/Compat.h"

#include "clang/Basic/Version.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/SHA256.h"

#include <elf.h>
#include <link.h>

using llvm::StringRef;

namespace spinpair {

std::string digestOf(StringRef Bytes) {
  auto Hash = compat::hashOf(llvm::arrayRefFromStringRef(Bytes));
  return llvm::toHex(llvm::ArrayRef<uint8_t>(Hash).take_front(20),
                     /*LowerCase=*/true);
}

/// The note that the linker left in the program: a hash of all that it linked.
static std::string buildId() {
  std::string Result;
  auto Look = [](dl_phdr_info *Object, size_t, void *To) {
    for (unsigned I = 0; I < Object->dlpi_phnum; ++I) {
      const auto &Part = Object->dlpi_phdr[I];
      if (Part.p_type != PT_NOTE)
        continue;
      StringRef Notes(
          reinterpret_cast<const char *>(Object->dlpi_addr + Part.p_vaddr),
          Part.p_memsz);
      while (Notes.size() >= sizeof(ElfW(Nhdr))) {
        ElfW(Nhdr) Head;
        std::memcpy(&Head, Notes.data(), sizeof Head);
        size_t Name = llvm::alignTo(Head.n_namesz, 4);
        StringRef Rest = Notes.drop_front(sizeof Head).drop_front(Name);
        if (Head.n_type == NT_GNU_BUILD_ID)
          *static_cast<std::string *>(To) =
              llvm::toHex(Rest.take_front(Head.n_descsz), /*LowerCase=*/true);
        Notes = Rest.drop_front(llvm::alignTo(Head.n_descsz, 4));
      }
    }
    return 1; // the program itself comes first
  };
  dl_iterate_phdr(Look, &Result);
  return Result;
}

static constexpr StringRef Magic = "spinpair record 1, ";

const std::string &buildName() {
  static const std::string Name = "spinpair " SPINPAIR_VERSION " " + buildId() +
                                  ", " + clang::getClangFullVersion();
  return Name;
}

/// One that other programs can make, too.
static std::string checksum(StringRef Bytes) {
  return llvm::toHex(llvm::SHA256::hash(llvm::arrayRefFromStringRef(Bytes)),
                     /*LowerCase=*/true);
}

std::string seal(StringRef Bytes) {
  return (Magic + buildName() + "\n" + checksum(Bytes) + "\n" + Bytes).str();
}

Sealed unseal(StringRef Text, StringRef &Bytes) {
  if (!Text.consume_front(Magic))
    return Sealed::Foreign;
  auto [Build, Rest] = Text.split('\n');
  if (Build != buildName())
    return Sealed::OfOtherBuild;
  StringRef Sum;
  std::tie(Sum, Bytes) = Rest.split('\n');
  return Sum == checksum(Bytes) ? Sealed::Whole : Sealed::Damaged;
}

} // namespace spinpair
