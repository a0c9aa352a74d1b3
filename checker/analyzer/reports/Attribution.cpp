//===- Attribution.cpp - Whose mistake it is ------------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Finds the function that a mistake belongs to: the innermost one that all of
// it happened below, or whoever chose the value that is wrong.
//
//===----------------------------------------------------------------------===//
#include "../Plan.h"
#include "Frames.h"

using namespace clang;
using namespace ento;

namespace spinpair {

/// What the caller of \p Frame passed for the variable, or the object of a
/// member function, that \p Argument is reached through; null if it chose none.
static const Expr *chosenAbove(const StackFrameContext *Frame,
                               const Expr *Argument) {
  const Expr *Root = rootOf(Argument);
  if (isa<CXXThisExpr>(Root))
    return objectPassed(Frame);
  const ParmVarDecl *Parameter = parameterIn(Root);
  return Parameter && belongsTo(Parameter, Frame) ? passedFor(Parameter, Frame)
                                                  : nullptr;
}

/// The outermost frame that \p Argument of a call in \p Frame came through as a
/// parameter: whoever is not handed the value there is to blame for it.
static const StackFrameContext *originOf(const StackFrameContext *Frame,
                                         const Expr *Argument) {
  while (const StackFrameContext *Caller = above(Frame)) {
    Argument = chosenAbove(Frame, Argument);
    if (!Argument)
      break;
    Frame = Caller;
  }
  return Frame;
}

/// The frame above \p Owner that chose the code which \p Site is part of, where
/// \p Owner only called what it was given: a lambda or a function pointer.
static const StackFrameContext *chooserOf(const StackFrameContext *Owner,
                                          const StackFrameContext *Site) {
  while (Site != Owner && above(Owner)) {
    const StackFrameContext *Called = Site;
    while (above(Called) != Owner)
      Called = above(Called);
    const auto *Call = dyn_cast_or_null<CallExpr>(Called->getCallSite());
    if (!Call)
      break;
    const Expr *Callee = isa<CXXOperatorCallExpr>(Call) && Call->getNumArgs()
                             ? Call->getArg(0)
                             : Call->getCallee();
    const ParmVarDecl *Given = parameterIn(rootOf(Callee));
    if (!Given || !belongsTo(Given, Owner) ||
        isa<MemberExpr>(Callee->IgnoreParenCasts()))
      break;
    Owner = above(Owner);
  }
  return Owner;
}

/// Does \p Function only give a lock of its caller back, and never take it? So
/// it is right, and who calls it without the lock is wrong.
static bool onlyGivesBack(const Decl *Function) {
  const size_t Index = inPlan(Function);
  if (Index == SIZE_MAX || !currentPlan()->Proofs)
    return false;
  size_t Count = 0;
  sp_extent Extent = SP_SOME;
  const sp_way *Ways =
      sp_proofs_ways(currentPlan()->Proofs, Index, &Count, &Extent);
  bool Gives = false;
  for (const sp_way &Way : llvm::ArrayRef(Ways, Ways ? Count : 0))
    for (const sp_summary_effect &Effect :
         llvm::ArrayRef(Way.effects, Way.effect_count)) {
      if (Effect.kind == SP_TAKES || Effect.kind == SP_TAKES_AND_GIVES_BACK)
        return false;
      Gives |= Effect.kind == SP_GIVES_BACK;
    }
  return Gives && Extent != SP_SOME;
}

/// The innermost frame from \p Owner up that is to hold the lock which is given
/// back below it.
static const StackFrameContext *
whoLacksTheLock(const StackFrameContext *Owner) {
  while (above(Owner) && onlyGivesBack(Owner->getDecl()))
    Owner = above(Owner);
  return Owner;
}

static bool isNotHeld(sp_rule Rule) {
  return sp_rule_of_message(Rule) == SP_RULE_RELEASE_NOT_HELD;
}

namespace {

/// The message of a lock, as a function names it.
struct NamedMessage {
  const ParmVarDecl *Given = nullptr; ///< If it is a parameter.
  bool IsLocal = false;               ///< Is it read from a variable there?

  NamedMessage() = default;

  NamedMessage(const Expr *Written, const StackFrameContext *Owner) {
    const ParmVarDecl *Parameter = parameterIn(Written);
    if (Parameter && belongsTo(Parameter, Owner))
      Given = Parameter;
    const auto *Ref = dyn_cast<DeclRefExpr>(rootOf(Written));
    const auto *Var = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
    IsLocal = Var && Var->hasLocalStorage() && !isa<ParmVarDecl>(Var);
  }

  NamedMessage(const LockSite &Site, const StackFrameContext *Owner) {
    if (!Site.Other) {
      *this = NamedMessage(asWrittenBy(Owner, Site.Frame, Site.Call.message()),
                           Owner);
      return;
    }
    IsLocal = Site.Frame != Owner; // its name means something elsewhere
    if (const auto *Function = dyn_cast<FunctionDecl>(Owner->getDecl()))
      for (const ParmVarDecl *Parameter : Function->parameters())
        if (!IsLocal && Parameter->getName() == Site.Other->Message)
          Given = Parameter;
  }
};

} // namespace

/// The innermost frame that says that two locks, which \p Owner takes for two,
/// are one: it passes one message for both.
static const StackFrameContext *whoMadeThemOne(const StackFrameContext *Owner,
                                               const LockSite &First,
                                               const LockSite &Second) {
  NamedMessage A(First, Owner), B(Second, Owner);
  while (A.Given != B.Given && !A.IsLocal && !B.IsLocal && above(Owner)) {
    const StackFrameContext *Caller = above(Owner);
    for (NamedMessage *Each : {&A, &B})
      if (const ParmVarDecl *Parameter = Each->Given) {
        const Expr *Passed = passedFor(Parameter, Owner);
        if (!Passed)
          return Owner;
        *Each = NamedMessage(Passed, Caller);
      }
    Owner = Caller;
  }
  return Owner;
}

/// What a release is told that its caller chose: the IRQL or the handle, or
/// else the lock.
static const Expr *whatReleases(const LockCall &Call) {
  return Call.saves() ? Call.oldIrql() : Call.lockPointer();
}

const StackFrameContext *ownerOf(const sp_verdict &Verdict,
                                 const LockSite *Here) {
  const StackFrameContext *Owner = Here->Frame;
  if (Verdict.rule == SP_RULE_FORBIDDEN_CALLBACK ||
      (Verdict.rule == SP_RULE_KERNEL_WRONG_FORM && Here->isAcquire()) ||
      (Verdict.lock.flags & SP_LOCK_LENT)) {
    while (above(Owner))
      Owner = above(Owner);
    return Owner;
  }
  auto Include = [&Owner](sp_value Handle) {
    if (const LockSite *Site = LockSite::of(Handle))
      Owner = commonFrame(Owner, Site->Frame);
  };
  Include(Verdict.lock.acquired_at);
  Include(Verdict.lock.released_at);
  Include(Verdict.other.acquired_at);
  if (const LockSite *Held = LockSite::of(Verdict.lock.acquired_at);
      Held && Verdict.rule == SP_RULE_DOUBLE_ACQUIRE)
    Owner = whoMadeThemOne(Owner, *Held, *Here);
  if (Here->Other)
    return chooserOf(isNotHeld(Verdict.rule) ? whoLacksTheLock(Owner) : Owner,
                     Here->Frame);
  if (isNotHeld(Verdict.rule))
    Owner = whoLacksTheLock(originOf(Here->Frame, whatReleases(Here->Call)));
  else if (Verdict.rule == SP_RULE_OLD_IRQL_MISMATCH ||
           Verdict.rule == SP_RULE_SPIN_HANDLE_MISMATCH ||
           Verdict.rule == SP_RULE_KERNEL_OLD_IRQL_MISMATCH ||
           Verdict.rule == SP_RULE_KERNEL_HANDLE_MISMATCH)
    Owner = commonFrame(Owner, originOf(Here->Frame, whatReleases(Here->Call)));
  else if (Verdict.rule == SP_RULE_KERNEL_LOCK_MISMATCH)
    Owner =
        commonFrame(Owner, originOf(Here->Frame, Here->Call.namesObject()
                                                     ? Here->Call.lockPointer()
                                                     : Here->Call.oldIrql()));
  else if (Verdict.rule == SP_RULE_MESSAGE_ID_MISMATCH)
    Owner = commonFrame(Owner, originOf(Here->Frame, Here->Call.message()));
  else if (Verdict.rule == SP_RULE_NULL_ARGUMENT)
    Owner = originOf(Here->Frame, Here->Call.adapter());
  return chooserOf(Owner, Here->Frame);
}

} // namespace spinpair
