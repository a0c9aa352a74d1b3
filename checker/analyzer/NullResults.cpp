//===- NullResults.cpp ----------------------------------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "NullResults.h"

#include "clang/AST/ASTContext.h"
#include "clang/AST/Expr.h"
#include "clang/AST/Stmt.h"

#include "llvm/ADT/FoldingSet.h"
#include "llvm/ADT/SmallPtrSet.h"

using namespace clang;

namespace spinpair {

namespace {

/// Goes through the body of a function that returns a pointer.
class NullSearch {
public:
  explicit NullSearch(const FunctionDecl *Function)
      : Context(Function->getASTContext()) {
    findReturned(Function->getBody());
    if (Sound)
      visit(Function->getBody());
  }

  bool found() const { return !Sound; }

private:
  static const VarDecl *variableIn(const Expr *Value) {
    const auto *Ref = dyn_cast<DeclRefExpr>(Value->IgnoreParenCasts());
    const auto *Variable = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
    return Variable && Variable->hasLocalStorage() ? Variable : nullptr;
  }

  static bool isAddress(const Expr *Value) {
    Value = Value->IgnoreParenCasts();
    const auto *Unary = dyn_cast<UnaryOperator>(Value);
    return Value->getType()->isArrayType() ||
           (Unary && Unary->getOpcode() == UO_AddrOf);
  }

  void findReturned(const Stmt *Code) {
    if (!Code)
      return;
    if (const auto *Return = dyn_cast<ReturnStmt>(Code)) {
      const Expr *Value = Return->getRetValue();
      if (const VarDecl *Variable = Value ? variableIn(Value) : nullptr)
        Variables.insert(Variable);
      else
        Sound &= Value && isAddress(Value);
    }
    for (const Stmt *Each : Code->children())
      findReturned(Each);
  }

  llvm::FoldingSetNodeID textOf(const Expr *Value) const {
    llvm::FoldingSetNodeID Text;
    Value->IgnoreParenCasts()->Profile(Text, Context, /*Canonical=*/true);
    return Text;
  }

  /// Is \p Value one that a condition around has found not to be null?
  bool isGuarded(const Expr *Value) const {
    return llvm::any_of(Guards, [&](const Expr *Each) {
      return textOf(Each) == textOf(Value);
    });
  }

  void take(const VarDecl *Variable, const Expr *Value) {
    if (Variables.count(Variable) && Value)
      Sound &= isAddress(Value) || variableIn(Value) == Variable ||
               (variableIn(Value) && isa<ParmVarDecl>(variableIn(Value)) &&
                Variables.count(variableIn(Value))) ||
               isGuarded(Value);
  }

  /// Visits \p Code, which runs only if \p Condition holds.
  void visitUnder(const Expr *Condition, const Stmt *Code) {
    const size_t Before = Guards.size();
    addGuards(Condition);
    visit(Code);
    Guards.resize(Before);
  }

  void addGuards(const Expr *Condition) {
    Condition = Condition ? Condition->IgnoreParenImpCasts() : nullptr;
    if (!Condition)
      return;
    const auto *Both = dyn_cast<BinaryOperator>(Condition);
    if (Both && Both->getOpcode() == BO_LAnd) {
      addGuards(Both->getLHS());
      addGuards(Both->getRHS());
    } else if (Both && Both->getOpcode() == BO_NE &&
               Both->getRHS()->isNullPointerConstant(
                   Context, Expr::NPC_ValueDependentIsNull)) {
      Guards.push_back(Both->getLHS());
    } else if (Condition->getType()->isPointerType()) {
      Guards.push_back(Condition);
    }
  }

  void visit(const Stmt *Code) {
    if (!Code)
      return;
    if (const auto *Loop = dyn_cast<WhileStmt>(Code))
      return visitUnder(Loop->getCond(), Loop->getBody());
    if (const auto *Loop = dyn_cast<ForStmt>(Code)) {
      visit(Loop->getInit());
      visitUnder(Loop->getCond(), Loop->getBody());
      return visitUnder(Loop->getCond(), Loop->getInc());
    }
    if (const auto *If = dyn_cast<IfStmt>(Code)) {
      visitUnder(If->getCond(), If->getThen());
      return visit(If->getElse());
    }
    if (const auto *Write = dyn_cast<BinaryOperator>(Code);
        Write && Write->isAssignmentOp())
      if (const VarDecl *Variable = variableIn(Write->getLHS())) {
        if (Write->getOpcode() == BO_Assign)
          take(Variable, Write->getRHS());
        else
          Sound &= !Variables.count(Variable);
      }
    if (const auto *Address = dyn_cast<UnaryOperator>(Code);
        Address && Address->getOpcode() == UO_AddrOf)
      if (const VarDecl *Variable = variableIn(Address->getSubExpr()))
        Sound &= !Variables.count(Variable);
    if (const auto *Declared = dyn_cast<DeclStmt>(Code))
      for (const Decl *Each : Declared->decls())
        if (const auto *Variable = dyn_cast<VarDecl>(Each))
          take(Variable, Variable->getInit());
    for (const Stmt *Each : Code->children())
      visit(Each);
  }

  ASTContext &Context;
  llvm::SmallPtrSet<const VarDecl *, 4> Variables; ///< That are returned.
  llvm::SmallVector<const Expr *, 4> Guards;
  bool Sound = true;
};

} // namespace

bool makesNoNull(const FunctionDecl *Function) {
  const FunctionDecl *Body = nullptr;
  return Function->getReturnType()->isPointerType() &&
         Function->hasBody(Body) && !NullSearch(Body).found();
}

} // namespace spinpair
