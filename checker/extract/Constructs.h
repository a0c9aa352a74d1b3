//===- Constructs.h - Which nodes of the syntax tree are understood -------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Each kind of node that clang's control flow graph can hold is named here,
// with what the lowering does at it. A kind that is not named is unknown: it
// leaves the function unproved.
//
//===----------------------------------------------------------------------===//
#ifndef SPINPAIR_EXTRACT_CONSTRUCTS_H
#define SPINPAIR_EXTRACT_CONSTRUCTS_H

#include "clang/AST/Stmt.h"

namespace spinpair {

enum class Handling {
  Unknown, ///< Nobody has thought of it.
  Value,   ///< Does nothing by itself; its operands are elements of their own.
  Effect   ///< Is lowered to steps.
};

Handling handlingOf(const clang::Stmt *S);

} // namespace spinpair

#endif
