//===- Closures.cpp - Lambdas and what they capture -----------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Lowers lambdas: their closures, what is read from these, and their invokers.
//
//===----------------------------------------------------------------------===//
#include "Lowering.h"

#include "../../analyzer/CallModels.h"

#include "clang/AST/ASTContext.h"
#include "clang/AST/ASTLambda.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/RecursiveASTVisitor.h"

#include "llvm/ADT/SmallPtrSet.h"

using namespace clang;

namespace spinpair::lowering {

sp_node FunctionExtractor::thisValue() {
  if (ThisObject != SP_NO_NODE)
    return ThisObject;
  if (HasThis)
    return load(variablePlace(0));
  if (!CapturedThis)
    return any();
  sp_node Part = fieldOf(pointee(load(variablePlace(0))), CapturedThis);
  return CapturedThis->getType()->isPointerType() ? load(Part)
                                                  : addressOf(Part);
}

sp_node FunctionExtractor::capturedPlace(const FieldDecl *Field) {
  sp_node Whole = fieldOf(pointee(load(variablePlace(0))), Field);
  return Field->getType()->isReferenceType() ? pointee(load(Whole)) : Whole;
}

/// A closure holds what the lambda captures.
void FunctionExtractor::closure(const LambdaExpr *Lambda) {
  SourceLocation Where = Lambda->getBeginLoc();
  sp_node Object = objectOf(Lambda);
  auto Field = Lambda->getLambdaClass()->field_begin();
  for (const Expr *Init : Lambda->capture_inits()) {
    if (!Init || Field == Lambda->getLambdaClass()->field_end())
      return unsupported("a capture that is not understood", Where);
    initialize(fieldOf(Object, *Field), Field->getType(), Init, Where);
    ++Field;
  }
}

/// The lambda that \p E is, or a variable holds that is never assigned; or
/// null.
static const LambdaExpr *lambdaIn(const Expr *E) {
  E = E->IgnoreParenImpCasts();
  if (const auto *Made = dyn_cast<MaterializeTemporaryExpr>(E))
    E = Made->getSubExpr();
  if (const auto *Ref = dyn_cast<DeclRefExpr>(E)) {
    const auto *Var = dyn_cast<VarDecl>(Ref->getDecl());
    if (!Var || !Var->getInit())
      return nullptr;
    E = Var->getInit();
  }
  return dyn_cast<LambdaExpr>(withoutWrappers(E));
}

namespace {

/// Whether variables are used in another way than to read them.
class VariableUse : public RecursiveASTVisitor<VariableUse> {
public:
  bool VisitCastExpr(CastExpr *Cast) {
    if (Cast->getCastKind() == CK_LValueToRValue ||
        Cast->getCastKind() == CK_ToVoid)
      if (auto *Ref = dyn_cast<DeclRefExpr>(Cast->getSubExpr()->IgnoreParens()))
        Reads.insert(Ref);
    return true;
  }
  /// A member function that is const leaves the object as it is.
  bool VisitCXXMemberCallExpr(CXXMemberCallExpr *Call) {
    const CXXMethodDecl *Method = Call->getMethodDecl();
    if (Method && Method->isConst() && !Method->isVirtual() &&
        !Method->getParent()->hasMutableFields())
      if (auto *Ref = dyn_cast<DeclRefExpr>(
              Call->getImplicitObjectArgument()->IgnoreParenImpCasts()))
        Reads.insert(Ref);
    return true;
  }
  bool VisitDeclRefExpr(DeclRefExpr *Ref) {
    Uses.push_back(Ref);
    return true;
  }

  bool isOnlyRead(const ValueDecl *Variable) const {
    return llvm::all_of(Uses, [&](const DeclRefExpr *Ref) {
      return Ref->getDecl() != Variable || Reads.count(Ref);
    });
  }

private:
  llvm::SmallPtrSet<const DeclRefExpr *, 16> Reads;
  llvm::SmallVector<const DeclRefExpr *, 16> Uses;
};

} // namespace

/// What a lambda that takes no part in locking leads to may be written by it:
/// no summary says so.
void FunctionExtractor::forgetCaptured(const CallExpr *Call) {
  const auto *Body = dyn_cast_or_null<CXXMethodDecl>(Call->getDirectCallee());
  if (!Body || !isLambdaCallOperator(Body) || Body->isStatic() ||
      !isa<CXXOperatorCallExpr>(Call) || Facts.isLockRelevant(Body))
    return;
  VariableUse Used;
  Used.TraverseStmt(Body->getBody());
  const LambdaExpr *Lambda = lambdaIn(Call->getArg(0));
  auto Init = Lambda ? Lambda->capture_init_begin() : nullptr;
  const CXXRecordDecl *Class = Body->getParent();
  auto Field = Class->field_begin();
  for (const LambdaCapture &Capture : Class->captures()) {
    if (Field == Class->field_end() || (Lambda && !*Init))
      return;
    const FieldDecl *Holder = *Field++;
    const Expr *Given = Lambda ? *Init++ : nullptr;
    const QualType Type = Holder->getType(), To = Type->getPointeeType();
    if (To.isNull() || To.isConstQualified() || !To->isObjectType() ||
        To->isIncompleteType() ||
        (Type->isReferenceType() && Capture.capturesVariable() &&
         Used.isOnlyRead(Capture.getCapturedVar())))
      continue;
    sp_node Place;
    if (!Given) // it was made elsewhere
      Place = pointee(load(fieldOf(place(Call->getArg(0)), Holder)));
    else
      Place = Type->isReferenceType() ? place(Given) : pointee(value(Given));
    forgetObject(Place, To, Call->getBeginLoc());
  }
}

/// What a pointer made of a lambda leads to: clang gives it no body.
void FunctionExtractor::invokeLambda() {
  SourceLocation Where = Function->getLocation();
  const auto *Invoker = cast<CXXMethodDecl>(Function);
  const CXXRecordDecl *Class = Invoker->getParent();
  const CXXMethodDecl *Body = Class->getLambdaCallOperator();
  if (Body && Class->isGenericLambda()) {
    // The instance with the same arguments.
    const TemplateArgumentList *List = Invoker->getTemplateSpecializationArgs();
    FunctionTemplateDecl *Any = Body->getDescribedFunctionTemplate();
    void *Position = nullptr;
    Body = List && Any ? dyn_cast_or_null<CXXMethodDecl>(
                             Any->findSpecialization(List->asArray(), Position))
                       : nullptr;
  }
  if (!Body)
    return unsupported("a generic lambda behind a pointer", Where);
  sp_node Result = SP_NO_NODE;
  if (!Function->getReturnType()->isVoidType())
    Result = variablePlace(addVariable(""));
  llvm::SmallVector<sp_node, 4> Arguments{any()};
  for (const ParmVarDecl *Parameter : Function->parameters())
    Arguments.push_back(load(variable(Parameter)));
  Step &S = callFunction(Body, Where);
  S.Data.target = Result;
  S.Arguments.assign(Arguments.begin(), Arguments.end());
  Returned = Result == SP_NO_NODE ? SP_NO_NODE : load(Result);
}

} // namespace spinpair::lowering
