//===- Overlaid.cpp -------------------------------------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Overlaid.h"
#include "Compat.h"
#include "PathValues.h"

#include "clang/AST/RecordLayout.h"
#include "clang/StaticAnalyzer/Core/PathSensitive/SValBuilder.h"

#include <algorithm>

using namespace clang;
using namespace ento;

namespace spinpair {

int64_t bitOffset(const MemRegion *Region, const MemRegion *Object,
                  const ASTContext &Context) {
  int64_t Offset = 0;
  while (Region != Object) {
    if (const auto *Field = dyn_cast<FieldRegion>(Region)) {
      const FieldDecl *Decl = Field->getDecl();
      if (!Decl->getParent()->isCompleteDefinition() ||
          Decl->getParent()->isInvalidDecl())
        return -1;
      Offset +=
          static_cast<int64_t>(Context.getASTRecordLayout(Decl->getParent())
                                   .getFieldOffset(Decl->getFieldIndex()));
    } else if (const auto *Element = dyn_cast<ElementRegion>(Region)) {
      auto Index = Element->getIndex().getAs<nonloc::ConcreteInt>();
      const QualType Type = Element->getElementType();
      if (!Index || Type->isIncompleteType() || Type->isFunctionType())
        return -1;
      const llvm::APSInt &Number = Index->getValue();
      Offset += Number.getExtValue() *
                static_cast<int64_t>(Context.getTypeSize(Type));
    } else {
      return -1;
    }
    Region = cast<SubRegion>(Region)->getSuperRegion();
  }
  return Offset;
}

unsigned numberWidth(const TypedValueRegion *Region,
                     const ASTContext &Context) {
  const QualType Type = Region->getValueType();
  if (!Type->isIntegralOrEnumerationType())
    return 0;
  const auto *Field = dyn_cast<FieldRegion>(Region);
  return Field && Field->getDecl()->isBitField()
             ? compat::bitWidth(Field->getDecl(), Context)
             : static_cast<unsigned>(Context.getTypeSize(Type));
}

namespace {

/// Puts a number together from the members of a union that share its bits. As
/// on Windows, the first bits of memory are the lowest ones.
class Assembler {
public:
  Assembler(ProgramStateRef State, const TypedValueRegion *Wanted,
            const TypedValueRegion *Union)
      : State(std::move(State)),
        Builder(this->State->getStateManager().getSValBuilder()),
        Context(Builder.getContext()), Wanted(Wanted), Union(Union),
        Start(bitOffset(Wanted, Union, Context)),
        Width(numberWidth(Wanted, Context)) {}

  SVal number() {
    if (Width == 0 || Width > 64 || Start < 0)
      return UnknownVal();
    visit(Union);
    if (Contradicts || Known != ones(Width))
      return UnknownVal();
    llvm::APSInt Value(
        llvm::APInt(Width, Bits),
        !Wanted->getValueType()->isSignedIntegerOrEnumerationType());
    return Builder.makeIntVal(
        Value.extOrTrunc(Context.getIntWidth(Wanted->getValueType())));
  }

private:
  static uint64_t ones(int64_t Count) {
    return Count >= 64 ? ~uint64_t(0) : (uint64_t(1) << Count) - 1;
  }

  void visit(const TypedValueRegion *Region) {
    if (Region == Wanted || Budget == 0)
      return;
    --Budget;
    const QualType Type = Region->getValueType();
    MemRegionManager &Regions = Builder.getRegionManager();
    if (const RecordDecl *Record = Type->getAsRecordDecl()) {
      Record = Record->getDefinition();
      if (Record)
        for (const FieldDecl *Field : Record->fields())
          visit(Regions.getFieldRegion(Field, Region));
    } else if (const ConstantArrayType *Array =
                   Context.getAsConstantArrayType(Type)) {
      const uint64_t Count = Array->getSize().getLimitedValue(Budget);
      for (uint64_t I = 0; I < Count; ++I)
        visit(Regions.getElementRegion(Array->getElementType(),
                                       Builder.makeArrayIndex(I), Region,
                                       Context));
    } else {
      take(Region);
    }
  }

  /// Takes the bits that the number of a member has in common with it.
  void take(const TypedValueRegion *Member) {
    const int64_t From = bitOffset(Member, Union, Context),
                  Size = numberWidth(Member, Context);
    const int64_t First = std::max(From, Start);
    const int64_t End = std::min(From + Size, Start + Width);
    if (From < 0 || Size == 0 || Size > 64 || First >= End)
      return;
    // What was written there; not what a branch has shown it to be, perhaps
    // before another member was written.
    const SVal Written =
        State->getRawSVal(loc::MemRegionVal(Member), Member->getValueType());
    auto Number = Written.getAs<nonloc::ConcreteInt>();
    if (!Number) {
      Contradicts |= !Written.isUnknownOrUndef();
      return;
    }
    const llvm::APSInt &Value = Number->getValue();
    const uint64_t Mask = ones(End - First) << (First - Start);
    const uint64_t Here =
        (Value.extOrTrunc(64).getZExtValue() >> (First - From))
            << (First - Start) &
        Mask;
    Contradicts |= ((Bits ^ Here) & Known & Mask) != 0;
    Bits |= Here;
    Known |= Mask;
  }

  ProgramStateRef State;
  SValBuilder &Builder;
  ASTContext &Context;
  const TypedValueRegion *Wanted, *Union;
  const int64_t Start, Width;
  uint64_t Bits = 0, Known = 0;
  bool Contradicts = false; ///< Nobody knows which was written last.
  unsigned Budget = 128;    ///< Members and elements looked at.
};

} // namespace

/// The outermost union that \p Cell is a part of, or null.
static const TypedValueRegion *unionOf(const MemRegion *Cell) {
  const TypedValueRegion *Union = nullptr;
  for (const MemRegion *Region = Cell; Region;) {
    const auto *Typed = dyn_cast<TypedValueRegion>(Region);
    const QualType Type = Typed ? Typed->getValueType() : QualType();
    if (!Type.isNull() && Type->isUnionType())
      Union = Typed;
    const auto *Sub = dyn_cast<SubRegion>(Region);
    Region = Sub ? Sub->getSuperRegion() : nullptr;
  }
  return Union;
}

SVal assembled(ProgramStateRef State, SVal Place) {
  const auto *Wanted = dyn_cast_or_null<TypedValueRegion>(Place.getAsRegion());
  const TypedValueRegion *Union = Wanted ? unionOf(Wanted) : nullptr;
  return Union && Union != Wanted ? Assembler(State, Wanted, Union).number()
                                  : SVal(UnknownVal());
}

SVal truncated(ProgramStateRef State, SVal Value, unsigned Width,
               QualType Type) {
  SValBuilder &Builder = State->getStateManager().getSValBuilder();
  const unsigned Whole = Builder.getContext().getIntWidth(Type);
  const bool Signed = Type->isSignedIntegerOrEnumerationType();
  if (Width == 0 || Width > Whole || Value.isUnknownOrUndef())
    return Value;
  if (auto Number = Value.getAs<nonloc::ConcreteInt>()) {
    const llvm::APSInt &Old = Number->getValue();
    llvm::APInt Kept = Old.trunc(std::min(Width, Old.getBitWidth()));
    Kept = Signed ? Kept.sextOrTrunc(Whole) : Kept.zextOrTrunc(Whole);
    return Builder.makeIntVal(llvm::APSInt(Kept, !Signed));
  }
  auto Symbol = Value.getAs<nonloc::SymbolVal>();
  if (!Symbol || !Symbol->getSymbol()->getType()->isIntegralOrEnumerationType() ||
      isNarrow(Symbol->getSymbol(), Width, Signed, Builder.getContext()))
    return Value;
  auto Apply = [&](BinaryOperatorKind How, SVal A, const llvm::APInt &B) {
    auto Left = A.getAs<NonLoc>();
    return Left ? Builder.evalBinOpNN(State, How, *Left,
                                      Builder.makeIntVal(llvm::APSInt(B, !Signed))
                                          .castAs<NonLoc>(),
                                      Type)
                : SVal(UnknownVal());
  };
  if (!Signed)
    return Apply(BO_And, Value, llvm::APInt::getLowBitsSet(Whole, Width));
  const llvm::APInt Above(Whole, Whole - Width);
  return Apply(BO_Shr, Apply(BO_Shl, Value, Above), Above);
}

namespace {

/// Gives the members of a union the bits that were written to one of them.
class Writer {
public:
  Writer(ProgramStateRef State, const TypedValueRegion *Cell,
         const TypedValueRegion *Union, NonLoc Value,
         const LocationContext *Frame)
      : State(std::move(State)),
        Builder(this->State->getStateManager().getSValBuilder()),
        Context(Builder.getContext()), Cell(Cell), Union(Union), Value(Value),
        Frame(Frame), From(bitOffset(Cell, Union, Context)),
        Width(numberWidth(Cell, Context)) {}

  ProgramStateRef write() {
    if (From >= 0 && Width > 0 && Width <= 64)
      visit(Union);
    return State;
  }

private:
  void visit(const TypedValueRegion *Region) {
    if (Region == Cell || Budget == 0)
      return;
    --Budget;
    const QualType Type = Region->getValueType();
    MemRegionManager &Regions = Builder.getRegionManager();
    if (const RecordDecl *Record = Type->getAsRecordDecl()) {
      Record = Record->getDefinition();
      if (Record && !Record->isInvalidDecl())
        for (const FieldDecl *Field : Record->fields())
          visit(Regions.getFieldRegion(Field, Region));
    } else if (const ConstantArrayType *Array =
                   Context.getAsConstantArrayType(Type)) {
      const uint64_t Count = Array->getSize().getLimitedValue(Budget);
      for (uint64_t I = 0; I < Count; ++I)
        visit(Regions.getElementRegion(Array->getElementType(),
                                       Builder.makeArrayIndex(I), Region,
                                       Context));
    } else {
      give(Region);
    }
  }

  NonLoc number(uint64_t Number) const {
    return Builder.makeIntVal(Number, Context.UnsignedLongLongTy)
        .castAs<NonLoc>();
  }
  SVal apply(BinaryOperatorKind How, SVal A, NonLoc B) const {
    auto Left = A.getAs<NonLoc>();
    return Left ? Builder.evalBinOpNN(State, How, *Left, B,
                                      Context.UnsignedLongLongTy)
                : SVal(UnknownVal());
  }

  void give(const TypedValueRegion *Member) {
    const int64_t Start = bitOffset(Member, Union, Context);
    const unsigned Size = numberWidth(Member, Context);
    const int64_t First = std::max(From, Start),
                  End = std::min(From + Width, Start + Size);
    if (Start < 0 || Size == 0 || Size > 64 || First >= End)
      return;
    const uint64_t Mask = ~uint64_t(0) >> (64 - (End - First));
    const uint64_t Below = uint64_t(First - Start);
    SVal New = apply(BO_And, apply(BO_Shr, Value, number(uint64_t(First - From))),
                     number(Mask));
    New = apply(BO_Shl, New, number(Below));
    if (First != Start || End != Start + Size) {
      auto Old = State->getSVal(Member).getAs<NonLoc>();
      auto Kept = Old ? apply(BO_And, *Old, number(~(Mask << Below)))
                            .getAs<NonLoc>()
                      : decltype(Old)();
      New = Kept ? apply(BO_Or, New, *Kept) : SVal(UnknownVal());
    }
    New = truncated(State, New, Size, Member->getValueType());
    if (!New.isUnknownOrUndef())
      State = State->bindLoc(loc::MemRegionVal(Member), New, Frame,
                             /*notifyChanges=*/false);
  }

  ProgramStateRef State;
  SValBuilder &Builder;
  ASTContext &Context;
  const TypedValueRegion *Cell, *Union;
  const NonLoc Value;
  const LocationContext *Frame;
  const int64_t From;
  const unsigned Width;
  unsigned Budget = 128; ///< Members and elements looked at.
};

} // namespace

ProgramStateRef writeOverlaid(ProgramStateRef State,
                              const TypedValueRegion *Cell, SVal Value,
                              const LocationContext *Frame) {
  const TypedValueRegion *Union = unionOf(Cell);
  const ASTContext &Context = State->getStateManager().getContext();
  const unsigned Width = numberWidth(Cell, Context);
  if (!Union || Union == Cell || Width == 0)
    return State;
  auto Number =
      truncated(State, Value, Width, Cell->getValueType()).getAs<NonLoc>();
  return Number
             ? Writer(State, Cell, Union, *Number, Frame).write()
             : State;
}

} // namespace spinpair
