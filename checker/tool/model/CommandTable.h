//===- CommandTable.h - The commands --------------------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef SPINPAIR_TOOL_MODEL_COMMANDTABLE_H
#define SPINPAIR_TOOL_MODEL_COMMANDTABLE_H

#include "Options.h"

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"

namespace spinpair {

struct CommandRow {
  llvm::StringRef Name;
  llvm::StringRef Arguments; ///< As in the help; "" for none.
  llvm::StringRef Help;      ///< One line; "" for none: not in the help.
  Command What;
};

/// In the order of the help.
llvm::ArrayRef<CommandRow> commandTable();

} // namespace spinpair

#endif
