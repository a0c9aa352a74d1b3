//===- RuleList.h - The rules, listed -------------------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef SPINPAIR_TOOL_CLI_RULELIST_H
#define SPINPAIR_TOOL_CLI_RULELIST_H

#include "model/Options.h"

namespace llvm {
class raw_ostream;
}

namespace spinpair {

/// Prints the rule table. CodeChecker reads it as a file of labels, see
/// docs/scan-build.md.
void listRules(ListFormat Kind, llvm::raw_ostream &Out);

} // namespace spinpair

#endif
