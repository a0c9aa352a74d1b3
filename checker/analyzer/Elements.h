//===- Elements.h - Elements of arrays by an index that is no number ------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef SPINPAIR_ANALYZER_ELEMENTS_H
#define SPINPAIR_ANALYZER_ELEMENTS_H

#include "clang/StaticAnalyzer/Core/PathSensitive/ProgramState.h"

namespace spinpair {

/// The value of \p Cell. Of an element by an index that is no number the
/// analyzer says nothing, so that not even twice the same element has the same
/// value. Here it is a symbol for what was there when the path began, or since
/// the last call that may have written it; unknown, if the path has written
/// anything in the array.
clang::ento::SVal valueIn(clang::ento::ProgramStateRef State,
                          const clang::ento::TypedValueRegion *Cell);

/// Takes note that the path wrote \p Cell, if that is such an element: where in
/// the array it was, nobody knows.
clang::ento::ProgramStateRef
noteScattered(clang::ento::ProgramStateRef State,
              const clang::ento::MemRegion *Cell);

} // namespace spinpair

#endif
