//===- Notes.cpp - What has to be known of a body before it is lowered ----===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Walks a body in the order in which clang's control flow graph evaluates it,
// and notes what the lowering has to know of later parts of an expression.
//
//===----------------------------------------------------------------------===//
#include "Notes.h"

#include "clang/AST/ASTContext.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"

using namespace clang;

namespace spinpair::lowering {

bool hasEffects(const Stmt *S) {
  if (!S)
    return false;
  if (isa<CallExpr, CXXConstructExpr, CXXNewExpr, CXXDeleteExpr, StmtExpr,
          AtomicExpr, CXXThrowExpr>(S))
    return true;
  if (const auto *Default = dyn_cast<CXXDefaultArgExpr>(S))
    return hasEffects(Default->getExpr());
  if (const auto *Default = dyn_cast<CXXDefaultInitExpr>(S))
    return hasEffects(Default->getExpr());
  if (const auto *Lambda = dyn_cast<LambdaExpr>(S))
    return llvm::any_of(Lambda->capture_inits(), hasEffects);
  if (const auto *Binary = dyn_cast<BinaryOperator>(S))
    if (Binary->isAssignmentOp())
      return true;
  if (const auto *Unary = dyn_cast<UnaryOperator>(S))
    if (Unary->isIncrementDecrementOp())
      return true;
  return llvm::any_of(S->children(), hasEffects);
}

bool keepsValue(QualType From, QualType To, const ASTContext &Context) {
  if (!From->isIntegralOrEnumerationType() ||
      !To->isIntegralOrEnumerationType())
    return true;
  return Context.getTypeSize(From) == Context.getTypeSize(To) &&
         From->isSignedIntegerOrEnumerationType() ==
             To->isSignedIntegerOrEnumerationType();
}

/// Are temporaries destroyed at the end of \p E, or variables of a statement
/// expression?
static bool destroysAtEnd(const Stmt *S) {
  if (!S || isa<LambdaExpr>(S))
    return false;
  return isa<CXXBindTemporaryExpr, DeclStmt>(S) ||
         llvm::any_of(S->children(), destroysAtEnd);
}

namespace {

class NoteTaker {
public:
  NoteTaker(BodyNotes &Notes, const ASTContext &Context)
      : Notes(Notes), Context(Context) {}

  void value(const Expr *E) { expression(E, true, false); }
  void statement(const Stmt *S);

private:
  bool loop(const Stmt *S);
  void range(const CXXForRangeStmt *Range);
  const char *unsupportedIn(const Stmt *S) const;
  void variable(const VarDecl *Var);
  void target(const VarDecl *Var, const Expr *Value);
  void condition(const Expr *E);
  void expression(const Expr *E, bool Used, bool Later, bool Change = false);
  bool leaf(const Expr *Inner, bool Used, bool Later, bool Change);
  bool binary(const BinaryOperator *Binary, bool Used, bool Later, bool Change);
  void choice(const AbstractConditionalOperator *Either, bool Used, bool Later,
              bool Change);
  void block(const StmtExpr *Block, bool Used, bool Later, bool Change);
  void operands(const Expr *Of, bool Later, bool Change);

  BodyNotes &Notes;
  const ASTContext &Context;
};

void NoteTaker::statement(const Stmt *S) {
  if (!S)
    return;
  if (const auto *E = dyn_cast<Expr>(S))
    return expression(E, /*Used=*/false, /*Later=*/false);
  if (const auto *If = dyn_cast<IfStmt>(S)) {
    statement(If->getInit());
    statement(If->getConditionVariableDeclStmt());
    condition(If->getCond());
    statement(If->getThen());
    return statement(If->getElse());
  }
  if (loop(S))
    return;
  if (const auto *Switch = dyn_cast<SwitchStmt>(S)) {
    statement(Switch->getInit());
    statement(Switch->getConditionVariableDeclStmt());
    expression(Switch->getCond(), true, false);
    return statement(Switch->getBody());
  }
  if (const auto *Return = dyn_cast<ReturnStmt>(S)) {
    if (Return->getRetValue())
      expression(Return->getRetValue(), true, false);
    return;
  }
  if (const auto *Declaration = dyn_cast<DeclStmt>(S)) {
    for (const Decl *D : Declaration->decls())
      if (const auto *Var = dyn_cast<VarDecl>(D))
        variable(Var);
    return;
  }
  if (const char *Unsupported = unsupportedIn(S))
    Notes.Unsupported = Unsupported;
  for (const Stmt *Child : S->children())
    statement(Child);
}

/// Notes a loop. Returns false if it is none.
bool NoteTaker::loop(const Stmt *S) {
  if (const auto *While = dyn_cast<WhileStmt>(S)) {
    statement(While->getConditionVariableDeclStmt());
    condition(While->getCond());
    statement(While->getBody());
    return true;
  }
  if (const auto *Do = dyn_cast<DoStmt>(S)) {
    statement(Do->getBody());
    // The one condition whose operators clang does not turn into branches.
    expression(Do->getCond(), true, false);
    return true;
  }
  if (const auto *For = dyn_cast<ForStmt>(S)) {
    statement(For->getInit());
    statement(For->getConditionVariableDeclStmt());
    condition(For->getCond());
    statement(For->getInc());
    statement(For->getBody());
    return true;
  }
  if (const auto *Range = dyn_cast<CXXForRangeStmt>(S)) {
    range(Range);
    return true;
  }
  return false;
}

void NoteTaker::range(const CXXForRangeStmt *Range) {
  statement(Range->getInit());
  statement(Range->getRangeStmt());
  statement(Range->getBeginStmt());
  statement(Range->getEndStmt());
  condition(Range->getCond());
  statement(Range->getInc());
  statement(Range->getLoopVarStmt());
  statement(Range->getBody());
}

/// What of the statement itself is not lowered, or null.
const char *NoteTaker::unsupportedIn(const Stmt *S) const {
  if (isa<SEHTryStmt>(S))
    return "__try";
  if (isa<CoroutineBodyStmt, CoreturnStmt>(S))
    return "a coroutine";
  if (isa<CXXTryStmt>(S))
    return "try";
  if (isa<IndirectGotoStmt>(S))
    return "indirect goto";
  const auto *Assembly = dyn_cast<GCCAsmStmt>(S);
  return Assembly && Assembly->isAsmGoto() ? "asm goto" : nullptr;
}

void NoteTaker::variable(const VarDecl *Var) {
  if (Var->hasLocalStorage())
    Notes.Locals.push_back(Var);
  const Expr *Init = Var->getInit();
  if (!Init)
    return;
  if (Var->hasLocalStorage())
    target(Var, Init);
  expression(Init, true, false);
}

void NoteTaker::target(const VarDecl *Var, const Expr *Value) {
  if (!Var->getType()->isScalarType() && !Var->getType()->isRecordType())
    return;
  if (Var->getType()->isBooleanType() || Var->getType().isVolatileQualified())
    return;
  const Expr *Call = Value->IgnoreParenCasts();
  if (isa<CallExpr>(Call) && !Call->isGLValue() &&
      keepsValue(Call->getType(), Var->getType(), Context))
    Notes.Targets[Call] = Var;
}

void NoteTaker::condition(const Expr *E) {
  if (!E)
    return;
  const Expr *Inner = bare(E);
  if (const auto *Binary = dyn_cast<BinaryOperator>(Inner))
    if (Binary->isLogicalOp()) {
      condition(Binary->getLHS());
      return condition(Binary->getRHS());
    }
  expression(E, true, false);
}

/// \p Later: a later operand may change a condition; \p Change: it may change
/// what is read here.
void NoteTaker::expression(const Expr *E, bool Used, bool Later, bool Change) {
  const Expr *Inner = bare(E);
  if (const auto *Cast = dyn_cast<CastExpr>(Inner)) {
    if (Cast->getCastKind() == CK_LValueToRValue) {
      if (Change)
        Notes.KeepsRead.insert(Cast);
      if (const auto *Ref = dyn_cast<DeclRefExpr>(bare(Cast->getSubExpr())))
        if (isa<VarDecl>(Ref->getDecl()))
          return;
    }
    return expression(Cast->getSubExpr(),
                      Used && Cast->getCastKind() != CK_ToVoid, Later, Change);
  }
  if (leaf(Inner, Used, Later, Change))
    return;
  if (const auto *Full = dyn_cast<ExprWithCleanups>(Inner))
    return expression(Full->getSubExpr(), Used, Later,
                      Change || destroysAtEnd(Full->getSubExpr()));
  if (isa<CoawaitExpr, CoyieldExpr>(Inner))
    Notes.Unsupported = "a coroutine";
  if (isa<CXXThrowExpr>(Inner))
    Notes.Throws = true;
  if (isa<UnaryExprOrTypeTraitExpr>(Inner))
    return;
  if (Used)
    Notes.Used.insert(Inner);
  if (const auto *Binary = dyn_cast<BinaryOperator>(Inner))
    if (binary(Binary, Used, Later, Change))
      return;
  if (const auto *Either = dyn_cast<AbstractConditionalOperator>(Inner))
    return choice(Either, Used, Later, Change);
  if (const auto *Block = dyn_cast<StmtExpr>(Inner))
    return block(Block, Used, Later, Change);
  operands(Inner, Later, Change);
}

/// Notes what names a variable, captures some, or stands for an expression
/// elsewhere. Returns false if \p Inner is nothing of that.
bool NoteTaker::leaf(const Expr *Inner, bool Used, bool Later, bool Change) {
  if (const auto *Ref = dyn_cast<DeclRefExpr>(Inner)) {
    if (const auto *Var = dyn_cast<VarDecl>(Ref->getDecl()))
      Notes.Touched.insert(Var);
    if (const auto *Part = dyn_cast<BindingDecl>(Ref->getDecl());
        Part && Part->getBinding())
      expression(Part->getBinding(), Used, Later, Change);
    return true;
  }
  if (const auto *Lambda = dyn_cast<LambdaExpr>(Inner)) {
    for (const Expr *Init : Lambda->capture_inits())
      if (Init)
        expression(Init, true, Later, Change);
    return true;
  }
  const Expr *Default = nullptr;
  if (const auto *Argument = dyn_cast<CXXDefaultArgExpr>(Inner))
    Default = Argument->getExpr();
  else if (const auto *Member = dyn_cast<CXXDefaultInitExpr>(Inner))
    Default = Member->getExpr();
  else
    return false;
  if (Used)
    Notes.Used.insert(Inner);
  expression(Default, true, Later, Change);
  return true;
}

/// Notes an operator whose operands are not evaluated one after the other.
/// Returns false if they are.
bool NoteTaker::binary(const BinaryOperator *Binary, bool Used, bool Later,
                       bool Change) {
  if (Binary->isLogicalOp()) {
    bool Rest = Later || Change || hasEffects(Binary->getRHS());
    if (Used && Rest)
      Notes.KeepsCondition.insert(Binary);
    if (Used)
      expression(Binary->getLHS(), true, Rest);
    else
      condition(Binary->getLHS());
    expression(Binary->getRHS(), Used, Later, Change);
    return true;
  }
  if (Binary->getOpcode() == BO_Comma) {
    expression(Binary->getLHS(), false, false);
    expression(Binary->getRHS(), Used, Later, Change);
    return true;
  }
  if (Binary->getOpcode() == BO_Assign)
    if (const auto *Ref = dyn_cast<DeclRefExpr>(bare(Binary->getLHS())))
      if (const auto *Var = dyn_cast<VarDecl>(Ref->getDecl()))
        if (Var->hasLocalStorage() && !Var->getType()->isReferenceType())
          target(Var, Binary->getRHS());
  if (!Binary->isAssignmentOp())
    return false;
  // The right side comes first.
  expression(Binary->getRHS(), true, Later,
             Change || hasEffects(Binary->getLHS()));
  expression(Binary->getLHS(), true, Later, Change);
  return true;
}

void NoteTaker::choice(const AbstractConditionalOperator *Either, bool Used,
                       bool Later, bool Change) {
  bool Rest = Later || Change || hasEffects(Either->getTrueExpr()) ||
              hasEffects(Either->getFalseExpr());
  if (Used && Rest)
    Notes.KeepsCondition.insert(Either);
  if (Used)
    expression(Either->getCond(), true, Rest);
  else
    condition(Either->getCond());
  expression(Either->getTrueExpr(), Used, Later, Change);
  expression(Either->getFalseExpr(), Used, Later, Change);
}

void NoteTaker::block(const StmtExpr *Block, bool Used, bool Later,
                      bool Change) {
  const CompoundStmt *Body = Block->getSubStmt();
  for (const Stmt *Child : Body->body())
    if (Child == Body->body_back() && isa<Expr>(Child))
      expression(cast<Expr>(Child), Used, Later, Change || destroysAtEnd(Body));
    else
      statement(Child);
}

/// Notes operands that are evaluated in their order: what is read before a
/// later one changes it.
void NoteTaker::operands(const Expr *Of, bool Later, bool Change) {
  llvm::SmallVector<const Stmt *, 8> Children(Of->child_begin(),
                                              Of->child_end());
  llvm::SmallVector<bool, 8> Changes(Children.size(), Change);
  for (size_t I = Children.size(); I-- > 1;)
    Changes[I - 1] = Changes[I] || hasEffects(Children[I]);
  for (size_t I = 0; I < Children.size(); ++I)
    if (const auto *Operand = dyn_cast_or_null<Expr>(Children[I]))
      expression(Operand, true, Later, Changes[I]);
    else
      statement(Children[I]);
}

} // namespace

void noteStatement(const Stmt *S, const ASTContext &Context, BodyNotes &Notes) {
  NoteTaker(Notes, Context).statement(S);
}

void noteValue(const Expr *E, const ASTContext &Context, BodyNotes &Notes) {
  NoteTaker(Notes, Context).value(E);
}

} // namespace spinpair::lowering
