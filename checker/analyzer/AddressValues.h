//===- AddressValues.h - What is computed of addresses --------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The analyzer gives no value to `List->Flink == List`, the comparison of a
// pointer that it knows nothing of with the address of a member, nor to
// `(ULONG_PTR)Context & 7`: each time a path asks, it may turn out in any way.
// Here such a computation gets one, the same for the same operands.
//
//===----------------------------------------------------------------------===//
#ifndef SPINPAIR_ANALYZER_ADDRESSVALUES_H
#define SPINPAIR_ANALYZER_ADDRESSVALUES_H

#include "clang/StaticAnalyzer/Core/PathSensitive/CheckerContext.h"

#include <map>
#include <memory>
#include <tuple>

namespace spinpair {

/// What a symbol of AddressValues stands for: Left How Right, both of which
/// have the type Operands, as the type of the symbol. BO_EQ and BO_LT are the
/// only comparisons. Of a conversion of a number to a pointer, the sum with 0.
struct AddressOperation {
  clang::BinaryOperatorKind How;
  clang::QualType Operands;
  clang::ento::SVal Left, Right;
};

/// The computations of one exploration.
class AddressValues {
public:
  /// Forgets them; those who follow are of another exploration.
  void begin() { Known.clear(); }

  /// The state after \p Computed, an expression that the path came to, with a
  /// value if the analyzer has none and its operands have one.
  clang::ento::ProgramStateRef answered(const clang::BinaryOperator *Computed,
                                        clang::ento::CheckerContext &C);
  clang::ento::ProgramStateRef answered(const clang::UnaryOperator *Computed,
                                        clang::ento::CheckerContext &C);
  /// The same for the conversion of a number to a pointer.
  clang::ento::ProgramStateRef answered(const clang::CastExpr *Computed,
                                        clang::ento::CheckerContext &C);

private:
  struct Operation : AddressOperation {
    const clang::Expr *First; ///< Where it was met: a symbol is named by that.
  };
  using Key =
      std::tuple<clang::BinaryOperatorKind, const clang::Type *,
                 const clang::Type *,
                 const std::pair<clang::ento::SVal, clang::ento::SVal> *>;

  clang::ento::SVal valueOf(AddressOperation Computed, const clang::Expr *At,
                            clang::ento::CheckerContext &C);

  std::map<Key, std::unique_ptr<Operation>> Known;
};

/// What \p Symbol stands for; null if it is no symbol of AddressValues.
const AddressOperation *operationOf(clang::ento::SymbolRef Symbol);

/// Is \p Symbol whether two pointers are equal, or which is the lower?
bool isAddressComparison(clang::ento::SymbolRef Symbol);

/// Are \p A and \p B handles of different objects for certain, as they were
/// read from two cells with handles of their own (sp_program_owns_handle())?
bool handlesDiffer(clang::ento::SVal A, clang::ento::SVal B);

/// The symbol that the path has for \p Computed, as far as anything is known of
/// it; unknown if it has none.
clang::ento::SVal askedBefore(clang::ento::ProgramStateRef State,
                              const AddressOperation &Computed);

/// Marks the symbols live that stand for what is computed of addresses and that
/// \p State knows something of.
void keepAddressValuesAlive(clang::ento::ProgramStateRef State,
                            clang::ento::SymbolReaper &Reaper);

} // namespace spinpair

#endif
