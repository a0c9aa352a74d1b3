//===- StableFields.cpp ---------------------------------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "StableFields.h"
#include "AddressValues.h"
#include "CallModels.h"
#include "Compat.h"
#include "Elements.h"
#include "Overlaid.h"
#include "PathState.h"
#include "PathValues.h"
#include "Plan.h"
#include "SameCell.h"

#include "llvm/ADT/SetVector.h"

#include <optional>

using namespace clang;
using namespace ento;

namespace spinpair {

static const FunctionDecl *calleeOf(const CallEvent &Call) {
  return dyn_cast_or_null<FunctionDecl>(Call.getDecl());
}

Seen seenOf(const CallEvent &Call, const UnitFacts &Facts) {
  const FunctionDecl *Callee = calleeOf(Call);
  if (!Callee)
    return Seen::Nothing;
  if (isStated(Callee))
    return Seen::Body; // all is known that it does to locks
  if (Callee->getBuiltinID() != 0 || routineOf(Callee))
    return Seen::Routine;
  if (Callee->hasBody())
    return Facts.isLockRelevant(Callee) ? Seen::Locking : Seen::Body;
  if (elsewhere(Callee) != SIZE_MAX)
    return isRelevantElsewhere(Callee) ? Seen::Locking : Seen::Body;
  return Call.isInSystemHeader() ? Seen::Routine : Seen::Nothing;
}

//===----------------------------------------------------------------------===//
// What a call may write
//===----------------------------------------------------------------------===//

namespace {

class Effects {
public:
  Effects(const CallEvent &Call, ArrayRef<const MemRegion *> Explicit,
          UnitFacts &Facts)
      : Kind(seenOf(Call, Facts)), Known(inPlan(calleeOf(Call))) {
    addCallbacks(Call, Facts);
    const FunctionDecl *Callee = calleeOf(Call);
    if (Kind == Seen::Body || Kind == Seen::Locking)
      Writes.add(Facts.writes(Callee));
    else if (!Callee && Call.getOriginExpr())
      if (const auto *Expr = dyn_cast<CallExpr>(Call.getOriginExpr()))
        Writes.add(Facts.writesThroughPointer(Expr->getCallee()->getType()));
    addOutArguments(Call, Explicit);
    Filled = extentOf(Call);
  }

  /// Is the call there to fill the cell?
  bool fills(const MemRegion *Cell) const {
    return !(Filled && isOutside(Cell, *Filled)) &&
           llvm::any_of(OutArguments, [Cell](const MemRegion *Out) {
             return Cell->isSubRegionOf(Out);
           });
  }

  /// May it be, as the cell is an element of an array of which it fills one?
  bool mayFill(const MemRegion *Cell, const ProgramStateRef &State) const {
    return llvm::any_of(OutArguments, [&](const MemRegion *Out) {
      return mayBePartOf(State, Cell, Out);
    });
  }

  /// Could code that the call runs write the cell?
  bool mayWrite(const MemRegion *Cell) const {
    bool InStructure = false;
    for (const MemRegion *Region = Cell; Region;) {
      if (const auto *Part = dyn_cast<DeclRegion>(Region))
        if (writesSomewhere(Part->getDecl()))
          return true;
      if (const auto *Field = dyn_cast<FieldRegion>(Region)) {
        InStructure = true;
        const FieldDecl *Decl = Field->getDecl()->getCanonicalDecl();
        if (Writes.Fields.count(Decl) ||
            Writes.Records.count(Decl->getParent()->getCanonicalDecl()))
          return true;
      } else if (const auto *Var = dyn_cast<VarRegion>(Region)) {
        if (Writes.Globals.count(Var->getDecl()->getCanonicalDecl()))
          return true;
      }
      const auto *Sub = dyn_cast<SubRegion>(Region);
      Region = Sub ? Sub->getSuperRegion() : nullptr;
    }
    if (!InStructure)
      if (const auto *Typed = dyn_cast<TypedValueRegion>(Cell))
        return Writes.Pointees.count(
            Typed->getValueType().getCanonicalType().getTypePtr());
    return false;
  }

  /// Could it write one of \p Cells?
  bool mayWriteAny(const WriteSet &Cells) const {
    auto isWritten = [this](const ValueDecl *Cell) {
      return writesSomewhere(Cell);
    };
    return llvm::any_of(Cells.Fields,
                        [&](const FieldDecl *Field) {
                          return Writes.Fields.count(Field) ||
                                 Writes.Records.count(
                                     Field->getParent()->getCanonicalDecl()) ||
                                 isWritten(Field);
                        }) ||
           llvm::any_of(Cells.Globals,
                        [&](const VarDecl *Global) {
                          return Writes.Globals.count(Global) ||
                                 isWritten(Global);
                        }) ||
           llvm::any_of(Cells.Pointees,
                        [&](const Type *Pointee) {
                          return Writes.Pointees.count(Pointee);
                        }) ||
           llvm::any_of(OutArguments, [&](const MemRegion *Out) {
             return mayBeOneOf(Out, Cells);
           });
  }

private:
  /// The bits of an object that a call fills, and no others.
  struct Extent {
    const MemRegion *Object;
    int64_t From, To;
    const ASTContext *Context;
  };

  /// What a call that clears, fills or copies memory writes; none if that is
  /// not known.
  static std::optional<Extent> extentOf(const CallEvent &Call) {
    const sp_memory_call *Does = memoryCall(calleeOf(Call));
    if (!Does || Does->kind < SP_MEMORY_SET || Does->kind > SP_MEMORY_COPY)
      return std::nullopt;
    const unsigned Length =
        Does->kind == SP_MEMORY_SET || Does->kind == SP_MEMORY_COPY ? 2 : 1;
    if (Call.getNumArgs() <= Length)
      return std::nullopt;
    const MemRegion *To = Call.getArgSVal(0).getAsRegion();
    const auto Count = Call.getArgSVal(Length).getAs<nonloc::ConcreteInt>();
    if (!To || !Count)
      return std::nullopt;
    const ASTContext &Context =
        compat::stateBefore(Call)->getStateManager().getContext();
    const llvm::APSInt &Bytes = Count->getValue();
    constexpr uint64_t Most = 1u << 24;
    const int64_t From = bitOffset(To, To->getBaseRegion(), Context);
    return From < 0 || Bytes.ugt(Most)
               ? std::nullopt
               : std::optional(Extent{To->getBaseRegion(), From,
                                      From + 8 * int64_t(Bytes.getZExtValue()),
                                      &Context});
  }

  /// Has \p Cell, a number or pointer, no bit that is filled?
  static bool isOutside(const MemRegion *Cell, const Extent &Filled) {
    const auto *Typed = dyn_cast<TypedValueRegion>(Cell);
    if (!Typed || !Typed->getValueType()->isScalarType() ||
        Cell->getBaseRegion() != Filled.Object)
      return false;
    const int64_t From = bitOffset(Cell, Filled.Object, *Filled.Context);
    const unsigned Bits = numberWidth(Typed, *Filled.Context);
    const auto Width = int64_t(
        Bits ? Bits : Filled.Context->getTypeSize(Typed->getValueType()));
    return From >= 0 && (From + Width <= Filled.From || Filled.To <= From);
  }

  /// What the program knows of the function.
  bool writesSomewhere(const ValueDecl *Cell) const {
    return Known != SIZE_MAX &&
           sp_program_may_write(currentPlan()->Program, Known,
                                currentPlan()->CellOf(Cell).c_str());
  }

  /// Functions that the call is given and may run before it returns.
  void addCallbacks(const CallEvent &Call, UnitFacts &Facts) {
    const sp_routine *Row = routineOf(calleeOf(Call));
    for (unsigned I = 0; I < Call.getNumArgs(); ++I) {
      if (Row && !(Row->stated & SP_STATED) && Row->runs != static_cast<int>(I))
        continue; // kept for later
      if (const FunctionDecl *Given = Call.getArgSVal(I).getAsFunctionDecl())
        Writes.add(Facts.writes(Given));
    }
  }

  /// The driver's own structures that a routine is given and does not fill.
  llvm::SmallPtrSet<const MemRegion *, 4>
  contextsOf(const CallEvent &Call) const {
    llvm::SmallPtrSet<const MemRegion *, 4> Result;
    const auto *Made = dyn_cast_or_null<CallExpr>(Call.getOriginExpr());
    if (Kind != Seen::Routine || !Made)
      return Result;
    const llvm::SmallVector<const Expr *, 8> All(Made->arg_begin(),
                                                 Made->arg_end());
    for (unsigned I = 0; I < All.size() && I < Call.getNumArgs(); ++I)
      if (const MemRegion *Region = Call.getArgSVal(I).getAsRegion();
          Region && isContextArgument(calleeOf(Call), All, I) &&
          !compat::stackFrameOf(Region, compat::stateBefore(Call)))
        Result.insert(Region->StripCasts());
    return Result;
  }

  /// What a call that copies memory only reads, whatever type its argument has.
  static const MemRegion *copiedFrom(const CallEvent &Call) {
    if (!copiesMemory(calleeOf(Call)) || Call.getNumArgs() < 3)
      return nullptr;
    const MemRegion *To = Call.getArgSVal(0).getAsRegion();
    const MemRegion *From = Call.getArgSVal(1).getAsRegion();
    return To && From && To->StripCasts() != From->StripCasts()
               ? From->StripCasts()
               : nullptr;
  }

  /// Is it a number or a pointer, by the type of the pointer to it?
  static bool isCell(const SymbolicRegion &Region) {
    QualType Type = Region.getSymbol()->getType()->getPointeeType();
    return !Type.isNull() && Type->isScalarType();
  }

  /// Who has the address of a number in an array may fill what is around it.
  static const MemRegion *wholeArray(const MemRegion *Region) {
    while (const auto *Element = dyn_cast<ElementRegion>(Region)) {
      const auto *Array = dyn_cast<TypedValueRegion>(Element->getSuperRegion());
      if (!Array || !Element->getValueType()->isScalarType() ||
          !Array->getValueType()->isArrayType())
        break;
      Region = Array;
    }
    return Region;
  }

  /// All that a routine writes of what its first argument leads to; null if it
  /// may write all of that.
  static const MemRegion *memberWritten(const CallEvent &Call,
                                        const sp_routine *Row) {
    const char *Name = Row ? sp_routine_writes_member(Row->name) : nullptr;
    const Expr *Given =
        Name && Call.getNumArgs() ? Call.getArgExpr(0) : nullptr;
    const FieldDecl *Field =
        Given ? fieldOf(Given->getType()->getPointeeType(), Name) : nullptr;
    return Field ? compat::fieldOf(compat::stateBefore(Call), Field,
                                   Call.getArgSVal(0))
                       .getAsRegion()
                 : nullptr;
  }

  /// Objects that the call is handed to fill. A routine fills whatever it has
  /// a pointer to but the adapter's extension; unseen code of the driver fills
  /// locals and single cells, and is not taken to rewrite its own structures.
  void addOutArguments(const CallEvent &Call,
                       ArrayRef<const MemRegion *> Explicit) {
    const sp_routine *Row = routineOf(calleeOf(Call));
    const MemRegion *Adapter = nullptr;
    if (Row && Row->adapter != SP_NO_ARGUMENT &&
        static_cast<int>(Call.getNumArgs()) > Row->adapter)
      Adapter = Call.getArgSVal(Row->adapter).getAsRegion();
    if (Adapter)
      Adapter = Adapter->StripCasts();
    // A pointer to the first element may stand for the whole array, but not
    // where one saved IRQL is asked for.
    bool OneCell =
        Row && (sp_routine_is_lock(Row) || Row->effect == SP_EFFECT_FAILS ||
                sp_routine_is_extended(Row->name));
    const MemRegion *Source = copiedFrom(Call);
    const auto Contexts = contextsOf(Call);
    const MemRegion *Member = memberWritten(Call, Row);
    if (Member)
      OutArguments.push_back(Member);
    for (const MemRegion *Region : Explicit) {
      if (Row && sp_routine_writes_member(Row->name) &&
          Region == Call.getArgSVal(0).getAsRegion())
        continue;
      if (Contexts.count(Region->StripCasts()) ||
          (Source && Region->StripCasts() == Source))
        continue;
      if (Region->StripCasts() == Adapter)
        continue;
      if (!OneCell)
        Region = wholeArray(withoutCasts(
            Region,
            compat::stateBefore(Call)->getStateManager().getSValBuilder()));
      const auto *Pointee = dyn_cast<SymbolicRegion>(Region);
      bool Whole = Pointee && !isCell(*Pointee);
      if (const auto *Typed = dyn_cast<TypedValueRegion>(Region))
        Whole = Typed->getValueType()->isRecordType() &&
                !compat::stackFrameOf(Region, compat::stateBefore(Call));
      if (Kind == Seen::Routine || !Whole)
        OutArguments.push_back(Region);
    }
  }

  Seen Kind;
  size_t Known; ///< Index in the program, or SIZE_MAX.
  WriteSet Writes;
  llvm::SmallVector<const MemRegion *, 4> OutArguments;
  std::optional<Extent> Filled;
};

//===----------------------------------------------------------------------===//
// What was known before
//===----------------------------------------------------------------------===//

using CellSet = llvm::SetVector<const MemRegion *>;

/// The cells that a value was read from, and those that the way there led
/// through.
void collectCells(SVal Value, CellSet &Cells) {
  SymbolRef Whole = Value.getAsSymbol(/*IncludeBaseRegions=*/true);
  if (!Whole)
    return;
  for (SymbolRef Part : compat::symbolsIn(Whole)) {
    if (const AddressOperation *Computed = operationOf(Part)) {
      collectCells(Computed->Left, Cells);
      collectCells(Computed->Right, Cells);
    }
    const TypedValueRegion *Cell = nullptr;
    if (const auto *Read = dyn_cast<SymbolRegionValue>(Part))
      Cell = Read->getRegion();
    else if (const auto *Derived = dyn_cast<SymbolDerived>(Part))
      Cell = Derived->getRegion();
    if (!Cell || !Cells.insert(Cell))
      continue;
    collectCells(loc::MemRegionVal(Cell->getBaseRegion()), Cells);
    for (const MemRegion *Part = Cell; Part; Part = outerOf(Part))
      if (const auto *Element = dyn_cast<ElementRegion>(Part))
        collectCells(Element->getIndex(), Cells);
  }
}

/// Is the cell, or the structure it is in, one that matters to locks? What is
/// no field and no variable may be anything.
bool isDeciding(const MemRegion *Cell, const UnitFacts &Facts) {
  while (const auto *Element = dyn_cast<ElementRegion>(Cell))
    Cell = Element->getSuperRegion();
  if (const auto *Field = dyn_cast<FieldRegion>(Cell))
    return Facts.isDeciding(Field->getDecl());
  if (const auto *Var = dyn_cast<VarRegion>(Cell))
    return !Var->getDecl()->hasGlobalStorage() ||
           Facts.isDeciding(Var->getDecl());
  return true;
}

/// Was the value saved by an acquire whose lock is no longer held? Unseen code
/// that can write the cell may have taken the lock again.
bool isSpentIrql(ProgramStateRef State, SVal Value) {
  for (const sp_lock &Lock : locksOf(State))
    if (Lock.phase == SP_RELEASED &&
        canonical(State, valueOf(Lock.saved)) == Value)
      return true;
  return false;
}

} // namespace

llvm::SmallVector<const MemRegion *, 8> cellsInUse(ProgramStateRef State) {
  CellSet Cells;
  for (const auto &Constraint : getConstraintMap(State))
    collectCells(nonloc::SymbolVal(Constraint.first), Cells);
  for (const MemRegion *Cell : usedCells(State))
    Cells.insert(Cell);
  for (const sp_lock &Lock : locksOf(State))
    for (sp_value Handle :
         {Lock.adapter, Lock.message, Lock.context, Lock.saved})
      collectCells(valueOf(Handle), Cells);
  return {Cells.begin(), Cells.end()};
}

namespace {

/// Collects the numbers and pointers in locals; of structures, all members.
class CollectLocals : public StoreManager::BindingsHandler {
public:
  explicit CollectLocals(ProgramStateRef State)
      : State(std::move(State)),
        Regions(this->State->getStateManager().getRegionManager()) {}

  // The store keeps members by their offset, and does not tell which they are.
  bool HandleBinding(StoreManager &, Store, const MemRegion *Region,
                     SVal) override {
    const auto *Base = dyn_cast<TypedValueRegion>(Region->getBaseRegion());
    if (Base && compat::stackFrameOf(Base, State) && Bases.insert(Base).second)
      add(Base);
    return true;
  }

  llvm::SmallVector<const TypedValueRegion *, 8> Found;

private:
  void add(const TypedValueRegion *Cell) {
    const QualType Type = Cell->getValueType();
    if (Type->isScalarType())
      Found.push_back(Cell);
    else if (const RecordDecl *Record = Type->getAsRecordDecl();
             Record && Record->isCompleteDefinition() && !Record->isUnion())
      for (const FieldDecl *Member : Record->fields())
        if (Found.size() < MaxCells)
          add(Regions.getFieldRegion(Member, Cell));
  }

  static constexpr size_t MaxCells = 256;
  ProgramStateRef State;
  MemRegionManager &Regions;
  llvm::SmallPtrSet<const MemRegion *, 8> Bases;
};

} // namespace

llvm::SmallVector<const TypedValueRegion *, 8>
boundLocals(ProgramStateRef State) {
  CollectLocals Locals(State);
  State->getStateManager().iterBindings(State, Locals);
  return Locals.Found;
}

/// Has a member of \p Cells that type?
static bool isTypeOfMember(QualType Type, const WriteSet &Cells) {
  return llvm::any_of(Cells.Fields, [&](const FieldDecl *Field) {
    return Field->getType().getCanonicalType().getUnqualifiedType() == Type;
  });
}

/// Has a class no bases, whose members would have to be looked through, too?
static bool isPlain(const RecordDecl *Record) {
  const auto *Class = dyn_cast<CXXRecordDecl>(Record);
  return !Class || Class->getNumBases() == 0;
}

/// May a write of a whole structure write one of \p Cells that is in it, or is
/// read through a pointer into it?
static bool mayHold(const RecordDecl *Record, const WriteSet &Cells) {
  if (!Record->isCompleteDefinition() || Cells.Records.count(Record) ||
      !isPlain(Record))
    return true;
  return llvm::any_of(Record->fields(), [&](const FieldDecl *Member) {
    QualType Type = Member->getType().getCanonicalType();
    while (const auto *Array = Type->getAsArrayTypeUnsafe())
      Type = Array->getElementType();
    Type = Type.getUnqualifiedType();
    const RecordDecl *Inner = Type->getAsRecordDecl();
    return Cells.Fields.count(Member->getCanonicalDecl()) ||
           Cells.Pointees.count(Type.getTypePtr()) ||
           (Inner && mayHold(Inner, Cells));
  });
}

bool mayBeOneOf(const MemRegion *Cell, const WriteSet &Cells) {
  if (const auto *Pointee = dyn_cast<SymbolicRegion>(Cell)) {
    const QualType Type = Pointee->getSymbol()
                              ->getType()
                              ->getPointeeType()
                              .getCanonicalType()
                              .getUnqualifiedType();
    return !Type->isScalarType() || Cells.Pointees.count(Type.getTypePtr()) ||
           isTypeOfMember(Type, Cells);
  }
  const auto *Typed = dyn_cast<TypedValueRegion>(Cell);
  if (!Typed)
    return true;
  const QualType Type =
      Typed->getValueType().getCanonicalType().getUnqualifiedType();
  if (Cells.Pointees.count(Type.getTypePtr()))
    return true;
  if (const RecordDecl *Record = Type->getAsRecordDecl();
      Record && mayHold(Record, Cells))
    return true;
  for (const MemRegion *Region = Cell; Region;) {
    if (const auto *Field = dyn_cast<FieldRegion>(Region)) {
      const FieldDecl *Decl = Field->getDecl()->getCanonicalDecl();
      if (Cells.Fields.count(Decl) || Decl->getParent()->isUnion())
        return true;
    } else if (const auto *Var = dyn_cast<VarRegion>(Region)) {
      if (Cells.Globals.count(Var->getDecl()->getCanonicalDecl()))
        return true;
    }
    const auto *Sub = dyn_cast<SubRegion>(Region);
    Region = Sub ? Sub->getSuperRegion() : nullptr;
  }
  return false;
}

bool mayWriteAny(const CallEvent &Call, ArrayRef<const MemRegion *> Explicit,
                 const WriteSet &Cells, UnitFacts &Facts) {
  return Effects(Call, Explicit, Facts).mayWriteAny(Cells);
}

/// Marks the lock uncertain whose saved IRQL was in \p Old, a cell that a
/// function is given and may write, and that is not stepped into: it may have
/// put it elsewhere, with what says that the lock is held.
static ProgramStateRef doubtMoved(ProgramStateRef State, SVal Old) {
  SymbolRef Irql = savedIrqlIn(Old);
  if (Irql)
    updateLocks(State, [&](sp_lockset &Set) {
      for (size_t I = 0; I < Set.count; ++I)
        if (Set.locks[I].phase == SP_HELD &&
            savedIrqlIn(valueOf(Set.locks[I].saved)) == Irql)
          sp_lockset_doubt(&Set, I);
      return 0;
    });
  return State;
}

/// Is the call given a pointer to the cell, and not to the structure around it?
static bool isGivenAlone(const MemRegion *Cell, const CallEvent &Call) {
  for (unsigned I = 0; I < Call.getNumArgs(); ++I)
    if (const MemRegion *Given = Call.getArgSVal(I).getAsRegion();
        Given && Given->StripCasts() == Cell)
      return true;
  return false;
}

ProgramStateRef keepStable(ProgramStateRef After,
                           ArrayRef<const MemRegion *> Explicit,
                           const CallEvent &Call, UnitFacts &Facts,
                           bool LocksKnown) {
  ProgramStateRef Before = compat::stateBefore(Call);
  Effects Written(Call, Explicit, Facts);
  Seen Kind = seenOf(Call, Facts);
  const bool IsOfProgram =
      Kind != Seen::Routine && inPlan(calleeOf(Call)) != SIZE_MAX;
  bool MayRetake =
      !LocksKnown && (Kind == Seen::Nothing || Kind == Seen::Locking);

  const auto InUse = cellsInUse(Before);
  CellSet Cells(InUse.begin(), InUse.end());
  for (unsigned A = 0; A < Call.getNumArgs(); ++A)
    collectCells(Call.getArgSVal(A), Cells);
  // Of members, it is known who writes them; a closure may lead to any local.
  if (LocksKnown || Kind == Seen::Body)
    for (const TypedValueRegion *Cell : boundLocals(Before))
      if (isa<FieldRegion>(Cell) && !isGivenAlone(Cell, Call))
        Cells.insert(Cell);
  llvm::SmallVector<std::pair<SymbolRef, SVal>, 8> Unchanged, Doubtful;
  for (const MemRegion *Cell : Cells) {
    const auto *Typed = dyn_cast<TypedValueRegion>(Cell);
    if (!Typed || !Typed->getValueType()->isScalarType() ||
        !isDeciding(Cell, Facts))
      continue;
    SVal Old = valueIn(Before, Typed), New = valueIn(After, Typed);
    if (IsOfProgram && !LocksKnown && Written.fills(Cell) &&
        Written.mayWrite(Cell))
      After = doubtMoved(After, Old);
    if (Old == New || Old.isUnknownOrUndef() ||
        (!LocksKnown && Written.fills(Cell)))
      continue;
    Old = canonical(Before, Old);
    if (Written.mayWrite(Cell) || Written.mayFill(Cell, Before)) {
      if (SymbolRef Now = New.getAsSymbol())
        Doubtful.push_back({Now, Old});
      continue;
    }
    if (MayRetake && isSpentIrql(After, Old))
      continue;
    if (!compat::stackFrameOf(Cell->getBaseRegion(), After)) {
      if (SymbolRef Now = New.getAsSymbol())
        Unchanged.push_back({Now, Old});
    } else
      After = After->bindLoc(loc::MemRegionVal(Typed), Old,
                             Call.getLocationContext(),
                             /*notifyChanges=*/false);
  }
  After = keepUnions(After, Before, [&](const TypedValueRegion *Member) {
    return (!LocksKnown && Written.fills(Member)) || Written.mayWrite(Member) ||
           (MayRetake && savedIrqlIn(valueIn(Before, Member)));
  });
  After = noteKept(After, Kept::Doubtful, Doubtful);
  return noteKept(After, Kept::Unchanged, Unchanged);
}

/// The regions around \p Region, outermost first, and itself.
static llvm::SmallVector<const MemRegion *, 8> wayTo(const MemRegion *Region) {
  llvm::SmallVector<const MemRegion *, 8> Way;
  for (const auto *Sub = dyn_cast<SubRegion>(Region); Sub;
       Sub = dyn_cast<SubRegion>(Sub->getSuperRegion()))
    Way.push_back(Sub);
  std::reverse(Way.begin(), Way.end());
  return Way;
}

/// Are they in different objects, or in different members of one?
static bool areApart(const MemRegion *A, const MemRegion *B,
                     const ProgramStateRef &State) {
  auto Declared = [&](const MemRegion *Region) {
    const auto *Cell = dyn_cast<TypedValueRegion>(Region);
    return wayTo(Cell ? declaredCell(State, Cell) : Region);
  };
  const auto One = Declared(A), Other = Declared(B);
  size_t I = 0;
  while (I < One.size() && I < Other.size() && One[I] == Other[I])
    ++I;
  if (I == One.size() || I == Other.size())
    return false; // the one is in the other
  const auto *Member = dyn_cast<FieldRegion>(One[I]);
  return I == 0 || (Member && isa<FieldRegion>(Other[I]) &&
                    !Member->getDecl()->getParent()->isUnion());
}

ProgramStateRef keepAllBut(ProgramStateRef After, ProgramStateRef Before,
                           ArrayRef<const MemRegion *> Written,
                           const LocationContext *Here) {
  llvm::SmallVector<std::pair<SymbolRef, SVal>, 8> Unchanged;
  for (const MemRegion *Cell : cellsInUse(Before)) {
    const auto *Typed = dyn_cast<TypedValueRegion>(Cell);
    if (!Typed || !Typed->getValueType()->isScalarType() ||
        !llvm::all_of(Written, [&](const MemRegion *Other) {
          return areApart(Cell, Other, Before);
        }))
      continue;
    const SVal Old = valueIn(Before, Typed), New = valueIn(After, Typed);
    if (Old == New || Old.isUnknownOrUndef())
      continue;
    if (SymbolRef Now = New.getAsSymbol();
        Now && !compat::stackFrameOf(Cell->getBaseRegion(), After))
      Unchanged.push_back({Now, canonical(Before, Old)});
    else
      After = After->bindLoc(loc::MemRegionVal(Typed), Old, Here,
                             /*notifyChanges=*/false);
  }
  After = keepUnions(After, Before, [&](const TypedValueRegion *Member) {
    return !llvm::all_of(Written, [&](const MemRegion *Other) {
      return areApart(Member, Other, Before);
    });
  });
  return noteKept(After, Kept::Unchanged, Unchanged);
}

//===----------------------------------------------------------------------===//
// Values through calls
//===----------------------------------------------------------------------===//

namespace {

/// Rewrites values and regions in terms of what was known before calls.
class Rewriter {
public:
  Rewriter(ProgramStateRef State, bool WithDoubtful)
      : State(std::move(State)), WithDoubtful(WithDoubtful),
        Builder(this->State->getStateManager().getSValBuilder()),
        Regions(this->State->getStateManager().getRegionManager()) {}

  SVal value(SVal Value) {
    if (auto Integer = Value.getAs<nonloc::LocAsInteger>())
      return value(Integer->getLoc());
    if (const MemRegion *Region = Value.getAsRegion()) {
      if (const auto *Symbolic = dyn_cast<SymbolicRegion>(Region))
        return symbol(Symbolic->getSymbol(), Value);
      const MemRegion *New = region(Region);
      return New == Region ? Value : SVal(loc::MemRegionVal(New));
    }
    if (SymbolRef Symbol = Value.getAsSymbol())
      return symbol(Symbol, Value);
    return Value;
  }

private:
  /// The value of \p Symbol; \p Same when nothing in it is rewritten. Each is
  /// rewritten once: a list that was walked leads through the same pointers
  /// over and over, and may lead back to where it began, of which the value is
  /// the symbol itself until it is known.
  SVal symbol(SymbolRef Symbol, SVal Same) {
    const std::pair<SymbolRef, unsigned> Key = {Symbol, Depth};
    const SVal Itself = plain(Symbol);
    const auto [Slot, IsNew] = Rewritten.try_emplace(Key, Itself);
    SVal Known = Slot->second; // the slot may move
    if (IsNew) {
      Known = rewritten(Symbol, Itself);
      Rewritten[Key] = Known;
    }
    return Known == Itself ? Same : Known;
  }

  SVal rewritten(SymbolRef Symbol, SVal Same) {
    if (const SVal *Before = keptFrom(State, Kept::Unchanged, Symbol))
      return value(*Before);
    if (WithDoubtful)
      if (const SVal *Before = keptFrom(State, Kept::Doubtful, Symbol))
        return value(*Before);
    if (const auto *Cell = dyn_cast<SymbolRegionValue>(Symbol))
      return cell(Cell->getRegion(), Same);
    if (const auto *Cell = dyn_cast<SymbolDerived>(Symbol))
      return cell(Cell->getRegion(), Same);
    if (const auto *Cast = dyn_cast<SymbolCast>(Symbol)) {
      SVal Old = plain(Cast->getOperand());
      SVal New = symbol(Cast->getOperand(), Old);
      if (New == Old)
        return Same;
      const QualType Type = Cast->getType();
      New = Builder.evalCast(New, Type, Cast->getOperand()->getType());
      return Type->isIntegralOrEnumerationType() && !Type->isBooleanType()
                 ? converted(State, New, Type)
                 : New;
    }
    if (const auto *Binary = dyn_cast<BinarySymExpr>(Symbol))
      return binary(Binary, Same);
    if (const AddressOperation *Computed = operationOf(Symbol))
      return computed(Symbol, *Computed, Same);
    return Same;
  }

  /// What is computed of two addresses, of which one was read again.
  SVal computed(SymbolRef Symbol, const AddressOperation &Computed, SVal Same) {
    AddressOperation Now = Computed;
    Now.Left = value(Computed.Left);
    Now.Right = value(Computed.Right);
    if (Now.Left == Computed.Left && Now.Right == Computed.Right)
      return Same;
    const SVal Known =
        Loc::isLocType(Symbol->getType())
            ? UnknownVal()
            : evaluated(State, Now.How, Now.Left, Now.Right, Symbol->getType());
    const SVal Told = Known.isUnknown() ? askedBefore(State, Now) : Known;
    return Told.isUnknown() ? Same : Told;
  }

  SVal plain(SymbolRef Symbol) {
    return Loc::isLocType(Symbol->getType()) ? SVal(Builder.makeLoc(Symbol))
                                             : nonloc::SymbolVal(Symbol);
  }

  SVal binary(const BinarySymExpr *Binary, SVal Same) {
    SVal Left, Right, NewLeft, NewRight;
    if (const auto *Expr = dyn_cast<SymIntExpr>(Binary)) {
      Left = NewLeft = plain(Expr->getLHS());
      NewLeft = symbol(Expr->getLHS(), Left);
      Right = NewRight = nonloc::ConcreteInt(Expr->getRHS());
    } else if (const auto *Expr = dyn_cast<IntSymExpr>(Binary)) {
      Left = NewLeft = nonloc::ConcreteInt(Expr->getLHS());
      Right = plain(Expr->getRHS());
      NewRight = symbol(Expr->getRHS(), Right);
    } else if (const auto *Expr = dyn_cast<SymSymExpr>(Binary)) {
      Left = plain(Expr->getLHS());
      NewLeft = symbol(Expr->getLHS(), Left);
      Right = plain(Expr->getRHS());
      NewRight = symbol(Expr->getRHS(), Right);
    }
    if (NewLeft == Left && NewRight == Right)
      return Same;
    const SVal Now = evaluated(State, Binary->getOpcode(), NewLeft, NewRight,
                               Binary->getType());
    return Now.isUnknown() ? Same : Now;
  }

  /// The value of a cell that is reached through a pointer that is rewritten.
  SVal cell(const TypedValueRegion *Cell, SVal Same) {
    if (Depth > 4)
      return Same;
    const MemRegion *New = region(Cell);
    if (New == Cell || !isa<TypedValueRegion>(New))
      return Same;
    ++Depth;
    SVal Result = value(valueIn(State, cast<TypedValueRegion>(New)));
    --Depth;
    return Result;
  }

  const MemRegion *region(const MemRegion *Region) {
    if (const auto *Symbolic = dyn_cast<SymbolicRegion>(Region)) {
      SVal New = symbol(Symbolic->getSymbol(), UnknownVal());
      const MemRegion *Target = New.getAsRegion();
      return Target ? Target : Region;
    }
    if (const auto *Field = dyn_cast<FieldRegion>(Region)) {
      const auto *Super = dyn_cast<SubRegion>(region(Field->getSuperRegion()));
      return !Super || Super == Field->getSuperRegion()
                 ? Region
                 : Regions.getFieldRegion(Field->getDecl(), Super);
    }
    if (const auto *Element = dyn_cast<ElementRegion>(Region)) {
      const auto *Super =
          dyn_cast<SubRegion>(region(Element->getSuperRegion()));
      auto Index = value(Element->getIndex()).getAs<NonLoc>();
      if (!Super || !Index ||
          (Super == Element->getSuperRegion() &&
           SVal(*Index) == Element->getIndex()))
        return Region;
      return Regions.getElementRegion(Element->getElementType(), *Index, Super,
                                      Regions.getContext());
    }
    return Region;
  }

  ProgramStateRef State;
  bool WithDoubtful;
  SValBuilder &Builder;
  MemRegionManager &Regions;
  unsigned Depth = 0;
  llvm::DenseMap<std::pair<SymbolRef, unsigned>, SVal> Rewritten;
};

} // namespace

SVal canonical(ProgramStateRef State, SVal Value) {
  return anyKept(State, Kept::Unchanged)
             ? Rewriter(State, /*WithDoubtful=*/false).value(Value)
             : Value;
}

/// Assumes that \p Value is in one of \p Ranges.
static ProgramStateRef assumeIn(ProgramStateRef State, DefinedSVal Value,
                                const RangeSet &Ranges) {
  const llvm::APSInt *End = nullptr;
  State = State->assumeInclusiveRange(Value, Ranges.getMinValue(),
                                      Ranges.getMaxValue(), true);
  for (const Range &Each : Ranges) {
    if (State && End && *End + 1 != Each.From()) {
      llvm::APSInt From = *End, To = Each.From();
      State = State->assumeInclusiveRange(Value, ++From, --To, false);
    }
    End = &Each.To();
  }
  return State;
}

ProgramStateRef noteBranch(ProgramStateRef State, SVal Condition, bool Truth,
                           const UnitFacts &Facts) {
  if (!anyKept(State, Kept::Unchanged) && !anyKept(State, Kept::Doubtful))
    return State;
  CellSet Cells;
  collectCells(Condition, Cells);
  for (const MemRegion *Cell : Cells)
    if (isDeciding(Cell, Facts))
      return noteAssumed(State, Condition, Truth);
  return State;
}

ProgramStateRef noteCopy(ProgramStateRef State, const VarDecl *Variable,
                         SVal Value, const UnitFacts &Facts) {
  if (!Facts.isDeciding(Variable))
    return State;
  CellSet Cells;
  collectCells(Value, Cells);
  for (const MemRegion *Cell : Cells)
    if (!compat::stackFrameOf(Cell->getBaseRegion(), State) &&
        isDeciding(Cell, Facts))
      State = noteUse(State, Cell);
  return State;
}

/// Is the path as \p Condition says only if code that was not followed changed
/// a cell?
static bool needsUnseenChange(ProgramStateRef State, SVal Condition,
                              bool Truth) {
  SVal Before = Rewriter(State, /*WithDoubtful=*/true).value(Condition);
  auto Known = Before.getAs<DefinedSVal>();
  return Known && Before != Condition && !State->assume(*Known, Truth);
}

ProgramStateRef settleStable(ProgramStateRef State) {
  if (!anyAssumed(State))
    return State;
  llvm::SmallVector<std::pair<SVal, bool>, 4> Assumed;
  State = takeAssumed(State, Assumed);
  for (const auto &[Condition, Truth] : Assumed) {
    SVal Before = canonical(State, Condition);
    auto Known = Before.getAs<DefinedSVal>();
    if (!Known || Before == Condition)
      continue;
    State = State->assume(*Known, Truth);
    if (!State)
      return nullptr;
  }
  if (anyKept(State, Kept::Doubtful) && !isDoubted(State))
    for (const auto &[Condition, Truth] : Assumed)
      if (needsUnseenChange(State, Condition, Truth))
        State = doubtPath(State);
  // What was assumed just now is about the values before.
  Assumed.clear();
  return takeAssumed(State, Assumed);
}

ProgramStateRef settleAllStable(ProgramStateRef State) {
  if (!anyKept(State, Kept::Unchanged))
    return State;
  for (const auto &Constraint : getConstraintMap(State)) {
    SVal Now = nonloc::SymbolVal(Constraint.first);
    if (Loc::isLocType(Constraint.first->getType()))
      continue; // nobody switches on a pointer
    SVal Before = canonical(State, Now);
    auto Known = Before.getAs<NonLoc>();
    if (!Known || Before == Now)
      continue;
    State = assumeIn(State, *Known, Constraint.second);
    if (!State)
      return nullptr;
  }
  return State;
}

//===----------------------------------------------------------------------===//
// Who may have released a lock
//===----------------------------------------------------------------------===//

namespace {

class FindReachable : public StoreManager::BindingsHandler {
public:
  FindReachable(ProgramStateRef State, SymbolRef Irql,
                const llvm::DenseSet<const MemRegion *> &Bases)
      : State(std::move(State)), Irql(Irql), Bases(Bases) {}

  bool HandleBinding(StoreManager &, Store, const MemRegion *Region,
                     SVal Value) override {
    if (!mentions(Value, Irql) && !isCopyWith(State, Value, Irql))
      return true;
    const MemRegion *Base = Region->getBaseRegion();
    Found = Bases.count(Base) ||
            (isa<VarRegion>(Base) && !compat::stackFrameOf(Base, State));
    return !Found;
  }

  bool Found = false;

private:
  ProgramStateRef State;
  SymbolRef Irql;
  const llvm::DenseSet<const MemRegion *> &Bases;
};

/// Is argument \p Index only there to be printed?
bool isPrinted(const CallEvent &Call, unsigned Index) {
  const FunctionDecl *Callee = calleeOf(Call);
  return Callee && Callee->isVariadic() && Index >= Callee->getNumParams();
}

} // namespace

ProgramStateRef doubtReachable(ProgramStateRef After,
                               ArrayRef<const MemRegion *> Forgotten,
                               const CallEvent &Call) {
  ProgramStateRef Before = compat::stateBefore(Call);
  llvm::DenseSet<const MemRegion *> Bases;
  for (const MemRegion *Region : Forgotten)
    Bases.insert(Region->getBaseRegion());

  updateLocks(After, [&](sp_lockset &Set) {
    for (size_t I = 0; I < Set.count; ++I) {
      // The lock itself is all that a release of some wants.
      const MemRegion *Object =
          sp_kind_saves(Set.locks[I].kind)
              ? nullptr
              : canonical(Before, valueOf(Set.locks[I].context)).getAsRegion();
      for (unsigned A = 0; Object && A < Call.getNumArgs(); ++A)
        if (canonical(Before, Call.getArgSVal(A)).getAsRegion() == Object)
          sp_lockset_doubt(&Set, I);
      SymbolRef Irql = savedIrqlIn(valueOf(Set.locks[I].saved));
      if (!Irql)
        continue;
      FindReachable Search(Before, Irql, Bases);
      Before->getStateManager().iterBindings(Before, Search);
      bool Reached =
          Search.Found || wasPutOut(After, Irql, [&](const MemRegion *Cell) {
            const MemRegion *Base = Cell->getBaseRegion();
            return Bases.count(Base) != 0 ||
                   (isa<VarRegion>(Base) && !compat::stackFrameOf(Base, After));
          });
      for (unsigned A = 0; A < Call.getNumArgs() && !Reached; ++A)
        Reached = !isPrinted(Call, A) &&
                  mentions(canonical(Before, Call.getArgSVal(A)), Irql);
      if (Reached)
        sp_lockset_doubt(&Set, I);
    }
    return 0;
  });
  return After;
}

} // namespace spinpair
