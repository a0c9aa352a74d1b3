//===- RuleList.h - The rules, listed -------------------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef SPINPAIR_TOOL_RULELIST_H
#define SPINPAIR_TOOL_RULELIST_H

#include "Options.h"

namespace spinpair {

/// Prints the rule table as text, JSON or Markdown.
void listRules(Format Kind, llvm::raw_ostream &Out);

} // namespace spinpair

#endif
