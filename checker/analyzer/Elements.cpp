//===- Elements.cpp -------------------------------------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Elements.h"

#include "Compat.h"

#include "clang/StaticAnalyzer/Core/PathSensitive/ProgramStateTrait.h"

#include <optional>

using namespace clang;
using namespace ento;

// Arrays with an element that was written by an index that is no number.
REGISTER_SET_WITH_PROGRAMSTATE(ScatteredTrait, const MemRegion *)

namespace spinpair {

/// The element by an index that is no number which \p Cell is; null if it is
/// none, or a part of one.
static const ElementRegion *unnumbered(const MemRegion *Cell) {
  const auto *Element = dyn_cast_or_null<ElementRegion>(Cell);
  return Element && !Element->getIndex().isConstant() ? Element : nullptr;
}

ProgramStateRef noteScattered(ProgramStateRef State, const MemRegion *Cell) {
  for (; Cell;) {
    if (const ElementRegion *Element = unnumbered(Cell))
      State = State->add<ScatteredTrait>(Element->getSuperRegion());
    const auto *Sub = dyn_cast<SubRegion>(Cell);
    Cell = Sub ? Sub->getSuperRegion() : nullptr;
  }
  return State;
}

/// Where the elements of the array have their values from: the symbol of the
/// call that last may have written them all, or null if they are as they were
/// when the path began. None if they differ in that, or one was written.
static std::optional<SymbolRef> originOf(ProgramStateRef State,
                                         const ElementRegion *Element,
                                         uint64_t Count) {
  SValBuilder &Builder = State->getStateManager().getSValBuilder();
  std::optional<SymbolRef> Origin;
  for (uint64_t I = 0; I < Count; ++I) {
    const ElementRegion *Each = Builder.getRegionManager().getElementRegion(
        Element->getElementType(), Builder.makeArrayIndex(I),
        cast<SubRegion>(Element->getSuperRegion()), Builder.getContext());
    SymbolRef Value = State->getSVal(Each).getAsSymbol();
    const auto *Derived = dyn_cast_or_null<SymbolDerived>(Value);
    const auto *Entry = dyn_cast_or_null<SymbolRegionValue>(Value);
    if (Derived ? Derived->getRegion() != Each
                : !Entry || Entry->getRegion() != Each)
      return std::nullopt;
    SymbolRef From = Derived ? Derived->getParentSymbol() : nullptr;
    if (Origin && *Origin != From)
      return std::nullopt;
    Origin = From;
  }
  return Origin;
}

SVal valueIn(ProgramStateRef State, const TypedValueRegion *Cell) {
  SVal Known = State->getSVal(Cell);
  const ElementRegion *Element = unnumbered(Cell);
  if (!Known.isUnknown() || !Element ||
      !SymbolManager::canSymbolicate(Cell->getValueType()))
    return Known;
  constexpr uint64_t Most = 256; // elements that are looked at
  const auto *Array = dyn_cast<TypedValueRegion>(Element->getSuperRegion());
  SValBuilder &Builder = State->getStateManager().getSValBuilder();
  const ConstantArrayType *Type =
      Array ? Builder.getContext().getAsConstantArrayType(Array->getValueType())
            : nullptr;
  // On the stack, what was not written is not known either.
  if (!Type || Type->getSize().ugt(Most) ||
      compat::stackFrameOf(Array->getBaseRegion(), State) ||
      State->contains<ScatteredTrait>(Array))
    return Known;
  auto Origin = originOf(State, Element, Type->getSize().getZExtValue());
  if (!Origin)
    return Known;
  return *Origin ? Builder.getDerivedRegionValueSymbolVal(*Origin, Cell)
                 : SVal(Builder.getRegionValueSymbolVal(Cell));
}

} // namespace spinpair
