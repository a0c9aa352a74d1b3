//===- Frames.h - Expressions across the frames of a path -----------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What a caller passed for a parameter, and which frames lie above others:
// private to the sources beside this header.
//
//===----------------------------------------------------------------------===//
#ifndef SPINPAIR_ANALYZER_REPORTS_FRAMES_H
#define SPINPAIR_ANALYZER_REPORTS_FRAMES_H

#include "Reports.h"

namespace spinpair {

/// The frame that \p Frame was called from, or null.
const clang::StackFrameContext *above(const clang::StackFrameContext *Frame);

/// The innermost frame that both are, or are below.
const clang::StackFrameContext *commonFrame(const clang::StackFrameContext *A,
                                            const clang::StackFrameContext *B);

/// The parameter that \p E is, without casts; or null.
const clang::ParmVarDecl *parameterIn(const clang::Expr *E);

/// The variable that \p E is read from or reached through: `lock` for
/// `lock->Context.OldIrql` and `*old`.
const clang::Expr *rootOf(const clang::Expr *E);

/// What the caller of \p Frame passed for \p Parameter, or null.
const clang::Expr *passedFor(const clang::ParmVarDecl *Parameter,
                             const clang::StackFrameContext *Frame);

/// The object that the caller of \p Frame called a member function of; null if
/// it wrote none, as for what makes or destroys one.
const clang::Expr *objectPassed(const clang::StackFrameContext *Frame);

/// Is it a parameter of the function of that frame?
bool belongsTo(const clang::ParmVarDecl *Parameter,
               const clang::StackFrameContext *Frame);

} // namespace spinpair

#endif
