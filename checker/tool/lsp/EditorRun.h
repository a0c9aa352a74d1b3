//===- EditorRun.h - One analysis for an editor ---------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef SPINPAIR_TOOL_LSP_EDITORRUN_H
#define SPINPAIR_TOOL_LSP_EDITORRUN_H

#include "Documents.h"
#include "model/Options.h"

#include <set>
#include <string>

namespace spinpair {

/// What the command does with a command line: makes options of it, and does
/// what these ask for.
struct CommandFunctions {
  bool (*Parse)(int Count, const char *const *Arguments, Options &Options,
                std::string &Error);
  ExitStatus (*Run)(Options Options);
};

/// What is analysed.
struct EditorProject {
  std::string Folder;         ///< Where the command would be started; absolute.
  spinpair::Options Options;  ///< Those that the command would have.
  CommandFunctions Functions; ///< For what it prints.
};

/// Analyses the project as 'check' does, with the texts of \p Open in place of
/// their files, and returns an object of JSON:
///
///   error    one sentence if it could not be analysed; else the others
///   report   that of --report json
///   files    all files that were read for it, absolute
///   units    how many there are
///
/// To be called in a process of its own: it changes the current folder, and
/// lays the texts over the files.
std::string analyseForEditor(const EditorProject &Project,
                             const Documents &Open);

/// Looks for fixes of the findings with these fingerprints, in the texts of \p
/// Open, and returns what analyseForEditor() does; the report has the fixes. To
/// be called in such a process, too.
std::string fixForEditor(const EditorProject &Project, const Documents &Open,
                         const std::set<std::string> &Fingerprints);

/// What is known of locks in the texts of \p Open, of which \p Report is the
/// report: an array of what lockFactsOf() returns, or "null". To be called in
/// such a process, too. The units are not parsed again: they just were.
std::string locksForEditor(const EditorProject &Project, const Documents &Open,
                           const llvm::json::Object &Report);

/// Takes all findings of the files into the baseline that the options name.
/// Returns what was said. To be called in such a process, too.
std::string updateBaseline(const EditorProject &Project);

/// What the command explain-function prints of \p Name, or why it cannot. To be
/// called in such a process, too.
std::string explainForEditor(const EditorProject &Project,
                             const Documents &Open, const std::string &Name);

/// The report page of the texts of \p Open, with the places linked as \p Link
/// says if it is not ""; see --link-template. "" if there is none. To be called
/// in such a process, too.
std::string pageForEditor(const EditorProject &Project, const Documents &Open,
                          const std::string &Link);

} // namespace spinpair

#endif
