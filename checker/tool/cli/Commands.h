//===- Commands.h - One function for each command -------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef SPINPAIR_TOOL_CLI_COMMANDS_H
#define SPINPAIR_TOOL_CLI_COMMANDS_H

#include "model/Options.h"

namespace spinpair {

/// Does what the command line asks for.
ExitStatus run(Options Options);

} // namespace spinpair

#endif
