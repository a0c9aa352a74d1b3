//===- SeparateRun.cpp ----------------------------------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The hook by which the checker asks for it; the run itself is of the plugin.
//
//===----------------------------------------------------------------------===//
#include "SeparateRun.h"

namespace spinpair {

static SeparateRun Runner = nullptr;

void setSeparateRun(SeparateRun Run) { Runner = Run; }

void runSeparately(clang::ento::AnalysisManager &Host,
                   llvm::ArrayRef<std::string> Rules, bool Coverage) {
  if (Runner)
    Runner(Host, Rules, Coverage);
}

} // namespace spinpair
