//===- OptionTable.h - The options, and the help made of them -------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef SPINPAIR_TOOL_CLI_OPTIONTABLE_H
#define SPINPAIR_TOOL_CLI_OPTIONTABLE_H

#include "model/Options.h"

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"

#include <string>
#include <vector>

namespace llvm {
class raw_ostream;
}

namespace spinpair {

/// What 'debug' prints, in the order of DebugView.
inline constexpr char DebugViews[] = "states events summary slice";

/// The help, made from the two tables below: a page that fits a screen.
void printHelp(llvm::raw_ostream &Out);
/// The same with all options, in full.
void printAllHelp(llvm::raw_ostream &Out);
/// What one command does, its options, and an example. False if there is no
/// such command.
bool printHelpOn(llvm::StringRef Command, llvm::raw_ostream &Out);

struct OptionRow {
  llvm::StringRef Name;  ///< With its dashes.
  llvm::StringRef Value; ///< As the help calls it; "" for a flag.
  llvm::StringRef Wants; ///< "-x wants ...", when there is no value.
  llvm::StringRef Help;  ///< Lines.
  /// Takes the value; false, and one sentence in the last, if it is wrong.
  bool (*Take)(llvm::StringRef, Options &, std::string &);
  /// One line for the page that fits a screen; "" to be left out there.
  llvm::StringRef Short = "";
};

llvm::ArrayRef<OptionRow> optionTable();

} // namespace spinpair

#endif
