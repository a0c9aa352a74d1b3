//===- CommandLine.h - What the arguments ask for -------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef SPINPAIR_TOOL_CLI_COMMANDLINE_H
#define SPINPAIR_TOOL_CLI_COMMANDLINE_H

#include "model/Options.h"

#include <string>

namespace spinpair {

/// False, and one sentence in \p Error, if the arguments make no sense.
bool parseOptions(int Count, const char *const *Arguments, Options &Options,
                  std::string &Error);

} // namespace spinpair

#endif
