//===- StatusTests.cpp - Whether a status was tested ----------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Follows the status of an acquire through the functions of a path, to the
// branches that test it.
//
//===----------------------------------------------------------------------===//
#include "Frames.h"

using namespace clang;
using namespace ento;

namespace spinpair {

namespace {

/// Follows a value through the variables and members of function bodies.
class ValueFlow {
public:
  void addSource(const Stmt *Source) { Sources.insert(Source); }

  /// Finds out in \p Body where the value is kept.
  void follow(const Stmt *Body) {
    size_t Before;
    do {
      Before = Holders.size();
      visit(Body);
    } while (Holders.size() != Before);
  }

  bool carries(const Stmt *S) const {
    if (!S)
      return false;
    if (Sources.count(S))
      return true;
    if (const auto *Ref = dyn_cast<DeclRefExpr>(S))
      return Holders.count(Ref->getDecl()) != 0;
    if (const auto *Member = dyn_cast<MemberExpr>(S))
      if (Holders.count(Member->getMemberDecl()))
        return true;
    for (const Stmt *Child : S->children())
      if (carries(Child))
        return true;
    return false;
  }

private:
  void visit(const Stmt *S) {
    if (!S)
      return;
    if (const auto *Declaration = dyn_cast<DeclStmt>(S)) {
      for (const Decl *D : Declaration->decls())
        if (const auto *Var = dyn_cast<VarDecl>(D))
          if (carries(Var->getInit()))
            Holders.insert(Var);
    } else if (const auto *Binary = dyn_cast<BinaryOperator>(S)) {
      if (Binary->isAssignmentOp() && carries(Binary->getRHS())) {
        const Expr *Target = Binary->getLHS()->IgnoreParens();
        if (const auto *Ref = dyn_cast<DeclRefExpr>(Target))
          Holders.insert(Ref->getDecl());
        else if (const auto *Member = dyn_cast<MemberExpr>(Target))
          Holders.insert(Member->getMemberDecl());
      }
    }
    for (const Stmt *Child : S->children())
      visit(Child);
  }

  llvm::SmallPtrSet<const Stmt *, 4> Sources;
  llvm::DenseSet<const Decl *> Holders;
};

} // namespace

/// Is the acquire in the lock set, held or failed?
static bool knows(ProgramStateRef State, const LockSite &Acquire) {
  for (const sp_lock &Lock : locksOf(State))
    if (LockSite::of(Lock.acquired_at) == &Acquire)
      return true;
  return false;
}

bool isStatusTested(const LockSite &Acquire, const ExplodedNode *Node) {
  // The status itself, and what functions return that may return it.
  ValueFlow Flow;
  Flow.addSource(Acquire.Call.Call);
  for (const StackFrameContext *Frame = Acquire.Frame; Frame;
       Frame = above(Frame))
    if (Frame->getCallSite())
      Flow.addSource(Frame->getCallSite());
  for (const StackFrameContext *Frame = Acquire.Frame; Frame;
       Frame = above(Frame))
    Flow.follow(Frame->getDecl()->getBody());

  for (; Node && knows(Node->getState(), Acquire); Node = Node->getFirstPred())
    if (auto Edge = Node->getLocationAs<BlockEdge>())
      if (Flow.carries(Edge->getSrc()->getTerminatorCondition()))
        return true;
  return false;
}

} // namespace spinpair
