//===- Options.h - What the command line asks for -------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef SPINPAIR_TOOL_MODEL_OPTIONS_H
#define SPINPAIR_TOOL_MODEL_OPTIONS_H

#include "Running.h"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace spinpair {

enum ExitStatus {
  NothingFound = 0,
  WrongUse = 1, ///< Or an error of the tool.
  Found = 2,
  NotAnalysed = 3 ///< Something could not be analysed; it was named.
};

enum class Command {
  Check,
  Init,
  Hook,
  Merge,
  Diff,
  ScanBuild,
  Lsp,
  Extract,
  ExplainFunction,
  Debug,
  Rules,
  Config,
  ExplainRule,
  Completion,
  Manual,
  Help,
  AllHelp,
  Version
};

enum class Format {
  Text,
  OneLine,
  Msvc,
  Html,
  Json,
  Sarif,
  GitLab,
  GitHub,
  Markdown,
  JUnit
};

/// What 'debug' prints of a function.
enum class DebugView { States, Events, Summary, Slice };

/// How rules are listed.
enum class ListFormat { Text, Json, Markdown, CodeChecker };

struct ReportTarget {
  Format Kind;
  std::string Path; ///< Empty: standard output.
};

/// One of several equal parts of a list: every so manieth element.
struct Share {
  unsigned Number = 1, Of = 1;

  bool has(size_t Index) const { return Index % Of == Number - 1; }
};

struct Options {
  Command What = Command::Check;
  std::vector<std::string> CommandLine; ///< As it was given.
  /// The command that help is wanted on; "" for all.
  std::string About;
  std::string Build; ///< A folder with a compilation database, or the file.
  std::vector<std::string> Given;          ///< Files, patterns, or a name.
  std::vector<std::string> Alone;          ///< Files that Build does not list.
  std::vector<std::string> ClangArguments; ///< After "--".
  bool HasClangArguments = false;
  std::vector<std::string> BuildCommand; ///< For scan-build, after "--".
  std::vector<std::string> ExtraBefore, ExtraAfter; ///< For clang.
  std::string Kit; ///< A folder with a Windows Kit; "" for none.
  std::vector<std::string> PathMap;  ///< "C:\src=/src"; in force already.
  std::string Configuration;         ///< Of a project; "" for its default.
  std::string Rules;                 ///< Globs, with commas in between.
  std::string ConfigFile;            ///< "" for the one that is found.
  std::vector<ReportTarget> Reports; ///< One of them to standard output.
  std::optional<unsigned> Effort;    ///< See Config.
  std::vector<std::string> Programs; ///< Patterns of their files.
  std::string Cache;                 ///< A folder; "" for the default.
  bool NoCache = false;
  std::optional<Share> Part; ///< Of the units, or of what is to be explored.
  std::string Result;        ///< The file to write for a part.
  Running How;
  std::vector<std::string> LinkTemplates; ///< Of places on the page.
  bool Quiet = false;
  bool Summary = false; ///< Counts instead of findings, in text.
  bool Times = false;   ///< Say what took how long.
  /// Colours in text on standard output; unset: if that is a terminal.
  std::optional<bool> Colors;
  std::string Baseline; ///< File of known findings; "" for none.
  bool UpdateBaseline = false;
  bool FailOnUndecided = false; ///< Is what is undecided as bad as a finding?
  std::string ChangedSince;     ///< A revision of git; "" for all findings.
  bool Fix = false;             ///< Edit the files.
  bool FixDryRun = false;       ///< Print what that would do.
  std::string ExportFixes; ///< A file for them; "" for none, "-" for output.
  bool wantsFixes() const { return Fix || FixDryRun || !ExportFixes.empty(); }
  /// Of 'rules'.
  bool WithLockProgram = false;       ///< Of 'explain-function'.
  DebugView View = DebugView::States; ///< Of 'debug'.
  /// Is the first of Given the name of a function, and no file?
  bool namesFunction() const {
    return What == Command::ExplainFunction || What == Command::Debug;
  }
  std::optional<spinpair::ListFormat> ListFormat;
};

} // namespace spinpair

#endif
