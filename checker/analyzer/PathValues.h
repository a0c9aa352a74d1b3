//===- PathValues.h - Values of a path, asked by the automaton ------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The automaton's handles are interned SVals; this answers its questions about
// them in one program state.
//
//===----------------------------------------------------------------------===//
#ifndef SPINPAIR_ANALYZER_PATHVALUES_H
#define SPINPAIR_ANALYZER_PATHVALUES_H

#include "Feasibility.h"
#include "spinpair/lockset.h"

#include "clang/StaticAnalyzer/Core/PathSensitive/ProgramState.h"
#include "clang/StaticAnalyzer/Core/PathSensitive/SymbolManager.h"

namespace spinpair {

/// The automaton's handle of \p Value. Lives as long as the state manager.
sp_value handleOf(clang::ento::ProgramStateRef State, clang::ento::SVal Value);

/// The value behind a handle; UnknownVal behind 0.
clang::ento::SVal valueOf(sp_value Handle);

/// What stands for the object of a lock that nothing names, of which there is
/// one.
sp_value oneLock(clang::ento::ProgramStateRef State);

/// The kind of lock that a STOR_SPINLOCK of \p Value is.
sp_lock_kind kindOf(clang::ento::ProgramStateRef State,
                    clang::ento::SVal Value);

/// The symbol of an IRQL that an acquire on this path saved, or null. Sees
/// through casts.
clang::ento::SymbolRef savedIrqlIn(clang::ento::SVal Value);

/// Marks the symbols that stand for saved IRQLs.
extern const char SavedIrqlTag;

/// What the analyzer made up at a call, if \p Value is that or, of memory that
/// the call may have changed, a part of it; else null.
const clang::ento::SymbolConjured *conjuredFor(clang::ento::SymbolRef Value);

/// Does \p Value hold \p Symbol, or something computed from it?
bool mentions(clang::ento::SVal Value, clang::ento::SymbolRef Symbol);

/// Does the memory of \p Region hold \p Symbol? Looks into structures and small
/// arrays.
bool holds(clang::ento::ProgramStateRef State,
           const clang::ento::MemRegion *Region, clang::ento::SymbolRef Symbol);

/// Is \p Value a copy of a structure that holds \p Symbol?
bool isCopyWith(clang::ento::ProgramStateRef State, clang::ento::SVal Value,
                clang::ento::SymbolRef Symbol);

/// Do bits that \p Condition is made of rule out that it is \p Truth, whatever
/// the symbols in it are? The analyzer knows ranges, and not that bit 1 of
/// `(flags & ~2) | 2` is set.
bool isRuledOutByBits(clang::ento::SVal Condition, bool Truth);

/// Is nothing left of a masked value, such as Flags & 0x100, in a type of
/// \p Width bits? The analyzer takes a cast to keep all.
bool losesMask(clang::ento::SVal Value, unsigned Width);

/// Left How Right as SValBuilder::evalBinOp() has it, which asks for two
/// addresses or two numbers; unknown if one of each is given, as where a number
/// was kept in a pointer. The sum of an address and a number is not for it.
clang::ento::SVal evaluated(clang::ento::ProgramStateRef State,
                            clang::BinaryOperatorKind How,
                            clang::ento::SVal Left, clang::ento::SVal Right,
                            clang::QualType Type);

/// ~ or - of \p Value, computed in \p Type; unknown if that cannot be said.
clang::ento::SVal complemented(clang::ento::ProgramStateRef State,
                               clang::UnaryOperatorKind How,
                               clang::ento::SVal Value, clang::QualType Type);

/// \p Value, which the analyzer took unchanged into \p Type, as the conversion
/// makes it: where it may not keep the number, a symbol says so.
clang::ento::SVal converted(clang::ento::ProgramStateRef State,
                            clang::ento::SVal Value, clang::QualType Type);

/// Has \p Symbol room in \p Width bits, with a sign or without, whatever it is?
bool isNarrow(clang::ento::SymbolRef Symbol, unsigned Width, bool Signed,
              const clang::ASTContext &Context);

/// A function that is about to end, and what it returns.
struct Ending {
  const clang::StackFrameContext *Frame;
  clang::ento::SVal Returned;
  bool IsEntryPoint; ///< Nobody above it: memory that it was given is no way
                     ///< to hand a lock over.
  bool MakesObject;  ///< What it returns is made by a constructor, where the
                     ///< caller has it: what is in it is not known.
};

/// Answers questions in one state. Holds references only; build one for each
/// event.
class PathValues {
public:
  /// \p InEntryPoint: the path started in a callback of the port driver.
  PathValues(clang::ento::ProgramStateRef State, bool InEntryPoint,
             const Ending *End = nullptr)
      : State(std::move(State)), InEntryPoint(InEntryPoint), End(End) {}

  sp_questions questions();

  sp_answer sameMessage(clang::ento::SVal A, clang::ento::SVal B) const;
  sp_answer sameAdapter(clang::ento::SVal A, clang::ento::SVal B) const;
  /// Do the constraints of the path say that two numbers, or two pointers, are
  /// not equal? A report needs less than that, and a proof needs that.
  bool surelyDiffer(clang::ento::SVal A, clang::ento::SVal B) const {
    return equal(A, B) == SP_NO;
  }
  /// The same of two objects, by pointers to them: members of one name, and
  /// whole variables, are no other member.
  bool surelyOtherObject(clang::ento::SVal A, clang::ento::SVal B) const;
  sp_answer isSaved(clang::ento::SVal Irql, clang::ento::SVal Saved) const;
  sp_answer failed(clang::ento::SVal Status) const;
  sp_answer isNull(clang::ento::SVal Pointer) const;
  sp_answer handedIn(clang::ento::SVal Irql) const;
  sp_answer reachable(clang::ento::SVal Saved) const;
  sp_answer callerKnows(clang::ento::SVal Object) const;

  /// What NO was said of so far.
  const Differences &differences() const { return Differ; }

private:
  sp_answer tellDifferent(clang::ento::SVal A, clang::ento::SVal B,
                          sp_answer Answer) const;
  sp_answer compareMessages(clang::ento::SVal A, clang::ento::SVal B) const;
  sp_answer compareAdapters(clang::ento::SVal A, clang::ento::SVal B) const;
  sp_answer compareIrqls(clang::ento::SVal Irql, clang::ento::SVal Saved) const;
  /// Without casts, and as it was before calls that left it as it was.
  clang::ento::SVal plain(clang::ento::SVal Value) const;
  /// Do the constraints of the path say that two values are (un)equal, as they
  /// stand, or without casts?
  sp_answer compare(clang::ento::SVal A, clang::ento::SVal B) const;
  sp_answer equal(clang::ento::SVal A, clang::ento::SVal B) const;

  clang::ento::ProgramStateRef State;
  bool InEntryPoint;
  const Ending *End;
  mutable Differences Differ;
};

} // namespace spinpair

#endif
