//===- Fixes.h - Fixes of findings, each proved ---------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef SPINPAIR_TOOL_FIX_FIXES_H
#define SPINPAIR_TOOL_FIX_FIXES_H

#include "Candidates.h"
#include "model/Fix.h"

#include <functional>
#include <map>
#include <string>
#include <vector>

namespace spinpair {

struct Config;
struct Options;
struct Outcome;
struct Unit;

/// Looks for fixes of the new findings of \p Found that \p IsAsked says yes to,
/// and adds them to its Fixes. For each, candidates are tried on the program:
/// one counts if the function of the finding is proved with it, and there is no
/// finding, nor a function that is not proved any more, that was not there
/// before. Each trial is a process of its own that analyses the program with
/// the edits laid over its files; no file is changed. \p Texts are those that
/// the edits are of. With \p Base, edits that were proved before, those that
/// are found need them.
void findFixes(const Options &Options, const Config &Config,
               const std::vector<Unit> &Units, Outcome &Found,
               const std::function<bool(size_t)> &IsAsked, CodeTexts &Texts,
               const std::vector<Edit> &Base = {});

/// Looks for fixes of all new findings, and then for those that need others.
/// Returns the ones that can be made together, see below.
std::vector<size_t> findAllFixes(const Options &Options, const Config &Config,
                                 const std::vector<Unit> &Units, Outcome &Found,
                                 CodeTexts &Texts);

/// The edits of fixes, by their places in the Fixes of \p Found.
std::vector<Edit> editsOf(const Outcome &Found,
                          const std::vector<size_t> &Some);

/// Those of the fixes of \p Found that can be made together, and are proved to
/// be right together; by their places there.
std::vector<size_t> fixesTogether(const Options &Options, const Config &Config,
                                  const std::vector<Unit> &Units,
                                  const Outcome &Found, CodeTexts &Texts);

/// The texts of files, by their names as shown, after the edits.
std::map<std::string, std::string> edited(const std::vector<Edit> &Edits,
                                          CodeTexts &Texts);

} // namespace spinpair

#endif
