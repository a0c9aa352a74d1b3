/* Lock-set automaton. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 */
#include "spinpair/lockset.h"

#include <string.h>

static sp_verdict verdict(sp_outcome outcome) {
  return (sp_verdict){.outcome = outcome, .rule = SP_RULE_NONE};
}

static bool is_spin(sp_lock_kind kind) {
  return sp_family_of(kind) == SP_FAMILY_STORPORT;
}

/* Is its holder at device IRQL, for certain? */
static bool raises_to_device(sp_lock_kind kind) {
  return sp_lock_form_of(kind)->held == SP_IRQL_DIRQL;
}

/* A mistake on lock, which other (or NULL) explains. The caller settles them.
 */
static sp_verdict wrong(sp_rule rule, const sp_lock *lock,
                        const sp_lock *other) {
  sp_verdict v = verdict(SP_WRONG);
  v.rule = sp_rule_of_family(rule, sp_family_of(lock->kind));
  v.lock = *lock;
  if (other)
    v.other = *other;
  return v;
}

/* Both of two answers. */
static sp_answer both(sp_answer a, sp_answer b) {
  return a == SP_NO || b == SP_NO ? SP_NO : a == SP_YES ? b : a;
}

static sp_answer is_lock_of(const sp_lock *lock, const sp_event *event,
                            const sp_questions *ask) {
  const bool may_wrap = sp_kind_may_wrap(lock->kind, event->kind);
  if (!may_wrap && !sp_kind_may_share(lock->kind, event->kind))
    return SP_NO;
  if (sp_kind_has_pointer(lock->kind)) {
    sp_answer one = SP_UNKNOWN;
    if (lock->context && event->context)
      one = ask->same_adapter(ask->context, lock->context, event->context);
    /* These are of different types, unless one pointer names both. */
    return !may_wrap ? one : one == SP_YES ? SP_UNKNOWN : SP_NO;
  }
  sp_answer adapter =
      ask->same_adapter(ask->context, lock->adapter, event->adapter);
  if (adapter == SP_NO)
    return SP_NO;
  if (is_spin(lock->kind) && (!lock->message || !event->message))
    return SP_UNKNOWN; /* known by its handle only */
  sp_answer message =
      ask->same_message(ask->context, lock->message, event->message);
  sp_answer same = both(message, adapter);
  /* Each DPC has a DpcLock of its own; the others are there once. */
  if (is_spin(lock->kind) && lock->kind != SP_KIND_START_IO &&
      lock->kind != SP_KIND_INTERRUPT && same != SP_NO)
    same = both(same,
                ask->same_adapter(ask->context, lock->context, event->context));
  return same;
}

/* Is there nothing more to say of the lock? */
static bool silenced(const sp_lock *lock) {
  return (lock->flags & (SP_LOCK_UNCERTAIN | SP_LOCK_SETTLED)) != 0;
}

/* Is nothing to be said of its release? */
static bool release_silenced(const sp_lock *lock) {
  return silenced(lock) || (lock->flags & SP_LOCK_OUTRUN);
}

static void remove_at(sp_lockset *set, size_t index) {
  memmove(&set->locks[index], &set->locks[index + 1],
          (set->count - index - 1) * sizeof *set->locks);
  set->count--;
}

static void append(sp_lockset *set, const sp_event *event, sp_phase phase,
                   unsigned flags) {
  sp_lock *lock = &set->locks[set->count++];
  memset(lock, 0, sizeof *lock);
  lock->adapter = event->adapter;
  lock->message = event->message;
  lock->context = event->context;
  lock->kind = event->kind;
  lock->saved = event->irql;
  lock->phase = phase;
  lock->flags = flags;
  if (phase == SP_HELD) {
    lock->status = event->status;
    lock->acquired_at = event->site;
  } else {
    lock->released_at = event->site;
  }
}

/* Forgets what is remembered of a lock that is not held, but for whether a
 * mistake on it was reported, which it returns. */
static unsigned forget(sp_lockset *set, const sp_event *event,
                       const sp_questions *ask) {
  unsigned flags = 0;
  for (size_t i = set->count; i-- > 0;)
    if (set->locks[i].phase != SP_HELD &&
        is_lock_of(&set->locks[i], event, ask) == SP_YES) {
      flags |= set->locks[i].flags & SP_LOCK_SETTLED;
      remove_at(set, i);
    }
  return flags;
}

static void mark_released(sp_lock *lock, sp_value site, unsigned flags) {
  lock->phase = SP_RELEASED;
  lock->released_at = site;
  lock->flags = flags;
}

bool sp_lockset_settle_status(sp_lockset *set, const sp_questions *ask) {
  bool changed = false;
  for (size_t i = 0; i < set->count; i++) {
    sp_lock *lock = &set->locks[i];
    if (lock->phase == SP_HELD && lock->status &&
        ask->failed(ask->context, lock->status) == SP_YES) {
      lock->phase = SP_FAILED;
      changed = true;
    }
  }
  return changed;
}

void sp_lockset_abandon(sp_lockset *set) {
  for (size_t i = 0; i < set->count; i++)
    set->locks[i].flags |= SP_LOCK_SETTLED;
}

bool sp_lockset_doubt(sp_lockset *set, size_t index) {
  sp_lock *lock = &set->locks[index];
  if (lock->phase != SP_HELD ||
      (lock->flags & (SP_LOCK_UNCERTAIN | SP_LOCK_LENT)))
    return false;
  lock->flags |= SP_LOCK_UNCERTAIN;
  return true;
}

/* The lock that an event names, for reports where the set has no such lock. */
static sp_lock lock_of_event(const sp_event *event) {
  sp_lock lock;
  memset(&lock, 0, sizeof lock);
  lock.adapter = event->adapter;
  lock.message = event->message;
  lock.context = event->context;
  lock.kind = event->kind;
  lock.saved = event->irql;
  lock.acquired_at = event->site;
  return lock;
}

/* The lock that a release names, which nobody is known to have taken. */
static sp_lock lock_named_by(const sp_event *event) {
  sp_lock lock = lock_of_event(event);
  lock.acquired_at = 0;
  return lock;
}

/* Was a mistake reported on the lock that the event names? */
static bool was_settled(const sp_lockset *set, const sp_event *event,
                        const sp_questions *ask) {
  for (size_t i = 0; i < set->count; i++)
    if ((set->locks[i].flags & SP_LOCK_SETTLED) &&
        is_lock_of(&set->locks[i], event, ask) == SP_YES)
      return true;
  return false;
}

void sp_lockset_lend(sp_lockset *set, sp_lock_kind kind, sp_value adapter,
                     sp_value message) {
  sp_event event = {.adapter = adapter, .message = message, .kind = kind};
  append(set, &event, SP_HELD, SP_LOCK_LENT);
}

static bool is_lent(const sp_lock *lock) {
  return (lock->flags & SP_LOCK_LENT) != 0;
}

/* The lock that rules out, by the hierarchy, that the one of the event is
 * taken. InterruptLock comes last, and is the lock of every message. What may
 * not be taken under the lock of a message is a routine's (sp_lockset_call). */
static size_t find_above(const sp_lockset *set, const sp_event *event,
                         const sp_questions *ask, sp_outcome *outcome) {
  if (event->kind == SP_KIND_INTERRUPT || event->kind == SP_KIND_SPIN ||
      sp_kind_has_pointer(event->kind))
    return SP_NO_LOCK;
  for (size_t i = set->count; i-- > 0;) {
    const sp_lock *lock = &set->locks[i];
    if (lock->phase != SP_HELD || lock->kind != SP_KIND_INTERRUPT ||
        (is_lent(lock) && sp_kind_is_of_message(event->kind)))
      continue; /* of messages that have no locks of their own: SyncMode */
    sp_answer same =
        ask->same_adapter(ask->context, lock->adapter, event->adapter);
    if (same == SP_YES && !silenced(lock))
      return i;
    if (same != SP_NO)
      *outcome = SP_UNCLEAR;
  }
  return SP_NO_LOCK;
}

/* Is an acquire of the event's lock a mistake by the hierarchy, which
 * sp_lockset_call reports? */
static bool is_under_message(const sp_lockset *set, const sp_event *event) {
  for (size_t i = 0; is_spin(event->kind) && i < set->count; i++)
    if (set->locks[i].phase == SP_HELD &&
        sp_kind_is_of_message(set->locks[i].kind))
      return true;
  return false;
}

/* Is the lock taken below DISPATCH_LEVEL by a routine that does not raise the
 * IRQL? */
static bool is_taken_below(const sp_lockset *set, const sp_event *event) {
  if (!event->below || !sp_kind_has_pointer(event->kind) ||
      sp_kind_raises(event->kind))
    return false;
  for (size_t i = 0; i < set->count; i++)
    if (set->locks[i].phase == SP_HELD)
      return false;
  return true;
}

sp_verdict sp_lockset_acquire(sp_lockset *set, const sp_event *event,
                              const sp_questions *ask) {
  sp_outcome outcome = SP_FINE;

  sp_lockset_settle_status(set, ask);
  if (sp_kind_is_of_message(event->kind) &&
      (ask->is_null(ask->context, event->adapter) == SP_YES ||
       ask->is_null(ask->context, event->slot) == SP_YES)) {
    if (was_settled(set, event, ask))
      return verdict(SP_UNCLEAR);
    sp_lock lock = lock_of_event(event);
    append(set, event, SP_HELD, SP_LOCK_SETTLED);
    return wrong(SP_RULE_NULL_ARGUMENT, &lock, NULL);
  }
  const bool is_below = is_taken_below(set, event);
  if (event->forbidden || is_below) {
    sp_lock lock = lock_of_event(event);
    bool said = was_settled(set, event, ask);
    append(set, event, SP_HELD, SP_LOCK_SETTLED);
    return said ? verdict(SP_UNCLEAR)
                : wrong(is_below ? SP_RULE_KERNEL_WRONG_FORM
                                 : SP_RULE_FORBIDDEN_CALLBACK,
                        &lock, NULL);
  }

  for (size_t i = set->count; i-- > 0;) {
    sp_lock *lock = &set->locks[i];
    if (lock->phase != SP_HELD)
      continue;
    sp_answer same = is_lock_of(lock, event, ask);
    if (same == SP_UNKNOWN)
      outcome = SP_UNCLEAR;
    if (same != SP_YES)
      continue;
    if (silenced(lock)) {
      /* Either it was released where nobody could see, or all is said. The
       * new acquire stands for it from now on. */
      unsigned flags = lock->flags & SP_LOCK_SETTLED;
      if (!is_lent(lock) && !sp_kind_has_handle(lock->kind)) /* else known */
        remove_at(set, i);
      append(set, event, SP_HELD, flags);
      return verdict(SP_UNCLEAR);
    }
    sp_verdict v = wrong(SP_RULE_DOUBLE_ACQUIRE, lock, NULL);
    lock->flags |= SP_LOCK_SETTLED;
    if (sp_kind_has_handle(event->kind)) /* which is to be known */
      append(set, event, SP_HELD, SP_LOCK_SETTLED);
    return v;
  }

  size_t above = find_above(set, event, ask, &outcome);
  if (above != SP_NO_LOCK) {
    sp_lock named = lock_of_event(event);
    sp_verdict v = wrong(SP_RULE_SPIN_LOCK_ORDER, &set->locks[above], &named);
    set->locks[above].flags |= SP_LOCK_SETTLED;
    append(set, event, SP_HELD, SP_LOCK_SETTLED);
    return v;
  }

  unsigned flags = forget(set, event, ask);
  if (is_under_message(set, event))
    flags |= SP_LOCK_SETTLED;
  append(set, event, SP_HELD, flags);
  return verdict(flags ? SP_UNCLEAR : outcome);
}

/* The innermost lock of a phase whose saved IRQL is irql. */
static size_t find_saved(const sp_lockset *set, sp_value irql,
                         const sp_questions *ask, sp_phase phase) {
  for (size_t i = set->count; i-- > 0;)
    if (set->locks[i].phase == phase && set->locks[i].saved &&
        sp_kind_saves(set->locks[i].kind) &&
        ask->is_saved(ask->context, irql, set->locks[i].saved) == SP_YES)
      return i;
  return SP_NO_LOCK;
}

/* Is a lock held below index, so that who took the one at index was at its IRQL
 * already? */
static bool is_nested(const sp_lockset *set, size_t index) {
  for (size_t i = 0; i < index; i++)
    if (set->locks[i].phase == SP_HELD)
      return true;
  return false;
}

/* The innermost lock above index that is held for certain, and at a higher IRQL
 * than the release of the one at index goes back to: at device IRQL; or, if
 * that one was taken first, maybe at DISPATCH_LEVEL. */
static size_t find_inner(const sp_lockset *set, size_t index) {
  if (!sp_kind_raises(set->locks[index].kind))
    return SP_NO_LOCK;
  const bool to_caller = !is_nested(set, index);
  for (size_t i = set->count; i-- > index + 1;)
    if (set->locks[i].phase == SP_HELD && !release_silenced(&set->locks[i]) &&
        (raises_to_device(set->locks[i].kind) || to_caller))
      return i;
  return SP_NO_LOCK;
}

/* Hand-over-hand: the lock at outer is released with what the inner one saved.
 * Every lock in between, and the inner one, now has to give back what the next
 * one out saved. One that may have been released makes the rest uncertain. */
static void shift_saved(sp_lockset *set, size_t outer, size_t inner) {
  sp_value saved = set->locks[outer].saved;
  bool skipped_uncertain = false;
  for (size_t i = outer + 1; i <= inner; i++) {
    sp_lock *lock = &set->locks[i];
    if (lock->phase != SP_HELD)
      continue;
    if (skipped_uncertain)
      lock->flags |= SP_LOCK_UNCERTAIN;
    skipped_uncertain |= i < inner && release_silenced(lock);
    sp_value own = lock->saved;
    lock->saved = saved;
    saved = own;
  }
  set->locks[outer].saved = saved;
}

/* A release above may have been hand-over-hand with what an inner lock saved:
 * from then on nobody knows what the inner ones have to give back. */
static void doubt_inner(sp_lockset *set, size_t index) {
  for (size_t i = index + 1; i < set->count; i++)
    sp_lockset_doubt(set, i);
}

/* Releases the lock at index, whose saved IRQL is still to be given back,
 * without an IRQL: what an inner lock was taken without is its own from now on.
 * False if there is no such lock. */
static bool hand_saved_on(sp_lockset *set, size_t index, sp_value site) {
  sp_lock *lock = &set->locks[index];
  for (size_t i = set->count; i-- > index + 1;) {
    sp_lock *inner = &set->locks[i];
    if (inner->phase != SP_HELD || inner->kind != SP_KIND_EXECUTIVE_DPC ||
        silenced(inner))
      continue;
    inner->kind = lock->kind;
    inner->saved = lock->saved;
    /* Its release may also leave the IRQL to a call of KeLowerIrql. */
    inner->flags |= SP_LOCK_OUTRUN;
    mark_released(lock, site, lock->flags & SP_LOCK_SETTLED);
    return true;
  }
  return false;
}

/* May a release of another form than the acquire be right? One that is told an
 * IRQL may be given what KeRaiseIrql found, and
 * ExTryConvertSharedSpinLockExclusive makes an exclusive lock out of a shared
 * one. */
static bool may_be_of_form(const sp_lock *lock, const sp_event *event,
                           const sp_questions *ask) {
  const sp_lock_kind from = lock->kind, to = event->kind;
  if ((from == SP_KIND_SHARED && to == SP_KIND_EXCLUSIVE) ||
      (from == SP_KIND_SHARED_DPC && to == SP_KIND_EXCLUSIVE_DPC))
    return !event->unconverted;
  /* Of a library's locks, nobody tells what its other functions do. */
  if ((from == SP_KIND_STATED_SHARED && to == SP_KIND_STATED_EXCLUSIVE) ||
      (from == SP_KIND_STATED_SHARED_PLAIN &&
       to == SP_KIND_STATED_EXCLUSIVE_PLAIN))
    return true;
  const bool is_raised =
      (from == SP_KIND_EXECUTIVE_DPC && to == SP_KIND_EXECUTIVE) ||
      (from == SP_KIND_EXCLUSIVE_DPC && to == SP_KIND_EXCLUSIVE) ||
      (from == SP_KIND_STATED_PLAIN && to == SP_KIND_STATED) ||
      (from == SP_KIND_STATED_EXCLUSIVE_PLAIN &&
       to == SP_KIND_STATED_EXCLUSIVE) ||
      (from == SP_KIND_STATED_SHARED_PLAIN && to == SP_KIND_STATED_SHARED) ||
      (from == SP_KIND_SHARED_DPC && to == SP_KIND_SHARED);
  /* What NDIS takes, and keeps the IRQL of in OldIrql, the kernel gives back
   * just as well, and the other way round. */
  if ((from == SP_KIND_NETWORK && to == SP_KIND_EXECUTIVE) ||
      (from == SP_KIND_EXECUTIVE && to == SP_KIND_NETWORK) ||
      (from == SP_KIND_NETWORK_DPC && to == SP_KIND_EXECUTIVE_DPC) ||
      (from == SP_KIND_EXECUTIVE_DPC && to == SP_KIND_NETWORK_DPC))
    return true;
  return is_raised && ask->is_saved(ask->context, event->irql, 0) != SP_NO;
}

/* A release of the lock at index by a routine of another form than its acquire.
 */
static sp_verdict release_otherwise(sp_lockset *set, size_t index,
                                    const sp_event *event,
                                    const sp_questions *ask) {
  sp_lock *lock = &set->locks[index];
  /* Also what was handed to this one before. */
  if (lock->kind == SP_KIND_EXECUTIVE && !sp_kind_saves(event->kind) &&
      hand_saved_on(set, index, event->site))
    return verdict(SP_UNCLEAR);
  if (release_silenced(lock)) {
    sp_verdict v = verdict(SP_UNCLEAR);
    v.lock = *lock;
    mark_released(lock, event->site, lock->flags & SP_LOCK_SETTLED);
    return v;
  }
  if (may_be_of_form(lock, event, ask)) {
    mark_released(lock, event->site, 0);
    return verdict(SP_UNCLEAR);
  }
  sp_lock named = lock_named_by(event);
  sp_verdict v = wrong(SP_RULE_KERNEL_WRONG_FORM, lock, &named);
  size_t other = sp_kind_saves(event->kind)
                     ? find_saved(set, event->irql, ask, SP_HELD)
                     : SP_NO_LOCK;
  if (other != SP_NO_LOCK) /* whose IRQL it was: the same mistake */
    set->locks[other].flags |= SP_LOCK_SETTLED;
  mark_released(lock, event->site, SP_LOCK_SETTLED);
  return v;
}

/* Releases the lock at index, which is the one the event names. */
static sp_verdict release_held(sp_lockset *set, size_t index,
                               const sp_event *event, const sp_questions *ask) {
  sp_lock *lock = &set->locks[index];
  if (!sp_kind_is_released_as(lock->kind, event->kind))
    return release_otherwise(set, index, event, ask);
  sp_answer own = sp_kind_saves(lock->kind)
                      ? ask->is_saved(ask->context, event->irql, lock->saved)
                      : SP_YES;
  size_t other = SP_NO_LOCK;
  if (own == SP_NO)
    other = find_saved(set, event->irql, ask, SP_HELD);
  bool hand_over_hand = other != SP_NO_LOCK && other > index &&
                        !sp_kind_has_handle(set->locks[other].kind);
  if (hand_over_hand)
    shift_saved(set, index, other);

  if (release_silenced(lock)) {
    sp_verdict v = verdict(SP_UNCLEAR);
    v.lock = *lock;
    mark_released(lock, event->site, lock->flags & SP_LOCK_SETTLED);
    return v;
  }
  if (own == SP_UNKNOWN) {
    mark_released(lock, event->site, 0);
    doubt_inner(set, index);
    return verdict(SP_UNCLEAR);
  }

  size_t inner = own == SP_YES ? find_inner(set, index) : SP_NO_LOCK;
  /* Whoever takes spin locks at DISPATCH_LEVEL already may release them in any
   * order, and nobody tells whether that is so. */
  if (inner != SP_NO_LOCK && (sp_kind_has_pointer(lock->kind) ||
                              !raises_to_device(set->locks[inner].kind))) {
    for (size_t i = index + 1; i < set->count && !is_nested(set, index); i++)
      if (!sp_kind_saves(set->locks[i].kind))
        set->locks[i].flags |= SP_LOCK_LOWERED;
    mark_released(lock, event->site, 0);
    return verdict(SP_UNCLEAR);
  }
  if (inner != SP_NO_LOCK) {
    sp_verdict v = wrong(SP_RULE_RELEASE_ORDER, lock, &set->locks[inner]);
    mark_released(lock, event->site, SP_LOCK_SETTLED);
    set->locks[inner].flags |= SP_LOCK_OUTRUN;
    return v;
  }
  if (own == SP_YES || hand_over_hand) {
    mark_released(lock, event->site, 0);
    return verdict(SP_FINE);
  }

  sp_irql_origin origin = SP_IRQL_OTHER_LOCK;
  if (other == SP_NO_LOCK) {
    other = find_saved(set, event->irql, ask, SP_RELEASED);
    origin = other == SP_NO_LOCK ? SP_IRQL_ELSEWHERE : SP_IRQL_STALE;
  }
  sp_verdict v = wrong(SP_RULE_OLD_IRQL_MISMATCH, lock,
                       other == SP_NO_LOCK ? NULL : &set->locks[other]);
  v.origin = origin;
  mark_released(lock, event->site, SP_LOCK_SETTLED);
  if (origin == SP_IRQL_OTHER_LOCK)
    set->locks[other].flags |= SP_LOCK_SETTLED;
  return v;
}

/* Can the lock of a release have been taken before the path? */
static sp_answer was_handed_in(const sp_event *event, const sp_questions *ask) {
  return sp_kind_saves(event->kind)
             ? ask->handed_in(ask->context, event->irql)
             : ask->caller_knows(ask->context, event->context);
}

/* A release of a lock that no lock of the set can be. */
static sp_verdict release_other(sp_lockset *set, const sp_event *event,
                                const sp_questions *ask) {
  sp_lock named = lock_named_by(event);

  size_t meant = sp_kind_saves(event->kind)
                     ? find_saved(set, event->irql, ask, SP_HELD)
                     : SP_NO_LOCK;
  if (meant != SP_NO_LOCK) {
    sp_lock *lock = &set->locks[meant];
    const bool of_pointers = sp_kind_has_pointer(event->kind);
    if (release_silenced(lock) || was_settled(set, event, ask) ||
        of_pointers != sp_kind_has_pointer(lock->kind) ||
        sp_kind_may_wrap(lock->kind, event->kind)) {
      mark_released(lock, event->site, SP_LOCK_SETTLED);
      return verdict(SP_UNCLEAR);
    }
    sp_rule rule = SP_RULE_MESSAGE_ID_MISMATCH;
    if (sp_kind_has_handle(lock->kind))
      rule = SP_RULE_SPIN_HANDLE_MISMATCH;
    else if (!of_pointers && ask->same_adapter(ask->context, lock->adapter,
                                               event->adapter) == SP_NO)
      rule = SP_RULE_EXTENSION_MISMATCH;
    sp_verdict v = wrong(rule, lock, &named);
    mark_released(lock, event->site, SP_LOCK_SETTLED);
    return v;
  }

  sp_answer handed_in = was_handed_in(event, ask);
  bool unclear = handed_in == SP_UNKNOWN, maybe = false;
  for (size_t i = set->count; i-- > 0;) {
    sp_lock *lock = &set->locks[i];
    if (lock->phase == SP_HELD)
      continue;
    sp_answer same = is_lock_of(lock, event, ask);
    /* A lock that was given back before is not held either way: then the caller
     * would have to have taken it. */
    if (same == SP_UNKNOWN &&
        (handed_in != SP_NO || lock->phase != SP_RELEASED || silenced(lock)))
      maybe = true;
    if (same != SP_YES)
      continue;
    if (silenced(lock) || unclear)
      return verdict(SP_UNCLEAR);
    sp_verdict v = wrong(lock->phase == SP_FAILED ? SP_RULE_FAILED_ACQUIRE
                                                  : SP_RULE_DOUBLE_RELEASE,
                         lock, NULL);
    lock->flags |= SP_LOCK_SETTLED;
    return v;
  }

  append(set, event, SP_RELEASED, 0);
  if (unclear || maybe)
    return verdict(SP_UNCLEAR);
  if (handed_in == SP_YES)
    return verdict(SP_FINE);
  set->locks[set->count - 1].flags |= SP_LOCK_SETTLED;
  return wrong(SP_RULE_RELEASE_NOT_HELD, &named, NULL);
}

/* A release by a handle that no lock of the set is known to have filled. */
static sp_verdict release_unknown(sp_lockset *set, const sp_event *event,
                                  const sp_questions *ask) {
  sp_answer handed_in = ask->handed_in(ask->context, event->irql);
  bool unclear = handed_in == SP_UNKNOWN;
  size_t meant = SP_NO_LOCK;
  for (size_t i = set->count; i-- > 0;) {
    sp_lock *lock = &set->locks[i];
    if (lock->phase != SP_HELD || is_lent(lock) || !sp_kind_saves(lock->kind))
      continue;
    if (ask->is_saved(ask->context, event->irql, lock->saved) == SP_UNKNOWN) {
      unclear = true;
      sp_lockset_doubt(set, i);
    } else if (sp_kind_has_handle(lock->kind) && meant == SP_NO_LOCK &&
               sp_family_of(lock->kind) == sp_family_of(event->kind)) {
      meant = i;
    }
  }
  if (unclear)
    return verdict(SP_UNCLEAR);

  for (sp_phase phase = SP_RELEASED; phase <= SP_FAILED; phase++) {
    size_t i = find_saved(set, event->irql, ask, phase);
    if (i == SP_NO_LOCK)
      continue;
    sp_lock *lock = &set->locks[i];
    if (silenced(lock) || !sp_kind_has_handle(lock->kind))
      return verdict(SP_UNCLEAR);
    sp_verdict v = wrong(phase == SP_FAILED ? SP_RULE_FAILED_ACQUIRE
                                            : SP_RULE_DOUBLE_RELEASE,
                         lock, NULL);
    lock->flags |= SP_LOCK_SETTLED;
    return v;
  }

  if (handed_in == SP_YES) {
    append(set, event, SP_RELEASED, 0);
    return verdict(SP_FINE);
  }
  sp_lock named = lock_named_by(event);
  if (meant == SP_NO_LOCK) {
    append(set, event, SP_RELEASED, SP_LOCK_SETTLED);
    return wrong(SP_RULE_RELEASE_NOT_HELD, &named, NULL);
  }
  sp_lock *lock = &set->locks[meant];
  bool said = release_silenced(lock);
  sp_verdict v = wrong(SP_RULE_SPIN_HANDLE_MISMATCH, lock, &named);
  mark_released(lock, event->site, SP_LOCK_SETTLED);
  return said ? verdict(SP_UNCLEAR) : v;
}

/* Is the handle of a release as the acquire filled it: the same one, if it is a
 * node of a queue, with what is in it beside the IRQL? The acquire has it as
 * the adapter and the release as the slot, if whoever asks follows it; of one
 * of StorPort the slot is what its Lock says. Without a slot it is taken for
 * right. */
static sp_answer is_handle_of(const sp_lock *lock, const sp_event *event,
                              const sp_questions *ask) {
  if (!sp_kind_has_pointer(lock->kind))
    return event->slot && lock->message
               ? ask->same_message(ask->context, lock->message, event->slot)
               : SP_YES;
  if (!event->slot || !sp_kind_has_handle(lock->kind))
    return SP_YES;
  sp_answer same = ask->same_adapter(ask->context, lock->adapter, event->slot);
  if (event->context && lock->context)
    same = both(same,
                ask->same_adapter(ask->context, lock->context, event->context));
  return same;
}

/* A release by the handle that an acquire filled: what that saved says which
 * lock it is. */
static sp_verdict release_by_handle(sp_lockset *set, const sp_event *event,
                                    const sp_questions *ask) {
  size_t index = find_saved(set, event->irql, ask, SP_HELD);
  if (index == SP_NO_LOCK)
    return release_unknown(set, event, ask);
  sp_lock *lock = &set->locks[index];
  sp_lock was = *lock;
  const sp_answer whole = is_handle_of(lock, event, ask);
  bool sure = !release_silenced(lock) && whole != SP_UNKNOWN &&
              !sp_kind_may_wrap(lock->kind, event->kind) &&
              (sp_kind_has_pointer(lock->kind) ||
               ask->same_adapter(ask->context, lock->adapter, event->adapter) ==
                   SP_YES);
  mark_released(lock, event->site, sure ? 0 : was.flags & SP_LOCK_SETTLED);
  if (!sure) {
    sp_verdict v = verdict(SP_UNCLEAR);
    v.lock = was;
    return v;
  }
  const bool is_other_form =
      sp_kind_has_pointer(event->kind) && was.kind != event->kind;
  if (!sp_kind_has_handle(was.kind) || is_other_form) {
    lock->flags = SP_LOCK_SETTLED;
    sp_lock named = lock_named_by(event);
    return wrong(sp_kind_has_pointer(was.kind) && is_other_form
                     ? SP_RULE_KERNEL_WRONG_FORM
                     : SP_RULE_SPIN_HANDLE_MISMATCH,
                 &was, &named);
  }
  if (whole == SP_NO) {
    lock->flags = SP_LOCK_SETTLED;
    sp_lock named = lock_named_by(event);
    return wrong(SP_RULE_SPIN_HANDLE_MISMATCH, &was, &named);
  }
  size_t inner = find_inner(set, index);
  if (inner == SP_NO_LOCK)
    return verdict(SP_FINE);
  if (!raises_to_device(set->locks[inner].kind) &&
      !(sp_kind_has_pointer(was.kind) &&
        sp_kind_has_pointer(set->locks[inner].kind))) {
    sp_verdict v = verdict(SP_UNCLEAR);
    v.lock = was;
    return v;
  }
  sp_verdict v = wrong(SP_RULE_RELEASE_ORDER, &was, &set->locks[inner]);
  lock->flags = SP_LOCK_SETTLED;
  set->locks[inner].flags |= SP_LOCK_OUTRUN;
  return v;
}

/* A release that names the lock at index by the IRQL that its acquire saved, as
 * who exchanges the two arguments does. */
static sp_verdict release_exchanged(sp_lockset *set, size_t index,
                                    const sp_event *event) {
  sp_lock *lock = &set->locks[index];
  sp_lock named = lock_named_by(event);
  sp_verdict v = release_silenced(lock)
                     ? verdict(SP_UNCLEAR)
                     : wrong(SP_RULE_MESSAGE_ID_MISMATCH, lock, &named);
  mark_released(lock, event->site, SP_LOCK_SETTLED);
  return v;
}

sp_verdict sp_lockset_release(sp_lockset *set, const sp_event *event,
                              const sp_questions *ask) {
  sp_lockset_settle_status(set, ask);
  if (sp_kind_has_handle(event->kind))
    return release_by_handle(set, event, ask);
  if (sp_kind_is_of_message(event->kind) &&
      ask->is_null(ask->context, event->adapter) == SP_YES) {
    if (was_settled(set, event, ask))
      return verdict(SP_UNCLEAR);
    sp_lock lock = lock_of_event(event);
    return wrong(SP_RULE_NULL_ARGUMENT, &lock, NULL);
  }

  if (event->kind == SP_KIND_MESSAGE) {
    size_t exchanged = find_saved(set, event->message, ask, SP_HELD);
    if (exchanged != SP_NO_LOCK &&
        set->locks[exchanged].kind == SP_KIND_MESSAGE)
      return release_exchanged(set, exchanged, event);
  }

  size_t possible = SP_NO_LOCK, candidates = 0, outermost = SP_NO_LOCK;
  for (size_t i = set->count; i-- > 0;) {
    if (set->locks[i].phase != SP_HELD)
      continue;
    sp_answer same = is_lock_of(&set->locks[i], event, ask);
    if (same == SP_YES && is_lent(&set->locks[i])) {
      if (silenced(&set->locks[i]))
        return verdict(SP_UNCLEAR);
      sp_verdict v = wrong(SP_RULE_RELEASE_NOT_HELD, &set->locks[i], NULL);
      set->locks[i].flags |= SP_LOCK_SETTLED;
      return v;
    }
    if (same == SP_YES)
      return release_held(set, i, event, ask);
    if (same == SP_UNKNOWN && !is_lent(&set->locks[i])) {
      candidates++;
      outermost = i;
      if (possible == SP_NO_LOCK ||
          (sp_kind_saves(event->kind) && sp_kind_saves(set->locks[i].kind) &&
           ask->is_saved(ask->context, event->irql, set->locks[i].saved) ==
               SP_YES))
        possible = i;
    }
  }
  if (candidates == 0)
    return release_other(set, event, ask);

  /* It may be any of the candidates. The saved IRQL says which, or it is the
   * only one, or none of them can be followed any further. */
  size_t saved_by = sp_kind_saves(event->kind)
                        ? find_saved(set, event->irql, ask, SP_HELD)
                        : SP_NO_LOCK;
  bool named = saved_by == possible && outermost == possible;
  if (named || (candidates == 1 && saved_by == SP_NO_LOCK)) {
    sp_lock *lock = &set->locks[possible];
    /* Without the IRQL's word it may be another lock that was released. */
    mark_released(lock, event->site,
                  named ? lock->flags & SP_LOCK_SETTLED : SP_LOCK_SETTLED);
    if (!named)
      doubt_inner(set, possible);
    return verdict(SP_UNCLEAR);
  }
  for (size_t i = 0; i < set->count; i++)
    if (set->locks[i].phase == SP_HELD &&
        (i == saved_by || is_lock_of(&set->locks[i], event, ask) == SP_UNKNOWN))
      set->locks[i].flags |= SP_LOCK_UNCERTAIN;
  return verdict(SP_UNCLEAR);
}

static sp_rule ruling_under(const sp_ruling *routine, sp_lock_kind kind) {
  if (sp_kind_is_of_message(kind))
    return routine->under_message;
  if (kind == SP_KIND_INTERRUPT)
    return routine->under_interrupt;
  if (raises_to_device(kind)) /* it has no place in StorPort's hierarchy */
    return routine->under_interrupt == SP_RULE_IRQL_TOO_HIGH
               ? SP_RULE_IRQL_TOO_HIGH
               : SP_RULE_NONE;
  return sp_lock_form_of(kind)->held == SP_IRQL_DISPATCH
             ? routine->under_dispatch
             : SP_RULE_NONE;
}

sp_verdict sp_lockset_call(sp_lockset *set, const sp_ruling *routine,
                           const sp_questions *ask) {
  sp_lockset_settle_status(set, ask);
  bool maybe = false;
  for (size_t i = set->count; i-- > 0;) {
    const sp_lock *lock = &set->locks[i];
    const sp_rule rule = ruling_under(routine, lock->kind);
    if (lock->phase != SP_HELD || rule == SP_RULE_NONE)
      continue;
    if (!silenced(lock))
      return wrong(rule, lock, NULL);
    maybe = true;
  }
  return verdict(maybe ? SP_UNCLEAR : SP_FINE);
}

sp_verdict sp_lockset_leave(sp_lockset *set, size_t index,
                            const sp_questions *ask) {
  sp_lockset_settle_status(set, ask);
  sp_lock *lock = &set->locks[index];
  if (lock->phase != SP_HELD || is_lent(lock))
    return verdict(SP_FINE);
  if (silenced(lock))
    return verdict(SP_UNCLEAR);
  switch (lock->flags & SP_LOCK_LOWERED ? SP_NO
          : sp_kind_saves(lock->kind)
              ? ask->reachable(ask->context, lock->saved)
              : ask->caller_knows(ask->context, lock->context)) {
  case SP_YES:
    return verdict(SP_FINE);
  case SP_UNKNOWN:
    return verdict(SP_UNCLEAR);
  case SP_NO:
    break;
  }
  sp_verdict v = wrong(SP_RULE_LEAK, lock, NULL);
  lock->flags |= SP_LOCK_SETTLED;
  return v;
}
