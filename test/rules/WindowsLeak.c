// RUN: %analyze -analyzer-output=text -verify -verify-ignore-unexpected=note %s
#include <storport.h>

struct queue {
  KSPIN_LOCK lock, other;
  KIRQL irql;
  ULONG depth;
  struct queue *next;
};

int chance(struct queue *q);
void work(struct queue *q);

// True cases.

ULONG early(struct queue *q) {
  KIRQL irql;
  KeAcquireSpinLock(&q->lock, &irql); // expected-note {{Spin lock 'q->lock' is acquired here, the IRQL saved in 'irql'}}
  if (chance(q))
    return 1; // expected-warning {{Spin lock 'q->lock' is still held on return [windows.spinlock.Leak]}} expected-note {{is still held on return, see}}
  KeReleaseSpinLock(&q->lock, irql);
  return 0;
}

void returned(struct queue *q) {
  KIRQL irql = KeAcquireSpinLockRaiseToDpc(&q->lock);
  q->depth = irql; // no way to release it: the caller may look there
}

ULONG lost(struct queue *q) {
  KIRQL irql = KeAcquireSpinLockRaiseToDpc(&q->lock);
  if (chance(q))
    return 1; // expected-warning {{Spin lock 'q->lock' is still held on return}}
  KeReleaseSpinLock(&q->lock, irql);
  return 0;
}

ULONG queued(struct queue *q) {
  KLOCK_QUEUE_HANDLE handle;
  KeAcquireInStackQueuedSpinLock(&q->lock, &handle); // expected-note {{Spin lock 'q->lock' is acquired here, with handle 'handle'}}
  if (chance(q))
    return 1; // expected-warning {{Spin lock 'q->lock' is still held on return}} expected-note {{is still held on return, see}}
  KeReleaseInStackQueuedSpinLock(&handle);
  return 0;
}

ULONG queuedAtDpc(struct queue *q) {
  KLOCK_QUEUE_HANDLE handle;
  KeAcquireInStackQueuedSpinLockAtDpcLevel(&q->lock, &handle);
  if (chance(q))
    return 1; // expected-warning {{Spin lock 'q->lock' is still held on return}}
  KeReleaseInStackQueuedSpinLockFromDpcLevel(&handle);
  return 0;
}

// Nobody above a callback releases anything.
HW_TIMER timer;
void timer(PVOID ext) {
  struct queue *q = ext;
  KeAcquireSpinLockAtDpcLevel(&q->lock);
  if (chance(q))
    return; // expected-warning {{Spin lock 'q->lock' is still held on return}}
  KeReleaseSpinLockFromDpcLevel(&q->lock);
}

// The lock ends with the function.
ULONG local(struct queue *q) {
  KSPIN_LOCK lock;
  KeInitializeSpinLock(&lock);
  KeAcquireSpinLockAtDpcLevel(&lock);
  if (chance(q))
    return 1; // expected-warning {{Spin lock 'lock' is still held on return}}
  KeReleaseSpinLockFromDpcLevel(&lock);
  return 0;
}

KSPIN_LOCK global;

ULONG ofTheFile(struct queue *q) {
  KIRQL irql;
  KeAcquireSpinLock(&global, &irql);
  if (chance(q))
    return 1; // expected-warning {{Spin lock 'global' is still held on return}}
  KeReleaseSpinLock(&global, irql);
  return 0;
}

// The outer lock's release puts the caller's IRQL back.
ULONG inner(struct queue *q) {
  KIRQL irql;
  ULONG status = 0;
  KeAcquireSpinLock(&q->other, &irql);
  KeAcquireSpinLockAtDpcLevel(&q->lock);
  if (q->depth > 9) {
    status = 1;
    goto out;
  }
  q->depth++;
  KeReleaseSpinLockFromDpcLevel(&q->lock);
out:
  KeReleaseSpinLock(&q->other, irql);
  return status; // expected-warning {{Spin lock 'q->lock' is still held on return}}
}

void innerOfList(struct queue *q, struct queue *of) {
  KIRQL irql;
  KeAcquireSpinLock(&q->other, &irql);
  for (; of; of = of->next) {
    KeAcquireSpinLockAtDpcLevel(&of->lock);
    if (of->depth == 3)
      continue;
    of->depth = 3;
    KeReleaseSpinLockFromDpcLevel(&of->lock);
  }
  KeReleaseSpinLock(&q->other, irql);
} // expected-warning {{Spin lock 'of->lock' is still held on return}}

// Silent cases.

// It leaves the IRQL as it is raised, or who calls was there already.
KIRQL handsInner(struct queue *q) {
  KIRQL irql;
  KeAcquireSpinLock(&q->other, &irql);
  KeAcquireSpinLockAtDpcLevel(&q->lock);
  KeReleaseSpinLockFromDpcLevel(&q->other);
  return irql;
}

void releasesInner(struct queue *q) {
  KIRQL irql;
  KeAcquireSpinLock(&q->other, &irql);
  KeAcquireSpinLockAtDpcLevel(&q->lock);
  KeReleaseSpinLock(&q->other, irql);
  KeReleaseSpinLockFromDpcLevel(&q->lock);
}

void withinDpcLock(struct queue *q) {
  KeAcquireSpinLockAtDpcLevel(&q->other);
  KeAcquireSpinLockAtDpcLevel(&q->lock);
  KeReleaseSpinLockFromDpcLevel(&q->other);
}

void right(struct queue *q) {
  KIRQL irql;
  KeAcquireSpinLock(&q->lock, &irql);
  work(q);
  KeReleaseSpinLock(&q->lock, irql);
}

void lockFor(struct queue *q, PKIRQL irql) { KeAcquireSpinLock(&q->lock, irql); }
void unlockFor(struct queue *q, KIRQL irql) { KeReleaseSpinLock(&q->lock, irql); }

void byHelpers(struct queue *q) {
  KIRQL irql;
  lockFor(q, &irql);
  q->depth++;
  unlockFor(q, irql);
}

void lockByField(struct queue *q) { q->irql = KeAcquireSpinLockRaiseToDpc(&q->lock); }
void unlockByField(struct queue *q) { KeReleaseSpinLock(&q->lock, q->irql); }

void byField(struct queue *q) {
  lockByField(q);
  q->depth++;
  unlockByField(q);
}

void lockAtDpc(struct queue *q) { KeAcquireSpinLockAtDpcLevel(&q->lock); }
void unlockAtDpc(struct queue *q) { KeReleaseSpinLockFromDpcLevel(&q->lock); }

void nested(struct queue *q) {
  KIRQL irql;
  KeAcquireSpinLock(&q->other, &irql);
  lockAtDpc(q);
  q->depth++;
  unlockAtDpc(q);
  KeReleaseSpinLock(&q->other, irql);
}

void correlated(struct queue *q, BOOLEAN both) {
  KIRQL irql = 0;
  if (both)
    KeAcquireSpinLock(&q->lock, &irql);
  q->depth++;
  if (both)
    KeReleaseSpinLock(&q->lock, irql);
}
