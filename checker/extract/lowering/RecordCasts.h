//===- RecordCasts.h - Pointers to records that come from bytes -*- C++ -*-===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// Which records may overlap since a pointer to the one becomes one to the
/// other by way of a pointer to bytes, a number, or a pointer to void: in one
/// expression, or by local variables.
///
//===----------------------------------------------------------------------===//
#ifndef SPINPAIR_EXTRACT_LOWERING_RECORDCASTS_H
#define SPINPAIR_EXTRACT_LOWERING_RECORDCASTS_H

#include "../AliasFacts.h"

#include "clang/AST/Expr.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/SmallVector.h"

#include <optional>

namespace spinpair::lowering {

class RecordCasts {
public:
  /// What is assigned to local variables; without regard to the order.
  using Values = llvm::DenseMap<const clang::VarDecl *,
                                llvm::SmallVector<const clang::Expr *, 2>>;

  /// \p Body is that of the function; null is none.
  RecordCasts(const clang::ASTContext &Context, const clang::Stmt *Body)
      : Context(Context), Body(Body) {}

  /// States which records the one that the cast makes a pointer to may overlap.
  void note(const clang::CastExpr *Cast, AliasFacts &Aliasing);

private:
  struct Origin {
    const clang::RecordDecl *Record;
    std::optional<int64_t> Bytes; ///< behind its begin; none: anywhere
  };

  void find(const clang::Expr *E, std::optional<int64_t> Bytes);
  void findInSum(const clang::BinaryOperator *Sum,
                 std::optional<int64_t> Bytes);
  bool isPartOf(const clang::RecordDecl *Whole, int64_t Bytes,
                const clang::RecordDecl *Part) const;

  const clang::ASTContext &Context;
  const clang::Stmt *Body;
  std::optional<Values> Assigned; ///< Collected when first asked for.
  llvm::SmallVector<Origin, 4> Found;
  llvm::SmallDenseSet<const clang::VarDecl *, 4> Followed;
};

} // namespace spinpair::lowering

#endif
