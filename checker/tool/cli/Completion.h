//===- Completion.h - What shells need to complete our arguments ----------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef SPINPAIR_TOOL_CLI_COMPLETION_H
#define SPINPAIR_TOOL_CLI_COMPLETION_H

#include "llvm/ADT/StringRef.h"

namespace llvm {
class raw_ostream;
}

namespace spinpair {

/// Writes the completion script for \p Shell, made from the tables of commands,
/// options and rules. False if there is none: \p Shell is not bash, zsh or
/// fish.
bool printCompletion(llvm::StringRef Shell, llvm::raw_ostream &Out);

} // namespace spinpair

#endif
