//===- Unchecked.h - Statuses that nobody asks for ------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The rule optin.storport.msi.UncheckedStatus wants to see each function, also
// those that are proved. It is searched for apart, so that what is said of
// functions otherwise does not depend on whether it is on.
//
//===----------------------------------------------------------------------===//
#ifndef SPINPAIR_TOOL_ANALYSIS_UNCHECKED_H
#define SPINPAIR_TOOL_ANALYSIS_UNCHECKED_H

#include "model/Mistake.h"

#include <set>
#include <vector>

namespace spinpair {

struct UncheckedResult {
  std::vector<Mistake> Mistakes; ///< By place, each once.
  std::set<unsigned> Units;      ///< Those that were searched.
  bool IsComplete = true;        ///< Was each of them?
};

/// Searches the units that are to be reported on, or finds in \p Cache what
/// came out of that. \p Program is proved.
UncheckedResult searchUnchecked(const Whole &Program, Cache &Cache);

} // namespace spinpair

#endif
