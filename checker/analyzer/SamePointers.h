//===- SamePointers.h - Whether two pointers are equal --------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The analyzer gives no value to `List->Flink == List`, the comparison of a
// pointer that it knows nothing of with the address of a member: each time a
// path asks, it may turn out in both ways. Here it gets one, the same for the
// same two pointers.
//
//===----------------------------------------------------------------------===//
#ifndef SPINPAIR_ANALYZER_SAMEPOINTERS_H
#define SPINPAIR_ANALYZER_SAMEPOINTERS_H

#include "clang/StaticAnalyzer/Core/PathSensitive/CheckerContext.h"

#include "llvm/ADT/DenseMap.h"

namespace spinpair {

/// The comparisons of one exploration.
class SamePointers {
public:
  /// Forgets them; those who follow are of another exploration.
  void begin() { Asked.clear(); }

  /// The state after \p Compared, a comparison with == or != that the path came
  /// to, with a value if the analyzer has none.
  clang::ento::ProgramStateRef answered(const clang::BinaryOperator *Compared,
                                        clang::ento::CheckerContext &C);

private:
  using Pair = std::pair<clang::ento::SVal, clang::ento::SVal>;
  /// Where two pointers were compared first: a symbol is named by a place.
  llvm::DenseMap<const Pair *, const clang::BinaryOperator *> Asked;
};

/// The pointers that \p Symbol says to be equal or not; null if it is no such
/// symbol.
const std::pair<clang::ento::SVal, clang::ento::SVal> *
comparedBy(clang::ento::SymbolRef Symbol);

/// Are \p A and \p B handles of different objects for certain, as they were
/// read from two cells with handles of their own (sp_program_owns_handle())?
bool handlesDiffer(clang::ento::SVal A, clang::ento::SVal B);

/// What the path was told when it compared \p A with \p B, as far as anything
/// is known of that; unknown if it did not.
clang::ento::SVal comparisonOf(clang::ento::ProgramStateRef State,
                               clang::ento::SVal A, clang::ento::SVal B);

/// Marks the symbols live that stand for comparisons and that \p State knows
/// something of.
void keepComparisonsAlive(clang::ento::ProgramStateRef State,
                          clang::ento::SymbolReaper &Reaper);

} // namespace spinpair

#endif
