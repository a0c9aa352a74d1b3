//===- PathFormula.h - The conditions of a path as a formula --------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What the analyzer knows of values on a path, as words of bits
// (PathFormula.cpp), what has to hold of them besides, and of the results of
// calls (ComputedAnswers.cpp), and whether all of it holds together
// (Feasibility.cpp).
//
//===----------------------------------------------------------------------===//
#ifndef SPINPAIR_ANALYZER_PATHFORMULA_H
#define SPINPAIR_ANALYZER_PATHFORMULA_H

#include "AddressValues.h"
#include "Answers.h"
#include "BitSolver.h"
#include "Compat.h"
#include "IndexedElements.h"
#include "PassedOver.h"
#include "PathState.h"
#include "PathValues.h"
#include "StableFields.h"

#include "llvm/ADT/DenseMap.h"

#include <set>
#include <vector>

namespace spinpair {

/// A word of the formula; without a term, one of which nothing is known.
struct FormulaWord {
  BitSolver::Term Word = nullptr;
  unsigned Width = 0;
  bool Signed = false;

  explicit operator bool() const { return Word != nullptr; }
};

/// Are these the addresses of two members of one type that have not the same
/// name? No part of an object is two members at once.
bool areOtherMembers(clang::ento::SVal A, clang::ento::SVal B);

/// The conditions of a path as a formula.
class PathFormula {
public:
  PathFormula(BitSolver &Solver, const clang::ento::ExplodedNode *End)
      : Solver(Solver), Last(End->getState()),
        Context(Last->getStateManager().getContext()) {}

  /// Values that calls left as they were.
  void keep(clang::ento::ProgramStateRef State) {
    eachUnchanged(State,
                  [this](clang::ento::SymbolRef Now, clang::ento::SVal Before) {
                    Earlier.try_emplace(Now, Before);
                  });
  }

  /// What the path knows of values.
  void require(clang::ento::ProgramStateRef State);
  void requireDifferent(clang::ento::SVal A, clang::ento::SVal B);

  /// What equal pointers lead to is equal.
  void requireCongruence();
  /// So are the bits that two numbers in memory have in common.
  void requireSameBits();
  /// What the path read by one pointer after it had written it by another one
  /// is what it wrote, if the two are equal: for the analyzer they are not.
  void requireWritten(PathNodes Path);
  /// Members that have not the same name have not the same address.
  void requireDistinctMembers();
  /// The entry of a list that one entry leads to leads back to it.
  void requireRings();
  /// What was written to an element is in it, whatever the index is called.
  void requireWrittenElements(PathNodes Path);
  /// An element by an index that is no number, which the path read after it
  /// had written elements of the array, is one of those.
  void requireIndexed(PathNodes Path);
  /// So are elements by equal indices, and those of a constant table are what
  /// it was initialised with.
  void requireSameElements();
  /// What functions that only compute return is what they compute.
  void requireComputed(llvm::ArrayRef<Answer> Answers);
  /// Calls alike of code that is not seen have said the same. False if there
  /// are no two of which that is asked.
  bool requireSameAnswers(llvm::ArrayRef<Answer> Answers);

  /// Do conditions of the path go together, or not, in a value that the
  /// analyzer made up, and of which no more is known?
  bool restsOnMadeUp() const;
  /// Is a result asked for, and the argument or memory that it was computed
  /// from, in a way that is not known?
  bool restsOnComputed(llvm::ArrayRef<Answer> Answers) const;
  /// All that the path asks.
  llvm::ArrayRef<Question> questions() const { return Questions; }
  /// Is something asked for that was copied on the path, in a way
  /// that was not followed? It may be what is asked of the source.
  bool restsOnCopy(PathNodes Path) const;

  /// Is something asked for behind a pointer that a constant table has? The
  /// analyzer takes what that leads to for something else than what it is by
  /// its own name.
  bool restsOnTables() const;

private:
  using Op = BitSolver::Op;

  /// A number in an element of an array as it was at one time.
  struct Element {
    const clang::ento::ElementRegion *Region;
    /// The way to the number in it.
    std::vector<const clang::FieldDecl *> Members;
    clang::ento::SymbolRef Time;
    FormulaWord Value;
  };

  static clang::ento::SVal plain(clang::ento::SymbolRef Symbol,
                                 clang::ento::SValBuilder &Builder) {
    return clang::ento::Loc::isLocType(Symbol->getType())
               ? clang::ento::SVal(Builder.makeLoc(Symbol))
               : clang::ento::nonloc::SymbolVal(Symbol);
  }
  static clang::ento::SVal canonicalOf(clang::ento::ProgramStateRef State,
                                       clang::ento::SymbolRef Symbol) {
    return canonical(State,
                     plain(Symbol, State->getStateManager().getSValBuilder()));
  }

  unsigned widthOf(clang::QualType Type) const {
    return static_cast<unsigned>(Context.getTypeSize(Type));
  }
  static bool isWord(clang::QualType Type) {
    return !Type.isNull() &&
           (Type->isIntegralOrEnumerationType() || Type->isAnyPointerType() ||
            Type->isBlockPointerType() || Type->isReferenceType());
  }

  FormulaWord number(const llvm::APInt &Value, bool Signed) {
    return {Solver.constant(Value), Value.getBitWidth(), Signed};
  }
  FormulaWord number(const llvm::APSInt &Value) {
    return number(Value, Value.isSigned());
  }

  /// \p A in another width, as a conversion makes it.
  FormulaWord resized(FormulaWord A, unsigned Width, bool Signed) {
    if (A.Width < Width)
      A.Word = Solver.extend(A.Word, Width - A.Width, A.Signed);
    else if (A.Width > Width)
      A.Word = Solver.truncate(A.Word, Width);
    return {A.Word, Width, Signed};
  }
  FormulaWord converted(FormulaWord A, clang::QualType Type) {
    return A ? resized(A, widthOf(Type),
                       Type->isSignedIntegerOrEnumerationType())
             : A;
  }

  /// As operands of a comparison: promoted, and of one type.
  void balance(FormulaWord &A, FormulaWord &B) {
    for (FormulaWord *Each : {&A, &B})
      if (Each->Width < 32)
        *Each = resized(*Each, 32, true);
    const unsigned Width = std::max(A.Width, B.Width);
    const bool Signed = A.Width == B.Width  ? A.Signed && B.Signed
                        : A.Width > B.Width ? A.Signed
                                            : B.Signed;
    A = resized(A, Width, Signed);
    B = resized(B, Width, Signed);
  }

  BitSolver::Term equal(FormulaWord A, FormulaWord B) {
    balance(A, B);
    return Solver.apply(Op::Equal, A.Word, B.Word);
  }
  BitSolver::Term negated(BitSolver::Term Bit) {
    return Solver.apply(Op::Xor, Bit, Solver.constant(llvm::APInt(1, 1)));
  }

  BitSolver::Term implied(BitSolver::Term If, BitSolver::Term Then) {
    return Solver.apply(Op::Or, negated(If), Then);
  }

  void requireIn(FormulaWord Word, const clang::ento::RangeSet &Ranges);
  BitSolver::Term within(FormulaWord Word, FormulaWord From, FormulaWord To);
  void noteAsked(clang::ento::SVal Asked, const clang::ento::RangeSet &Ranges);
  void noteNumber(const clang::ento::TypedValueRegion *Region,
                  clang::ento::SymbolRef Time, FormulaWord Value);
  void noteKeptNumbers();
  void noteElement(const clang::ento::TypedValueRegion *Region,
                   clang::ento::SymbolRef Time, FormulaWord Value);
  void requireInitialised(const Element &Each);
  bool requireInitialised(const Element &Each, const clang::APValue &Whole,
                          llvm::ArrayRef<const clang::ento::MemRegion *> Way,
                          BitSolver::Term Where, unsigned &Budget);
  BitSolver::Term areNumbers(llvm::ArrayRef<NumberedIndex> Indices);
  void requireChoice(clang::ento::SymbolRef Value,
                     const clang::ento::ExplodedNode *Read);
  void requireOthersKept(const clang::ento::TypedValueRegion *Written,
                         clang::ento::SymbolRef Fresh,
                         clang::ento::ProgramStateRef Before);
  void requireInside(const clang::ento::ElementRegion &Place);
  BitSolver::Term equalTo(FormulaWord Word, const clang::APValue &Initial);
  BitSolver::Term areEqual(clang::ento::SVal A, clang::ento::SVal B);
  BitSolver::Term areSamePart(const clang::ento::MemRegion *A,
                              const clang::ento::MemRegion *B);
  bool isAsked(clang::ento::SVal Value) const;
  FormulaWord computedBy(const Answer &Said);
  void requireScanned(const Answer &Said);
  bool asksForCompared(const Answer &Said) const;
  BitSolver::Term foundEqual(const Answer &Said);
  BitSolver::Term sameAnswer(const Answer &A, const Answer &B);

  FormulaWord value(clang::ento::SVal Value);
  FormulaWord address(const clang::ento::MemRegion *Region);
  FormulaWord behind(const clang::ento::MemRegion *Region, unsigned Width);
  FormulaWord symbol(clang::ento::SymbolRef Symbol);
  FormulaWord made(clang::ento::SymbolRef Symbol);
  FormulaWord data(const clang::ento::SymbolData *Data);
  FormulaWord operation(const AddressOperation &Computed, clang::QualType Type);
  FormulaWord bytesBetween(clang::ento::SVal Asked);
  FormulaWord bytesBetween(FormulaWord A, FormulaWord B);
  FormulaWord distance(FormulaWord A, FormulaWord B, clang::QualType Pointer,
                       clang::QualType Type);
  FormulaWord binary(const clang::ento::BinarySymExpr *Binary);
  FormulaWord computed(clang::BinaryOperatorKind How, FormulaWord A,
                       FormulaWord B, clang::QualType Type);
  FormulaWord compared(clang::BinaryOperatorKind How, FormulaWord A,
                       FormulaWord B, clang::QualType Type);

  BitSolver &Solver;
  clang::ento::ProgramStateRef Last; ///< At the end of the path.
  const clang::ASTContext &Context;
  llvm::DenseMap<clang::ento::SymbolRef, clang::ento::SVal> Earlier;
  llvm::DenseMap<clang::ento::SymbolRef, FormulaWord> Symbols;
  llvm::DenseMap<const clang::ento::MemRegion *, FormulaWord> Objects;
  std::set<std::pair<clang::ento::SymbolRef, const void *>> Required;

  /// A cell of memory as it was at one time, behind a pointer.
  struct Cell {
    clang::ento::SymbolRef Pointer, Time;
    int64_t Offset;
    FormulaWord Value;
  };
  std::vector<Cell> Cells;

  /// A number in an object as it was at one time, from a bit on.
  struct Number {
    const clang::ento::MemRegion *Object;
    clang::ento::SymbolRef Time;
    int64_t From;
    unsigned Width; ///< Of the number itself, which its word may extend.
    FormulaWord Value;
  };
  std::vector<Number> Numbers;

  std::vector<Element> Elements;

  /// Members behind pointers, and their addresses.
  std::vector<std::pair<const clang::ento::FieldRegion *, FormulaWord>> Members;

  std::vector<Question> Questions; ///< The last time of each first.
  unsigned Depth = 0;
};

} // namespace spinpair

#endif
