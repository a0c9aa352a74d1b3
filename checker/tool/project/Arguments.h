//===- Arguments.h - The commands of a database, made harmless ------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A compilation database comes with the sources, from whoever wrote these. So
// an argument is kept only if it is known to say what the source means. See
// docs/compilation-databases.md.
//
//===----------------------------------------------------------------------===//
#ifndef SPINPAIR_TOOL_PROJECT_ARGUMENTS_H
#define SPINPAIR_TOOL_PROJECT_ARGUMENTS_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"

#include <string>
#include <vector>

namespace spinpair {

struct Options;
struct Unit;

/// What was asked for beside the commands themselves.
struct MoreArguments {
  std::vector<std::string> Before, After; ///< As --extra-arg gives them.
  std::vector<std::string> KitFolders;    ///< Of --wdk, if that was given.
  bool HasNoDatabase = false; ///< What has no target is for Windows on x64.
};

/// Is \p Command written for cl.exe?
bool isForCl(llvm::ArrayRef<std::string> Command);

/// Splits \p Line, of a database or a response file, as its compiler does.
std::vector<std::string> splitCommand(llvm::StringRef Line, bool ForCl);

/// Replaces the command of \p Unit by one for the clang that spinpair is built
/// with, which would be replaced by itself. What would load code is named on
/// stderr. If the command cannot be known, Unit.Trouble says why.
void prepareCommand(Unit &Unit, const MoreArguments &More);

/// What is wrong with arguments that were written for spinpair, and no build
/// passes: one sentence, that begins with one of these; "" if nothing. If none
/// of clang's but some of cl.exe's are among them, \p ForCl is set.
std::string wrongArgument(llvm::ArrayRef<std::string> Given, bool &ForCl);

/// The arguments among these that neither clang nor clang-cl has.
std::vector<std::string> unknownArguments(llvm::ArrayRef<std::string> Given);

} // namespace spinpair

#endif
