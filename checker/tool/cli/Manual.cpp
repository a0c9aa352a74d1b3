//===- Manual.cpp ---------------------------------------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Manual.h"

#include "OptionTable.h"
#include "model/CommandTable.h"
#include "model/Options.h"

#include "../../analyzer/Links.h"

#include "spinpair/rules.h"

#include "llvm/Support/raw_ostream.h"

using llvm::StringRef;

namespace spinpair {

/// \p Text as man takes it: nothing of it is a request or an escape, and dashes
/// stay those that can be typed.
static std::string plain(StringRef Text) {
  std::string Result;
  bool AtStart = true;
  for (char C : Text) {
    if (AtStart && (C == '.' || C == '\''))
      Result += "\\&";
    if (C == '\\')
      Result += "\\e";
    else if (C == '-')
      Result += "\\-";
    else if (C == '\'')
      Result += "\\(aq";
    else
      Result += C;
    AtStart = C == '\n';
  }
  return Result;
}

static std::string bold(StringRef Text) {
  return "\\fB" + plain(Text) + "\\fR";
}

/// The words in capitals stand for something else.
static std::string withValues(StringRef Text) {
  std::string Result;
  while (!Text.empty()) {
    StringRef Word =
        Text.take_while([](char C) { return 'A' <= C && C <= 'Z'; });
    if (!Word.empty())
      Result += "\\fI" + Word.str() + "\\fR";
    Text = Text.drop_front(Word.size());
    if (!Text.empty())
      Result += plain(Text.take_front());
    Text = Text.drop_front(!Text.empty());
  }
  return Result;
}

static void printSynopsis(llvm::raw_ostream &Out) {
  Out << ".SH SYNOPSIS\n";
  for (const CommandRow &Row : commandTable()) {
    if (Row.Help.empty())
      continue;
    bool IsDefault = Row.What == Command::Check;
    Out << bold("spinpair") << (IsDefault ? " [" : " ") << bold(Row.Name)
        << (IsDefault ? "]" : "") << " [\\fIOPTION\\fR ...]";
    if (!Row.Arguments.empty())
      Out << " " << withValues(Row.Arguments);
    if (IsDefault)
      Out << " [" << bold("--") << " \\fICLANG\\-ARGUMENT\\fR ...]";
    Out << "\n.br\n";
  }
}

static void printTables(llvm::raw_ostream &Out) {
  Out << ".SH COMMANDS\n";
  for (const CommandRow &Row : commandTable())
    if (!Row.Help.empty())
      Out << ".TP\n"
          << bold(Row.Name) << (Row.Arguments.empty() ? "" : " ")
          << withValues(Row.Arguments) << "\n"
          << plain(Row.Help) << "\n";
  Out << ".SH OPTIONS\n";
  for (const OptionRow &Row : optionTable())
    Out << ".TP\n"
        << bold(Row.Name) << (Row.Value.empty() ? "" : " ")
        << withValues(Row.Value) << "\n"
        << plain(Row.Help) << "\n";
  Out << ".SH RULES\n";
  for (unsigned I = 0; I < SP_RULE_COUNT; ++I) {
    const sp_rule_row *Row = sp_rule_get(static_cast<sp_rule>(I));
    Out << ".TP\n" << bold(Row->checker) << "\n" << plain(Row->summary) << "\n";
  }
}

void printManual(llvm::raw_ostream &Out) {
  Out << ".\\\" Made by 'spinpair man'.\n"
         ".TH SPINPAIR 1 \"\" \"spinpair " SPINPAIR_VERSION
         "\" \"User Commands\"\n"
         ".SH NAME\n"
         "spinpair \\- check how StorPort miniports use the MSI spin locks\n";
  printSynopsis(Out);
  Out << R"(.SH DESCRIPTION
.B spinpair
analyses the Windows StorPort miniport drivers that a compilation database lists,
as a whole, or the files that it is given.
It proves of each function that uses MSI spin locks what can be proved, and searches
the others for paths on which something must be wrong.
)";
  printTables(Out);
  Out << R"(.SH EXIT STATUS
.TP
.B 0
Nothing was found.
.TP
.B 1
Wrong use, or an error of spinpair.
.TP
.B 2
There are findings.
.TP
.B 3
Something could not be analysed, and is named.
.SH ENVIRONMENT
.TP
.B NO_COLOR
If set and not empty, there are no colours unless \fB\-\-color\fR asks for them.
.SH FILES
.TP
.I .spinpair.yaml
Settings; the nearest one upwards from the sources counts.
.TP
.I compile_commands.json
The compilation database in the folder of \fB\-p\fR.
.TP
.I ../share/spinpair/wdk
From the folder of the program: model headers, for machines without a WDK.
.SH EXAMPLES
.TP
The whole program:
spinpair \-p build
.TP
Two files, without a database:
spinpair driver.c locks.c \-\- \-DDBG=1
.TP
What a pull request brings:
spinpair \-p build \-\-changed\-since origin/main
.SH SEE ALSO
.BR clang (1),
.BR scan\-build (1),
.BR pre\-commit (1)
)";
  const std::string Docs = addressOf("README.md");
  if (!Docs.empty())
    Out << ".PP\n" << plain(Docs) << "\n";
}

} // namespace spinpair
