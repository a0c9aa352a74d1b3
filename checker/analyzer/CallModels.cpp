//===- CallModels.cpp -----------------------------------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "CallModels.h"
#include "Compat.h"
#include "Elements.h"
#include "Overlaid.h"
#include "PathState.h"
#include "PathValues.h"
#include "StableFields.h"

#include "clang/AST/RecordLayout.h"

#include "llvm/ADT/StringSwitch.h"

using namespace clang;
using namespace ento;

namespace spinpair {

const sp_memory_call *memoryCall(const FunctionDecl *Function) {
  return Function && Function->getIdentifier()
             ? sp_memory_call_named(Function->getName().str().c_str())
             : nullptr;
}

const Expr *assumedBy(const FunctionDecl *Callee, const CallExpr *Call) {
  if (!Call || Call->getNumArgs() != 1 || !Callee || !Callee->getIdentifier() ||
      Callee->getBuiltinID() == 0)
    return nullptr;
  StringRef Name = Callee->getName();
  return Name == "__builtin_assume" || Name == "__assume" ? Call->getArg(0)
                                                          : nullptr;
}

bool copiesMemory(const FunctionDecl *Function) {
  const sp_memory_call *Does = memoryCall(Function);
  return Does && Does->kind == SP_MEMORY_COPY;
}

bool comparesMemory(const FunctionDecl *Function) {
  const sp_memory_call *Does = memoryCall(Function);
  return Does && Does->kind == SP_MEMORY_COMPARE;
}

/// The state before \p S, which was just evaluated.
static ProgramStateRef stateBefore(const Stmt *S, CheckerContext &C) {
  const ExplodedNode *Node = C.getPredecessor();
  for (; Node; Node = Node->getFirstPred()) {
    auto Point = Node->getLocationAs<StmtPoint>();
    if (!Point || Point->getStmt() != S || Node->getLocationAs<PreStmt>())
      return Node->getState();
  }
  return nullptr;
}

namespace {

/// Writes memory as a call does.
class MemoryModel {
public:
  MemoryModel(ProgramStateRef Before, ProgramStateRef After, CheckerContext &C)
      : Before(std::move(Before)), State(std::move(After)), C(C),
        Builder(C.getSValBuilder()), Context(C.getASTContext()),
        Regions(Builder.getRegionManager()) {}

  ProgramStateRef state() const { return State; }

  SVal before(const Expr *E) const {
    return Before->getSVal(E, C.getLocationContext());
  }

  /// memset(\p To, \p Byte, \p Size).
  void fill(SVal To, SVal Byte, SVal Size) {
    const llvm::APSInt *Value = known(Byte);
    const TypedValueRegion *Object = objectOf(To, Size);
    unsigned Budget = 256; // cells
    forgetSavedAt(To, Size);
    if (!Object) {
      const llvm::APSInt *Bytes = known(Size);
      if (const TypedValueRegion *Whole = Bytes ? cellOf(To) : nullptr)
        fillSome(Whole, Bytes->getZExtValue(), Value, Budget);
      return;
    }
    if (!Value)
      return;
    const MemRegion *Base = Object->getBaseRegion();
    // What is not all there is behind a pointer, or in a variable, is cleared
    // cell by cell: the analyzer keeps a value for the rest of an object only,
    // and knows that by where it begins.
    const bool Alone = Object == Base || isWholePointee(Object) ||
                       (!isFirstPart(Object) &&
                        cellsIn(Object->getValueType(), Budget) >= Budget);
    if (*Value == 0 && Alone && !isSingle(Object->getValueType()))
      State = State->bindDefaultZero(loc::MemRegionVal(Object),
                                     C.getLocationContext());
    else
      fillAll(Object, *Value, Budget);
  }

  /// memmove(\p To, \p From, \p Size).
  void copy(SVal To, SVal From, SVal Size) {
    const TypedValueRegion *Target = objectOf(To, Size);
    const TypedValueRegion *Source = objectOf(From, Size);
    forgetSavedAt(To, Size);
    if (Target && Source &&
        isCopied(Target->getValueType(), Source->getValueType())) {
      SVal Value = Before->getSVal(Source);
      if (!Value.isUnknown()) {
        write(Target, Value);
        restore(Source, Target, Value);
        return;
      }
    }
    const llvm::APSInt *Bytes = known(Size);
    const TypedValueRegion *First = cellOf(To), *Other = cellOf(From);
    Members Copied;
    if (Bytes && First && Other)
      Copied = membersCopied(Before, First, Other, Bytes->getZExtValue());
    if (Copied.empty() && Target && Source)
      Copied = numbersCopied(Before, Target, Source);
    if (const TypedValueRegion *Read = Source ? Source : Other; Read && First)
      if (const SVal Value = Before->getSVal(Read); !Value.isUnknown())
        restore(Read, Target ? Target : First, Value);
    for (const auto &[Member, Value] : Copied) {
      if (Value.isUnknown())
        State = doubtPath(State);
      else
        write(Member, Value);
    }
    if (!Copied.empty() && Other->getBaseRegion() != First->getBaseRegion())
      if (const TypedValueRegion *Read =
              Bytes ? objectAround(Other, Bytes->getZExtValue(), Context)
                    : Source)
        for (const auto &[Member, Value] : numbersIn(Before, Read))
          restore(Member, First, Value);
    // Where the bytes of a saved IRQL went, the lock may be given back.
    if (const MemRegion *Region = From.getAsRegion())
      doubtSavedIn(withoutCasts(Region, Builder));
  }

  /// What is in the cell that \p Where points to, before.
  SVal read(SVal Where) const {
    const TypedValueRegion *Cell = cellOf(Where);
    return Cell ? Before->getSVal(Cell) : SVal(UnknownVal());
  }
  /// Takes note that nobody knows what is read at \p Where, if that is nobody
  /// knows where, as it may be in a local variable.
  void doubtRead(SVal Where) {
    const MemRegion *Region = Where.getAsRegion();
    if (Region ? compat::stackFrameOf(Region->getBaseRegion(), State) &&
                     read(Where).isUnknown()
               : Where.isUnknown())
      State = doubtPath(State);
  }
  void write(SVal Where, SVal Value) {
    if (const TypedValueRegion *Cell = cellOf(Where))
      if (!Value.isUnknown())
        write(Cell, Value);
  }
  /// To the member of that name in the structure that \p Where points to.
  void writeMember(SVal Where, StringRef Name, SVal Value) {
    const TypedValueRegion *Whole = cellOf(Where);
    const RecordDecl *Record =
        Whole ? Whole->getValueType()->getAsRecordDecl() : nullptr;
    Record = Record ? Record->getDefinition() : nullptr;
    if (!Record || Value.isUnknown())
      return;
    for (const FieldDecl *Field : Record->fields())
      if (Field->getName() == Name)
        write(Regions.getFieldRegion(Field, Whole), Value);
  }
  QualType typeOf(SVal Where) const {
    const TypedValueRegion *Cell = cellOf(Where);
    return Cell ? Cell->getValueType().getUnqualifiedType() : QualType();
  }

  SVal compute(BinaryOperatorKind How, SVal A, SVal B, QualType Type) const {
    auto Left = A.getAs<NonLoc>(), Right = B.getAs<NonLoc>();
    return Left && Right && Type->isIntegerType()
               ? Builder.evalBinOp(Before, How, *Left, *Right, Type)
               : SVal(UnknownVal());
  }

  void result(const Expr *E, SVal Value) {
    if (!Value.isUnknown())
      State = State->BindExpr(E, C.getLocationContext(), Value);
  }

private:
  const llvm::APSInt *known(SVal Value) const {
    return Value.isUnknownOrUndef() ? nullptr
                                    : Builder.getKnownValue(Before, Value);
  }

  /// What a pointer leads to, as a cell or structure with a type.
  const TypedValueRegion *cellOf(SVal Where) const {
    const MemRegion *Region = Where.getAsRegion();
    if (!Region)
      return nullptr;
    const MemRegion *Bare = withoutCasts(Region, Builder);
    if (const auto *Pointee = dyn_cast<SymbolicRegion>(Bare)) {
      QualType Type = Pointee->getSymbol()->getType()->getPointeeType();
      // Behind a void pointer, the cast says what it is.
      if (Type.isNull() || Type->isIncompleteType()) {
        const auto *Cast = dyn_cast<TypedValueRegion>(Region);
        return Cast && !Cast->getValueType()->isCharType() ? Cast : nullptr;
      }
      return Type->isObjectType()
                 ? cast<TypedValueRegion>(
                       C.getStoreManager().GetElementZeroRegion(Pointee, Type))
                 : nullptr;
    }
    const auto *Typed = dyn_cast<TypedValueRegion>(Bare);
    const auto *Cast = dyn_cast<TypedValueRegion>(Region);
    return Typed && Cast && !isSingle(Typed->getValueType()) &&
                   isSingle(Cast->getValueType()) &&
                   !Cast->getValueType()->isCharType()
               ? Cast
               : Typed;
  }

  uint64_t sizeOf(QualType Type) const {
    return Type->isIncompleteType()
               ? 0
               : Context.getTypeSizeInChars(Type).getQuantity();
  }

  /// The object of \p Size bytes that \p Where points to the start of, if it is
  /// one: perhaps the structure whose first member that is, or an array.
  const TypedValueRegion *objectOf(SVal Where, SVal Size) const {
    const llvm::APSInt *Bytes = known(Size);
    const TypedValueRegion *Object = Bytes ? cellOf(Where) : nullptr;
    if (!Object)
      return nullptr;
    while (sizeOf(Object->getValueType()) > Bytes->getZExtValue())
      if (!(Object = firstPart(Object)))
        return nullptr;
    while (Object) {
      const uint64_t Here = sizeOf(Object->getValueType());
      if (Here == Bytes->getZExtValue())
        return Object;
      const auto *Outer = dyn_cast<TypedValueRegion>(Object->getSuperRegion());
      if (!Outer || Here > Bytes->getZExtValue() ||
          Outer->getAsOffset().hasSymbolicOffset() ||
          Object->getAsOffset().hasSymbolicOffset() ||
          Outer->getAsOffset().getOffset() != Object->getAsOffset().getOffset())
        return nullptr;
      Object = Outer;
    }
    return nullptr;
  }

  /// The member or element that \p Whole begins with.
  const TypedValueRegion *firstPart(const TypedValueRegion *Whole) const {
    QualType Type = Whole->getValueType();
    if (const ArrayType *Array = Context.getAsArrayType(Type))
      return Regions.getElementRegion(Array->getElementType(),
                                      Builder.makeZeroArrayIndex(), Whole,
                                      Context);
    const RecordDecl *Record = Type->getAsRecordDecl();
    Record = Record ? Record->getDefinition() : nullptr;
    if (!Record || Record->isUnion() || Record->field_empty() ||
        Context.getASTRecordLayout(Record).getFieldOffset(0) != 0)
      return nullptr;
    return Regions.getFieldRegion(*Record->field_begin(), Whole);
  }

  static bool isSingle(QualType Type) {
    return Type->isScalarType() || Type->isReferenceType();
  }

  static bool isWholePointee(const TypedValueRegion *Object) {
    const auto *Element = dyn_cast<ElementRegion>(Object);
    return Element && Element->getIndex().isZeroConstant() &&
           isa<SymbolicRegion>(Element->getSuperRegion());
  }

  /// May what \p Object is a part of begin where that does?
  static bool isFirstPart(const TypedValueRegion *Object) {
    const auto *Outer = dyn_cast<TypedValueRegion>(Object->getSuperRegion());
    if (!Outer)
      return true;
    const RegionOffset Here = Object->getAsOffset(),
                       There = Outer->getAsOffset();
    return !Here.getRegion() || Here.hasSymbolicOffset() ||
           There.hasSymbolicOffset() || Here.getOffset() == There.getOffset();
  }

  /// How many numbers and pointers there are in one of \p Type; no more than
  /// \p Most are counted.
  unsigned cellsIn(QualType Type, unsigned Most) const {
    if (const ConstantArrayType *Array = Context.getAsConstantArrayType(Type))
      return unsigned(
          std::min<uint64_t>(Most, Array->getSize().getLimitedValue(Most) *
                                       cellsIn(Array->getElementType(), Most)));
    const RecordDecl *Record = Type->getAsRecordDecl();
    Record = Record ? Record->getDefinition() : nullptr;
    if (!Record)
      return 1;
    unsigned Count = 0;
    for (const FieldDecl *Field : Record->fields())
      if (Count < Most)
        Count += cellsIn(Field->getType(), Most);
    return std::min(Count, Most);
  }

  /// Does a copy between the two keep the value?
  bool isCopied(QualType To, QualType From) const {
    To = To.getCanonicalType().getUnqualifiedType();
    From = From.getCanonicalType().getUnqualifiedType();
    return To == From ||
           (To->isIntegralOrEnumerationType() &&
            From->isIntegralOrEnumerationType()) ||
           (To->isPointerType() && From->isPointerType());
  }

  void write(const TypedValueRegion *Cell, SVal Value) {
    State = noteUnionWrite(State, Cell, Value);
    State =
        State->bindLoc(loc::MemRegionVal(Cell), Value, C.getLocationContext());
  }

  /// The analyzer takes the source of a copy to have been written, too.
  void restore(const TypedValueRegion *Source, const TypedValueRegion *Target,
               SVal Value) {
    if (Source->getBaseRegion() != Target->getBaseRegion() ||
        (!Source->isSubRegionOf(Target) && !Target->isSubRegionOf(Source)))
      State = State->bindLoc(loc::MemRegionVal(Source), Value,
                             C.getLocationContext(), /*notifyChanges=*/false);
  }

  /// What a number or pointer in \p Cell is if \p Byte is in all its bytes;
  /// unknown if it is another pointer than null, or has no whole bytes.
  SVal filled(const TypedValueRegion *Cell, const llvm::APSInt &Byte) const {
    const QualType Type = Cell->getValueType();
    if (Byte == 0)
      return Builder.makeZeroVal(Type);
    const auto *Field = dyn_cast<FieldRegion>(Cell);
    if (!Type->isIntegralOrEnumerationType() || Type->isBooleanType() ||
        (Field && Field->getDecl()->isBitField()))
      return UnknownVal();
    const unsigned Width = Context.getIntWidth(Type);
    return Builder.makeIntVal(
        llvm::APSInt(llvm::APInt::getSplat(Width, Byte.extOrTrunc(8)),
                     Type->isUnsignedIntegerOrEnumerationType()));
  }

  void fillAll(const TypedValueRegion *Object, const llvm::APSInt &Byte,
               unsigned &Budget) {
    QualType Type = Object->getValueType();
    if (const RecordDecl *Record = Type->getAsRecordDecl()) {
      Record = Record->getDefinition();
      if (Record)
        for (const FieldDecl *Field : Record->fields())
          if (Budget > 0)
            fillAll(Regions.getFieldRegion(Field, Object), Byte, Budget);
    } else if (const ConstantArrayType *Array =
                   Context.getAsConstantArrayType(Type)) {
      const uint64_t Count = Array->getSize().getLimitedValue(Budget);
      for (uint64_t I = 0; I < Count && Budget > 0; ++I)
        fillAll(Regions.getElementRegion(Array->getElementType(),
                                         Builder.makeArrayIndex(I), Object,
                                         Context),
                Byte, Budget);
    } else if (isSingle(Type)) {
      --Budget;
      if (const SVal Value = filled(Object, Byte); !Value.isUnknown())
        write(Object, Value);
    }
  }

  /// Of a write to \p Size bytes at \p First, which goes on in the other
  /// elements of its array.
  void fillSome(const TypedValueRegion *First, uint64_t Size,
                const llvm::APSInt *Byte, unsigned &Budget) {
    const uint64_t Each = sizeOf(First->getValueType());
    const auto *Field = dyn_cast<FieldRegion>(First);
    const auto *Record =
        Field ? dyn_cast<TypedValueRegion>(Field->getSuperRegion()) : nullptr;
    if (Record && Size > Each && !Field->getDecl()->isBitField() &&
        !Record->getValueType()->isUnionType()) {
      const uint64_t From = Context.getFieldOffset(Field->getDecl()) / 8;
      return fillPart(Record, 0, {From, From + Size}, Byte, Budget);
    }
    if (const auto *Element = dyn_cast<ElementRegion>(First);
        Element && Size > Each) {
      const auto *Array = dyn_cast<TypedValueRegion>(Element->getSuperRegion());
      const auto Index = Element->getIndex().getAs<nonloc::ConcreteInt>();
      if (Index && Array &&
          Context.getAsConstantArrayType(Array->getValueType())) {
        const uint64_t From =
            uint64_t(llvm::APSInt(Index->getValue()).getExtValue()) * Each;
        return fillPart(Array, 0, {From, From + Size}, Byte, Budget);
      }
    }
    fillPart(First, 0, {0, Size}, Byte, Budget);
  }

  struct ByteRange {
    uint64_t From, To;
  };

  /// Of a write to some bytes of something of which \p Object is the part
  /// behind \p Begin bytes: what lies before and behind is as it was. \p Byte
  /// is null if nobody knows what is written.
  void fillPart(const TypedValueRegion *Object, uint64_t Begin,
                ByteRange Filled, const llvm::APSInt *Byte, unsigned &Budget) {
    const QualType Type = Object->getValueType();
    const uint64_t End = Begin + sizeOf(Type);
    if (End == Begin || Budget == 0)
      return;
    if (Byte && Begin >= Filled.From && End <= Filled.To)
      return fillAll(Object, *Byte, Budget);
    if (const RecordDecl *Record = Type->getAsRecordDecl()) {
      Record = Record->getDefinition();
      if (!Record || Record->isUnion())
        return;
      const ASTRecordLayout &Layout = Context.getASTRecordLayout(Record);
      for (const FieldDecl *Field : Record->fields())
        if (!Field->isBitField())
          fillPart(Regions.getFieldRegion(Field, Object),
                   Begin + Layout.getFieldOffset(Field->getFieldIndex()) / 8,
                   Filled, Byte, Budget);
    } else if (const ConstantArrayType *Array =
                   Context.getAsConstantArrayType(Type)) {
      const uint64_t Count = Array->getSize().getLimitedValue(Budget);
      for (uint64_t I = 0; I < Count && Budget > 0; ++I)
        fillPart(Regions.getElementRegion(Array->getElementType(),
                                          Builder.makeArrayIndex(I), Object,
                                          Context),
                 Begin + I * sizeOf(Array->getElementType()), Filled, Byte,
                 Budget);
    } else if (isSingle(Type) && (Begin >= Filled.To || End <= Filled.From)) {
      --Budget;
      const SVal Old = Before->getSVal(Object);
      if (!Old.isUnknown())
        State = State->bindLoc(loc::MemRegionVal(Object), Old,
                               C.getLocationContext(),
                               /*notifyChanges=*/false);
    }
  }

  /// What is written is no saved IRQL that the caller finds there, unless it is
  /// one again.
  void forgetSavedAt(SVal To, SVal Size) {
    const llvm::APSInt *Bytes = known(Size);
    const TypedValueRegion *First = Bytes ? cellOf(To) : nullptr;
    if (First)
      State = forgetPutOutAt(State, First, Bytes->getLimitedValue(1 << 20) * 8);
  }

  void doubtSavedIn(const MemRegion *Region) {
    updateLocks(State, [&](sp_lockset &Set) {
      for (size_t I = 0; I < Set.count; ++I)
        if (SymbolRef Irql = savedIrqlIn(valueOf(Set.locks[I].saved)))
          if (holdsAnywhere(Region, Irql))
            sp_lockset_doubt(&Set, I);
      return 0;
    });
  }
  bool holdsAnywhere(const MemRegion *Region, SymbolRef Irql) const {
    if (const auto *Pointee = dyn_cast<SymbolicRegion>(Region)) {
      const TypedValueRegion *Cell = cellOf(loc::MemRegionVal(Pointee));
      return Cell && holds(Before, Cell, Irql);
    }
    // The copy may begin at a member and go on behind it.
    const auto *Sub = dyn_cast<SubRegion>(Region);
    const MemRegion *Whole = Sub && isa<TypedValueRegion>(Sub->getSuperRegion())
                                 ? Sub->getSuperRegion()
                                 : Region;
    return holds(Before, Whole, Irql);
  }

  const ProgramStateRef Before;
  ProgramStateRef State;
  CheckerContext &C;
  SValBuilder &Builder;
  ASTContext &Context;
  MemRegionManager &Regions;
};

} // namespace

static std::optional<BinaryOperatorKind> operatorOf(sp_memory_kind Kind) {
  switch (Kind) {
  case SP_MEMORY_ADD:
    return BO_Add;
  case SP_MEMORY_SUBTRACT:
    return BO_Sub;
  case SP_MEMORY_OR:
    return BO_Or;
  case SP_MEMORY_AND:
    return BO_And;
  case SP_MEMORY_XOR:
    return BO_Xor;
  default:
    return std::nullopt;
  }
}

/// Does what \p Made says to the cell that \p Where points to.
static void exchange(const sp_memory_call &Made, const Expr *Whole, SVal Where,
                     SVal Operand, MemoryModel &Memory, CheckerContext &C) {
  SVal Old = Memory.read(Where), New = Operand;
  Memory.doubtRead(Where);
  QualType Type = Memory.typeOf(Where);
  if (Type.isNull())
    return;
  if (Made.by_one && Type->isIntegerType())
    Operand = C.getSValBuilder().makeIntVal(1, Type);
  if (auto How = operatorOf(Made.kind))
    New = Memory.compute(*How, Old, Operand, Type);
  Memory.write(Where, New);
  if (!Whole->getType()->isVoidType())
    Memory.result(Whole, Made.gives_new ? New : Old);
}

namespace {

/// Writes a cell if it is what is expected: the value that comes out, and the
/// cell, depend on that.
struct CompareExchange {
  const Expr *Whole;
  SVal Where, New, Expected;
  /// Where what was seen goes if it is something else; unknown if it is
  /// returned.
  SVal Seen;

  States run(const ProgramStateRef &Before, CheckerContext &C) const {
    const SVal Old = MemoryModel(Before, C.getState(), C).read(Where);
    auto Equal = C.getSValBuilder()
                     .evalEQ(Before, Old, Expected)
                     .getAs<DefinedOrUnknownSVal>();
    if (Old.isUnknownOrUndef() || !Equal)
      return {C.getState()};
    States Result;
    const auto [Same, Other] = C.getState()->assume(*Equal);
    for (const bool IsSame : {true, false}) {
      const ProgramStateRef &Assumed = IsSame ? Same : Other;
      if (!Assumed)
        continue;
      MemoryModel Memory(Before, Assumed, C);
      Memory.write(Where, IsSame ? New : Old);
      if (Seen.isUnknown()) {
        Memory.result(Whole, Old);
      } else {
        Memory.write(Seen, IsSame ? Expected : Old);
        Memory.result(
            Whole, C.getSValBuilder().makeTruthVal(IsSame, Whole->getType()));
      }
      Result.push_back(Memory.state());
    }
    return Result;
  }
};

} // namespace

namespace {

/// A bit of a number that is told, and what becomes of it then.
struct BitTest {
  enum { Leave, Set, Clear, Flip } Then;
  bool IsWide; ///< In numbers of 64 bits.
};

} // namespace

/// The intrinsics of Microsoft's compiler, and the routines of the kernel.
static std::optional<BitTest> bitTest(const FunctionDecl *Function) {
  if (!Function || !Function->getIdentifier())
    return std::nullopt;
  std::string Lower = Function->getName().lower();
  StringRef Name = Lower;
  Name.consume_front("_");
  Name.consume_front("interlocked");
  for (StringRef Ordering :
       {"_acq", "_rel", "_nf", "_hleacquire", "_hlerelease"})
    Name.consume_back(Ordering);
  const bool IsWide = Name.consume_back("64");
  if (Name == "bittest")
    return BitTest{BitTest::Leave, IsWide};
  if (Name == "bittestandset")
    return BitTest{BitTest::Set, IsWide};
  if (Name == "bittestandreset")
    return BitTest{BitTest::Clear, IsWide};
  if (Name == "bittestandcomplement")
    return BitTest{BitTest::Flip, IsWide};
  return std::nullopt;
}

/// Tells the bit \p Index of the number that \p Where points to, and does with
/// it what \p Does says.
static void testBit(BitTest Does, const Expr *Whole, SVal Where, SVal Index,
                    MemoryModel &Memory, CheckerContext &C) {
  SValBuilder &Builder = C.getSValBuilder();
  const QualType Type = Memory.typeOf(Where);
  auto Which = Index.getAs<nonloc::ConcreteInt>();
  const unsigned Width = Does.IsWide ? 64 : 32;
  // Beyond the first number there are others.
  if (!Which || Type.isNull() || !Type->isIntegerType() ||
      C.getASTContext().getIntWidth(Type) != Width)
    return;
  const llvm::APSInt &Number = Which->getValue();
  if (Number.getLimitedValue(Width) >= Width)
    return;
  const llvm::APSInt Bit(
      llvm::APInt::getOneBitSet(Width,
                                static_cast<unsigned>(Number.getZExtValue())),
      Type->isUnsignedIntegerOrEnumerationType());
  const SVal Mask = Builder.makeIntVal(Bit), Old = Memory.read(Where);
  auto Compute = [&](BinaryOperatorKind How, SVal Operand) {
    return Memory.compute(How, Old, Operand, Type);
  };
  switch (Does.Then) {
  case BitTest::Leave:
    Memory.write(Where, Old); // the analyzer thinks that it may be written
    break;
  case BitTest::Set:
    Memory.write(Where, Compute(BO_Or, Mask));
    break;
  case BitTest::Clear:
    Memory.write(Where, Compute(BO_And, Builder.makeIntVal(~Bit)));
    break;
  case BitTest::Flip:
    Memory.write(Where, Compute(BO_Xor, Mask));
    break;
  }
  const SVal IsSet =
      Memory.compute(BO_NE, Compute(BO_And, Mask), Builder.makeZeroVal(Type),
                     Whole->getType());
  Memory.result(Whole, IsSet);
}

/// How the routine \p Function makes a counted string of one that ends with 0:
/// by how many bytes a character has; 0 if it does not.
static unsigned countsString(const FunctionDecl *Function) {
  return !Function || !Function->getIdentifier()
             ? 0
             : llvm::StringSwitch<unsigned>(Function->getName())
                   .Case("RtlInitUnicodeString", 2)
                   .Cases("RtlInitAnsiString", "RtlInitString",
                          "RtlInitUTF8String", 1)
                   .Default(0);
}

/// Has the counted string at \p Where lead to \p Text, as the pages
/// nf-wdm-rtlinitunicodestring and kin say.
static void countString(SVal Where, SVal Text, unsigned Each,
                        MemoryModel &Memory, CheckerContext &C) {
  SValBuilder &Builder = C.getSValBuilder();
  const MemRegion *Region = Text.getAsRegion();
  const auto *String =
      Region ? dyn_cast<StringRegion>(Region->StripCasts()) : nullptr;
  Memory.writeMember(Where, "Buffer", Text);
  std::optional<uint64_t> Length, Most;
  if (Text.isZeroConstant()) {
    Length = Most = 0;
  } else if (String) {
    const StringLiteral *Literal = String->getStringLiteral();
    if (Literal->getCharByteWidth() != Each)
      return;
    unsigned Count = 0;
    while (Count < Literal->getLength() && Literal->getCodeUnit(Count) != 0)
      ++Count;
    Length = uint64_t(Count) * Each;
    Most = *Length + Each;
  }
  const QualType Type = C.getASTContext().UnsignedShortTy;
  if (Length) {
    Memory.writeMember(Where, "Length", Builder.makeIntVal(*Length, Type));
    Memory.writeMember(Where, "MaximumLength", Builder.makeIntVal(*Most, Type));
  }
}

/// How many arguments are looked at.
static unsigned argumentsOf(const sp_memory_call &Made) {
  switch (Made.kind) {
  case SP_MEMORY_SET:
  case SP_MEMORY_FILL:
  case SP_MEMORY_COPY:
  case SP_MEMORY_COMPARE_EXCHANGE:
    return 3;
  default:
    return Made.by_one ? 1 : 2;
  }
}

/// Does \p Function give its first argument, whatever else it tells the
/// compiler?
static bool givesFirst(const FunctionDecl *Function) {
  if (!Function || !Function->getIdentifier() || !Function->getBuiltinID())
    return false;
  const StringRef Name = Function->getName();
  return Name == "__builtin_expect" ||
         Name == "__builtin_expect_with_probability" ||
         Name == "__builtin_assume_aligned" ||
         Name == "__builtin_unpredictable";
}

States modelled(const CallEvent &Call, CheckerContext &C) {
  const auto *Expr = dyn_cast_or_null<CallExpr>(Call.getOriginExpr());
  const auto *Callee = dyn_cast_or_null<FunctionDecl>(Call.getDecl());
  const sp_memory_call *Does = memoryCall(Callee);
  if (!Expr || C.wasInlined)
    return {C.getState()};
  if (givesFirst(Callee)) {
    const SVal Given = Call.getArgSVal(0);
    return {Given.isUnknownOrUndef()
                ? C.getState()
                : C.getState()->BindExpr(Expr, C.getLocationContext(), Given)};
  }
  const auto Bit = bitTest(Callee);
  const unsigned Counted = countsString(Callee);
  if (!Bit && !Counted && (!Does || Does->kind == SP_MEMORY_COMPARE))
    return {C.getState()};
  const unsigned Wanted = Bit || Counted ? 2 : argumentsOf(*Does);
  ProgramStateRef Before = stateBefore(Expr, C);
  if (Expr->getNumArgs() < Wanted || !Before)
    return {C.getState()};
  MemoryModel Memory(Before, C.getState(), C);
  auto Given = [&](unsigned Index) {
    return Index < Wanted ? Memory.before(Expr->getArg(Index))
                          : SVal(UnknownVal());
  };
  if (Bit) {
    testBit(*Bit, Expr, Given(0), Given(1), Memory, C);
    return {Memory.state()};
  }
  if (Counted) {
    countString(Given(0), Given(1), Counted, Memory, C);
    return {Memory.state()};
  }
  switch (Does->kind) {
  case SP_MEMORY_SET:
    Memory.fill(Given(0), Given(1), Given(2));
    break;
  case SP_MEMORY_FILL:
    Memory.fill(Given(0), Given(2), Given(1));
    break;
  case SP_MEMORY_ZERO:
    Memory.fill(Given(0), C.getSValBuilder().makeIntVal(0, false), Given(1));
    break;
  case SP_MEMORY_COPY:
    Memory.copy(Given(0), Given(1), Given(2));
    break;
  case SP_MEMORY_COMPARE_EXCHANGE:
    return CompareExchange{Expr, Given(0), Given(1), Given(2), UnknownVal()}
        .run(Before, C);
  default:
    exchange(*Does, Expr, Given(0), Given(1), Memory, C);
    break;
  }
  return {Memory.state()};
}

std::optional<sp_memory_call> atomicCall(AtomicExpr::AtomicOp Op) {
  const auto Is = [](sp_memory_kind Kind, bool GivesNew = false) {
    return sp_memory_call{"", Kind, false, GivesNew};
  };
  switch (Op) {
  case AtomicExpr::AO__c11_atomic_load:
  case AtomicExpr::AO__atomic_load_n:
    return Is(SP_MEMORY_NONE);
  case AtomicExpr::AO__c11_atomic_init:
  case AtomicExpr::AO__c11_atomic_store:
  case AtomicExpr::AO__atomic_store_n:
  case AtomicExpr::AO__c11_atomic_exchange:
  case AtomicExpr::AO__atomic_exchange_n:
    return Is(SP_MEMORY_EXCHANGE);
  case AtomicExpr::AO__c11_atomic_fetch_add:
  case AtomicExpr::AO__atomic_fetch_add:
    return Is(SP_MEMORY_ADD);
  case AtomicExpr::AO__c11_atomic_fetch_sub:
  case AtomicExpr::AO__atomic_fetch_sub:
    return Is(SP_MEMORY_SUBTRACT);
  case AtomicExpr::AO__c11_atomic_fetch_and:
  case AtomicExpr::AO__atomic_fetch_and:
    return Is(SP_MEMORY_AND);
  case AtomicExpr::AO__c11_atomic_fetch_or:
  case AtomicExpr::AO__atomic_fetch_or:
    return Is(SP_MEMORY_OR);
  case AtomicExpr::AO__c11_atomic_fetch_xor:
  case AtomicExpr::AO__atomic_fetch_xor:
    return Is(SP_MEMORY_XOR);
  case AtomicExpr::AO__atomic_add_fetch:
    return Is(SP_MEMORY_ADD, true);
  case AtomicExpr::AO__atomic_sub_fetch:
    return Is(SP_MEMORY_SUBTRACT, true);
  case AtomicExpr::AO__atomic_and_fetch:
    return Is(SP_MEMORY_AND, true);
  case AtomicExpr::AO__atomic_or_fetch:
    return Is(SP_MEMORY_OR, true);
  case AtomicExpr::AO__atomic_xor_fetch:
    return Is(SP_MEMORY_XOR, true);
  default:
    return std::nullopt;
  }
}

bool comparesAndExchanges(AtomicExpr::AtomicOp Op) {
  switch (Op) {
  case AtomicExpr::AO__c11_atomic_compare_exchange_strong:
  case AtomicExpr::AO__c11_atomic_compare_exchange_weak:
  case AtomicExpr::AO__atomic_compare_exchange_n:
    return true;
  default:
    return false;
  }
}

States modelled(const AtomicExpr *Atomic, CheckerContext &C) {
  const bool Compares = comparesAndExchanges(Atomic->getOp());
  const auto Does = atomicCall(Atomic->getOp());
  ProgramStateRef Before = Does || Compares ? stateBefore(Atomic, C) : nullptr;
  if (!Before)
    return {C.getState()};
  MemoryModel Memory(Before, C.getState(), C);
  SVal Where = Memory.before(Atomic->getPtr());
  llvm::SmallVector<const MemRegion *, 2> Written;
  auto Writes = [&](SVal Pointer) {
    if (const MemRegion *Cell = Pointer.getAsRegion())
      Written.push_back(Cell->StripCasts());
  };
  auto Others = [&](const ProgramStateRef &State) {
    return Written.empty()
               ? State
               : keepAllBut(State, Before, Written, C.getLocationContext());
  };
  Writes(Where);
  if (Compares) {
    const SVal Expected = Memory.before(Atomic->getVal1());
    Writes(Expected);
    States Result =
        CompareExchange{Atomic, Where, Memory.before(Atomic->getVal2()),
                        Memory.read(Expected), Expected}
            .run(Before, C);
    for (ProgramStateRef &State : Result)
      State = Others(State);
    return Result;
  }
  SVal Operand = Does->kind == SP_MEMORY_NONE
                     ? Memory.read(Where)
                     : Memory.before(Atomic->getVal1());
  exchange(*Does, Atomic, Where, Operand, Memory, C);
  return {Others(Memory.state())};
}

} // namespace spinpair
