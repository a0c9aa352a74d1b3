//===- ComputedAnswers.cpp ------------------------------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What the results of functions that are not seen have to do with their
// arguments, with memory, and with each other.
//
//===----------------------------------------------------------------------===//
#include "CallModels.h"
#include "MadeUp.h"
#include "Overlaid.h"
#include "PathFormula.h"

using namespace clang;
using namespace ento;

namespace spinpair {

/// Are the two pointers to string literals that read the same?
static bool isSameLiteral(SVal A, SVal B) {
  auto LiteralOf = [](SVal Value) -> const StringLiteral * {
    const MemRegion *Region = Value.getAsRegion();
    const auto *String =
        Region ? dyn_cast<StringRegion>(Region->StripCasts()) : nullptr;
    return String ? String->getStringLiteral() : nullptr;
  };
  const StringLiteral *Left = LiteralOf(A), *Right = LiteralOf(B);
  return Left && Right && Left->getBytes() == Right->getBytes();
}

/// Are the two equal? Null if the formula cannot say.
BitSolver::Term PathFormula::areEqual(SVal A, SVal B) {
  if ((A == B && !A.isUnknownOrUndef()) || isSameLiteral(A, B))
    return Solver.constant(llvm::APInt(1, 1));
  FormulaWord Left = value(A), Right = value(B);
  return Left && Right ? equal(Left, Right) : nullptr;
}

bool PathFormula::isAsked(SVal Value) const {
  SymbolRef Whole = Value.getAsSymbol(/*IncludeBaseRegions=*/true);
  if (!Whole)
    return false;
  for (SymbolRef Part : compat::symbolsIn(Whole))
    if (isa<SymbolData>(Part) && Symbols.count(Part))
      return true;
  return false;
}

FormulaWord PathFormula::computedBy(const Answer &Said) {
  const auto What = computationOf(Said.Callee.getAsFunctionDecl());
  if (What == Computation::None || Said.Arguments.empty())
    return {};
  const QualType Type = Said.Result->getType();
  FormulaWord Given = converted(value(Said.Arguments[0]), Type);
  if (!Given)
    return {};
  auto Number = [&](uint64_t Value) {
    return Solver.constant(llvm::APInt(Given.Width, Value));
  };
  if (What == Computation::SwapBytes) {
    FormulaWord Swapped = {Number(0), Given.Width, Given.Signed};
    for (unsigned From = 0; From < Given.Width; From += 8) {
      BitSolver::Term Byte = Solver.apply(
          Op::And, Solver.apply(Op::LShr, Given.Word, Number(From)),
          Number(0xff));
      Swapped.Word = Solver.apply(
          Op::Or, Swapped.Word,
          Solver.apply(Op::Shl, Byte, Number(Given.Width - 8 - From)));
    }
    return Swapped;
  }
  FormulaWord By = Said.Arguments.size() > 1
                       ? resized(value(Said.Arguments[1]), Given.Width, false)
                       : FormulaWord();
  if (!By)
    return {};
  By.Word = Solver.apply(Op::And, By.Word, Number(Given.Width - 1));
  BitSolver::Term Rest =
      Solver.apply(Op::And, Solver.apply(Op::Sub, Number(Given.Width), By.Word),
                   Number(Given.Width - 1));
  const bool IsLeft = What == Computation::RotateLeft;
  Given.Word = Solver.apply(
      Op::Or, Solver.apply(Op::Shl, Given.Word, IsLeft ? By.Word : Rest),
      Solver.apply(Op::LShr, Given.Word, IsLeft ? Rest : By.Word));
  return Given;
}

/// Whether there is a bit that is set, and which one is the lowest or highest.
void PathFormula::requireScanned(const Answer &Said) {
  if (Said.Arguments.size() < 2 ||
      (!Symbols.count(Said.Result) && !isAsked(Said.Put)))
    return;
  const FormulaWord Mask = value(Said.Arguments[1]),
                    Found = symbol(Said.Result);
  if (!Mask || !Found)
    return;
  auto Zero = [&](const FormulaWord &Of) {
    return Solver.constant(llvm::APInt(Of.Width, 0));
  };
  const BitSolver::Term IsEmpty =
      Solver.apply(Op::Equal, Mask.Word, Zero(Mask));
  Solver.require(Solver.apply(
      Op::Equal, IsEmpty, Solver.apply(Op::Equal, Found.Word, Zero(Found))));
  const FormulaWord Index = resized(value(Said.Put), Mask.Width, false);
  if (!Index)
    return;
  auto Shifted = [&](BitSolver::Term Word, uint64_t By) {
    return Solver.apply(Op::LShr, Word,
                        Solver.constant(llvm::APInt(Mask.Width, By)));
  };
  const BitSolver::Term One = Solver.constant(llvm::APInt(Mask.Width, 1));
  const BitSolver::Term Above = Solver.apply(Op::LShr, Mask.Word, Index.Word);
  const BitSolver::Term Below = Solver.apply(
      Op::And, Mask.Word,
      Solver.apply(Op::Sub, Solver.apply(Op::Shl, One, Index.Word), One));
  const BitSolver::Term Rest =
      computationOf(Said.Callee.getAsFunctionDecl()) == Computation::LowestBit
          ? Below
          : Shifted(Above, 1);
  for (const BitSolver::Term Holds :
       {Solver.apply(Op::ULess, Index.Word,
                     Solver.constant(llvm::APInt(Mask.Width, Mask.Width))),
        Solver.apply(Op::Equal, Solver.apply(Op::And, Above, One), One),
        Solver.apply(Op::Equal, Rest, Zero(Mask))})
    Solver.require(Solver.apply(Op::Or, IsEmpty, Holds));
}

void PathFormula::requireComputed(llvm::ArrayRef<Answer> Answers) {
  for (const Answer &Said : Answers) {
    const Computation What = computationOf(Said.Callee.getAsFunctionDecl());
    if (What == Computation::LowestBit || What == Computation::HighestBit) {
      requireScanned(Said);
      continue;
    }
    if (!Symbols.count(Said.Result))
      continue;
    const FormulaWord Result = symbol(Said.Result), Made = computedBy(Said);
    if (Result && Made)
      Solver.require(Solver.apply(Op::Equal, Result.Word, Made.Word));
  }
}

/// Does the path ask for memory that \p Said compared?
bool PathFormula::asksForCompared(const Answer &Said) const {
  // Of blocks, the third argument is how long they are.
  std::optional<int64_t> Bits;
  if (Said.Arguments.size() > 2)
    if (auto Bytes = Said.Arguments[2].getAs<nonloc::ConcreteInt>()) {
      const llvm::APSInt &Length = Bytes->getValue();
      Bits = static_cast<int64_t>(Length.getLimitedValue(1U << 28)) * 8;
    }
  for (const SVal &Given : Said.Arguments) {
    const MemRegion *Block = Given.getAsRegion();
    if (!Block)
      continue;
    const MemRegion *Object = Block->getBaseRegion();
    const int64_t From = bitOffset(Block, Object, Context);
    for (const auto &Entry : Symbols) {
      const MemRegion *Cell = nullptr;
      if (const auto *First = dyn_cast<SymbolRegionValue>(Entry.first))
        Cell = First->getRegion();
      else if (const auto *Later = dyn_cast<SymbolDerived>(Entry.first))
        Cell = Later->getRegion();
      if (!Cell || Cell->getBaseRegion() != Object)
        continue;
      const int64_t At = bitOffset(Cell, Object, Context);
      const int64_t Width =
          static_cast<int64_t>(widthOf(Entry.first->getType()));
      if (At < 0 || From < 0 ||
          (At + Width > From && (!Bits || At < From + *Bits)))
        return true;
    }
  }
  return false;
}

bool PathFormula::restsOnComputed(llvm::ArrayRef<Answer> Answers) const {
  return llvm::any_of(Answers, [&](const Answer &Said) {
    if (!Symbols.count(Said.Result))
      return false;
    const FunctionDecl *Callee = Said.Callee.getAsFunctionDecl();
    if (comparesMemory(Callee))
      return asksForCompared(Said);
    return Said.IsConst && computationOf(Callee) == Computation::None &&
           llvm::any_of(Said.Arguments,
                        [&](SVal Given) { return isAsked(Given); });
  });
}

/// Has \p Said found two blocks of memory to be equal? Null if that is not what
/// it was asked.
BitSolver::Term PathFormula::foundEqual(const Answer &Said) {
  const sp_memory_call *Row = memoryCall(Said.Callee.getAsFunctionDecl());
  if (!Row || Row->kind != SP_MEMORY_COMPARE || Said.Arguments.size() != 3)
    return nullptr;
  const FormulaWord Result = symbol(Said.Result);
  const llvm::StringRef Name = Row->name;
  if (Name == "RtlCompareMemory") { // says how many bytes are equal
    const FormulaWord Size = value(Said.Arguments[2]);
    return Size ? equal(Result, Size) : nullptr;
  }
  const BitSolver::Term IsZero = Solver.apply(
      Op::Equal, Result.Word, Solver.constant(llvm::APInt(Result.Width, 0)));
  if (Name == "RtlEqualMemory")
    return negated(IsZero);
  return Name == "memcmp" || Name == "bcmp" ? IsZero : nullptr;
}

/// That \p A and \p B have said the same if they were asked the same. Null if
/// that cannot be said, or nobody asks.
BitSolver::Term PathFormula::sameAnswer(const Answer &A, const Answer &B) {
  if (A.Arguments.size() != B.Arguments.size() || !Symbols.count(A.Result) ||
      !Symbols.count(B.Result))
    return nullptr;
  const FormulaWord Left = symbol(A.Result), Right = symbol(B.Result);
  if (!Left || !Right)
    return nullptr;
  BitSolver::Term Same = nullptr;
  if (A.Callee == B.Callee) {
    Same = equal(Left, Right);
  } else {
    const BitSolver::Term LeftIs = foundEqual(A), RightIs = foundEqual(B);
    Same =
        LeftIs && RightIs ? Solver.apply(Op::Equal, LeftIs, RightIs) : nullptr;
  }
  for (size_t N = 0; N < A.Arguments.size() && Same; ++N) {
    BitSolver::Term Equal = areEqual(A.Arguments[N], B.Arguments[N]);
    Same = Equal ? implied(Equal, Same) : nullptr;
  }
  return Same;
}

bool PathFormula::requireSameAnswers(llvm::ArrayRef<Answer> Answers) {
  bool Any = false;
  for (size_t I = 0; I < Answers.size(); ++I)
    for (size_t J = I + 1; J < Answers.size(); ++J) {
      const BitSolver::Term Same = sameAnswer(Answers[I], Answers[J]);
      if (!Same)
        continue;
      Solver.require(Same);
      Any = true;
    }
  return Any;
}

} // namespace spinpair
