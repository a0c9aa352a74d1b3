//===- Programs.h - The drivers in a compilation database -----------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef SPINPAIR_TOOL_ANALYSIS_PROGRAMS_H
#define SPINPAIR_TOOL_ANALYSIS_PROGRAMS_H

#include "Whole.h"
#include "model/Unit.h"

#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

namespace spinpair {

class Cache;
struct Options;

/// What units have of the functions that the configuration describes.
struct DescribedFunctions {
  /// Those that some unit declares, by name, and why none of these can do what
  /// is said of them; "" if one can.
  std::map<std::string, std::string> Declared;
  /// Functions that units define, and that matter to those: as the source calls
  /// them.
  std::set<std::string> Names;
  bool IsWhole = true; ///< Could all units be read?
};

/// Reads \p Units and puts together what belongs together. Units whose file
/// matches a --program are one program; so are those of which a project says
/// so. Of the others, all are one, unless two
/// functions have one name: then those are, that call one another, where a name
/// stands for the function in the nearest folder. What cannot be read is named
/// on stderr. \p Described is filled if it is there. False, and one sentence in
/// \p Error, if that fails.
bool readPrograms(std::vector<Unit> Units, const Options &Options, Cache &Cache,
                  std::vector<std::unique_ptr<Whole>> &Programs,
                  std::string &Error, DescribedFunctions *Described = nullptr);

} // namespace spinpair

#endif
