//===- Constants.cpp - What never changes ---------------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Finds numbers, initialisers and callees that are the same whenever a function
// runs.
//
//===----------------------------------------------------------------------===//
#include "Lowering.h"

#include "clang/AST/ASTContext.h"

using namespace clang;

namespace spinpair::lowering {

int64_t asNumber(const llvm::APSInt &Value) {
  llvm::APSInt Wide = Value.extOrTrunc(64);
  return static_cast<int64_t>(Wide.getZExtValue());
}

/// What \p E is if it is constant, else SP_NO_NODE.
sp_node FunctionExtractor::constant(const Expr *E) {
  Expr::EvalResult Result;
  if (E->isValueDependent() || !E->getType()->isIntegralOrEnumerationType() ||
      !E->EvaluateAsInt(Result, Context))
    return SP_NO_NODE;
  return number(asNumber(Result.Val.getInt()));
}

/// The initialiser of the part of a constant global that \p E names, or null.
const Expr *FunctionExtractor::constantInitializer(const Expr *E) {
  E = bare(E);
  if (const auto *Ref = dyn_cast<DeclRefExpr>(E)) {
    const auto *Var = dyn_cast<VarDecl>(Ref->getDecl());
    if (Var && Var->hasLocalStorage() && !isa<ParmVarDecl>(Var) &&
        Var->getType()->isPointerType() && !Notes.Touched.count(Var))
      return Var->getInit(); // it is never written again
    return Var && Facts.isOnlyRead(Var) ? Var->getAnyInitializer() : nullptr;
  }
  if (const auto *Cast = dyn_cast<ImplicitCastExpr>(E))
    if (Cast->getCastKind() == CK_ArrayToPointerDecay ||
        Cast->getCastKind() == CK_NoOp)
      return constantInitializer(Cast->getSubExpr());
  if (const auto *Member = dyn_cast<MemberExpr>(E)) {
    const auto *Field = dyn_cast<FieldDecl>(Member->getMemberDecl());
    if (!Field || Field->getParent()->isUnion())
      return nullptr;
    const Expr *Base = Member->getBase();
    if (Member->isArrow()) { // by a pointer that leads there for good
      const Expr *Pointer = constantInitializer(Base->IgnoreParenImpCasts());
      const auto *Address =
          Pointer ? dyn_cast<UnaryOperator>(Pointer->IgnoreParenImpCasts())
                  : nullptr;
      if (!Address || Address->getOpcode() != UO_AddrOf)
        return nullptr;
      Base = Address->getSubExpr();
    }
    const Expr *Whole = constantInitializer(Base);
    const auto *List = Whole ? dyn_cast<InitListExpr>(bare(Whole)) : nullptr;
    if (!List || List->getType()->getAsCXXRecordDecl())
      return nullptr;
    unsigned Index = 0; // unnamed bit-fields have no initialiser
    for (const FieldDecl *Each : Field->getParent()->fields()) {
      if (Each == Field)
        break;
      Index += !isPadding(Each);
    }
    return Index < List->getNumInits() ? List->getInit(Index) : nullptr;
  }
  if (const auto *Element = dyn_cast<ArraySubscriptExpr>(E)) {
    if (!isa<ImplicitCastExpr>(bare(Element->getBase())) ||
        cast<ImplicitCastExpr>(bare(Element->getBase()))->getCastKind() !=
            CK_ArrayToPointerDecay)
      return nullptr;
    const Expr *Whole = constantInitializer(Element->getBase());
    const auto *List = Whole ? dyn_cast<InitListExpr>(bare(Whole)) : nullptr;
    Expr::EvalResult Index;
    if (!List || !Element->getIdx()->EvaluateAsInt(Index, Context))
      return nullptr;
    uint64_t N = Index.Val.getInt().getExtValue();
    return N < List->getNumInits() ? List->getInit(N) : nullptr;
  }
  return nullptr;
}

const FunctionDecl *FunctionExtractor::constantCallee(const Expr *E) {
  E = E->IgnoreParenCasts();
  while (const auto *Unary = dyn_cast<UnaryOperator>(E)) {
    if (Unary->getOpcode() != UO_Deref && Unary->getOpcode() != UO_AddrOf)
      return nullptr;
    E = Unary->getSubExpr()->IgnoreParenCasts();
  }
  if (const auto *Ref = dyn_cast<DeclRefExpr>(E))
    if (const auto *Target = dyn_cast<FunctionDecl>(Ref->getDecl()))
      return Target;
  const Expr *Init = constantInitializer(E);
  return Init ? constantCallee(Init) : nullptr;
}

} // namespace spinpair::lowering
