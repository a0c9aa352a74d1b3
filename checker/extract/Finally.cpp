//===- Finally.cpp --------------------------------------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Finally.h"

#include "../analyzer/Compat.h"

#include "clang/AST/ASTContext.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "clang/AST/Stmt.h"

using namespace clang;

namespace spinpair {

namespace {

class Lowerer : public RecursiveASTVisitor<Lowerer> {
public:
  explicit Lowerer(ASTContext &Context) : Context(Context) {}

  bool shouldVisitTemplateInstantiations() const { return true; }
  bool TraverseStmt(Stmt *) { return true; }
  bool VisitFunctionDecl(FunctionDecl *Function) {
    if (Function->doesThisDeclarationHaveABody() &&
        !Function->isDependentContext()) {
      Home = Function;
      Function->setBody(lower(Function->getBody()));
    }
    return true;
  }

private:
  Stmt *lower(Stmt *S) {
    if (isa<Expr, DeclStmt>(S))
      return S;
    for (Stmt *&Child : S->children())
      if (Child)
        Child = lower(Child);
    auto *Try = dyn_cast<SEHTryStmt>(S);
    SEHFinallyStmt *Finally = Try ? Try->getFinallyHandler() : nullptr;
    if (!Finally || isLeft(Try->getTryBlock(), /*InLoop=*/false,
                           /*InSwitch=*/false))
      return S;
    const SourceLocation Where = Finally->getFinallyLoc();
    LabelDecl *Label = LabelDecl::Create(Context, Home, Where,
                                         &Context.Idents.get("__finally"));
    auto *Behind = new (Context) LabelStmt(Where, Label, Finally->getBlock());
    Label->setStmt(Behind);
    leaveTo(Label, Try->getTryBlock());
    return compat::makeCompound(Context, {Try->getTryBlock(), Behind},
                                Try->getBeginLoc(), Try->getEndLoc());
  }

  /// Is there a way out of \p S but its end and __leave?
  static bool isLeft(const Stmt *S, bool InLoop, bool InSwitch) {
    if (isa<ReturnStmt, IndirectGotoStmt, SEHTryStmt>(S))
      return true;
    if (const auto *Goto = dyn_cast<GotoStmt>(S))
      return !isOurs(Goto);
    if (isa<BreakStmt>(S))
      return !InLoop && !InSwitch;
    if (isa<ContinueStmt>(S))
      return !InLoop;
    if (isa<Expr>(S))
      return false;
    InLoop |= isa<ForStmt, WhileStmt, DoStmt, CXXForRangeStmt>(S);
    InSwitch |= isa<SwitchStmt>(S);
    for (const Stmt *Child : S->children())
      if (Child && isLeft(Child, InLoop, InSwitch))
        return true;
    return false;
  }

  /// A goto that was a __leave stays within its own, inner block.
  static bool isOurs(const GotoStmt *Goto) {
    return Goto->getLabel()->getName() == "__finally";
  }

  void leaveTo(LabelDecl *Label, Stmt *S) {
    for (Stmt *&Child : S->children()) {
      if (!Child || isa<Expr>(Child))
        continue;
      if (auto *Leave = dyn_cast<SEHLeaveStmt>(Child))
        Child = new (Context)
            GotoStmt(Label, Leave->getLeaveLoc(), Leave->getLeaveLoc());
      else
        leaveTo(Label, Child);
    }
  }

  ASTContext &Context;
  FunctionDecl *Home = nullptr;
};

} // namespace

void lowerFinally(ASTContext &Context) {
  Lowerer(Context).TraverseDecl(Context.getTranslationUnitDecl());
}

} // namespace spinpair
