//===- OptionTable.cpp ----------------------------------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "OptionTable.h"

#include "model/CommandTable.h"
#include "model/Options.h"
#include "support/WindowsPaths.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/Twine.h"
#include "llvm/Support/Format.h"
#include "llvm/Support/raw_ostream.h"

#include <utility>

using llvm::StringRef;

namespace spinpair {

static bool addReport(StringRef Value, Options &Options, std::string &Error) {
  static const struct {
    StringRef Name;
    Format Kind;
  } Formats[] = {{"text", Format::Text},         {"html", Format::Html},
                 {"json", Format::Json},         {"sarif", Format::Sarif},
                 {"gitlab", Format::GitLab},     {"github", Format::GitHub},
                 {"markdown", Format::Markdown}, {"line", Format::OneLine},
                 {"msvc", Format::Msvc},         {"junit", Format::JUnit}};
  auto [Name, Path] = Value.split('=');
  if (Path.empty() && Value.contains('=')) {
    Error = "--report " + Value.str() + " names no file";
    return false;
  }
  for (const auto &Row : Formats)
    if (Name == Row.Name) {
      // As other tools call standard output.
      Options.Reports.push_back({Row.Kind, Path == "-" ? "" : Path.str()});
      return true;
    }
  Error = "there is no report format '" + Name.str() +
          "'; there are text, line, msvc, html, json, sarif, gitlab, github, "
          "markdown and junit";
  return false;
}

static bool addLinkTemplate(StringRef Value, Options &Options,
                            std::string &Error) {
  const StringRef Scheme = Value.split(':').first;
  const bool IsAddress =
      Value.contains(':') && !Scheme.empty() &&
      Scheme.find_first_not_of("abcdefghijklmnopqrstuvwxyz"
                               "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+-.") ==
          StringRef::npos;
  // A click must not run what stands in the address.
  if (!IsAddress || Scheme.lower() == "javascript" || Scheme.lower() == "data")
    Error = "--link-template wants an address such as "
            "vscode://file/{file}:{line}, not '" +
            Value.str() + "'";
  else if (!Value.contains("{path}") && !Value.contains("{file}"))
    Error = "--link-template wants {path} or {file} in the address";
  Options.LinkTemplates.push_back(Value.str());
  return Error.empty();
}

static bool takeListFormat(StringRef Value, Options &Options,
                           std::string &Error) {
  static const std::pair<StringRef, ListFormat> Formats[] = {
      {"text", ListFormat::Text},
      {"json", ListFormat::Json},
      {"markdown", ListFormat::Markdown},
      {"codechecker", ListFormat::CodeChecker}};
  for (auto [Name, Kind] : Formats)
    if (Value == Name)
      Options.ListFormat = Kind;
  if (!Options.ListFormat)
    Error = "--format wants text, json, markdown or codechecker";
  return Error.empty();
}

/// Takes the value of an option that has one, which says what is analysed or
/// where it goes: if it had two, one would be passed over in silence.
static bool takeOne(StringRef Name, StringRef Value, std::string &To,
                    std::string &Error) {
  if (!To.empty() && To != Value)
    Error =
        (Name + " takes one value, and has '" + To + "' and '" + Value + "'")
            .str();
  To = Value.str();
  return Error.empty();
}

static bool takeNumber(StringRef Name, StringRef Value, unsigned Least,
                       unsigned &To, std::string &Error) {
  if (!Value.getAsInteger(10, To) && To >= Least && To <= 1000000)
    return true;
  Error = (Name + " wants a number from " + llvm::Twine(Least) +
           " to 1000000, not '" + Value + "'")
              .str();
  return false;
}

static bool takeShard(StringRef Value, Options &Options, std::string &Error) {
  auto [Number, Of] = Value.split('/');
  Share Part;
  if (!Number.getAsInteger(10, Part.Number) && !Of.getAsInteger(10, Part.Of) &&
      1 <= Part.Number && Part.Number <= Part.Of) {
    Options.Part = Part;
    return true;
  }
  Error = "--shard wants a part such as 1/4, the first of four, not '" +
          Value.str() + "'";
  return false;
}

//===----------------------------------------------------------------------===//
// The tables
//===----------------------------------------------------------------------===//

llvm::ArrayRef<OptionRow> optionTable() {
  static const OptionRow Rows[] = {
      {"-p", "BUILD", "the folder of a compilation database",
       "folder of a compile_commands.json, or the file itself.\n"
       "All of it is analysed; FILE and REGEX choose the units\n"
       "that are reported on",
       [](StringRef Value, Options &Options, std::string &Error) {
         return takeOne("-p", Value, Options.Build, Error);
       },
       "compile_commands.json, or the folder that has it"},
      {"--rules", "GLOBS", "patterns of rules",
       "turn rules on, and those behind a '-' off: later ones\n"
       "win, as in --rules '-*,storport.msi.Leak'",
       [](StringRef Value, Options &Options, std::string &) {
         Options.Rules += (Options.Rules.empty() ? "" : ",") + Value.str();
         return true;
       },
       "rules on, and behind '-' off: '-*,storport.msi.Leak'"},
      {"--config", "FILE", "a configuration file",
       "read this instead of the nearest .spinpair.yaml, upwards\n"
       "from the sources",
       [](StringRef Value, Options &Options, std::string &Error) {
         return takeOne("--config", Value, Options.ConfigFile, Error);
       }},
      {"--wdk", "DIR", "the Include folder of a Windows Kit",
       "take the headers of the Windows Kit in DIR, the newest\n"
       "version of it, and parse for Windows as it does",
       [](StringRef Value, Options &Options, std::string &) {
         Options.Kit = Value.str();
         return true;
       },
       "headers of a Windows Kit in place of the models"},
      {"--configuration", "NAME", "a configuration, such as 'Release|x64'",
       "configuration of a project or solution; Debug|x64 by\n"
       "default, or the first one for x64",
       [](StringRef Value, Options &Options, std::string &Error) {
         return takeOne("--configuration", Value, Options.Configuration, Error);
       }},
      {"--path-map", "WIN=DIR", "folders, as in 'C:\\src=/home/me/src'",
       "where a folder of Windows is here, as in 'C:\\src=/src';\n"
       "may be given more than once. Drives are taken from where\n"
       "WSL mounts them by default",
       [](StringRef Value, Options &Options, std::string &Error) {
         Options.PathMap.push_back(Value.str());
         return pathMap().add(Value, "--path-map", Error);
       }},
      {"--windows-paths", "", "",
       "name files in reports of lines (text, line, msvc) as Windows\ndoes, by "
       "the same map",
       [](StringRef, Options &, std::string &) {
         reportWindowsPaths();
         return true;
       }},
      {"--extra-arg", "ARG", "an argument for clang",
       "argument for clang, behind those of the database; may be\n"
       "given more than once",
       [](StringRef Value, Options &Options, std::string &) {
         Options.ExtraAfter.push_back(Value.str());
         return true;
       }},
      {"--extra-arg-before", "ARG", "an argument for clang",
       "the same, before those of the database",
       [](StringRef Value, Options &Options, std::string &) {
         Options.ExtraBefore.push_back(Value.str());
         return true;
       }},
      {"--report", "FORMAT[=PATH]", "a format, such as text or sarif",
       "text, line, msvc, html, json, sarif, gitlab, github,\n"
       "markdown or junit; may be given more than once. Without\n"
       "PATH, or with -, to standard output, where text goes by\n"
       "default",
       addReport, "text, line, msvc, html, json, sarif, junit, ..."},
      {"--baseline", "FILE", "a file", "leave out the findings that FILE knows",
       [](StringRef Value, Options &Options, std::string &Error) {
         return takeOne("--baseline", Value, Options.Baseline, Error);
       },
       "leave out the findings that FILE knows"},
      {"--update-baseline", "", "", "write all findings to that FILE",
       [](StringRef, Options &Options, std::string &) {
         return Options.UpdateBaseline = true;
       }},
      {"--changed-since", "REV", "a revision of git, such as origin/main",
       "leave out findings whose path touches no line that\n"
       "changed since the git revision REV",
       [](StringRef Value, Options &Options, std::string &Error) {
         return takeOne("--changed-since", Value, Options.ChangedSince, Error);
       },
       "only findings that touch what changed since"},
      {"--fail-on-undecided", "", "",
       "exit with 2 if a function is undecided, as if that were a\n"
       "finding: for gates that want all proved or explored",
       [](StringRef, Options &Options, std::string &) {
         return Options.FailOnUndecided = true;
       }},
      {"--fix", "", "", "edit the files: each fix is proved before it is made",
       [](StringRef, Options &Options, std::string &) {
         return Options.Fix = true;
       }},
      {"--fix-dry-run", "", "",
       "print what --fix would do, as a unified diff, in place of\nthe text",
       [](StringRef, Options &Options, std::string &) {
         return Options.FixDryRun = true;
       }},
      {"--export-fixes", "FILE", "a file",
       "write what --fix would do to FILE, or with - to standard\n"
       "output, as clang-tidy does, for clang-apply-replacements",
       [](StringRef Value, Options &Options, std::string &Error) {
         return takeOne("--export-fixes", Value, Options.ExportFixes, Error);
       }},
      {"--link-template", "URL",
       "an address such as vscode://file/{file}:{line}",
       "link places on the page to an editor or a forge: {path} from\n"
       "the project's root, {file} in full, {line}, {column} and\n"
       "{revision} are put in; may be given more than once",
       [](StringRef Value, Options &Options, std::string &Error) {
         return addLinkTemplate(Value, Options, Error);
       }},
      {"--color", "WHEN", "auto, always or never",
       "auto, always or never: colours in the text. auto is the\n"
       "default: on a terminal, unless NO_COLOR is set",
       [](StringRef Value, Options &Options, std::string &Error) {
         if (Value != "auto" && Value != "always" && Value != "never") {
           Error = "--color wants auto, always or never";
           return false;
         }
         Options.Colors.reset();
         if (Value != "auto")
           Options.Colors = Value == "always";
         return true;
       }},
      {"--program", "REGEX", "a pattern of files",
       "units whose file matches are one driver; may be given\n"
       "more than once. Drivers with functions of the same names\n"
       "are told apart by who calls whom otherwise",
       [](StringRef Value, Options &Options, std::string &) {
         Options.Programs.push_back(Value.str());
         return true;
       }},
      {"--effort", "N", "a number",
       "explore N times as long before a function is undecided, and\n"
       "N times as many rounds of its loops; 1 by default",
       [](StringRef Value, Options &Options, std::string &Error) {
         unsigned Effort = 0;
         if (!takeNumber("--effort", Value, 1, Effort, Error))
           return false;
         Options.Effort = Effort;
         return true;
       }},
      {"--cache", "DIR", "a folder",
       "keep there what was found, for the next run;\n"
       ".spinpair-cache below BUILD by default",
       [](StringRef Value, Options &Options, std::string &) {
         Options.Cache = Value.str();
         return true;
       }},
      {"--no-cache", "", "", "keep nothing, and take nothing from earlier runs",
       [](StringRef, Options &Options, std::string &) {
         return Options.NoCache = true;
       }},
      {"--shard", "K/N", "a part such as 1/4",
       "analyse only the Kth of N parts, and write that to the\n"
       "file of --result: for 'spinpair merge'",
       takeShard},
      {"--result", "FILE", "a file", "file for what a shard found",
       [](StringRef Value, Options &Options, std::string &) {
         Options.Result = Value.str();
         return true;
       }},
      {"-j", "N", "a number of processes",
       "analyse N units at a time; as many as there are\n"
       "processors by default",
       [](StringRef Value, Options &Options, std::string &Error) {
         return takeNumber("-j", Value, 1, Options.How.Jobs, Error);
       }},
      {"--timeout", "S", "a number of seconds",
       "give up a unit after S seconds, 600 by default; 0: never",
       [](StringRef Value, Options &Options, std::string &Error) {
         return takeNumber("--timeout", Value, 0, Options.How.Timeout, Error);
       }},
      {"--memory-limit", "MIB", "a number of MiB",
       "give up a unit that wants more memory",
       [](StringRef Value, Options &Options, std::string &Error) {
         return takeNumber("--memory-limit", Value, 1, Options.How.MemoryLimit,
                           Error);
       }},
      {"--quiet", "", "", "print findings only",
       [](StringRef, Options &Options, std::string &) {
         return Options.Quiet = true;
       }},
      {"--summary", "", "",
       "in the text, a count for each rule in place of findings",
       [](StringRef, Options &Options, std::string &) {
         return Options.Summary = true;
       }},
      {"--times", "", "",
       "say on stderr how many seconds of CPU parsing, proof\nand search took",
       [](StringRef, Options &Options, std::string &) {
         return Options.Times = true;
       }},
      {"--format", "FORMAT", "text, json, markdown or codechecker",
       "text, json, markdown or codechecker: what 'rules' prints",
       takeListFormat},
      {"--lock-program", "", "",
       "print the lock program, too, behind what 'explain-function'\nsays",
       [](StringRef, Options &Options, std::string &) {
         return Options.WithLockProgram = true;
       }},
      {"--explain", "RULE", "a rule", "the same as 'spinpair explain RULE'",
       [](StringRef Value, Options &Options, std::string &) {
         Options.What = Command::ExplainRule;
         Options.Given = {Value.str()};
         return true;
       }},
      {"--version", "", "",
       "print the version of spinpair and of its clang; so does\n-V",
       [](StringRef, Options &Options, std::string &) {
         Options.What = Command::Version;
         return true;
       }},
      {"--help", "", "",
       "print the options that matter most, or behind a command\nwhat that "
       "does; so does -h",
       [](StringRef, Options &Options, std::string &) {
         Options.What = Command::Help;
         return true;
       }},
      {"--help-all", "", "", "print all options",
       [](StringRef, Options &Options, std::string &) {
         Options.What = Command::AllHelp;
         return true;
       },
       "all options"},
  };
  return Rows;
}

static void printHead(llvm::raw_ostream &Out) {
  Out << R"(spinpair checks how StorPort miniports use the MSI spin locks.

usage: spinpair [check] [-p BUILD] [FILE|REGEX ...]
       spinpair [check] PROJECT.vcxproj | SOLUTION.sln | FOLDER [REGEX ...]
       spinpair [check] FILE ... [-- CLANG ARGUMENT ...]
       spinpair COMMAND [ARGUMENT ...] [OPTION ...]

commands:
)";
  for (const CommandRow &Row : commandTable()) {
    if (Row.Help.empty())
      continue;
    std::string Left = (llvm::Twine(Row.Name) + " " + Row.Arguments).str();
    Out << "  " << llvm::left_justify(Left, 25) << Row.Help << "\n";
  }
  Out << "\noptions:\n";
}

void printRow(const OptionRow &Row, StringRef Help, llvm::raw_ostream &Out) {
  std::string Left = (llvm::Twine(Row.Name) + " " + Row.Value).str();
  llvm::SmallVector<StringRef, 4> Lines;
  Help.split(Lines, '\n');
  for (StringRef Line : Lines) {
    Out << "  " << llvm::left_justify(Left, 25) << Line << "\n";
    Left.clear();
  }
}

static void printStatuses(llvm::raw_ostream &Out) {
  Out << R"(
exit status: 0 nothing found, 1 an error, 2 findings, 3 not all was analysed
)";
}

void printHelp(llvm::raw_ostream &Out) {
  printHead(Out);
  for (const OptionRow &Row : optionTable())
    if (!Row.Short.empty())
      printRow(Row, Row.Short, Out);
  Out << R"(
examples:
  spinpair -p build --report html=report.html     all, and a page to review it
  spinpair driver.c locks.c -- -DDBG=1            without one: as cl.exe, x64
)";
  printStatuses(Out);
}

void printAllHelp(llvm::raw_ostream &Out) {
  printHead(Out);
  for (const OptionRow &Row : optionTable())
    printRow(Row, Row.Help, Out);
  printStatuses(Out);
}

} // namespace spinpair
