//===- Target.h - Readers of files, for libFuzzer ------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// All of them are in one program, spinpair-fuzz, which runs the one that
// --target=NAME names: each of its own would have LLVM linked to it. A reader
// may say whatever it likes of what it is given, but not crash, leak, or take
// ages; a target may abort where more is promised.
//
//===----------------------------------------------------------------------===//
#ifndef SPINPAIR_TEST_FUZZ_TARGET_H
#define SPINPAIR_TEST_FUZZ_TARGET_H

#include "llvm/ADT/StringRef.h"

#include <string>

namespace spinpair::fuzz {

/// To be defined once in the source of a target, at namespace scope.
struct Target {
  Target(llvm::StringRef Name, void (*Run)(llvm::StringRef Bytes));

  llvm::StringRef Name;
  void (*Run)(llvm::StringRef Bytes);
  Target *Next;
};

/// Writes the bytes to a file of that name, in a folder that is empty but for
/// these and goes with the process. Returns the absolute path.
std::string asFile(llvm::StringRef Name, llvm::StringRef Bytes);

/// Ends the process, with the sentence, if a promise is broken.
void promise(bool IsKept, const char *What);

} // namespace spinpair::fuzz

#endif
