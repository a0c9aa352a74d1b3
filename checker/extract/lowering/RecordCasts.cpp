//===- RecordCasts.cpp - Pointers to records that come from bytes ---------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A pointer to a record that was counted in bytes, or as a number, from one to
// another record: either layouts say that it gets from a part to the whole, as
// CONTAINING_RECORD does, or the two records may overlap.
//
//===----------------------------------------------------------------------===//
#include "Lowering.h"

#include "clang/AST/ASTContext.h"
#include "clang/AST/RecordLayout.h"

using namespace clang;

namespace spinpair::lowering {

static const RecordDecl *recordBehind(QualType Pointer) {
  return Pointer->isPointerType() ? Pointer->getPointeeType()->getAsRecordDecl()
                                  : nullptr;
}

/// Is a record of that type at the offset, in bits, of the record?
static bool holdsAt(const RecordDecl *Record, uint64_t At,
                    const RecordDecl *Part, const ASTContext &Context) {
  Record = Record->getDefinition();
  if (!Record || Record->isInvalidDecl() || Record->isDependentContext())
    return false;
  const ASTRecordLayout &Layout = Context.getASTRecordLayout(Record);
  for (const FieldDecl *Field : Record->fields()) {
    const uint64_t Begin = Layout.getFieldOffset(Field->getFieldIndex());
    QualType Type = Field->getType();
    if (Field->isBitField() || Type->isIncompleteType() || At < Begin ||
        At - Begin >= Context.getTypeSize(Type))
      continue;
    uint64_t Inside = At - Begin;
    while (const auto *Array = Context.getAsConstantArrayType(Type)) {
      Type = Array->getElementType();
      Inside %= Context.getTypeSize(Type);
    }
    const RecordDecl *Inner = Type->getAsRecordDecl();
    if (Inner && ((Inside == 0 &&
                   Inner->getCanonicalDecl() == Part->getCanonicalDecl()) ||
                  holdsAt(Inner, Inside, Part, Context)))
      return true;
  }
  return false;
}

/// The pointer P of "(R *)((char *)P - Offset)", with the offset in bits, if P
/// points to a record of a type that an R has there; null if it is not that.
const Expr *FunctionExtractor::pointerToPart(const CastExpr *Cast,
                                             uint64_t &Offset) const {
  const RecordDecl *Whole = recordBehind(Cast->getType());
  const auto *Minus =
      dyn_cast<BinaryOperator>(Cast->getSubExpr()->IgnoreParenImpCasts());
  if (!Whole || !Minus || Minus->getOpcode() != BO_Sub)
    return nullptr;
  const auto *Bytes =
      dyn_cast<CastExpr>(Minus->getLHS()->IgnoreParenImpCasts());
  if (!Bytes || !(Bytes->getType()->isPointerType()
                      ? Bytes->getType()->getPointeeType()->isCharType()
                      : Bytes->getCastKind() == CK_PointerToIntegral))
    return nullptr;
  const Expr *Part = Bytes->getSubExpr()->IgnoreParens();
  const RecordDecl *Inner = recordBehind(Part->getType());
  Expr::EvalResult Bytewise;
  if (!Inner || !Minus->getRHS()->EvaluateAsInt(Bytewise, Context))
    return nullptr;
  Offset = Bytewise.Val.getInt().getLimitedValue() * 8;
  return holdsAt(Whole, Offset, Inner, Context) ? Part : nullptr;
}

/// What the pointer to a part, \p N, becomes as one to the whole.
sp_node FunctionExtractor::pointerToWhole(sp_node N, const CastExpr *Cast,
                                          uint64_t Offset) {
  const RecordDecl *Whole = recordBehind(Cast->getType());
  uint64_t Passed = 0;
  for (sp_node Place = is(N, SP_ADDRESS) ? data(N).a : SP_NO_NODE;
       Place != SP_NO_NODE && is(Place, SP_FIELD);) {
    const FieldDecl *Field = Fields.lookup(data(Place).name);
    if (!Field)
      break;
    Place = data(Place).a;
    Passed += Context.getFieldOffset(Field);
    if (Passed == Offset &&
        Field->getParent()->getCanonicalDecl() == Whole->getCanonicalDecl())
      return addressOf(Place);
  }
  noteEscapes(N);
  if (is(N, SP_ADDRESS) || is(N, SP_CHOICE))
    exposeBytes(N);
  return any();
}

/// The member of \p Record that bit \p At is in; null if there is none.
static const FieldDecl *memberFrom(const RecordDecl *Record, uint64_t At,
                                   const ASTContext &Context) {
  if (Record->isInvalidDecl() || Record->isDependentContext())
    return nullptr;
  for (const FieldDecl *Field : Record->fields()) {
    const uint64_t Begin = Context.getFieldOffset(Field);
    if (!Field->isBitField() && !Field->getType()->isIncompleteType() &&
        Begin <= At && At - Begin < Context.getTypeSize(Field->getType()))
      return Field;
  }
  return nullptr;
}

/// The pointer to a record that \p E was made of by adding constants to it, as
/// one to bytes or as a number; the sum of these goes to \p Bytes. Null if it
/// was made in another way, or nothing was added.
static const Expr *recordBefore(const Expr *E, int64_t &Bytes,
                                const ASTContext &Context) {
  bool AnyAdded = false;
  for (;;) {
    E = E->IgnoreParens();
    const QualType Type = E->getType();
    if (recordBehind(Type))
      return AnyAdded ? E : nullptr;
    const bool IsBytes =
        Type->isPointerType() && Type->getPointeeType()->isCharType();
    if (!IsBytes &&
        !(Type->isIntegerType() &&
          Context.getTypeSize(Type) == Context.getTypeSize(Context.VoidPtrTy)))
      return nullptr;
    if (const auto *Cast = dyn_cast<CastExpr>(E)) {
      if (Cast->getCastKind() != CK_BitCast && Cast->getCastKind() != CK_NoOp &&
          Cast->getCastKind() != CK_IntegralCast &&
          Cast->getCastKind() != CK_PointerToIntegral)
        return nullptr;
      E = Cast->getSubExpr();
      continue;
    }
    const auto *Sum = dyn_cast<BinaryOperator>(E);
    Expr::EvalResult Right;
    if (!Sum || !Sum->isAdditiveOp() ||
        !Sum->getRHS()->EvaluateAsInt(Right, Context))
      return nullptr;
    constexpr int64_t Most = int64_t(1) << 24;
    const int64_t Count = Right.Val.getInt().getExtValue();
    if (Count > Most || Count < -Most || Bytes > Most || Bytes < -Most)
      return nullptr;
    Bytes += Sum->getOpcode() == BO_Add ? Count : -Count;
    AnyAdded = true;
    E = Sum->getLHS();
  }
}

/// The pointer that "(T *)((char *)P + Offset)" is, if the record that P leads
/// to has a member there that is a T: the member's address. None if it has not.
sp_node FunctionExtractor::pointerToMember(const CastExpr *Cast) {
  if (!Cast->getType()->isPointerType() || Cast->isValueDependent())
    return SP_NO_NODE;
  const QualType To = Cast->getType()->getPointeeType();
  int64_t Bytes = 0;
  const Expr *Whole = To->isIncompleteType() || To->isCharType()
                          ? nullptr
                          : recordBefore(Cast->getSubExpr(), Bytes, Context);
  if (!Whole || Bytes < 0)
    return SP_NO_NODE;
  QualType Type = Whole->getType()->getPointeeType();
  uint64_t At = static_cast<uint64_t>(Bytes) * 8;
  llvm::SmallVector<std::pair<const FieldDecl *, uint64_t>, 4> Way;
  while (!Context.hasSameUnqualifiedType(Type, To) || At != 0) {
    if (const auto *Array = Context.getAsConstantArrayType(Type)) {
      Type = Array->getElementType();
      const uint64_t Size = Context.getTypeSize(Type);
      if (Size == 0)
        return SP_NO_NODE;
      Way.push_back({nullptr, At / Size});
      At %= Size;
      continue;
    }
    const RecordDecl *Record = Type->getAsRecordDecl();
    Record = Record ? Record->getDefinition() : nullptr;
    const FieldDecl *Member = Record && !Record->isUnion()
                                  ? memberFrom(Record, At, Context)
                                  : nullptr;
    if (!Member)
      return SP_NO_NODE;
    At -= Context.getFieldOffset(Member);
    Way.push_back({Member, 0});
    Type = Member->getType();
  }
  sp_node Place = pointee(value(Whole));
  for (const auto &[Member, Index] : Way)
    Place = Member ? fieldOf(Place, Member)
                   : elementOf(Place, number(static_cast<int64_t>(Index)));
  return addressOf(Place);
}

//===--- records that may overlap ---===//

/// What was assigned to local variables, by any of the statement's parts.
static void collectValues(const Stmt *S, RecordCasts::Values &Of) {
  if (!S)
    return;
  if (const auto *Declaration = dyn_cast<DeclStmt>(S)) {
    for (const Decl *D : Declaration->decls())
      if (const auto *Var = dyn_cast<VarDecl>(D); Var && Var->getInit())
        Of[Var].push_back(Var->getInit());
  } else if (const auto *Assign = dyn_cast<BinaryOperator>(S);
             Assign && Assign->isAssignmentOp()) {
    if (const auto *To =
            dyn_cast<DeclRefExpr>(Assign->getLHS()->IgnoreParens()))
      if (const auto *Var = dyn_cast<VarDecl>(To->getDecl()))
        Of[Var].push_back(Assign->getRHS());
  }
  for (const Stmt *Child : S->children())
    collectValues(Child, Of);
}

/// Adds the pointers to records that \p E was made of, with the bytes behind
/// them that it leads to, if that is known.
void RecordCasts::find(const Expr *E, std::optional<int64_t> Bytes) {
  E = E->IgnoreParens();
  if (const RecordDecl *Record = recordBehind(E->getType()))
    return Found.push_back({Record, Bytes});
  if (const auto *Cast = dyn_cast<CastExpr>(E)) {
    if (Cast->getCastKind() != CK_ArrayToPointerDecay)
      find(Cast->getSubExpr(), Bytes);
  } else if (const auto *Either = dyn_cast<ConditionalOperator>(E)) {
    find(Either->getTrueExpr(), Bytes);
    find(Either->getFalseExpr(), Bytes);
  } else if (const auto *Binary = dyn_cast<BinaryOperator>(E)) {
    findInSum(Binary, Bytes);
  } else if (const auto *Reference = dyn_cast<DeclRefExpr>(E)) {
    const auto *Var = dyn_cast<VarDecl>(Reference->getDecl());
    if (!Var || !Var->isLocalVarDecl() || !Followed.insert(Var).second)
      return;
    if (!Assigned) {
      Assigned.emplace();
      collectValues(Body, *Assigned);
    }
    const auto At = Assigned->find(Var);
    if (At == Assigned->end())
      return;
    for (const Expr *Value : At->second)
      find(Value, At->second.size() == 1 ? Bytes : std::nullopt);
  }
}

void RecordCasts::findInSum(const BinaryOperator *Sum,
                            std::optional<int64_t> Bytes) {
  if (!Sum->isAdditiveOp() && !Sum->isBitwiseOp())
    return;
  Expr::EvalResult Right;
  const QualType Pointee = Sum->getType()->getPointeeType();
  if (Bytes && Sum->isAdditiveOp() &&
      (Pointee.isNull() || !Pointee->isIncompleteType()) &&
      Sum->getRHS()->EvaluateAsInt(Right, Context)) {
    const int64_t Each =
        Pointee.isNull() ? 1
                         : Context.getTypeSizeInChars(Pointee).getQuantity();
    const int64_t Count = Right.Val.getInt().getExtValue() * Each;
    return find(Sum->getLHS(),
                *Bytes + (Sum->getOpcode() == BO_Add ? Count : -Count));
  }
  find(Sum->getLHS(), std::nullopt);
  find(Sum->getRHS(), std::nullopt);
}

/// States which records the one that the cast makes a pointer to may overlap.
void RecordCasts::note(const CastExpr *Cast, AliasFacts &Aliasing) {
  const RecordDecl *To = recordBehind(Cast->getType());
  if (!To || !To->getDefinition() ||
      recordBehind(Cast->getSubExpr()->getType()))
    return;
  Found.clear();
  Followed.clear();
  find(Cast->getSubExpr(), 0);
  for (const auto &[From, Bytes] : Found)
    if (From->getCanonicalDecl() != To->getCanonicalDecl() &&
        !(Bytes && (isPartOf(From, *Bytes, To) || isPartOf(To, -*Bytes, From))))
      Aliasing.noteOverlap(From, To, Bytes);
}

bool RecordCasts::isPartOf(const RecordDecl *Whole, int64_t Bytes,
                           const RecordDecl *Part) const {
  return Bytes >= 0 &&
         holdsAt(Whole, static_cast<uint64_t>(Bytes) * 8, Part, Context);
}

} // namespace spinpair::lowering
