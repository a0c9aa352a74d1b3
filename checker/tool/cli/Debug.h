//===- Debug.h - What the prover saw --------------------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef SPINPAIR_TOOL_CLI_DEBUG_H
#define SPINPAIR_TOOL_CLI_DEBUG_H

#include "model/Options.h"

namespace spinpair {

/// Prints of the function that \p Options name what the prover saw of it.
ExitStatus debugFunction(const Options &Options);

} // namespace spinpair

#endif
