//===- IndexedElements.cpp ------------------------------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "IndexedElements.h"

#include "PathState.h"
#include "PathValues.h"
#include "SameCell.h"
#include "StableFields.h"

#include "clang/StaticAnalyzer/Core/PathSensitive/ProgramStateTrait.h"

using namespace clang;
using namespace ento;

// What an element by an index that is no number was read as, and the values
// that those had then which it may be.
REGISTER_MAP_WITH_PROGRAMSTATE(IndexedReadTrait, const MemRegion *, SymbolRef)
REGISTER_MAP_WITH_PROGRAMSTATE(IndexedValuesTrait, const MemRegion *, sp_value)

namespace spinpair {

const char IndexedReadTag = 0;

IndexedCell indexedCell(ProgramStateRef State, const TypedValueRegion *Cell) {
  IndexedCell Result;
  if (!isByAnyIndex(Cell))
    return Result;
  constexpr size_t Most = 64; // cells
  SValBuilder &Builder = State->getStateManager().getSValBuilder();
  const ASTContext &Context = Builder.getContext();
  auto Count = [&](const MemRegion *Whole,
                   const ElementRegion *Element) -> std::optional<uint64_t> {
    const ConstantArrayType *Type = arrayTypeOf(Whole, Context);
    if (!Type || Type->getSize().ugt(Most) ||
        !Context.hasSameUnqualifiedType(Type->getElementType(),
                                        Element->getElementType()))
      return std::nullopt;
    return Type->getSize().getZExtValue();
  };
  auto Take = [&](const TypedValueRegion *Each,
                  ArrayRef<NumberedIndex> Indices) {
    Result.Choices.push_back({Each, {Indices.begin(), Indices.end()}});
    return Result.Choices.size() <= Most;
  };
  if (!eachNumbering(Cell, Builder, Count, Take))
    Result.Choices.clear();
  return Result;
}

/// Is \p Value what is in \p Cell as long as the path writes nothing there?
static bool isUnwritten(SVal Value, const TypedValueRegion *Cell) {
  const auto *Data = dyn_cast_or_null<SymbolData>(Value.getAsSymbol());
  return Data && Data->getOriginRegion() == Cell;
}

bool isUnread(SVal Loaded, const TypedValueRegion *Cell) {
  return (Loaded.isUnknown() || isUnwritten(Loaded, Cell)) &&
         isByAnyIndex(Cell);
}

/// The values of \p Choices; empty if the path has written none of them, or one
/// is not known.
static llvm::SmallVector<SVal, 0>
valuesOf(ProgramStateRef State, ArrayRef<IndexedCell::Choice> Choices) {
  llvm::SmallVector<SVal, 0> Values;
  bool Written = false;
  for (const IndexedCell::Choice &Each : Choices) {
    const SVal Value = valueIn(State, Each.Cell);
    if (Value.isUnknown())
      return {};
    Written |= !Value.isUndef() && !isUnwritten(Value, Each.Cell);
    Values.push_back(Value);
  }
  if (!Written)
    Values.clear();
  return Values;
}

static SVal commonOf(ArrayRef<SVal> Values) {
  return !Values.empty() && !Values.front().isUndef() &&
                 llvm::all_of(Values,
                              [&](SVal Each) { return Each == Values.front(); })
             ? Values.front()
             : SVal(UnknownVal());
}

SVal commonValue(ProgramStateRef State, const TypedValueRegion *Cell) {
  return commonOf(valuesOf(State, indexedCell(State, Cell).Choices));
}

std::pair<ProgramStateRef, SVal>
readIndexed(ProgramStateRef State, const TypedValueRegion *Cell,
            llvm::function_ref<SymbolRef()> MakeFresh) {
  SValBuilder &Builder = State->getStateManager().getSValBuilder();
  if (!SymbolManager::canSymbolicate(Cell->getValueType()))
    return {State, UnknownVal()};
  const IndexedCell Any = indexedCell(State, Cell);
  const auto Values = valuesOf(State, Any.Choices);
  if (const SVal Common = commonOf(Values); !Common.isUnknown())
    return {State, Common};
  // Which of the saved IRQLs it is decides by the index alone.
  if (Values.empty() || llvm::any_of(Values, [](SVal Value) {
        return savedIrqlIn(Value) != nullptr;
      }))
    return {State, UnknownVal()};
  llvm::ImmutableList<SVal> All =
      Builder.getBasicValueFactory().getEmptySValList();
  for (const SVal &Value : llvm::reverse(Values))
    All = Builder.getBasicValueFactory().prependSVal(canonical(State, Value),
                                                     All);
  const sp_value Now =
      handleOf(State, Builder.makeCompoundVal(Cell->getValueType(), All));
  const SymbolRef *Before = State->get<IndexedReadTrait>(Cell);
  const sp_value *Then = State->get<IndexedValuesTrait>(Cell);
  if (Before && Then && *Then == Now)
    return {State, byDeclaredName(State, Builder.getDerivedRegionValueSymbolVal(
                                             *Before, Cell))};
  SymbolRef Fresh = MakeFresh();
  State = State->set<IndexedReadTrait>(Cell, Fresh);
  State = State->set<IndexedValuesTrait>(Cell, Now);
  // What they are has to be known behind calls, too.
  for (const IndexedCell::Choice &Each : Any.Choices)
    State = noteUse(State, Each.Cell);
  return {State, byDeclaredName(State, Builder.getDerivedRegionValueSymbolVal(
                                           Fresh, Cell))};
}

const TypedValueRegion *indexedCellOf(SymbolRef Value) {
  const auto *Derived = dyn_cast_or_null<SymbolDerived>(Value);
  const auto *Fresh =
      Derived ? dyn_cast<SymbolConjured>(Derived->getParentSymbol()) : nullptr;
  return Fresh && Fresh->getTag() == &IndexedReadTag ? Derived->getRegion()
                                                     : nullptr;
}

void keepIndexedAlive(ProgramStateRef State, SymbolReaper &Reaper) {
  for (const auto &Entry : State->get<IndexedReadTrait>())
    Reaper.markLive(Entry.second);
}

} // namespace spinpair
