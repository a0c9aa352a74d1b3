//===- MayAlias.cpp -------------------------------------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "MayAlias.h"
#include "Elements.h"
#include "PathFormula.h"
#include "PathState.h"
#include "PathValues.h"
#include "SameCell.h"
#include "StableFields.h"

using namespace clang;
using namespace ento;

namespace spinpair {

/// The member that a cell behind a pointer is; null if it is none.
static const FieldRegion *memberBehindPointer(const MemRegion *Cell) {
  const auto *Member = dyn_cast_or_null<FieldRegion>(Cell);
  return Member && isa<SymbolicRegion>(Member->getBaseRegion()) ? Member
                                                                : nullptr;
}

llvm::SmallVector<const TypedValueRegion *, 4>
aliasesOf(ProgramStateRef State, const MemRegion *Cell,
          const UnitFacts &Facts) {
  llvm::SmallVector<const TypedValueRegion *, 4> Result;
  const FieldRegion *Written = memberBehindPointer(Cell);
  if (!Written || !Facts.isDeciding(Written->getDecl()) ||
      !SymbolManager::canSymbolicate(Written->getValueType()))
    return Result;
  PathValues Values(State, /*IsEntryPoint=*/false);
  for (const MemRegion *Each : cellsInUse(State)) {
    const FieldRegion *Known = memberBehindPointer(Each);
    if (Known && Known->getBaseRegion() != Written->getBaseRegion() &&
        Known->getDecl()->getCanonicalDecl() ==
            Written->getDecl()->getCanonicalDecl() &&
        !areOtherMembers(loc::MemRegionVal(Known->getSuperRegion()),
                         loc::MemRegionVal(Written->getSuperRegion())) &&
        !Values.surelyDiffer(loc::MemRegionVal(Known->getSuperRegion()),
                             loc::MemRegionVal(Written->getSuperRegion())))
      Result.push_back(Known);
  }
  return Result;
}

const FieldDecl *otherWay(const FieldDecl *Of) {
  const RecordDecl *Record = Of->getParent();
  const StringRef Wanted = Of->getName() == "Flink"   ? "Blink"
                           : Of->getName() == "Blink" ? "Flink"
                                                      : "";
  if (Wanted.empty() || Of->getType()->getPointeeType().isNull() ||
      Of->getType()->getPointeeType()->getAsRecordDecl() != Record)
    return nullptr;
  for (const FieldDecl *Field : Record->fields())
    if (Field->getName() == Wanted)
      return Field;
  return nullptr;
}

ProgramStateRef noteAliases(ProgramStateRef State,
                            llvm::ArrayRef<const TypedValueRegion *> Cells,
                            SymbolRef Fresh, const LocationContext *Frame) {
  SValBuilder &Builder = State->getStateManager().getSValBuilder();
  llvm::SmallVector<std::pair<SymbolRef, SVal>, 8> Doubtful;
  for (const TypedValueRegion *Cell : Cells) {
    const SVal Old = valueIn(State, Cell);
    const SVal New = Builder.getDerivedRegionValueSymbolVal(Fresh, Cell);
    SymbolRef Symbol = byDeclaredName(State, New).getAsSymbol();
    if (!Symbol || Old.isUnknownOrUndef())
      continue;
    Doubtful.push_back({Symbol, canonical(State, Old)});
    State = State->bindLoc(loc::MemRegionVal(Cell), New, Frame,
                           /*notifyChanges=*/false);
  }
  return noteKept(State, Kept::Doubtful, Doubtful);
}

} // namespace spinpair
