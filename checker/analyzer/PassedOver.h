//===- PassedOver.h - What functions that are passed over go by -----------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A function of this unit that is not stepped into, as its loop is too long, it
// is too large or calls itself, has a result that the analyzer makes up, and so
// it does for what the function may have written. What a function says and what
// it read go together, and a path that asks for both cannot be told to happen.
//
//===----------------------------------------------------------------------===//
#ifndef SPINPAIR_ANALYZER_PASSEDOVER_H
#define SPINPAIR_ANALYZER_PASSEDOVER_H

#include "Answers.h"

#include "clang/StaticAnalyzer/Core/PathSensitive/RangedConstraintManager.h"

#include <vector>

namespace spinpair {

/// What a path asks of a value: a condition that it is a part of, and what that
/// was shown to be. It may be the whole condition.
struct Question {
  const clang::ento::SymbolData *Of;
  clang::ento::SymbolRef Whole;
  clang::ento::RangeSet Ranges;
};

/// Do \p Questions, all that the path asks, rest on what functions of this unit
/// have returned or written that were passed over, in a way that may not go
/// together?
bool restsOnPassedOver(llvm::ArrayRef<Question> Questions, PathNodes Path);

} // namespace spinpair

#endif
