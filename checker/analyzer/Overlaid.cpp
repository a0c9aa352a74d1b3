//===- Overlaid.cpp -------------------------------------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Overlaid.h"
#include "Compat.h"

#include "clang/AST/RecordLayout.h"
#include "clang/StaticAnalyzer/Core/PathSensitive/SValBuilder.h"

#include <algorithm>

using namespace clang;
using namespace ento;

namespace spinpair {

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
        Start(offsetOf(Wanted)), Width(widthOf(Wanted)) {}

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
  static int64_t numberIn(nonloc::ConcreteInt Value) {
    const llvm::APSInt &Number = Value.getValue();
    return Number.getExtValue();
  }
  static uint64_t ones(int64_t Count) {
    return Count >= 64 ? ~uint64_t(0) : (uint64_t(1) << Count) - 1;
  }

  /// In bits, from the start of the union; -1 if that is not known. The
  /// analyzer itself has no offsets in unions.
  int64_t offsetOf(const MemRegion *Region) const {
    int64_t Offset = 0;
    while (Region != Union) {
      if (const auto *Field = dyn_cast<FieldRegion>(Region)) {
        const FieldDecl *Decl = Field->getDecl();
        Offset +=
            static_cast<int64_t>(Context.getASTRecordLayout(Decl->getParent())
                                     .getFieldOffset(Decl->getFieldIndex()));
      } else if (const auto *Element = dyn_cast<ElementRegion>(Region)) {
        auto Index = Element->getIndex().getAs<nonloc::ConcreteInt>();
        if (!Index)
          return -1;
        Offset += numberIn(*Index) * static_cast<int64_t>(Context.getTypeSize(
                                         Element->getElementType()));
      } else {
        return -1;
      }
      Region = cast<SubRegion>(Region)->getSuperRegion();
    }
    return Offset;
  }

  /// How many bits the number has; 0 if it is none.
  int64_t widthOf(const TypedValueRegion *Region) const {
    const QualType Type = Region->getValueType();
    if (!Type->isIntegralOrEnumerationType())
      return 0;
    const auto *Field = dyn_cast<FieldRegion>(Region);
    return Field && Field->getDecl()->isBitField()
               ? compat::bitWidth(Field->getDecl(), Context)
               : Context.getTypeSize(Type);
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
    const int64_t From = offsetOf(Member), Size = widthOf(Member);
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

SVal assembled(ProgramStateRef State, SVal Place) {
  const auto *Wanted = dyn_cast_or_null<TypedValueRegion>(Place.getAsRegion());
  const TypedValueRegion *Union = nullptr;
  for (const MemRegion *Region = Wanted; Region;) {
    const auto *Typed = dyn_cast<TypedValueRegion>(Region);
    const QualType Type = Typed ? Typed->getValueType() : QualType();
    if (!Type.isNull() && Type->isUnionType())
      Union = Typed;
    const auto *Sub = dyn_cast<SubRegion>(Region);
    Region = Sub ? Sub->getSuperRegion() : nullptr;
  }
  return Union && Union != Wanted ? Assembler(State, Wanted, Union).number()
                                  : SVal(UnknownVal());
}

} // namespace spinpair
