// RUN: %analyze -analyzer-output=text -verify -verify-ignore-unexpected=note %s
// An acquire that does not wait, and returns whether it took the lock.
#include <storport.h>

struct queue {
  KSPIN_LOCK lock;
  ULONG depth;
};

int chance(struct queue *q);

HW_TIMER kept, unasked, inverted, fine, early, asked, stored;

// True cases.

void kept(PVOID ext) {
  struct queue *q = ext;
  if (!KeTryToAcquireSpinLockAtDpcLevel(&q->lock))
    return;
  if (chance(q))
    return; // expected-warning {{Spin lock 'q->lock' is still held on return [windows.spinlock.Leak]}}
  KeReleaseSpinLockFromDpcLevel(&q->lock);
}

void inverted(PVOID ext) {
  struct queue *q = ext;
  if (KeTryToAcquireSpinLockAtDpcLevel(&q->lock))
    return; // expected-warning {{Spin lock 'q->lock' is still held on return}}
  q->depth++;
}

void unasked(PVOID ext) {
  struct queue *q = ext;
  if (!KeTryToAcquireSpinLockAtDpcLevel(&q->lock))
    q->depth = 0;
  KeReleaseSpinLockFromDpcLevel(&q->lock); // expected-warning {{[windows.spinlock.ReleaseNotHeld]}}
}

// Silent cases.

void fine(PVOID ext) {
  struct queue *q = ext;
  if (KeTryToAcquireSpinLockAtDpcLevel(&q->lock)) {
    q->depth++;
    KeReleaseSpinLockFromDpcLevel(&q->lock);
  }
}

void early(PVOID ext) {
  struct queue *q = ext;
  if (KeTryToAcquireSpinLockAtDpcLevel(&q->lock) == FALSE)
    return;
  q->depth++;
  KeReleaseSpinLockFromDpcLevel(&q->lock);
}

void stored(PVOID ext) {
  struct queue *q = ext;
  BOOLEAN taken = KeTryToAcquireSpinLockAtDpcLevel(&q->lock);
  q->depth++;
  if (taken)
    KeReleaseSpinLockFromDpcLevel(&q->lock);
}

void asked(PVOID ext) {
  struct queue *q = ext;
  while (!KeTryToAcquireSpinLockAtDpcLevel(&q->lock))
    KeStallExecutionProcessor(1);
  q->depth++;
  KeReleaseSpinLockFromDpcLevel(&q->lock);
}
