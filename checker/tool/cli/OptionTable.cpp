//===- OptionTable.cpp ----------------------------------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "OptionTable.h"

#include "model/CommandTable.h"
#include "model/Options.h"
#include "support/Nearest.h"
#include "support/WindowsPaths.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/Twine.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Format.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/raw_ostream.h"

#include <set>
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
      Options.Reports.push_back({Row.Kind, Path.str()});
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
       [](StringRef Value, Options &, std::string &Error) {
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
       "PATH to standard output, where text goes by default",
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
       "write what --fix would do to FILE, as clang-tidy does, for\n"
       "clang-apply-replacements",
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

//===----------------------------------------------------------------------===//
// The command line
//===----------------------------------------------------------------------===//

static void checkShard(const Options &Options, std::string &Error) {
  if (Options.Result.empty() == Options.Part.has_value())
    Error = "--shard K/N and --result FILE go together";
  else if (Options.Part && Options.What != Command::Check &&
           Options.What != Command::Merge)
    Error = "--shard is for 'check' and 'merge'";
  else if (Options.Part &&
           (!Options.Reports.empty() || !Options.Baseline.empty() ||
            !Options.ChangedSince.empty()))
    Error = "a shard writes its result only; --report, --baseline and "
            "--changed-since are for 'merge'";
}

/// Fixes are of what this run finds in the sources.
static void checkFixes(const Options &Options, std::string &Error) {
  if (!Options.wantsFixes())
    return;
  if (Options.What != Command::Check)
    Error = "--fix, --fix-dry-run and --export-fixes are for 'check'";
  else if (Options.Part)
    Error = "a shard knows a part of the program only; --fix, --fix-dry-run "
            "and --export-fixes want all of it";
  else if (Options.Fix && Options.FixDryRun)
    Error = "--fix edits the files, --fix-dry-run leaves them; give one of "
            "the two";
  else if (Options.FixDryRun &&
           llvm::any_of(Options.Reports, [](const ReportTarget &Report) {
             return Report.Path.empty();
           }))
    Error = "--fix-dry-run prints a diff to standard output; give the report "
            "a file, as in --report json=FILE";
}

/// The later one of two reports to one file would be all that is left.
static void checkPaths(const Options &Options, std::string &Error) {
  std::set<std::string> Files;
  for (const ReportTarget &Report : Options.Reports) {
    llvm::SmallString<256> File(Report.Path);
    llvm::sys::path::remove_dots(File, /*remove_dot_dot=*/true);
    llvm::sys::fs::file_status Status;
    const bool IsDevice = !llvm::sys::fs::status(Report.Path, Status) &&
                          llvm::sys::fs::is_other(Status);
    if (!Report.Path.empty() && !IsDevice &&
        !Files.insert(File.str().str()).second)
      Error = "two reports go to '" + Report.Path +
              "'; give each a file of its own";
  }
}

/// Takes the view, so that the name of the function comes first, as it does for
/// 'explain-function'.
static bool takeView(Options &Options, std::string &Error) {
  static const DebugView Views[] = {DebugView::States, DebugView::Events,
                                    DebugView::Summary, DebugView::Slice};
  llvm::SmallVector<StringRef, 4> Names;
  StringRef(DebugViews).split(Names, ' ');
  if (Options.Given.empty()) {
    Error = "'debug' wants what to print and of which function: states, "
            "events, summary or slice, and a name";
    return false;
  }
  const std::string Given = Options.Given[0];
  auto Name = llvm::find(Names, Given);
  if (Name == Names.end()) {
    Error = "'debug' prints states, events, summary or slice of a function, "
            "not '" +
            Given + "'" + didYouMean(Given, Names, "");
    return false;
  }
  Options.View = Views[Name - Names.begin()];
  Options.Given.erase(Options.Given.begin());
  return true;
}

/// What no single argument shows to be wrong.
static bool isComplete(const Options &Options, std::string &Error) {
  size_t Names = Options.Given.size();
  switch (Options.What) {
  case Command::Help:
  case Command::AllHelp:
  case Command::Version:
    return true;
  case Command::Config:
  case Command::Hook:
    break;
  case Command::Lsp:
    if (!Options.Reports.empty() || Options.UpdateBaseline || Options.Part)
      Error = "'lsp' reports to the editor; --report, --update-baseline and "
              "--shard are for 'check'";
    break;
  case Command::Completion:
    if (Names != 1)
      Error = "'completion' wants a shell: bash, zsh or fish";
    break;
  case Command::Init:
    if (Names || !Options.Build.empty() || Options.HasClangArguments)
      Error = "'init' takes no argument; it looks at the current folder";
    break;
  case Command::Manual:
    if (Names)
      Error = "'man' takes no argument";
    break;
  case Command::Rules:
    if (Names)
      Error = "'rules' takes no argument; 'explain RULE' says more about one";
    break;
  case Command::ExplainRule:
    if (Names != 1)
      Error = "'explain' wants one rule; 'spinpair rules' lists them";
    break;
  case Command::ExplainFunction:
    if (!Names)
      Error = "'explain-function' wants the name of a function";
    break;
  case Command::Debug:
    if (!Names)
      Error = "'debug' wants the name of a function behind what to print";
    break;
  case Command::Merge:
    if (!Names)
      Error = "'merge' wants results: files that --result wrote, or those of "
              "scan-build, *.plist";
    else if (!Options.Build.empty() || Options.HasClangArguments ||
             !Options.Kit.empty() || !Options.ExtraBefore.empty() ||
             !Options.ExtraAfter.empty())
      Error = "'merge' takes the units and their commands from the results; "
              "-p, --wdk, --extra-arg and '--' are for the shards";
    break;
  case Command::Diff:
    if (Names != 2)
      Error =
          "'diff' wants the reports of two runs, the older one first: files "
          "that --report json=FILE or --report sarif=FILE wrote";
    else if (!Options.Build.empty() || Options.HasClangArguments ||
             !Options.Kit.empty() || !Options.Baseline.empty() ||
             !Options.ChangedSince.empty() || !Options.ExtraBefore.empty() ||
             !Options.ExtraAfter.empty() || !Options.Rules.empty())
      Error = "'diff' compares what the reports have; -p, --rules, --baseline, "
              "--changed-since, --wdk, --extra-arg and '--' are for the runs";
    break;
  case Command::ScanBuild:
    if (Names || Options.BuildCommand.empty())
      Error = "'scan-build' wants a build command behind '--', as in 'spinpair "
              "scan-build -- make'";
    else if (Options.BuildCommand[0].empty() ||
             Options.BuildCommand[0][0] == '-')
      Error = "'" + Options.BuildCommand[0] + "' is no build command";
    else if (!Options.Build.empty() || !Options.Kit.empty() ||
             !Options.ExtraBefore.empty() || !Options.ExtraAfter.empty())
      Error = "'scan-build' compiles as the build does; -p, --wdk and "
              "--extra-arg are for 'check'";
    break;
  case Command::Check:
  case Command::Extract: // see takeProject()
    break;
  }
  if (Error.empty() && !Options.Build.empty() && Options.HasClangArguments)
    Error = "arguments for clang after '--' and a compilation database do not "
            "go together";
  if (Error.empty())
    checkShard(Options, Error);
  if (Error.empty())
    checkFixes(Options, Error);
  if (Error.empty() && Options.ListFormat && Options.What != Command::Rules)
    Error = "--format is for 'rules'; --report chooses the format of findings";
  if (Error.empty() && Options.WithLockProgram &&
      Options.What != Command::ExplainFunction)
    Error =
        "--lock-program is for 'explain-function'; 'extract' prints the lock "
        "programs of all functions";
  if (Error.empty() && Options.UpdateBaseline && Options.Baseline.empty())
    Error = "--update-baseline wants a file to write: --baseline FILE";
  if (Error.empty() && Options.What == Command::Rules &&
      !Options.Reports.empty())
    Error = "--report is for findings; --format chooses what 'rules' prints";
  if (Error.empty())
    checkPaths(Options, Error);
  if (Error.empty() &&
      llvm::count_if(Options.Reports, [](const ReportTarget &Report) {
        return Report.Path.empty();
      }) > 1)
    Error = "only one report can go to standard output; give the others a "
            "file, as in --report json=FILE";
  return Error.empty();
}

static std::string noSuchOption(StringRef Argument) {
  std::vector<StringRef> Names;
  for (const OptionRow &Row : optionTable())
    Names.push_back(Row.Name);
  StringRef Name = Argument.split('=').first;
  if (llvm::is_contained(Names, Name))
    return "option '" + Name.str() + "' takes no value";
  return "there is no option '" + Name.str() + "'" +
         didYouMean(Name, Names, "; 'spinpair --help-all' lists them");
}

/// Takes the option at \p I, and its value: behind "=", in the next argument,
/// or right behind a short name.
static bool takeOption(llvm::ArrayRef<const char *> Arguments, size_t &I,
                       Options &Options, std::string &Error) {
  StringRef Argument = Arguments[I];
  if (Argument == "-h")
    Argument = "--help";
  if (Argument == "-V")
    Argument = "--version";
  for (const OptionRow &Row : optionTable()) {
    StringRef Value = Argument;
    if (!Value.consume_front(Row.Name))
      continue;
    if (Row.Value.empty()) {
      if (!Value.empty())
        continue;
      return Row.Take("", Options, Error);
    }
    bool Short = Row.Name.size() == 2;
    if (!Value.empty() && !Value.consume_front("=") && !Short)
      continue;
    if (Argument == Row.Name && I + 1 < Arguments.size())
      Value = Arguments[++I];
    if (!Value.empty())
      return Row.Take(Value, Options, Error);
    Error = (llvm::Twine(Row.Name) + " wants " + Row.Wants).str();
    return false;
  }
  Error = noSuchOption(Argument);
  return false;
}

bool parseOptions(int Count, const char *const *Given, Options &Options,
                  std::string &Error) {
  llvm::ArrayRef<const char *> Arguments(Given, Count);
  Options.CommandLine.assign(Arguments.begin(), Arguments.end());
  size_t I = 1;
  if (Count > 1)
    for (const CommandRow &Row : commandTable())
      if (Row.Name == Arguments[1]) {
        Options.What = Row.What;
        Options.About = Row.Name.str();
        I = 2;
      }
  if (Options.What == Command::Help) {
    Options.About = I < Arguments.size() ? Arguments[I] : "";
    if (!Options.About.empty() && Options.About[0] != '-' &&
        llvm::none_of(commandTable(), [&](const CommandRow &Row) {
          return Row.Name == Options.About;
        }))
      Error = "there is no command '" + Options.About + "'" +
              nearestCommand(Options.About, "; 'spinpair --help' lists them");
    if (!Options.About.empty() && Options.About[0] == '-')
      Options.About.clear();
  }
  auto IsAnswered = [&Options] {
    return Options.What == Command::Help || Options.What == Command::AllHelp ||
           Options.What == Command::Version;
  };
  for (; I < Arguments.size() && !IsAnswered(); ++I) {
    StringRef Argument = Arguments[I];
    if (Argument == "--") {
      llvm::ArrayRef<const char *> Rest = Arguments.drop_front(I + 1);
      // A hook has a database, and files of any name.
      Options.HasClangArguments =
          Options.What != Command::Hook && Options.What != Command::ScanBuild;
      auto &To = Options.HasClangArguments       ? Options.ClangArguments
                 : Options.What == Command::Hook ? Options.Given
                                                 : Options.BuildCommand;
      To.insert(To.end(), Rest.begin(), Rest.end());
      break;
    }
    if (Argument.size() == 1 || Argument[0] != '-')
      Options.Given.push_back(Argument.str());
    else if (!takeOption(Arguments, I, Options, Error))
      return false;
  }
  if (Options.What == Command::Debug && Error.empty() &&
      !takeView(Options, Error))
    return false;
  if (!Error.empty() || !isComplete(Options, Error))
    return false;
  // What runs hooks shows their output afterwards, as a whole.
  Options.How.Progress = !Options.Quiet && Options.What != Command::Hook;
  if (!Options.FixDryRun &&
      llvm::none_of(Options.Reports, [](const ReportTarget &Report) {
        return Report.Path.empty();
      }))
    Options.Reports.insert(Options.Reports.begin(), {Format::Text, ""});
  return true;
}

} // namespace spinpair
