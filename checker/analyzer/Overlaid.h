//===- Overlaid.h - A member of a union, written by way of others ---------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef SPINPAIR_ANALYZER_OVERLAID_H
#define SPINPAIR_ANALYZER_OVERLAID_H

#include "clang/StaticAnalyzer/Core/PathSensitive/ProgramState.h"

#include <optional>

namespace spinpair {

/// The number in \p Place, a part of a union, made of those that were written
/// to members with its bits; the analyzer keeps each member by itself. Unknown
/// if there are none, or nobody knows which one was written last. The same of a
/// local variable that is seen as another type.
clang::ento::SVal assembled(clang::ento::ProgramStateRef State,
                            clang::ento::SVal Place);

/// Where \p Region begins in \p Object, of which it is a part, in bits; -1 if
/// that is no number. The analyzer itself has no offsets in unions.
int64_t bitOffset(const clang::ento::MemRegion *Region,
                  const clang::ento::MemRegion *Object,
                  const clang::ASTContext &Context);

/// Forgets the saved IRQLs in memory outside the stack, as notePutOut() has
/// them, of which some of the \p Bits bits from \p Cell on are part: the path
/// writes these, and \p Cell itself.
clang::ento::ProgramStateRef forgetPutOutAt(clang::ento::ProgramStateRef State,
                                            const clang::ento::MemRegion *Cell,
                                            uint64_t Bits);

/// How many bits the number in \p Region has, which may be a bit-field; 0 if it
/// is no number.
unsigned numberWidth(const clang::ento::TypedValueRegion *Region,
                     const clang::ASTContext &Context);

/// \p Value as a number of \p Width bits, extended to \p Type, whose sign it
/// has; the analyzer writes it to a bit-field as it was computed.
clang::ento::SVal truncated(clang::ento::ProgramStateRef State,
                            clang::ento::SVal Value, unsigned Width,
                            clang::QualType Type);

/// Takes note that \p Cell, which may be part of a union, is about to become
/// \p Value.
clang::ento::ProgramStateRef
noteUnionWrite(clang::ento::ProgramStateRef State,
               const clang::ento::TypedValueRegion *Cell,
               clang::ento::SVal Value);

/// Forgets what was written to unions in memory that has \p Changed in a way
/// that noteUnionWrite() was not told of.
clang::ento::ProgramStateRef
forgetUnions(clang::ento::ProgramStateRef State,
             llvm::ArrayRef<const clang::ento::MemRegion *> Changed);

/// \p After, a state after a call, where what the path has written to unions is
/// as it was in \p Before, if the call can write no member of them.
clang::ento::ProgramStateRef keepUnions(
    clang::ento::ProgramStateRef After, clang::ento::ProgramStateRef Before,
    llvm::function_ref<bool(const clang::ento::TypedValueRegion *)> MayWrite);

/// Keeps the symbols of what was written to unions alive.
void keepUnionsAlive(clang::ento::ProgramStateRef State,
                     clang::ento::SymbolReaper &Reaper);

/// Is \p Cell a local variable, or a part of one, seen as another type, as its
/// bytes are?
bool isView(const clang::ento::TypedValueRegion *Cell,
            clang::ento::ProgramStateRef State);

/// Numbers in memory, and what they become; unknown where nobody can tell.
using Members = llvm::SmallVector<
    std::pair<const clang::ento::TypedValueRegion *, clang::ento::SVal>, 4>;

/// If \p Cell is such a view, the numbers that share its bits, once \p Value is
/// written to it.
Members membersAfter(clang::ento::ProgramStateRef State,
                     const clang::ento::TypedValueRegion *Cell,
                     clang::ento::SVal Value);

/// The numbers behind \p Slot, as far as \p Width bits from its begin reach:
/// all that lie there as a whole. None if the record that they are in is not
/// known, or others lie there, too.
std::optional<llvm::SmallVector<const clang::ento::TypedValueRegion *, 4>>
numbersBehind(clang::ento::ProgramStateRef State,
              const clang::ento::TypedValueRegion *Slot, unsigned Width);

/// The least object that \p Part is, or is a part of, which has \p Bytes bytes
/// from there on; null if none has.
const clang::ento::TypedValueRegion *
objectAround(const clang::ento::TypedValueRegion *Part, uint64_t Bytes,
             const clang::ASTContext &Context);

/// If \p To is in a local variable, and \p From is, too, or in an object with
/// as many bytes, the numbers in the variable which share the bits of the \p
/// Bytes there, once the bytes at \p From are copied to it.
Members membersCopied(clang::ento::ProgramStateRef State,
                      const clang::ento::TypedValueRegion *To,
                      const clang::ento::TypedValueRegion *From,
                      uint64_t Bytes);

/// The numbers and pointers in \p Object, at every level, that are known; of a
/// large one, the first ones.
Members numbersIn(clang::ento::ProgramStateRef State,
                  const clang::ento::TypedValueRegion *Object);

/// The numbers in \p To, once all of it is copied there from \p From, which has
/// another type.
Members numbersCopied(clang::ento::ProgramStateRef State,
                      const clang::ento::TypedValueRegion *To,
                      const clang::ento::TypedValueRegion *From);

/// The widest number in the union that \p Cell is a part of which has all its
/// bits, and what it is once \p Value is written to \p Cell: the analyzer
/// forgets it then. Null if there is none; unknown if its value is not known.
std::pair<const clang::ento::TypedValueRegion *, clang::ento::SVal>
wholeAfter(clang::ento::ProgramStateRef State,
           const clang::ento::TypedValueRegion *Cell, clang::ento::SVal Value);

} // namespace spinpair

#endif
