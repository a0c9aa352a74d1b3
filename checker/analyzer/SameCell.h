//===- SameCell.h - One cell of memory, by whatever types it is reached ---===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef SPINPAIR_ANALYZER_SAMECELL_H
#define SPINPAIR_ANALYZER_SAMECELL_H

#include "clang/StaticAnalyzer/Core/PathSensitive/ProgramState.h"

namespace spinpair {

/// \p Cell by the name that the object declares for it which it is in, if a
/// cast of a pointer gave it another one, as where a structure is seen as its
/// first member; itself if there is none.
const clang::ento::TypedValueRegion *
declaredCell(const clang::ento::ProgramStateRef &State,
             const clang::ento::TypedValueRegion *Cell);

/// \p Loaded, which the path has read, by that name. What is written is the
/// same by both names; but of what was there before, the analyzer makes a
/// symbol for each.
clang::ento::SVal byDeclaredName(clang::ento::ProgramStateRef State,
                                 clang::ento::SVal Loaded);

/// What the path reads as \p Type at \p Where, by that name.
clang::ento::SVal readByDeclaredName(const clang::ento::ProgramStateRef &State,
                                     clang::ento::Loc Where,
                                     clang::QualType Type);

/// The same of a number that an expression has computed from what it read and
/// is about to write, as `++` does.
clang::ento::SVal computedByDeclaredName(clang::ento::ProgramStateRef State,
                                         clang::ento::SVal Value);

} // namespace spinpair

#endif
