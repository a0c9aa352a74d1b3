//===- PathFormula.cpp ----------------------------------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "PathFormula.h"
#include "MadeUp.h"
#include "Overlaid.h"

using namespace clang;
using namespace ento;

namespace spinpair {

/// Two pointers of which the analyzer has the difference; null if it is none.
static const SymSymExpr *pointersIn(SymbolRef Symbol) {
  const auto *Both = dyn_cast_or_null<SymSymExpr>(Symbol);
  return Both && Both->getOpcode() == BO_Sub &&
                 Both->getLHS()->getType()->isAnyPointerType() &&
                 Both->getRHS()->getType()->isAnyPointerType()
             ? Both
             : nullptr;
}

/// Do \p Ranges of the difference of two pointers tell no more than which is
/// the lower one? For the analyzer `A < B` is `B - A > 0`.
static bool asksOrder(SVal Asked, const RangeSet &Ranges) {
  return pointersIn(Asked.getAsSymbol()) &&
         llvm::all_of(Ranges, [](const Range &Each) {
           return (Each.From().isMinValue() || Each.From() == 0 ||
                   Each.From() == 1) &&
                  (Each.To().isMaxValue() || Each.To() == 0 ||
                   Each.To().isAllOnes());
         });
}

FormulaWord PathFormula::value(SVal Value) {
  if (auto Number = Value.getAs<nonloc::ConcreteInt>())
    return number(Number->getValue());
  if (auto Number = Value.getAs<loc::ConcreteInt>())
    return number(Number->getValue());
  if (auto Integer = Value.getAs<nonloc::LocAsInteger>()) {
    FormulaWord Pointer = value(Integer->getLoc());
    return Pointer ? resized(Pointer, Integer->getNumBits(), false) : Pointer;
  }
  if (const MemRegion *Region = Value.getAsRegion())
    return address(Region);
  SymbolRef Symbol = Value.getAsSymbol();
  return Symbol ? symbol(Symbol) : FormulaWord();
}

FormulaWord PathFormula::address(const MemRegion *Region) {
  const unsigned Width = widthOf(Context.VoidPtrTy);
  if (const auto *Pointee = dyn_cast<SymbolicRegion>(Region))
    return symbol(Pointee->getSymbol());
  RegionOffset Offset = Region->getAsOffset();
  const MemRegion *Base = Offset.getRegion();
  if (!Base)
    return {};
  if (Offset.hasSymbolicOffset())
    return behind(Region, Width);
  if (Base != Region) {
    FormulaWord Start = address(Base);
    if (!Start)
      return {};
    const int64_t Bytes = Offset.getOffset() / 8;
    const FormulaWord Part = {
        Solver.apply(
            Op::Add, resized(Start, Width, false).Word,
            Solver.constant(llvm::APInt(Width, static_cast<uint64_t>(Bytes),
                                        /*isSigned=*/true))),
        Width, false};
    if (const auto *Member = dyn_cast<FieldRegion>(Region))
      if (llvm::none_of(Members, [&](const auto &Known) {
            return Known.first == Member;
          }))
        Members.push_back({Member, Part});
    return Part;
  }
  auto [Place, IsNew] = Objects.try_emplace(Base);
  if (IsNew) {
    FormulaWord Start = {Solver.variable(Width), Width, false};
    Place->second = Start;
    Solver.require(negated(Solver.apply(
        Op::Equal, Start.Word, Solver.constant(llvm::APInt(Width, 0)))));
  }
  return Objects[Base];
}

/// The address of an element by an index that is not known, or of a member
/// behind one.
FormulaWord PathFormula::behind(const MemRegion *Region, unsigned Width) {
  const auto *Part = dyn_cast<SubRegion>(Region);
  FormulaWord Start = Part ? address(Part->getSuperRegion()) : FormulaWord();
  BitSolver::Term Offset = nullptr;
  if (const auto *Element = dyn_cast<ElementRegion>(Region)) {
    const FormulaWord Index = value(Element->getIndex());
    if (Index && !Element->getElementType()->isIncompleteType())
      Offset = Solver.apply(
          Op::Mul, resized(Index, Width, false).Word,
          Solver.constant(llvm::APInt(
              Width, Context.getTypeSizeInChars(Element->getElementType())
                         .getQuantity())));
  } else if (const auto *Field = dyn_cast<FieldRegion>(Region)) {
    Offset = Solver.constant(
        llvm::APInt(Width, Context.getFieldOffset(Field->getDecl()) /
                               static_cast<uint64_t>(Context.getCharWidth())));
  }
  if (!Start || !Offset)
    return {};
  return {Solver.apply(Op::Add, resized(Start, Width, false).Word, Offset),
          Width, false};
}

FormulaWord PathFormula::symbol(SymbolRef Symbol) {
  auto Known = Symbols.find(Symbol);
  if (Known != Symbols.end())
    return Known->second;
  if (Depth > 64 || !isWord(Symbol->getType()))
    return {};
  ++Depth;
  FormulaWord Made = made(Symbol);
  --Depth;
  return Symbols[Symbol] = Made;
}

FormulaWord PathFormula::made(SymbolRef Symbol) {
  auto Kept = Earlier.find(Symbol);
  if (Kept != Earlier.end()) {
    SVal Before = Kept->second;
    Earlier.erase(Kept); // what it was is not asked for itself
    if (FormulaWord Word = converted(value(Before), Symbol->getType())) {
      if (const auto *Now = dyn_cast<SymbolDerived>(Symbol)) {
        noteNumber(Now->getRegion(), Now->getParentSymbol(), Word);
        noteElement(Now->getRegion(), Now->getParentSymbol(), Word);
      }
      return Word;
    }
  }
  if (const AddressOperation *Computed = operationOf(Symbol))
    return operation(*Computed, Symbol->getType());
  if (const auto *Data = dyn_cast<SymbolData>(Symbol))
    return data(Data);
  if (const auto *Cast = dyn_cast<SymbolCast>(Symbol))
    return converted(symbol(Cast->getOperand()), Cast->getType());
  if (const auto *Binary = dyn_cast<BinarySymExpr>(Symbol))
    return binary(Binary);
  if (auto Unary = compat::unaryOf(Symbol)) {
    FormulaWord Word = converted(symbol(Unary->first), Symbol->getType());
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

FormulaWord PathFormula::data(const SymbolData *Data) {
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
  FormulaWord Word = converted({Solver.variable(Width), Width, Signed}, Type);
  BitSolver::Term Any = nullptr;
  for (const llvm::APInt &Each : possibleResults(Data, Word.Width)) {
    BitSolver::Term Is =
        Solver.apply(Op::Equal, Word.Word, Solver.constant(Each));
    Any = Any ? Solver.apply(Op::Or, Any, Is) : Is;
  }
  if (Any)
    Solver.require(Any);
  if (Region) {
    noteNumber(Region, Time, Word);
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

FormulaWord PathFormula::bytesBetween(SVal Asked) {
  const SymSymExpr *Both = pointersIn(Asked.getAsSymbol());
  const FormulaWord A = symbol(Both->getLHS()), B = symbol(Both->getRHS());
  return A && B ? bytesBetween(A, B) : FormulaWord();
}

/// By how many bytes \p A is behind \p B, two addresses in one array, which is
/// not half of memory.
FormulaWord PathFormula::bytesBetween(FormulaWord A, FormulaWord B) {
  const FormulaWord Bytes = {Solver.apply(Op::Sub, A.Word, B.Word), A.Width,
                             true};
  const BitSolver::Term IsBehind = Solver.apply(
      Op::SLess, Solver.constant(llvm::APInt(A.Width, 0)), Bytes.Word);
  Solver.require(Solver.apply(Op::Equal, IsBehind,
                              Solver.apply(Op::ULess, B.Word, A.Word)));
  return Bytes;
}

/// By how many elements.
FormulaWord PathFormula::distance(FormulaWord A, FormulaWord B,
                                  QualType Pointer, QualType Type) {
  const unsigned Width = A.Width;
  FormulaWord Bytes = bytesBetween(A, B);
  const QualType Element = Pointer->getPointeeType();
  if (!Element->isIncompleteType() && !Element->isFunctionType()) {
    const uint64_t Size = static_cast<uint64_t>(
        Context.getTypeSizeInChars(Element).getQuantity());
    if (Size > 1)
      Bytes.Word = Solver.apply(Op::SDiv, Bytes.Word,
                                Solver.constant(llvm::APInt(Width, Size)));
  }
  return converted(Bytes, Type);
}

bool areOtherMembers(SVal A, SVal B) {
  const auto *Left = dyn_cast_or_null<FieldRegion>(A.getAsRegion());
  const auto *Right = dyn_cast_or_null<FieldRegion>(B.getAsRegion());
  if (!Left || !Right)
    return false;
  const FieldDecl *One = Left->getDecl()->getCanonicalDecl(),
                  *Other = Right->getDecl()->getCanonicalDecl();
  return One != Other && !One->getParent()->isUnion() &&
         !Other->getParent()->isUnion() &&
         One->getType().getCanonicalType().getUnqualifiedType() ==
             Other->getType().getCanonicalType().getUnqualifiedType();
}

FormulaWord PathFormula::operation(const AddressOperation &Computed,
                                   QualType Type) {
  const QualType Operands = Computed.Operands;
  if (Computed.How == BO_EQ && areOtherMembers(Computed.Left, Computed.Right))
    return converted(number(llvm::APInt(1, 0), false), Type);
  const FormulaWord Left = converted(value(Computed.Left), Operands);
  const bool IsShift =
      Computed.How == BO_Shl || Computed.How == BO_Shr; // by any type
  const FormulaWord Right = IsShift
                                ? value(Computed.Right)
                                : converted(value(Computed.Right), Operands);
  if (!Left || !Right)
    return {};
  if (BinaryOperator::isComparisonOp(Computed.How))
    return compared(Computed.How, Left, Right, Type);
  if (Operands->isAnyPointerType())
    return Computed.How == BO_Sub ? distance(Left, Right, Operands, Type)
                                  : FormulaWord();
  return converted(computed(Computed.How, Left, Right, Operands), Type);
}

FormulaWord PathFormula::binary(const BinarySymExpr *Binary) {
  FormulaWord A, B;
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
  if (const SymSymExpr *Pointers = pointersIn(Binary))
    return distance(A, B, Pointers->getLHS()->getType(), Binary->getType());
  const BinaryOperatorKind How = Binary->getOpcode();
  return BinaryOperator::isComparisonOp(How) || BinaryOperator::isLogicalOp(How)
             ? compared(How, A, B, Binary->getType())
             : computed(How, A, B, Binary->getType());
}

FormulaWord PathFormula::compared(BinaryOperatorKind How, FormulaWord A,
                                  FormulaWord B, QualType Type) {
  if (BinaryOperator::isLogicalOp(How)) {
    for (FormulaWord *Each : {&A, &B})
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

FormulaWord PathFormula::computed(BinaryOperatorKind How, FormulaWord A,
                                  FormulaWord B, QualType Type) {
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

/// The largest object that \p Region has a known place in: all of what it is a
/// part of, or an element of that by an index that is no number.
static const MemRegion *placedIn(const MemRegion *Region) {
  while (const auto *Part = dyn_cast<SubRegion>(Region)) {
    const auto *Element = dyn_cast<ElementRegion>(Part);
    if (Element ? !Element->getIndex().getAs<nonloc::ConcreteInt>()
                : !isa<FieldRegion>(Part))
      break;
    Region = Part->getSuperRegion();
  }
  return Region;
}

void PathFormula::noteNumber(const TypedValueRegion *Region, SymbolRef Time,
                             FormulaWord Value) {
  const MemRegion *Object = placedIn(Region);
  const int64_t From = bitOffset(Region, Object, Context);
  const unsigned Width =
      Region->getValueType()->isBooleanType()
          ? 1
          : std::min(numberWidth(Region, Context), Value.Width);
  if (From >= 0 && Width > 0)
    Numbers.push_back({Object, Time, From, Width, Value});
}

void PathFormula::noteElement(const TypedValueRegion *Region, SymbolRef Time,
                              FormulaWord Value) {
  std::vector<const FieldDecl *> Members;
  const MemRegion *Part = Region;
  while (const auto *Field = dyn_cast<FieldRegion>(Part)) {
    Members.push_back(Field->getDecl());
    Part = Field->getSuperRegion();
  }
  if (const auto *Array = dyn_cast<ElementRegion>(Part))
    Elements.push_back({Array, std::move(Members), Time, Value});
}

void PathFormula::require(ProgramStateRef State) {
  for (const auto &Constraint : getConstraintMap(State)) {
    const RangeSet &Ranges = Constraint.second; // one of a kind
    if (Ranges.isEmpty())
      continue;
    if (!Required.insert({Constraint.first, &*Ranges.begin()}).second)
      continue;
    const SVal Asked = canonicalOf(State, Constraint.first);
    noteAsked(Asked, Ranges);
    if (FormulaWord Word =
            asksOrder(Asked, Ranges) ? bytesBetween(Asked) : value(Asked))
      requireIn(Word, Ranges);
  }
}

void PathFormula::requireDifferent(SVal A, SVal B) {
  FormulaWord Left = value(A), Right = value(B);
  if (Left && Right)
    Solver.require(negated(equal(Left, Right)));
}

void PathFormula::requireIn(FormulaWord Word, const RangeSet &Ranges) {
  BitSolver::Term Any = nullptr;
  for (const Range &Each : Ranges) {
    BitSolver::Term In = within(Word, number(Each.From()), number(Each.To()));
    Any = Any ? Solver.apply(Op::Or, Any, In) : In;
  }
  if (Any)
    Solver.require(Any);
}
BitSolver::Term PathFormula::within(FormulaWord Word, FormulaWord From,
                                    FormulaWord To) {
  // A range is of the type that the analyzer takes the value to have.
  Word = resized(Word, From.Width, From.Signed);
  const Op Below = From.Signed ? Op::SLessEqual : Op::ULessEqual;
  return Solver.apply(Op::And, Solver.apply(Below, From.Word, Word.Word),
                      Solver.apply(Below, Word.Word, To.Word));
}

} // namespace spinpair
