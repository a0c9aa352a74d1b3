//===- Extract.h - From a syntax tree to lock programs --------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Reduces the functions of one unit to what they do to locks, and to what may
// bear on that: see spinpair/program.h. What cannot be expressed becomes
// unknown, never wrong.
//
//===----------------------------------------------------------------------===//
#ifndef SPINPAIR_EXTRACT_EXTRACT_H
#define SPINPAIR_EXTRACT_EXTRACT_H

#include "spinpair/program.h"

#include "llvm/ADT/ArrayRef.h"

namespace clang {
class ASTContext;
}

namespace spinpair {

struct DamagedFunction;

/// Adds a lock program to \p Program for each function of the unit that could
/// matter, those of headers too, and one of which nothing is known for each
/// that is \p Damaged. Returns false if the program has another function under
/// one of the names, or memory ran out; the others are added.
bool extractUnit(clang::ASTContext &Context, sp_program *Program,
                 llvm::ArrayRef<DamagedFunction> Damaged);

} // namespace spinpair

#endif
