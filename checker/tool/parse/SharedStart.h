//===- SharedStart.h - What several units begin with is read once ---------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The units of a driver begin with the headers of the system, and these are
// most of what there is to parse. So one process reads the headers that units
// begin with, in that order and with nothing before them, and a copy of it goes
// on with each unit: when that includes them, they are there already.
//
//===----------------------------------------------------------------------===//
#ifndef SPINPAIR_TOOL_PARSE_SHAREDSTART_H
#define SPINPAIR_TOOL_PARSE_SHAREDSTART_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/IntrusiveRefCntPtr.h"
#include "llvm/Support/VirtualFileSystem.h"

#include <functional>
#include <set>
#include <string>
#include <vector>

namespace clang {
class CompilerInstance;
class CompilerInvocation;
class Preprocessor;
} // namespace clang

namespace spinpair {

struct Unit;

class SharedStart {
public:
  /// Of units in one folder whose commands say the same. \p GoOn is called in
  /// the copy for one of them, with its place among them, before that is read.
  SharedStart(llvm::ArrayRef<const Unit *> Units,
              std::function<void(size_t)> GoOn)
      : Units(Units), GoOn(std::move(GoOn)) {}

  /// Puts an empty file in the place of the unit that \p Invocation is for,
  /// among \p Files.
  void
  replaceMainFile(clang::CompilerInvocation &Invocation,
                  llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> &Files) const;
  /// Lets \p Compiler, then, read what units begin with. False if that is
  /// nothing.
  bool prepare(clang::CompilerInstance &Compiler);

private:
  class Handler;
  class Skipper;
  class Watch;

  bool isAsIf(const clang::Preprocessor &Preprocessor) const;
  /// It is read. Returns in the copies for the units, with their main file.
  void fork(clang::Preprocessor &Preprocessor) const;

  llvm::ArrayRef<const Unit *> Units;
  std::function<void(size_t)> GoOn;
  std::vector<bool> Fit;            ///< Which units begin so.
  std::vector<std::string> Headers; ///< What they begin with: paths.
  std::vector<std::string> Guards;  ///< Macros that they define before that.
  std::vector<std::string> Asked;   ///< Names that they ask for before that.
  /// What they begin with, what they are to read themselves, and what was read.
  std::set<llvm::sys::fs::UniqueID> Expected, OfUnits, Entered;
  bool IsSpoilt = false; ///< For another reason.
};

} // namespace spinpair

#endif
