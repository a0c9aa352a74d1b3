//===- Misleading.h - Where clang's control flow graph leaves things out --===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A few constructs destroy objects, and clang's control flow graph does not say
// so: a path through them proves nothing, and nothing is reported on one.
//
//===----------------------------------------------------------------------===//
#ifndef SPINPAIR_ANALYZER_MISLEADING_H
#define SPINPAIR_ANALYZER_MISLEADING_H

#include "clang/AST/Decl.h"

namespace spinpair {

/// Does running \p Function destroy what its control flow graph does not?
bool misleads(const clang::FunctionDecl *Function);

} // namespace spinpair

#endif
