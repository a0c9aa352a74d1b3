//===- IndexedElements.h - Elements by any index, once some are written ---===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Once a path has written elements of an array by their numbers, the analyzer
// says nothing of an element by an index that is no number, or says that it is
// as it was when the path began. It is one of them.
//
//===----------------------------------------------------------------------===//
#ifndef SPINPAIR_ANALYZER_INDEXEDELEMENTS_H
#define SPINPAIR_ANALYZER_INDEXEDELEMENTS_H

#include "Elements.h"

#include "clang/StaticAnalyzer/Core/PathSensitive/ProgramState.h"

namespace spinpair {

/// An element by an index that is no number, or a part of one, and the cells
/// that it may be, by the numbers that the indices on the way to it may be.
struct IndexedCell {
  struct Choice {
    const clang::ento::TypedValueRegion *Cell;
    llvm::SmallVector<NumberedIndex, 2>
        Indices; ///< Which have to be these numbers.
  };
  llvm::SmallVector<Choice, 0> Choices; ///< Empty if they are not known.
};

/// What \p Cell may be; without choices if that is no such element, or of an
/// array of which nobody knows how large it is, or of a large one.
IndexedCell indexedCell(clang::ento::ProgramStateRef State,
                        const clang::ento::TypedValueRegion *Cell);

/// Does \p Loaded say no more of \p Cell than the analyzer says of an element
/// by an index that is no number, whatever was written?
bool isUnread(clang::ento::SVal Loaded,
              const clang::ento::TypedValueRegion *Cell);

/// The value that all cells have that \p Cell may be, if the path has written
/// some of them; unknown if they differ.
clang::ento::SVal commonValue(clang::ento::ProgramStateRef State,
                              const clang::ento::TypedValueRegion *Cell);

/// The state in which \p Cell was read, and what it is: a symbol, which \p
/// MakeFresh gives, if the path has written some of the cells that it may be,
/// and they differ; it is the same one if it is read again, and they are as
/// they were. Unknown if that is not so, or not all of them are known.
std::pair<clang::ento::ProgramStateRef, clang::ento::SVal>
readIndexed(clang::ento::ProgramStateRef State,
            const clang::ento::TypedValueRegion *Cell,
            llvm::function_ref<clang::ento::SymbolRef()> MakeFresh);

/// The element that \p Value was read from as such a symbol; null if it was
/// not.
const clang::ento::TypedValueRegion *
indexedCellOf(clang::ento::SymbolRef Value);

/// Marks what readIndexed() is to be given.
extern const char IndexedReadTag;

/// Keeps the symbols of readIndexed() alive.
void keepIndexedAlive(clang::ento::ProgramStateRef State,
                      clang::ento::SymbolReaper &Reaper);

} // namespace spinpair

#endif
