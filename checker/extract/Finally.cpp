//===- Finally.cpp --------------------------------------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Finally.h"

#include "../analyzer/Compat.h"

#include "clang/AST/ASTContext.h"
#include "clang/AST/Expr.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "clang/AST/Stmt.h"

using namespace clang;

namespace spinpair {

class FinallyLowerer : public RecursiveASTVisitor<FinallyLowerer> {
public:
  explicit FinallyLowerer(ASTContext &Context) : Context(Context) {}

  bool shouldVisitTemplateInstantiations() const { return true; }
  bool TraverseStmt(Stmt *) { return true; }
  bool VisitFunctionDecl(FunctionDecl *Function) {
    if (Function->doesThisDeclarationHaveABody() &&
        !Function->isDependentContext()) {
      Home = Function;
      Stmt *Body = Function->getBody();
      if (Stmt *Lowered = lower(Body); Lowered != Body) {
        Changes.Bodies.push_back({Function, Body});
        Function->setBody(Lowered);
      }
    }
    return true;
  }

  LoweredFinally Changes;

private:
  Stmt *lower(Stmt *S) {
    if (isa<Expr, DeclStmt>(S))
      return S;
    for (Stmt *&Child : S->children())
      if (Child)
        replace(Child, lower(Child));
    auto *Try = dyn_cast<SEHTryStmt>(S);
    SEHFinallyStmt *Finally = Try ? Try->getFinallyHandler() : nullptr;
    if (!Finally || isLeft(Try->getTryBlock(), /*InLoop=*/false,
                           /*InSwitch=*/false))
      return S;
    answerNormally(Finally->getBlock());
    const SourceLocation Where = Finally->getFinallyLoc();
    LabelDecl *Label = LabelDecl::Create(Context, Home, Where,
                                         &Context.Idents.get("__finally"));
    auto *Behind = new (Context) LabelStmt(Where, Label, Finally->getBlock());
    Label->setStmt(Behind);
    leaveTo(Label, Try->getTryBlock());
    return compat::makeCompound(Context, {Try->getTryBlock(), Behind},
                                Try->getBeginLoc(), Try->getEndLoc());
  }

  void replace(Stmt *&Place, Stmt *New) {
    if (Place == New)
      return;
    Changes.Statements.push_back({&Place, Place});
    Place = New;
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

  /// Does the function say whether the __finally was come to by a way other
  /// than the end of its block, or __leave?
  static bool asksForTermination(const FunctionDecl *Function) {
    if (!Function || !Function->getIdentifier())
      return false;
    const StringRef Name = Function->getName();
    return Name == "_abnormal_termination" ||
           Name == "__abnormal_termination" || Name == "AbnormalTermination";
  }

  /// Puts "no" in place of each such question in \p S, the block of a
  /// __finally, but for those of an inner one that stays.
  void answerNormally(Stmt *S) {
    for (Stmt *&Child : S->children()) {
      if (!Child || isa<SEHFinallyStmt>(Child))
        continue;
      const auto *Asks = dyn_cast<CallExpr>(Child);
      if (Asks && asksForTermination(Asks->getDirectCallee()) &&
          Asks->getType()->isIntegerType())
        replace(Child, IntegerLiteral::Create(
                           Context, Context.MakeIntValue(0, Asks->getType()),
                           Asks->getType(), Asks->getBeginLoc()));
      else
        answerNormally(Child);
    }
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
        replace(Child, new (Context) GotoStmt(Label, Leave->getLeaveLoc(),
                                              Leave->getLeaveLoc()));
      else
        leaveTo(Label, Child);
    }
  }

  ASTContext &Context;
  FunctionDecl *Home = nullptr;
};

LoweredFinally lowerFinally(ASTContext &Context) {
  FinallyLowerer Lowerer(Context);
  Lowerer.TraverseDecl(Context.getTranslationUnitDecl());
  return std::move(Lowerer.Changes);
}

void LoweredFinally::undo() {
  // The last one first: a statement may have been replaced twice.
  for (; !Statements.empty(); Statements.pop_back())
    *Statements.back().first = Statements.back().second;
  for (; !Bodies.empty(); Bodies.pop_back())
    Bodies.back().first->setBody(Bodies.back().second);
}

} // namespace spinpair
