//===- MayAlias.h - Cells that another pointer may lead to ----------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The analyzer takes what two pointers lead to for two objects, unless it knows
// them to be equal: a write by one leaves what was read by the other. In a ring
// of list entries, most pointers lead to the head.
//
//===----------------------------------------------------------------------===//
#ifndef SPINPAIR_ANALYZER_MAYALIAS_H
#define SPINPAIR_ANALYZER_MAYALIAS_H

#include "facts/UnitFacts.h"

#include "clang/StaticAnalyzer/Core/PathSensitive/ProgramState.h"

namespace spinpair {

/// Those of \p Known that a write of \p Cell, by a pointer, may write by
/// another name: the same member of what may be the same structure. None if the
/// member decides nothing about locks.
llvm::SmallVector<const clang::ento::TypedValueRegion *, 4>
aliasesOf(clang::ento::ProgramStateRef State,
          const clang::ento::MemRegion *Cell, const UnitFacts &Facts);

/// The other way of an entry of a list, for the member \p Of of one; null if it
/// is none.
const clang::FieldDecl *otherWay(const clang::FieldDecl *Of);

/// Takes note that each of \p Cells may have been written: it is a part of
/// \p Fresh from then on. A path that needs it to have another value than
/// before shows nothing.
clang::ento::ProgramStateRef
noteAliases(clang::ento::ProgramStateRef State,
            llvm::ArrayRef<const clang::ento::TypedValueRegion *> Cells,
            clang::ento::SymbolRef Fresh, const clang::LocationContext *Frame);

} // namespace spinpair

#endif
