//===- Main.cpp - Runs the reader that is asked for ----------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Target.h"

#include "llvm/ADT/SmallString.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/raw_ostream.h"

#include <cstdint>
#include <cstdlib>

namespace spinpair::fuzz {

static Target *All, *Chosen;
static std::string Top, Folder;

Target::Target(llvm::StringRef Name, void (*Run)(llvm::StringRef))
    : Name(Name), Run(Run), Next(All) {
  All = this;
}

std::string asFile(llvm::StringRef Name, llvm::StringRef Bytes) {
  std::string Path = Folder + "/" + Name.str();
  std::error_code Failed;
  llvm::raw_fd_ostream(Path, Failed) << Bytes;
  promise(!Failed, "the file can be written");
  return Path;
}

void promise(bool IsKept, const char *What) {
  if (IsKept)
    return;
  llvm::errs() << "spinpair-fuzz: not true: " << What << "\n";
  std::abort();
}

} // namespace spinpair::fuzz

using namespace spinpair::fuzz;

extern "C" int LLVMFuzzerInitialize(int *Count, char ***Arguments) {
  llvm::StringRef Wanted;
  for (int I = 1; I < *Count; ++I)
    if (llvm::StringRef Each((*Arguments)[I]); Each.consume_front("--target="))
      Wanted = Each;
  for (Target *Each = All; Each; Each = Each->Next)
    if (Each->Name == Wanted)
      Chosen = Each;
  if (!Chosen) {
    llvm::errs() << "spinpair-fuzz: --target= wants one of:";
    for (Target *Each = All; Each; Each = Each->Next)
      llvm::errs() << " " << Each->Name;
    llvm::errs() << "\n";
    std::exit(1);
  }
  llvm::SmallString<128> Made;
  // Some readers look around, too: not in what others have for the moment.
  promise(!llvm::sys::fs::createUniqueDirectory("spinpair-fuzz", Made) &&
              !llvm::sys::fs::create_directory(Made + "/driver"),
          "there is a folder to write to");
  Top = Made.str().str();
  Folder = Top + "/driver";
  std::atexit([] { llvm::sys::fs::remove_directories(Top); });
  return 0;
}

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *Bytes, size_t Size) {
  Chosen->Run({reinterpret_cast<const char *>(Bytes), Size});
  return 0;
}
