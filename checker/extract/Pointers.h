//===- Pointers.h - Of which types pointers to functions are ----*- C++ -*-===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A call through a pointer may reach each function whose address came to be a
// pointer of its type. Here is found, for one unit, which types the pointers to
// functions are made into: by casts, in unions, and by way of memory that is
// no pointer to a function.
//
//===----------------------------------------------------------------------===//
#ifndef SPINPAIR_EXTRACT_POINTERS_H
#define SPINPAIR_EXTRACT_POINTERS_H

#include "spinpair/program.h"

namespace clang {
class ASTContext;
}

namespace spinpair {

class AliasFacts;
class Names;
class UnitFacts;

/// Adds what the unit does with pointers to functions (see sp_program_flow),
/// and where those lead that are there from the start. False if memory ran out.
bool addPointers(clang::ASTContext &Context, const UnitFacts &Facts,
                 Names &Named, AliasFacts &Aliasing, sp_program *Program);

} // namespace spinpair

#endif
