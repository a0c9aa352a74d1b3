//===- Commands.h - One function for each command -------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef SPINPAIR_TOOL_COMMANDS_H
#define SPINPAIR_TOOL_COMMANDS_H

#include "Options.h"

namespace spinpair {

/// Does what the command line asks for.
ExitStatus run(Options Options);

/// Says \p Why on stderr.
ExitStatus fail(const std::string &Why);

} // namespace spinpair

#endif
