//===- Programs.h - The drivers in a compilation database -----------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef SPINPAIR_TOOL_ANALYSIS_PROGRAMS_H
#define SPINPAIR_TOOL_ANALYSIS_PROGRAMS_H

#include "Whole.h"
#include "model/Unit.h"

#include <memory>
#include <string>
#include <vector>

namespace spinpair {

class Cache;
struct Options;

/// Reads \p Units and puts together what belongs together. Units whose file
/// matches a --program are one program; so are those of which a project says
/// so. Of the others, all are one, unless two
/// functions have one name: then those are, that call one another, where a name
/// stands for the function in the nearest folder. What cannot be read is named
/// on stderr. False, and one sentence in \p Error, if that fails.
bool readPrograms(std::vector<Unit> Units, const Options &Options, Cache &Cache,
                  std::vector<std::unique_ptr<Whole>> &Programs,
                  std::string &Error);

} // namespace spinpair

#endif
