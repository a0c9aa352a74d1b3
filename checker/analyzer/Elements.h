//===- Elements.h - Elements of arrays by an index that is no number ------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef SPINPAIR_ANALYZER_ELEMENTS_H
#define SPINPAIR_ANALYZER_ELEMENTS_H

#include "clang/StaticAnalyzer/Core/PathSensitive/ProgramState.h"

#include <optional>

namespace spinpair {

class UnitFacts;

/// The value of \p Cell. Of an element by an index that is no number the
/// analyzer says nothing, so that not even twice the same element has the same
/// value; and if one is written, it says nothing of the whole object any more.
/// Here it is a symbol for what was there when the path began, or since the
/// last call or write that may have changed it.
clang::ento::SVal valueIn(clang::ento::ProgramStateRef State,
                          const clang::ento::TypedValueRegion *Cell);

/// What \p Cell is a part of; null if it is a whole object.
const clang::ento::MemRegion *outerOf(const clang::ento::MemRegion *Cell);

/// What \p Region is without the casts of the pointer to it: where bytes of an
/// array are pointed to, the element or member that begins there.
const clang::ento::MemRegion *withoutCasts(const clang::ento::MemRegion *Region,
                                           clang::ento::SValBuilder &Builder);

/// An index that is no number, and the number that is taken for it.
using NumberedIndex = std::pair<clang::ento::NonLoc, uint64_t>;
/// How many elements there are in an object of which an element is asked for by
/// an index that is no number; none if that is not known, or too many.
using CountElements = llvm::function_ref<std::optional<uint64_t>(
    const clang::ento::MemRegion *Whole, const clang::ento::ElementRegion *)>;
/// False if that is enough.
using TakeNumbered = llvm::function_ref<bool(
    const clang::ento::TypedValueRegion *, llvm::ArrayRef<NumberedIndex>)>;

/// Calls \p Take with the cells that \p Cell may be, by any numbers in place of
/// the indices on the way to it that are none, and with these. False if it has
/// not had all of them.
bool eachNumbering(const clang::ento::TypedValueRegion *Cell,
                   clang::ento::SValBuilder &Builder, CountElements Count,
                   TakeNumbered Take);

/// The type of the array of constant size that \p Whole is; null if it is none.
const clang::ConstantArrayType *arrayTypeOf(const clang::ento::MemRegion *Whole,
                                            const clang::ASTContext &Context);

/// Is \p Cell an element by an index that is no number, or a part of one?
bool isByAnyIndex(const clang::ento::MemRegion *Cell);

/// The same, of one that is in no local variable.
bool isScattered(clang::ento::ProgramStateRef State,
                 const clang::ento::MemRegion *Cell);

/// Takes note that such a \p Cell is about to be written. From then on \p Fresh
/// stands for what the analyzer does not say of the object, and each of \p
/// Known, cells of it that the path rests on, has the value that it has now, if
/// it is surely not the one that is written; a path that needs it to have
/// another one, if it may be, shows nothing.
clang::ento::ProgramStateRef
noteScattered(clang::ento::ProgramStateRef State,
              const clang::ento::MemRegion *Cell, clang::ento::SymbolRef Fresh,
              llvm::ArrayRef<const clang::ento::MemRegion *> Known);

/// May \p Cell, which is no part of \p Written, be one all the same, as an
/// index on the way may be the same number as that on the way to the other?
bool mayBePartOf(clang::ento::ProgramStateRef State,
                 const clang::ento::MemRegion *Cell,
                 const clang::ento::MemRegion *Written);

/// Takes note that \p Value is about to be written to \p Cell, which is an
/// element by a number, or a part of one: those of \p Known, cells that the
/// path rests on, that are of elements by other indices may be the same one.
/// The analyzer takes them for others, and for as they were. Each is a symbol
/// from then on that \p MakeFresh gives; a path that needs it to have another
/// value than before shows nothing, unless its index is surely another one.
clang::ento::ProgramStateRef
noteNumbered(clang::ento::ProgramStateRef State,
             const clang::ento::TypedValueRegion *Cell, clang::ento::SVal Value,
             llvm::function_ref<clang::ento::SymbolRef()> MakeFresh);

/// Is \p Cell such an element by another index, and what the analyzer says of
/// it older than a write that was noted?
bool mayBeNumbered(clang::ento::ProgramStateRef State,
                   const clang::ento::MemRegion *Cell);

/// Forgets what noteNumbered() noted of parts of \p Changed, of which the
/// analyzer itself says something new.
clang::ento::ProgramStateRef
forgetNumbered(clang::ento::ProgramStateRef State,
               llvm::ArrayRef<const clang::ento::MemRegion *> Changed);

/// What noteScattered() was given last for the object that \p Cell is a part
/// of; null if nothing was.
clang::ento::SymbolRef scatteredBy(clang::ento::ProgramStateRef State,
                                   const clang::ento::MemRegion *Cell);

/// The initialiser of \p Cell, a variable that is only read or a part of one by
/// number and member; null if there is none.
const clang::Expr *constantInitializer(const clang::ento::MemRegion *Cell,
                                       const UnitFacts &Facts);

/// The number that \p Cell was initialised with, a variable that is only read,
/// or a part of one by number and member; none if that is no number.
std::optional<llvm::APSInt>
initialNumber(const clang::ento::TypedValueRegion *Cell,
              const UnitFacts &Facts);

/// Takes note that \p Cell is read, which may be part of a table that nobody
/// writes, by an index that is no number.
clang::ento::ProgramStateRef
noteOnlyRead(clang::ento::ProgramStateRef State,
             const clang::ento::TypedValueRegion *Cell, const UnitFacts &Facts);

/// What \p Table was initialised with, of constants or that nobody writes; null
/// if that is not known.
const clang::APValue *initialValue(clang::ento::ProgramStateRef State,
                                   const clang::VarDecl *Table);

/// A step from an object to a part of it: a member, or the element of an index.
struct TableStep {
  const clang::FieldDecl *Member;
  uint64_t Index;
};

/// The part of \p Whole that \p Step leads to; null if it is not known.
const clang::APValue *partOf(const clang::APValue &Whole,
                             const TableStep &Step);

/// Keeps the symbols of noteScattered() and noteNumbered() alive.
void keepScatteredAlive(clang::ento::ProgramStateRef State,
                        clang::ento::SymbolReaper &Reaper);

} // namespace spinpair

#endif
