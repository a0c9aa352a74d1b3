//===- Elements.cpp -------------------------------------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Elements.h"

#include "Compat.h"
#include "IndexedElements.h"
#include "Overlaid.h"
#include "PathState.h"
#include "PathValues.h"
#include "SameCell.h"
#include "StableFields.h"
#include "facts/UnitFacts.h"

#include "clang/AST/APValue.h"
#include "clang/StaticAnalyzer/Core/PathSensitive/ProgramStateTrait.h"

using namespace clang;
using namespace ento;

// Objects with an element that was written by an index that is no number, and
// the symbol that stands for what they are since.
REGISTER_MAP_WITH_PROGRAMSTATE(ScatteredTrait, const MemRegion *, SymbolRef)

// Elements by numbers that were written, and parts of them, and the symbol that
// stands for what elements by other indices are since that may be the same one.
REGISTER_MAP_WITH_PROGRAMSTATE(NumberedTrait, const MemRegion *, SymbolRef)

// Tables that are no constants, and that nobody writes.
REGISTER_SET_WITH_PROGRAMSTATE(OnlyReadTrait, const VarDecl *)

namespace spinpair {

/// The element by an index that is no number which \p Cell is; null if it is
/// none, or a part of one.
static const ElementRegion *unnumbered(const MemRegion *Cell) {
  const auto *Element = dyn_cast_or_null<ElementRegion>(Cell);
  return Element && !Element->getIndex().isConstant() ? Element : nullptr;
}

const MemRegion *outerOf(const MemRegion *Cell) {
  const auto *Sub = dyn_cast<SubRegion>(Cell);
  return Sub ? Sub->getSuperRegion() : nullptr;
}

/// The largest part of \p Whole that begins \p Offset bytes behind its begin;
/// null if none does.
static const TypedValueRegion *partAt(const TypedValueRegion *Whole,
                                      uint64_t Offset, SValBuilder &Builder) {
  ASTContext &Context = Builder.getContext();
  MemRegionManager &Regions = Builder.getRegionManager();
  while (Offset) {
    const QualType Type = Whole->getValueType();
    if (const ConstantArrayType *Array = Context.getAsConstantArrayType(Type)) {
      const uint64_t Size =
          Context.getTypeSizeInChars(Array->getElementType()).getQuantity();
      if (!Size || Array->getSize().ule(Offset / Size))
        return nullptr;
      Whole = Regions.getElementRegion(Array->getElementType(),
                                       Builder.makeArrayIndex(Offset / Size),
                                       Whole, Context);
      Offset %= Size;
      continue;
    }
    const RecordDecl *Record = Type->getAsRecordDecl();
    Record = Record ? Record->getDefinition() : nullptr;
    const FieldDecl *Holder = nullptr;
    uint64_t Begin = 0;
    if (Record && !Record->isUnion())
      for (const FieldDecl *Field : Record->fields()) {
        const uint64_t At =
            Context.toCharUnitsFromBits(Context.getFieldOffset(Field))
                .getQuantity();
        if (At > Offset)
          break;
        Holder = Field;
        Begin = At;
      }
    if (!Holder)
      return nullptr;
    Whole = Regions.getFieldRegion(Holder, Whole);
    Offset -= Begin;
  }
  return Whole;
}

const MemRegion *withoutCasts(const MemRegion *Region, SValBuilder &Builder) {
  Region = Region->StripCasts();
  const auto *Bytes = dyn_cast<ElementRegion>(Region);
  const auto *Whole =
      Bytes ? dyn_cast<TypedValueRegion>(Bytes->getSuperRegion()) : nullptr;
  if (!Whole || Whole->getValueType()->isIncompleteType())
    return Region;
  const auto Index = Bytes->getIndex().getAs<nonloc::ConcreteInt>();
  if (!Index)
    return Region;
  const llvm::APSInt &Number = Index->getValue();
  ASTContext &Context = Builder.getContext();
  const ArrayType *Array = Context.getAsArrayType(Whole->getValueType());
  const QualType Type = Bytes->getValueType();
  if (Type->isIncompleteType() || Number.isNegative() ||
      (Array && Context.hasSameUnqualifiedType(Array->getElementType(), Type)))
    return Region;
  const MemRegion *Part = partAt(
      Whole,
      Number.getZExtValue() * Context.getTypeSizeInChars(Type).getQuantity(),
      Builder);
  return Part ? Part : Region;
}

bool isByAnyIndex(const MemRegion *Cell) {
  for (; Cell; Cell = outerOf(Cell))
    if (unnumbered(Cell))
      return true;
  return false;
}

bool isScattered(ProgramStateRef State, const MemRegion *Cell) {
  return isByAnyIndex(Cell) &&
         !compat::stackFrameOf(Cell->getBaseRegion(), State);
}

/// From the outermost to \p Cell.
static llvm::SmallVector<const MemRegion *, 8> partsTo(const MemRegion *Cell) {
  llvm::SmallVector<const MemRegion *, 8> Parts;
  for (; Cell; Cell = outerOf(Cell))
    Parts.insert(Parts.begin(), Cell);
  return Parts;
}

/// Do the two, parts of one object, surely have no byte in common?
static bool areApart(const MemRegion *A, const MemRegion *B) {
  const auto PartsA = partsTo(A), PartsB = partsTo(B);
  for (size_t I = 0; I < std::min(PartsA.size(), PartsB.size()); ++I) {
    if (PartsA[I] == PartsB[I])
      continue;
    const auto *FieldA = dyn_cast<FieldRegion>(PartsA[I]);
    const auto *FieldB = dyn_cast<FieldRegion>(PartsB[I]);
    if (FieldA && FieldB && FieldA->getDecl() != FieldB->getDecl())
      return FieldA->getDecl()->getParent() == FieldB->getDecl()->getParent() &&
             !FieldA->getDecl()->getParent()->isUnion();
    const auto *ElementA = dyn_cast<ElementRegion>(PartsA[I]);
    const auto *ElementB = dyn_cast<ElementRegion>(PartsB[I]);
    if (!(FieldA && FieldB) &&
        !(ElementA && ElementB &&
          ElementA->getElementType() == ElementB->getElementType()))
      return false;
    if (ElementA && ElementA->getIndex().isConstant() &&
        ElementB->getIndex().isConstant() &&
        ElementA->getIndex() != ElementB->getIndex())
      return true;
  }
  return false;
}

static SymbolRef partOf(ProgramStateRef State, SymbolRef Whole,
                        const TypedValueRegion *Cell) {
  SValBuilder &Builder = State->getStateManager().getSValBuilder();
  return SymbolManager::canSymbolicate(Cell->getValueType())
             ? Builder
                   .getDerivedRegionValueSymbolVal(Whole,
                                                   declaredCell(State, Cell))
                   .getAsSymbol()
             : nullptr;
}

ProgramStateRef noteScattered(ProgramStateRef State, const MemRegion *Cell,
                              SymbolRef Fresh,
                              ArrayRef<const MemRegion *> Known) {
  llvm::SmallVector<std::pair<SymbolRef, SVal>, 8> Unchanged, Doubtful;
  for (const MemRegion *Each : Known) {
    const auto *Typed = dyn_cast<TypedValueRegion>(Each);
    if (!Typed || Typed->getBaseRegion() != Cell->getBaseRegion() ||
        Typed == Cell || !Typed->getValueType()->isScalarType())
      continue;
    const SVal Old = valueIn(State, Typed);
    SymbolRef New = partOf(State, Fresh, Typed);
    if (New && !Old.isUnknownOrUndef())
      (areApart(Typed, Cell) ? Unchanged : Doubtful)
          .push_back({New, canonical(State, Old)});
  }
  State = State->set<ScatteredTrait>(Cell->getBaseRegion(), Fresh);
  for (const auto &Entry : State->get<NumberedTrait>())
    if (Entry.first->getBaseRegion() == Cell->getBaseRegion())
      State = State->remove<NumberedTrait>(Entry.first);
  return noteKept(noteKept(State, Kept::Unchanged, Unchanged), Kept::Doubtful,
                  Doubtful);
}

/// Do the indices on the way to the two, parts of one object, surely say that
/// they are parts of different elements?
static bool areOtherElements(ProgramStateRef State, const MemRegion *A,
                             const MemRegion *B) {
  const auto PartsA = partsTo(A), PartsB = partsTo(B);
  const PathValues Values(State, /*IsEntryPoint=*/false);
  for (size_t I = 0; I < std::min(PartsA.size(), PartsB.size()); ++I) {
    const auto *ElementA = dyn_cast<ElementRegion>(PartsA[I]);
    const auto *ElementB = dyn_cast<ElementRegion>(PartsB[I]);
    if (ElementA && ElementB &&
        Values.surelyDiffer(ElementA->getIndex(), ElementB->getIndex()))
      return true;
  }
  return false;
}

bool mayBePartOf(ProgramStateRef State, const MemRegion *Cell,
                 const MemRegion *Written) {
  const auto Parts = partsTo(Cell), Whole = partsTo(Written);
  bool Differ = false;
  for (size_t I = 0; I < Whole.size(); ++I) {
    if (I == Parts.size())
      return false;
    if (Parts[I] == Whole[I])
      continue;
    const auto *Field = dyn_cast<FieldRegion>(Parts[I]);
    const auto *Other = dyn_cast<FieldRegion>(Whole[I]);
    if (Differ && Field && Other && Field->getDecl() == Other->getDecl())
      continue;
    const auto *One = dyn_cast<ElementRegion>(Parts[I]);
    const auto *Same = dyn_cast<ElementRegion>(Whole[I]);
    if (!One || !Same || One->getElementType() != Same->getElementType() ||
        (One->getIndex() != Same->getIndex() && One->getIndex().isConstant() &&
         Same->getIndex().isConstant()))
      return false;
    Differ = true;
  }
  return Differ && !areOtherElements(State, Cell, Written);
}

/// What stands for \p Cell since elements by numbers were written that it may
/// be a part of; null if none was.
static SymbolRef numberedBy(ProgramStateRef State, const MemRegion *Cell) {
  for (const auto &[Written, Fresh] : State->get<NumberedTrait>())
    if (Written->getBaseRegion() == Cell->getBaseRegion() &&
        !areApart(Cell, Written))
      return Fresh;
  return nullptr;
}

bool mayBeNumbered(ProgramStateRef State, const MemRegion *Cell) {
  return isScattered(State, Cell) && numberedBy(State, Cell);
}

ProgramStateRef noteNumbered(ProgramStateRef State,
                             const TypedValueRegion *Cell, SVal Value,
                             llvm::function_ref<SymbolRef()> MakeFresh) {
  const MemRegion *Base = Cell->getBaseRegion();
  if (isScattered(State, Cell) || compat::stackFrameOf(Base, State) ||
      llvm::none_of(
          partsTo(Cell),
          [](const MemRegion *Part) { return isa<ElementRegion>(Part); }) ||
      (!Value.isUnknownOrUndef() && State->getSVal(Cell) == Value))
    return State;
  llvm::SmallVector<std::pair<const TypedValueRegion *, SVal>, 4> Touched,
      Older;
  for (const MemRegion *Each : cellsInUse(State)) {
    const auto *Typed = dyn_cast<TypedValueRegion>(Each);
    if (!Typed || Typed->getBaseRegion() != Base ||
        !Typed->getValueType()->isScalarType() || !isScattered(State, Typed))
      continue;
    const SVal Old = valueIn(State, Typed);
    if (!Old.isUnknownOrUndef() && !areApart(Typed, Cell))
      Touched.push_back({Typed, canonical(State, Old)});
    else if (!Old.isUnknownOrUndef() && numberedBy(State, Typed))
      Older.push_back({Typed, canonical(State, Old)});
  }
  // Where the analyzer says that it does not know any more, nothing is to do.
  const ProgramStateRef After =
      Touched.empty() ? State
                      : State->bindLoc(loc::MemRegionVal(Cell), UnknownVal(),
                                       /*LCtx=*/nullptr,
                                       /*notifyChanges=*/false);
  llvm::erase_if(Touched, [&](const auto &Each) {
    return After->getSVal(Each.first).isUnknown();
  });
  if (llvm::all_of(Touched, [&](const auto &Each) {
        return areOtherElements(State, Each.first, Cell);
      }))
    return State;
  SymbolRef Fresh = MakeFresh();
  llvm::SmallVector<std::pair<SymbolRef, SVal>, 8> Unchanged, Doubtful;
  for (const auto &[Typed, Old] : Touched)
    if (SymbolRef New = partOf(State, Fresh, Typed))
      (areOtherElements(State, Typed, Cell) ? Unchanged : Doubtful)
          .push_back({New, Old});
  for (const auto &[Typed, Old] : Older)
    if (SymbolRef New = partOf(State, Fresh, Typed))
      Unchanged.push_back({New, Old});
  for (const auto &Entry : State->get<NumberedTrait>())
    if (Entry.first->getBaseRegion() == Base)
      State = State->set<NumberedTrait>(Entry.first, Fresh);
  State = State->set<NumberedTrait>(Cell, Fresh);
  return noteKept(noteKept(State, Kept::Unchanged, Unchanged), Kept::Doubtful,
                  Doubtful);
}

ProgramStateRef forgetNumbered(ProgramStateRef State,
                               ArrayRef<const MemRegion *> Changed) {
  for (const auto &Entry : State->get<NumberedTrait>())
    for (const MemRegion *Each : Changed)
      if (Each != Entry.first &&
          cast<SubRegion>(Entry.first)->isSubRegionOf(Each))
        State = State->remove<NumberedTrait>(Entry.first);
  return State;
}

SymbolRef scatteredBy(ProgramStateRef State, const MemRegion *Cell) {
  const SymbolRef *Fresh = State->get<ScatteredTrait>(Cell->getBaseRegion());
  return Fresh ? *Fresh : nullptr;
}

void keepScatteredAlive(ProgramStateRef State, SymbolReaper &Reaper) {
  for (const auto &Entry : State->get<ScatteredTrait>())
    Reaper.markLive(Entry.second);
  for (const auto &Entry : State->get<NumberedTrait>())
    Reaper.markLive(Entry.second);
}

namespace {

/// Goes through the numbers that indices on the way to a cell may be.
class Numbering {
public:
  Numbering(SValBuilder &Builder, CountElements Count, TakeNumbered Take)
      : Builder(Builder), Count(Count), Take(Take) {}

  bool run(const MemRegion *Whole, ArrayRef<const MemRegion *> Way) {
    if (Way.empty())
      return Take(cast<TypedValueRegion>(Whole), Indices);
    MemRegionManager &Regions = Builder.getRegionManager();
    if (const auto *Field = dyn_cast<FieldRegion>(Way.front()))
      return run(
          Regions.getFieldRegion(Field->getDecl(), cast<SubRegion>(Whole)),
          Way.drop_front());
    const auto *Element = dyn_cast<ElementRegion>(Way.front());
    if (!Element) // what begins in a memory space
      return !isa<TypedValueRegion>(Whole) &&
             run(Way.front(), Way.drop_front());
    auto Each = [&](NonLoc Index) {
      return run(Regions.getElementRegion(Element->getElementType(), Index,
                                          cast<SubRegion>(Whole),
                                          Builder.getContext()),
                 Way.drop_front());
    };
    if (!unnumbered(Element))
      return Each(Element->getIndex());
    const std::optional<uint64_t> Elements = Count(Whole, Element);
    for (uint64_t I = 0; I < Elements.value_or(0); ++I) {
      Indices.push_back({Element->getIndex(), I});
      const bool Taken = Each(Builder.makeArrayIndex(I));
      Indices.pop_back();
      if (!Taken)
        return false;
    }
    return Elements.has_value();
  }

private:
  SValBuilder &Builder;
  const CountElements Count;
  const TakeNumbered Take;
  llvm::SmallVector<NumberedIndex, 2> Indices;
};

} // namespace

bool eachNumbering(const TypedValueRegion *Cell, SValBuilder &Builder,
                   CountElements Count, TakeNumbered Take) {
  const auto Parts = partsTo(Cell);
  return Numbering(Builder, Count, Take)
      .run(Parts.front(), ArrayRef<const MemRegion *>(Parts).drop_front());
}

const ConstantArrayType *arrayTypeOf(const MemRegion *Whole,
                                     const ASTContext &Context) {
  const auto *Array = dyn_cast<TypedValueRegion>(Whole);
  return Array ? Context.getAsConstantArrayType(Array->getValueType())
               : nullptr;
}

namespace {

/// Where the cells that \p Cell may be, by any numbers in place of the indices
/// that are none, have their values from.
class Origin {
public:
  explicit Origin(ProgramStateRef State)
      : State(State), Builder(State->getStateManager().getSValBuilder()) {}

  /// The symbol of the call that last may have written them all, or null if
  /// they are as they were when the path began. None if they differ in that,
  /// one was written, or they are too many. A pointer leads to elements of
  /// which nobody knows how many there are.
  std::optional<SymbolRef> of(const TypedValueRegion *Cell) {
    auto Count = [this](const MemRegion *Whole,
                        const ElementRegion *) -> std::optional<uint64_t> {
      if (!isa<TypedValueRegion>(Whole))
        return 1;
      const auto *Type = arrayTypeOf(Whole, Builder.getContext());
      if (!Type || Type->getSize().ugt(Budget))
        return std::nullopt;
      return Type->getSize().getZExtValue();
    };
    auto Take = [this](const TypedValueRegion *Each, ArrayRef<NumberedIndex>) {
      return takeCell(Each);
    };
    return !isInUnion(Cell) && eachNumbering(Cell, Builder, Count, Take)
               ? From
               : std::nullopt;
  }

private:
  static bool isInUnion(const MemRegion *Cell) {
    for (; Cell; Cell = outerOf(Cell))
      if (const auto *Field = dyn_cast<FieldRegion>(Cell))
        if (Field->getDecl()->getParent()->isUnion())
          return true;
    return false;
  }

  bool takeCell(const TypedValueRegion *Cell) {
    SymbolRef Value = Budget ? State->getSVal(Cell).getAsSymbol() : nullptr;
    Budget -= Budget != 0;
    const auto *Derived = dyn_cast_or_null<SymbolDerived>(Value);
    const auto *Entry = dyn_cast_or_null<SymbolRegionValue>(Value);
    if (Derived ? Derived->getRegion() != Cell
                : !Entry || Entry->getRegion() != Cell)
      return false;
    SymbolRef Here = Derived ? Derived->getParentSymbol() : nullptr;
    if (From && *From != Here)
      return false;
    From = Here;
    return true;
  }

  const ProgramStateRef State;
  SValBuilder &Builder;
  unsigned Budget = 256; ///< Cells that are looked at.
  std::optional<SymbolRef> From;
};

} // namespace

/// Are its elements constants, which nobody writes?
static bool isConstantTable(const VarDecl *Table) {
  const ASTContext &Context = Table->getASTContext();
  return Table->hasGlobalStorage() &&
         Context.getBaseElementType(Table->getType()).isConstQualified();
}

/// The initialiser of number \p Index in that of an array or a structure; null
/// if there is none.
static const Expr *partOf(const Expr *Whole, unsigned Index) {
  const auto *List =
      Whole ? dyn_cast<InitListExpr>(Whole->IgnoreParenImpCasts()) : nullptr;
  if (!List)
    return nullptr;
  return Index < List->getNumInits() ? List->getInit(Index)
                                     : List->getArrayFiller();
}

/// The place of the member among the initialisers of its structure.
static unsigned indexOf(const FieldDecl *Field) {
  unsigned Index = 0; // unnamed bit-fields have no initialiser
  for (const FieldDecl *Each : Field->getParent()->fields()) {
    if (Each == Field)
      break;
    Index += !(Each->isBitField() && !Each->getIdentifier());
  }
  return Index;
}

/// The initialiser of \p Cell, if that is a part of a variable by number and
/// member; null if there is none.
static const Expr *initializerOf(const MemRegion *Cell) {
  if (const auto *Variable = dyn_cast<VarRegion>(Cell))
    return Variable->getDecl()->getAnyInitializer();
  const auto *Part = dyn_cast<SubRegion>(Cell);
  const Expr *Whole = Part ? initializerOf(Part->getSuperRegion()) : nullptr;
  if (const auto *Field = dyn_cast<FieldRegion>(Cell))
    return Field->getDecl()->getParent()->isUnion()
               ? nullptr
               : partOf(Whole, indexOf(Field->getDecl()));
  if (const auto *Element = dyn_cast<ElementRegion>(Cell))
    if (auto Number = Element->getIndex().getAs<nonloc::ConcreteInt>()) {
      const llvm::APSInt &Value = Number->getValue();
      return partOf(Whole, unsigned(Value.getLimitedValue(~0u)));
    }
  return nullptr;
}

const Expr *constantInitializer(const MemRegion *Cell, const UnitFacts &Facts) {
  const auto *Variable = dyn_cast<VarRegion>(Cell->getBaseRegion());
  return Variable && Facts.isOnlyRead(Variable->getDecl()) ? initializerOf(Cell)
                                                           : nullptr;
}

/// The number that \p Init gives.
static std::optional<llvm::APSInt> numberOf(const Expr *Init,
                                            const ASTContext &Context) {
  if (!Init || Init->isValueDependent())
    return std::nullopt;
  if (isa<ImplicitValueInitExpr>(Init) &&
      Init->getType()->isIntegralOrEnumerationType())
    return llvm::APSInt(
        llvm::APInt(unsigned(Context.getTypeSize(Init->getType())), 0));
  Expr::EvalResult Number;
  if (!Init->EvaluateAsInt(Number, Context))
    return std::nullopt;
  return Number.Val.getInt();
}

std::optional<llvm::APSInt> initialNumber(const TypedValueRegion *Cell,
                                          const UnitFacts &Facts) {
  const auto *Variable = dyn_cast<VarRegion>(Cell->getBaseRegion());
  const VarDecl *Var = Variable ? Variable->getDecl() : nullptr;
  if (!Var || !Facts.isOnlyRead(Var) ||
      !Cell->getValueType()->isIntegralOrEnumerationType())
    return std::nullopt;
  const ASTContext &Context = Var->getASTContext();
  if (Var->getAnyInitializer())
    return numberOf(constantInitializer(Cell, Facts), Context);
  if (Var->isExternallyVisible())
    return std::nullopt; // another unit knows
  return llvm::APSInt(
      llvm::APInt(unsigned(Context.getTypeSize(Cell->getValueType())), 0));
}

/// Is \p Table one whose elements are what they were initialised with?
static bool isFixed(ProgramStateRef State, const VarDecl *Table) {
  return isConstantTable(Table) ||
         State->contains<OnlyReadTrait>(Table->getCanonicalDecl());
}

ProgramStateRef noteOnlyRead(ProgramStateRef State,
                             const TypedValueRegion *Cell,
                             const UnitFacts &Facts) {
  const auto *Variable = dyn_cast<VarRegion>(Cell->getBaseRegion());
  const VarDecl *Table = Variable ? Variable->getDecl() : nullptr;
  return Table && !isConstantTable(Table) && isScattered(State, Cell) &&
                 Facts.isOnlyRead(Table)
             ? State->add<OnlyReadTrait>(Table->getCanonicalDecl())
             : State;
}

/// The value of the initialiser \p Init of \p Table; null if clang cannot tell.
static const APValue *evaluated(const VarDecl *Table, const Expr *Init) {
  if (const APValue *Value = Table->evaluateValue())
    return Value;
  // Of arrays and structures, LLVM 14 does not do that in C.
  Expr::EvalResult Result;
  const ASTContext &Context = Table->getASTContext();
  if (!Init->EvaluateAsConstantExpr(Result, Context))
    return nullptr;
  EvaluatedStmt *Kept = Table->ensureEvaluatedStmt();
  Kept->Evaluated = std::move(Result.Val);
  if (Kept->Evaluated.needsCleanup())
    Context.addDestruction(&Kept->Evaluated);
  return &Kept->Evaluated;
}

const APValue *initialValue(ProgramStateRef State, const VarDecl *Table) {
  const VarDecl *Defined = nullptr;
  const Expr *Init = Table->getAnyInitializer(Defined);
  return Init && !Init->isValueDependent() && !Table->isWeak() &&
                 isFixed(State, Table)
             ? evaluated(Defined, Init)
             : nullptr;
}

const APValue *partOf(const APValue &Whole, const TableStep &Step) {
  if (Step.Member)
    return Whole.isStruct() && !Step.Member->getParent()->isUnion()
               ? &Whole.getStructField(Step.Member->getFieldIndex())
               : nullptr;
  if (!Whole.isArray() || Step.Index >= Whole.getArraySize())
    return nullptr;
  return Step.Index < Whole.getArrayInitializedElts()
             ? &Whole.getArrayInitializedElt(unsigned(Step.Index))
         : Whole.hasArrayFiller() ? &Whole.getArrayFiller()
                                  : nullptr;
}

namespace {

/// Looks whether a part of an object was written by itself.
class PartWritten : public StoreManager::BindingsHandler {
public:
  explicit PartWritten(const MemRegion *Object) : Object(Object) {}

  bool HandleBinding(StoreManager &, Store, const MemRegion *Region,
                     SVal) override {
    Found |= Region->getBaseRegion() == Object;
    return !Found;
  }

  bool Found = false;

private:
  const MemRegion *Object;
};

} // namespace

/// Is \p Cell an element of what a pointer leads to, where something was
/// written by itself?
static bool mayBeWrittenByPointer(ProgramStateRef State,
                                  const MemRegion *Cell) {
  for (const MemRegion *Part = Cell; Part; Part = outerOf(Part)) {
    const ElementRegion *Element = unnumbered(Part);
    if (!Element || !isa<SymbolicRegion>(Element->getSuperRegion()))
      continue;
    PartWritten Parts(Element->getSuperRegion());
    State->getStateManager().getStoreManager().iterBindings(State->getStore(),
                                                            Parts);
    return Parts.Found;
  }
  return false;
}

/// The value of \p Cell by the name that it is reached by.
static SVal valueByName(ProgramStateRef State, const TypedValueRegion *Cell) {
  SVal Known = State->getSVal(Cell);
  if (!SymbolManager::canSymbolicate(Cell->getValueType()))
    return Known;
  if (isUnread(Known, Cell))
    if (const SVal Common = commonValue(State, Cell); !Common.isUnknown())
      return Common;
  // The analyzer takes elements by numbers and by other indices for different
  // ones.
  if (!Known.isUnknown() && isScattered(State, Cell))
    if (SymbolRef Fresh = numberedBy(State, Cell))
      return State->getStateManager()
          .getSValBuilder()
          .getDerivedRegionValueSymbolVal(Fresh, Cell);
  if (!Known.isUnknown())
    return Known;
  if (const SVal Made = assembled(State, loc::MemRegionVal(Cell));
      !Made.isUnknown())
    return Made;
  SValBuilder &Builder = State->getStateManager().getSValBuilder();
  if (const SymbolRef *Whole =
          State->get<ScatteredTrait>(Cell->getBaseRegion()))
    return Builder.getDerivedRegionValueSymbolVal(*Whole, Cell);
  if (const auto *Table = dyn_cast<VarRegion>(Cell->getBaseRegion());
      Table && isScattered(State, Cell) && isFixed(State, Table->getDecl()))
    return Builder.getRegionValueSymbolVal(Cell);
  // On the stack, what was not written is not known either.
  if (!isScattered(State, Cell) || mayBeWrittenByPointer(State, Cell))
    return Known;
  const auto From = Origin(State).of(Cell);
  if (!From)
    return Known;
  return *From ? Builder.getDerivedRegionValueSymbolVal(*From, Cell)
               : SVal(Builder.getRegionValueSymbolVal(Cell));
}

SVal valueIn(ProgramStateRef State, const TypedValueRegion *Cell) {
  return byDeclaredName(State, valueByName(State, Cell));
}

} // namespace spinpair
