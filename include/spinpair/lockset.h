/* Lock-set automaton: the protocol of the spin locks of the families.
 *
 * SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 *
 * The automaton decides; whoever runs it only observes. Each function takes a
 * lock set and an event, changes the set and returns a verdict. It allocates
 * nothing, keeps no state of its own and never looks into a value: what it
 * must know of one it asks through sp_questions, and every answer may be
 * "unknown". Where an answer is unknown it stays silent.
 *
 * Facts: DDI reference, nf-storport-storportacquiremsispinlock and
 * nf-storport-storportreleasemsispinlock. Acquire stores the IRQL before the
 * call; release wants that same value back. Spin locks are not recursive. A
 * failed acquire leaves the lock untaken and OldIrql unset.
 *
 * nf-storport-storportacquirespinlock, nf-storport-storportreleasespinlock: the
 * lock is named by a STOR_SPINLOCK when it is acquired, and by the handle that
 * the acquire filled when it is released. DpcLock and StartIoLock come before
 * InterruptLock, which holds the lock of every message.
 *
 * nf-wdm-keacquirespinlock and kin: a KSPIN_LOCK is named by a pointer. The
 * forms for DISPATCH_LEVEL save no IRQL, and are to be mixed with the others no
 * more than queued acquires with plain ones.
 */
#ifndef SPINPAIR_LOCKSET_H
#define SPINPAIR_LOCKSET_H

#include "spinpair/answer.h"
#include "spinpair/families.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* A value of the analysed program, or a place in it. Opaque to the automaton,
 * which copies it and hands it back in questions; 0 means "no value". */
typedef uintptr_t sp_value;

typedef enum sp_phase {
  SP_HELD,
  SP_RELEASED, /* remembered, to tell a second release from a stray one */
  SP_FAILED    /* its acquire is known to have failed: never was held */
} sp_phase;

enum {
  /* Code that could not be seen may have released it: no more reports, but a
   * release of it is still its release. */
  SP_LOCK_UNCERTAIN = 1u << 0,
  /* A mistake on it was reported: the first one ends the path's reports. */
  SP_LOCK_SETTLED = 1u << 1,
  /* An outer lock was released too early: the IRQL that its own release gives
   * back is not judged any more. A missing release still is. */
  SP_LOCK_OUTRUN = 1u << 2,
  /* The port driver holds it while it runs the callback that the path is in:
   * it is neither to be taken nor released. */
  SP_LOCK_LENT = 1u << 3,
  /* An outer lock was released with what its acquire found, and nothing was
   * held before that one: who calls has its own IRQL again, and cannot be meant
   * to have a lock that was taken at DISPATCH_LEVEL. */
  SP_LOCK_LOWERED = 1u << 4
};

typedef struct sp_lock {
  sp_value adapter;     /* HwDeviceExtension */
  sp_value message;     /* MessageId; or STOR_SPINLOCK, 0 if it is not known */
  sp_value context;     /* LockContext, for a STOR_SPINLOCK; the object that
                         * a pointer names */
  sp_value saved;       /* the IRQL that its release must give back */
  sp_value status;      /* result of the acquire, 0 if nobody can test it */
  sp_value acquired_at; /* site of the acquire, 0 if before the path */
  sp_value released_at; /* site of the release, 0 while held */
  sp_phase phase;
  sp_lock_kind kind;
  unsigned flags;
} sp_lock;

/* The locks of a path in the order of their acquires, innermost last, with the
 * remembered ones among them. The caller owns the memory. An event adds at
 * most one lock, so capacity > count is enough for it. */
typedef struct sp_lockset {
  sp_lock *locks;
  size_t count;
  size_t capacity;
} sp_lockset;

/* What the automaton asks. context is passed through. Each function must be
 * set, and must not change the lock set. */
typedef struct sp_questions {
  void *context;
  /* Same adapter (or LockContext), same message (or STOR_SPINLOCK)? NO only
   * where a report may rest on it. */
  sp_answer (*same_adapter)(void *context, sp_value a, sp_value b);
  sp_answer (*same_message)(void *context, sp_value a, sp_value b);
  /* Is irql the value that saved stands for? */
  sp_answer (*is_saved)(void *context, sp_value irql, sp_value saved);
  /* Is the status known to be a failure (YES) or a success (NO)? */
  sp_answer (*failed)(void *context, sp_value status);
  sp_answer (*is_null)(void *context, sp_value pointer);
  /* Can irql have been saved by an acquire that is not on this path? YES: the
   * caller gave it. NO: it was made on this path. */
  sp_answer (*handed_in)(void *context, sp_value irql);
  /* Can code that runs after this point reach the saved value? */
  sp_answer (*reachable)(void *context, sp_value saved);
  /* Of a lock that is named by a pointer, and whose release wants nothing more:
   * is there a caller that may know the object? YES: it may have taken the lock
   * before the path, and may release it after it. NO: nobody does, as in a
   * callback, or with an object of the path's own. Not asked of other locks. */
  sp_answer (*caller_knows)(void *context, sp_value object);
} sp_questions;

typedef struct sp_event {
  sp_value adapter;
  sp_value message; /* or STOR_SPINLOCK, which its release does not name */
  sp_value irql;    /* acquire: what it saves; release: what it gives back. For
                     * a STOR_SPINLOCK both are kept in the handle. */
  sp_value slot;    /* acquire: the OldIrql pointer */
  sp_value status;  /* acquire: its result, or 0 */
  sp_value site;
  bool forbidden; /* acquire: in a callback that may take no lock */
  sp_lock_kind kind;
  sp_value context; /* LockContext, for a STOR_SPINLOCK; or the object that a
                     * pointer names, which a release by a handle does not */
  bool below; /* acquire: below DISPATCH_LEVEL for certain, but for the locks of
               * the set */
  bool unconverted; /* release: what was taken as a reader is no writer's, for
                     * certain: see nf-wdm-extryconvertsharedspinlockexclusive */
} sp_event;

typedef enum sp_outcome {
  SP_FINE,    /* shown to be right */
  SP_UNCLEAR, /* nothing wrong can be shown, and nothing right either */
  SP_WRONG    /* rule was broken */
} sp_outcome;

/* No lock of the set takes part in the verdict. */
#define SP_NO_LOCK ((size_t)-1)

/* How a wrong OldIrql came about, as far as the set knows. */
typedef enum sp_irql_origin {
  SP_IRQL_ELSEWHERE,  /* not saved by a lock of this set */
  SP_IRQL_OTHER_LOCK, /* saved by another lock, see sp_verdict.other */
  SP_IRQL_STALE       /* saved for a lock that was released, see other */
} sp_irql_origin;

typedef struct sp_verdict {
  sp_outcome outcome;
  sp_rule rule;  /* SP_RULE_NONE unless outcome is SP_WRONG */
  sp_lock lock;  /* the lock concerned, as it was before the event; all 0 where
                  * it is unclear which one it is */
  sp_lock other; /* a second lock that explains it, all 0 if none; of a mismatch
                  * the one that was named, with acquired_at 0 */
  sp_irql_origin origin; /* for SP_RULE_OLD_IRQL_MISMATCH */
} sp_verdict;

/* Adds a lock that the port driver holds while it runs the callback that the
 * path begins in; the set is empty. */
void sp_lockset_lend(sp_lockset *set, sp_lock_kind kind, sp_value adapter,
                     sp_value message);

/* An acquire that returned. event.irql is the value it stored, under which
 * questions will ask for it. After a NULL argument nothing more is said of the
 * lock. */
sp_verdict sp_lockset_acquire(sp_lockset *set, const sp_event *event,
                              const sp_questions *ask);

/* A release. */
sp_verdict sp_lockset_release(sp_lockset *set, const sp_event *event,
                              const sp_questions *ask);

/* The path leaves the code that could still release the lock at index: SP_WRONG
 * (leak) when it is held and its saved IRQL is out of reach. */
sp_verdict sp_lockset_leave(sp_lockset *set, size_t index,
                            const sp_questions *ask);

/* A call of a routine. Changes nothing else of the set; the lock of the verdict
 * is the innermost one that is held for certain. */
sp_verdict sp_lockset_call(sp_lockset *set, const sp_ruling *routine,
                           const sp_questions *ask);

/* Moves locks whose acquire is now known to have failed to SP_FAILED. The
 * other functions do it themselves; an adapter calls it before it forgets what
 * it knows of a status. Returns whether the set changed. */
bool sp_lockset_settle_status(sp_lockset *set, const sp_questions *ask);

/* Code that cannot be seen ran, and could reach the saved IRQL of the lock at
 * index: it may have released the lock. Returns whether the set changed. */
bool sp_lockset_doubt(sp_lockset *set, size_t index);

/* The path went through an assertion that failed: whatever follows happens to
 * nobody, so nothing more is said of the locks it has. */
void sp_lockset_abandon(sp_lockset *set);

#ifdef __cplusplus
}
#endif

#endif
