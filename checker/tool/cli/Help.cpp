//===- Help.cpp - What each command does ----------------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
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
  StringRef Text;    ///< Lines.
  StringRef Options; ///< Names, with blanks in between; "*" for all.
  StringRef Example;
};

} // namespace

static constexpr const char *ForUnits =
    "-p --rules --config --wdk --extra-arg --extra-arg-before --program "
    "--effort --cache --no-cache -j --timeout --memory-limit";

/// Those that choose what is reported, and how.
static constexpr const char *ForReports =
    "--report --baseline --update-baseline --changed-since --link-template "
    "--color --summary --quiet";

static llvm::ArrayRef<Detail> details() {
  static const std::string UnitsAndReports =
      std::string(ForUnits) + " " + ForReports;
  static const std::string HookOptions =
      std::string(ForUnits) + " --report --baseline --color --quiet";
  static const std::string ExplainOptions =
      std::string(ForUnits) + " --lock-program";
  static const std::string LspOptions =
      std::string(ForUnits) + " --baseline --changed-since --configuration";
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
       "the arguments behind '--' say otherwise, as with --target=.",
       "*", "spinpair -p build --report html=report.html"},
      {Command::Init,
       "Looks at the current folder: which compilation databases and headers "
       "of\n"
       "the WDK there are, and what is missing. Writes a .spinpair.yaml if "
       "there\n"
       "is none, and says what to run next.",
       "", "spinpair init"},
      {Command::Hook,
       "Checks the units of the files that are named, and those that include\n"
       "them: what pre-commit runs before a commit or a push. Without files, "
       "all\n"
       "units. The compilation database is looked for as 'check' does.",
       HookOptions, "spinpair hook -- src/queue.c src/locks.h"},
      {Command::Merge,
       "Puts together what --result files of shards have, or what scan-build\n"
       "left, and reports on it as one run does.",
       ForReports, "spinpair merge result-1 result-2 --report sarif=all.sarif"},
      {Command::Diff,
       "Says what NEW has and OLD has not, what OLD had and is mended, and "
       "how\n"
       "much is unchanged. Both are reports in JSON or SARIF. Findings are "
       "told\n"
       "apart as with a baseline, by what makes them, not by lines. The exit\n"
       "status is 2 if something is new. Run it where the sources of NEW are.",
       "--report --link-template --color --summary --quiet",
       "spinpair diff before.json after.json"},
      {Command::ScanBuild,
       "Runs the build behind '--' under clang's scan-build with the plugin "
       "of\n"
       "spinpair, and reports on what it found: with exit status 2 for "
       "findings.",
       ForReports, "spinpair scan-build -- make -j4"},
      {Command::Lsp,
       "Speaks the Language Server Protocol on standard input and output: an\n"
       "editor starts it, and shows findings as code is written. Takes the "
       "options\n"
       "of 'check' that choose what is analysed; see docs/editors.md.",
       LspOptions, "spinpair lsp -p build"},
      {Command::ExplainFunction,
       "Says which verdict a function has and why, what a call of it does to\n"
       "locks, and with --lock-program what of its code matters to them.",
       ExplainOptions, "spinpair explain-function HwStartIo -p build"},
      {Command::Debug,
       "Prints what the prover saw of a function. VIEW is one of\n"
       "  states   by block, the joined states that arrive and leave\n"
       "  events   by place, what each step did to the locks that are held\n"
       "  summary  what callers are told, and what they are not\n"
       "  slice    which variables, members and branches are followed\n"
       "docs/hacking.md says how to read them.",
       ForUnits, "spinpair debug events HwStartIo -p build"},
      {Command::Extract,
       "Prints the lock programs of the units: what of each function bears on\n"
       "locks, as the proof sees it.",
       ForUnits, "spinpair extract -p build queue.c"},
      {Command::Config,
       "Prints each setting that counts for the units, and whether it is from\n"
       ".spinpair.yaml, the command line, or the default.",
       "-p --rules --config --wdk --extra-arg --extra-arg-before --effort",
       "spinpair config -p build"},
      {Command::Rules, "Lists the rules with their severities and CWE numbers.",
       "--format", "spinpair rules --format markdown"},
      {Command::ExplainRule,
       "Says what a rule means, why it matters and what to do. RULE is its "
       "name,\n"
       "such as storport.msi.Leak, or the end of it.",
       "", "spinpair explain storport.msi.Leak"},
      {Command::Completion,
       "Prints a script that lets a shell complete commands and options.", "",
       "spinpair completion bash > /etc/bash_completion.d/spinpair"},
      {Command::Manual, "Prints the manual page, for man.", "",
       "spinpair man > spinpair.1 && man ./spinpair.1"},
      {Command::Help,
       "Prints the commands and the options that matter most, or what one\n"
       "command does. --help-all prints all options.",
       "--help-all", "spinpair help merge"},
  };
  return Rows;
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
  const bool IsDefault = Row->What == Command::Check;
  Out << "spinpair " << Row->Name << ": " << Row->Help << "\n\nusage: spinpair "
      << (IsDefault ? "[check]" : Row->Name);
  if (!Row->Arguments.empty())
    Out << " " << Row->Arguments;
  if (!About->Options.empty())
    Out << " [OPTION ...]";
  if (IsDefault)
    Out << " [-- CLANG ARGUMENT ...]";
  Out << "\n\n" << About->Text << "\n";
  llvm::SmallVector<StringRef, 24> Names;
  About->Options.split(Names, ' ', -1, /*KeepEmpty=*/false);
  if (!Names.empty())
    Out << "\noptions:\n";
  for (const OptionRow &Option : optionTable())
    if (About->Options == "*" || llvm::is_contained(Names, Option.Name))
      printRow(Option, Option.Help, Out);
  Out << "\nexample:\n  " << About->Example << "\n";
  return true;
}

} // namespace spinpair
