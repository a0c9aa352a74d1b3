//===- CommandLine.cpp ----------------------------------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "CommandLine.h"

#include "CommandOptions.h"
#include "OptionTable.h"
#include "model/CommandTable.h"
#include "report/Outputs.h"
#include "support/Nearest.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/Twine.h"

using llvm::StringRef;

namespace spinpair {

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

/// What is wrong with the words of a command that wants a certain number.
static std::string wrongWords(const Options &Options) {
  const size_t Names = Options.Given.size();
  switch (Options.What) {
  case Command::Completion:
    return Names == 1 ? "" : "'completion' wants a shell: bash, zsh or fish";
  case Command::Init:
    return Names || !Options.Build.empty() || Options.HasClangArguments
               ? "'init' takes no argument; it looks at the current folder"
               : "";
  case Command::Manual:
    return Names ? "'man' takes no argument" : "";
  case Command::Rules:
    return Names
               ? "'rules' takes no argument; 'explain RULE' says more about one"
               : "";
  case Command::ExplainRule:
    return Names == 1 ? ""
                      : "'explain' wants one rule; 'spinpair rules' lists them";
  case Command::ExplainFunction:
    return Names ? "" : "'explain-function' wants the name of a function";
  case Command::Debug:
    return Names ? ""
                 : "'debug' wants the name of a function behind what to print";
  case Command::Merge:
    return Names ? ""
                 : "'merge' wants results: files that --result wrote, or those "
                   "of scan-build, *.plist";
  case Command::Diff:
    return Names == 2
               ? ""
               : "'diff' wants the reports of two runs, the older one first: "
                 "files that --report json=FILE or --report sarif=FILE wrote";
  case Command::ScanBuild:
    if (Names || Options.BuildCommand.empty())
      return "'scan-build' wants a build command behind '--', as in 'spinpair "
             "scan-build -- make'";
    return Options.BuildCommand[0].empty() || Options.BuildCommand[0][0] == '-'
               ? "'" + Options.BuildCommand[0] + "' is no build command"
               : "";
  default: // see takeProject()
    return "";
  }
}

/// What a command says of options that are for another one, in place of the
/// sentence that names one of them only.
static std::string wrongOptions(const Options &Options) {
  const bool HasExtra = !Options.Kit.empty() || !Options.ExtraBefore.empty() ||
                        !Options.ExtraAfter.empty();
  const bool SaysHow =
      !Options.Build.empty() || Options.HasClangArguments || HasExtra;
  switch (Options.What) {
  case Command::Lsp:
    return !Options.Reports.empty() || Options.UpdateBaseline || Options.Part
               ? "'lsp' reports to the editor; --report, --update-baseline and "
                 "--shard are for 'check'"
               : "";
  case Command::Merge:
    return SaysHow
               ? "'merge' takes the units and their commands from the results; "
                 "-p, --wdk, --extra-arg and '--' are for the shards"
               : "";
  case Command::Diff:
    return SaysHow || !Options.Baseline.empty() ||
                   !Options.ChangedSince.empty() || !Options.Rules.empty()
               ? "'diff' compares what the reports have; -p, --rules, "
                 "--baseline, --changed-since, --wdk, --extra-arg and '--' are "
                 "for the runs"
               : "";
  case Command::ScanBuild:
    return !Options.Build.empty() || HasExtra
               ? "'scan-build' compiles as the build does; -p, --wdk and "
                 "--extra-arg are for 'check'"
               : "";
  case Command::Rules:
    return !Options.Reports.empty()
               ? "--report is for findings; --format chooses what 'rules' "
                 "prints"
               : "";
  default:
    if (Options.ListFormat)
      return "--format is for 'rules'; --report chooses the format of findings";
    if (Options.WithLockProgram && Options.What != Command::ExplainFunction)
      return "--lock-program is for 'explain-function'; 'extract' prints the "
             "lock programs of all functions";
    return "";
  }
}

/// The first of \p Taken that the command does nothing with.
static std::string idleOption(const Options &Options,
                              llvm::ArrayRef<StringRef> Taken) {
  for (StringRef Name : Taken) {
    if (takesOption(Options.What, Name))
      continue;
    const std::string Command = nameOf(Options.What).str();
    return "'" + Command + "' does nothing with " + Name.str() +
           (optionsOf(Options.What).empty()
                ? "; it takes no option"
                : "; 'spinpair help " + Command + "' lists what it takes");
  }
  return "";
}

/// What an option is for that none of the reports, or of the other options,
/// leaves anything to do.
static std::string withoutUse(const Options &Options,
                              llvm::ArrayRef<StringRef> Taken) {
  auto Writes = [&](std::initializer_list<Format> Kinds) {
    // Text goes to standard output if nothing else does.
    bool Any = llvm::is_contained(Kinds, Format::Text), ToOutput = false;
    for (const ReportTarget &Report : Options.Reports)
      ToOutput |= Report.Path.empty();
    Any &= !ToOutput;
    for (const ReportTarget &Report : Options.Reports)
      Any |= llvm::is_contained(Kinds, Report.Kind);
    return Any;
  };
  if (Options.NoCache && !Options.Cache.empty())
    return "--cache keeps what was found in a folder, --no-cache keeps "
           "nothing; give one of the two";
  if (llvm::is_contained(Taken, "--windows-paths") &&
      !Writes({Format::Text, Format::OneLine, Format::Msvc}))
    return "--windows-paths is for the formats text, line and msvc, and no "
           "report has one of them";
  if (Options.Summary && !Writes({Format::Text}))
    return "--summary is for the format text, and no report has it";
  if (!Options.LinkTemplates.empty() && !Writes({Format::Html}))
    return "--link-template is for the report page; give --report html=FILE, "
           "too";
  return "";
}

static bool isAnswered(const Options &Options) {
  return Options.What == Command::Help || Options.What == Command::AllHelp ||
         Options.What == Command::Version;
}

/// What no single argument shows to be wrong. \p Taken are the options given.
static bool isComplete(const Options &Options, llvm::ArrayRef<StringRef> Taken,
                       std::string &Error) {
  if (isAnswered(Options))
    return true;
  Error = wrongWords(Options);
  if (Error.empty())
    Error = wrongOptions(Options);
  if (Error.empty() && !Options.Build.empty() && Options.HasClangArguments)
    Error = "arguments for clang after '--' and a compilation database do not "
            "go together";
  if (Error.empty())
    checkShard(Options, Error);
  if (Error.empty())
    checkFixes(Options, Error);
  if (Error.empty())
    Error = idleOption(Options, Taken);
  if (Error.empty())
    Error = withoutUse(Options, Taken);
  if (Error.empty() && Options.UpdateBaseline && Options.Baseline.empty())
    Error = "--update-baseline wants a file to write: --baseline FILE";
  const auto ToOutput =
      llvm::count_if(Options.Reports, [](const ReportTarget &Report) {
        return Report.Path.empty();
      });
  if (Error.empty() && ToOutput > 1)
    Error = "only one report can go to standard output; give the others a "
            "file, as in --report json=FILE";
  if (Error.empty() && Options.ExportFixes == "-" &&
      (ToOutput || Options.FixDryRun))
    Error = "only one of the report, the diff and the fixes can go to standard "
            "output; give the others a file, as in --report json=FILE";
  return Error.empty() && areApart(Options, Error);
}

namespace {
/// What other tools call an option, and what is meant here.
struct AliasRow {
  StringRef Theirs, Ours;
};
} // namespace

static constexpr AliasRow Aliases[] = {
    {"--export", "--export-fixes"},
    {"-export-fixes", "--export-fixes"},
    {"--checks", "--rules"},
    {"-checks", "--rules"},
    {"--checkers", "--rules"},
    {"--list-checks", "spinpair rules"},
    {"-list-checks", "spinpair rules"},
    {"--list-rules", "spinpair rules"},
    {"--jobs", "-j"},
    {"--output", "--report"},
    {"-o", "--report"},
    {"-q", "--quiet"},
    {"-v", "--version"},
    {"-fix", "--fix"},
    {"--build", "-p"},
    {"-config", "--config"},
};

static std::string noSuchOption(StringRef Argument, Command What) {
  StringRef Name = Argument.split('=').first;
  std::vector<StringRef> Names = {"--help", "--help-all", "--version",
                                  "--explain"};
  for (const OptionRow &Row : optionTable()) {
    if (Name == Row.Name)
      return "option '" + Name.str() + "' takes no value";
    if (takesOption(What, Row.Name))
      Names.push_back(Row.Name);
  }
  for (const AliasRow &Row : Aliases)
    if (Name == Row.Theirs &&
        (Row.Ours[0] != '-' || takesOption(What, Row.Ours) ||
         llvm::is_contained(Names, Row.Ours)))
      return "there is no option '" + Name.str() + "'; did you mean '" +
             Row.Ours.str() + "'?";
  return "there is no option '" + Name.str() + "'" +
         didYouMean(Name, Names, "; 'spinpair --help-all' lists them");
}

/// Takes the option at \p I, and its value: behind "=", in the next argument,
/// or right behind a short name. Its name goes to \p Taken.
static bool takeOption(llvm::ArrayRef<const char *> Arguments, size_t &I,
                       Options &Options, std::vector<StringRef> &Taken,
                       std::string &Error) {
  StringRef Argument = Arguments[I];
  if (Argument == "-h")
    Argument = "--help";
  if (Argument == "-V")
    Argument = "--version";
  for (const OptionRow &Row : optionTable()) {
    StringRef Value = Argument;
    if (!Value.consume_front(Row.Name))
      continue;
    if (Row.Value.empty() && !Value.empty())
      continue;
    const bool IsShort = Row.Name.size() == 2;
    if (!Row.Value.empty()) {
      if (!Value.empty() && !Value.consume_front("=") && !IsShort)
        continue;
      if (Argument == Row.Name && I + 1 < Arguments.size())
        Value = Arguments[++I];
      if (Value.empty()) {
        Error = (llvm::Twine(Row.Name) + " wants " + Row.Wants).str();
        return false;
      }
    }
    const Command Before = Options.What;
    if (!Row.Take(Value, Options, Error))
      return false;
    if (Options.What == Before) // it is no command by itself
      Taken.push_back(Row.Name);
    return true;
  }
  Error = noSuchOption(Argument, Options.What);
  return false;
}

/// What to say of an argument of MSBuild, as in "-p:Configuration=Release"; ""
/// if it is none.
static std::string ofMsBuild(StringRef Argument) {
  StringRef Rest = Argument;
  if (!Rest.consume_front("/") && !Rest.consume_front("-"))
    return "";
  auto [Switch, Property] = Rest.split(':');
  if (Property.empty() || !(Switch.equals_insensitive("p") ||
                            Switch.equals_insensitive("property")))
    return "";
  auto [Name, Value] = Property.split('=');
  const std::string Begin = "'" + Argument.str() + "' is for MSBuild; ";
  if (Name.equals_insensitive("Configuration"))
    return Begin + "here it is --configuration " +
           (Value.empty() ? "NAME" : Value.str());
  if (Name.equals_insensitive("Platform"))
    return Begin + "here it is --configuration 'NAME|" +
           (Value.empty() ? "PLATFORM" : Value.str()) + "'";
  return Begin + "--configuration chooses what a project is built for, and "
                 "other properties cannot be set";
}

/// What stands behind "--" is for clang, or a build. Options that only spinpair
/// has were meant for it.
static std::string behindDashes(llvm::ArrayRef<const char *> Rest) {
  static const StringRef OfClangToo[] = {"--config", "--version", "--help"};
  for (StringRef Argument : Rest) {
    const StringRef Name = Argument.split('=').first;
    if (Name.take_front(2) != "--" || llvm::is_contained(OfClangToo, Name))
      continue;
    for (const OptionRow &Row : optionTable())
      if (Name == Row.Name)
        return "'" + Name.str() +
               "' is an option of spinpair, and what is behind '--' is for "
               "clang; give it before '--'";
  }
  return "";
}

/// Takes what is behind "--".
static bool takeRest(llvm::ArrayRef<const char *> Rest, Options &Options,
                     std::string &Error) {
  // A hook has a database, and files of any name.
  Options.HasClangArguments =
      Options.What != Command::Hook && Options.What != Command::ScanBuild;
  if (Options.HasClangArguments)
    Error = behindDashes(Rest);
  auto &To = Options.HasClangArguments       ? Options.ClangArguments
             : Options.What == Command::Hook ? Options.Given
                                             : Options.BuildCommand;
  To.insert(To.end(), Rest.begin(), Rest.end());
  return Error.empty();
}

/// The command that help is wanted on; \p More, if something stands behind it.
static bool takeTopic(StringRef About, bool More, Options &Options,
                      std::string &Error) {
  if (About == "--help-all")
    Options.What = Command::AllHelp;
  Options.About = About.take_front() == "-" ? "" : About.str();
  if (!Options.About.empty() &&
      llvm::none_of(commandTable(), [&](const CommandRow &Row) {
        return Row.Name == Options.About;
      }))
    Error = "there is no command '" + Options.About + "'" +
            nearestCommand(Options.About, "; 'spinpair --help' lists them");
  else if (More)
    Error = "'help' wants one command, or none";
  return Error.empty();
}

/// Takes the words and options from \p I on.
static bool takeArguments(llvm::ArrayRef<const char *> Arguments, size_t I,
                          Options &Options, std::vector<StringRef> &Taken,
                          std::string &Error) {
  for (; I < Arguments.size() && !isAnswered(Options); ++I) {
    StringRef Argument = Arguments[I];
    if (Argument == "--")
      return takeRest(Arguments.drop_front(I + 1), Options, Error);
    if (Error = ofMsBuild(Argument); !Error.empty())
      return false;
    if (Argument.size() == 1 || Argument[0] != '-')
      Options.Given.push_back(Argument.str());
    else if (!takeOption(Arguments, I, Options, Taken, Error))
      return false;
  }
  return true;
}

/// An unset variable in quotes would pass for "all", or for nothing to do. What
/// is behind "--" has its own words for that.
static bool hasEmpty(llvm::ArrayRef<const char *> Arguments,
                     std::string &Error) {
  for (size_t I = 1; I < Arguments.size(); ++I) {
    const StringRef Argument = Arguments[I];
    if (Argument == "--" &&
        (Arguments.size() < 2 || StringRef(Arguments[1]) != "hook"))
      break;
    // That of an option says what it wants.
    if (!Argument.empty() ||
        llvm::any_of(optionTable(), [&](const OptionRow &Row) {
          return !Row.Value.empty() && Row.Name == Arguments[I - 1];
        }))
      continue;
    Error = "argument " + std::to_string(I) +
            " is empty and names nothing; is a variable unset?";
    return true;
  }
  return false;
}

bool parseOptions(int Count, const char *const *Given, Options &Options,
                  std::string &Error) {
  llvm::ArrayRef<const char *> Arguments(Given, Count);
  Options.CommandLine.assign(Arguments.begin(), Arguments.end());
  if (hasEmpty(Arguments, Error))
    return false;
  size_t I = 1;
  if (Count > 1)
    for (const CommandRow &Row : commandTable())
      if (Row.Name == Arguments[1]) {
        Options.What = Row.What;
        Options.About = Row.Name.str();
        I = 2;
      }
  if (Options.What == Command::Help &&
      !takeTopic(I < Arguments.size() ? Arguments[I] : "",
                 I + 1 < Arguments.size(), Options, Error))
    return false;
  std::vector<StringRef> Taken;
  if (!takeArguments(Arguments, I, Options, Taken, Error) ||
      (Options.What == Command::Debug && !takeView(Options, Error)) ||
      !isComplete(Options, Taken, Error))
    return false;
  // What runs hooks shows their output afterwards, as a whole.
  Options.How.Progress = !Options.Quiet && Options.What != Command::Hook;
  if (!Options.FixDryRun && Options.ExportFixes != "-" &&
      llvm::none_of(Options.Reports, [](const ReportTarget &Report) {
        return Report.Path.empty();
      }))
    Options.Reports.insert(Options.Reports.begin(), {Format::Text, ""});
  return true;
}

} // namespace spinpair
