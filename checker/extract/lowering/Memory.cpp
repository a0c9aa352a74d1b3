//===- Memory.cpp - Objects are forgotten, filled and copied --------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Says what happens to the memory of whole objects, and what a function writes.
//
//===----------------------------------------------------------------------===//
#include "Lowering.h"

#include "../Damage.h"

#include "../../analyzer/CallModels.h"
#include "../../analyzer/Compat.h"
#include "spinpair/limits.h"

#include "clang/AST/ASTContext.h"
#include "clang/AST/RecordLayout.h"
#include "clang/Basic/SourceManager.h"
#include "llvm/ADT/FoldingSet.h"
#include "llvm/Support/SaveAndRestore.h"

#include <algorithm>
#include <optional>

using namespace clang;

namespace spinpair::lowering {

/// Scalars in a structure, up to \p Limit.
unsigned FunctionExtractor::leavesOf(const RecordDecl *Record,
                                     unsigned Limit) const {
  if (!Record || !Record->getDefinition())
    return Limit;
  unsigned Count = 0;
  for (const FieldDecl *Field : Record->getDefinition()->fields()) {
    const RecordDecl *Part = Field->getType()->getAsRecordDecl();
    Count += Part ? leavesOf(Part, Limit) : 1;
    if (Count >= Limit)
      return Limit;
  }
  return Count;
}

/// A function that stands for overwriting a large structure: it does nothing,
/// and is said to write the structure and all that is in it.
sp_node FunctionExtractor::overwriter(const RecordDecl *Record) {
  PresumedLoc Where =
      Sources.getPresumedLoc(Sources.getExpansionLoc(Record->getLocation()));
  std::set<std::string> WriteNames;
  addRecordWrites(Record, WriteNames);
  std::vector<const char *> Writes;
  for (const std::string &Name : WriteNames)
    Writes.push_back(Name.c_str());
  const std::string File = Where.isValid() ? Where.getFilename() : "";
  const std::string Shown = "overwriting " + Named.record(Record);
  const std::string Name = Shown + "@" + File;
  if (sp_program_find(Program, Name.c_str()) == SIZE_MAX) {
    const char *Parameters[] = {""};
    bool Escapes[] = {false};
    sp_block Only{};
    Only.exit = SP_RETURN;
    Only.value = SP_NO_NODE;
    Only.line = Where.isValid() ? Where.getLine() : 1;
    Only.column = Where.isValid() ? Where.getColumn() : 1;
    sp_function Out{};
    Out.name = Name.c_str();
    Out.shown = Shown.c_str();
    Out.signature = "(void *)";
    Out.where = {File.c_str(), Only.line, Only.column};
    Out.flags = SP_FUNCTION_INTERNAL;
    Out.parameter_count = Out.variable_count = 1;
    Out.variables = Parameters;
    Out.escapes = Escapes;
    Out.writes = Writes.data();
    Out.write_count = Writes.size();
    Out.blocks = &Only;
    Out.block_count = 1;
    sp_program_add(Program, &Out);
  }
  return make(SP_FUNCTION, SP_NO_NODE, SP_NO_NODE, SP_NO_NODE, Name.c_str());
}

/// Memory that is found through a pointer is told apart by its members' names:
/// each of them is forgotten.
void FunctionExtractor::forgetRecord(sp_node Place, const RecordDecl *Record,
                                     SourceLocation Where) {
  const QualType Type = compat::typeOf(Context, Record);
  Record = Record->getDefinition();
  forget(Place, Where, Type);
  if (!Record || variableIn(Place) >= 0)
    return;
  if (leavesOf(Record, FewMembers) >= FewMembers) {
    sp_node Callee = overwriter(Record), Address = addressOf(Place);
    Step &S = add(SP_CALL, Where);
    S.Data.callee = Callee;
    S.Arguments.push_back(Address);
    return;
  }
  std::set<sp_node> Seen;
  for (const FieldDecl *Field : Record->fields()) {
    if (isPadding(Field))
      continue;
    sp_node Part = fieldOf(Place, Field);
    if (Seen.insert(Part).second)
      forgetMember(Part, Field->getType(), Where);
  }
}

void FunctionExtractor::forgetMember(sp_node Part, QualType Type,
                                     SourceLocation Where) {
  if (Type->isArrayType()) {
    forget(Part, Where);
    Part = elementOf(Part, any());
    Type = QualType(Type->getBaseElementTypeUnsafe(), 0);
  }
  if (const RecordDecl *Inner = Type->getAsRecordDecl())
    forgetRecord(Part, Inner, Where);
  else
    forget(Part, Where);
}

void FunctionExtractor::forgetObject(sp_node Place, QualType Type,
                                     SourceLocation Where) {
  if (const RecordDecl *Record = Type->getAsRecordDecl())
    forgetRecord(Place, Record, Where);
  else if (Type->isArrayType())
    forgetMember(Place, Type, Where);
  else
    forget(Place, Where, Type);
}

void FunctionExtractor::copyObject(sp_node To, sp_node From, QualType Type,
                                   SourceLocation Where) {
  const RecordDecl *Record = Type->getAsRecordDecl();
  Record = Record ? Record->getDefinition() : nullptr;
  if (!Record)
    return forgetObject(To, Type, Where);
  if (variableIn(To) < 0)
    forgetRecord(To, Record, Where);
  set(To, load(From), Where, Type);
  // Its members may be known one by one.
  if (Record->isUnion() || leavesOf(Record, 4 * FewMembers) >= 4 * FewMembers)
    return;
  for (const FieldDecl *Field : Record->fields()) {
    sp_node Part = fieldOf(To, Field), Source = fieldOf(From, Field);
    if (isPadding(Field) || Field->getType()->isArrayType())
      continue;
    if (Field->getType()->isRecordType())
      copyObject(Part, Source, Field->getType(), Where);
    else
      set(Part, load(Source), Where, Field->getType());
  }
}

static sp_memory_kind memoryKindOf(const CallExpr *Call) {
  const sp_memory_call *Does = memoryCall(Call->getDirectCallee());
  return Does ? Does->kind : SP_MEMORY_NONE;
}

/// Is argument \p I of the call surely this number?
static bool isGiven(const CallExpr *Call, unsigned I, uint64_t Number,
                    const ASTContext &Context) {
  Expr::EvalResult Known;
  return I < Call->getNumArgs() && !Call->getArg(I)->isValueDependent() &&
         Call->getArg(I)->EvaluateAsInt(Known, Context) &&
         Known.Val.getInt() == Number;
}

/// Does the call fill memory with zeros?
static bool clears(const CallExpr *Call, const ASTContext &Context) {
  const sp_memory_kind Kind = memoryKindOf(Call);
  return Kind == SP_MEMORY_ZERO ||
         (Kind == SP_MEMORY_SET && isGiven(Call, 1, 0, Context)) ||
         (Kind == SP_MEMORY_FILL && isGiven(Call, 2, 0, Context));
}

/// Which argument says how many bytes are written.
static unsigned sizeArgument(const CallExpr *Call) {
  return memoryKindOf(Call) == SP_MEMORY_FILL ? 1 : Call->getNumArgs() - 1;
}

/// Is it what WdfSpinLockCreate makes, a pointer to a structure that nobody
/// has?
static bool isLockHandle(QualType Type) {
  const auto *Name = Type->getAs<TypedefType>();
  return Name && Name->getDecl()->getName() == "WDFSPINLOCK";
}

/// All of an object of \p Type is zero.
void FunctionExtractor::clearObject(sp_node Place, QualType Type,
                                    SourceLocation Where) {
  const RecordDecl *Record = Type->getAsRecordDecl();
  Record = Record ? Record->getDefinition() : nullptr;
  if (!Record)
    return Type->isScalarType() && !Type->isFloatingType()
               ? set(Place, number(0), Where, Type)
               : forgetObject(Place, Type, Where);
  forgetRecord(Place, Record, Where);
  if (Record->isUnion())
    return;
  // Of what has many members, only those that locks are found by.
  const bool IsLarge = leavesOf(Record, 4 * FewMembers) >= 4 * FewMembers;
  for (const FieldDecl *Field : Record->fields())
    if (!isPadding(Field) && !Field->getType()->isArrayType() &&
        (!IsLarge || isLockHandle(Field->getType())))
      clearObject(fieldOf(Place, Field), Field->getType(), Where);
}

std::optional<uint64_t> mostOf(const Expr *E, const ASTContext &Context) {
  Expr::EvalResult Known;
  E = E->IgnoreParenImpCasts();
  if (E->isValueDependent() || !E->getType()->isIntegerType())
    return std::nullopt;
  if (E->EvaluateAsInt(Known, Context))
    return Known.Val.getInt().getZExtValue();
  if (const auto *Cast = dyn_cast<CStyleCastExpr>(E))
    if (Context.getTypeSize(Cast->getType()) >= 32)
      return mostOf(Cast->getSubExpr(), Context);
  if (E->getType()->isUnsignedIntegerType() &&
      Context.getTypeSize(E->getType()) <= 16)
    return (uint64_t(1) << Context.getTypeSize(E->getType())) - 1;
  const auto *Either = dyn_cast<ConditionalOperator>(E);
  const auto *Test =
      Either
          ? dyn_cast<BinaryOperator>(Either->getCond()->IgnoreParenImpCasts())
          : nullptr;
  if (!Test || !Test->isRelationalOp())
    return std::nullopt;
  auto Text = [&](const Expr *Of) {
    llvm::FoldingSetNodeID ID;
    Of->IgnoreParenCasts()->Profile(ID, Context, /*Canonical=*/true);
    return ID;
  };
  // The lesser of two: `A < B ? A : B`, or the other way round.
  const bool Less = Test->getOpcode() == BO_LT || Test->getOpcode() == BO_LE;
  const Expr *Small = Less ? Either->getTrueExpr() : Either->getFalseExpr(),
             *Other = Less ? Either->getFalseExpr() : Either->getTrueExpr();
  if (Text(Small) != Text(Test->getLHS()) ||
      Text(Other) != Text(Test->getRHS()))
    return std::nullopt;
  const auto A = mostOf(Small, Context), B = mostOf(Other, Context);
  return A && B ? std::min(*A, *B) : A ? A : B;
}

/// How many bytes there surely are from a place on in the object that it is, or
/// in the array that it is an element of. \p To is what the pointer leads to.
uint64_t FunctionExtractor::roomAt(sp_node Place, QualType To) {
  auto SizeOf = [&](QualType Type) -> uint64_t {
    return Type.isNull() || Type->isVoidType() || Type->isFunctionType() ||
                   Type->isIncompleteType() || Type->isDependentType()
               ? 0
               : Context.getTypeSizeInChars(Type).getQuantity();
  };
  auto TypeOf = [&](sp_node Of) {
    return is(Of, SP_GLOBAL) ? Globals.lookup(data(Of).name) : typeOf(Of);
  };
  uint64_t Room = std::max(SizeOf(To), SizeOf(TypeOf(Place))), Offset = 0;
  while (is(Place, SP_ELEMENT) && is(data(Place).b, SP_INT)) {
    const QualType Array = TypeOf(data(Place).a);
    if (Array.isNull() || !Array->isConstantArrayType())
      break;
    Offset += SizeOf(Context.getAsArrayType(Array)->getElementType()) *
              static_cast<uint64_t>(data(data(Place).b).number);
    if (Offset < SizeOf(Array))
      Room = std::max(Room, SizeOf(Array) - Offset);
    Place = data(Place).a;
  }
  return Room;
}

/// What lies behind a place may be overwritten, too: the rest of the variable,
/// or the members that follow, up to \p Most bytes from the place on.
void FunctionExtractor::forgetBeyond(sp_node Place,
                                     std::optional<uint64_t> Most,
                                     SourceLocation Where) {
  if (int64_t Index = variableIn(Place); Index >= 0) {
    if (is(Place, SP_FIELD) || is(Place, SP_ELEMENT)) {
      doubtSearch();
      forget(variablePlace(static_cast<uint32_t>(Index)), Where);
    }
    return;
  }
  // In bits, from the begin of the place at hand.
  uint64_t Reach =
      Most && *Most < (uint64_t(1) << 32) ? *Most * 8 : uint64_t(1) << 40;
  for (; is(Place, SP_FIELD) || is(Place, SP_ELEMENT); Place = data(Place).a) {
    if (is(Place, SP_ELEMENT)) {
      const QualType Array = typeOf(data(Place).a);
      const bool IsSized = !Array.isNull() && Array->isConstantArrayType();
      Reach +=
          IsSized ? Context.getTypeSize(Array) : 0; // the last one at worst
      continue;
    }
    const FieldDecl *Field = Fields.lookup(data(Place).name);
    const RecordDecl *Record =
        Field ? Field->getParent()->getDefinition() : nullptr;
    if (!Record || Record->isInvalidDecl() || Record->isDependentContext())
      return;
    const ASTRecordLayout &Layout = Context.getASTRecordLayout(Record);
    Reach += Layout.getFieldOffset(Field->getFieldIndex());
    const sp_node Around = data(Place).a;
    // The next element of an array of records has members of these names, too.
    const bool All =
        is(Around, SP_ELEMENT) &&
        Reach > static_cast<uint64_t>(Context.toBits(Layout.getSize()));
    for (const FieldDecl *Each : Record->fields())
      if (!isPadding(Each) && !Record->isUnion() &&
          (All || (Each->getFieldIndex() > Field->getFieldIndex() &&
                   Layout.getFieldOffset(Each->getFieldIndex()) < Reach))) {
        doubtSearch();
        forgetMember(fieldOf(Around, Each), Each->getType(), Where);
      }
  }
}

/// Memory from a pointer on is overwritten, as many bytes as the call says.
void FunctionExtractor::fill(const CallExpr *Call, sp_node Pointer, QualType To,
                             SourceLocation Where) {
  sp_node Place = pointee(Pointer);
  const unsigned Size = sizeArgument(Call);
  const auto Most = Size > 0 && Size < Call->getNumArgs()
                        ? mostOf(Call->getArg(Size), Context)
                        : std::optional<uint64_t>();
  const bool Within = Most && *Most <= roomAt(Place, To);
  if (is(Pointer, SP_CHOICE))
    noteEscapes(Pointer);
  const QualType Own = typeOf(Place);
  if (Size > 0 && !To->isIncompleteType() && !To->isDependentType() &&
      isGiven(Call, Size, Context.getTypeSizeInChars(To).getQuantity(),
              Context) &&
      (Own.isNull() || Context.hasSameUnqualifiedType(Own, To)))
    return clears(Call, Context) ? clearObject(Place, To, Where)
                                 : forgetObject(Place, To, Where);
  if (Within && !is(Place, SP_ELEMENT))
    return forgetObject(Place, To, Where);
  sp_node Whole = Place;
  while (is(Whole, SP_ELEMENT))
    Whole = data(Whole).a;
  // An array as a whole; else what lies behind the object, too.
  const QualType Type = typeOf(Whole);
  if (!Type.isNull() && Type->isArrayType()) {
    if (Type->getBaseElementTypeUnsafe()->isRecordType())
      forgetMember(Whole, Type, Where);
    else
      forget(Whole, Where);
    // Which of its elements, the analyzer does not tell.
    if (Within && !To->isIncompleteType() && *Most < roomAt(Whole, Type) &&
        *Most * 8 > Context.getTypeSize(To))
      doubtSearch();
  } else {
    forgetObject(Whole, To, Where);
    if (!Within && is(Whole, SP_DEREF)) // it may lead into an array
      forgetObject(make(SP_ELEMENT, Whole, any()), To, Where);
  }
  if (!Within)
    forgetBeyond(Place, Most, Where);
}

/// How many bytes the call of code that is not seen may write through argument
/// \p I, if that is more than what it is the address of; else 0.
uint64_t FunctionExtractor::bytesBeyond(const CallExpr *Call, unsigned I,
                                        sp_node Place, QualType To) {
  if (!(is(Place, SP_FIELD) || is(Place, SP_ELEMENT)) ||
      !(To->isVoidType() || To->isIntegralOrEnumerationType() ||
        To->isArrayType()))
    return 0;
  const FunctionDecl *Callee = Call->getDirectCallee();
  const ParmVarDecl *Parameter =
      Callee && I < Callee->getNumParams() ? Callee->getParamDecl(I) : nullptr;
  const bool HasBody = Callee && Callee->hasBody();
  if (HasBody && !(Parameter && Parameter->getType()->isVoidPointerType()))
    return 0;
  const sp_routine *Row = routineOf(Callee);
  const bool IsBuffer =
      HasBody ||
      (Parameter && Parameter->getName().contains_insensitive("buffer")) ||
      (Row && (StringRef(Row->name).contains("Buffer") ||
               StringRef(Row->name).contains("BusData")));
  const QualType Unit =
      Parameter ? Parameter->getType()->getPointeeType() : QualType();
  const uint64_t Size =
      Unit.isNull() || Unit->isVoidType() || Unit->isIncompleteType()
          ? 1
          : Context.getTypeSizeInChars(Unit).getQuantity();
  const uint64_t Room = roomAt(Place, To);
  uint64_t Bytes = 0;
  auto IsLength = [](StringRef Name) {
    return Name.contains_insensitive("length") ||
           Name.contains_insensitive("count") ||
           Name.contains_insensitive("size") || Name == "n" || Name == "len";
  };
  const bool Tells =
      Callee && llvm::any_of(Callee->parameters(), [&](const auto *Each) {
        return IsLength(Each->getName());
      });
  for (unsigned K = 0; K < Call->getNumArgs(); ++K) {
    const Expr *Given = Call->getArg(K)->IgnoreParenImpCasts();
    if (Tells ? K >= Callee->getNumParams() ||
                    !IsLength(Callee->getParamDecl(K)->getName())
              : Row && K + 1 < Call->getNumArgs())
      continue; // of the port driver's routines, the last one is the length
    if (!Given->getType()->isIntegerType() ||
        Given->getType()->isEnumeralType() || Given->isValueDependent() ||
        !(IsBuffer || namesSize(Given)))
      continue;
    const auto Most = mostOf(Given, Context);
    Bytes = std::max(Bytes, Most ? *Most * (IsBuffer ? Size : 1) : UINT64_MAX);
  }
  return Bytes > Room ? Bytes : 0;
}

/// The same for all arguments of a call: those of code that is not in the unit,
/// and members that a helper is given without their type.
void FunctionExtractor::forgetBeyondArguments(const CallExpr *Call) {
  for (unsigned I = 0; I < Call->getNumArgs(); ++I) {
    const Expr *Argument = Call->getArg(I);
    if (!Argument->getType()->isAnyPointerType() ||
        Argument->getType()->getPointeeType().isConstQualified())
      continue;
    sp_node Pointer = value(Argument);
    if (!is(Pointer, SP_ADDRESS))
      continue;
    const sp_node Place = data(Pointer).a;
    const QualType Own = typeOf(Place);
    if (const uint64_t Bytes = bytesBeyond(
            Call, I, Place,
            Own.isNull() ? Argument->getType()->getPointeeType() : Own))
      forgetBeyond(Place, Bytes, Call->getBeginLoc());
  }
}

/// Forgets what a routine may write through its arguments.
void FunctionExtractor::forgetArguments(const CallExpr *Call, int Except) {
  llvm::SaveAndRestore<bool> Outside(InRoutine, true);
  SourceLocation Where = Call->getBeginLoc();
  const FunctionDecl *Callee = Call->getDirectCallee();
  bool Fills = fillsMemory(Callee);
  // How long to wait, or the like, is only read: it is the same the next time.
  const sp_limit *Limit =
      Callee && Callee->getIdentifier()
          ? sp_limit_by_value(Callee->getName().str().c_str())
          : nullptr;
  const llvm::SmallVector<const Expr *, 8> All(Call->arg_begin(),
                                               Call->arg_end());
  for (unsigned I = 0; I < Call->getNumArgs(); ++I) {
    const Expr *Argument = Call->getArg(I);
    if (static_cast<int>(I) == Except ||
        (Limit && static_cast<int>(I) == Limit->argument))
      continue;
    const Expr *Origin = bare(Argument);
    // What is pointed to, before a conversion to void * or const.
    bool IsSame = true; // the pointer to it is the one that is given
    while (const auto *Cast = dyn_cast<CastExpr>(Origin)) {
      if (Cast->getCastKind() == CK_LValueToRValue ||
          Cast->getCastKind() == CK_ArrayToPointerDecay ||
          Cast->getCastKind() == CK_FunctionToPointerDecay ||
          !(Cast->getSubExpr()->getType()->isAnyPointerType() ||
            Cast->getSubExpr()->getType()->isArrayType()))
        break;
      IsSame &=
          Cast->getCastKind() == CK_BitCast || Cast->getCastKind() == CK_NoOp;
      Origin = bare(Cast->getSubExpr());
    }
    QualType To, Written;
    sp_node Pointer;
    if (Callee && I < Callee->getNumParams() &&
        Callee->getParamDecl(I)->getType()->isReferenceType()) {
      To = Written = Callee->getParamDecl(I)->getType()->getPointeeType();
      Pointer = argumentFor(Argument, true);
    } else {
      if (!Argument->getType()->isAnyPointerType())
        continue;
      Written = Argument->getType()->getPointeeType();
      To = Origin->getType()->isAnyPointerType()
               ? Origin->getType()->getPointeeType()
               : Written;
      Pointer = value(Fills && IsSame ? Origin : Argument);
    }
    if (Written.isConstQualified() || To->isFunctionType() ||
        is(Pointer, SP_INT) || is(Pointer, SP_FUNCTION))
      continue;
    sp_node Place = pointee(Pointer);
    if (Fills) {
      if (I == 0)
        fill(Call, Pointer, To, Where);
      continue;
    }
    const sp_node First = Place;
    const uint64_t Beyond =
        routineOf(Callee) ? bytesBeyond(Call, I, First, To) : 0;
    while (is(Place, SP_ELEMENT)) // as many as it likes
      Place = data(Place).a;
    bool Given = is(Pointer, SP_ADDRESS), Local = variableIn(Place) >= 0;
    if (!Local && isContextArgument(Callee, All, I))
      continue;
    const RecordDecl *Record = To->getAsRecordDecl();
    if (Local || (To->isScalarType() && !To->isVoidType()) || Given ||
        (Record && leavesOf(Record, FewMembers) < FewMembers))
      forgetObject(Place, To, Where);
    if (!Context.hasSameUnqualifiedType(To, Written))
      forgetNumbersAt(Argument, Pointer);
    if (Beyond)
      forgetBeyond(First, Beyond, Where);
  }
}

void FunctionExtractor::addRecordWrites(const RecordDecl *Record,
                                        std::set<std::string> &Out) {
  if (!Record || !(Record = Record->getDefinition()) ||
      !Out.insert("record " + Named.record(Record)).second)
    return;
  for (const FieldDecl *Field : Record->fields())
    addRecordWrites(
        Field->getType()->getBaseElementTypeUnsafe()->getAsRecordDecl(), Out);
}

void FunctionExtractor::addWrites(std::set<std::string> &Out) {
  if (Damage) {
    for (const FieldDecl *Field : Damage->Fields)
      Out.insert("field " + Named.field(Field));
    for (const VarDecl *Var : Damage->Globals)
      Out.insert("global " + Named.global(Var));
  }
  const WriteSet &Own = Facts.ownWrites(Function);
  for (const FieldDecl *Field : Own.Fields)
    Out.insert("field " + Named.field(Field));
  for (const VarDecl *Var : Own.Globals)
    Out.insert("global " + Named.global(Var));
  for (const TagDecl *Tag : Own.Records)
    addRecordWrites(dyn_cast<RecordDecl>(Tag), Out);
  for (const Type *Pointee : Own.Pointees)
    if (Pointee) {
      if (Pointee->isVoidType() && !Notes.Unsupported)
        continue; // its step says what it is
      if (!Pointee->isRecordType())
        Out.insert(Named.access(QualType(Pointee, 0)));
      addRecordWrites(Pointee->getAsRecordDecl(), Out);
    }
}

} // namespace spinpair::lowering
