//===- Writers.h - One function for each report format --------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// docs/reports.md says what the formats are. Everything about a rule comes from
// the rule table.
//
//===----------------------------------------------------------------------===//
#ifndef SPINPAIR_TOOL_REPORT_WRITERS_H
#define SPINPAIR_TOOL_REPORT_WRITERS_H

#include "model/Options.h"
#include "model/Outcome.h"

namespace llvm {
class raw_ostream;
}

namespace spinpair {

/// As a compiler prints. \p WithTime tells how long it took. Colours are used
/// if \p Out has them enabled.
void writeText(const Outcome &Outcome, const Options &Options, bool WithTime,
               llvm::raw_ostream &Out);
/// One page of HTML, with all that it needs in it.
void writePage(const Outcome &Outcome, const Options &Options,
               llvm::raw_ostream &Out);
/// All that is known.
void writeJson(const Outcome &Outcome, llvm::raw_ostream &Out);
/// SARIF 2.1.0, one run.
void writeSarif(const Outcome &Outcome, llvm::raw_ostream &Out);
/// The Code Quality report of GitLab.
void writeGitLab(const Outcome &Outcome, llvm::raw_ostream &Out);
/// The workflow commands of GitHub Actions.
void writeGitHub(const Outcome &Outcome, llvm::raw_ostream &Out);
/// A page for people, as jobs show it.
void writeMarkdown(const Outcome &Outcome, llvm::raw_ostream &Out);

/// One line for each finding, without its path. \p Quiet leaves out all but
/// findings.
void writeOneLine(const Outcome &Outcome, bool Quiet, llvm::raw_ostream &Out);
/// As MSBuild and the error list of Visual Studio take it.
void writeMsvc(const Outcome &Outcome, bool Quiet, llvm::raw_ostream &Out);
/// JUnit's XML: a test for each function.
void writeJUnit(const Outcome &Outcome, llvm::raw_ostream &Out);

} // namespace spinpair

#endif
