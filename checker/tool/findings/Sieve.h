//===- Sieve.h - Which findings count -------------------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef SPINPAIR_TOOL_FINDINGS_SIEVE_H
#define SPINPAIR_TOOL_FINDINGS_SIEVE_H

#include "Baseline.h"
#include "Changes.h"
#include "model/Options.h"
#include "model/Outcome.h"
#include "model/Unit.h"

#include <functional>
#include <string>
#include <vector>

namespace spinpair {

class Cache;
struct Config;
struct Inputs;

/// Of known findings, for each: was it not looked for?
using UnaskedTest =
    std::function<std::vector<bool>(const std::vector<KnownFinding> &)>;

/// Is none of the files of known findings, which are given, a part of the
/// program?
using StrangeTest = std::function<bool(const std::vector<std::string> &)>;

/// Sorts the ones out of \p Outcome.Gone that may still be there: of functions
/// that are undecided, or that \p Unasked tells of.
void keepUnsure(const UnaskedTest &Unasked, Outcome &Outcome);

/// Tells which findings count, by comments, the baseline and what changed.
struct Sieve {
  Baseline Known;
  Changes Changed;
  ExitStatus Failed = WrongUse; ///< What a load that fails ends in.
  /// Asked when all is read and nothing written yet, if it is there: false, and
  /// one sentence in the last, if nothing may be.
  std::function<bool(const Inputs &, std::string &)> MayWrite;

  /// Reads what there is before anything is analysed, since it may be wrong.
  bool load(const Options &Options, std::string &Error);
  /// Names what changed and was not looked at, and why.
  void nameUnseen(const Options &Options, const Config &Config,
                  const std::vector<Unit> &Units, Outcome &Outcome);
  /// Sorts the findings of \p Outcome. \p Complete says whether all units were
  /// analysed and are reported on; \p Unasked, of what is known and was not
  /// found, whether it was not even looked for; \p AreStrange, unless it is
  /// null, whether what is known is of another program. False, and one sentence
  /// in \p Error, if the baseline cannot be brought up to date.
  bool apply(const Options &Options, bool Complete, const UnaskedTest &Unasked,
             const StrangeTest &AreStrange, Outcome &Outcome,
             std::string &Error);

private:
  bool update(const Options &Options, const StrangeTest &AreStrange,
              Outcome &Outcome, std::string &Error);
};

/// Analyses what was loaded, and sorts what came out.
bool outcomeOf(const Options &Options, const Config &Config,
               const std::vector<Unit> &Units, Cache &Cache, Sieve &Sieve,
               Outcome &Outcome, std::string &Error, Inputs *From = nullptr);

/// Does all that 'check' does before it reports: loads \p Config and \p Units,
/// finds, and sorts out what is suppressed or known. False, and one sentence in
/// \p Error, if it cannot be done.
bool outcomeOf(const Options &Options, Config &Config, std::vector<Unit> &Units,
               Cache &Cache, Outcome &Outcome, Inputs &From,
               std::string &Error);

} // namespace spinpair

#endif
