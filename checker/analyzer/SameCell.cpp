//===- SameCell.cpp -------------------------------------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "SameCell.h"
#include "Compat.h"
#include "Overlaid.h"
#include "PathValues.h"

#include "clang/AST/RecordLayout.h"
#include "clang/StaticAnalyzer/Core/PathSensitive/SValBuilder.h"

using namespace clang;
using namespace ento;

namespace spinpair {

/// The cell that \p Symbol was in before the path, or since the last call that
/// may have changed it; null if it is no such symbol.
static const TypedValueRegion *firstCell(SymbolRef Symbol) {
  if (const auto *First = dyn_cast_or_null<SymbolRegionValue>(Symbol))
    return First->getRegion();
  const auto *Later = dyn_cast_or_null<SymbolDerived>(Symbol);
  return Later ? Later->getRegion() : nullptr;
}

/// What \p Cell had when another name of it had \p Symbol.
static SVal firstValue(const TypedValueRegion *Cell, SymbolRef Symbol,
                       SValBuilder &Builder) {
  const auto *Later = dyn_cast<SymbolDerived>(Symbol);
  return Later ? SVal(Builder.getDerivedRegionValueSymbolVal(
                     Later->getParentSymbol(), Cell))
               : SVal(Builder.getRegionValueSymbolVal(Cell));
}

/// The type of the object that \p Region is as a whole; null if it is none.
static QualType objectType(const MemRegion *Region) {
  if (const auto *Typed = dyn_cast<TypedValueRegion>(Region))
    return Typed->getValueType();
  const auto *Pointee = dyn_cast<SymbolicRegion>(Region);
  return Pointee ? Pointee->getSymbol()->getType()->getPointeeType()
                 : QualType();
}

/// The part of \p Object, whose type is \p Whole, that begins \p Offset bits
/// from its begin and has the type \p Wanted; null if none is declared, or a
/// union is on the way.
static const TypedValueRegion *declaredPart(const SubRegion *Object,
                                            QualType Whole, int64_t Offset,
                                            QualType Wanted,
                                            const ProgramStateRef &State) {
  SValBuilder &Builder = State->getStateManager().getSValBuilder();
  ASTContext &Context = Builder.getContext();
  MemRegionManager &Regions = Builder.getRegionManager();
  while (!Context.hasSameUnqualifiedType(Whole, Wanted) || Offset != 0) {
    if (const auto *Array = Context.getAsConstantArrayType(Whole)) {
      const QualType Type = Array->getElementType();
      const auto Size =
          Type->isIncompleteType() ? 0 : int64_t(Context.getTypeSize(Type));
      if (Size == 0)
        return nullptr;
      Object = Regions.getElementRegion(
          Type, Builder.makeArrayIndex(uint64_t(Offset / Size)), Object,
          Context);
      Whole = Type;
      Offset %= Size;
      continue;
    }
    const RecordDecl *Record = Whole->getAsRecordDecl();
    Record = Record ? Record->getDefinition() : nullptr;
    if (!Record || Record->isInvalidDecl() || Record->isUnion())
      return nullptr;
    const ASTRecordLayout &Layout = Context.getASTRecordLayout(Record);
    const FieldDecl *Around = nullptr;
    for (const FieldDecl *Field : Record->fields()) {
      const auto From = int64_t(Layout.getFieldOffset(Field->getFieldIndex()));
      if (!Field->isBitField() && !Field->getType()->isIncompleteType() &&
          From <= Offset &&
          Offset < From + int64_t(Context.getTypeSize(Field->getType())))
        Around = Field;
    }
    if (!Around)
      return nullptr;
    Offset -= int64_t(Layout.getFieldOffset(Around->getFieldIndex()));
    // As the analyzer calls the member of what a pointer leads to.
    Object = dyn_cast_or_null<SubRegion>(
        compat::fieldOf(State, Around, loc::MemRegionVal(Object))
            .getAsRegion());
    if (!Object)
      return nullptr;
    Whole = Around->getType();
  }
  return dyn_cast<TypedValueRegion>(Object);
}

const TypedValueRegion *declaredCell(const ProgramStateRef &State,
                                     const TypedValueRegion *Cell) {
  const QualType Wanted = Cell->getValueType();
  const auto *Field = dyn_cast<FieldRegion>(Cell);
  if (!Wanted->isScalarType() || (Field && Field->getDecl()->isBitField()))
    return Cell;
  const ASTContext &Context = State->getStateManager().getContext();
  const TypedValueRegion *Found = Cell;
  // The outermost object that the cell is surely in says what it is called.
  for (const SubRegion *Part = Cell;;) {
    const auto *Object = dyn_cast<SubRegion>(Part->getSuperRegion());
    if (!Object)
      break;
    const int64_t Offset = bitOffset(Cell, Object, Context);
    const QualType Type = objectType(Object);
    if (Offset < 0 || Type.isNull())
      break;
    if (Type->isUnionType())
      return Cell; // see Overlaid.h
    if (!Type->isIncompleteType() && !Type->isFunctionType() &&
        Offset < int64_t(Context.getTypeSize(Type)))
      if (const TypedValueRegion *Declared =
              declaredPart(Object, Type, Offset, Wanted, State))
        Found = Declared;
    Part = Object;
  }
  return Found;
}

SVal byDeclaredName(ProgramStateRef State, SVal Loaded) {
  SymbolRef Symbol = Loaded.getAsSymbol();
  const TypedValueRegion *Cell = firstCell(Symbol);
  if (!Cell)
    return Loaded;
  SValBuilder &Builder = State->getStateManager().getSValBuilder();
  const TypedValueRegion *Found = declaredCell(State, Cell);
  return Found == Cell ? Loaded : firstValue(Found, Symbol, Builder);
}

SVal readByDeclaredName(const ProgramStateRef &State, Loc Where,
                        QualType Type) {
  return byDeclaredName(State, State->getSVal(Where, Type));
}

/// \p Symbol, where \p From is \p To; unknown if that cannot be computed.
static SVal replaced(ProgramStateRef State, SymbolRef Symbol, SymbolRef From,
                     SVal To) {
  SValBuilder &Builder = State->getStateManager().getSValBuilder();
  auto Number = [&](const llvm::APSInt &Is) { return Builder.makeIntVal(Is); };
  if (Symbol == From)
    return To;
  if (const auto *Left = dyn_cast<SymIntExpr>(Symbol))
    return evaluated(State, Left->getOpcode(),
                     replaced(State, Left->getLHS(), From, To),
                     Number(Left->getRHS()), Left->getType());
  if (const auto *Right = dyn_cast<IntSymExpr>(Symbol))
    return evaluated(State, Right->getOpcode(), Number(Right->getLHS()),
                     replaced(State, Right->getRHS(), From, To),
                     Right->getType());
  if (const auto *Both = dyn_cast<SymSymExpr>(Symbol))
    return evaluated(
        State, Both->getOpcode(), replaced(State, Both->getLHS(), From, To),
        replaced(State, Both->getRHS(), From, To), Both->getType());
  if (const auto *Cast = dyn_cast<SymbolCast>(Symbol))
    return Builder.evalCast(replaced(State, Cast->getOperand(), From, To),
                            Cast->getType(), Cast->getOperand()->getType());
  return mentions(nonloc::SymbolVal(Symbol), From)
             ? SVal(UnknownVal())
             : SVal(nonloc::SymbolVal(Symbol));
}

SVal computedByDeclaredName(ProgramStateRef State, SVal Value) {
  SymbolRef Whole = Value.getAsSymbol();
  if (!Whole || !Value.getAs<nonloc::SymbolVal>())
    return Value;
  for (SymbolRef Part : compat::symbolsIn(Whole)) {
    if (!Part->getType()->isIntegralOrEnumerationType())
      continue;
    const SVal Read = nonloc::SymbolVal(Part),
               Same = byDeclaredName(State, Read);
    if (Same == Read)
      continue;
    const SVal New = replaced(State, Whole, Part, Same);
    return New.isUnknownOrUndef() ? Value : New;
  }
  return Value;
}

} // namespace spinpair
