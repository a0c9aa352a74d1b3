//===- SummaryReader.cpp --------------------------------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "SummaryReader.h"
#include "Compat.h"
#include "Elements.h"
#include "PathState.h"
#include "PathValues.h"
#include "Plan.h"
#include "SameCell.h"
#include "StableFields.h"
#include "reports/Reports.h"

#include "clang/StaticAnalyzer/Core/PathSensitive/SValBuilder.h"

using namespace clang;
using namespace ento;

namespace spinpair {

SummaryReader::SummaryReader(const sp_program *Program, const CallEvent &Call,
                             ProgramStateRef State, UnitFacts &Facts)
    : Program(Program), Call(Call), State(std::move(State)), Facts(Facts),
      Builder(this->State->getStateManager().getSValBuilder()),
      Context(Builder.getContext()) {}

/// Whether the first parameter of the callee is the object of a call.
static bool hasObject(const CallEvent &Call) {
  const auto *Method = dyn_cast_or_null<CXXMethodDecl>(Call.getDecl());
  return Method && !Method->isStatic();
}

/// The object that a member function, a constructor or a destructor is run on.
static SVal objectOf(const CallEvent &Call) {
  if (const auto *Member = dyn_cast<CXXInstanceCall>(&Call))
    return Member->getCXXThisVal();
  if (const auto *Construct = dyn_cast<AnyCXXConstructorCall>(&Call))
    return Construct->getCXXThisVal();
  return UnknownVal();
}

const Expr *SummaryReader::argument(int64_t Index) const {
  if (hasObject(Call))
    --Index;
  return Index >= 0 && Index < Call.getNumArgs()
             ? Call.getArgExpr(static_cast<unsigned>(Index))
             : nullptr;
}

SummaryReader::Typed SummaryReader::asRecordOf(StringRef Field, Typed Base) {
  const MemRegion *Region = Base.Value.getAsRegion();
  if (!Region || Base.Type.isNull() || !Base.Type->isVoidType())
    return Base;
  const IdentifierInfo &Name = Context.Idents.get(Field.split('.').first);
  for (const NamedDecl *Found :
       Context.getTranslationUnitDecl()->lookup(&Name)) {
    QualType Type;
    if (const auto *Tag = dyn_cast<TagDecl>(Found))
      Type = compat::typeOf(Context, Tag);
    else if (const auto *Typedef = dyn_cast<TypedefNameDecl>(Found))
      Type = Typedef->getUnderlyingType();
    if (Type.isNull() || !Type->isRecordType())
      continue;
    StoreManager &Memory = State->getStateManager().getStoreManager();
    if (auto As = Memory.castRegion(Region, Context.getPointerType(Type)))
      return {loc::MemRegionVal(*As), Type};
  }
  return Base;
}

/// What this unit declares as the global that the program calls \p Name.
static const VarDecl *globalOf(ASTContext &Context, StringRef Name) {
  const IdentifierInfo &Own = Context.Idents.get(Name.split('@').first);
  for (const NamedDecl *Found : Context.getTranslationUnitDecl()->lookup(&Own))
    if (const auto *Global = dyn_cast<VarDecl>(Found))
      if (currentPlan()->CellOf(Global) == ("global " + Name).str())
        return Global->getCanonicalDecl();
  return nullptr;
}

/// Is it the member's name in lock programs, where members without one have
/// numbers?
static bool isNamed(const FieldDecl &Field, StringRef Name) {
  return Field.getIdentifier() ? Field.getName() == Name
                               : Name == std::to_string(Field.getFieldIndex());
}

SummaryReader::Typed SummaryReader::place(sp_node Node) {
  const Typed Nothing = {UnknownVal(), QualType()};
  const sp_node_data &Data = *sp_program_data(Program, Node);
  switch (Data.kind) {
  case SP_DEREF: {
    Typed Pointer = read(Data.a);
    if (!Pointer.Value.getAs<Loc>() || Pointer.Type.isNull())
      return Nothing;
    return {Pointer.Value, Pointer.Type->getPointeeType()};
  }
  case SP_FIELD: {
    Typed Base = asRecordOf(Data.name, place(Data.a));
    const RecordDecl *Record =
        Base.Type.isNull() ? nullptr : Base.Type->getAsRecordDecl();
    Record = Record ? Record->getDefinition() : nullptr;
    if (!Record)
      return Nothing;
    const StringRef Member = StringRef(Data.name).rsplit('.').second;
    for (const FieldDecl *Field : Record->fields())
      if (isNamed(*Field, Member)) {
        Facts.noteDeciding(Field);
        return {compat::fieldOf(State, Field, Base.Value), Field->getType()};
      }
    return Nothing;
  }
  case SP_ELEMENT: {
    Typed Base = place(Data.a);
    auto Index = read(Data.b).Value.getAs<NonLoc>();
    const ArrayType *Array =
        Base.Type.isNull() ? nullptr : Context.getAsArrayType(Base.Type);
    if (!Index || !Array)
      return Nothing;
    QualType Element = Array->getElementType();
    return {State->getLValue(Element, *Index, Base.Value), Element};
  }
  case SP_GLOBAL: // null: of the other file
    if (const VarDecl *Global = globalOf(Context, Data.name)) {
      Facts.noteDeciding(Global);
      return {State->getLValue(Global, Call.getLocationContext()),
              Global->getType()};
    }
    return Nothing;
  default:
    return Nothing; // a variable of the other file
  }
}

void SummaryReader::nameLock(sp_node Message, sp_event &Event) {
  const sp_node_data *Data =
      Message == SP_NO_NODE ? nullptr : sp_program_data(Program, Message);
  if (!Data || Data->kind != SP_OP || Data->op != SP_SPIN) {
    Event.message = handleOf(State, value(Message));
    return;
  }
  SVal Which = value(Data->a);
  Event.context = handleOf(State, value(Data->b));
  Event.kind = kindOf(State, Which);
  const sp_node_data &Kind = *sp_program_data(Program, Data->a);
  if (Kind.kind == SP_INT && Kind.number < 0) { // a pointer names it
    const sp_node_data &Of = *sp_program_data(Program, Data->b);
    Event.kind = sp_lock_kind_of(Kind.number);
    if (Of.kind == SP_INT && Of.number == 0) // or the handle
      Event.context = 0;
    if (sp_kind_is_single(Event.kind))
      Event.context = oneLock(State);
    return;
  }
  if (Kind.kind != SP_INT || Kind.number != 0) // else by the handle
    Event.message = handleOf(State, Which);
}

SummaryReader::Typed SummaryReader::unary(sp_op Op, const Typed &Of) {
  if (Of.Value.isUnknownOrUndef() || Of.Type.isNull() ||
      !Of.Type->isScalarType())
    return {UnknownVal(), QualType()};
  if (Op == SP_NOT)
    return {Builder.evalBinOp(State, BO_EQ, Of.Value,
                              Builder.makeZeroVal(Of.Type), Context.IntTy),
            Context.IntTy};
  if (!Of.Type->isIntegralOrEnumerationType())
    return {UnknownVal(), QualType()};
  const QualType Type = Context.LongLongTy;
  const SVal Value =
      complemented(State, Op == SP_NEGATE ? UO_Minus : UO_Not, Of.Value, Type);
  return {Value, Type};
}

/// Has the low part of the result the low parts of the operands alone?
static bool wrapsAsOperandsDo(BinaryOperatorKind Kind) {
  return Kind == BO_Add || Kind == BO_Sub || Kind == BO_Mul || Kind == BO_Shl ||
         Kind == BO_And || Kind == BO_Or || Kind == BO_Xor;
}

/// `A && B`, or `A || B`: what is read has no effects, and so both are.
SummaryReader::Typed SummaryReader::bothTruths(BinaryOperatorKind Kind,
                                               const Typed &A, const Typed &B) {
  SVal Truths[2] = {UnknownVal(), UnknownVal()};
  for (int I : {0, 1}) {
    const Typed &Of = I ? B : A;
    if (Of.Value.isUnknownOrUndef() || Of.Type.isNull() ||
        !Of.Type->isScalarType())
      return {UnknownVal(), QualType()};
    Truths[I] = Builder.evalBinOp(State, BO_NE, Of.Value,
                                  Builder.makeZeroVal(Of.Type), Context.IntTy);
    if (Truths[I].isUnknownOrUndef())
      return {UnknownVal(), QualType()};
  }
  return {Builder.evalBinOp(State, Kind, Truths[0], Truths[1], Context.IntTy),
          Context.IntTy};
}

SummaryReader::Typed SummaryReader::operation(const sp_node_data &Data,
                                              QualType As) {
  static const BinaryOperatorKind Kinds[] = {
      BO_Comma, BO_Comma, BO_Comma, // the unary ones
      BO_EQ,    BO_NE,    BO_LT,    BO_LE,  BO_LAnd, BO_LOr, BO_Add, BO_Sub,
      BO_Mul,   BO_Div,   BO_Rem,   BO_And, BO_Or,   BO_Xor, BO_Shl, BO_Shr};
  const Typed Nothing = {UnknownVal(), QualType()};
  if (Data.op == SP_SPIN)
    return Nothing; // no number
  if (sp_op_converts(Data.op)) {
    const bool Signed = Data.op >= SP_S8;
    const unsigned Bits = 8u << ((Data.op - SP_U8) % 3);
    QualType To = Context.getIntTypeForBitwidth(Bits, Signed);
    const sp_node_data &Inner = *sp_program_data(Program, Data.a);
    Typed From =
        Inner.kind == SP_OP && Bits >= 32 ? operation(Inner, To) : read(Data.a);
    if (From.Type.isNull() || !From.Type->isIntegralOrEnumerationType() ||
        To.isNull())
      return Nothing;
    return {convertedTo(From, To), To};
  }
  if (Data.op == SP_NOT || Data.op == SP_NEGATE || Data.op == SP_COMPLEMENT)
    return unary(Data.op, read(Data.a));
  BinaryOperatorKind Kind = Kinds[Data.op];
  if (Data.b == SP_NO_NODE)
    return Nothing;
  if (Kind == BO_LAnd || Kind == BO_LOr)
    return bothTruths(Kind == BO_LAnd ? BO_And : BO_Or, read(Data.a),
                      read(Data.b));
  // A number takes the type of what it is held against.
  const sp_node_data &A = *sp_program_data(Program, Data.a);
  const sp_node_data &B = *sp_program_data(Program, Data.b);
  Typed Left = A.kind == SP_INT ? Nothing : read(Data.a);
  Typed Right = B.kind == SP_INT ? Nothing : read(Data.b);
  auto Number = [&](const sp_node_data &Int, QualType Type) -> Typed {
    if (Type.isNull())
      return Nothing;
    if (Type->isAnyPointerType())
      return {Int.number == 0 ? Builder.makeZeroVal(Type) : UnknownVal(), Type};
    if (!Type->isIntegralOrEnumerationType())
      return Nothing;
    return {Builder.makeIntVal(static_cast<uint64_t>(Int.number), Type), Type};
  };
  if (A.kind == SP_INT)
    Left = Number(A, Right.Type);
  if (B.kind == SP_INT)
    Right = Number(B, Left.Type);
  if (Left.Value.isUnknownOrUndef() || Right.Value.isUnknownOrUndef())
    return Nothing;
  const QualType Type = !As.isNull() && wrapsAsOperandsDo(Kind)
                            ? As
                            : typeOf(Kind, Left.Type, Right.Type);
  return {evaluated(State, Kind, Left.Value, Right.Value, Type), Type};
}

/// The type that a lock program computes in, whose numbers do not wrap but
/// where a conversion says so: one that has room.
QualType SummaryReader::typeOf(BinaryOperatorKind Kind, QualType Left,
                               QualType Right) const {
  if (BinaryOperator::isComparisonOp(Kind))
    return Context.IntTy;
  if (!Left->isIntegralOrEnumerationType() ||
      !Right->isIntegralOrEnumerationType())
    return Left;
  if (Kind == BO_Add || Kind == BO_Sub || Kind == BO_Mul || Kind == BO_Shl)
    return Context.LongLongTy;
  const unsigned Int = Context.getIntWidth(Context.IntTy);
  const unsigned Width =
      std::max(Context.getIntWidth(Left), Context.getIntWidth(Right));
  if (Width < Int)
    return Context.IntTy;
  return Context.getIntWidth(Left) == Width ? Left : Right;
}

SVal SummaryReader::convertedTo(const Typed &From, QualType To) {
  const SVal Value = Builder.evalCast(From.Value, To, From.Type);
  return To->isBooleanType() ? Value : converted(State, Value, To);
}

SVal SummaryReader::valueAs(sp_node Node, QualType To) {
  const sp_node_data *Data =
      Node == SP_NO_NODE ? nullptr : sp_program_data(Program, Node);
  const bool IsNumber = To->isIntegralOrEnumerationType();
  if (Data && Data->kind == SP_INT && IsNumber)
    return Builder.makeIntVal(static_cast<uint64_t>(Data->number), To);
  if (Data && Data->kind == SP_INT && Data->number == 0 && Loc::isLocType(To))
    return Builder.makeZeroVal(To);
  const Typed Value = read(Node);
  return IsNumber && !Value.Value.isUnknownOrUndef() && !Value.Type.isNull() &&
                 Value.Type->isIntegralOrEnumerationType()
             ? convertedTo(Value, To)
             : Value.Value;
}

sp_node SummaryReader::chosen(const sp_node_data &Choice) {
  if (!IsSplit)
    return SP_NO_NODE;
  auto Condition = canonical(State, value(Choice.a)).getAs<DefinedSVal>();
  if (!Condition)
    return SP_NO_NODE;
  const auto [True, False] = State->assume(*Condition);
  if (!True == !False)
    return SP_NO_NODE;
  return True ? Choice.b : Choice.c;
}

SummaryReader::Typed SummaryReader::read(sp_node Node) {
  const Typed Nothing = {UnknownVal(), QualType()};
  if (Node == SP_NO_NODE)
    return Nothing;
  const sp_node_data &Data = *sp_program_data(Program, Node);
  switch (Data.kind) {
  case SP_INT:
    return {Builder.makeIntVal(static_cast<uint64_t>(Data.number),
                               Context.UnsignedIntTy),
            Context.UnsignedIntTy};
  case SP_LOAD: {
    const sp_node_data &From = *sp_program_data(Program, Data.a);
    if (From.kind == SP_VARIABLE) {
      const bool Member = hasObject(Call);
      if (Member && From.number == 0)
        return {
            objectOf(Call),
            Context.getPointerType(compat::typeOf(
                Context, cast<CXXMethodDecl>(Call.getDecl())->getParent()))};
      const Expr *Given = argument(From.number);
      if (!Given)
        return Nothing;
      // A pointer may have been cast to one that says less; one that was made
      // of a number, as NULL is, has no other type.
      const QualType Before = Given->IgnoreParenCasts()->getType();
      return {Call.getArgSVal(static_cast<unsigned>(From.number - Member)),
              Given->getType()->isIntegralOrEnumerationType() ||
                      Before->isIntegralOrEnumerationType()
                  ? Given->getType()
                  : Before};
    }
    Typed Where = place(Data.a);
    auto Location = Where.Value.getAs<Loc>();
    if (!Location || Where.Type.isNull() || !Where.Type->isScalarType())
      return Nothing;
    if (const MemRegion *Cell = Location->getAsRegion())
      Cells.push_back(Cell);
    SVal Value = readByDeclaredName(State, *Location, Where.Type);
    if (const auto *Cell =
            dyn_cast_or_null<TypedValueRegion>(Location->getAsRegion()))
      if (Value.isUnknown())
        Value = valueIn(State, Cell);
    return {Value, Where.Type};
  }
  case SP_ADDRESS: {
    Typed Where = place(Data.a);
    return {Where.Value, Where.Type.isNull()
                             ? QualType()
                             : Context.getPointerType(Where.Type)};
  }
  case SP_OP:
    return operation(Data);
  case SP_CHOICE:
    return read(chosen(Data));
  case SP_ACQUIRED: {
    auto Acquire = Acquires.find(std::abs(Data.number));
    return Acquire == Acquires.end()
               ? Nothing
               : Typed{Data.number > 0 ? Acquire->second.second
                                       : Acquire->second.first,
                       Context.UnsignedIntTy};
  }
  default:
    return Nothing;
  }
}

std::string SummaryReader::text(sp_node Node) {
  if (Node == SP_NO_NODE)
    return "?";
  const sp_node_data &Data = *sp_program_data(Program, Node);
  auto Member = [&] { return StringRef(Data.name).rsplit('.').second.str(); };
  switch (Data.kind) {
  case SP_INT:
    return std::to_string(Data.number);
  case SP_GLOBAL: { // behind that of a static one stands its file
    const StringRef Name = Data.name;
    return Name.front() == '?' ? Name.str() : Name.split('@').first.str();
  }
  case SP_LOAD:
    return text(Data.a);
  case SP_CHOICE:
    return text(chosen(Data));
  case SP_VARIABLE:
    if (hasObject(Call) && Data.number == 0) {
      const auto *Member = dyn_cast<CXXInstanceCall>(&Call);
      const Expr *Object = Member ? Member->getCXXThisExpr() : nullptr;
      if (!Object)
        return "?";
      if (isa<CXXThisExpr>(Object->IgnoreParenImpCasts()))
        return "this";
      return (Object->getType()->isAnyPointerType() ? "" : "&") +
             sourceText(Object, Context);
    }
    if (const Expr *Given = argument(Data.number))
      return sourceText(Given, Context);
    return "?";
  case SP_DEREF:
    return "*" + text(Data.a);
  case SP_ADDRESS:
    return "&" + text(Data.a);
  case SP_FIELD: {
    const sp_node_data &Base = *sp_program_data(Program, Data.a);
    if (Base.kind != SP_DEREF)
      return text(Data.a) + "." + Member();
    std::string Pointer = text(Base.a);
    if (!Pointer.empty() && Pointer.front() == '&')
      return Pointer.substr(1) + "." + Member();
    return Pointer + "->" + Member();
  }
  case SP_ELEMENT: {
    const sp_node_data &Base = *sp_program_data(Program, Data.a);
    std::string Index = text(Data.b);
    if (StringRef(Index).contains('?'))
      Index = "..."; // it cannot be told here
    return text(Base.kind == SP_DEREF ? Base.a : Data.a) + "[" + Index + "]";
  }
  case SP_OP: {
    static const char *const Signs[] = {
        "!", "-", "~", "==", "!=", "<", "<=", "&&", "||", "+",
        "-", "*", "/", "%",  "&",  "|", "^",  "<<", ">>"};
    if (Data.op == SP_SPIN) {
      const sp_node_data &Kind = *sp_program_data(Program, Data.a);
      std::string Name =
          Kind.kind == SP_INT ? sp_spin_lock_name(Kind.number) : "";
      if (Name.empty())
        Name = "spin lock '" + text(Data.a) + "'";
      const sp_node_data &Of = *sp_program_data(Program, Data.b);
      if (Kind.kind == SP_INT && Kind.number < 0 &&
          sp_kind_is_single(sp_lock_kind_of(Kind.number)))
        return sp_kind_name(sp_lock_kind_of(Kind.number));
      if (Kind.kind == SP_INT && Kind.number < 0) {
        const std::string Pointer = text(Data.b);
        return "spin lock '" +
               (StringRef(Pointer).take_front(1) == "&" ? Pointer.substr(1)
                : sp_kind_has_opaque(sp_lock_kind_of(Kind.number))
                    ? Pointer
                    : "*" + Pointer) +
               "'";
      }
      bool Shared = Of.kind == SP_INT && Of.number == 0;
      return Shared ? Name : Name + " of '" + text(Data.b) + "'";
    }
    if (sp_op_converts(Data.op))
      return text(Data.a); // as one reads it
    if (Data.b == SP_NO_NODE)
      return Signs[Data.op] + text(Data.a);
    return text(Data.a) + " " + Signs[Data.op] + " " + text(Data.b);
  }
  default:
    return "?";
  }
}

//===----------------------------------------------------------------------===//
// What summaries do not say
//===----------------------------------------------------------------------===//

const char StatusTag = 0;

bool isOfAcquire(const SymbolConjured *Made) {
  return Made->getTag() == &StatusTag || Made->getTag() == &SavedIrqlTag;
}

const char UntoldTag = 0;

static llvm::SmallVector<const sp_summary_effect *, 4>
lastingEffects(const sp_way &Way) {
  llvm::SmallVector<const sp_summary_effect *, 4> Lasting;
  for (size_t I = 0; I < Way.effect_count; ++I)
    if (Way.effects[I].kind == SP_TAKES || Way.effects[I].kind == SP_GIVES_BACK)
      Lasting.push_back(&Way.effects[I]);
  return Lasting;
}

/// Does it depend on how a call of \p Function goes what it does to the locks
/// of its caller?
static bool doesThisOrThat(size_t Function) {
  size_t Count = 0;
  sp_extent Extent = SP_SOME;
  const sp_way *Ways =
      sp_proofs_ways(currentPlan()->Proofs, Function, &Count, &Extent);
  if (!Ways || Extent == SP_SOME)
    return false;
  auto isSame = [](const sp_summary_effect *A, const sp_summary_effect *B) {
    return A->kind == B->kind && A->adapter == B->adapter &&
           A->message == B->message;
  };
  const auto First = lastingEffects(Ways[0]);
  for (size_t I = 1; I < Count; ++I) {
    const auto Each = lastingEffects(Ways[I]);
    if (!std::equal(First.begin(), First.end(), Each.begin(), Each.end(),
                    isSame))
      return true;
  }
  return false;
}

/// The function of another file, of that kind, by a call of which \p Symbol was
/// made; SIZE_MAX if there is none.
static size_t madeByCall(const SymbolConjured *Symbol) {
  const auto *Made = dyn_cast_or_null<CallExpr>(Symbol->getStmt());
  const FunctionDecl *Callee = Made ? Made->getDirectCallee() : nullptr;
  if (!isHelperElsewhere(Callee))
    return SIZE_MAX;
  const size_t Function = elsewhere(Callee);
  return doesThisOrThat(Function) ? Function : SIZE_MAX;
}

namespace {

/// What a function of another file does to one cell of memory.
class WritesOf {
public:
  WritesOf(size_t Function, const MemRegion *Cell)
      : Program(currentPlan()->Program), Function(Function) {
    for (; Cell; Cell = outerOf(Cell))
      if (const auto *Part = dyn_cast<DeclRegion>(Cell))
        if (std::string Name = currentPlan()->CellOf(Part->getDecl());
            !Name.empty())
          Names.push_back(Name);
  }

  /// May it write there what its summary does not say? Where that has a store
  /// on one way, it has one on each way that writes.
  bool anyUntold() const {
    size_t Count = 0;
    sp_extent Extent = SP_SOME;
    const sp_way *Ways =
        sp_proofs_ways(currentPlan()->Proofs, Function, &Count, &Extent);
    bool AnyTold = false, MayWrite = mayWriteNames();
    for (const sp_way &Way : llvm::ArrayRef<sp_way>(Ways, Count)) {
      MayWrite |= Names.empty() && Way.changes_cells;
      if (Way.changes_members && !Names.empty() && MayWrite)
        return true;
      for (const sp_summary_store &Store :
           llvm::ArrayRef<sp_summary_store>(Way.stores, Way.store_count)) {
        const Reach How = reachOf(Store.place);
        if (How != Reach::None && !isTold(Store.value) && MayWrite)
          return true;
        AnyTold |= How == Reach::Cell && isTold(Store.value);
      }
    }
    return MayWrite && !AnyTold;
  }

private:
  /// Where a store of a summary goes.
  enum class Reach { None, Cell, Anywhere };

  bool mayWriteNames() const {
    return llvm::any_of(Names, [&](const std::string &Name) {
      return sp_program_may_write(Program, Function, Name.c_str());
    });
  }

  Reach reachOf(sp_node Place) const {
    const sp_node_data &Data = *sp_program_data(Program, Place);
    const char *const Kind = Data.kind == SP_FIELD    ? "field "
                             : Data.kind == SP_GLOBAL ? "global "
                                                      : nullptr;
    if (Kind)
      return llvm::is_contained(Names, Kind + std::string(Data.name))
                 ? Reach::Cell
                 : Reach::None;
    if (Data.kind == SP_ELEMENT)
      return reachOf(Data.a);
    return Names.empty() ? Reach::Cell : Reach::Anywhere;
  }

  bool isTold(const sp_summary_value &Value) const {
    return Value.saved_by || Value.status_of ||
           (Value.node != SP_NO_NODE &&
            sp_program_data(Program, Value.node)->kind != SP_UNKNOWN_VALUE);
  }

  const sp_program *Program;
  size_t Function;
  /// The members and the global that it lies in, as the program calls them;
  /// none if it is a variable of its own behind a pointer.
  llvm::SmallVector<std::string, 4> Names;
};

} // namespace

bool restsOnUntold(ProgramStateRef State, SVal Condition) {
  SymbolRef Whole = Condition.getAsSymbol(/*IncludeBaseRegions=*/true);
  if (!Whole || !currentPlan())
    return false;
  for (SymbolRef Part : compat::symbolsIn(Whole)) {
    if (keptFrom(State, Kept::Unchanged, Part))
      continue;
    const auto *Cell = dyn_cast<SymbolDerived>(Part);
    const SymbolConjured *Left = conjuredFor(Part);
    if (!Left || isOfAcquire(Left))
      continue;
    const size_t Function = madeByCall(Left);
    if (Function == SIZE_MAX)
      continue;
    // What is part of nothing is a variable that the call was given a pointer
    // to.
    if (Left->getTag() == &UntoldTag ||
        WritesOf(Function, Cell ? Cell->getRegion() : nullptr).anyUntold())
      return true;
  }
  return false;
}

} // namespace spinpair
