//===- CommandOptions.h - Which options each command takes ----------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef SPINPAIR_TOOL_CLI_COMMANDOPTIONS_H
#define SPINPAIR_TOOL_CLI_COMMANDOPTIONS_H

#include "model/Options.h"

#include "llvm/ADT/StringRef.h"

#include <vector>

namespace spinpair {

/// The names of the options that mean something to the command, with their
/// dashes, in no order. What asks for help or the version goes with any.
std::vector<llvm::StringRef> optionsOf(Command What);

bool takesOption(Command What, llvm::StringRef Name);

/// The name of the command, as it is typed.
llvm::StringRef nameOf(Command What);

} // namespace spinpair

#endif
