//===- Analyse.h - From units to what is found in them --------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef SPINPAIR_TOOL_ANALYSIS_ANALYSE_H
#define SPINPAIR_TOOL_ANALYSIS_ANALYSE_H

#include <set>
#include <string>
#include <vector>

namespace spinpair {

class Cache;
struct Analysis;
struct Config;
struct Inputs;
struct Options;
struct Unit;
class Whole;

constexpr const char *OutOfMemory = "memory ran out";

/// What the steps of an analysis took.
struct StepTimes {
  double Reading = 0, Proof = 0, Search = 0;
};

/// Proves and searches a program. What it finds is to be settled. False if
/// memory ran out, or \p MustProve is not proved.
bool analyse(Whole &Program, const Options &Options, const Config &Config,
             Cache &Cache, Analysis &Analysis, std::set<unsigned> &Explored,
             StepTimes &Times, const std::string &MustProve = "");

/// Finds what 'check' finds in \p Units, or takes it from \p Cache. \p From, if
/// it is there, gets all that was read for that. \p MustProve is "" or the name
/// of a function, as the linker calls it, without whose proof nothing else is
/// of interest. False, and one sentence in \p Error, if it cannot be done, or
/// that function is not proved.
bool analyseOrRecall(const Options &Options, const Config &Config,
                     const std::vector<Unit> &Units, Cache &Cache,
                     Analysis &Analysis, std::string &Error,
                     Inputs *From = nullptr, const std::string &MustProve = "");

/// Whatever the programs are that they belong to.
void sortByPlace(Analysis &Analysis);

} // namespace spinpair

#endif
