//===- SeparateRun.h - The storport rules in an analysis of their own -----===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Other checks of the same analysis end a path where they report, and where a
// function is called that they take, by its name, for one that never returns.
// What is behind would be lost. So the plugin explores the unit for its own
// rules first, as the command does, and hands what it finds to whom the host
// reports to. In the host's own analysis it only models the routines.
//
//===----------------------------------------------------------------------===//
#ifndef SPINPAIR_ANALYZER_SEPARATERUN_H
#define SPINPAIR_ANALYZER_SEPARATERUN_H

#include "llvm/ADT/ArrayRef.h"

#include <string>

namespace clang::ento {
class AnalysisManager;
}

namespace spinpair {

/// Explores the unit of \p Host for these rules, reports to its consumers, and,
/// if asked for \p Coverage, names the functions that are not decided.
using SeparateRun = void (*)(clang::ento::AnalysisManager &Host,
                             llvm::ArrayRef<std::string> Rules, bool Coverage);
/// Who does that from here on; null for nobody.
void setSeparateRun(SeparateRun Run);
void runSeparately(clang::ento::AnalysisManager &Host,
                   llvm::ArrayRef<std::string> Rules, bool Coverage);

} // namespace spinpair

#endif
