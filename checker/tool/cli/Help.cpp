//===- Help.cpp - What each command does ----------------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "CommandOptions.h"
#include "OptionTable.h"
#include "model/CommandTable.h"
#include "model/Options.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/Twine.h"
#include "llvm/Support/raw_ostream.h"

using llvm::StringRef;

namespace spinpair {

void printRow(const OptionRow &Row, StringRef Help, llvm::raw_ostream &Out);

namespace {

struct Detail {
  Command What;
  StringRef Text; ///< Lines.
  StringRef Example;
};

} // namespace

static llvm::ArrayRef<Detail> details() {
  static const Detail Rows[] = {
      {Command::Check,
       "Proves and explores all functions that use locks, and prints what is\n"
       "wrong. Without -p and files, compile_commands.json is looked for "
       "here,\n"
       "in build/ and in the folders above. FILE and REGEX choose the units "
       "that\n"
       "are reported on; the others are read all the same. Without -p, the\n"
       "compile_commands.json nearest to FILE says how it is compiled, if it "
       "lists\n"
       "it; else, and with '--' behind it, FILE is\n"
       "read as cl.exe reads it for x64, with the model headers of the WDK, "
       "unless\n"
       "the arguments behind '--' say otherwise, as with --target=. A project "
       "or\n"
       "solution of Visual Studio, a 'sources' file, or a folder with one is\n"
       "analysed as a whole; --configuration and --path-map are for these.",
       "spinpair -p build --report html=report.html"},
      {Command::Init,
       "Looks at the current folder: which compilation databases and headers "
       "of\n"
       "the WDK there are, and what is missing. Writes a .spinpair.yaml if "
       "there\n"
       "is none, and says what to run next.",
       "spinpair init"},
      {Command::Hook,
       "Checks the units of the files that are named, and those that include\n"
       "them: what pre-commit runs before a commit or a push. Without files, "
       "all\n"
       "units. The compilation database is looked for as 'check' does; "
       "'project:'\n"
       "in .spinpair.yaml, or -p with a .vcxproj, .sln or folder in place of "
       "a\n"
       "database, takes a project of Visual Studio.",
       "spinpair hook -- src/queue.c src/locks.h"},
      {Command::Merge,
       "Puts together what --result files of shards have, or what scan-build\n"
       "left, and reports on it as one run does.",
       "spinpair merge result-1 result-2 --report sarif=all.sarif"},
      {Command::Diff,
       "Says what NEW has and OLD has not, what OLD had and is mended, and "
       "how\n"
       "much is unchanged. Both are reports in JSON or SARIF. Findings are "
       "told\n"
       "apart as with a baseline, by what makes them, not by lines. The exit\n"
       "status is 2 if something is new. Run it where the sources of NEW are.",
       "spinpair diff before.json after.json"},
      {Command::ScanBuild,
       "Runs the build behind '--' under clang's scan-build with the plugin "
       "of\n"
       "spinpair, and reports on what it found: with exit status 2 for "
       "findings.",
       "spinpair scan-build -- make -j4"},
      {Command::Lsp,
       "Speaks the Language Server Protocol on standard input and output: an\n"
       "editor starts it, and shows findings as code is written. Takes the "
       "options\n"
       "of 'check' that choose what is analysed; see docs/editors.md.",
       "spinpair lsp -p build"},
      {Command::ExplainFunction,
       "Says which verdict a function has and why, what a call of it does to\n"
       "locks, and with --lock-program what of its code matters to them. The\n"
       "program is named as for 'check': by -p, files, a .vcxproj, .sln or "
       "folder.",
       "spinpair explain-function HwStartIo -p build"},
      {Command::Debug,
       "Prints what the prover saw of a function. VIEW is one of\n"
       "  states   by block, the joined states that arrive and leave\n"
       "  events   by place, what each step did to the locks that are held\n"
       "  summary  what callers are told, and what they are not\n"
       "  slice    which variables, members and branches are followed\n"
       "docs/hacking.md says how to read them.",
       "spinpair debug events HwStartIo -p build"},
      {Command::Extract,
       "Prints the lock programs of the units: what of each function bears on\n"
       "locks, as the proof sees it.",
       "spinpair extract -p build queue.c"},
      {Command::Config,
       "Prints each setting that counts for the units, and whether it is from\n"
       ".spinpair.yaml, the command line, or the default. What is analysed is\n"
       "named as for 'check': by -p, files, a .vcxproj, .sln or folder; the\n"
       "settings nearest to that count.",
       "spinpair config -p build"},
      {Command::Rules, "Lists the rules with their severities and CWE numbers.",
       "spinpair rules --format markdown"},
      {Command::ExplainRule,
       "Says what a rule means, why it matters and what to do. RULE is its "
       "name,\n"
       "such as storport.msi.Leak, or the end of it.",
       "spinpair explain storport.msi.Leak"},
      {Command::Completion,
       "Prints a script that lets a shell complete commands and options.",
       "spinpair completion bash > /etc/bash_completion.d/spinpair"},
      {Command::Manual, "Prints the manual page, for man.",
       "spinpair man > spinpair.1 && man ./spinpair.1"},
      {Command::Help,
       "Prints the commands and the options that matter most, or what one\n"
       "command does. --help-all prints all options.",
       "spinpair help merge"},
  };
  return Rows;
}

/// Do the words of the command name a program, as those of 'check' do?
static bool takesProgram(Command What) {
  switch (What) {
  case Command::Check:
  case Command::Lsp:
  case Command::ExplainFunction:
  case Command::Debug:
  case Command::Extract:
  case Command::Config:
    return true;
  default:
    return false;
  }
}

static void printUsage(const CommandRow &Row, llvm::raw_ostream &Out) {
  const bool IsDefault = Row.What == Command::Check;
  const std::string Called =
      "spinpair " + (IsDefault ? "[check]" : Row.Name.str());
  const StringRef Options = optionsOf(Row.What).empty() ? "" : " [OPTION ...]";
  const bool IsBehind = Row.Arguments.take_front(2) == "--";
  Out << "usage: " << Called;
  if (IsBehind) // options behind it would be the build's
    Out << Options;
  if (!Row.Arguments.empty())
    Out << " " << Row.Arguments;
  if (!IsBehind)
    Out << Options;
  if (IsDefault)
    Out << " [-- CLANG ARGUMENT ...]";
  if (takesProgram(Row.What)) {
    Out << "\n       " << Called;
    if (Row.What == Command::ExplainFunction || Row.What == Command::Debug)
      Out << " " << Row.Arguments;
    Out << " PROJECT.vcxproj | SOLUTION.sln | FOLDER" << Options;
  }
  Out << "\n\n";
}

bool printHelpOn(StringRef Name, llvm::raw_ostream &Out) {
  auto Row = llvm::find_if(commandTable(), [&](const CommandRow &Each) {
    return Each.Name == Name;
  });
  if (Row == commandTable().end())
    return false;
  auto About = llvm::find_if(
      details(), [&](const Detail &Each) { return Each.What == Row->What; });
  if (About == details().end())
    return false;
  Out << "spinpair " << Row->Name << ": " << Row->Help << "\n\n";
  printUsage(*Row, Out);
  Out << About->Text << "\n";
  if (!optionsOf(Row->What).empty())
    Out << "\noptions:\n";
  for (const OptionRow &Option : optionTable())
    if (takesOption(Row->What, Option.Name))
      printRow(Option, Option.Help, Out);
  Out << "\nexample:\n  " << About->Example << "\n";
  return true;
}

} // namespace spinpair
