//===- PathValues.cpp -----------------------------------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "PathValues.h"
#include "AddressValues.h"
#include "Compat.h"
#include "Overlaid.h"
#include "PathIrql.h"
#include "PathState.h"
#include "Plan.h"
#include "StableFields.h"

#include "clang/StaticAnalyzer/Core/PathSensitive/SValBuilder.h"

using namespace clang;
using namespace ento;

namespace spinpair {

const char SavedIrqlTag = 0;

sp_value handleOf(ProgramStateRef State, SVal Value) {
  return reinterpret_cast<sp_value>(
      State->getStateManager().getBasicVals().getPersistentSVal(Value));
}

SVal valueOf(sp_value Handle) {
  if (!Handle)
    return UnknownVal();
  return *reinterpret_cast<const SVal *>(Handle);
}

sp_value oneLock(ProgramStateRef State) {
  return handleOf(State, State->getStateManager().getSValBuilder().makeIntVal(
                             SP_ONE_LOCK, /*isUnsigned=*/false));
}

sp_lock_kind kindOf(ProgramStateRef State, SVal Value) {
  SValBuilder &Builder = State->getStateManager().getSValBuilder();
  const llvm::APSInt *Number =
      Value.isUnknownOrUndef() ? nullptr : Builder.getKnownValue(State, Value);
  return sp_lock_kind_of(Number ? Number->getExtValue() : -1);
}

//===----------------------------------------------------------------------===//
// The shape of a value
//===----------------------------------------------------------------------===//

/// An IRQL is at most 15 where it has 64 bits, and saved IRQLs are kept in a
/// UCHAR: a mask that keeps these bits changes nothing.
static bool keepsIrql(const llvm::APSInt &Mask) {
  return (Mask.getZExtValue() & 0xF) == 0xF;
}

static SymbolRef withoutCasts(SymbolRef Symbol) {
  while (Symbol) {
    if (const auto *Cast = dyn_cast<SymbolCast>(Symbol)) {
      Symbol = Cast->getOperand();
      continue;
    }
    const auto *Masked = dyn_cast<SymIntExpr>(Symbol);
    if (Masked && Masked->getOpcode() == BO_And &&
        keepsIrql(Masked->getRHS()) &&
        savedIrqlIn(nonloc::SymbolVal(Masked->getLHS()))) {
      Symbol = Masked->getLHS();
      continue;
    }
    break;
  }
  return Symbol;
}

/// Without casts that keep the number: PtrToUlong of a pointer is the pointer.
static SVal bare(SVal Value) {
  if (auto Integer = Value.getAs<nonloc::LocAsInteger>())
    Value = Integer->getLoc();
  if (const MemRegion *Region = Value.getAsRegion())
    return loc::MemRegionVal(Region->StripCasts());
  if (SymbolRef Symbol = Value.getAsSymbol()) {
    SymbolRef Stripped = withoutCasts(Symbol);
    if (Stripped == Symbol || !Value.getAs<nonloc::SymbolVal>())
      return Value;
    return nonloc::SymbolVal(Stripped);
  }
  return Value;
}

const SymbolConjured *conjuredFor(SymbolRef Value) {
  const auto *Derived = dyn_cast<SymbolDerived>(Value);
  return dyn_cast<SymbolConjured>(Derived ? Derived->getParentSymbol() : Value);
}

SymbolRef savedIrqlIn(SVal Value) {
  SymbolRef Symbol = Value.getAsSymbol();
  if (!Symbol)
    return nullptr;
  const auto *Conjured = dyn_cast<SymbolConjured>(withoutCasts(Symbol));
  return Conjured && Conjured->getTag() == &SavedIrqlTag ? Conjured : nullptr;
}

bool mentions(SVal Value, SymbolRef Symbol) {
  SymbolRef Whole = Value.getAsSymbol();
  if (!Whole)
    return false;
  for (SymbolRef Part : compat::symbolsIn(Whole))
    if (Part == Symbol)
      return true;
  return false;
}

static bool holds(StoreManager &Memory, Store In, const MemRegion *Region,
                  SymbolRef Symbol, SValBuilder &Builder, unsigned &Budget) {
  const auto *Typed = dyn_cast<TypedValueRegion>(Region);
  if (!Typed || Budget == 0)
    return false;
  --Budget;
  MemRegionManager &Regions = Builder.getRegionManager();
  QualType Type = Typed->getValueType();
  auto InPart = [&](const MemRegion *Part) {
    return holds(Memory, In, Part, Symbol, Builder, Budget);
  };
  if (const RecordDecl *Record = Type->getAsRecordDecl()) {
    Record = Record->getDefinition();
    return Record && llvm::any_of(Record->fields(), [&](FieldDecl *Field) {
             return InPart(Regions.getFieldRegion(Field, Typed));
           });
  }
  if (const ConstantArrayType *Array =
          Builder.getContext().getAsConstantArrayType(Type)) {
    uint64_t Count = Array->getSize().getLimitedValue(Budget);
    for (uint64_t I = 0; I < Count; ++I)
      if (InPart(Regions.getElementRegion(Array->getElementType(),
                                          Builder.makeArrayIndex(I), Typed,
                                          Builder.getContext())))
        return true;
    return false;
  }
  return mentions(Memory.getBinding(In, loc::MemRegionVal(Typed)), Symbol);
}

static bool holds(ProgramStateRef State, Store In, const MemRegion *Region,
                  SymbolRef Symbol) {
  unsigned Budget = 256; // cells looked at
  ProgramStateManager &Manager = State->getStateManager();
  return holds(Manager.getStoreManager(), In, Region, Symbol,
               Manager.getSValBuilder(), Budget);
}

namespace {

/// Finds the structure that was copied as a whole to where a pointer points.
/// Older clangs keep it where a read of its members does not find it.
class CopiedStructure : public StoreManager::BindingsHandler {
public:
  explicit CopiedStructure(const MemRegion *Pointee) : Pointee(Pointee) {}
  bool HandleBinding(StoreManager &, Store, const MemRegion *Region,
                     SVal Value) override {
    if (Region != Pointee)
      return true;
    Copy = Value;
    return false;
  }
  SVal Copy = UnknownVal();

private:
  const MemRegion *Pointee;
};

} // namespace

bool isCopyWith(ProgramStateRef State, SVal Value, SymbolRef Symbol) {
  auto Copy = Value.getAs<nonloc::LazyCompoundVal>();
  return Copy && holds(State, Copy->getStore(), Copy->getRegion(), Symbol);
}

bool holds(ProgramStateRef State, const MemRegion *Region, SymbolRef Symbol) {
  if (holds(State, State->getStore(), Region, Symbol))
    return true;
  const auto *Typed = dyn_cast<TypedValueRegion>(Region);
  if (!Typed || !Typed->getValueType()->isRecordType() ||
      !isa<SymbolicRegion>(Region->getBaseRegion()))
    return false;
  CopiedStructure Find(Region->getBaseRegion());
  State->getStateManager().iterBindings(State, Find);
  auto Copy = Find.Copy.getAs<nonloc::LazyCompoundVal>();
  return Copy && holds(State, Copy->getStore(), Copy->getRegion(), Symbol);
}

namespace {

/// Bits of which it is known that they are 0, and that they are 1.
struct Bits {
  uint64_t Zero = 0, One = 0;
};

} // namespace

static Bits bitsOf(SymbolRef Symbol, unsigned Depth = 0) {
  Bits None;
  if (Depth > 16)
    return None;
  if (const auto *Cast = dyn_cast<SymbolCast>(Symbol)) {
    QualType From = Cast->getOperand()->getType(), To = Cast->getType();
    if (From.isNull() || To.isNull() || !From->isIntegralOrEnumerationType() ||
        !To->isIntegralOrEnumerationType() || !From->isUnsignedIntegerType())
      return None;
    return bitsOf(Cast->getOperand(), Depth + 1); // the others are not known
  }
  const auto *Op = dyn_cast<SymIntExpr>(Symbol);
  if (!Op)
    return None;
  Bits Left = bitsOf(Op->getLHS(), Depth + 1);
  const llvm::APSInt &Right = Op->getRHS();
  if (Right.getBitWidth() > 64)
    return None;
  const uint64_t Number = Right.getZExtValue();
  const uint64_t Width = Right.getBitWidth() >= 64
                             ? ~uint64_t(0)
                             : (uint64_t(1) << Right.getBitWidth()) - 1;
  switch (Op->getOpcode()) {
  case BO_And:
    return {Left.Zero | (~Number & Width), Left.One & Number};
  case BO_Or:
    return {Left.Zero & ~Number, Left.One | Number};
  case BO_Xor:
    return {(Left.Zero & ~Number) | (Left.One & Number),
            (Left.One & ~Number) | (Left.Zero & Number)};
  default:
    return None;
  }
}

bool isRuledOutByBits(SVal Condition, bool Truth) {
  SymbolRef Symbol = Condition.getAsSymbol();
  uint64_t Against = 0;
  if (const auto *Compared = dyn_cast_or_null<SymIntExpr>(Symbol)) {
    const BinaryOperatorKind How = Compared->getOpcode();
    if (How == BO_EQ || How == BO_NE) {
      const llvm::APSInt &Number = Compared->getRHS();
      if (Number.getBitWidth() > 64)
        return false;
      Against = Number.getZExtValue();
      Symbol = Compared->getLHS();
      Truth = Truth == (How == BO_NE); // is it to differ?
    }
  }
  if (!Symbol || Symbol->getType().isNull() ||
      !Symbol->getType()->isIntegralOrEnumerationType())
    return false;
  const Bits Known = bitsOf(Symbol);
  if (Truth) { // it is equal for certain
    const auto *Op = dyn_cast<SymIntExpr>(Symbol);
    if (!Op)
      return false;
    const llvm::APSInt &Number = Op->getRHS();
    const unsigned Width = Number.getBitWidth();
    if (Width > 64)
      return false;
    const uint64_t All =
        Width >= 64 ? ~uint64_t(0) : (uint64_t(1) << Width) - 1;
    return ((Known.Zero | Known.One) & All) == All &&
           (Known.One & All) == (Against & All);
  }
  // A bit that is known differs.
  return (Known.One & ~Against) || (Known.Zero & Against);
}

bool losesMask(SVal Value, unsigned Width) {
  SymbolRef Symbol = Value.getAsSymbol();
  while (const auto *Cast = dyn_cast_or_null<SymbolCast>(Symbol))
    Symbol = Cast->getOperand();
  const auto *Op = dyn_cast_or_null<SymIntExpr>(Symbol);
  if (!Op || Op->getOpcode() != BO_And)
    return false;
  const llvm::APSInt &Mask = Op->getRHS();
  return Width < Mask.getBitWidth() && Mask.getBitWidth() <= 64 &&
         !(Mask.getZExtValue() & ((uint64_t(1) << Width) - 1));
}

/// Is the symbol a truth, or a few bits of a number, that have room in \p Width
/// bits with a sign?
static bool isSmall(SymbolRef Symbol, unsigned Width) {
  if (isAddressComparison(Symbol))
    return true;
  if (const auto *Binary = dyn_cast<BinarySymExpr>(Symbol))
    if (BinaryOperator::isComparisonOp(Binary->getOpcode()) ||
        BinaryOperator::isLogicalOp(Binary->getOpcode()))
      return true;
  const auto *Masked = dyn_cast<SymIntExpr>(Symbol);
  if (!Masked || Masked->getOpcode() != BO_And)
    return false;
  const llvm::APSInt &Mask = Masked->getRHS();
  return !Mask.isNegative() && Mask.getActiveBits() < Width;
}

bool isNarrow(SymbolRef Symbol, unsigned Width, bool Signed,
              const ASTContext &Context) {
  if (isSmall(Symbol, Width))
    return true;
  const QualType Type = Symbol->getType();
  const auto *Data = dyn_cast<SymbolData>(Symbol);
  if (!Type->isIntegralOrEnumerationType() ||
      (!Data && !isa<SymbolCast>(Symbol)))
    return false;
  unsigned Own = Context.getIntWidth(Type);
  const auto *Cell = dyn_cast_or_null<TypedValueRegion>(
      Data ? Data->getOriginRegion() : nullptr);
  if (Cell && Cell->getValueType() == Type)
    Own = std::min(Own, numberWidth(Cell, Context));
  return Type->isSignedIntegerOrEnumerationType()
             ? Signed && Own <= Width
             : Own < Width || (Own == Width && !Signed);
}

SVal complemented(ProgramStateRef State, UnaryOperatorKind How, SVal Value,
                  QualType Type) {
  SValBuilder &Builder = State->getStateManager().getSValBuilder();
  const SVal Flipped = Builder.evalBinOp(
      State, BO_Xor, Value, Builder.makeIntVal(~uint64_t(0), Type), Type);
  return How == UO_Not || Flipped.isUnknown() // -x is ~x + 1
             ? Flipped
             : Builder.evalBinOp(State, BO_Add, Flipped,
                                 Builder.makeIntVal(1, Type), Type);
}

SVal evaluated(ProgramStateRef State, BinaryOperatorKind How, SVal Left,
               SVal Right, QualType Type) {
  if (!Left.getAs<Loc>() != !Right.getAs<Loc>())
    return UnknownVal();
  return State->getStateManager().getSValBuilder().evalBinOp(State, How, Left,
                                                             Right, Type);
}

SVal converted(ProgramStateRef State, SVal Value, QualType Type) {
  const ASTContext &Context = State->getStateManager().getContext();
  const unsigned Width = Context.getIntWidth(Type);
  SymbolRef Symbol = Value.getAsSymbol();
  if (auto Integer = Value.getAs<nonloc::LocAsInteger>()) {
    const auto *Pointee =
        dyn_cast_or_null<SymbolicRegion>(Integer->getLoc().getAsRegion());
    Symbol = Pointee ? Pointee->getSymbol() : nullptr;
    if (!Symbol || Width >= Context.getTypeSize(Symbol->getType()))
      return Value;
  } else {
    if (!Symbol || !Value.getAs<nonloc::SymbolVal>() ||
        !Symbol->getType()->isIntegralOrEnumerationType())
      return Value;
    const QualType From = Symbol->getType();
    const unsigned Old = Context.getIntWidth(From);
    const bool Signed = Type->isSignedIntegerOrEnumerationType();
    const bool WasSigned = From->isSignedIntegerOrEnumerationType();
    if (Signed == WasSigned ? Old <= Width : !WasSigned && Old < Width)
      return Value;
    if (isSmall(Symbol, Width))
      return Value;
  }
  return nonloc::SymbolVal(
      compat::castOf(State->getStateManager().getSymbolManager(), Symbol,
                     Symbol->getType(), Type));
}

//===----------------------------------------------------------------------===//
// Where a value comes from
//===----------------------------------------------------------------------===//

/// The cells of memory, as they were when the path started, that a value is
/// made of. False when it is made of anything else as well.
static bool cellsOf(SVal Value, llvm::SmallVectorImpl<const MemRegion *> &Out) {
  SymbolRef Whole = Value.getAsSymbol();
  if (!Whole)
    return Value.isConstant();
  for (SymbolRef Part : compat::symbolsIn(Whole)) {
    if (const auto *Cell = dyn_cast<SymbolRegionValue>(Part))
      Out.push_back(Cell->getRegion());
    else if (isa<SymbolData>(Part))
      return false;
  }
  return !Out.empty();
}

static bool distinctObjects(const MemRegion *A, const MemRegion *B);

/// Are these different cells of one structure, or different variables?
static bool distinctCells(const MemRegion *A, const MemRegion *B) {
  if (A == B)
    return false;
  if (const auto *VarA = dyn_cast<VarRegion>(A))
    if (const auto *VarB = dyn_cast<VarRegion>(B))
      return VarA->getDecl() != VarB->getDecl();
  if (const auto *FieldA = dyn_cast<FieldRegion>(A))
    if (const auto *FieldB = dyn_cast<FieldRegion>(B)) {
      if (FieldA->getDecl() == FieldB->getDecl() ||
          FieldA->getDecl()->getParent()->isUnion())
        return false;
      return FieldA->getSuperRegion() == FieldB->getSuperRegion();
    }
  if (const auto *ElementA = dyn_cast<ElementRegion>(A))
    if (const auto *ElementB = dyn_cast<ElementRegion>(B)) {
      if (ElementA->getSuperRegion() != ElementB->getSuperRegion())
        return false;
      llvm::SmallVector<const MemRegion *, 4> CellsA, CellsB;
      SVal IndexA = ElementA->getIndex(), IndexB = ElementB->getIndex();
      if (IndexA.isConstant() && IndexB.isConstant())
        return true; // the regions differ, so do the indices
      if (!cellsOf(IndexA, CellsA) || !cellsOf(IndexB, CellsB))
        return false;
      for (const MemRegion *CellA : CellsA)
        for (const MemRegion *CellB : CellsB)
          if (!distinctCells(CellA, CellB))
            return false;
      return true;
    }
  return false;
}

/// Must two objects that pointers lead to count as different? Two parameters,
/// two variables, two members of one structure; but not a parameter and a
/// back-pointer in some structure, which may well lead to the same.
static bool distinctObjects(const MemRegion *A, const MemRegion *B) {
  A = A->StripCasts();
  B = B->StripCasts();
  if (A == B)
    return false;
  const auto *SymbolicA = dyn_cast<SymbolicRegion>(A);
  const auto *SymbolicB = dyn_cast<SymbolicRegion>(B);
  if (SymbolicA && SymbolicB) {
    const auto *CellA = dyn_cast<SymbolRegionValue>(SymbolicA->getSymbol());
    const auto *CellB = dyn_cast<SymbolRegionValue>(SymbolicB->getSymbol());
    return CellA && CellB &&
           distinctCells(CellA->getRegion(), CellB->getRegion());
  }
  return distinctCells(A, B);
}

/// Do two numbers come from different memory, so that they count as different
/// unless something ties them?
static bool differentMemory(const MemRegion *A, const MemRegion *B) {
  if (A == B)
    return false;
  if (distinctCells(A, B))
    return true;
  const auto *FieldA = dyn_cast<FieldRegion>(A);
  const auto *FieldB = dyn_cast<FieldRegion>(B);
  if (FieldA && FieldB) {
    if (FieldA->getDecl() != FieldB->getDecl())
      return !FieldA->getDecl()->getParent()->isUnion();
    return distinctObjects(FieldA->getSuperRegion(), FieldB->getSuperRegion());
  }
  return false; // a parameter may be what the field has
}

/// Is the value an IRQL that the path saved, or computed from one?
static bool isMadeOfSavedIrql(SVal Value) {
  bool Found = false;
  if (SymbolRef Whole = Value.getAsSymbol())
    for (SymbolRef Part : compat::symbolsIn(Whole)) {
      if (savedIrqlIn(nonloc::SymbolVal(Part)))
        Found = true;
      else if (isa<SymbolData>(Part) && !isa<SymbolRegionValue>(Part))
        return false;
    }
  return Found;
}

static sp_answer answer(bool Yes, bool No) {
  return Yes ? SP_YES : No ? SP_NO : SP_UNKNOWN;
}

//===----------------------------------------------------------------------===//
// The questions
//===----------------------------------------------------------------------===//

/// A symbol as a base and a number that is added to it.
static SymbolRef baseOf(SymbolRef Symbol, llvm::APInt &Offset) {
  while (const auto *Sum = dyn_cast<SymIntExpr>(Symbol)) {
    const llvm::APSInt &Addend = Sum->getRHS();
    llvm::APInt Number = Addend.extOrTrunc(64);
    if (Sum->getOpcode() == BO_Add)
      Offset += Number;
    else if (Sum->getOpcode() == BO_Sub)
      Offset -= Number;
    else
      break;
    Symbol = withoutCasts(Sum->getLHS());
  }
  return Symbol;
}

/// Can the conversion change a number that has room in 32 bits? Casts from 64
/// bits to 32, of a context argument of a DPC for example, are taken to keep
/// it.
static bool isLossy(const SymbolCast *Cast, const ASTContext &Context) {
  const QualType To = Cast->getType();
  if (savedIrqlIn(nonloc::SymbolVal(Cast->getOperand())))
    return false;
  if (!To->isIntegralOrEnumerationType())
    return !To->isAnyPointerType();
  return Context.getIntWidth(To) < 32 &&
         !isNarrow(Cast->getOperand(), Context.getIntWidth(To),
                   To->isSignedIntegerOrEnumerationType(), Context);
}

/// The types that \p Value was converted to where that may have changed it.
static std::vector<QualType> lossyCasts(SVal Value, const ASTContext &Context) {
  std::vector<QualType> Types;
  SymbolRef Symbol = Value.getAsSymbol();
  while (Symbol) {
    if (const auto *Cast = dyn_cast<SymbolCast>(Symbol)) {
      if (isLossy(Cast, Context))
        Types.push_back(Cast->getType().getCanonicalType());
      Symbol = Cast->getOperand();
      continue;
    }
    const auto *Sum = dyn_cast<SymIntExpr>(Symbol);
    if (!Sum || (Sum->getOpcode() != BO_Add && Sum->getOpcode() != BO_Sub))
      break;
    Symbol = Sum->getLHS();
  }
  return Types;
}

SVal PathValues::plain(SVal Value) const {
  return bare(canonical(State, Value));
}

/// \p Region with the numbers that the path knows of indices: an element was
/// named before that was known of it.
static const MemRegion *numbered(const ProgramStateRef &State,
                                 const MemRegion *Region) {
  const auto *Part = dyn_cast<SubRegion>(Region);
  if (!isa<FieldRegion, ElementRegion>(Region))
    return Region;
  SValBuilder &Builder = State->getStateManager().getSValBuilder();
  MemRegionManager &Regions = Builder.getRegionManager();
  const auto *Super = cast<SubRegion>(numbered(State, Part->getSuperRegion()));
  const bool IsSame = Super == Part->getSuperRegion();
  if (const auto *Field = dyn_cast<FieldRegion>(Region))
    return IsSame ? Region : Regions.getFieldRegion(Field->getDecl(), Super);
  const auto *Element = cast<ElementRegion>(Region);
  NonLoc Index = Element->getIndex();
  const llvm::APSInt *Number =
      Index.isConstant() ? nullptr : Builder.getKnownValue(State, Index);
  if (Number)
    Index = Builder.makeArrayIndex(Number->getZExtValue());
  else if (IsSame)
    return Region;
  return Regions.getElementRegion(Element->getElementType(), Index, Super,
                                  Builder.getContext());
}

static SVal numbered(const ProgramStateRef &State, SVal Pointer) {
  auto Region = Pointer.getAs<loc::MemRegionVal>();
  return Region ? SVal(loc::MemRegionVal(numbered(State, Region->getRegion())))
                : Pointer;
}

sp_answer PathValues::compare(SVal A, SVal B) const {
  A = numbered(State, A);
  B = numbered(State, B);
  if (A == B && !A.isUnknownOrUndef())
    return SP_YES;
  if (A.isUnknownOrUndef() || B.isUnknownOrUndef() ||
      !A.getAs<Loc>() != !B.getAs<Loc>() || // a pointer and a number
      A.getAs<nonloc::LocAsInteger>() || B.getAs<nonloc::LocAsInteger>())
    return SP_UNKNOWN;
  SValBuilder &Builder = State->getStateManager().getSValBuilder();
  auto Same = Builder.evalBinOp(State, BO_EQ, A, B, Builder.getConditionType())
                  .getAs<DefinedSVal>();
  if (!Same)
    return SP_UNKNOWN;
  auto [Yes, No] = State->assume(*Same);
  return answer(Yes && !No, No && !Yes);
}

/// If \p A and \p B are addresses of the same member, or of elements by the
/// same index, of what two pointers lead to: that, so that they are equal if
/// those are. Else null.
static std::pair<const MemRegion *, const MemRegion *>
behindSameMembers(SVal A, SVal B) {
  const MemRegion *RegionA = A.getAsRegion(), *RegionB = B.getAsRegion();
  bool IsMember = false;
  while (RegionA && RegionB && RegionA != RegionB) {
    const auto *FieldA = dyn_cast<FieldRegion>(RegionA),
               *FieldB = dyn_cast<FieldRegion>(RegionB);
    const auto *ElementA = dyn_cast<ElementRegion>(RegionA),
               *ElementB = dyn_cast<ElementRegion>(RegionB);
    if (FieldA && FieldB && FieldA->getDecl() == FieldB->getDecl())
      IsMember = true;
    else if (!ElementA || !ElementB ||
             ElementA->getIndex() != ElementB->getIndex() ||
             ElementA->getElementType() != ElementB->getElementType())
      break;
    RegionA = cast<SubRegion>(RegionA)->getSuperRegion();
    RegionB = cast<SubRegion>(RegionB)->getSuperRegion();
  }
  return IsMember && isa_and_nonnull<SymbolicRegion>(RegionA) &&
                 isa_and_nonnull<SymbolicRegion>(RegionB)
             ? std::pair(RegionA, RegionB)
             : std::pair<const MemRegion *, const MemRegion *>();
}

sp_answer PathValues::equal(SVal A, SVal B) const {
  // What a conversion made of a value may be known where the value is not.
  sp_answer AsTheyAre = compare(canonical(State, A), canonical(State, B));
  if (AsTheyAre != SP_UNKNOWN)
    return AsTheyAre;
  const ASTContext &Context = State->getStateManager().getContext();
  if (lossyCasts(canonical(State, A), Context) !=
      lossyCasts(canonical(State, B), Context))
    return SP_UNKNOWN;
  A = plain(A);
  B = plain(B);

  SymbolRef SymbolA = A.getAsSymbol(), SymbolB = B.getAsSymbol();
  if (SymbolA && SymbolB && A.getAs<nonloc::SymbolVal>() &&
      B.getAs<nonloc::SymbolVal>()) {
    llvm::APInt OffsetA(64, 0), OffsetB(64, 0);
    if (baseOf(SymbolA, OffsetA) == baseOf(SymbolB, OffsetB))
      return (OffsetA - OffsetB).trunc(32) == 0 ? SP_YES : SP_NO;
  }
  const sp_answer Plain = compare(A, B);
  if (Plain != SP_UNKNOWN)
    return Plain;
  const auto [StartA, StartB] = behindSameMembers(A, B);
  return StartA ? compare(loc::MemRegionVal(StartA), loc::MemRegionVal(StartB))
                : SP_UNKNOWN;
}

sp_answer PathValues::compareMessages(SVal A, SVal B) const {
  sp_answer Equal = equal(A, B);
  if (Equal != SP_UNKNOWN)
    return Equal;
  llvm::SmallVector<const MemRegion *, 4> CellsA, CellsB;
  if (!cellsOf(plain(A), CellsA) || !cellsOf(plain(B), CellsB))
    return SP_UNKNOWN;
  // The elements of an array may be numbered by a field.
  auto IsField = [](const MemRegion *Cell) { return isa<FieldRegion>(Cell); };
  if ((CellsA.empty() && llvm::any_of(CellsB, IsField)) ||
      (CellsB.empty() && llvm::any_of(CellsA, IsField)))
    return SP_UNKNOWN;
  for (const MemRegion *CellA : CellsA)
    for (const MemRegion *CellB : CellsB)
      if (!differentMemory(CellA, CellB))
        return SP_UNKNOWN;
  return SP_NO;
}

sp_answer PathValues::compareAdapters(SVal A, SVal B) const {
  sp_answer Equal = equal(A, B);
  if (Equal != SP_UNKNOWN)
    return Equal;
  const MemRegion *RegionA = plain(A).getAsRegion();
  const MemRegion *RegionB = plain(B).getAsRegion();
  // The same member of two structures.
  for (;;) {
    const auto *FieldA = dyn_cast_or_null<FieldRegion>(RegionA);
    const auto *FieldB = dyn_cast_or_null<FieldRegion>(RegionB);
    if (!FieldA || !FieldB || FieldA->getDecl() != FieldB->getDecl())
      break;
    RegionA = FieldA->getSuperRegion();
    RegionB = FieldB->getSuperRegion();
  }
  return RegionA && RegionB && distinctObjects(RegionA, RegionB) ? SP_NO
                                                                 : SP_UNKNOWN;
}

sp_answer PathValues::compareIrqls(SVal Irql, SVal Saved) const {
  if (Irql.isUndef())
    return SP_NO;
  sp_answer Equal = equal(Irql, Saved);
  if (Equal != SP_UNKNOWN)
    return Equal;
  SVal Bare = plain(Irql);
  if (isMadeOfSavedIrql(Bare))
    return SP_NO; // another acquire's, or computed, and nothing ties the two
  if (const auto *Found = dyn_cast_or_null<SymbolConjured>(Bare.getAsSymbol());
      Found && Found->getTag() == &FoundIrqlTag && savedIrqlIn(Saved))
    return SP_NO;
  llvm::SmallVector<const MemRegion *, 4> Cells, SavedCells;
  if (!cellsOf(Bare, Cells))
    return SP_UNKNOWN;
  if (savedIrqlIn(Saved))
    return SP_NO; // made of numbers and of memory from before the acquire
  return cellsOf(plain(Saved), SavedCells) ? compareMessages(Irql, Saved)
                                           : SP_UNKNOWN;
}

sp_answer PathValues::tellDifferent(SVal A, SVal B, sp_answer Answer) const {
  if (Answer == SP_NO && !A.isUnknownOrUndef() && !B.isUnknownOrUndef())
    Differ.push_back({canonical(State, A), canonical(State, B)});
  return Answer;
}

sp_answer PathValues::sameMessage(SVal A, SVal B) const {
  return tellDifferent(A, B, compareMessages(A, B));
}

sp_answer PathValues::sameAdapter(SVal A, SVal B) const {
  const sp_answer Answer = tellDifferent(A, B, compareAdapters(A, B));
  return Answer == SP_UNKNOWN && handlesDiffer(A, B) ? SP_NO : Answer;
}

sp_answer PathValues::isSaved(SVal Irql, SVal Saved) const {
  return tellDifferent(Irql, Saved, compareIrqls(Irql, Saved));
}

sp_answer PathValues::failed(SVal Status) const {
  auto Defined = Status.getAs<DefinedSVal>();
  if (!Defined)
    return SP_UNKNOWN;
  auto [NonZero, Zero] = State->assume(*Defined);
  return answer(NonZero && !Zero, Zero && !NonZero);
}

sp_answer PathValues::isNull(SVal Pointer) const {
  if (Pointer.isUnknownOrUndef())
    return SP_UNKNOWN;
  ConditionTruthVal Null = State->isNull(plain(Pointer));
  return answer(Null.isConstrainedTrue(), Null.isConstrainedFalse());
}

sp_answer PathValues::handedIn(SVal Irql) const {
  if (Irql.isUndef() || isMadeOfSavedIrql(plain(Irql)))
    return SP_NO;
  llvm::SmallVector<const MemRegion *, 4> Cells;
  if (!cellsOf(plain(Irql), Cells))
    return SP_UNKNOWN;
  return Cells.empty() || InEntryPoint ? SP_NO : SP_YES;
}

/// Are the variables of \p Home there when the function of \p Frame is over?
/// Those of its callers are; and an argument is made in the frame of a call
/// that is yet to come.
static bool outlives(const StackFrameContext *Home,
                     const StackFrameContext *Frame) {
  if (Home->isParentOf(Frame))
    return true;
  const LocationContext *Caller = Home->getParent();
  return Home != Frame && !Frame->isParentOf(Home) && Caller &&
         Caller->getStackFrame()->isParentOf(Frame);
}

namespace {

/// Looks for a symbol in memory that outlives a function.
class FindOutside : public StoreManager::BindingsHandler {
public:
  FindOutside(ProgramStateRef State, SymbolRef Symbol, const Ending &End)
      : State(std::move(State)), Symbol(Symbol), End(End) {}

  bool HandleBinding(StoreManager &, Store, const MemRegion *Region,
                     SVal Value) override {
    if (!mentions(Value, Symbol) && !isCopyWith(State, Value, Symbol))
      return true;
    const StackFrameContext *Home =
        compat::stackFrameOf(Region->getBaseRegion(), State);
    Found = Home ? outlives(Home, End.Frame) : !End.IsEntryPoint;
    return !Found;
  }

  bool Found = false;

private:
  ProgramStateRef State;
  SymbolRef Symbol;
  const Ending &End;
};

} // namespace

sp_answer PathValues::reachable(SVal Saved) const {
  SymbolRef Symbol = savedIrqlIn(Saved);
  if (!End || !Symbol)
    return SP_UNKNOWN;
  if (!End->IsEntryPoint) {
    if (mentions(End->Returned, Symbol))
      return SP_YES;
    if (auto Copy = End->Returned.getAs<nonloc::LazyCompoundVal>())
      if (holds(State, Copy->getStore(), Copy->getRegion(), Symbol))
        return SP_YES;
    if (End->Returned.getAs<nonloc::CompoundVal>())
      return SP_UNKNOWN;
  }
  if (!End->IsEntryPoint &&
      wasPutOut(State, Symbol, [&](const MemRegion *Cell) {
        const StackFrameContext *Home =
            compat::stackFrameOf(Cell->getBaseRegion(), State);
        return !Home || outlives(Home, End->Frame);
      }))
    return SP_YES;
  FindOutside Search(State, Symbol, *End);
  State->getStateManager().iterBindings(State, Search);
  return Search.Found ? SP_YES : End->MakesObject ? SP_UNKNOWN : SP_NO;
}

sp_answer PathValues::callerKnows(SVal Object) const {
  if (End ? End->IsEntryPoint : InEntryPoint)
    return SP_NO;
  const MemRegion *Region = plain(Object).getAsRegion();
  if (!Region)
    return Object.isUnknownOrUndef() ? SP_UNKNOWN : SP_YES;
  const StackFrameContext *Home =
      compat::stackFrameOf(Region->getBaseRegion(), State);
  if (!Home)
    return SP_YES;
  return End && outlives(Home, End->Frame) ? SP_YES : SP_NO;
}

/// Do the facts of the program say that two members may share bytes?
static bool mayOverlap(const FieldDecl *A, const FieldDecl *B) {
  if (A->getParent()->isUnion() || B->getParent()->isUnion())
    return true;
  if (!currentPlan())
    return false;
  const std::string CellA = currentPlan()->CellOf(A),
                    CellB = currentPlan()->CellOf(B);
  size_t Count = 0;
  const sp_alias *Pairs =
      CellA.empty()
          ? nullptr
          : sp_program_aliases(currentPlan()->Program, CellA.c_str(), &Count);
  for (size_t I = 0; I < Count; ++I)
    if (CellB == Pairs[I].other)
      return true;
  return false;
}

bool PathValues::surelyOtherObject(SVal A, SVal B) const {
  if (A.isUnknownOrUndef() || B.isUnknownOrUndef())
    return false;
  if (equal(A, B) == SP_NO || handlesDiffer(A, B))
    return true;
  const MemRegion *RegionA = plain(A).getAsRegion(),
                  *RegionB = plain(B).getAsRegion();
  const auto *FieldA = dyn_cast_or_null<FieldRegion>(RegionA),
             *FieldB = dyn_cast_or_null<FieldRegion>(RegionB);
  if (FieldA && FieldB)
    return FieldA->getDecl() != FieldB->getDecl() &&
           !mayOverlap(FieldA->getDecl(), FieldB->getDecl());
  return (FieldA && isa_and_nonnull<VarRegion>(RegionB)) ||
         (FieldB && isa_and_nonnull<VarRegion>(RegionA));
}

/// Adapts a member that takes values to a question that takes handles.
template <auto Member, typename... Handle>
static sp_answer ask(void *Context, Handle... Handles) {
  return (static_cast<const PathValues *>(Context)->*Member)(
      valueOf(Handles)...);
}

sp_questions PathValues::questions() {
  sp_questions Questions;
  Questions.context = this;
  Questions.same_adapter = ask<&PathValues::sameAdapter, sp_value, sp_value>;
  Questions.same_message = ask<&PathValues::sameMessage, sp_value, sp_value>;
  Questions.is_saved = ask<&PathValues::isSaved, sp_value, sp_value>;
  Questions.failed = ask<&PathValues::failed, sp_value>;
  Questions.is_null = ask<&PathValues::isNull, sp_value>;
  Questions.handed_in = ask<&PathValues::handedIn, sp_value>;
  Questions.reachable = ask<&PathValues::reachable, sp_value>;
  Questions.caller_knows = ask<&PathValues::callerKnows, sp_value>;
  return Questions;
}

} // namespace spinpair
