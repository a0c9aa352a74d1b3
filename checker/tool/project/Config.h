//===- Config.h - What .spinpair.yaml and the command line set ------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// See docs/configuration.md.
//
//===----------------------------------------------------------------------===//
#ifndef SPINPAIR_TOOL_PROJECT_CONFIG_H
#define SPINPAIR_TOOL_PROJECT_CONFIG_H

#include "spinpair/routines.h"
#include "spinpair/rules.h"

#include "llvm/ADT/StringRef.h"

#include <array>
#include <map>
#include <string>
#include <vector>

namespace llvm {
class raw_ostream;
}

namespace spinpair {

struct Options;
struct Mistake;

/// A value, and where it comes from: "default", FILE:LINE:COLUMN, or the
/// option.
template <typename T> struct Setting {
  T Value;
  std::string Origin = "default";
};

struct Config {
  Config();

  std::string File; ///< As shown; "" if there is none.
  std::array<Setting<bool>, SP_RULE_COUNT> IsOn;
  std::array<Setting<sp_severity>, SP_RULE_COUNT> Severities;
  Setting<unsigned> Effort{1};
  Setting<std::string> Kit; ///< "" for none.
  /// What is analysed if nothing else is asked for, and with which
  /// configuration; absolute, "" for none.
  Setting<std::string> Project, Configuration;
  std::vector<Setting<std::string>> PathMap; ///< "C:\src=/src".
  std::vector<Setting<std::string>> ExtraBefore, ExtraAfter;
  /// Patterns of files that are not asked about, from the folder of the file.
  std::vector<Setting<std::string>> Exclude;
  /// What is said of functions, as given to the core; without names in the
  /// rows.
  std::map<std::string, Setting<sp_routine>> Routines;
};

/// Reads the file that \p Options name, or else the .spinpair.yaml that is
/// nearest to \p Folder on the way up, and lays the command line over it.
/// False, and one sentence with the place in \p Error, if something is wrong.
bool loadConfig(const Options &Options, llvm::StringRef Folder, Config &Config,
                std::string &Error);

/// The \p Project and its \p Configuration that the .spinpair.yaml in force in
/// the current folder names, where \p Options name nothing.
bool projectInForce(const Options &Options, Setting<std::string> &Project,
                    Setting<std::string> &Configuration, std::string &Error);

/// Drops the reports of rules that are off, and gives the others the severities
/// in force.
void applyRules(const Config &Config, std::vector<Mistake> &Mistakes);

/// Writes what is in force as a .spinpair.yaml with the origins in comments.
void printConfig(const Config &Config, llvm::raw_ostream &Out);

} // namespace spinpair

#endif
