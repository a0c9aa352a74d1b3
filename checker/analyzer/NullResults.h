//===- NullResults.h - Functions that return no null of their own ---------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Of a function with a loop that is not stepped into, nobody knows which
// pointer it returns. That it is null is a good guess where the function looks
// for something, and none where it goes on only to what it has seen not to be
// null:
//
//   while (Request->Next) Request = Request->Next;
//   return Request;
//
//===----------------------------------------------------------------------===//
#ifndef SPINPAIR_ANALYZER_NULLRESULTS_H
#define SPINPAIR_ANALYZER_NULLRESULTS_H

#include "clang/AST/Decl.h"

namespace spinpair {

/// Does \p Function return a null pointer, if it does at all, only where it was
/// given one?
bool makesNoNull(const clang::FunctionDecl *Function);

} // namespace spinpair

#endif
