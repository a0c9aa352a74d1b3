//===- Outputs.h - The files that a run writes ----------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Reports, exported fixes, the result of a shard, and a baseline that is
// brought up to date. What is wrong with one is said before anything is
// analysed, and nothing is written then.
//
//===----------------------------------------------------------------------===//
#ifndef SPINPAIR_TOOL_REPORT_OUTPUTS_H
#define SPINPAIR_TOOL_REPORT_OUTPUTS_H

#include <string>
#include <vector>

namespace spinpair {

struct Config;
struct Inputs;
struct Options;
struct ReportTarget;
struct Unit;

/// The file of a report that goes to one: in the folder, if it is given one.
std::string fileOf(const ReportTarget &Target);
/// Is that a folder, which is made if need be? Only a page may be given one.
bool isFolder(const ReportTarget &Target);

/// Does no file of those that \p Options ask for take the place of another one?
/// False, and one sentence in \p Error, if one does.
bool areApart(const Options &Options, std::string &Error);

/// Can the files be written that the options ask for, as far as that can be
/// told before the work for them is done? False, and one sentence in \p Error,
/// if not.
bool canBeWritten(const Options &Options, std::string &Error);

/// Would one of the files take the place of what the run reads: a source or
/// header of \p Units, or what was read so far to find these? To be asked when
/// all of that is loaded. True then, and one sentence in \p Error.
bool overwritesInput(const Options &Options, const Config &Config,
                     const std::vector<Unit> &Units, std::string &Error);

/// The same, of all that clang has read, whatever it is called. To be asked
/// when it is analysed.
bool overwritesInput(const Options &Options, const Inputs &Read,
                     std::string &Error);

} // namespace spinpair

#endif
