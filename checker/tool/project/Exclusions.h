//===- Exclusions.h - Files that a project excludes -----------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// By 'exclude' in .spinpair.yaml.
//
//===----------------------------------------------------------------------===//
#ifndef SPINPAIR_TOOL_PROJECT_EXCLUSIONS_H
#define SPINPAIR_TOOL_PROJECT_EXCLUSIONS_H

#include <string>
#include <vector>

namespace spinpair {

struct Config;
struct Options;
struct Unit;

/// Is \p File, which is absolute, one that the project excludes?
bool isExcluded(const Config &Config, const std::string &File);

/// One sentence if \p Config excludes all that was to be reported on: that
/// nothing is found then tells nothing. "" otherwise.
std::string whyNothingLeft(const Options &Options, const Config &Config,
                           const std::vector<Unit> &Units);

/// Names the patterns that no file goes by, neither a unit nor one that is
/// there.
void tellIdleExclusions(const Options &Options, const Config &Config,
                        const std::vector<Unit> &Units);

} // namespace spinpair

#endif
