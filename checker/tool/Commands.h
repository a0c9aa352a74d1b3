//===- Commands.h - One function for each command -------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef SPINPAIR_TOOL_COMMANDS_H
#define SPINPAIR_TOOL_COMMANDS_H

#include "Options.h"

namespace spinpair {

/// Does what the command line asks for.
ExitStatus run(Options Options);

struct Analysis;
class Cache;
struct Config;
struct Inputs;
struct Outcome;
struct Unit;

/// Finds what 'check' finds in \p Units, or takes it from \p Cache. \p From, if
/// it is there, gets all that was read for that. \p MustProve is "" or the name of
/// a function, as the linker calls it, without whose proof nothing else is of
/// interest. False, and one sentence in \p Error, if it cannot be done, or that
/// function is not proved.
bool analyseOrRecall(const Options &Options, const Config &Config,
                     const std::vector<Unit> &Units, Cache &Cache,
                     Analysis &Analysis, std::string &Error,
                     Inputs *From = nullptr,
                     const std::string &MustProve = "");

/// Does all that 'check' does before it reports: loads \p Config and \p Units,
/// finds, and sorts out what is suppressed or known. False, and one sentence in
/// \p Error, if it cannot be done.
bool outcomeOf(const Options &Options, Config &Config, std::vector<Unit> &Units,
               Cache &Cache, Outcome &Outcome, Inputs &From,
               std::string &Error);

/// Says \p Why on stderr.
ExitStatus fail(const std::string &Why);

} // namespace spinpair

#endif
