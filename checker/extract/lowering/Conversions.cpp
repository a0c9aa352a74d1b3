//===- Conversions.cpp - Widths, signs, and types of pointers -------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Arithmetic and conversions: a value that may not fit is reduced, and a
// pointer of another type exposes what it leads to.
//
//===----------------------------------------------------------------------===//
#include "Lowering.h"

#include "../../analyzer/Compat.h"

#include "clang/AST/ASTContext.h"
#include "llvm/Support/SaveAndRestore.h"

using namespace clang;

namespace spinpair::lowering {

/// Has every value of the type, 0 or more, no more bits than that?
static bool isWithin(QualType Type, unsigned Bits, const ASTContext &Context) {
  return Type->isUnsignedIntegerOrEnumerationType() &&
         Context.getIntWidth(Type) <= Bits;
}

/// Is the value, of that type, known to be 0 or more and below 2 to the power
/// of \p Bits?
bool FunctionExtractor::fits(sp_node N, QualType Type, unsigned Bits) const {
  const sp_node_data &D = data(N);
  auto Below = [Bits](int64_t Number) {
    return Number >= 0 && (Bits >= 63 || Number >> Bits == 0);
  };
  if (D.kind == SP_INT)
    return Below(D.number);
  if (isTruth(N))
    return Bits >= 1;
  if (D.kind == SP_CHOICE)
    return fits(D.b, Type, Bits) && fits(D.c, Type, Bits);
  if (D.kind == SP_OP && D.op == SP_BITAND)
    for (sp_node Mask : {D.a, D.b})
      if (is(Mask, SP_INT) && Below(data(Mask).number))
        return true;
  if (D.kind == SP_OP && D.op >= SP_U8 && D.op <= SP_U32)
    return Bits >= 8u << (D.op - SP_U8);
  if (D.kind == SP_OP) // of a sum, the type does not tell
    return false;
  return !Type.isNull() && isWithin(Type, Bits, Context);
}

/// \p N reduced to the width and sign of an integer type.
sp_node FunctionExtractor::reduced(sp_node N, QualType To) {
  if (!To->isIntegralOrEnumerationType() || To->isBooleanType())
    return N;
  const unsigned Width = Context.getIntWidth(To);
  const bool Signed = To->isSignedIntegerOrEnumerationType();
  if (Width == 64)
    return N;
  if (Width != 8 && Width != 16 && Width != 32)
    return any();
  if (is(N, SP_CHOICE)) {
    sp_node Condition = data(N).a, No = data(N).c;
    sp_node Yes = reduced(data(N).b, To);
    return make(SP_CHOICE, Condition, Yes, reduced(No, To));
  }
  const unsigned Size = Width == 8 ? 0 : Width == 16 ? 1 : 2;
  if (is(N, SP_INT)) {
    const uint64_t Sign = Signed ? uint64_t(1) << (Width - 1) : 0;
    const uint64_t Low =
        static_cast<uint64_t>(data(N).number) & ((uint64_t(1) << Width) - 1);
    return number(static_cast<int64_t>((Low ^ Sign) - Sign));
  }
  return operation(static_cast<sp_op>((Signed ? SP_S8 : SP_U8) + Size), N);
}

/// Does every value of the one integer type fit the other?
static bool holdsAll(QualType From, QualType To, const ASTContext &Context) {
  return keepsValue(From, To, Context) ||
         (Context.getIntWidth(To) > Context.getIntWidth(From) &&
          (To->isSignedIntegerOrEnumerationType() ||
           !From->isSignedIntegerOrEnumerationType()));
}

/// The number of low bits that \p Mask, a literal, keeps; 0 if it is none, or
/// keeps others.
static unsigned bitsKept(const Expr *Mask) {
  const auto *Literal = dyn_cast<IntegerLiteral>(Mask->IgnoreParenImpCasts());
  return Literal && Literal->getValue().isMask()
             ? Literal->getValue().getActiveBits()
             : 0;
}

/// The type that an integer had before conversions and masks that keep its
/// value whatever it is: of `(int)Irql & 0xff` that of `Irql`.
QualType FunctionExtractor::typeBefore(const Expr *E) {
  E = E->IgnoreParens();
  if (const auto *Cast = dyn_cast<CastExpr>(E);
      Cast && Cast->getCastKind() == CK_IntegralCast) {
    const QualType Before = typeBefore(Cast->getSubExpr());
    if (holdsAll(Before, E->getType(), Context))
      return Before;
  }
  if (const auto *Masked = dyn_cast<BinaryOperator>(E);
      Masked && Masked->getOpcode() == BO_And)
    for (bool MaskLeft : {false, true}) {
      const Expr *Mask = MaskLeft ? Masked->getLHS() : Masked->getRHS(),
                 *Other = MaskLeft ? Masked->getRHS() : Masked->getLHS();
      if (const unsigned Bits = bitsKept(Mask)) {
        const QualType Before = typeBefore(Other);
        return isWithin(Before, Bits, Context) ? Before : E->getType();
      }
    }
  return E->getType();
}

/// \p N, a value of one integer type, converted to another one.
sp_node FunctionExtractor::converted(sp_node N, QualType From, QualType To) {
  if (is(N, SP_UNKNOWN_VALUE) || !To->isIntegralOrEnumerationType() ||
      To->isBooleanType() || !From->isIntegralOrEnumerationType())
    return N;
  const unsigned Width = Context.getIntWidth(To);
  const bool Signed = To->isSignedIntegerOrEnumerationType();
  if (holdsAll(From, To, Context) || fits(N, From, Width - Signed))
    return N;
  return reduced(N, To);
}

/// The result of arithmetic on an unsigned type wraps; that of a signed one is
/// taken not to overflow.
sp_node FunctionExtractor::wrapped(BinaryOperatorKind Opcode, sp_node N,
                                   QualType Type) {
  const bool Wraps = Opcode == BO_Add || Opcode == BO_Sub || Opcode == BO_Mul ||
                     Opcode == BO_Shl;
  if (!Wraps || is(N, SP_UNKNOWN_VALUE) || Type.isNull() ||
      !Type->isUnsignedIntegerOrEnumerationType())
    return N;
  return reduced(N, Type);
}

/// What is left of a value in the place, which may be a bit-field.
sp_node FunctionExtractor::narrowed(sp_node Place, sp_node Value) {
  const FieldDecl *Field =
      is(Place, SP_FIELD) ? Fields.lookup(data(Place).name) : nullptr;
  if (!Field || !Field->isBitField() || is(Value, SP_UNKNOWN_VALUE))
    return Value;
  const unsigned Width = compat::bitWidth(Field, Context);
  const bool Signed = Field->getType()->isSignedIntegerOrEnumerationType();
  if (Width >= 63 || fits(Value, QualType(), Width - Signed))
    return Value;
  return Signed
             ? any()
             : operation(SP_BITAND, Value, number((int64_t(1) << Width) - 1));
}

sp_node FunctionExtractor::castValue(const CastExpr *Cast) {
  const Expr *Sub = Cast->getSubExpr();
  if (auto Read = Kept.find(Cast); Read != Kept.end())
    return load(Read->second);
  switch (Cast->getCastKind()) {
  case CK_LValueToRValue:
    return readValue(Sub);
  case CK_ArrayToPointerDecay:
    return addressOf(elementOf(place(Sub), number(0)));
  case CK_FunctionToPointerDecay:
  case CK_BuiltinFnToFnPtr:
    return value(Sub);
  case CK_NullToPointer:
  case CK_NullToMemberPointer:
    return number(0);
  case CK_ToVoid:
  case CK_IntegralToFloating:
  case CK_FloatingToIntegral:
  case CK_FloatingToBoolean:
  case CK_FloatingCast:
  case CK_Dynamic:
    return any();
  case CK_IntegralToBoolean:
  case CK_PointerToBoolean: {
    sp_node N = value(Sub);
    if (is(N, SP_INT))
      return number(data(N).number != 0);
    return truth(N);
  }
  case CK_PointerToIntegral:
    return pointerAsNumber(Cast, /*ComesBack=*/true);
  default:
    return castByTypes(Cast);
  }
}

/// What is read from the place \p Sub.
sp_node FunctionExtractor::readValue(const Expr *Sub) {
  const Expr *Source = bare(Sub);
  if (const auto *Ref = dyn_cast<DeclRefExpr>(Source))
    if (const auto *Var = dyn_cast<VarDecl>(Ref->getDecl())) {
      auto It = Aliases.find(Var);
      if (It != Aliases.end() && !Var->getType()->isReferenceType() &&
          !captured(Var))
        return It->second;
      if (Facts.isOnlyRead(Var)) {
        if (const Expr *Init = Var->getAnyInitializer()) {
          if (sp_node N = constant(Init); N != SP_NO_NODE)
            return N;
        } else if (!Var->isExternallyVisible() &&
                   Var->getType()->isIntegralOrEnumerationType()) {
          return number(0);
        }
      }
    }
  if (Sub->getType().isVolatileQualified())
    return any();
  if (isa<MemberExpr, ArraySubscriptExpr>(Source))
    if (const Expr *Init = constantInitializer(Source))
      if (sp_node N = constant(Init); N != SP_NO_NODE)
        return N;
  return load(place(Source));
}

/// The conversion of a pointer to a number that \p Narrowing leaves too few
/// bits of to make a pointer again; null if it is none.
static const CastExpr *hashedPointer(const CastExpr *Narrowing,
                                     const ASTContext &Context) {
  if (Narrowing->getCastKind() != CK_IntegralCast ||
      Context.getTypeSize(Narrowing->getType()) >=
          Context.getTypeSize(Context.VoidPtrTy))
    return nullptr;
  const auto *Inner =
      dyn_cast<CastExpr>(Narrowing->getSubExpr()->IgnoreParens());
  while (Inner && Inner->getCastKind() == CK_IntegralCast)
    Inner = dyn_cast<CastExpr>(Inner->getSubExpr()->IgnoreParens());
  return Inner && Inner->getCastKind() == CK_PointerToIntegral ? Inner
                                                               : nullptr;
}

sp_node FunctionExtractor::pointerAsNumber(const CastExpr *Cast,
                                           bool ComesBack) {
  const Expr *Sub = Cast->getSubExpr();
  sp_node N = value(Sub);
  if (is(N, SP_INT) || is(N, SP_UNKNOWN_VALUE))
    return N;
  if (!ComesBack)
    return is(N, SP_ADDRESS) || is(N, SP_CHOICE)
               ? any()
               : converted(N, Context.getUIntPtrType(), Cast->getType());
  if (const RecordDecl *Record =
          Sub->getType()->getPointeeType()->getAsRecordDecl())
    Aliasing.exposeRecord(Record, "type byte");
  noteEscapes(N);
  exposeBytes(N);
  if (is(N, SP_ADDRESS) || is(N, SP_CHOICE))
    return any();
  return converted(N, Context.getUIntPtrType(), Cast->getType());
}

/// A conversion between pointers, or between integers.
sp_node FunctionExtractor::castByTypes(const CastExpr *Cast) {
  uint64_t Offset = 0;
  if (const Expr *Part = pointerToPart(Cast, Offset))
    return pointerToWhole(value(Part), Cast, Offset);
  if (const sp_node Member = pointerToMember(Cast); Member != SP_NO_NODE)
    return Member;
  Casts.note(Cast, Aliasing);
  const Expr *Sub = Cast->getSubExpr();
  if (Sub->isGLValue() && Cast->isGLValue())
    return load(place(Sub));
  const CastExpr *Hashed = hashedPointer(Cast, Context);
  sp_node N = Hashed ? converted(pointerAsNumber(Hashed, /*ComesBack=*/false),
                                 Hashed->getType(), Sub->getType())
                     : value(Sub);
  if (is(N, SP_INT))
    if (sp_node Folded = constant(Cast); Folded != SP_NO_NODE)
      return Folded;
  QualType From = Sub->getType(), To = Cast->getType();
  for (const Expr *Origin = Sub->IgnoreParens();
       From->isVoidPointerType() && isa<CastExpr>(Origin);) {
    Origin = cast<CastExpr>(Origin)->getSubExpr()->IgnoreParens();
    if (Origin->getType()->isAnyPointerType())
      From = Origin->getType(); // by way of void *
  }
  if (From->isVoidPointerType() && To->isAnyPointerType())
    if (const RecordDecl *Record = To->getPointeeType()->getAsRecordDecl())
      noteView(Sub, Record);
  const bool IsToVoid = To->isVoidPointerType() && !From->isVoidPointerType();
  llvm::SaveAndRestore<std::string> Into(
      Void, IsToVoid && !InRoutine ? Voids.destination(Cast) : Void);
  if (From->isAnyPointerType() && To->isAnyPointerType())
    return Cast->getCastKind() == CK_BitCast ||
                   Cast->getCastKind() == CK_AddressSpaceConversion
               ? castPointer(N, From->getPointeeType(), To->getPointeeType())
               : N;
  return converted(
      N, From->isIntegralOrEnumerationType() ? typeBefore(Sub) : From, To);
}

/// What lies behind a member that is accessed as something larger may be
/// accessed, too.
void FunctionExtractor::exposeBehind(sp_node N, QualType From, QualType To) {
  const FieldDecl *Field = is(N, SP_ADDRESS) ? memberAt(data(N).a) : nullptr;
  if (!Field || To->isIncompleteType() ||
      Context.getTypeSize(To) <= Context.getTypeSize(From))
    return;
  llvm::SmallVector<const FieldDecl *, 4> Behind;
  Aliasing.overlapping(Field, Context.getTypeSize(To), Behind);
  for (const FieldDecl *Each : Behind) {
    Aliasing.alias("field " + Named.field(Each), Named.access(To));
    Aliasing.alias("field " + Named.field(Each), "field " + Named.field(Field));
    if (const RecordDecl *Inner =
            Each->getType()->getBaseElementTypeUnsafe()->getAsRecordDecl())
      Aliasing.exposeRecord(Inner, Named.access(To));
  }
}

/// A pointer to \p Of, a class of pointers to void or bytes that are declared
/// as such, becomes one to a record, here; before it may have become one to
/// another.
void FunctionExtractor::noteView(const std::string &Of,
                                 const RecordDecl *Record) {
  auto &Known = Views[Of];
  if (llvm::is_contained(Known, Record))
    return;
  for (const RecordDecl *Other : Known)
    Aliasing.noteOverlap(Other, Record, 0);
  Known.push_back(Record);
}

/// The same of the pointer to void that \p Read reads: what all pointers of its
/// class lead to may be such a record.
void FunctionExtractor::noteView(const Expr *Read, const RecordDecl *Record) {
  const std::string Class = Voids.source(Read->IgnoreParenCasts());
  if (Class.empty() || !Record->getDefinition())
    return;
  if (Class != VoidPointers::Any)
    Aliasing.exposeRecord(Record, Class);
  noteView(Class, Record);
}

/// The same of the bytes at \p Place.
void FunctionExtractor::noteView(sp_node Place, const RecordDecl *Record) {
  while (is(Place, SP_ELEMENT))
    Place = data(Place).a;
  if (const FieldDecl *Field = memberAt(Place))
    noteView("field " + Named.field(Field), Record);
  else if (int64_t Index = variableIn(Place); Index >= 0)
    noteView("variable " + std::to_string(Index), Record);
}

/// A pointer of the one type, converted to another one.
sp_node FunctionExtractor::castPointer(sp_node N, QualType From, QualType To) {
  if (is(N, SP_INT) || is(N, SP_UNKNOWN_VALUE) || is(N, SP_FUNCTION) ||
      To->isFunctionType() || From->isFunctionType()) {
    Voids.noteConversion(From, To, Aliasing);
    return N;
  }
  if (From->isVoidType() && is(N, SP_ADDRESS)) {
    if (const FieldDecl *Field = memberAt(data(N).a))
      From = QualType(Field->getType()->getBaseElementTypeUnsafe(), 0);
    else if (int64_t Index = variableIn(data(N).a); Index >= 0)
      From = typeOf(data(N).a);
    if (From.isNull())
      From = Context.VoidTy;
  }
  const bool Known = is(N, SP_ADDRESS) || is(N, SP_CHOICE);
  const RecordDecl *FromRecord = From->getAsRecordDecl(),
                   *ToRecord = To->getAsRecordDecl();
  if (To->isVoidType()) { // whoever is given it may write bytes
    if (InRoutine || Void.empty())
      return N;
    if (FromRecord)
      Aliasing.exposeRecord(FromRecord, Void);
    else if (Known)
      exposeValue(N, To);
    return N;
  }
  if (From->isVoidType() || From->isIncompleteType() || To->isIncompleteType())
    return N;
  if (Context.hasSameUnqualifiedType(From.getCanonicalType(),
                                     To.getCanonicalType()) ||
      (!FromRecord && !ToRecord && Named.access(From) == Named.access(To)))
    return N;
  if (!FromRecord && !ToRecord) {
    if (Known) {
      noteEscapes(N);
      exposeValue(N, To);
      exposeBehind(N, From, To);
    }
    Aliasing.noteCast(From, To);
    return any();
  }
  if (FromRecord && ToRecord) {
    if (is(N, SP_ADDRESS))
      if (sp_node First = firstMember(data(N).a, FromRecord, ToRecord);
          First != SP_NO_NODE)
        return addressOf(First);
    Aliasing.noteCast(From, To);
    if (!Known)
      return N;
    noteEscapes(N);
    return any();
  }
  noteEscapes(N);
  if (FromRecord && Context.getTypeSize(To) == 8)
    Aliasing.exposeRecord(FromRecord, "type byte");
  else
    Aliasing.noteCast(From, To);
  if (Known && ToRecord) {
    if (is(N, SP_ADDRESS))
      noteView(data(N).a, ToRecord);
    exposeBytes(N);
    exposeToRecord(N, ToRecord);
  }
  return any();
}

sp_node FunctionExtractor::unsignedOrder(BinaryOperatorKind Opcode, sp_node A,
                                         sp_node B) {
  if (Opcode == BO_GT || Opcode == BO_GE) {
    std::swap(A, B);
    Opcode = Opcode == BO_GT ? BO_LT : BO_LE;
  }
  // Nothing is less than 0.
  const bool Less = Opcode == BO_LT;
  if (is(A, SP_INT) && data(A).number == (Less ? 0 : 1))
    return operation(SP_NE, B, number(0));
  if (is(B, SP_INT) && data(B).number == (Less ? 1 : 0))
    return operation(SP_EQ, A, number(0));
  for (sp_node *Operand : {&A, &B})
    *Operand = operation(SP_BITXOR, *Operand, number(INT64_MIN));
  return operation(Less ? SP_LT : SP_LE, A, B);
}

sp_node FunctionExtractor::arithmetic(BinaryOperatorKind Opcode, sp_node A,
                                      sp_node B, QualType Type) {
  // The numbers of 64 bits are signed here, and shifts to the right are not.
  const bool Wide = (Type->isUnsignedIntegerOrEnumerationType() ||
                     Type->isAnyPointerType()) &&
                    Context.getTypeSize(Type) == 64;
  if (Wide && !(fits(A, QualType(), 63) && fits(B, QualType(), 63))) {
    if (Opcode == BO_Div || Opcode == BO_Rem)
      return any();
    if (BinaryOperator::isRelationalOp(Opcode))
      return unsignedOrder(Opcode, A, B);
  }
  if (Opcode == BO_Shr && Type->isSignedIntegerOrEnumerationType() &&
      !fits(A, Type, 63))
    return any();
  switch (Opcode) {
  case BO_Mul:
    return operation(SP_MUL, A, B);
  case BO_Div:
    return operation(SP_DIV, A, B);
  case BO_Rem:
    return operation(SP_REM, A, B);
  case BO_Add:
    return operation(SP_ADD, A, B);
  case BO_Sub:
    return operation(SP_SUB, A, B);
  case BO_Shl:
    return operation(SP_SHL, A, B);
  case BO_Shr:
    return operation(SP_SHR, A, B);
  case BO_And:
    return operation(SP_BITAND, A, B);
  case BO_Or:
    return operation(SP_BITOR, A, B);
  case BO_Xor:
    return operation(SP_BITXOR, A, B);
  case BO_LT:
    return operation(SP_LT, A, B);
  case BO_GT:
    return operation(SP_LT, B, A);
  case BO_LE:
    return operation(SP_LE, A, B);
  case BO_GE:
    return operation(SP_LE, B, A);
  case BO_EQ:
    return operation(SP_EQ, A, B);
  case BO_NE:
    return operation(SP_NE, A, B);
  default:
    return any();
  }
}

/// Is the pointer counted in what it is declared to point to? A cast in between
/// means bytes, as in CONTAINING_RECORD.
static bool countsItsOwn(const Expr *Pointer) {
  const Expr *Origin = Pointer->IgnoreParenCasts();
  QualType Left = Pointer->getType(), Right = Origin->getType();
  QualType To = Left->getPointeeType();
  QualType From = Right->isArrayType()
                      ? QualType(Right->getPointeeOrArrayElementType(), 0)
                      : Right->getPointeeType();
  return !To.isNull() && !From.isNull() &&
         To.getCanonicalType().getUnqualifiedType() ==
             From.getCanonicalType().getUnqualifiedType();
}

sp_node FunctionExtractor::binaryValue(BinaryOperatorKind Opcode,
                                       const Expr *Left, const Expr *Right,
                                       sp_node A, sp_node B) {
  bool LeftPointer = Left->getType()->isAnyPointerType(),
       RightPointer = Right->getType()->isAnyPointerType();
  if ((LeftPointer || RightPointer) && (Opcode == BO_Add || Opcode == BO_Sub)) {
    if ((LeftPointer && RightPointer) ||
        !countsItsOwn(LeftPointer ? Left : Right)) {
      noteEscapes(A);
      noteEscapes(B);
      return any();
    }
    if (Opcode == BO_Sub)
      B = is(B, SP_INT) ? number(-data(B).number) : operation(SP_NEGATE, B);
    return LeftPointer ? addressOf(elementAt(A, B))
                       : addressOf(elementAt(B, A));
  }
  if (LeftPointer || RightPointer)
    return arithmetic(Opcode, A, B, Context.VoidPtrTy);
  if (Opcode == BO_And)
    for (bool MaskLeft : {false, true})
      if (const unsigned Bits = bitsKept(MaskLeft ? Left : Right))
        if (isWithin(typeBefore(MaskLeft ? Right : Left), Bits, Context))
          return MaskLeft ? B : A;
  // Bits that the other operand does not have need no conversion.
  if (Opcode == BO_And &&
      Left->getType()->isUnsignedIntegerOrEnumerationType()) {
    const unsigned Width = Context.getIntWidth(Left->getType());
    for (sp_node *Operand : {&A, &B}) {
      const sp_node_data &D = data(*Operand);
      if (D.kind == SP_OP && sp_op_converts(D.op) &&
          8u << ((D.op - SP_U8) % 3) >= Width &&
          fits(Operand == &A ? B : A, (Operand == &A ? Right : Left)->getType(),
               Width))
        *Operand = D.a;
    }
  }
  return wrapped(Opcode, arithmetic(Opcode, A, B, Left->getType()),
                 Left->getType());
}

} // namespace spinpair::lowering
