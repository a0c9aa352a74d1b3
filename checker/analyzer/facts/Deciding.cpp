//===- Deciding.cpp - What can decide about a lock ------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Finds the fields and variables that bear on whether, which or with what a
// lock is taken: a slice backwards through assignments and answers.
//
//===----------------------------------------------------------------------===//
#include "UnitFacts.h"

#include "clang/AST/StmtCXX.h"

using namespace clang;

namespace spinpair {

void UnitFacts::readsOf(const Stmt *S, llvm::DenseSet<const Decl *> &Out) {
  if (!S)
    return;
  if (const auto *Member = dyn_cast<MemberExpr>(S))
    Out.insert(Member->getMemberDecl()->getCanonicalDecl());
  else if (const auto *Ref = dyn_cast<DeclRefExpr>(S))
    if (const auto *Var = dyn_cast<VarDecl>(Ref->getDecl()))
      Out.insert(Var->getCanonicalDecl());
  for (const Stmt *Child : S->children())
    readsOf(Child, Out);
}

bool UnitFacts::locks(const Stmt *S, bool OrLeaves) const {
  if (!S)
    return false;
  if (isa<GotoStmt, BreakStmt, ContinueStmt>(S) ||
      (OrLeaves && isa<ReturnStmt>(S)))
    return true;
  if (const auto *Call = dyn_cast<CallExpr>(S))
    if (const FunctionDecl *Callee = Call->getDirectCallee())
      if (isLockRelevant(Callee) || mayBeLockCall(Callee, Call))
        return true;
  for (const Stmt *Child : S->children())
    if (locks(Child, OrLeaves))
      return true;
  return false;
}

void UnitFacts::findDeciding() {
  llvm::DenseSet<const Decl *> Seen;
  llvm::SmallVector<const Decl *, 16> Answering;
  llvm::SmallVector<std::pair<const Decl *, const Stmt *>, 32> Flows;
  for (const Decl *Function : Relevant) {
    const Node &N = Nodes[Function];
    for (const auto &[Condition, Guarded] : N.Tests)
      if (!Guarded || locks(Guarded, /*OrLeaves=*/N.CallsLock))
        readsOf(Condition, Deciding);
    for (const CallExpr *Call : N.Calls)
      if (locks(Call, /*OrLeaves=*/false))
        readsOf(Call, Deciding);
    Flows.append(N.Flows.begin(), N.Flows.end());
    Answering.append(N.References.begin(), N.References.end());
  }
  // Functions that are asked, and may answer by what they read.
  while (!Answering.empty()) {
    const Decl *D = Answering.pop_back_val();
    const auto *Function = dyn_cast<FunctionDecl>(D);
    const Node *N = find(D);
    if (!N || !Seen.insert(D).second || isLockRelevant(D) ||
        (Function && Function->getReturnType()->isVoidType()))
      continue;
    for (const auto &[Condition, Guarded] : N->Tests)
      readsOf(Condition, Deciding);
    Flows.append(N->Flows.begin(), N->Flows.end());
    Answering.append(N->References.begin(), N->References.end());
  }
  // And whatever flows into these.
  size_t Before;
  do {
    Before = Deciding.size();
    for (const auto &[Target, Value] : Flows)
      if (Deciding.count(Target))
        readsOf(Value, Deciding);
  } while (Deciding.size() != Before);
}

} // namespace spinpair
