//===- SummaryReader.h - A summary seen from a call -----------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The summary of a function in another file speaks of its parameters and of
// what they lead to. Here that becomes values, places and source text of the
// call at hand.
//
//===----------------------------------------------------------------------===//
#ifndef SPINPAIR_ANALYZER_SUMMARYREADER_H
#define SPINPAIR_ANALYZER_SUMMARYREADER_H

#include "facts/UnitFacts.h"

#include "spinpair/lockset.h"
#include "spinpair/program.h"

#include "clang/StaticAnalyzer/Core/PathSensitive/CallEvent.h"

#include <map>
#include <utility>

namespace spinpair {

class SummaryReader {
public:
  /// \p State is the state before the call. The fields that are read are noted
  /// in \p Facts.
  SummaryReader(const sp_program *Program, const clang::ento::CallEvent &Call,
                clang::ento::ProgramStateRef State, UnitFacts &Facts);

  /// The state is one of those that the conditions of `?:` split the path
  /// into: from here on these are asked.
  void noteSplit() { IsSplit = true; }

  /// Says in \p Event which lock \p Message is: that of a message, or one of
  /// STOR_SPINLOCK.
  void nameLock(sp_node Message, sp_event &Event);

  /// The value of \p Node; unknown if this unit cannot express it.
  clang::ento::SVal value(sp_node Node) { return read(Node).Value; }
  /// The same as a number of type \p To, or a pointer.
  clang::ento::SVal valueAs(sp_node Node, clang::QualType To);
  /// The location of the place \p Node, or unknown.
  clang::ento::SVal location(sp_node Node) { return place(Node).Value; }
  /// Says what the acquire that is effect \p Number, from 1, saved and
  /// returned.
  void noteAcquire(unsigned Number, clang::ento::SVal Saved,
                   clang::ento::SVal Status) {
    Acquires[Number] = {Saved, Status};
  }
  /// The cells that were read so far.
  llvm::ArrayRef<const clang::ento::MemRegion *> cells() const { return Cells; }
  /// What a reader of the call would write for \p Node.
  std::string text(sp_node Node);

private:
  struct Typed {
    clang::ento::SVal Value;
    clang::QualType Type;
  };
  Typed read(sp_node Node);
  Typed place(sp_node Node);
  /// The same; computed in \p As, if it wraps as that does.
  Typed bothTruths(clang::BinaryOperatorKind Kind, const Typed &A,
                   const Typed &B);
  Typed operation(const sp_node_data &Data,
                  clang::QualType As = clang::QualType());
  Typed unary(sp_op Op, const Typed &Of);
  /// The operand of `?:` that is evaluated; none if both may be.
  sp_node chosen(const sp_node_data &Choice);
  clang::QualType typeOf(clang::BinaryOperatorKind Kind, clang::QualType Left,
                         clang::QualType Right) const;
  clang::ento::SVal convertedTo(const Typed &From, clang::QualType To);
  /// \p Base as the record of \p Field, "Record.member", if it is reached
  /// through a pointer to void.
  Typed asRecordOf(llvm::StringRef Field, Typed Base);
  /// Argument \p Index, with the type that it has before it is cast away.
  const clang::Expr *argument(int64_t Index) const;

  const sp_program *Program;
  const clang::ento::CallEvent &Call;
  clang::ento::ProgramStateRef State;
  UnitFacts &Facts;
  bool IsSplit = false;
  llvm::SmallVector<const clang::ento::MemRegion *, 4> Cells;
  std::map<int64_t, std::pair<clang::ento::SVal, clang::ento::SVal>> Acquires;
  clang::ento::SValBuilder &Builder;
  clang::ASTContext &Context;
};

/// The status of an acquire, or what unseen code returned.
extern const char StatusTag;
/// Is it that, or an IRQL that an acquire saved? The path knows what it is.
bool isOfAcquire(const clang::ento::SymbolConjured *Made);
/// What a call returned whose summary does not say what that is.
extern const char UntoldTag;

/// Does \p Condition rest on what a call of a function in another file left in
/// memory, or returned, of which its summary does not say what, while what it
/// did to locks depends on how it went? The two may go together.
bool restsOnUntold(clang::ento::ProgramStateRef State,
                   clang::ento::SVal Condition);

} // namespace spinpair

#endif
