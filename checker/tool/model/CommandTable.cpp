//===- CommandTable.cpp ---------------------------------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "CommandTable.h"

namespace spinpair {

llvm::ArrayRef<CommandRow> commandTable() {
  static const CommandRow Rows[] = {
      {"check", "[FILE|REGEX ...]",
       "analyse a program and print findings; the default", Command::Check},
      {"init", "", "look at a project, and write a .spinpair.yaml for it",
       Command::Init},
      {"hook", "[FILE ...]", "check the units of changed files, for pre-commit",
       Command::Hook},
      {"merge", "RESULT ...",
       "report on results of shards or of clang's analyzer", Command::Merge},
      {"diff", "OLD NEW", "compare two reports: new, mended, unchanged",
       Command::Diff},
      {"scan-build", "-- COMMAND",
       "run a build with clang's scan-build, and report", Command::ScanBuild},
      {"lsp", "[FILE|REGEX ...]",
       "serve an editor, by the Language Server Protocol", Command::Lsp},
      {"explain-function", "NAME",
       "say what became of it and why, and its summary",
       Command::ExplainFunction},
      {"debug", "VIEW NAME", "print what the prover saw of a function",
       Command::Debug},
      {"extract", "[FILE|REGEX ...]", "print the lock programs of the units",
       Command::Extract},
      {"config", "[FILE ...]", "print the settings, and where they come from",
       Command::Config},
      {"rules", "", "list the rules", Command::Rules},
      {"explain", "RULE", "say what a rule means and what to do",
       Command::ExplainRule},
      {"completion", "bash|zsh|fish", "print the completion of a shell",
       Command::Completion},
      {"man", "", "print the manual page", Command::Manual},
      {"help", "[COMMAND]", "print this, or what a command does",
       Command::Help},
  };
  return Rows;
}

} // namespace spinpair
