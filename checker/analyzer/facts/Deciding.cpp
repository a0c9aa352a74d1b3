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

/// Adds the members of \p Record, at every level, to \p Out, and those that are
/// new there to \p New.
static void addParts(const RecordDecl *Record,
                     llvm::DenseSet<const Decl *> &Out,
                     llvm::SmallVectorImpl<const Decl *> &New) {
  for (const FieldDecl *Field : Record->fields()) {
    if (!Out.insert(Field->getCanonicalDecl()).second)
      continue;
    New.push_back(Field->getCanonicalDecl());
    if (const RecordDecl *Inner =
            Field->getType()->getBaseElementTypeUnsafe()->getAsRecordDecl())
      addParts(Inner, Out, New);
  }
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
      else if (!Call->getDirectCallee()) // what is there may take a lock
        readsOf(Call->getCallee(), Called);
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
  auto Close = [&Flows](llvm::DenseSet<const Decl *> &Set) {
    size_t Before;
    do {
      Before = Set.size();
      for (const auto &[Target, Value] : Flows)
        if (Set.count(Target))
          readsOf(Value, Set);
    } while (Set.size() != Before);
  };
  Close(Called);
  Deciding.insert(Called.begin(), Called.end());
  Close(Deciding);
  // A member of a union is written by way of the others, too.
  llvm::SmallVector<const Decl *, 32> Members(Deciding.begin(), Deciding.end());
  while (!Members.empty()) {
    const auto *Field = dyn_cast<FieldDecl>(Members.pop_back_val());
    if (Field && Field->getParent()->isUnion())
      addParts(Field->getParent(), Deciding, Members);
  }
}

/// Does a loop compare with a constant? With which, goes to \p Bound.
static bool isCounted(const ForStmt *Loop, const ASTContext &Context,
                      uint64_t &Bound) {
  const auto *Condition = dyn_cast_or_null<BinaryOperator>(Loop->getCond());
  if (!Condition || !Condition->isComparisonOp() || !Loop->getInc())
    return false;
  Expr::EvalResult Result;
  for (const Expr *Side : {Condition->getRHS(), Condition->getLHS()})
    if (!Side->isValueDependent() && Side->EvaluateAsInt(Result, Context)) {
      Bound = Result.Val.getInt().getLimitedValue();
      return true;
    }
  return false;
}

static bool branches(const Stmt *S) {
  if (!S)
    return false;
  const auto *Operator = dyn_cast<BinaryOperator>(S);
  return isa<IfStmt, SwitchStmt, WhileStmt, DoStmt, ForStmt,
             AbstractConditionalOperator>(S) ||
         (Operator && Operator->isLogicalOp()) ||
         llvm::any_of(S->children(), branches);
}

bool UnitFacts::hasCountedLoops(const Decl *Function, unsigned &Rounds) const {
  constexpr uint64_t Followed = 3, MostWithLocks = 16, Most = 64;
  llvm::DenseSet<const Decl *> Seen;
  llvm::SmallVector<const Decl *, 16> Work = {Function->getCanonicalDecl()};
  bool Any = false, OnlyThese = true;
  Rounds = 0;
  while (!Work.empty()) {
    const Decl *Each = Work.pop_back_val();
    const Node *N = find(Each);
    if (!N || !isLockRelevant(Each) || !Seen.insert(Each).second)
      continue;
    Work.append(N->References.begin(), N->References.end());
    for (const auto &[Condition, Guarded] : N->Tests) {
      const auto *Loop = dyn_cast_or_null<ForStmt>(Guarded);
      uint64_t Bound = 0;
      OnlyThese &=
          !isa_and_nonnull<WhileStmt, DoStmt, CXXForRangeStmt>(Guarded) &&
          (!Loop || isCounted(Loop, Each->getASTContext(), Bound));
      if (!Loop || !isCounted(Loop, Each->getASTContext(), Bound))
        continue;
      const bool Locks = locks(Loop->getBody(), /*OrLeaves=*/false);
      if (Bound > (Locks ? MostWithLocks : Most) ||
          (!Locks && branches(Loop->getBody())))
        return false;
      Any |= Bound > Followed;
      Rounds = std::max(Rounds, unsigned(Bound));
    }
  }
  if (!OnlyThese)
    Rounds = 0;
  return Any;
}

} // namespace spinpair
