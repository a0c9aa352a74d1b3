//===- StaticPointers.h - Pointers that are there from the start -*- C++
//-*-===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// No step of a lock program puts the address into a pointer that a static
/// initialiser does. So what these lead to is stated of the unit.
///
//===----------------------------------------------------------------------===//
#ifndef SPINPAIR_EXTRACT_STATICPOINTERS_H
#define SPINPAIR_EXTRACT_STATICPOINTERS_H

#include "AliasFacts.h"
#include "Names.h"

#include "clang/AST/Decl.h"

namespace spinpair {

/// States which cells the initialiser of a variable that is not of a call leads
/// to, and that these are known elsewhere.
void addStaticPointers(const clang::VarDecl *Variable, Names &Named,
                       AliasFacts &Aliasing);

} // namespace spinpair

#endif
