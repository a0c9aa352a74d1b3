//===- Overlaid.h - A member of a union, written by way of others ---------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef SPINPAIR_ANALYZER_OVERLAID_H
#define SPINPAIR_ANALYZER_OVERLAID_H

#include "clang/StaticAnalyzer/Core/PathSensitive/ProgramState.h"

namespace spinpair {

/// The number in \p Place, a part of a union, if numbers were written to
/// members that have all its bits; the analyzer forgets a member of which
/// another one was written. Unknown if not all bits are known.
clang::ento::SVal assembled(clang::ento::ProgramStateRef State,
                            clang::ento::SVal Place);

} // namespace spinpair

#endif
