//===- Owners.cpp - Which functions have to do with locks -----------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Finds the functions that share locks with their callers, and those that can
// pair an acquire with a release.
//
//===----------------------------------------------------------------------===//
#include "UnitFacts.h"

#include "Prototypes.h"

#include "clang/AST/ASTContext.h"
#include "clang/AST/StmtCXX.h"

using namespace clang;

namespace spinpair {

bool UnitFacts::touchesSharedLocks(const CallExpr *Call) const {
  const FunctionDecl *Callee = Call->getDirectCallee();
  if (Callee)
    return Sharing.count(Callee->getCanonicalDecl()) != 0 ||
           mayBeLockCall(Callee, Call);
  const FunctionProtoType *Prototype =
      prototypeOf(Call->getCallee()->getType());
  return Prototype && llvm::any_of(Sharing, [&](const Decl *D) {
           const auto *Function = dyn_cast<FunctionDecl>(D);
           return Function && takesSameParameters(Prototype, Function);
         });
}

/// The local variable of \p Function that \p E is, or is a part or the address
/// of; null if it is something else.
static const VarDecl *localIn(const Expr *E, const Decl *Function) {
  while (true) {
    E = E->IgnoreParenCasts();
    if (const auto *Member = dyn_cast<MemberExpr>(E)) {
      if (Member->isArrow())
        return nullptr;
      E = Member->getBase();
    } else if (const auto *Element = dyn_cast<ArraySubscriptExpr>(E)) {
      E = Element->getBase();
    } else if (const auto *Unary = dyn_cast<UnaryOperator>(E)) {
      if (Unary->getOpcode() != UO_AddrOf)
        return nullptr;
      E = Unary->getSubExpr();
    } else {
      break;
    }
  }
  const auto *Ref = dyn_cast<DeclRefExpr>(E);
  const auto *Var = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
  if (!Var || isa<ParmVarDecl>(Var) || !Var->hasLocalStorage() ||
      Var->getType()->isAnyPointerType() || Var->getType()->isReferenceType())
    return nullptr;
  const auto *Home = dyn_cast<Decl>(Var->getDeclContext());
  return Home && Home->getCanonicalDecl() == Function ? Var : nullptr;
}

static bool isAddress(const Expr *E) {
  return E->getType()->isAnyPointerType();
}

/// Is one of \p Slots read in \p S, but for the calls in \p Except and calls
/// of routines?
static bool readsAny(const Stmt *S,
                     const llvm::DenseSet<const VarDecl *> &Slots,
                     const llvm::DenseSet<const CallExpr *> &Except) {
  if (!S || isa<UnaryExprOrTypeTraitExpr>(S))
    return false;
  if (const auto *Ref = dyn_cast<DeclRefExpr>(S))
    if (const auto *Var = dyn_cast<VarDecl>(Ref->getDecl()))
      return Slots.count(Var) != 0;
  if (const auto *Call = dyn_cast<CallExpr>(S))
    if (Except.count(Call) ||
        (Call->getDirectCallee() && routineOf(Call->getDirectCallee())))
      return false;
  if (const auto *Binary = dyn_cast<BinaryOperator>(S))
    if (Binary->getOpcode() == BO_Assign && !isa<CallExpr>(Binary->getLHS()))
      return readsAny(Binary->getRHS(), Slots, Except);
  return llvm::any_of(S->children(), [&](const Stmt *Child) {
    return readsAny(Child, Slots, Except);
  });
}

bool UnitFacts::sharesLocks(const Decl *Function, const Node &N) const {
  llvm::DenseSet<const CallExpr *> Locking;
  llvm::DenseSet<const VarDecl *> Slots;
  size_t Called = 0;
  for (const CallExpr *Call : N.Calls) {
    if (!touchesSharedLocks(Call))
      continue;
    Locking.insert(Call);
    if (const FunctionDecl *Callee = Call->getDirectCallee())
      Called += Sharing.count(Callee->getCanonicalDecl());
    for (const Expr *Argument : Call->arguments())
      if (isAddress(Argument))
        if (const VarDecl *Slot = localIn(Argument, Function))
          Slots.insert(Slot);
  }
  // Constructors, destructors, tables and functions that are passed on.
  size_t Named = llvm::count_if(N.References, [this](const Decl *Target) {
    return Sharing.count(Target) != 0;
  });
  if (Named > Called)
    return true;
  for (const CallExpr *Call : Locking)
    if (llvm::none_of(Call->arguments(), [&](const Expr *Argument) {
          return Slots.count(localIn(Argument, Function)) != 0;
        }))
      return true;
  return !Slots.empty() && readsAny(Function->getBody(), Slots, Locking);
}

void UnitFacts::findOwners() {
  size_t Before;
  do {
    Before = Sharing.size();
    for (const Decl *Function : Relevant)
      if (!Sharing.count(Function) && sharesLocks(Function, Nodes[Function]))
        Sharing.insert(Function);
  } while (Sharing.size() != Before);
  for (const Decl *Function : Relevant) {
    const Node &N = Nodes[Function];
    if (N.CallsLock || Sharing.count(Function) ||
        llvm::any_of(N.References,
                     [this](const Decl *Named) {
                       const Node *Table = find(Named); // of functions
                       return isa<VarDecl>(Named) && Table && Table->CallsLock;
                     }) ||
        llvm::any_of(N.Calls, [this](const CallExpr *Call) {
          return touchesSharedLocks(Call);
        }))
      Owners.insert(Function);
  }
}

} // namespace spinpair
