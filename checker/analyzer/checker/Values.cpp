//===- Values.cpp - Values that the analyzer does not compute itself ------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Corrects the values of expressions: casts, atomics, comparisons of pointers,
// and functions that constant tables hold.
//
//===----------------------------------------------------------------------===//
#include "Checker.h"

#include "../Answers.h"
#include "../CallModels.h"
#include "../Compat.h"
#include "../Elements.h"
#include "../IndexedElements.h"
#include "../Overlaid.h"
#include "../SameCell.h"

#include "clang/StaticAnalyzer/Core/PathSensitive/ProgramStateTrait.h"

using namespace clang;
using namespace ento;

// The cell that an expression has just written a number to for which it has no
// room, and what it has of it.
REGISTER_MAP_WITH_PROGRAMSTATE(NarrowedTrait, const MemRegion *, SVal)
// The number in a union that has the bits of the cell, and what it is now.
REGISTER_MAP_WITH_PROGRAMSTATE(WholeTrait, const MemRegion *, SVal)
// Variables with static storage whose declaration the path has met.
REGISTER_SET_WITH_PROGRAMSTATE(MetStaticsTrait, const VarDecl *)

namespace spinpair {

/// Does the cast read a volatile number anew? No local variable changes by
/// itself.
static bool isReadAnew(const CastExpr *Cast, SVal Place,
                       ProgramStateRef State) {
  const MemRegion *Region = Place.getAsRegion();
  return Region && readsVolatile(Cast) &&
         Cast->getType()->isIntegralOrEnumerationType() &&
         !compat::stackFrameOf(Region->getBaseRegion(), State);
}

/// A value that nobody has seen before; see Answers.h for what two of one place
/// are to each other.
static SVal readAnew(const CastExpr *Cast, CheckerContext &C) {
  static int Tag;
  return nonloc::SymbolVal(compat::conjureAt(C, Cast, Cast->getType(), &Tag));
}

static const char UnknownReadTag = 0;

/// Is it a number that was read, and converted to no narrower type?
static bool isReadNumber(const Expr *E, const ASTContext &Context) {
  const auto *Cast = dyn_cast<CastExpr>(E);
  const QualType Type = E->getType();
  if (!Cast || !Type->isIntegralOrEnumerationType())
    return false;
  const Expr *From = Cast->getSubExpr();
  return Cast->getCastKind() == CK_LValueToRValue ||
         (From->getType()->isIntegralOrEnumerationType() &&
          Context.getTypeSize(From->getType()) <= Context.getTypeSize(Type) &&
          isReadNumber(From, Context));
}

ProgramStateRef withBothBranches(const Stmt *Condition, CheckerContext &C) {
  const auto *Asked = dyn_cast_or_null<Expr>(Condition);
  return Asked && C.getSVal(Asked).isUnknown() &&
                 isReadNumber(Asked, C.getASTContext())
             ? C.getState()->BindExpr(
                   Asked, C.getLocationContext(),
                   nonloc::SymbolVal(compat::conjureAt(
                       C, Asked, Asked->getType(), &UnknownReadTag)))
             : nullptr;
}

bool restsOnUnknownRead(SVal Condition) {
  const auto *Read = dyn_cast_or_null<SymbolConjured>(Condition.getAsSymbol());
  return Read && Read->getTag() == &UnknownReadTag;
}

/// Is the address of the variable taken in \p Code?
static bool takesAddress(const Stmt *Code, const VarDecl *Var) {
  if (!Code)
    return false;
  const auto *Address = dyn_cast<UnaryOperator>(Code);
  if (Address && Address->getOpcode() == UO_AddrOf)
    if (const auto *Ref =
            dyn_cast<DeclRefExpr>(Address->getSubExpr()->IgnoreParenCasts()))
      return Ref->getDecl() == Var;
  return llvm::any_of(Code->children(), [Var](const Stmt *Part) {
    return takesAddress(Part, Var);
  });
}

/// May an earlier call have left something in the variable?
static bool keepsValue(const VarDecl *Var, const UnitFacts &Facts) {
  if (!Var->isStaticLocal() || Var->getType().isConstQualified() ||
      Var->getType()->isReferenceType())
    return false;
  const Decl *Function = cast<Decl>(Var->getDeclContext());
  return Facts.ownWrites(Function).Globals.count(Var->getCanonicalDecl()) ||
         takesAddress(Function->getBody(), Var);
}

/// What is in the variable may be anything.
static ProgramStateRef forgotten(ProgramStateRef State, const VarDecl *Var,
                                 const DeclStmt *At, CheckerContext &C) {
  static int Tag;
  const LocationContext *Here = C.getLocationContext();
  const QualType Type = Var->getType();
  const auto Where = State->getLValue(Var, Here).castAs<Loc>();
  const bool IsOne = Type->isScalarType();
  const SymbolRef Symbol =
      compat::conjureAt(C, At, IsOne ? Type : C.getASTContext().IntTy, &Tag);
  const SVal Value = Loc::isLocType(Symbol->getType())
                         ? SVal(C.getSValBuilder().makeLoc(Symbol))
                         : SVal(nonloc::SymbolVal(Symbol));
  return IsOne ? State->bindLoc(Where, Value, Here, /*notifyChanges=*/false)
               : State->killBinding(Where)->bindDefaultInitial(Where, Value,
                                                               Here);
}

namespace {

/// Gives the unions in an object what a list initialises them with; the
/// analyzer knows nothing of them then.
class UnionInitialiser {
public:
  UnionInitialiser(ProgramStateRef State, const LocationContext *Here)
      : State(std::move(State)), Here(Here) {}

  /// \p Part is initialised by \p Init, whose value is \p Value.
  void visit(SVal Part, const Expr *Init, SVal Value, bool InUnion) {
    const auto *Region = dyn_cast_or_null<TypedValueRegion>(Part.getAsRegion());
    if (!Region || !Init || Budget == 0)
      return;
    --Budget;
    const auto *List = dyn_cast<InitListExpr>(Init->IgnoreParenImpCasts());
    if (!List) {
      if (InUnion)
        write(Region, Init, Value);
      return;
    }
    if (!List->isSemanticForm())
      List = List->getSemanticForm();
    const RecordDecl *Record = Region->getValueType()->getAsRecordDecl();
    if (Record && Record->isUnion())
      visitUnion(Part, *List, Value, InUnion);
    else if (Record)
      visitMembers(Part, *Record, *List, Value, InUnion);
    else if (State->getStateManager().getContext().getAsConstantArrayType(
                 Region->getValueType()))
      visitElements(Region, *List, Value, InUnion);
    else if (InUnion && List->getNumInits() == 1)
      write(Region, List->getInit(0), partOf(Value, 0));
  }

  ProgramStateRef after() const { return State; }

private:
  /// Number \p Index of the values in \p Whole, that of a list.
  static SVal partOf(SVal Whole, unsigned Index) {
    const auto All = Whole.getAs<nonloc::CompoundVal>();
    if (!All)
      return UnknownVal();
    for (const SVal Each : llvm::make_range(All->begin(), All->end()))
      if (Index-- == 0)
        return Each;
    return UnknownVal();
  }

  void visitUnion(SVal Part, const InitListExpr &List, SVal Value,
                  bool InUnion) {
    const FieldDecl *Field = List.getInitializedFieldInUnion();
    if (!InUnion) {
      State = State->killBinding(Part.castAs<Loc>());
      State = State->bindDefaultZero(Part, Here);
    }
    if (Field && List.getNumInits() == 1)
      visit(State->getLValue(Field, Part), List.getInit(0), partOf(Value, 0),
            /*InUnion=*/true);
  }

  void visitMembers(SVal Part, const RecordDecl &Record,
                    const InitListExpr &List, SVal Value, bool InUnion) {
    const auto *Class = dyn_cast<CXXRecordDecl>(&Record);
    if (Class && Class->getNumBases() != 0)
      return;
    unsigned Index = 0;
    for (const FieldDecl *Field : Record.fields()) {
      if (Field->isBitField() && !Field->getIdentifier())
        continue;
      if (Index < List.getNumInits())
        visit(State->getLValue(Field, Part), List.getInit(Index),
              partOf(Value, Index), InUnion);
      ++Index;
    }
  }

  void visitElements(const TypedValueRegion *Array, const InitListExpr &List,
                     SVal Value, bool InUnion) {
    SValBuilder &Builder = State->getStateManager().getSValBuilder();
    ASTContext &Context = Builder.getContext();
    const QualType Type =
        Context.getAsArrayType(Array->getValueType())->getElementType();
    for (unsigned I = 0; I < List.getNumInits() && Budget > 0; ++I)
      visit(loc::MemRegionVal(Builder.getRegionManager().getElementRegion(
                Type, Builder.makeArrayIndex(I), Array, Context)),
            List.getInit(I), partOf(Value, I), InUnion);
  }

  /// All of the union is 0 until then.
  void write(const TypedValueRegion *Cell, const Expr *Init, SVal Value) {
    SValBuilder &Builder = State->getStateManager().getSValBuilder();
    Expr::EvalResult Known;
    const bool IsNumber = Cell->getValueType()->isIntegralOrEnumerationType();
    if (IsNumber && !Init->isValueDependent() &&
        Init->EvaluateAsInt(Known, Builder.getContext()))
      Value = Builder.makeIntVal(Known.Val.getInt());
    if (isa<ImplicitValueInitExpr>(Init) || Value.isZeroConstant())
      return;
    if (IsNumber) // as a cast of it would be
      Value = truncated(State, Value, numberWidth(Cell, Builder.getContext()),
                        Cell->getValueType());
    State = noteUnionWrite(State, Cell, Value)
                ->bindLoc(loc::MemRegionVal(Cell), Value, Here,
                          /*notifyChanges=*/false);
  }

  ProgramStateRef State;
  const LocationContext *Here;
  unsigned Budget = 256; ///< Parts that are looked at.
};

/// Is a union in an object of \p Type?
bool holdsUnion(QualType Type, const ASTContext &Context) {
  const RecordDecl *Record =
      Context.getBaseElementType(Type)->getAsRecordDecl();
  Record = Record ? Record->getDefinition() : nullptr;
  return Record && (Record->isUnion() ||
                    llvm::any_of(Record->fields(), [&](const FieldDecl *Each) {
                      return holdsUnion(Each->getType(), Context);
                    }));
}

} // namespace

/// The state where the unions in \p Var, a local variable, are what its list
/// says.
static ProgramStateRef initialised(ProgramStateRef State, const VarDecl *Var,
                                   CheckerContext &C) {
  const auto *List = Var->hasLocalStorage()
                         ? dyn_cast_or_null<InitListExpr>(Var->getInit())
                         : nullptr;
  if (!List || !holdsUnion(Var->getType(), C.getASTContext()))
    return State;
  UnionInitialiser Parts(State, C.getLocationContext());
  Parts.visit(State->getLValue(Var, C.getLocationContext()), List,
              C.getSVal(List), /*InUnion=*/false);
  return Parts.after();
}

/// To the analyzer each path is the first on which the function is called.
void MsiLockChecker::checkPostStmt(const DeclStmt *Declares,
                                   CheckerContext &C) const {
  OwnCode Here;
  ProgramStateRef State = C.getState();
  for (const Decl *Each : Declares->decls()) {
    const auto *Var = dyn_cast<VarDecl>(Each);
    if (Var && Current.Relevant)
      State = initialised(State, Var, C);
    if (!Var || !Current.Relevant || State->contains<MetStaticsTrait>(Var) ||
        !keepsValue(Var, Facts))
      continue;
    State = State->add<MetStaticsTrait>(Var);
    State = forgotten(State, Var, Declares, C);
  }
  if (State != C.getState())
    C.addTransition(State);
}

/// Is \p Place behind a pointer that was computed from the address of a local?
static bool leadsToLocal(const Stmt *Place) {
  if (const auto *Address = dyn_cast<UnaryOperator>(Place);
      Address && Address->getOpcode() == UO_AddrOf) {
    const Expr *Of = Address->getSubExpr()->IgnoreParens();
    while (const auto *Member = dyn_cast<MemberExpr>(Of)) {
      if (Member->isArrow())
        return false;
      Of = Member->getBase()->IgnoreParens();
    }
    const auto *Ref = dyn_cast<DeclRefExpr>(Of);
    const auto *Variable = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
    return Variable && Variable->hasLocalStorage();
  }
  return llvm::any_of(Place->children(), [](const Stmt *Each) {
    return Each && leadsToLocal(Each);
  });
}

/// Of an element of an array that is an element itself, the analyzer does not
/// say where it is if its index is no number.
void MsiLockChecker::checkPostStmt(const ArraySubscriptExpr *Element,
                                   CheckerContext &C) const {
  OwnCode Here;
  if (!Current.Relevant || !C.getSVal(Element).isUnknown())
    return;
  const auto *First = dyn_cast_or_null<ElementRegion>(
      C.getSVal(Element->getBase()).getAsRegion());
  const auto *Array =
      First ? dyn_cast<ElementRegion>(First->getSuperRegion()) : nullptr;
  const auto Index = C.getSVal(Element->getIdx()).getAs<nonloc::SymbolVal>();
  if (!Array || !Index || !First->getIndex().isZeroConstant() ||
      !Array->getValueType()->isArrayType() ||
      !C.getASTContext().hasSameUnqualifiedType(First->getValueType(),
                                                Element->getType()))
    return;
  SValBuilder &Builder = C.getSValBuilder();
  const auto Place = Builder.convertToArrayIndex(*Index).getAs<NonLoc>();
  if (Place)
    C.addTransition(C.getState()->BindExpr(
        Element, C.getLocationContext(),
        loc::MemRegionVal(Builder.getRegionManager().getElementRegion(
            Element->getType(), *Place, Array, C.getASTContext()))));
}

void MsiLockChecker::checkPostStmt(const CastExpr *Cast,
                                   CheckerContext &C) const {
  OwnCode Here;
  if (Cast->getCastKind() == CK_LValueToRValue) {
    const SVal Loaded = C.getSVal(Cast);
    const SVal Place = C.getSVal(Cast->getSubExpr());
    if (!Current.Relevant)
      return;
    if (isReadAnew(Cast, Place, C.getState())) {
      C.addTransition(C.getState()->BindExpr(Cast, C.getLocationContext(),
                                             readAnew(Cast, C)));
      return;
    }
    SVal Value = assembled(C.getState(), Place);
    const auto *Cell = dyn_cast_or_null<TypedValueRegion>(Place.getAsRegion());
    if (Value.isUnknown())
      if (const SVal Same = byDeclaredName(C.getState(), Loaded);
          Same != Loaded && !mayBeNumbered(C.getState(), Cell))
        Value = Same;
    if (Cell && Value.isUnknown() && !Loaded.isConstant())
      if (const auto Number = initialNumber(Cell, Facts))
        Value = C.getSValBuilder().makeIntVal(
            Number->extOrTrunc(C.getASTContext().getIntWidth(Cast->getType())));
    ProgramStateRef State = C.getState();
    if (Cell && Value.isUnknown() && isUnread(Loaded, Cell))
      std::tie(State, Value) = readIndexed(State, Cell, [&] {
        return compat::conjureAt(C, Cast, C.getASTContext().IntTy,
                                 &IndexedReadTag);
      });
    if (Cell && Value.isUnknown() && mayBeNumbered(State, Cell))
      Value = valueIn(State, Cell);
    if (Cell && Value.isUnknown() && Loaded.isUnknown()) {
      State = noteOnlyRead(State, Cell, Facts);
      Value = valueIn(State, Cell);
    }
    // The analyzer keeps what is written by one type apart from another.
    if (Cell && Value.isUnknown() && isView(Cell, State))
      State = doubtPath(State);
    if (!Value.isUnknown() && Value != Loaded)
      State = State->BindExpr(Cast, C.getLocationContext(), Value);
    if (State != C.getState())
      C.addTransition(State);
    return;
  }
  // What is read or written there is some of the local, and nobody knows which.
  if (Cast->getCastKind() == CK_BitCast && Current.Relevant &&
      C.getSVal(Cast).isUnknown() && leadsToLocal(Cast->getSubExpr()))
    C.addTransition(doubtPath(C.getState()));
  if (Cast->getCastKind() == CK_IntegralToPointer && Current.Relevant &&
      ownsLocks(C.getLocationContext()))
    C.addTransition(Addresses.answered(Cast, C));
  if ((Cast->getCastKind() != CK_IntegralCast &&
       Cast->getCastKind() != CK_PointerToIntegral) ||
      !Current.Relevant || !Cast->getType()->isIntegralOrEnumerationType() ||
      Cast->getType()->isBooleanType())
    return;
  SVal Value = C.getSVal(Cast), Exact = Value;
  if (losesMask(Value, C.getASTContext().getIntWidth(Cast->getType())))
    Exact = C.getSValBuilder().makeZeroVal(Cast->getType());
  else
    Exact = converted(C.getState(), Value, Cast->getType());
  if (Exact != Value)
    C.addTransition(
        C.getState()->BindExpr(Cast, C.getLocationContext(), Exact));
}

void MsiLockChecker::checkPostStmt(const AtomicExpr *Atomic,
                                   CheckerContext &C) const {
  OwnCode Here;
  if (!Current.Relevant)
    return;
  for (const ProgramStateRef &State : modelled(Atomic, C))
    if (State != C.getState())
      C.addTransition(State);
}

/// The bits of a number in \p Cell that a write may lose, as the analyzer
/// stores it as it was computed: those of a bit-field, and of a type that is
/// narrower than \p Computed; 0 if it keeps all.
static unsigned keptBits(const TypedValueRegion *Cell, QualType Computed,
                         const ASTContext &Context) {
  const QualType Type = Cell->getValueType();
  if (!Type->isIntegralOrEnumerationType() || Type->isBooleanType())
    return 0;
  const unsigned Width = numberWidth(Cell, Context);
  return Width < Context.getIntWidth(Type) ||
                 (Computed->isIntegralOrEnumerationType() &&
                  Width < Context.getIntWidth(Computed))
             ? Width
             : 0;
}

/// The type that what \p Write writes was computed in; null if it writes
/// nothing, or as a whole.
static QualType computedBy(const Expr *Write, const ASTContext &Context) {
  if (const auto *Compound = dyn_cast<CompoundAssignOperator>(Write))
    return Compound->getComputationResultType();
  if (const auto *Unary = dyn_cast<UnaryOperator>(Write))
    return Unary->isIncrementDecrementOp() ? Context.IntTy : QualType();
  const auto *Binary = dyn_cast<BinaryOperator>(Write);
  return Binary && Binary->isAssignmentOp() ? Binary->getType() : QualType();
}

ProgramStateRef noteNarrowed(ProgramStateRef State,
                             const TypedValueRegion *Cell, SVal Value,
                             const Stmt *At) {
  const auto *Write = dyn_cast_or_null<Expr>(At);
  const ASTContext &Context = State->getStateManager().getContext();
  const QualType Computed = Write ? computedBy(Write, Context) : QualType();
  if (Computed.isNull())
    return State;
  if (const SVal Same = computedByDeclaredName(State, Value); Same != Value) {
    Value = Same;
    State = State->set<NarrowedTrait>(Cell, Value);
  }
  const auto [Whole, Made] = wholeAfter(State, Cell, Value);
  if (Whole && !Made.isUnknownOrUndef())
    State = State->set<WholeTrait>(Whole, Made);
  for (const auto &[Member, New] : membersAfter(State, Cell, Value))
    State = New.isUnknown() ? doubtPath(State)
                            : State->set<WholeTrait>(Member, New);
  const unsigned Width = keptBits(Cell, Computed, Context);
  if (Width == 0)
    return State;
  const SVal New = truncated(State, Value, Width, Cell->getValueType());
  return New == Value || New.isUnknown() ? State
                                         : State->set<NarrowedTrait>(Cell, New);
}

/// The state after \p Write, where the cell that it wrote has the number that
/// it has room for, and so has the widest one of its union.
static ProgramStateRef withNarrowed(const Expr *Write, bool GivesNew,
                                    CheckerContext &C) {
  ProgramStateRef State = C.getState();
  const LocationContext *Frame = C.getLocationContext();
  for (const auto &[Cell, New] : State->get<NarrowedTrait>()) {
    State = State
                ->bindLoc(loc::MemRegionVal(Cell), New, Frame,
                          /*notifyChanges=*/false)
                ->remove<NarrowedTrait>(Cell);
    if (GivesNew && !Write->isGLValue())
      State = State->BindExpr(Write, Frame, New);
  }
  for (const auto &[Cell, New] : State->get<WholeTrait>())
    State = State
                ->bindLoc(loc::MemRegionVal(Cell), New, Frame,
                          /*notifyChanges=*/false)
                ->remove<WholeTrait>(Cell);
  return State;
}

void MsiLockChecker::checkPostStmt(const BinaryOperator *Operator,
                                   CheckerContext &C) const {
  OwnCode Here;
  if (!Current.Relevant)
    return;
  ProgramStateRef State = C.getState();
  if (Operator->isAssignmentOp())
    State = withNarrowed(Operator, /*GivesNew=*/true, C);
  else if (ownsLocks(C.getLocationContext()))
    State = Addresses.answered(Operator, C);
  if (State != C.getState())
    C.addTransition(State);
}

/// The value of -x or ~x, which the analyzer computes in the type that x had
/// before it was promoted.
static SVal promotedUnary(const UnaryOperator *Operator, CheckerContext &C) {
  const QualType Type = Operator->getType();
  const SVal Known = C.getSVal(Operator),
             Operand = C.getSVal(Operator->getSubExpr());
  SymbolRef Symbol = Operand.getAsSymbol();
  if (!Symbol || !Type->isIntegralOrEnumerationType() ||
      !Operand.getAs<nonloc::SymbolVal>() ||
      C.getASTContext().getIntWidth(Symbol->getType()) >=
          C.getASTContext().getIntWidth(Type))
    return Known;
  return complemented(C.getState(), Operator->getOpcode(), Operand, Type);
}

void MsiLockChecker::checkPostStmt(const UnaryOperator *Operator,
                                   CheckerContext &C) const {
  OwnCode Here;
  if (!Current.Relevant)
    return;
  if (Operator->getOpcode() == UO_Not || Operator->getOpcode() == UO_Minus) {
    const SVal Value = promotedUnary(Operator, C);
    if (Value.isUnknown() && ownsLocks(C.getLocationContext()))
      C.addTransition(Addresses.answered(Operator, C));
    else if (Value != C.getSVal(Operator) && !Value.isUnknown())
      C.addTransition(
          C.getState()->BindExpr(Operator, C.getLocationContext(), Value));
    return;
  }
  if (!Operator->isIncrementDecrementOp())
    return;
  ProgramStateRef State =
      withNarrowed(Operator, /*GivesNew=*/Operator->isPrefix(), C);
  if (Operator->isPostfix())
    if (const SVal Old = C.getSVal(Operator), Same = byDeclaredName(State, Old);
        Same != Old)
      State = State->BindExpr(Operator, C.getLocationContext(), Same);
  if (State != C.getState())
    C.addTransition(State);
}

/// The function that an initialiser gives; null if it is none.
static const FunctionDecl *functionIn(const Expr *Value) {
  if (!Value)
    return nullptr;
  Value = Value->IgnoreParenCasts();
  if (const auto *Address = dyn_cast<UnaryOperator>(Value))
    Value = Address->getSubExpr()->IgnoreParenCasts();
  const auto *Ref = dyn_cast<DeclRefExpr>(Value);
  return Ref ? dyn_cast<FunctionDecl>(Ref->getDecl()) : nullptr;
}

const FunctionDecl *calledBy(const Expr *Callee, SVal Value,
                             const UnitFacts &Facts) {
  // One that was a pointer to void in between is an element of code to the
  // analyzer.
  if (const auto *Element =
          dyn_cast_or_null<ElementRegion>(Value.getAsRegion());
      Element && Element->getIndex().isZeroConstant())
    if (const auto *Code = dyn_cast<FunctionCodeRegion>(Element->StripCasts()))
      return dyn_cast<FunctionDecl>(Code->getDecl());
  SymbolRef Symbol = Value.getAsSymbol(/*IncludeBaseRegions=*/true);
  if (const auto *Cell = dyn_cast_or_null<SymbolRegionValue>(Symbol))
    return functionIn(constantInitializer(Cell->getRegion(), Facts));
  Callee = Callee->IgnoreParenImpCasts();
  while (const auto *Followed = dyn_cast<UnaryOperator>(Callee))
    Callee = Followed->getSubExpr()->IgnoreParenImpCasts();
  const auto *Ref = dyn_cast<DeclRefExpr>(Callee);
  const auto *Pointer = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
  return Pointer && Facts.isOnlyRead(Pointer)
             ? functionIn(Pointer->getAnyInitializer())
             : nullptr;
}

} // namespace spinpair
