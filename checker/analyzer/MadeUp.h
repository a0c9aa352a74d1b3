//===- MadeUp.h - Values that the search does not know --------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Where a function of the program is not stepped into, because its body is in
// another file or its loop too long, the analyzer makes up a value for what it
// returns and for what it may have written to a local. What code outside of the
// program does is anybody's guess, and a path is right to try each. What the
// program does is not: whether a path can happen on which two conditions rest
// on one such value cannot be told.
//
//===----------------------------------------------------------------------===//
#ifndef SPINPAIR_ANALYZER_MADEUP_H
#define SPINPAIR_ANALYZER_MADEUP_H

#include "clang/StaticAnalyzer/Core/PathSensitive/SVals.h"
#include "clang/StaticAnalyzer/Core/PathSensitive/SymbolManager.h"

#include "llvm/ADT/APInt.h"

#include <set>
#include <string>
#include <vector>

namespace clang {
class FunctionDecl;
class VarDecl;
namespace ento {
class MemRegion;
class RangeSet;
} // namespace ento
} // namespace clang

namespace spinpair {

/// The function of the program for whose call the analyzer made up \p Value;
/// null if it did not, or knows no better.
const clang::FunctionDecl *madeUpFor(const clang::ento::SymbolData *Value);

/// Is \p Cell in a variable, or in the structure or union that a call returned?
bool isOfCall(const clang::ento::MemRegion *Cell);

/// Does the body of \p Function stand in another unit of the program?
bool isDefinedElsewhere(const clang::FunctionDecl *Function);

/// The constant that \p Region is part of, if another unit initialises it; or
/// null.
const clang::VarDecl *constantElsewhere(const clang::ento::MemRegion *Region);

/// Adds to \p Names, as the program calls them, the functions of other units
/// that returned or wrote \p Value or a pointer that leads to it, and their
/// constants.
void addOrigins(clang::ento::SVal Value, std::set<std::string> &Names);

/// All numbers that \p Value, a result that was made up, can be, in the width
/// of its type; none if that is not known.
std::vector<llvm::APInt> possibleResults(const clang::ento::SymbolData *Value,
                                         unsigned Width);

/// Does \p Ranges say no more of a value than one comparison with 0 or for
/// equality does, which the function can have made true or false?
bool isSingleTest(const clang::ento::RangeSet &Ranges);

} // namespace spinpair

#endif
