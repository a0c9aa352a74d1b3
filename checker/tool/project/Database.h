//===- Database.h - Compilation databases as they are ---------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef SPINPAIR_TOOL_PROJECT_DATABASE_H
#define SPINPAIR_TOOL_PROJECT_DATABASE_H

#include "llvm/ADT/StringRef.h"

#include <string>
#include <vector>

namespace spinpair {

struct Unit;

/// The units of the compilation database \p File, as it lists them. False, and
/// one sentence in \p Error, if it is none.
bool readDatabase(llvm::StringRef File, std::vector<Unit> &Units,
                  std::string &Error);

} // namespace spinpair

#endif
