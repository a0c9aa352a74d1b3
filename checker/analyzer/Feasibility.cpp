//===- Feasibility.cpp ----------------------------------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Feasibility.h"
#include "Answers.h"
#include "BitSolver.h"
#include "CallModels.h"
#include "Compat.h"
#include "Elements.h"
#include "MadeUp.h"
#include "Overlaid.h"
#include "PathState.h"
#include "PathValues.h"
#include "StableFields.h"

#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/DenseSet.h"

#include <set>

using namespace clang;
using namespace ento;

namespace spinpair {

namespace {

using Op = BitSolver::Op;

/// A word of the formula; without a term, one of which nothing is known.
struct Bits {
  BitSolver::Term Word = nullptr;
  unsigned Width = 0;
  bool Signed = false;

  explicit operator bool() const { return Word != nullptr; }
};

/// The conditions of a path as a formula.
class PathFormula {
public:
  PathFormula(BitSolver &Solver, const ExplodedNode *End)
      : Solver(Solver),
        Context(End->getState()->getStateManager().getContext()) {}

  /// Values that calls left as they were.
  void keep(ProgramStateRef State) {
    eachUnchanged(State, [this](SymbolRef Now, SVal Before) {
      Earlier.try_emplace(Now, Before);
    });
  }

  void require(ProgramStateRef State) {
    for (const auto &Constraint : getConstraintMap(State)) {
      const RangeSet &Ranges = Constraint.second; // one of a kind
      if (Ranges.isEmpty())
        continue;
      if (!Required.insert({Constraint.first, &*Ranges.begin()}).second)
        continue;
      const SVal Asked = canonicalOf(State, Constraint.first);
      noteMadeUp(Asked, Ranges);
      if (Bits Word = value(Asked))
        requireIn(Word, Ranges);
    }
  }

  void requireDifferent(SVal A, SVal B) {
    Bits Left = value(A), Right = value(B);
    if (Left && Right)
      Solver.require(negated(equal(Left, Right)));
  }

  /// What equal pointers lead to is equal.
  void requireCongruence();
  /// So are the bits that two numbers in memory have in common.
  void requireSameBits();
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
  /// Is a result asked for, and the argument that it was computed from, in a
  /// way that is not known?
  bool restsOnComputed(llvm::ArrayRef<Answer> Answers) const;
  /// Is something asked for that was copied on the path to \p End, in a way
  /// that was not followed? It may be what is asked of the source.
  bool restsOnCopy(const ExplodedNode *End) const;

private:
  /// A number in an element of an array as it was at one time.
  struct Element {
    const ElementRegion *Region;
    std::vector<const FieldDecl *> Members; ///< The way to the number in it.
    SymbolRef Time;
    Bits Value;
  };

  static SVal plain(SymbolRef Symbol, SValBuilder &Builder) {
    return Loc::isLocType(Symbol->getType()) ? SVal(Builder.makeLoc(Symbol))
                                             : nonloc::SymbolVal(Symbol);
  }
  static SVal canonicalOf(ProgramStateRef State, SymbolRef Symbol) {
    return canonical(State,
                     plain(Symbol, State->getStateManager().getSValBuilder()));
  }

  unsigned widthOf(QualType Type) const {
    return static_cast<unsigned>(Context.getTypeSize(Type));
  }
  static bool isWord(QualType Type) {
    return !Type.isNull() &&
           (Type->isIntegralOrEnumerationType() || Type->isAnyPointerType() ||
            Type->isBlockPointerType() || Type->isReferenceType());
  }

  Bits number(const llvm::APInt &Value, bool Signed) {
    return {Solver.constant(Value), Value.getBitWidth(), Signed};
  }
  Bits number(const llvm::APSInt &Value) {
    return number(Value, Value.isSigned());
  }

  /// \p A in another width, as a conversion makes it.
  Bits resized(Bits A, unsigned Width, bool Signed) {
    if (A.Width < Width)
      A.Word = Solver.extend(A.Word, Width - A.Width, A.Signed);
    else if (A.Width > Width)
      A.Word = Solver.truncate(A.Word, Width);
    return {A.Word, Width, Signed};
  }
  Bits converted(Bits A, QualType Type) {
    return A ? resized(A, widthOf(Type),
                       Type->isSignedIntegerOrEnumerationType())
             : A;
  }

  /// As operands of a comparison: promoted, and of one type.
  void balance(Bits &A, Bits &B) {
    for (Bits *Each : {&A, &B})
      if (Each->Width < 32)
        *Each = resized(*Each, 32, true);
    const unsigned Width = std::max(A.Width, B.Width);
    const bool Signed = A.Width == B.Width  ? A.Signed && B.Signed
                        : A.Width > B.Width ? A.Signed
                                            : B.Signed;
    A = resized(A, Width, Signed);
    B = resized(B, Width, Signed);
  }

  BitSolver::Term equal(Bits A, Bits B) {
    balance(A, B);
    return Solver.apply(Op::Equal, A.Word, B.Word);
  }
  BitSolver::Term negated(BitSolver::Term Bit) {
    return Solver.apply(Op::Xor, Bit, Solver.constant(llvm::APInt(1, 1)));
  }

  BitSolver::Term implied(BitSolver::Term If, BitSolver::Term Then) {
    return Solver.apply(Op::Or, negated(If), Then);
  }

  void requireIn(Bits Word, const RangeSet &Ranges) {
    BitSolver::Term Any = nullptr;
    for (const Range &Each : Ranges) {
      BitSolver::Term In = within(Word, number(Each.From()), number(Each.To()));
      Any = Any ? Solver.apply(Op::Or, Any, In) : In;
    }
    if (Any)
      Solver.require(Any);
  }
  BitSolver::Term within(Bits Word, Bits From, Bits To) {
    // A range is of the type that the analyzer takes the value to have.
    Word = resized(Word, From.Width, From.Signed);
    const Op Below = From.Signed ? Op::SLessEqual : Op::ULessEqual;
    return Solver.apply(Op::And, Solver.apply(Below, From.Word, Word.Word),
                        Solver.apply(Below, Word.Word, To.Word));
  }

  void noteMadeUp(SVal Asked, const RangeSet &Ranges);
  void noteElement(const TypedValueRegion *Region, SymbolRef Time, Bits Value);
  void requireInitialised(const Element &Each);
  BitSolver::Term areEqual(SVal A, SVal B);
  bool isAsked(SVal Value) const;
  Bits computedBy(const Answer &Said);

  Bits value(SVal Value);
  Bits address(const MemRegion *Region);
  Bits symbol(SymbolRef Symbol);
  Bits made(SymbolRef Symbol);
  Bits data(const SymbolData *Data);
  Bits binary(const BinarySymExpr *Binary);
  Bits computed(BinaryOperatorKind How, Bits A, Bits B, QualType Type);
  Bits compared(BinaryOperatorKind How, Bits A, Bits B, QualType Type);

  BitSolver &Solver;
  const ASTContext &Context;
  llvm::DenseMap<SymbolRef, SVal> Earlier;
  llvm::DenseMap<SymbolRef, Bits> Symbols;
  llvm::DenseMap<const MemRegion *, Bits> Objects;
  std::set<std::pair<SymbolRef, const void *>> Required;

  /// A cell of memory as it was at one time, behind a pointer.
  struct Cell {
    SymbolRef Pointer, Time;
    int64_t Offset;
    Bits Value;
  };
  std::vector<Cell> Cells;

  /// A number in an object as it was at one time, from a bit on.
  struct Number {
    const MemRegion *Object;
    SymbolRef Time;
    int64_t From;
    unsigned Width; ///< Of the number itself, which its word may extend.
    Bits Value;
  };
  std::vector<Number> Numbers;

  std::vector<Element> Elements;

  /// Values that were made up: what is asked of each, the last time first.
  llvm::DenseMap<const SymbolData *,
                 std::vector<std::pair<SymbolRef, RangeSet>>>
      Questions;
  unsigned Depth = 0;
};

void PathFormula::noteMadeUp(SVal Asked, const RangeSet &Ranges) {
  SymbolRef Whole = Asked.getAsSymbol();
  if (!Whole)
    return;
  auto Symbols = compat::symbolsIn(Whole);
  for (SymbolRef Each : Symbols) {
    const auto *Data = dyn_cast<SymbolData>(Each);
    if (!Data || Earlier.count(Data) || !madeUpFor(Data) ||
        !isWord(Data->getType()))
      continue;
    auto &Asks = Questions[Data];
    // Later states have all that earlier ones say of a value.
    if (llvm::none_of(Asks,
                      [&](const auto &Ask) { return Ask.first == Whole; }))
      Asks.push_back({Whole, Ranges});
  }
}

/// Is it a comparison that a number may never pass, such as `Count <= 4`?
static bool isBound(SymbolRef Condition) {
  const auto *Compared = dyn_cast<SymIntExpr>(Condition);
  if (!Compared || !BinaryOperator::isRelationalOp(Compared->getOpcode()))
    return false;
  const llvm::APSInt &Number = Compared->getRHS();
  return Number.getActiveBits() > 1;
}

bool PathFormula::restsOnMadeUp() const {
  return llvm::any_of(Questions, [&](const auto &Entry) {
    const SymbolData *Value = Entry.first;
    if (!possibleResults(Value, widthOf(Value->getType())).empty())
      return false; // the formula has them all
    const auto &Asks = Entry.second;
    return Asks.size() > 1 ||
           (Asks[0].first == Value ? !isSingleTest(Asks[0].second)
                                   : isBound(Asks[0].first));
  });
}

Bits PathFormula::value(SVal Value) {
  if (auto Number = Value.getAs<nonloc::ConcreteInt>())
    return number(Number->getValue());
  if (auto Number = Value.getAs<loc::ConcreteInt>())
    return number(Number->getValue());
  if (auto Integer = Value.getAs<nonloc::LocAsInteger>()) {
    Bits Pointer = value(Integer->getLoc());
    return Pointer ? resized(Pointer, Integer->getNumBits(), false) : Pointer;
  }
  if (const MemRegion *Region = Value.getAsRegion())
    return address(Region);
  SymbolRef Symbol = Value.getAsSymbol();
  return Symbol ? symbol(Symbol) : Bits();
}

Bits PathFormula::address(const MemRegion *Region) {
  const unsigned Width = widthOf(Context.VoidPtrTy);
  if (const auto *Pointee = dyn_cast<SymbolicRegion>(Region))
    return symbol(Pointee->getSymbol());
  RegionOffset Offset = Region->getAsOffset();
  const MemRegion *Base = Offset.getRegion();
  if (!Base || Offset.hasSymbolicOffset())
    return {};
  if (Base != Region) {
    Bits Start = address(Base);
    if (!Start)
      return {};
    const int64_t Bytes = Offset.getOffset() / 8;
    return {Solver.apply(
                Op::Add, resized(Start, Width, false).Word,
                Solver.constant(llvm::APInt(Width, static_cast<uint64_t>(Bytes),
                                            /*isSigned=*/true))),
            Width, false};
  }
  auto [Place, IsNew] = Objects.try_emplace(Base);
  if (IsNew) {
    Bits Start = {Solver.variable(Width), Width, false};
    Place->second = Start;
    Solver.require(negated(Solver.apply(
        Op::Equal, Start.Word, Solver.constant(llvm::APInt(Width, 0)))));
  }
  return Objects[Base];
}

Bits PathFormula::symbol(SymbolRef Symbol) {
  auto Known = Symbols.find(Symbol);
  if (Known != Symbols.end())
    return Known->second;
  if (Depth > 64 || !isWord(Symbol->getType()))
    return {};
  ++Depth;
  Bits Made = made(Symbol);
  --Depth;
  return Symbols[Symbol] = Made;
}

Bits PathFormula::made(SymbolRef Symbol) {
  auto Kept = Earlier.find(Symbol);
  if (Kept != Earlier.end()) {
    SVal Before = Kept->second;
    Earlier.erase(Kept); // what it was is not asked for itself
    if (Bits Word = value(Before))
      return converted(Word, Symbol->getType());
  }
  if (const auto *Data = dyn_cast<SymbolData>(Symbol))
    return data(Data);
  if (const auto *Cast = dyn_cast<SymbolCast>(Symbol))
    return converted(symbol(Cast->getOperand()), Cast->getType());
  if (const auto *Binary = dyn_cast<BinarySymExpr>(Symbol))
    return binary(Binary);
  if (auto Unary = compat::unaryOf(Symbol)) {
    Bits Word = converted(symbol(Unary->first), Symbol->getType());
    if (!Word || (Unary->second != UO_Minus && Unary->second != UO_Not))
      return {};
    const llvm::APInt Zero(Word.Width, 0);
    Word.Word = Unary->second == UO_Minus
                    ? Solver.apply(Op::Sub, Solver.constant(Zero), Word.Word)
                    : Solver.apply(Op::Xor, Word.Word, Solver.constant(~Zero));
    return Word;
  }
  return {};
}

Bits PathFormula::data(const SymbolData *Data) {
  const QualType Type = Data->getType();
  unsigned Width = widthOf(Type);
  const TypedValueRegion *Region = nullptr;
  SymbolRef Time = nullptr;
  if (const auto *First = dyn_cast<SymbolRegionValue>(Data)) {
    Region = First->getRegion();
  } else if (const auto *Later = dyn_cast<SymbolDerived>(Data)) {
    Region = Later->getRegion();
    Time = Later->getParentSymbol();
  }
  // There are values that a type has room for and that a cell never has.
  if (Type->isBooleanType())
    Width = 1;
  if (!Loc::isLocType(Type) && savedIrqlIn(nonloc::SymbolVal(Data)))
    Width = std::min(Width, 5u);
  const auto *Field = dyn_cast_or_null<FieldRegion>(Region);
  if (Field && Field->getDecl()->isBitField())
    Width = std::min(Width, compat::bitWidth(Field->getDecl(), Context));
  if (Width == 0)
    return {};
  const bool Signed = Type->isSignedIntegerOrEnumerationType();
  Bits Word = converted({Solver.variable(Width), Width, Signed}, Type);
  BitSolver::Term Any = nullptr;
  for (const llvm::APInt &Each : possibleResults(Data, Word.Width)) {
    BitSolver::Term Is =
        Solver.apply(Op::Equal, Word.Word, Solver.constant(Each));
    Any = Any ? Solver.apply(Op::Or, Any, Is) : Is;
  }
  if (Any)
    Solver.require(Any);
  if (Region) {
    const MemRegion *Object = Region->getBaseRegion();
    const int64_t From = bitOffset(Region, Object, Context);
    if (From >= 0)
      Numbers.push_back({Object, Time, From, Width, Word});
    noteElement(Region, Time, Word);
  }
  if (Region)
    if (const auto *Base = dyn_cast<SymbolicRegion>(Region->getBaseRegion())) {
      RegionOffset Offset = Region->getAsOffset();
      if (Offset.getRegion() == Base && !Offset.hasSymbolicOffset()) {
        (void)symbol(Base->getSymbol());
        Cells.push_back({Base->getSymbol(), Time, Offset.getOffset(), Word});
      }
    }
  return Word;
}

Bits PathFormula::binary(const BinarySymExpr *Binary) {
  Bits A, B;
  if (const auto *Expr = dyn_cast<SymIntExpr>(Binary)) {
    A = symbol(Expr->getLHS());
    B = number(Expr->getRHS());
  } else if (const auto *Expr = dyn_cast<IntSymExpr>(Binary)) {
    A = number(Expr->getLHS());
    B = symbol(Expr->getRHS());
  } else if (const auto *Expr = dyn_cast<SymSymExpr>(Binary)) {
    A = symbol(Expr->getLHS());
    B = symbol(Expr->getRHS());
  }
  if (!A || !B)
    return {};
  const BinaryOperatorKind How = Binary->getOpcode();
  return BinaryOperator::isComparisonOp(How) || BinaryOperator::isLogicalOp(How)
             ? compared(How, A, B, Binary->getType())
             : computed(How, A, B, Binary->getType());
}

Bits PathFormula::compared(BinaryOperatorKind How, Bits A, Bits B,
                           QualType Type) {
  if (BinaryOperator::isLogicalOp(How)) {
    for (Bits *Each : {&A, &B})
      Each->Word = negated(Solver.apply(
          Op::Equal, Each->Word, Solver.constant(llvm::APInt(Each->Width, 0))));
    return converted(
        {Solver.apply(How == BO_LAnd ? Op::And : Op::Or, A.Word, B.Word), 1,
         false},
        Type);
  }
  balance(A, B);
  const Op Less = A.Signed ? Op::SLess : Op::ULess;
  const Op LessEqual = A.Signed ? Op::SLessEqual : Op::ULessEqual;
  BitSolver::Term Bit = nullptr;
  switch (How) {
  case BO_EQ:
    Bit = Solver.apply(Op::Equal, A.Word, B.Word);
    break;
  case BO_NE:
    Bit = negated(Solver.apply(Op::Equal, A.Word, B.Word));
    break;
  case BO_LT:
    Bit = Solver.apply(Less, A.Word, B.Word);
    break;
  case BO_GT:
    Bit = Solver.apply(Less, B.Word, A.Word);
    break;
  case BO_LE:
    Bit = Solver.apply(LessEqual, A.Word, B.Word);
    break;
  case BO_GE:
    Bit = Solver.apply(LessEqual, B.Word, A.Word);
    break;
  default:
    return {};
  }
  return converted({Bit, 1, false}, Type);
}

Bits PathFormula::computed(BinaryOperatorKind How, Bits A, Bits B,
                           QualType Type) {
  if (!Type->isIntegralOrEnumerationType())
    return {};
  A = converted(A, Type);
  B = converted(B, Type);
  Op What;
  switch (How) {
  case BO_Add:
    What = Op::Add;
    break;
  case BO_Sub:
    What = Op::Sub;
    break;
  case BO_Mul:
    What = Op::Mul;
    break;
  case BO_Div:
    What = A.Signed ? Op::SDiv : Op::UDiv;
    break;
  case BO_Rem:
    What = A.Signed ? Op::SRem : Op::URem;
    break;
  case BO_Shl:
    What = Op::Shl;
    break;
  case BO_Shr:
    What = A.Signed ? Op::AShr : Op::LShr;
    break;
  case BO_And:
    What = Op::And;
    break;
  case BO_Or:
    What = Op::Or;
    break;
  case BO_Xor:
    What = Op::Xor;
    break;
  default:
    return {};
  }
  return {Solver.apply(What, A.Word, B.Word), A.Width, A.Signed};
}

void PathFormula::requireCongruence() {
  constexpr size_t Enough = 64; // pairs are many
  const size_t Count = std::min(Cells.size(), Enough);
  for (size_t I = 0; I < Count; ++I)
    for (size_t J = I + 1; J < Count; ++J) {
      const Cell A = Cells[I], B = Cells[J];
      if (A.Pointer == B.Pointer || A.Time != B.Time || A.Offset != B.Offset ||
          A.Value.Width != B.Value.Width)
        continue;
      Bits Left = symbol(A.Pointer), Right = symbol(B.Pointer);
      if (Left && Right)
        Solver.require(
            implied(equal(Left, Right),
                    Solver.apply(Op::Equal, A.Value.Word, B.Value.Word)));
    }
}

void PathFormula::requireSameBits() {
  constexpr size_t Enough = 128; // pairs are many
  const size_t Count = std::min(Numbers.size(), Enough);
  for (size_t I = 0; I < Count; ++I)
    for (size_t J = I + 1; J < Count; ++J) {
      const Number &A = Numbers[I], &B = Numbers[J];
      const int64_t From = std::max(A.From, B.From),
                    To = std::min(A.From + A.Width, B.From + B.Width);
      if (A.Object != B.Object || A.Time != B.Time || From >= To)
        continue;
      auto Common = [&](const Number &Of) {
        Bits Word = Of.Value;
        Word.Word = Solver.apply(
            Op::LShr, Word.Word,
            Solver.constant(llvm::APInt(Word.Width, uint64_t(From - Of.From))));
        return resized(Word, unsigned(To - From), false).Word;
      };
      Solver.require(Solver.apply(Op::Equal, Common(A), Common(B)));
    }
}

void PathFormula::noteElement(const TypedValueRegion *Region, SymbolRef Time,
                              Bits Value) {
  std::vector<const FieldDecl *> Members;
  const MemRegion *Part = Region;
  while (const auto *Field = dyn_cast<FieldRegion>(Part)) {
    Members.push_back(Field->getDecl());
    Part = Field->getSuperRegion();
  }
  if (const auto *Array = dyn_cast<ElementRegion>(Part))
    Elements.push_back({Array, std::move(Members), Time, Value});
}

void PathFormula::requireInitialised(const Element &Each) {
  constexpr uint64_t Most = 64; // elements
  const auto *Array = dyn_cast<VarRegion>(Each.Region->getSuperRegion());
  const auto *Type =
      Array ? Context.getAsConstantArrayType(Array->getValueType()) : nullptr;
  if (!Type || Type->getSize().ugt(Most) || Each.Time)
    return;
  Bits Index = value(Each.Region->getIndex());
  const uint64_t Count = Type->getSize().getZExtValue();
  if (!Index || Index.Width < 8) // as many as there are, and one more
    return;
  bool IsTable = false;
  for (uint64_t I = 0; I < Count; ++I) {
    const auto Number = initialisedWith(Array->getDecl(), I, Each.Members);
    if (!Number)
      continue;
    IsTable = true;
    Solver.require(implied(
        equal(Index, number(llvm::APInt(Index.Width, I), Index.Signed)),
        Solver.apply(Op::Equal, Each.Value.Word,
                     Solver.constant(Number->extOrTrunc(Each.Value.Width)))));
  }
  if (IsTable) // nobody reads beyond it
    Solver.require(
        Solver.apply(Op::ULess, Index.Word,
                     Solver.constant(llvm::APInt(Index.Width, Count))));
}

void PathFormula::requireSameElements() {
  constexpr size_t Enough = 64; // pairs are many
  const size_t Count = std::min(Elements.size(), Enough);
  for (size_t I = 0; I < Count; ++I) {
    const Element A = Elements[I];
    if (!A.Region->getIndex().isConstant())
      requireInitialised(A);
    for (size_t J = I + 1; J < Count; ++J) {
      const Element B = Elements[J];
      if (A.Region == B.Region || A.Time != B.Time || A.Members != B.Members ||
          A.Region->getSuperRegion() != B.Region->getSuperRegion() ||
          A.Region->getElementType() != B.Region->getElementType() ||
          A.Value.Width != B.Value.Width)
        continue;
      if (BitSolver::Term Same =
              areEqual(A.Region->getIndex(), B.Region->getIndex()))
        Solver.require(
            implied(Same, Solver.apply(Op::Equal, A.Value.Word, B.Value.Word)));
    }
  }
}

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
  Bits Left = value(A), Right = value(B);
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

Bits PathFormula::computedBy(const Answer &Said) {
  const auto What = computationOf(Said.Callee.getAsFunctionDecl());
  if (What == Computation::None || Said.Arguments.empty())
    return {};
  const QualType Type = Said.Result->getType();
  Bits Given = converted(value(Said.Arguments[0]), Type);
  if (!Given)
    return {};
  auto Number = [&](uint64_t Value) {
    return Solver.constant(llvm::APInt(Given.Width, Value));
  };
  if (What == Computation::SwapBytes) {
    Bits Swapped = {Number(0), Given.Width, Given.Signed};
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
  Bits By = Said.Arguments.size() > 1
                ? resized(value(Said.Arguments[1]), Given.Width, false)
                : Bits();
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

void PathFormula::requireComputed(llvm::ArrayRef<Answer> Answers) {
  for (const Answer &Said : Answers) {
    if (!Symbols.count(Said.Result))
      continue;
    const Bits Result = symbol(Said.Result), Made = computedBy(Said);
    if (Result && Made)
      Solver.require(Solver.apply(Op::Equal, Result.Word, Made.Word));
  }
}

bool PathFormula::restsOnComputed(llvm::ArrayRef<Answer> Answers) const {
  return llvm::any_of(Answers, [&](const Answer &Said) {
    return Said.IsConst && Symbols.count(Said.Result) &&
           computationOf(Said.Callee.getAsFunctionDecl()) ==
               Computation::None &&
           llvm::any_of(Said.Arguments,
                        [&](SVal Given) { return isAsked(Given); });
  });
}

/// The call that copied memory and for which the analyzer made up \p Value;
/// null if it was something else.
static const CallExpr *copiedBy(const SymbolDerived *Value) {
  const auto *Made = dyn_cast<SymbolConjured>(Value->getParentSymbol());
  const auto *Call =
      dyn_cast_or_null<CallExpr>(Made ? Made->getStmt() : nullptr);
  return Call && copiesMemory(Call->getDirectCallee()) ? Call : nullptr;
}

bool PathFormula::restsOnCopy(const ExplodedNode *End) const {
  llvm::DenseMap<const Stmt *, std::vector<const MemRegion *>> Asked;
  for (const auto &Entry : Symbols)
    if (const auto *Derived = dyn_cast<SymbolDerived>(Entry.first))
      if (const CallExpr *Call = copiedBy(Derived))
        Asked[Call].push_back(Derived->getRegion());
  if (Asked.empty())
    return false;
  for (const ExplodedNode *Node = End; Node; Node = Node->getFirstPred()) {
    auto Point = Node->getLocationAs<PostStmt>();
    auto Copy = Point ? Asked.find(Point->getStmt()) : Asked.end();
    if (Copy == Asked.end())
      continue;
    const MemRegion *Target =
        Node->getSVal(cast<CallExpr>(Copy->first)->getArg(0)).getAsRegion();
    Target = Target ? Target->StripCasts() : nullptr;
    for (const MemRegion *Region : Copy->second)
      if (Target && (Region == Target || Region->isSubRegionOf(Target)))
        return true;
  }
  return false;
}

bool PathFormula::requireSameAnswers(llvm::ArrayRef<Answer> Answers) {
  bool Any = false;
  for (size_t I = 0; I < Answers.size(); ++I)
    for (size_t J = I + 1; J < Answers.size(); ++J) {
      const Answer &A = Answers[I], &B = Answers[J];
      if (A.Callee != B.Callee || A.Arguments.size() != B.Arguments.size() ||
          !Symbols.count(A.Result) || !Symbols.count(B.Result))
        continue;
      const Bits Left = symbol(A.Result), Right = symbol(B.Result);
      if (!Left || !Right)
        continue;
      BitSolver::Term Same = equal(Left, Right);
      for (size_t N = 0; N < A.Arguments.size() && Same; ++N) {
        BitSolver::Term Equal = areEqual(A.Arguments[N], B.Arguments[N]);
        Same = Equal ? implied(Equal, Same) : nullptr;
      }
      if (!Same)
        continue;
      Solver.require(Same);
      Any = true;
    }
  return Any;
}

/// Is it a condition that the analyzer does not keep, as it knows no numbers
/// but whole ones?
static bool comparesFloats(const Stmt *Condition) {
  const auto *Value = dyn_cast_or_null<Expr>(Condition);
  return Value && (Value->getType()->isRealFloatingType() ||
                   llvm::any_of(Value->children(), comparesFloats));
}

/// Does the path ask about floating-point numbers more than once?
static bool restsOnFloats(const ExplodedNode *End) {
  unsigned Count = 0;
  for (const ExplodedNode *Node = End; Node; Node = Node->getFirstPred())
    if (auto Edge = Node->getLocationAs<BlockEdge>())
      Count += comparesFloats(Edge->getSrc()->getTerminatorCondition());
  return Count > 1;
}

/// The states of a path that tell all its conditions: the last one, and those
/// before the analyzer forgot something.
llvm::SmallVector<ProgramStateRef, 0> tellingStates(const ExplodedNode *End) {
  llvm::SmallVector<ProgramStateRef, 0> States;
  const ExplodedNode *Next = nullptr;
  for (const ExplodedNode *Node = End; Node; Node = Node->getFirstPred()) {
    const bool Purged =
        Next && (Next->getLocationAs<PreStmtPurgeDeadSymbols>() ||
                 Next->getLocationAs<PostStmtPurgeDeadSymbols>());
    if (!Next || Purged || Node->getLocationAs<BlockEdge>())
      if (States.empty() || States.back() != Node->getState())
        States.push_back(Node->getState());
    Next = Node;
  }
  return States;
}

} // namespace

/// Is an IRQL, which is not all of the saved ones that it is to differ from,
/// not this one, or not that one? Then it is that of another lock, maybe.
static bool isOfOneOfTwo(const ExplodedNode *End, const Differences &Differ) {
  Differences Irqls, Others;
  for (const auto &Pair : Differ)
    (savedIrqlIn(Pair.second) ? Irqls : Others).push_back(Pair);
  return Irqls.size() > 1 && llvm::any_of(Irqls, [&](const auto &One) {
           Differences Fewer = Others;
           Fewer.push_back(One);
           return chanceOf(End, Fewer) != Chance::None;
         });
}

Chance chanceOf(const ExplodedNode *End, const Differences &Differ) {
  std::unique_ptr<BitSolver> Solver = makeBitSolver();
  if (!Solver)
    return Chance::Some;
  PathFormula Formula(*Solver, End);
  const auto States = tellingStates(End);
  for (const ProgramStateRef &State : States)
    Formula.keep(State);
  for (const ProgramStateRef &State : States)
    Formula.require(State);
  for (const auto &[A, B] : Differ)
    Formula.requireDifferent(A, B);
  const std::vector<Answer> Answers = answersOn(End);
  Formula.requireComputed(Answers);
  Formula.requireCongruence();
  Formula.requireSameBits();
  Formula.requireSameElements();
  const sp_answer Satisfiable = Solver->isSatisfiable();
  if (Satisfiable == SP_NO)
    return isOfOneOfTwo(End, Differ) ? Chance::Apart : Chance::None;
  if (Satisfiable == SP_UNKNOWN || Formula.restsOnMadeUp() ||
      Formula.restsOnComputed(Answers) || Formula.restsOnCopy(End) ||
      restsOnFloats(End))
    return Chance::Untold;
  return Formula.requireSameAnswers(Answers) &&
                 Solver->isSatisfiable() != SP_YES
             ? Chance::Untold
             : Chance::Some;
}

} // namespace spinpair
