//===- Notes.h - What has to be known of a body before it is lowered ------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Reads a body once, before its first step is written, for what a later part of
// an expression may do to an earlier one, and for where values go.
//
//===----------------------------------------------------------------------===//
#ifndef SPINPAIR_EXTRACT_LOWERING_NOTES_H
#define SPINPAIR_EXTRACT_LOWERING_NOTES_H

#include "clang/AST/Expr.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/SmallVector.h"

namespace spinpair::lowering {

/// Without parentheses.
inline const clang::Expr *bare(const clang::Expr *E) {
  return E->IgnoreParens();
}

/// Does evaluating it call, assign, increment or throw?
bool hasEffects(const clang::Stmt *S);

/// What has to be known of a body before its first step is written.
struct BodyNotes {
  /// Calls, assignments, `&&` and the like whose value somebody uses.
  llvm::DenseSet<const clang::Expr *> Used;
  /// Operators whose first operand has to be kept: what comes later in the same
  /// expression may change it.
  llvm::DenseSet<const clang::Stmt *> KeepsCondition;
  /// Reads of memory that come before something in the same expression that may
  /// write it.
  llvm::DenseSet<const clang::Expr *> KeepsRead;
  /// Calls whose result goes nowhere but into a local variable.
  llvm::DenseMap<const clang::Expr *, const clang::VarDecl *> Targets;
  /// Variables that are written or have their address taken, beside their
  /// initialiser.
  llvm::DenseSet<const clang::VarDecl *> Touched;
  llvm::SmallVector<const clang::VarDecl *, 16> Locals;
  const char *Unsupported = nullptr;
  bool Throws = false;
};

/// Adds to \p Notes what the statement \p S says; it may be null.
void noteStatement(const clang::Stmt *S, const clang::ASTContext &Context,
                   BodyNotes &Notes);
/// The same of an expression whose value is used.
void noteValue(const clang::Expr *E, const clang::ASTContext &Context,
               BodyNotes &Notes);

/// Is a value of the one type the same number as one of the other?
bool keepsValue(clang::QualType From, clang::QualType To,
                const clang::ASTContext &Context);

} // namespace spinpair::lowering

#endif
