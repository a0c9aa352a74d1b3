//===- Expressions.cpp - Where something is, and what it is worth ---------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Turns expressions into places and values. Effects have become steps before: a
// call or an increment within an expression is read from where its value is.
//
//===----------------------------------------------------------------------===//
#include "Lowering.h"

#include "clang/Basic/Builtins.h"

using namespace clang;

namespace spinpair::lowering {

sp_node FunctionExtractor::place(const Expr *E) {
  E = bare(E);
  auto Keep = Kept.find(E);
  if (Keep != Kept.end())
    return Keep->second;
  if (const auto *Ref = dyn_cast<DeclRefExpr>(E))
    return placeOfReference(Ref);
  if (const auto *Member = dyn_cast<MemberExpr>(E))
    return placeOfMember(Member);
  if (const auto *Element = dyn_cast<ArraySubscriptExpr>(E))
    return placeOfElement(Element);
  if (const auto *Unary = dyn_cast<UnaryOperator>(E))
    return placeOfUnary(Unary);
  if (const auto *Cast = dyn_cast<CastExpr>(E)) {
    if (Cast->getCastKind() == CK_LValueToRValue)
      return place(Cast->getSubExpr()); // a structure by value
    if (Cast->getCastKind() == CK_Dynamic)
      return anywhere();
    return place(Cast->getSubExpr());
  }
  if (const auto *Binary = dyn_cast<BinaryOperator>(E)) {
    if (Binary->isAssignmentOp())
      return place(Binary->getLHS());
    if (Binary->getOpcode() == BO_Comma)
      return place(Binary->getRHS());
    return anywhere();
  }
  if (const auto *Either = dyn_cast<ConditionalOperator>(E);
      Either && !(Objects.of(E) && E->isPRValue()))
    return placeOfEither(Either);
  if (const auto *Call = dyn_cast<CallExpr>(E)) {
    sp_node Result = resultOf(Call);
    if (Result == SP_NO_NODE)
      return anywhere();
    return Call->isGLValue() ? pointee(load(Result)) : Result;
  }
  if (isa<CompoundLiteralExpr, MaterializeTemporaryExpr, CXXConstructExpr,
          LambdaExpr>(E) ||
      (Objects.of(E) && E->isPRValue()))
    return objectOf(E);
  return placeOfWrapped(E);
}

sp_node FunctionExtractor::placeOfReference(const DeclRefExpr *Ref) {
  if (const FieldDecl *Field = captured(Ref->getDecl()))
    return capturedPlace(Field);
  if (const auto *Part = dyn_cast<BindingDecl>(Ref->getDecl()))
    return Part->getBinding() && !Part->getHoldingVar()
               ? place(Part->getBinding())
               : anywhere();
  const auto *Var = dyn_cast<VarDecl>(Ref->getDecl());
  if (!Var)
    return anywhere();
  if (Var->getType()->isReferenceType()) {
    auto It = Aliases.find(Var);
    return It != Aliases.end() ? pointee(It->second)
                               : pointee(load(variable(Var)));
  }
  return variable(Var);
}

/// The number itself, if \p Member is all of it, as in `((R *)&Number)->All`;
/// else SP_NO_NODE.
sp_node FunctionExtractor::numberBehind(const MemberExpr *Member) {
  const auto *Cast = dyn_cast<CastExpr>(Member->getBase()->IgnoreParens());
  const auto *Field = dyn_cast<FieldDecl>(Member->getMemberDecl());
  if (!Member->isArrow() || !Cast || Cast->getCastKind() != CK_BitCast ||
      !Field || Field->isBitField() || Field->getParent()->isInvalidDecl() ||
      Context.getFieldOffset(Field) != 0)
    return SP_NO_NODE;
  const QualType Number = Cast->getSubExpr()->getType()->getPointeeType(),
                 Whole = Field->getType();
  if (Number.isNull() || !Number->isIntegerType() || !Whole->isIntegerType() ||
      Number.isVolatileQualified() ||
      Number->isSignedIntegerType() != Whole->isSignedIntegerType() ||
      Context.getTypeSize(Number) != Context.getTypeSize(Whole))
    return SP_NO_NODE;
  const sp_node Pointer = value(Cast->getSubExpr());
  return is(Pointer, SP_ADDRESS) ? pointee(Pointer) : SP_NO_NODE;
}

sp_node FunctionExtractor::placeOfMember(const MemberExpr *Member) {
  const ValueDecl *D = Member->getMemberDecl();
  if (const auto *Var = dyn_cast<VarDecl>(D))
    return variable(Var);
  const auto *Field = dyn_cast<FieldDecl>(D);
  if (!Field)
    return anywhere();
  if (const sp_node Number = numberBehind(Member); Number != SP_NO_NODE)
    return Number;
  sp_node Base = Member->isArrow() ? pointee(value(Member->getBase()))
                                   : place(Member->getBase());
  sp_node Whole = fieldOf(Base, Field);
  return Field->getType()->isReferenceType() ? pointee(load(Whole)) : Whole;
}

sp_node FunctionExtractor::placeOfElement(const ArraySubscriptExpr *Element) {
  const Expr *Base = bare(Element->getBase());
  sp_node Index = value(Element->getIdx());
  if (const auto *Decay = dyn_cast<ImplicitCastExpr>(Base))
    if (Decay->getCastKind() == CK_ArrayToPointerDecay)
      return elementOf(place(Decay->getSubExpr()), Index);
  return elementAt(value(Base), Index);
}

sp_node FunctionExtractor::placeOfUnary(const UnaryOperator *Unary) {
  if (Unary->getOpcode() == UO_Deref) {
    if (const auto *Decay =
            dyn_cast<ImplicitCastExpr>(bare(Unary->getSubExpr())))
      if (Decay->getCastKind() == CK_ArrayToPointerDecay)
        return elementOf(place(Decay->getSubExpr()), number(0));
    sp_node Pointer = value(Unary->getSubExpr());
    if (is(Pointer, SP_CHOICE))
      noteEscapes(Pointer);
    return pointee(Pointer);
  }
  if (Unary->isPrefix() && Unary->isIncrementDecrementOp())
    return place(Unary->getSubExpr());
  return anywhere();
}

sp_node FunctionExtractor::placeOfEither(const ConditionalOperator *Either) {
  sp_node True = addressOf(place(Either->getTrueExpr())),
          False = addressOf(place(Either->getFalseExpr()));
  noteEscapes(True);
  noteEscapes(False);
  return pointee(make(SP_CHOICE, value(Either->getCond()), True, False));
}

/// The place that an expression within \p E is.
sp_node FunctionExtractor::placeOfWrapped(const Expr *E) {
  if (const auto *Substituted = dyn_cast<SubstNonTypeTemplateParmExpr>(E))
    return place(Substituted->getReplacement());
  if (const auto *Full = dyn_cast<ConstantExpr>(E))
    return place(Full->getSubExpr());
  if (const auto *Opaque = dyn_cast<OpaqueValueExpr>(E))
    return Opaque->getSourceExpr() ? place(Opaque->getSourceExpr())
                                   : anywhere();
  if (const auto *Block = dyn_cast<StmtExpr>(E)) {
    const CompoundStmt *Body = Block->getSubStmt();
    if (!Body->body_empty())
      if (const auto *Last = dyn_cast<Expr>(Body->body_back()))
        return place(Last);
    return anywhere();
  }
  if (const auto *Choose = dyn_cast<ChooseExpr>(E))
    return place(Choose->getChosenSubExpr());
  if (const auto *Generic = dyn_cast<GenericSelectionExpr>(E))
    return place(Generic->getResultExpr());
  if (const auto *Bind = dyn_cast<CXXBindTemporaryExpr>(E))
    return place(Bind->getSubExpr());
  if (const auto *Cleanups = dyn_cast<ExprWithCleanups>(E))
    return place(Cleanups->getSubExpr());
  if (const auto *Default = dyn_cast<CXXDefaultArgExpr>(E))
    return place(Default->getExpr());
  return anywhere();
}

sp_node FunctionExtractor::value(const Expr *E) {
  E = bare(E);
  auto Keep = Kept.find(E);
  if (Keep != Kept.end())
    return load(Keep->second);
  if (E->isValueDependent() || E->getType()->isRealFloatingType() ||
      E->getType()->isAnyComplexType() || E->getType()->isVectorType())
    return any();
  return rawValue(E);
}

sp_node FunctionExtractor::rawValue(const Expr *E) {
  if (const auto *Cast = dyn_cast<CastExpr>(E))
    return castValue(Cast);
  if (isa<IntegerLiteral, CharacterLiteral, CXXBoolLiteralExpr,
          UnaryExprOrTypeTraitExpr, OffsetOfExpr, TypeTraitExpr>(E)) {
    sp_node N = constant(E);
    return N == SP_NO_NODE ? any() : N;
  }
  if (isa<CXXNullPtrLiteralExpr, GNUNullExpr, ImplicitValueInitExpr,
          CXXScalarValueInitExpr>(E))
    return number(0);
  if (isa<CXXThisExpr>(E))
    return thisValue();
  if (const auto *Rewritten = dyn_cast<CXXRewrittenBinaryOperator>(E))
    return value(Rewritten->getSemanticForm());
  if (const auto *Choose = dyn_cast<ChooseExpr>(E))
    return value(Choose->getChosenSubExpr());
  if (const auto *Generic = dyn_cast<GenericSelectionExpr>(E))
    return value(Generic->getResultExpr());
  if (const auto *Full = dyn_cast<ConstantExpr>(E)) {
    sp_node N = constant(E);
    return N == SP_NO_NODE ? value(Full->getSubExpr()) : N;
  }
  if (const auto *Ref = dyn_cast<DeclRefExpr>(E))
    return valueOfReference(Ref);
  if (const auto *Member = dyn_cast<MemberExpr>(E)) {
    if (const auto *Method = dyn_cast<CXXMethodDecl>(Member->getMemberDecl()))
      return functionNode(Named.function(Method).c_str());
    return load(place(E));
  }
  if (const auto *Unary = dyn_cast<UnaryOperator>(E))
    return valueOfUnary(Unary);
  if (const auto *Binary = dyn_cast<BinaryOperator>(E))
    return valueOfBinary(Binary);
  if (Objects.of(E) && E->isPRValue() && !isa<CallExpr>(E))
    return load(place(E));
  if (const auto *Either = dyn_cast<ConditionalOperator>(E))
    return valueOfEither(Either);
  if (const auto *Either = dyn_cast<BinaryConditionalOperator>(E)) {
    sp_node C = value(Either->getCommon());
    return make(SP_CHOICE, C, C, value(Either->getFalseExpr()));
  }
  if (const auto *Call = dyn_cast<CallExpr>(E))
    return valueOfCall(Call);
  if (isa<ArraySubscriptExpr, CompoundLiteralExpr, MaterializeTemporaryExpr,
          CXXConstructExpr, LambdaExpr>(E))
    return load(place(E));
  if (const auto *New = dyn_cast<CXXNewExpr>(E))
    return New->isArray() ? any() : load(temporary(New));
  return valueOfWrapped(E);
}

sp_node FunctionExtractor::valueOfReference(const DeclRefExpr *Ref) {
  if (const auto *Target = dyn_cast<FunctionDecl>(Ref->getDecl()))
    return functionNode(Named.function(Target).c_str());
  if (isa<EnumConstantDecl>(Ref->getDecl())) {
    sp_node N = constant(Ref);
    return N == SP_NO_NODE ? any() : N;
  }
  return load(place(Ref));
}

sp_node FunctionExtractor::valueOfUnary(const UnaryOperator *Unary) {
  const Expr *Sub = Unary->getSubExpr();
  switch (Unary->getOpcode()) {
  case UO_AddrOf:
    if (const auto *Ref = dyn_cast<DeclRefExpr>(bare(Sub)))
      if (isa<FieldDecl>(Ref->getDecl()))
        return any(); // a pointer to a data member
    if (Sub->getType()->isFunctionType())
      return value(Sub);
    return Sub->isGLValue() ? addressOf(place(Sub)) : any();
  case UO_Deref:
    if (Unary->getType()->isFunctionType())
      return value(Sub);
    return load(place(Unary));
  case UO_Plus:
  case UO_Extension:
    return value(Sub);
  case UO_Minus:
  case UO_Not:
  case UO_LNot:
    return valueOfNegation(Unary);
  case UO_PreInc:
  case UO_PreDec:
    return load(place(Sub));
  case UO_PostInc:
  case UO_PostDec: {
    auto It = Temporaries.find(Unary);
    return It == Temporaries.end() ? any() : load(It->second);
  }
  default:
    return any();
  }
}

sp_node FunctionExtractor::valueOfNegation(const UnaryOperator *Unary) {
  sp_node N = value(Unary->getSubExpr());
  if (is(N, SP_INT))
    if (sp_node Folded = constant(Unary); Folded != SP_NO_NODE)
      return Folded;
  if (Unary->getOpcode() == UO_LNot)
    return operation(SP_NOT, N);
  N = operation(Unary->getOpcode() == UO_Minus ? SP_NEGATE : SP_COMPLEMENT, N);
  return is(N, SP_UNKNOWN_VALUE) ||
                 !Unary->getType()->isUnsignedIntegerOrEnumerationType()
             ? N
             : reduced(N, Unary->getType());
}

sp_node FunctionExtractor::valueOfBinary(const BinaryOperator *Binary) {
  if (Binary->isAssignmentOp())
    return load(place(Binary->getLHS()));
  if (Binary->getOpcode() == BO_Comma)
    return value(Binary->getRHS());
  sp_node A = value(Binary->getLHS()), B = value(Binary->getRHS());
  if (is(A, SP_INT) && is(B, SP_INT))
    if (sp_node Folded = constant(Binary); Folded != SP_NO_NODE)
      return Folded;
  if (Binary->isLogicalOp())
    return operation(Binary->getOpcode() == BO_LAnd ? SP_AND : SP_OR, A, B);
  return binaryValue(Binary->getOpcode(), Binary->getLHS(), Binary->getRHS(), A,
                     B);
}

sp_node FunctionExtractor::valueOfEither(const ConditionalOperator *Either) {
  sp_node C = value(Either->getCond());
  if (is(C, SP_INT))
    return value(data(C).number ? Either->getTrueExpr()
                                : Either->getFalseExpr());
  if (Either->getType()->isVoidType())
    return any();
  return make(SP_CHOICE, C, value(Either->getTrueExpr()),
              value(Either->getFalseExpr()));
}

sp_node FunctionExtractor::valueOfCall(const CallExpr *Call) {
  const FunctionDecl *Callee = Call->getDirectCallee();
  if (Callee && Callee->getBuiltinID() == Builtin::BI__builtin_expect)
    return value(Call->getArg(0));
  if (Callee && Callee->getBuiltinID())
    if (sp_node N = constant(Call); N != SP_NO_NODE)
      return N;
  // A lambda without captures, as a pointer.
  if (const auto *Conversion = dyn_cast_or_null<CXXConversionDecl>(Callee))
    if (Conversion->getParent()->isLambda() &&
        !Conversion->getParent()->isGenericLambda())
      if (const CXXMethodDecl *Invoker =
              Conversion->getParent()->getLambdaStaticInvoker())
        return functionNode(Named.function(Invoker).c_str());
  sp_node Result = resultOf(Call);
  if (Result == SP_NO_NODE)
    return any();
  return Call->isGLValue() ? load(pointee(load(Result))) : load(Result);
}

/// The value that an expression within \p E has.
sp_node FunctionExtractor::valueOfWrapped(const Expr *E) {
  if (const auto *Opaque = dyn_cast<OpaqueValueExpr>(E))
    return Opaque->getSourceExpr() ? value(Opaque->getSourceExpr()) : any();
  if (const auto *Bind = dyn_cast<CXXBindTemporaryExpr>(E))
    return value(Bind->getSubExpr());
  if (const auto *Cleanups = dyn_cast<ExprWithCleanups>(E))
    return value(Cleanups->getSubExpr());
  if (const auto *Default = dyn_cast<CXXDefaultArgExpr>(E))
    return value(Default->getExpr());
  if (const auto *Default = dyn_cast<CXXDefaultInitExpr>(E))
    return value(Default->getExpr());
  if (const auto *Substituted = dyn_cast<SubstNonTypeTemplateParmExpr>(E))
    return value(Substituted->getReplacement());
  if (const auto *Block = dyn_cast<StmtExpr>(E)) {
    const CompoundStmt *Body = Block->getSubStmt();
    if (!Body->body_empty())
      if (const auto *Last = dyn_cast<Expr>(Body->body_back()))
        return value(Last);
    return any();
  }
  if (const auto *List = dyn_cast<InitListExpr>(E))
    if (List->getNumInits() == 1 && E->getType()->isScalarType())
      return value(List->getInit(0));
  return any();
}

} // namespace spinpair::lowering
