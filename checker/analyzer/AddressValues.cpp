//===- AddressValues.cpp --------------------------------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "AddressValues.h"
#include "Compat.h"
#include "PathState.h"
#include "Plan.h"
#include "StableFields.h"

#include "clang/StaticAnalyzer/Core/PathSensitive/SValBuilder.h"

using namespace clang;
using namespace ento;

namespace spinpair {

/// The cells that the pointer was read from are in use: a call that leaves them
/// as they are does not change how the comparison turns out.
static ProgramStateRef noteCells(ProgramStateRef State, SVal Pointer) {
  SymbolRef Symbol = Pointer.getAsSymbol(/*IncludeBaseRegions=*/true);
  if (!Symbol)
    return State;
  for (SymbolRef Part : compat::symbolsIn(Symbol))
    if (const auto *First = dyn_cast<SymbolRegionValue>(Part))
      State = noteUse(State, First->getRegion());
    else if (const auto *Later = dyn_cast<SymbolDerived>(Part))
      State = noteUse(State, Later->getRegion());
  return State;
}

/// Is it known, so that something can be computed of it?
static bool isKnown(SVal Value) {
  return !Value.isUnknownOrUndef() &&
         (Value.getAsRegion() || Value.getAsSymbol() || Value.isConstant());
}

/// Has the analyzer no value for \p Computed, or one that it made up there?
static bool isMissing(const Expr *Computed, SVal Value) {
  const auto *Made = dyn_cast_or_null<SymbolConjured>(Value.getAsSymbol());
  return Value.isUnknown() || (Made && Made->getStmt() == Computed);
}

/// Does the analyzer compare an address, as a number with a sign, as if it had
/// none?
static bool losesSign(const BinaryOperator *Computed, SVal Left, SVal Right) {
  return Computed->isRelationalOp() &&
         Computed->getLHS()->getType()->isSignedIntegerOrEnumerationType() &&
         (Left.getAs<nonloc::LocAsInteger>() ||
          Right.getAs<nonloc::LocAsInteger>());
}

/// Does the analyzer take an address to be no number that is not known?
static bool isNoNumber(const BinaryOperator *Computed, SVal Left, SVal Right) {
  return Computed->isEqualityOp() && Left.getAs<nonloc::LocAsInteger>() &&
         Right.getAs<nonloc::SymbolVal>();
}

/// Does the analyzer compare two numbers in the type that they had before they
/// were widened, in which one of them loses its sign?
static bool losesWidth(const BinaryOperator *Computed, SVal Left, SVal Right,
                       const ASTContext &Context) {
  SymbolRef A = Left.getAsSymbol(), B = Right.getAsSymbol();
  if (!Computed->isComparisonOp() || !A || !B ||
      !Left.getAs<nonloc::SymbolVal>() || !Right.getAs<nonloc::SymbolVal>())
    return false;
  const QualType In = Computed->getLHS()->getType(), TypeA = A->getType(),
                 TypeB = B->getType();
  if (!In->isIntegralOrEnumerationType() ||
      !TypeA->isIntegralOrEnumerationType() ||
      !TypeB->isIntegralOrEnumerationType())
    return false;
  const unsigned WidthA = Context.getIntWidth(TypeA),
                 WidthB = Context.getIntWidth(TypeB);
  return TypeA->isSignedIntegerOrEnumerationType() !=
             TypeB->isSignedIntegerOrEnumerationType() &&
         std::max(WidthA, WidthB) >= Context.getIntWidth(Context.IntTy) &&
         std::max(WidthA, WidthB) < Context.getIntWidth(In);
}

SVal AddressValues::valueOf(AddressOperation Computed, const Expr *At,
                            CheckerContext &C) {
  if (Computed.How == BO_EQ &&
      std::less<>()(Computed.Right.getAsRegion(), Computed.Left.getAsRegion()))
    std::swap(Computed.Left, Computed.Right); // which stands left is the same
  SValBuilder &Builder = C.getSValBuilder();
  const auto *Both = &Builder.getBasicValueFactory().getPersistentSValPair(
      Computed.Left, Computed.Right);
  const QualType Type = At->getType().getCanonicalType();
  auto &Place = Known[{Computed.How, Computed.Operands.getTypePtr(),
                       Type.getTypePtr(), Both}];
  if (!Place)
    Place = std::make_unique<Operation>(Operation{Computed, At});
  // It is of no object; keepAddressValuesAlive() keeps it alive.
  const MemRegion *Anywhere =
      C.getStateManager().getRegionManager().getUnknownRegion();
  return Builder.getMetadataSymbolVal(
      static_cast<const AddressOperation *>(Place.get()), Anywhere,
      Place->First, Place->First->getType(), firstFrame(C.getLocationContext()),
      /*count=*/0);
}

/// How it is computed if there are no comparisons but == and <; \p Swapped if
/// its operands are, and \p Negated if the result is.
static BinaryOperatorKind plainKind(BinaryOperatorKind How, bool &Swapped,
                                    bool &Negated) {
  Swapped = How == BO_GT || How == BO_LE;
  Negated = How == BO_NE || How == BO_GE || How == BO_LE;
  if (How == BO_NE)
    return BO_EQ;
  return BinaryOperator::isRelationalOp(How) ? BO_LT : How;
}

ProgramStateRef AddressValues::answered(const BinaryOperator *Computed,
                                        CheckerContext &C) {
  ProgramStateRef State = C.getState();
  const QualType Operands =
      Computed->getLHS()->getType().getCanonicalType().getUnqualifiedType();
  const QualType Other =
      Computed->getRHS()->getType().getCanonicalType().getUnqualifiedType();
  auto IsWord = [](QualType Type) {
    return Type->isAnyPointerType() || Type->isIntegralOrEnumerationType();
  };
  if (Computed->isAssignmentOp() || Computed->isLogicalOp() ||
      Computed->isPtrMemOp() || Computed->getOpcode() == BO_Comma ||
      Computed->getOpcode() == BO_Cmp ||
      !Computed->getType()->isIntegralOrEnumerationType() ||
      !IsWord(Operands) ||
      Operands->isAnyPointerType() != Other->isAnyPointerType())
    return State;
  SVal Left = canonical(State, C.getSVal(Computed->getLHS()));
  SVal Right = canonical(State, C.getSVal(Computed->getRHS()));
  if (!isKnown(Left) || !isKnown(Right) ||
      (!isMissing(Computed, C.getSVal(Computed)) &&
       !losesSign(Computed, Left, Right) &&
       !isNoNumber(Computed, Left, Right) &&
       !losesWidth(Computed, Left, Right, C.getASTContext())))
    return State;
  bool Swapped = false, Negated = false;
  const BinaryOperatorKind How =
      plainKind(Computed->getOpcode(), Swapped, Negated);
  if (Swapped)
    std::swap(Left, Right);
  SVal Value = valueOf({How, Operands, Left, Right}, Computed, C);
  SValBuilder &Builder = C.getSValBuilder();
  if (Negated)
    Value = Builder.evalBinOp(State, BO_EQ, Value,
                              Builder.makeZeroVal(Computed->getType()),
                              Computed->getType());
  State = noteCells(noteCells(State, Left), Right);
  return State->BindExpr(Computed, C.getLocationContext(), Value);
}

ProgramStateRef AddressValues::answered(const UnaryOperator *Computed,
                                        CheckerContext &C) {
  ProgramStateRef State = C.getState();
  const QualType Type = Computed->getType().getCanonicalType();
  const SVal Operand = canonical(State, C.getSVal(Computed->getSubExpr()));
  if (!Type->isIntegralOrEnumerationType() || !isKnown(Operand) ||
      !isMissing(Computed, C.getSVal(Computed)))
    return State;
  SValBuilder &Builder = C.getSValBuilder();
  AddressOperation Same = {BO_Sub, Type, Builder.makeZeroVal(Type), Operand};
  if (Computed->getOpcode() == UO_Not) // -1 - x
    Same.Left = Builder.makeIntVal(
        llvm::APSInt(~llvm::APInt(C.getASTContext().getIntWidth(Type), 0),
                     Type->isUnsignedIntegerOrEnumerationType()));
  else if (Computed->getOpcode() != UO_Minus)
    return State;
  return noteCells(State, Operand)
      ->BindExpr(Computed, C.getLocationContext(), valueOf(Same, Computed, C));
}

/// The pointer that \p Number is, if it was computed from one by adding
/// constants, the sum of which goes to \p Bytes; else unknown.
static SVal pointerIn(SVal Number, int64_t &Bytes, CheckerContext &C) {
  const ASTContext &Context = C.getASTContext();
  const unsigned Width = Context.getTypeSize(Context.VoidPtrTy);
  constexpr unsigned MostSteps = 8;
  for (unsigned Step = 0; Step < MostSteps; ++Step) {
    if (auto Integer = Number.getAs<nonloc::LocAsInteger>())
      return Integer->getNumBits() == Width ? SVal(Integer->getLoc())
                                            : SVal(UnknownVal());
    SymbolRef Symbol = Number.getAsSymbol();
    if (!Symbol)
      return UnknownVal();
    if (Symbol->getType()->isAnyPointerType())
      return C.getSValBuilder().makeLoc(Symbol);
    SVal Left, Right;
    BinaryOperatorKind How = BO_Comma;
    if (const auto *Sum = dyn_cast<SymIntExpr>(Symbol)) {
      How = Sum->getOpcode();
      Left = Loc::isLocType(Sum->getLHS()->getType())
                 ? SVal(C.getSValBuilder().makeLoc(Sum->getLHS()))
                 : SVal(nonloc::SymbolVal(Sum->getLHS()));
      Right = C.getSValBuilder().makeIntVal(Sum->getRHS());
    } else if (const AddressOperation *Sum = operationOf(Symbol)) {
      How = Sum->How;
      Left = Sum->Left;
      Right = Sum->Right;
    }
    if (How == BO_Add && Left.getAs<nonloc::ConcreteInt>())
      std::swap(Left, Right);
    const auto Constant = Right.getAs<nonloc::ConcreteInt>();
    if ((How != BO_Add && How != BO_Sub) || !Constant ||
        Context.getTypeSize(Symbol->getType()) != Width)
      return UnknownVal();
    const llvm::APSInt &Value = Constant->getValue();
    constexpr int64_t Most = int64_t(1) << 32;
    const int64_t Each = Value.getExtValue();
    if (Each > Most || Each < -Most)
      return UnknownVal();
    Bytes += How == BO_Add ? Each : -Each;
    if (Left.getAs<Loc>())
      return Left;
    Number = Left;
  }
  return UnknownVal();
}

/// The address that a number becomes by \p Cast, if that was computed from one
/// by adding constants; else unknown.
static SVal addressIn(const CastExpr *Cast, SVal Number, CheckerContext &C) {
  SValBuilder &Builder = C.getSValBuilder();
  ASTContext &Context = C.getASTContext();
  int64_t Bytes = 0;
  const auto Pointer = pointerIn(Number, Bytes, C).getAs<Loc>();
  if (!Pointer || !Pointer->getAsRegion())
    return UnknownVal();
  const QualType Byte = Context.getPointerType(Context.UnsignedCharTy);
  const SVal From =
      Builder.evalCast(*Pointer, Byte, Context.getPointerType(Context.VoidTy));
  const SVal To = Builder.evalBinOp(
      C.getState(), BO_Add, From,
      Builder.makeIntVal(uint64_t(Bytes), Context.LongLongTy), Byte);
  return To.isUnknown() ? To : Builder.evalCast(To, Cast->getType(), Byte);
}

ProgramStateRef AddressValues::answered(const CastExpr *Computed,
                                        CheckerContext &C) {
  ProgramStateRef State = C.getState();
  const QualType From =
      Computed->getSubExpr()->getType().getCanonicalType().getUnqualifiedType();
  const SVal Operand = canonical(State, C.getSVal(Computed->getSubExpr()));
  if (Computed->getCastKind() != CK_IntegralToPointer || !isKnown(Operand) ||
      !Operand.getAs<nonloc::SymbolVal>() ||
      !isMissing(Computed, C.getSVal(Computed)))
    return State;
  if (const SVal Address = addressIn(Computed, Operand, C);
      !Address.isUnknownOrUndef())
    return State->BindExpr(Computed, C.getLocationContext(), Address);
  const AddressOperation Same = {BO_Add, From, Operand,
                                 C.getSValBuilder().makeZeroVal(From)};
  return noteCells(State, Operand)
      ->BindExpr(Computed, C.getLocationContext(), valueOf(Same, Computed, C));
}

const AddressOperation *operationOf(SymbolRef Symbol) {
  const auto *Meta = dyn_cast<SymbolMetadata>(Symbol);
  const auto *At = dyn_cast_or_null<Expr>(Meta ? Meta->getStmt() : nullptr);
  // Those of clang's check of strings are lengths, named by a string or a call.
  return At && !isa<CallExpr>(At) && At->getType() == Meta->getType()
             ? static_cast<const AddressOperation *>(Meta->getTag())
             : nullptr;
}

bool isAddressComparison(SymbolRef Symbol) {
  const AddressOperation *Computed = operationOf(Symbol);
  return Computed && BinaryOperator::isComparisonOp(Computed->How);
}

SVal askedBefore(ProgramStateRef State, const AddressOperation &Computed) {
  auto IsSame = [&](const AddressOperation &Other) {
    return Other.How == Computed.How && Other.Operands == Computed.Operands &&
           ((Other.Left == Computed.Left && Other.Right == Computed.Right) ||
            (Computed.How == BO_EQ && Other.Left == Computed.Right &&
             Other.Right == Computed.Left));
  };
  for (const auto &Constraint : getConstraintMap(State))
    for (SymbolRef Part : compat::symbolsIn(Constraint.first)) {
      const AddressOperation *Other = operationOf(Part);
      if (Other && IsSame(*Other))
        return nonloc::SymbolVal(Part);
    }
  return UnknownVal();
}

void keepAddressValuesAlive(ProgramStateRef State, SymbolReaper &Reaper) {
  for (const auto &Constraint : getConstraintMap(State))
    for (SymbolRef Part : compat::symbolsIn(Constraint.first))
      if (operationOf(Part))
        Reaper.markLive(Part);
}

/// The member or global with a handle of its own (sp_program_owns_handle())
/// that \p Value was read from; null if it was from none.
static const ValueDecl *handleCell(SVal Value) {
  SymbolRef Symbol = Value.getAsSymbol();
  const TypedValueRegion *Cell = nullptr;
  if (const auto *First = dyn_cast_or_null<SymbolRegionValue>(Symbol))
    Cell = First->getRegion();
  else if (const auto *Later = dyn_cast_or_null<SymbolDerived>(Symbol))
    Cell = Later->getRegion();
  const auto *Declared = dyn_cast_or_null<DeclRegion>(Cell);
  if (!Declared || !currentPlan())
    return nullptr;
  const std::string Name = currentPlan()->CellOf(Declared->getDecl());
  return sp_program_owns_handle(
             currentPlan()->Program,
             llvm::StringRef(Name).split(' ').second.str().c_str())
             ? Declared->getDecl()
             : nullptr;
}

bool handlesDiffer(SVal A, SVal B) {
  const ValueDecl *CellA = handleCell(A),
                  *CellB = CellA ? handleCell(B) : nullptr;
  return CellB && CellA != CellB;
}

} // namespace spinpair
