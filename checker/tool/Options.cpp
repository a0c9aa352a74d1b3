//===- Options.cpp --------------------------------------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Options.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringRef.h"

#include <optional>

using llvm::StringRef;

namespace spinpair {

const char HelpText[] =
    R"(spinpair checks how StorPort miniports use the MSI spin locks.

usage: spinpair [check] -p BUILD [FILE|REGEX ...]
       spinpair [check] FILE ... -- [CLANG ARGUMENT ...]
       spinpair explain-function NAME -p BUILD
       spinpair extract -p BUILD [FILE|REGEX ...]
       spinpair rules | explain RULE

commands:
  check             analyse a program and print findings; the default
  explain-function  print what is known of a function: lock program, proof, summary
  extract           print the lock programs of the units
  rules             list the rules
  explain           say what a rule means and what to do

options:
  -p BUILD                 folder of a compile_commands.json, or the file itself.
                           All of it is analysed; FILE and REGEX choose the units
                           that are reported on
  --report FORMAT[=PATH]   text, json, sarif, gitlab, github or markdown; may be given
                           more than once. Without PATH to standard output, where
                           text goes by default
  --baseline FILE          leave out the findings that FILE knows
  --update-baseline        write all findings to that FILE
  --changed-since REV      leave out findings whose path touches no line that changed
                           since the git revision REV
  --quiet                  print findings only
  --color WHEN             auto, always or never: colours in the text. auto is the
                           default: on a terminal, unless NO_COLOR is set
  --version, --help

exit status: 0 nothing found, 1 wrong use or an error of spinpair, 2 findings,
             3 something could not be analysed, and is named
)";

static std::optional<Command> commandCalled(StringRef Name) {
  static const struct {
    StringRef Name;
    Command What;
  } Commands[] = {{"check", Command::Check},
                  {"extract", Command::Extract},
                  {"explain-function", Command::ExplainFunction},
                  {"rules", Command::Rules},
                  {"explain", Command::ExplainRule}};
  for (const auto &Row : Commands)
    if (Name == Row.Name)
      return Row.What;
  return std::nullopt;
}

static bool addReport(StringRef Value, Options &Options, std::string &Error) {
  static const struct {
    StringRef Name;
    Format Kind;
  } Formats[] = {{"text", Format::Text},     {"json", Format::Json},
                 {"sarif", Format::Sarif},   {"gitlab", Format::GitLab},
                 {"github", Format::GitHub}, {"markdown", Format::Markdown}};
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
          "'; there are text, json, sarif, gitlab, github and markdown";
  return false;
}

/// What no single argument shows to be wrong.
static bool isComplete(const Options &Options, std::string &Error) {
  size_t Names = Options.Given.size();
  switch (Options.What) {
  case Command::Help:
  case Command::Version:
    return true;
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
    else if (Options.Build.empty() && Names == 1)
      Error = "'explain-function' wants a program: -p BUILD, or files";
    break;
  case Command::Check:
  case Command::Extract:
    if (Options.Build.empty() && !Names)
      Error = "nothing to analyse; give a compilation database with -p BUILD, "
              "or files";
    break;
  }
  if (Error.empty() && !Options.Build.empty() && Options.HasClangArguments)
    Error = "arguments for clang after '--' and a compilation database do not "
            "go together";
  if (Error.empty() && Options.UpdateBaseline && Options.Baseline.empty())
    Error = "--update-baseline wants a file to write: --baseline FILE";
  if (Error.empty() &&
      llvm::count_if(Options.Reports, [](const ReportTarget &Report) {
        return Report.Path.empty();
      }) > 1)
    Error = "only one report can go to standard output; give the others a "
            "file, as in --report json=FILE";
  return Error.empty();
}

bool parseOptions(int Count, const char *const *Arguments, Options &Options,
                  std::string &Error) {
  int I = 1;
  if (Count > 1)
    if (std::optional<Command> What = commandCalled(Arguments[1])) {
      Options.What = *What;
      I = 2;
    }
  for (; I < Count; ++I) {
    StringRef Argument = Arguments[I];
    if (Argument == "--") {
      Options.HasClangArguments = true;
      Options.ClangArguments.assign(Arguments + I + 1, Arguments + Count);
      break;
    }
    // The value of an option, in the next argument or behind "=".
    auto Value = [&](StringRef Name) -> std::optional<StringRef> {
      StringRef Rest = Argument;
      if (Argument == Name && I + 1 < Count)
        return StringRef(Arguments[++I]);
      if (Rest.consume_front(Name) && Rest.consume_front("="))
        return Rest;
      return std::nullopt;
    };
    if (Argument == "-h" || Argument == "--help" ||
        (Argument == "help" && I == 1)) {
      Options.What = Command::Help;
      return true;
    }
    if (Argument == "--version") {
      Options.What = Command::Version;
      return true;
    }
    if (Argument == "--quiet") {
      Options.Quiet = true;
    } else if (Argument == "-p" || Argument.find("-p=") == 0) {
      std::optional<StringRef> Build = Value("-p");
      if (!Build || Build->empty()) {
        Error = "-p wants the folder of a compilation database";
        return false;
      }
      Options.Build = Build->str();
    } else if (Argument == "--report" || Argument.find("--report=") == 0) {
      std::optional<StringRef> Report = Value("--report");
      if (!Report) {
        Error = "--report wants a format, such as text or sarif";
        return false;
      }
      if (!addReport(*Report, Options, Error))
        return false;
    } else if (Argument == "--color" || Argument.find("--color=") == 0) {
      StringRef When = Value("--color").value_or("");
      if (When != "auto" && When != "always" && When != "never") {
        Error = "--color wants auto, always or never";
        return false;
      }
      Options.Colors.reset();
      if (When != "auto")
        Options.Colors = When == "always";
    } else if (Argument == "--update-baseline") {
      Options.UpdateBaseline = true;
    } else if (Argument == "--baseline" || Argument.find("--baseline=") == 0) {
      Options.Baseline = Value("--baseline").value_or("").str();
      if (Options.Baseline.empty()) {
        Error = "--baseline wants a file";
        return false;
      }
    } else if (Argument == "--changed-since" ||
               Argument.find("--changed-since=") == 0) {
      Options.ChangedSince = Value("--changed-since").value_or("").str();
      if (Options.ChangedSince.empty()) {
        Error = "--changed-since wants a revision of git, such as origin/main";
        return false;
      }
    } else if (Argument.size() > 1 && Argument[0] == '-') {
      Error = "there is no option '" + Argument.str() +
              "'; 'spinpair --help' lists them";
      return false;
    } else {
      Options.Given.push_back(Argument.str());
    }
  }
  if (!isComplete(Options, Error))
    return false;
  if (llvm::none_of(Options.Reports, [](const ReportTarget &Report) {
        return Report.Path.empty();
      }))
    Options.Reports.insert(Options.Reports.begin(), {Format::Text, ""});
  return true;
}

} // namespace spinpair
