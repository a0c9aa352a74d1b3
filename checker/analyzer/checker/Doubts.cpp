//===- Doubts.cpp - What could not be told apart --------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Puts into words which locks a path could not tell apart, and which it hands
// over.
//
//===----------------------------------------------------------------------===//
#include "Checker.h"

#include "../MadeUp.h"
#include "../StableFields.h"

using namespace clang;
using namespace ento;

namespace spinpair {

/// Pairs of locks that are named where they cannot be told apart.
constexpr size_t MostDoubts = 2;

/// \p E as the function would write it that exploring began with.
static std::string asRootWrites(const LockSite *Site, const Expr *E,
                                ASTContext &Context) {
  return sourceText(asWrittenBy(firstFrame(Site->Frame), Site->Frame, E),
                    Context);
}

std::string nameOfLock(const LockSite *Site, ASTContext &Context) {
  if (!Site)
    return "the lock that the port driver holds";
  if (sp_kind_is_single(Site->kind()))
    return sp_kind_name(Site->kind());
  if (Site->Other && llvm::StringRef(Site->Other->Message).contains('?'))
    return "the lock taken " + Site->Other->Where;
  if (Site->Other) // one that has words of its own has its quotes, too
    return llvm::StringRef(Site->Other->Message).contains('\'')
               ? Site->Other->Message
               : "'" + Site->Other->Message + "'";
  if (Site->Call.hasPointer()) {
    auto Text = [&](const Expr *E) { return asRootWrites(Site, E, Context); };
    return "'" +
           (Site->Call.Routine->message == SP_NO_ARGUMENT
                ? pointeeText(Site->Call.oldIrql(), Text)
                : pointedLock(Site->Call, Text)) +
           "'";
  }
  if (!Site->Call.isSpin())
    return "'" + asRootWrites(Site, Site->Call.message(), Context) + "'";
  return "'" +
         spinLockName(Site->Call,
                      [&](const Expr *E) { return sourceText(E, Context); }) +
         "'";
}

std::string phraseOfLock(const LockSite *Site, ASTContext &Context) {
  const std::string Name = nameOfLock(Site, Context);
  return Site && sp_kind_is_single(Site->kind()) ? Name : "the lock of " + Name;
}

/// " of 'adapter'", for locks that are called alike; "" where none is known.
static std::string adapterOfLock(const LockSite *Site, ASTContext &Context) {
  if (!Site || (!Site->Other && Site->Call.hasPointer()))
    return "";
  std::string Adapter = Site->Other
                            ? Site->Other->Adapter
                            : asRootWrites(Site, Site->Call.adapter(), Context);
  return Adapter.empty() ? "" : " of '" + Adapter + "'";
}

void MsiLockChecker::noteDoubts(const sp_verdict &Verdict,
                                const sp_event &Event, const LockSite *Here,
                                const LockVector &Before,
                                ProgramStateRef State) const {
  const bool IsPointed = sp_kind_has_pointer(Event.kind);
  if ((Event.kind != SP_KIND_MESSAGE && !(IsPointed && Event.context)) ||
      Verdict.outcome == SP_WRONG || Doubts.size() >= MostDoubts)
    return;
  const bool Acquires =
      Here->Other ? Here->Other->Acquires : Here->Call.isAcquire();
  if (!Acquires && Verdict.outcome == SP_FINE)
    return;
  ASTContext &Context = State->getStateManager().getContext();
  PathValues Values(State, Current.EntryPoint);
  bool Any = false, IsSilent = false;
  for (const sp_lock &Lock : Before) {
    if (Lock.phase != SP_HELD ||
        sp_family_of(Lock.kind) != sp_family_of(Event.kind) ||
        sp_kind_is_single(Lock.kind) != sp_kind_is_single(Event.kind))
      continue;
    if (Lock.flags & (SP_LOCK_UNCERTAIN | SP_LOCK_SETTLED | SP_LOCK_OUTRUN)) {
      IsSilent = true;
      continue;
    }
    if (IsPointed ? Values.surelyOtherObject(valueOf(Lock.context),
                                             valueOf(Event.context))
                  : Values.surelyDiffer(valueOf(Lock.message),
                                        valueOf(Event.message)) ||
                        Values.surelyDiffer(valueOf(Lock.adapter),
                                            valueOf(Event.adapter)))
      continue;
    const LockSite *Held = LockSite::of(Lock.acquired_at);
    std::string First = nameOfLock(Here, Context),
                Second = nameOfLock(Held, Context);
    if (First == Second) {
      if (!Acquires)
        continue; // said below
      First += adapterOfLock(Here, Context);
      Second += adapterOfLock(Held, Context);
    }
    const std::string Pair = First + " and " + Second;
    Any = true;
    const bool Same =
        IsPointed ? Values.sameAdapter(valueOf(Lock.context),
                                       valueOf(Event.context)) == SP_YES
                  : Values.sameMessage(valueOf(Lock.message),
                                       valueOf(Event.message)) == SP_YES &&
                        Values.sameAdapter(valueOf(Lock.adapter),
                                           valueOf(Event.adapter)) == SP_YES;
    Doubts.insert("whether " + Pair +
                  (Same ? " have the same saved IRQL cannot be told"
                        : " name the same lock cannot be told"));
  }
  if (!Lacking.empty() && (Any || (!Acquires && !IsSilent)))
    for (sp_value Each :
         {Event.adapter, Event.message, Event.context, Event.irql})
      addOrigins(valueOf(Each), Deciding);
  if (!Any && !Acquires && !IsSilent)
    Doubts.insert("whether " + phraseOfLock(Here, Context) +
                  " is held, and with this saved IRQL, cannot be told");
}

void MsiLockChecker::noteHandedOver(ProgramStateRef State) const {
  for (const sp_lock &Lock : locksOf(State))
    HandsLocks |= Lock.phase == SP_HELD ? !(Lock.flags & SP_LOCK_LENT)
                                        : Lock.acquired_at == 0;
}

void MsiLockChecker::noteUnclear(const sp_verdict &Verdict, const Stmt *Place,
                                 ProgramStateRef State) const {
  if (Verdict.outcome == SP_UNCLEAR ||
      (Verdict.outcome == SP_WRONG && isDoubted(State)))
    Unclear.insert(Place);
}

} // namespace spinpair
