//===- Wording.cpp - The sentence of a finding ----------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A sentence for each rule: present tense, and the lock by its source text.
//
//===----------------------------------------------------------------------===//
#include "Wording.h"

#include "../PathValues.h"
#include "Frames.h"

#include "clang/Basic/CharInfo.h"

using namespace clang;
using namespace ento;

namespace spinpair {

std::string Wording::message() const {
  const std::string Lock = theLock(Verdict.lock);
  switch (Verdict.rule) {
  case SP_RULE_LEAK:
  case SP_RULE_SPIN_LEAK:
  case SP_RULE_KERNEL_LEAK:
    return Lock + " is still held on return";
  case SP_RULE_DOUBLE_ACQUIRE:
  case SP_RULE_SPIN_DOUBLE_ACQUIRE:
  case SP_RULE_KERNEL_DOUBLE_ACQUIRE:
    if ((Verdict.lock.flags & SP_LOCK_LENT) && Found.Here->isSpin())
      return Lock + " is acquired in " + Found.Callback->name +
             ", which runs with it held";
    if (Verdict.lock.flags & SP_LOCK_LENT)
      return Lock + " is acquired in the interrupt routine of the message, "
                    "which runs with it held";
    return Lock + " is acquired again while it is held";
  case SP_RULE_DOUBLE_RELEASE:
  case SP_RULE_SPIN_DOUBLE_RELEASE:
  case SP_RULE_KERNEL_DOUBLE_RELEASE:
    return Lock + " is released again, but was released before";
  case SP_RULE_RELEASE_NOT_HELD:
    if (Verdict.lock.flags & SP_LOCK_LENT)
      return Lock + " is released in the interrupt routine of the message, "
                    "for which the port driver holds it";
    return Lock + " is released, but was never acquired";
  case SP_RULE_SPIN_RELEASE_NOT_HELD:
    if (Verdict.lock.phase != SP_FAILED)
      return Lock + " is released, but no acquire filled the handle";
    return Lock + " is released, but its acquire failed";
  case SP_RULE_KERNEL_RELEASE_NOT_HELD:
    return Lock + (Found.Here->hasPointer() && namesNoLock(Found.Here)
                       ? " is released, but no acquire filled the handle"
                       : " is released, but was never acquired");
  case SP_RULE_KERNEL_LOCK_MISMATCH:
    return otherLock();
  case SP_RULE_KERNEL_HANDLE_MISMATCH:
    return wrongQueueHandle(Lock);
  case SP_RULE_KERNEL_WRONG_FORM:
    if (Found.Here->isAcquire())
      return Lock + " is acquired by " + routineAt(Found.Here) +
             " below DISPATCH_LEVEL";
    return Lock + " is acquired by " + routineAt(siteOf(Verdict.lock)) +
           ", and released by " + routineAt(Found.Here);
  case SP_RULE_FAILED_ACQUIRE:
    return Lock + " is released, but its acquire failed";
  case SP_RULE_MESSAGE_ID_MISMATCH:
    return otherMessage();
  case SP_RULE_EXTENSION_MISMATCH:
    return otherAdapter();
  case SP_RULE_OLD_IRQL_MISMATCH:
  case SP_RULE_KERNEL_OLD_IRQL_MISMATCH:
    return Lock + " is released with " + givenIrql();
  case SP_RULE_RELEASE_ORDER:
    return Lock + " is released with its own saved IRQL while the inner one " +
           forOther(siteOf(Verdict.other)) + " is held";
  case SP_RULE_SPIN_RELEASE_ORDER:
    return Lock + " is released while the inner " + theLock(Verdict.other) +
           " is held";
  case SP_RULE_KERNEL_RELEASE_ORDER:
    return Lock + " is released while the inner " +
           forWhat(siteOf(Verdict.other)) + " is held";
  case SP_RULE_SPIN_HANDLE_MISMATCH:
    return wrongHandle(Lock);
  case SP_RULE_SPIN_LOCK_ORDER:
    if (Found.Here->Use)
      return std::string(Found.Here->Use.Row->name) + " is called while " +
             Lock + " is held";
    return theLockOf(Found.Here) + " is acquired while " + Lock +
           (Found.Here->isSpin() ? " is held, which is to be taken last"
                                 : " is held, which includes it");
  case SP_RULE_NULL_ARGUMENT:
    return Lock +
           (Found.Here->isAcquire() ? " is acquired with "
                                    : " is released with ") +
           (adapterIsNull() ? "HwDeviceExtension" : "OldIrql") + " NULL";
  case SP_RULE_LOCK_ORDER:
    return std::string(Found.Here->Use.Row->name) + taken() + " while the " +
           Lock + " is held";
  case SP_RULE_IRQL_TOO_HIGH:
  case SP_RULE_KERNEL_IRQL_TOO_HIGH:
    return std::string(Found.Here->Use.Row->name) + " is limited to " +
           sp_irql_name(Found.Here->Use.Row->max_irql) +
           ", and is called while " + inSentence(Verdict.lock) + " is held";
  case SP_RULE_KERNEL_FORBIDDEN_CALL:
    return std::string(Found.Here->Use.Row->name) + " is called while " +
           inSentence(Verdict.lock) + " is held";
  case SP_RULE_FORBIDDEN_CALLBACK:
    return Lock + " is acquired in " + Found.Callback->name +
           ", which may take no lock";
  case SP_RULE_SYNC_MODE: // nor these: see reportSurvey
  case SP_RULE_SHARED_OLD_IRQL:
  case SP_RULE_KERNEL_LOCK_ORDER:
  case SP_RULE_UNCHECKED_STATUS:
    break; // not a path: see reportUnchecked
  case SP_RULE_COUNT:
    break;
  }
  return Lock;
}

std::string Wording::otherMessage() const {
  const LockSite *Held = siteOf(Verdict.lock);
  const std::string Written = messageOf(Held);
  std::string Result = theLockOf(Found.Here) + " is released, but ";
  if (Written != messageOf(Found.Here))
    return Result + "the one held is for message '" + Written + "'";
  if (Held->isAcquire() && isOneName(Held, &LockCall::message))
    return Result + "'" + Written +
           "' has changed since the one held was acquired";
  return Result + "the one held is for another value of '" + Written + "'";
}

std::string Wording::otherLock() const {
  const std::string Given = theLockOf(Found.Here),
                    Held = forWhat(siteOf(Verdict.lock));
  // But for the capital.
  return llvm::StringRef(Given).drop_front() ==
                 llvm::StringRef(Held).drop_front()
             ? Given + " is released, but was another one when the one held "
                       "was acquired"
             : Given + " is released, but the one held is " + Held;
}

std::string Wording::otherAdapter() const {
  const LockSite *Held = siteOf(Verdict.lock);
  const std::string Written = adapterOf(Held);
  std::string Result = theLockOf(Found.Here) + " is released on adapter '" +
                       adapterOf(Found.Here) + "', but ";
  if (Written != adapterOf(Found.Here))
    return Result + "was acquired on '" + Written + "'";
  if (isOneName(Held, &LockCall::adapter))
    return Result + "'" + Written + "' has changed since it was acquired";
  return Result + "was acquired on another value of '" + Written + "'";
}

bool Wording::isOneName(const LockSite *Held,
                        const Expr *(LockCall::*Argument)() const) const {
  if (Held->Other || Found.Here->Other)
    return false;
  auto NameIn = [&](const LockSite *Site) {
    const auto *Ref = dyn_cast<DeclRefExpr>(rootOf(
        asWrittenBy(Found.Owner, Site->Frame, (Site->Call.*Argument)())));
    return Ref ? Ref->getDecl() : nullptr;
  };
  return NameIn(Held) && NameIn(Held) == NameIn(Found.Here);
}

std::string Wording::wrongHandle(const std::string &Lock) const {
  const LockSite *Here = Found.Here, *Held = siteOf(Verdict.lock);
  if (!Here->isSpin())
    return Lock + " is released as the " + theLockOf(Here);
  if (!Held->isSpin())
    return Lock + " is released by StorPortReleaseSpinLock, with handle '" +
           handleOf(Here) + "'";
  const std::string Filled = handleOf(Held);
  if (!Held->Other && Filled == handleOf(Here) &&
      isOneName(Held, &LockCall::oldIrql))
    return theLockOf(Here) + " is released, but '" + Filled +
           "' has changed since the acquire of " + Lock + " filled it";
  return theLockOf(Here) + " is released, but the acquire of " + Lock +
         " filled " +
         (Held->Other || Filled == handleOf(Here) ? "another one"
                                                  : "'" + Filled + "'");
}

std::string Wording::inSentence(const sp_lock &Lock) const {
  if (Lock.kind == SP_KIND_MESSAGE)
    return "the " + theLock(Lock);
  if ((Lock.flags & SP_LOCK_LENT) && Lock.kind == SP_KIND_DEVICE)
    return "the lock of the interrupt";
  return sp_kind_has_pointer(Lock.kind) ? forWhat(siteOf(Lock)) : theLock(Lock);
}

std::string Wording::wrongQueueHandle(const std::string &Lock) const {
  const LockSite *Here = Found.Here, *Held = siteOf(Verdict.lock);
  if (!sp_kind_has_handle(Held->kind()) || !namesNoLock(Here))
    return Lock + " is acquired by " + routineAt(Held) + ", and released by " +
           routineAt(Here);
  const std::string Filled = handleOf(Held);
  if (!Held->Other && Filled == handleOf(Here) &&
      isOneName(Held, &LockCall::oldIrql))
    return theLockOf(Here) + " is released, but '" + Filled +
           "' has changed since the acquire of " + forWhat(Held) + " filled it";
  return theLockOf(Here) + " is released, but the acquire of " + forWhat(Held) +
         " filled " +
         (Held->Other || Filled == handleOf(Here) ? "another one"
                                                  : "'" + Filled + "'");
}

bool Wording::namesNoLock(const LockSite *Site) {
  return !Site->isAcquire() && sp_kind_has_handle(Site->kind());
}

std::string Wording::routineAt(const LockSite *Site) {
  if (!Site->Other && Site->Call.isStated())
    return Site->Call.Routine->name;
  if (const sp_routine *Row =
          sp_routine_of_kind(Site->kind(), Site->isAcquire()))
    return Row->name;
  if (const char *Users = sp_kind_users(Site->kind()))
    return std::string("a routine for ") + Users;
  return sp_kind_has_handle(Site->kind()) ? "a routine with a handle"
         : sp_kind_saves(Site->kind())    ? "a routine with an IRQL"
                                          : "a routine without an IRQL";
}

std::string Wording::handleOf(const LockSite *Site) const {
  if (Site->Other) {
    StringRef Cell = Site->Other->Irql;
    if (Site->hasPointer()) {
      if (Cell.consume_back("->OldIrql"))
        return ("*" + Cell).str();
      Cell.consume_back(".OldIrql");
      return Cell.str();
    }
    if (Cell.consume_back("->Context.OldIrql"))
      return ("*" + Cell).str();
    Cell.consume_back(".Context.OldIrql");
    return Cell.str();
  }
  const Expr *Handle =
      asWrittenBy(Found.Owner, Site->Frame, Site->Call.oldIrql());
  if (const auto *Address = dyn_cast<UnaryOperator>(Handle->IgnoreParenCasts()))
    if (Address->getOpcode() == UO_AddrOf)
      return sourceText(Address->getSubExpr(), Context);
  Expr::EvalResult Known;
  const bool IsNull = Handle->EvaluateAsRValue(Known, Context) &&
                      Known.Val.isLValue() && Known.Val.isNullPointer();
  return (IsNull ? "" : "*") + sourceText(Handle, Context);
}

std::string Wording::taken() const {
  std::string Lock = sp_spin_lock_name(Found.Here->Use.SpinLock);
  return Lock.empty() ? " is called" : " takes " + Lock;
}

std::string Wording::theLock(const sp_lock &Lock) const {
  if ((Lock.flags & SP_LOCK_LENT) && Lock.kind == SP_KIND_DEVICE)
    return "The lock of the interrupt";
  if ((Lock.flags & SP_LOCK_LENT) && Lock.kind != SP_KIND_MESSAGE)
    return sp_spin_lock_name(Lock.kind);
  // The one of a routine's call is named by nothing in the call.
  const auto *Routine = dyn_cast<FunctionDecl>(Found.Owner->getDecl());
  if ((Lock.flags & SP_LOCK_LENT) && Found.Here->Use && Routine &&
      Routine->getNumParams() >= 2)
    return "MSI spin lock for message '" +
           Routine->getParamDecl(1)->getNameAsString() + "'";
  return theLockOf(siteOf(Lock));
}

std::string Wording::theLockOf(const LockSite *Site) const {
  if (Site->hasPointer()) {
    if (namesNoLock(Site))
      return "Lock of handle '" + handleOf(Site) + "'";
    std::string Name = forWhat(Site);
    Name[0] = toUppercase(Name[0]);
    return Name;
  }
  if (!Site->isSpin())
    return "MSI spin lock " + forWhat(Site);
  return Site->isAcquire() ? forWhat(Site)
                           : "Lock of handle '" + handleOf(Site) + "'";
}

std::string Wording::forWhat(const LockSite *Site) const {
  if (Site->hasPointer() && !Site->Other && namesNoLock(Site))
    return "lock of handle '" + handleOf(Site) + "'";
  if (Site->isOfMessage())
    return "for message '" + messageOf(Site) + "'";
  if (Site->Other)
    return Site->Other->Message;
  return spinLockName(Site->Call,
                      [&](const Expr *E) { return text(Site->Frame, E); });
}

std::string Wording::messageOf(const LockSite *Site) const {
  return Site->Other ? Site->Other->Message
                     : text(Site->Frame, Site->Call.message());
}

std::string Wording::adapterOf(const LockSite *Site) const {
  return Site->Other ? Site->Other->Adapter
                     : text(Site->Frame, Site->Call.adapter());
}

std::string Wording::text(const StackFrameContext *Frame, const Expr *E) const {
  return sourceText(asWrittenBy(Found.Owner, Frame, E), Context);
}

const LockSite *Wording::siteOf(const sp_lock &Lock) const {
  if (const LockSite *Site = LockSite::of(Lock.acquired_at))
    return Site;
  if (const LockSite *Site = LockSite::of(Lock.released_at))
    return Site;
  return Found.Here;
}

std::string Wording::savedFor(const LockSite *Site) const {
  return Site->isOfMessage() ? forOther(Site) : "for " + forWhat(Site);
}

std::string Wording::forOther(const LockSite *Site) const {
  const LockSite *First = siteOf(Verdict.lock);
  if (!Site->isOfMessage() || !First->isOfMessage() ||
      messageOf(Site) != messageOf(First))
    return forWhat(Site);
  if (adapterOf(Site) != adapterOf(First))
    return forWhat(Site) + " of adapter '" + adapterOf(Site) + "'";
  return "for another value of '" + messageOf(Site) + "'";
}

bool Wording::adapterIsNull() const {
  const sp_value Adapter = Verdict.lock.adapter;
  return valueOf(Adapter).isZeroConstant() || !Found.Here->isAcquire() ||
         NullAdapter;
}

std::string Wording::givenIrql() const {
  const LockSite *Here = Found.Here;
  std::string Written =
      "'" +
      (Here->Other ? Here->Other->Irql
                   : text(Here->Frame, Here->Call.oldIrql())) +
      "'";
  switch (Verdict.origin) {
  case SP_IRQL_OTHER_LOCK:
    return "the IRQL saved " + savedFor(siteOf(Verdict.other)) +
           ", not with its own";
  case SP_IRQL_STALE:
    return Written + ", which holds the IRQL of another acquire";
  case SP_IRQL_ELSEWHERE:
    break;
  }
  return Written + " instead of the IRQL that its acquire saved";
}

Sentence sentenceOf(const Finding &Found, const ExplodedNode *Node) {
  Wording Words(Found);
  if (Found.Here)
    Words.NullAdapter = Node->getState()
                            ->isNull(valueOf(Found.Verdict.lock.adapter))
                            .isConstrainedTrue();
  const bool IsUse = Found.Here && Found.Here->Use;
  return {IsUse ? Found.Verdict.lock.kind != SP_KIND_MESSAGE
                : sp_rule_of_message(Found.Verdict.rule) != Found.Verdict.rule,
          Words.message()};
}

} // namespace spinpair
