//===- Overlaid.cpp -------------------------------------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Overlaid.h"
#include "Compat.h"
#include "Elements.h"
#include "PathState.h"
#include "PathValues.h"

#include "clang/AST/RecordLayout.h"
#include "clang/StaticAnalyzer/Core/PathSensitive/ProgramStateTrait.h"
#include "clang/StaticAnalyzer/Core/PathSensitive/SValBuilder.h"

#include <algorithm>
#include <optional>

using namespace clang;
using namespace ento;

// The unions with a member that the path has written.
REGISTER_SET_WITH_PROGRAMSTATE(WrittenUnionTrait, const MemRegion *)

// Where the numbers of a union are from that were not written since (see
// Origin), and those that were: each has the value that it has now, whichever
// member was written last.
REGISTER_MAP_WITH_PROGRAMSTATE(UnionOriginTrait, const MemRegion *, SVal)
REGISTER_MAP_WITH_PROGRAMSTATE(UnionNumberTrait, const MemRegion *, SVal)

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

ProgramStateRef forgetPutOutAt(ProgramStateRef State, const MemRegion *Cell,
                               uint64_t Bits) {
  const ASTContext &Context = State->getStateManager().getContext();
  const MemRegion *Base = Cell->getBaseRegion();
  const int64_t Begin = bitOffset(Cell, Base, Context);
  const int64_t End = Begin + static_cast<int64_t>(Bits);
  SmallVector<const TypedValueRegion *, 2> Torn;
  State = forgetPutOut(State, [&](const MemRegion *Other) {
    if (Other == Cell)
      return true;
    const auto *Saved = dyn_cast<TypedValueRegion>(Other);
    if (!Saved || Begin < 0 || Saved->getBaseRegion() != Base)
      return false;
    const int64_t From = bitOffset(Saved, Base, Context);
    const int64_t To =
        From + static_cast<int64_t>(Context.getTypeSize(Saved->getValueType()));
    if (From < 0 || From >= End || To <= Begin)
      return false;
    if (!Saved->getValueType()->isScalarType()) // it may be in another member
      return Begin <= From && To <= End;
    if (From < Begin)
      Torn.push_back(Saved);
    return true;
  });
  // The analyzer forgets only what begins where it writes.
  for (const TypedValueRegion *Saved : Torn)
    State = State->bindLoc(loc::MemRegionVal(Saved), UnknownVal(),
                           /*LCtx=*/nullptr, /*notifyChanges=*/false);
  return State;
}

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

/// What \p Union lies over by a cast of a pointer, as a CDB over an array of
/// bytes; null if it is a variable, a member or an element.
static const TypedValueRegion *beneath(const TypedValueRegion *Union,
                                       const ASTContext &Context) {
  const auto *Element = dyn_cast<ElementRegion>(Union);
  const auto *Under = dyn_cast_or_null<TypedValueRegion>(
      Element ? Element->getSuperRegion() : nullptr);
  const ArrayType *Array =
      Under ? Context.getAsArrayType(Under->getValueType()) : nullptr;
  return Array && Context.hasSameUnqualifiedType(Array->getElementType(),
                                                 Element->getElementType())
             ? nullptr
             : Under;
}

/// The local variable that \p Cell is, or is part of; null if it is another.
static const VarRegion *localAround(const TypedValueRegion *Cell,
                                    ProgramStateRef State) {
  const auto *Variable = dyn_cast<VarRegion>(Cell->getBaseRegion());
  return Variable && compat::stackFrameOf(Variable, State) ? Variable : nullptr;
}

/// The local variable that \p Cell is read or written in, by another type than
/// that of a member there, as its bytes are; null if there is none.
static const VarRegion *viewedBy(const TypedValueRegion *Cell,
                                 ProgramStateRef State) {
  const ASTContext &Context = State->getStateManager().getContext();
  const auto *Element = dyn_cast<ElementRegion>(Cell);
  const VarRegion *Variable = Element ? localAround(Cell, State) : nullptr;
  if (!Variable)
    return nullptr;
  for (const SubRegion *Part = Element; Part != Variable;) {
    const auto *Outer = dyn_cast<TypedValueRegion>(Part->getSuperRegion());
    if (!Outer || Outer->getValueType()->isUnionType())
      return nullptr;
    Part = Outer;
  }
  const QualType Around =
      cast<TypedValueRegion>(Element->getSuperRegion())->getValueType();
  const ArrayType *Array = Context.getAsArrayType(Around);
  return Array && Context.hasSameUnqualifiedType(Array->getElementType(),
                                                 Element->getElementType())
             ? nullptr
             : Variable;
}

/// \p A \p How \p B in \p Type; unknown if one of them is no number.
static SVal computed(ProgramStateRef State, BinaryOperatorKind How, SVal A,
                     SVal B, QualType Type) {
  auto Left = A.getAs<NonLoc>(), Right = B.getAs<NonLoc>();
  return Left && Right && !A.isUndef() && !B.isUndef()
             ? State->getStateManager().getSValBuilder().evalBinOpNN(
                   State, How, *Left, *Right, Type)
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
  if (!Symbol ||
      !Symbol->getSymbol()->getType()->isIntegralOrEnumerationType() ||
      isNarrow(Symbol->getSymbol(), Width, Signed, Builder.getContext()))
    return Value;
  // In a type as wide as int at least: a mask of all bits is no mask.
  const ASTContext &Context = Builder.getContext();
  const QualType In = Whole >= Context.getIntWidth(Context.IntTy) ? Type
                      : Signed ? Context.IntTy
                               : Context.UnsignedIntTy;
  const unsigned Wide = Context.getIntWidth(In);
  auto Apply = [&](BinaryOperatorKind How, SVal A, const llvm::APInt &B) {
    return computed(State, How, A, Builder.makeIntVal(llvm::APSInt(B, !Signed)),
                    In);
  };
  if (!Signed)
    return Apply(BO_And, Value, llvm::APInt::getLowBitsSet(Wide, Width));
  const llvm::APInt Above(Wide, Wide - Width);
  return Apply(BO_Shr, Apply(BO_Shl, Value, Above), Above);
}

/// Calls \p Take with the scalar members of an object, at every level; of a
/// large one, with some of them. Of what \p IsLeftOut says so, no members are
/// asked for.
static void eachMember(
    const TypedValueRegion *Object, SValBuilder &Builder,
    llvm::function_ref<void(const TypedValueRegion *)> Take,
    llvm::function_ref<bool(const TypedValueRegion *)> IsLeftOut =
        [](const TypedValueRegion *) { return false; }) {
  constexpr unsigned Most = 128;
  unsigned Budget = Most;
  ASTContext &Context = Builder.getContext();
  MemRegionManager &Regions = Builder.getRegionManager();
  llvm::SmallVector<const TypedValueRegion *, 16> Next{Object};
  while (!Next.empty() && Budget > 0) {
    const TypedValueRegion *Region = Next.pop_back_val();
    if (IsLeftOut(Region))
      continue;
    --Budget;
    const QualType Type = Region->getValueType();
    if (const RecordDecl *Record = Type->getAsRecordDecl()) {
      Record = Record->getDefinition();
      if (Record && !Record->isInvalidDecl())
        for (const FieldDecl *Field : Record->fields())
          Next.push_back(Regions.getFieldRegion(Field, Region));
    } else if (const ConstantArrayType *Array =
                   Context.getAsConstantArrayType(Type)) {
      const uint64_t Count = Array->getSize().getLimitedValue(Most);
      for (uint64_t I = 0; I < Count; ++I)
        Next.push_back(Regions.getElementRegion(Array->getElementType(),
                                                Builder.makeArrayIndex(I),
                                                Region, Context));
    } else {
      Take(Region);
    }
  }
}

namespace {

/// Puts a number together from those that share its bits: of a union, from the
/// members that were written. As on Windows, the first bits of memory are the
/// lowest ones. The analyzer keeps each member by itself, and forgets some
/// where another one is written.
class Assembler {
public:
  /// Of \p Wanted, a part of \p Union.
  Assembler(ProgramStateRef State, const TypedValueRegion *Wanted,
            const TypedValueRegion *Union)
      : Assembler(
            State, Wanted, Union,
            bitOffset(Wanted, Union, State->getStateManager().getContext()),
            numberWidth(Wanted, State->getStateManager().getContext()),
            Wanted->getValueType()) {}

  /// Of the \p Width bits of \p Object that begin at \p Start, whatever is
  /// there, as a number of type \p Type.
  Assembler(ProgramStateRef State, const TypedValueRegion *Object,
            int64_t Start, int64_t Width, QualType Type)
      : Assembler(std::move(State), nullptr, Object, Start, Width, Type) {}

  /// Was one of the numbers that it is made of written?
  bool anyWritten() const { return AnyWritten; }

  SVal number() {
    if (Contradicts || Others.empty())
      return UnknownVal();
    SVal Whole = number(0);
    uint64_t Known = 0;
    for (const Other &Each : Others) {
      const int64_t First = std::max(Each.From, Start),
                    End = std::min(Each.From + Each.Width, Start + Width);
      const uint64_t Mask = ~uint64_t(0) >> (64 - (End - First));
      const uint64_t Below = uint64_t(First - Start);
      SVal Part =
          apply(BO_And,
                apply(BO_Shr, Each.Value, number(uint64_t(First - Each.From))),
                number(Mask));
      Whole = apply(BO_Or, Whole, apply(BO_Shl, Part, number(Below)));
      Known |= Mask << Below;
    }
    const uint64_t All = ~uint64_t(0) >> (64 - Width);
    if (Known != All && !Wanted)
      return UnknownVal();
    if (Known != All)
      Whole =
          apply(BO_Or, Whole,
                apply(BO_And, State->getSVal(Wanted), number(All & ~Known)));
    return truncated(State, Whole, unsigned(Width), Type);
  }

private:
  Assembler(ProgramStateRef Before, const TypedValueRegion *Wanted,
            const TypedValueRegion *Object, int64_t Start, int64_t Width,
            QualType Type)
      : State(std::move(Before)),
        Builder(State->getStateManager().getSValBuilder()),
        Context(Builder.getContext()), Wanted(Wanted), Object(Object),
        Start(Start), Width(Width), Type(Type) {
    if (Width > 0 && Width <= 64 && Start >= 0)
      eachMember(Object, Builder, [this](const TypedValueRegion *Member) {
        if (Member != this->Wanted)
          take(Member);
      });
  }

  struct Other {
    int64_t From, Width;
    SVal Value;
  };

  SVal number(uint64_t Number) const {
    return Builder.makeIntVal(Number, Context.UnsignedLongLongTy);
  }
  SVal apply(BinaryOperatorKind How, SVal A, SVal B) const {
    return computed(State, How, A, B, Context.UnsignedLongLongTy);
  }

  /// Is \p Value what was in the cell before anything was written there?
  static bool isOwn(SVal Value, const TypedValueRegion *Cell) {
    SymbolRef Symbol = Value.getAsSymbol();
    if (const auto *First = dyn_cast_or_null<SymbolRegionValue>(Symbol))
      return First->getRegion() == Cell;
    const auto *Later = dyn_cast_or_null<SymbolDerived>(Symbol);
    return Later && Later->getRegion() == Cell;
  }

  /// Takes the number of a member that was written and has bits in common.
  void take(const TypedValueRegion *Member) {
    const int64_t From = bitOffset(Member, Object, Context),
                  Size = numberWidth(Member, Context);
    if (From < 0 || Size == 0 || Size > 64 ||
        std::max(From, Start) >= std::min(From + Size, Start + Width))
      return;
    // What was written there; not what a branch has shown it to be, perhaps
    // before another member was written.
    const SVal Written =
        State->getRawSVal(loc::MemRegionVal(Member), Member->getValueType());
    AnyWritten |= !isOwn(Written, Member);
    if (Written.isUnknownOrUndef() || (Wanted && isOwn(Written, Member)))
      return;
    for (const Other &Each : Others) // nobody knows which was written last
      Contradicts |=
          std::max(From, Each.From) <
              std::min(From + Size, Each.From + Each.Width) &&
          !(Each.From == From && Each.Width == Size && Each.Value == Written);
    Others.push_back({From, Size, Written});
  }

  ProgramStateRef State;
  SValBuilder &Builder;
  ASTContext &Context;
  const TypedValueRegion *Wanted; ///< Null if no part of a union.
  const TypedValueRegion *Object;
  const int64_t Start, Width;
  const QualType Type;
  llvm::SmallVector<Other, 8> Others;
  bool Contradicts = false, AnyWritten = false;
};

} // namespace

/// \p Old, a number in \p Cell, with the \p Count bits of \p New above the
/// lowest \p Below.
static SVal withBits(ProgramStateRef State, const TypedValueRegion *Cell,
                     SVal Old, uint64_t Below, int64_t Count, SVal New) {
  SValBuilder &Builder = State->getStateManager().getSValBuilder();
  const ASTContext &Context = Builder.getContext();
  const QualType Type = Context.UnsignedLongLongTy;
  const unsigned Width = numberWidth(Cell, Context);
  auto Apply = [&](BinaryOperatorKind How, SVal A, uint64_t B) {
    return computed(State, How, A, Builder.makeIntVal(B, Type), Type);
  };
  const uint64_t Mask = ~uint64_t(0) >> (64 - Count);
  SVal Whole = Apply(BO_Shl, Apply(BO_And, New, Mask), Below);
  // What nothing was written to has no bits of its own.
  if (Count < Width && !Old.isUndef())
    Whole = computed(State, BO_Or, Apply(BO_And, Old, ~(Mask << Below)), Whole,
                     Type);
  return truncated(State, Whole, Width, Cell->getValueType());
}

/// Where the number in \p Member is from, which nothing was written to: an
/// address says that it is as it was when the path began; a symbol, that it is
/// a part of that; 0, that all was cleared. None if it is another one.
static std::optional<SVal> originOf(ProgramStateRef State,
                                    const TypedValueRegion *Member) {
  const SVal Value = valueIn(State, Member);
  if (Value.isUndef() || Value.isZeroConstant())
    return Value;
  SymbolRef Symbol = Value.getAsSymbol();
  if (const auto *First = dyn_cast_or_null<SymbolRegionValue>(Symbol);
      First && First->getRegion() == Member)
    return loc::MemRegionVal(Member->getBaseRegion());
  const auto *Later = dyn_cast_or_null<SymbolDerived>(Symbol);
  if (Later && Later->getRegion() == Member)
    return nonloc::SymbolVal(Later->getParentSymbol());
  return std::nullopt;
}

/// The origin of all numbers in \p Union, if they have one.
static std::optional<SVal> commonOrigin(ProgramStateRef State,
                                        const TypedValueRegion *Union) {
  SValBuilder &Builder = State->getStateManager().getSValBuilder();
  std::optional<SVal> Common;
  bool Differ = false;
  eachMember(Union, Builder, [&](const TypedValueRegion *Member) {
    if (Differ || numberWidth(Member, Builder.getContext()) == 0)
      return;
    const auto Origin = originOf(State, Member);
    Differ = !Origin || (Common && Origin->isUndef() != Common->isUndef()) ||
             (Common && !Origin->isUndef() &&
              Origin->isZeroConstant() != Common->isZeroConstant()) ||
             (Common && !Origin->isUndef() && !Origin->isZeroConstant() &&
              *Origin != *Common);
    Common = Origin;
  });
  return Differ ? std::nullopt : Common;
}

/// The number in \p Member of a union, if nothing was written to it.
static SVal original(ProgramStateRef State, const TypedValueRegion *Member,
                     SVal Origin) {
  SValBuilder &Builder = State->getStateManager().getSValBuilder();
  const QualType Type = Member->getValueType();
  if (Origin.isUndef() || !SymbolManager::canSymbolicate(Type))
    return UnknownVal();
  if (Origin.isZeroConstant())
    return Builder.makeZeroVal(Type);
  if (Origin.getAsRegion())
    return Builder.getRegionValueSymbolVal(Member);
  return Builder.getDerivedRegionValueSymbolVal(Origin.getAsSymbol(), Member);
}

/// The number in \p Wanted, a part of \p Union, of which all writes are known.
static SVal followed(ProgramStateRef State, const TypedValueRegion *Wanted,
                     const TypedValueRegion *Union, SVal Origin) {
  SValBuilder &Builder = State->getStateManager().getSValBuilder();
  const ASTContext &Context = Builder.getContext();
  if (const SVal *Own = State->get<UnionNumberTrait>(Wanted))
    return *Own;
  const int64_t Start = bitOffset(Wanted, Union, Context),
                Width = numberWidth(Wanted, Context);
  if (Width == 0 || Width > 64 || Start < 0)
    return UnknownVal();
  const QualType Type = Context.UnsignedLongLongTy;
  auto Apply = [&](BinaryOperatorKind How, SVal A, uint64_t B) {
    return computed(State, How, A, Builder.makeIntVal(B, Type), Type);
  };
  SVal Whole = Builder.makeIntVal(0, Type);
  uint64_t Known = 0;
  for (const auto &[Region, Value] : State->get<UnionNumberTrait>()) {
    const auto *Member = cast<TypedValueRegion>(Region);
    if (!Member->isSubRegionOf(Union))
      continue;
    const int64_t From = bitOffset(Member, Union, Context),
                  First = std::max(From, Start),
                  End = std::min(From + numberWidth(Member, Context),
                                 Start + Width);
    if (First >= End)
      continue;
    const uint64_t Mask = ~uint64_t(0) >> (64 - (End - First));
    const uint64_t Bits = Mask << (First - Start);
    if ((Bits & ~Known) == 0)
      continue;
    const SVal There =
        Apply(BO_Shl,
              Apply(BO_And, Apply(BO_Shr, Value, uint64_t(First - From)), Mask),
              uint64_t(First - Start));
    Whole = computed(State, BO_Or, Whole,
                     Known ? Apply(BO_And, There, Bits & ~Known) : There, Type);
    Known |= Bits;
  }
  const SVal Before = original(State, Wanted, Origin);
  const uint64_t All = ~uint64_t(0) >> (64 - Width);
  if (Known == 0)
    return Before;
  if (Known != All)
    Whole = computed(State, BO_Or, Whole, Apply(BO_And, Before, All & ~Known),
                     Type);
  return truncated(State, Whole, unsigned(Width), Wanted->getValueType());
}

/// Forgets what was written to \p Union.
static ProgramStateRef unfollowed(ProgramStateRef State,
                                  const MemRegion *Union) {
  for (const auto &Entry : State->get<UnionNumberTrait>())
    if (cast<SubRegion>(Entry.first)->isSubRegionOf(Union))
      State = State->remove<UnionNumberTrait>(Entry.first);
  return State->remove<UnionOriginTrait>(Union);
}

ProgramStateRef forgetUnions(ProgramStateRef State, const MemRegion *Changed) {
  for (const auto &Entry : State->get<UnionOriginTrait>()) {
    const auto *Union = cast<SubRegion>(Entry.first);
    const auto *Part = dyn_cast<SubRegion>(Changed);
    const TypedValueRegion *Under = beneath(
        cast<TypedValueRegion>(Union), State->getStateManager().getContext());
    if (isa<MemSpaceRegion>(Changed)
            ? !isa<StackSpaceRegion>(Changed)
            : Union->isSubRegionOf(Changed) ||
                  (Part && Part->isSubRegionOf(Under ? Under : Union)))
      State = unfollowed(State, Union);
  }
  return State;
}

ProgramStateRef forgetUnions(ProgramStateRef State,
                             llvm::ArrayRef<const MemRegion *> Changed) {
  if (State->get<UnionOriginTrait>().isEmpty())
    return State;
  for (const MemRegion *Each : Changed)
    // A number that has just been noted is written now.
    if (!State->contains<UnionNumberTrait>(Each))
      State = forgetUnions(State, Each);
  return State;
}

ProgramStateRef
keepUnions(ProgramStateRef After, ProgramStateRef Before,
           llvm::function_ref<bool(const TypedValueRegion *)> MayWrite) {
  SValBuilder &Builder = Before->getStateManager().getSValBuilder();
  for (const auto &[Union, Origin] : Before->get<UnionOriginTrait>()) {
    bool Stays = !After->contains<UnionOriginTrait>(Union);
    if (Stays)
      eachMember(cast<TypedValueRegion>(Union), Builder,
                 [&](const TypedValueRegion *Member) {
                   Stays = Stays && !MayWrite(Member);
                 });
    if (!Stays)
      continue;
    After = After->set<UnionOriginTrait>(Union, Origin);
    for (const auto &[Member, Value] : Before->get<UnionNumberTrait>())
      if (cast<SubRegion>(Member)->isSubRegionOf(Union))
        After = After->set<UnionNumberTrait>(Member, Value);
  }
  return After;
}

void keepUnionsAlive(ProgramStateRef State, SymbolReaper &Reaper) {
  for (const auto &Entry : State->get<UnionOriginTrait>())
    if (SymbolRef Symbol = Entry.second.getAsSymbol())
      Reaper.markLive(Symbol);
  for (const auto &Entry : State->get<UnionNumberTrait>())
    if (SymbolRef Symbol = Entry.second.getAsSymbol())
      Reaper.markLive(Symbol);
}

/// The number in \p Wanted, which is part of no union, if a union that a cast
/// lays over it was written, as REVERSE_BYTES does; else unknown.
static SVal writtenThroughUnion(ProgramStateRef State,
                                const TypedValueRegion *Wanted) {
  SValBuilder &Builder = State->getStateManager().getSValBuilder();
  const ASTContext &Context = Builder.getContext();
  const unsigned Width = numberWidth(Wanted, Context);
  SVal Found = UnknownVal();
  if (Width == 0 || !State->getSVal(Wanted).isUnknown())
    return Found;
  for (const MemRegion *Written : State->get<WrittenUnionTrait>()) {
    if (!cast<SubRegion>(Written)->isSubRegionOf(Wanted))
      continue;
    eachMember(cast<TypedValueRegion>(Written), Builder,
               [&](const TypedValueRegion *Member) {
                 if (numberWidth(Member, Context) != Width ||
                     bitOffset(Member, Wanted, Context) != 0)
                   return;
                 const SVal Own = assembled(State, loc::MemRegionVal(Member));
                 Found = Own.isUnknown() ? State->getSVal(Member) : Own;
               });
  }
  return truncated(State, Found, Width, Wanted->getValueType());
}

/// The number in \p Wanted, a view of \p Object.
static SVal bitsOf(ProgramStateRef State, const TypedValueRegion *Wanted,
                   const TypedValueRegion *Object) {
  const ASTContext &Context = State->getStateManager().getContext();
  return Assembler(State, Object, bitOffset(Wanted, Object, Context),
                   numberWidth(Wanted, Context), Wanted->getValueType())
      .number();
}

/// The number in \p Wanted, a part of \p Union, if what that lies over was
/// written; else unknown.
static SVal writtenBeneath(ProgramStateRef State,
                           const TypedValueRegion *Wanted,
                           const TypedValueRegion *Union) {
  const ASTContext &Context = State->getStateManager().getContext();
  const TypedValueRegion *Under = beneath(Union, Context);
  if (!Under || State->contains<WrittenUnionTrait>(Union))
    return UnknownVal();
  Assembler Bits(State, Under, bitOffset(Wanted, Under, Context),
                 numberWidth(Wanted, Context), Wanted->getValueType());
  return Bits.anyWritten() ? Bits.number() : UnknownVal();
}

SVal assembled(ProgramStateRef State, SVal Place) {
  const auto *Wanted = dyn_cast_or_null<TypedValueRegion>(Place.getAsRegion());
  const TypedValueRegion *Union = Wanted ? unionOf(Wanted) : nullptr;
  if (Wanted && !Union) {
    const VarRegion *Viewed = viewedBy(Wanted, State);
    return Viewed ? bitsOf(State, Wanted, Viewed)
                  : writtenThroughUnion(State, Wanted);
  }
  if (Union && Union != Wanted)
    if (const SVal *Origin = State->get<UnionOriginTrait>(Union))
      return followed(State, Wanted, Union, *Origin);
  if (const SVal Below =
          Union ? writtenBeneath(State, Wanted, Union) : SVal(UnknownVal());
      !Below.isUnknown())
    return Below;
  if (!Union || Union == Wanted ||
      (!State->contains<WrittenUnionTrait>(Union) &&
       !State->getSVal(Wanted).isUnknownOrUndef()))
    return UnknownVal();
  const SVal Own =
      State->getRawSVal(loc::MemRegionVal(Wanted), Wanted->getValueType());
  SymbolRef Symbol = Own.getAsSymbol();
  // It was written itself: the analyzer has forgotten the others.
  if (!Own.isUnknownOrUndef() && !(Symbol && (isa<SymbolRegionValue>(Symbol) ||
                                              isa<SymbolDerived>(Symbol))))
    return UnknownVal();
  return Assembler(State, Wanted, Union).number();
}

/// Takes note that \p Cell of \p Union is to be \p Value: so are the bits that
/// it has in common with others.
static ProgramStateRef followWrite(ProgramStateRef State,
                                   const TypedValueRegion *Union,
                                   const TypedValueRegion *Cell, SVal Value) {
  SValBuilder &Builder = State->getStateManager().getSValBuilder();
  const ASTContext &Context = Builder.getContext();
  const int64_t Start = bitOffset(Cell, Union, Context),
                Width = numberWidth(Cell, Context);
  if (Width == 0 || Width > 64 || Start < 0 || isScattered(State, Cell))
    return unfollowed(State, Union);
  if (!State->contains<UnionOriginTrait>(Union)) {
    const auto Origin = commonOrigin(State, Union);
    if (!Origin)
      return State;
    State = State->set<UnionOriginTrait>(Union, *Origin);
  }

  constexpr unsigned Most = 128; // numbers that are followed
  unsigned Count = 0;
  for (const auto &[Region, Old] : State->get<UnionNumberTrait>()) {
    const auto *Member = cast<TypedValueRegion>(Region);
    if (!Member->isSubRegionOf(Union))
      continue;
    if (++Count > Most)
      return unfollowed(State, Union);
    const int64_t From = bitOffset(Member, Union, Context),
                  Size = numberWidth(Member, Context),
                  First = std::max(From, Start),
                  End = std::min(From + Size, Start + Width);
    if (First >= End)
      continue;
    if (End - First == Size) {
      State = State->remove<UnionNumberTrait>(Member);
      continue;
    }
    const QualType Type = Context.UnsignedLongLongTy;
    const SVal New =
        computed(State, BO_Shr, Value,
                 Builder.makeIntVal(uint64_t(First - Start), Type), Type);
    State = State->set<UnionNumberTrait>(
        Member,
        withBits(State, Member, Old, uint64_t(First - From), End - First, New));
  }
  return State->set<UnionNumberTrait>(
      Cell, truncated(State, Value, unsigned(Width), Cell->getValueType()));
}

ProgramStateRef noteUnionWrite(ProgramStateRef State,
                               const TypedValueRegion *Cell, SVal Value) {
  const TypedValueRegion *Union = unionOf(Cell);
  if (!Union || Union == Cell)
    return forgetUnions(State, Cell);
  return followWrite(State, Union, Cell, Value)->add<WrittenUnionTrait>(Union);
}

bool isView(const TypedValueRegion *Cell, ProgramStateRef State) {
  return viewedBy(Cell, State) != nullptr;
}

/// The numbers in \p Object that share bits with the \p Width ones from
/// \p Start, where these are written: \p New gives some of them.
static Members
membersAfter(ProgramStateRef State, const TypedValueRegion *Object,
             int64_t Start, int64_t Width,
             llvm::function_ref<SVal(int64_t First, int64_t Count)> New) {
  SValBuilder &Builder = State->getStateManager().getSValBuilder();
  const ASTContext &Context = Builder.getContext();
  Members Result;
  auto IsElsewhere = [&](const TypedValueRegion *Part) {
    const int64_t From = bitOffset(Part, Object, Context);
    const QualType Type = Part->getValueType();
    return From >= Start + Width ||
           (From >= 0 && !Type->isIncompleteType() &&
            From + int64_t(Context.getTypeSize(Type)) <= Start);
  };
  auto Take = [&](const TypedValueRegion *Member) {
    const int64_t From = bitOffset(Member, Object, Context),
                  Size = numberWidth(Member, Context);
    const int64_t First = std::max(From, Start),
                  End = std::min(From + Size, Start + Width);
    if (From < 0 || Size == 0 || Size > 64 || First >= End || unionOf(Member))
      return;
    Result.emplace_back(Member, withBits(State, Member, State->getSVal(Member),
                                         uint64_t(First - From), End - First,
                                         New(First - Start, End - First)));
  };
  eachMember(Object, Builder, Take, IsElsewhere);
  return Result;
}

/// The object that \p Cell is written in by another type than that of a member
/// there, if it is in no local variable, and \p Width bits may be more than the
/// member has; null if it is not.
static const TypedValueRegion *writtenAcross(ProgramStateRef State,
                                             const TypedValueRegion *Cell,
                                             uint64_t Width,
                                             const ASTContext &Context) {
  const auto *Element = dyn_cast<ElementRegion>(Cell);
  const auto *Slot = dyn_cast_or_null<TypedValueRegion>(
      Element ? Element->getSuperRegion() : nullptr);
  if (!Slot || localAround(Cell, State) || Width % 8 != 0 ||
      Slot->getValueType()->isIncompleteType())
    return nullptr;
  const ArrayType *Array = Context.getAsArrayType(Slot->getValueType());
  if ((Array && Context.hasSameUnqualifiedType(Array->getElementType(),
                                               Element->getElementType())) ||
      (!Slot->getValueType()->isScalarType() && !Array))
    return nullptr;
  const TypedValueRegion *Object = objectAround(Slot, Width / 8, Context);
  for (const MemRegion *Part = Object; Part && isa<TypedValueRegion>(Part);
       Part = cast<SubRegion>(Part)->getSuperRegion())
    if (cast<TypedValueRegion>(Part)->getValueType()->isUnionType())
      return nullptr;
  return Object;
}

Members membersAfter(ProgramStateRef State, const TypedValueRegion *Cell,
                     SVal Value) {
  SValBuilder &Builder = State->getStateManager().getSValBuilder();
  const ASTContext &Context = Builder.getContext();
  const int64_t Width = numberWidth(Cell, Context);
  const TypedValueRegion *Viewed = viewedBy(Cell, State);
  if (!Viewed)
    Viewed = writtenAcross(State, Cell, uint64_t(Width), Context);
  const int64_t Start = Viewed ? bitOffset(Cell, Viewed, Context) : -1;
  if (Start < 0 || Width == 0 || Width > 64)
    return {};
  return membersAfter(State, Viewed, Start, Width, [&](int64_t First, int64_t) {
    const QualType Type = Context.UnsignedLongLongTy;
    return computed(State, BO_Shr, Value,
                    Builder.makeIntVal(uint64_t(First), Type), Type);
  });
}

std::optional<llvm::SmallVector<const TypedValueRegion *, 4>>
numbersBehind(ProgramStateRef State, const TypedValueRegion *Slot,
              unsigned Width) {
  SValBuilder &Builder = State->getStateManager().getSValBuilder();
  const ASTContext &Context = Builder.getContext();
  const int64_t Own = numberWidth(Slot, Context);
  llvm::SmallVector<const TypedValueRegion *, 4> Result;
  for (const MemRegion *Part = Slot; Own > 0;) {
    const auto *Sub = dyn_cast<SubRegion>(Part);
    const auto *Around = dyn_cast_or_null<TypedValueRegion>(
        Sub ? Sub->getSuperRegion() : nullptr);
    if (!Around || unionOf(Around))
      return std::nullopt;
    const int64_t Start = bitOffset(Slot, Around, Context);
    const QualType Type = Around->getValueType();
    if (Start < 0 || Type->isIncompleteType())
      return std::nullopt;
    Part = Around;
    if (Start + int64_t(Width) > int64_t(Context.getTypeSize(Type)))
      continue;
    bool AllWhole = true;
    eachMember(Around, Builder, [&](const TypedValueRegion *Member) {
      const int64_t From = bitOffset(Member, Around, Context),
                    Size = numberWidth(Member, Context);
      if (Member == Slot || From >= Start + int64_t(Width))
        return;
      if (From >= Start + Own && From + Size <= Start + int64_t(Width) &&
          Size > 0 && !unionOf(Member))
        Result.push_back(Member);
      else
        AllWhole &= From >= 0 && From < Start;
    });
    return AllWhole ? std::optional(Result) : std::nullopt;
  }
  return std::nullopt;
}

const TypedValueRegion *objectAround(const TypedValueRegion *Part,
                                     uint64_t Bytes,
                                     const ASTContext &Context) {
  for (const TypedValueRegion *Object = Part; Object;
       Object = dyn_cast<TypedValueRegion>(Object->getSuperRegion())) {
    const int64_t Start = bitOffset(Part, Object, Context);
    const QualType Type = Object->getValueType();
    if (Start < 0 || Type->isIncompleteType() || Type->isFunctionType())
      return nullptr;
    if (Start % 8 == 0 &&
        uint64_t(Start) / 8 + Bytes <= Context.getTypeSize(Type) / 8)
      return Object;
  }
  return nullptr;
}

Members membersCopied(ProgramStateRef State, const TypedValueRegion *To,
                      const TypedValueRegion *From, uint64_t Bytes) {
  const ASTContext &Context = State->getStateManager().getContext();
  const VarRegion *Target = localAround(To, State);
  const TypedValueRegion *Source = localAround(From, State);
  if (!Source && !unionOf(From))
    Source = objectAround(From, Bytes, Context);
  constexpr uint64_t Most = 256;
  const int64_t Start = Target ? bitOffset(To, Target, Context) : -1,
                Other = Source ? bitOffset(From, Source, Context) : -1;
  if (Start < 0 || Other < 0 || Bytes > Most)
    return {};
  return membersAfter(State, Target, Start, int64_t(Bytes) * 8,
                      [&](int64_t First, int64_t Count) {
                        return Assembler(State, Source, Other + First, Count,
                                         Context.UnsignedLongLongTy)
                            .number();
                      });
}

Members numbersIn(ProgramStateRef State, const TypedValueRegion *Object) {
  Members Result;
  eachMember(Object, State->getStateManager().getSValBuilder(),
             [&](const TypedValueRegion *Member) {
               const SVal Value = State->getSVal(Member);
               if (!Value.isUnknown() && !unionOf(Member))
                 Result.emplace_back(Member, Value);
             });
  return Result;
}

Members numbersCopied(ProgramStateRef State, const TypedValueRegion *To,
                      const TypedValueRegion *From) {
  SValBuilder &Builder = State->getStateManager().getSValBuilder();
  const ASTContext &Context = Builder.getContext();
  Members Result;
  eachMember(To, Builder, [&](const TypedValueRegion *Member) {
    const SVal Value =
        Assembler(State, From, bitOffset(Member, To, Context),
                  numberWidth(Member, Context), Member->getValueType())
            .number();
    if (!Value.isUnknown())
      Result.emplace_back(Member, Value);
  });
  return Result;
}

std::pair<const TypedValueRegion *, SVal>
wholeAfter(ProgramStateRef State, const TypedValueRegion *Cell, SVal Value) {
  SValBuilder &Builder = State->getStateManager().getSValBuilder();
  const ASTContext &Context = Builder.getContext();
  const TypedValueRegion *Union = unionOf(Cell), *Widest = nullptr;
  if (!Union || Union == Cell)
    return {nullptr, UnknownVal()};
  const int64_t From = bitOffset(Cell, Union, Context);
  const unsigned Width = numberWidth(Cell, Context);
  unsigned Most = Width;
  eachMember(Union, Builder, [&](const TypedValueRegion *Member) {
    const int64_t Start = bitOffset(Member, Union, Context);
    const unsigned Size = numberWidth(Member, Context);
    if (Size <= Most || Size > 64 || Start < 0 || From < Start ||
        From + Width > Start + Size)
      return;
    Most = Size;
    Widest = Member;
  });
  if (Width == 0 || From < 0 || !Widest)
    return {nullptr, UnknownVal()};
  SVal Old = assembled(State, loc::MemRegionVal(Widest));
  if (Old.isUnknown())
    Old = State->getSVal(Widest);
  const uint64_t Below = uint64_t(From - bitOffset(Widest, Union, Context));
  return {Widest, withBits(State, Widest, Old, Below, Width, Value)};
}

} // namespace spinpair
