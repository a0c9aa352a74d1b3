//===- Manual.h - The manual page -----------------------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef SPINPAIR_TOOL_CLI_MANUAL_H
#define SPINPAIR_TOOL_CLI_MANUAL_H

namespace llvm {
class raw_ostream;
}

namespace spinpair {

/// Writes spinpair(1) for man, made from the tables of commands, options and
/// rules.
void printManual(llvm::raw_ostream &Out);

} // namespace spinpair

#endif
