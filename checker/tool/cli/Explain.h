//===- Explain.h - Functions and rules, explained -------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef SPINPAIR_TOOL_CLI_EXPLAIN_H
#define SPINPAIR_TOOL_CLI_EXPLAIN_H

#include "model/Options.h"

#include <string>

namespace spinpair {

/// Says of the function that \p Options name what is known of it.
ExitStatus explainFunction(const Options &Options);

/// Says what the rule called \p Name means.
ExitStatus explainRule(const std::string &Name);

} // namespace spinpair

#endif
