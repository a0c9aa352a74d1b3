//===- Options.h - What the command line asks for -------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef SPINPAIR_TOOL_OPTIONS_H
#define SPINPAIR_TOOL_OPTIONS_H

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
  Extract,
  ExplainFunction,
  Rules,
  ExplainRule,
  Help,
  Version
};

enum class Format { Text, Json, Sarif, GitLab, GitHub, Markdown };

struct ReportTarget {
  Format Kind;
  std::string Path; ///< Empty: standard output.
};

struct Options {
  Command What = Command::Check;
  std::string Build; ///< A folder with a compilation database, or the file.
  std::vector<std::string> Given;          ///< Files, patterns, or a name.
  std::vector<std::string> ClangArguments; ///< After "--".
  bool HasClangArguments = false;
  std::vector<ReportTarget> Reports; ///< One of them to standard output.
  bool Quiet = false;
  /// Colours in text on standard output; unset: if that is a terminal.
  std::optional<bool> Colors;
  std::string Baseline; ///< File of known findings; "" for none.
  bool UpdateBaseline = false;
  std::string ChangedSince; ///< A revision of git; "" for all findings.
};

/// False, and one sentence in \p Error, if the arguments make no sense.
bool parseOptions(int Count, const char *const *Arguments, Options &Options,
                  std::string &Error);

extern const char HelpText[];

} // namespace spinpair

#endif
