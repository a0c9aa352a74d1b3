//===- Answers.h - What code that is not seen said on a path --------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The analyzer makes up a value for what a function returns that it does not
// step into. A driver that asks twice relies on the answers being the same;
// whether they are cannot be told.
//
//===----------------------------------------------------------------------===//
#ifndef SPINPAIR_ANALYZER_ANSWERS_H
#define SPINPAIR_ANALYZER_ANSWERS_H

#include "clang/StaticAnalyzer/Core/PathSensitive/ExplodedGraph.h"

#include <vector>

namespace spinpair {

/// A call on a path, or a read of what is volatile, and the value that was made
/// up for it.
struct Answer {
  clang::ento::SVal Callee; ///< Or the place that is read.
  llvm::SmallVector<clang::ento::SVal, 4> Arguments;
  clang::ento::SymbolRef Result;
  /// What is behind the first argument, a pointer to a number, afterwards.
  clang::ento::SVal Put;
  /// Does the result depend on the arguments alone?
  bool IsConst;
};

/// A path, from its end back to its begin.
using PathNodes = llvm::ArrayRef<const clang::ento::ExplodedNode *>;

/// The calls and volatile reads on the path whose results were made up and may
/// be asked for again, in no order. Routines of the port driver are none: what
/// these read may change at any time.
std::vector<Answer> answersOn(PathNodes Path);

/// Does \p Cast read what may change between two reads of it?
bool readsVolatile(const clang::CastExpr *Cast);

/// What a function computes of its first argument, and nothing else; or which
/// bit of the second one it puts where the first one points, if one is set.
enum class Computation {
  None,
  SwapBytes,
  RotateLeft,
  RotateRight,
  LowestBit,
  HighestBit
};
Computation computationOf(const clang::FunctionDecl *Function);

} // namespace spinpair

#endif
