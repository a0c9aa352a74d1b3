//===- Prototypes.h - Functions that a pointer may lead to ----------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Which functions can be called through a pointer of a type.
//
//===----------------------------------------------------------------------===//
#ifndef SPINPAIR_ANALYZER_FACTS_PROTOTYPES_H
#define SPINPAIR_ANALYZER_FACTS_PROTOTYPES_H

#include "clang/AST/Decl.h"
#include "clang/AST/Type.h"

namespace spinpair {

/// The function type behind \p Type, which may be a pointer to it; null if
/// none.
const clang::FunctionProtoType *prototypeOf(clang::QualType Type);

/// Does the function take parameters of the same types?
bool takesSameParameters(const clang::FunctionProtoType *A,
                         const clang::FunctionDecl *B);

} // namespace spinpair

#endif
