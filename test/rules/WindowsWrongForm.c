// RUN: %analyze -analyzer-output=text -verify -verify-ignore-unexpected=note %s
#include <storport.h>

struct queue {
  KSPIN_LOCK lock, other, inner;
  KIRQL irql;
  ULONG depth;
  struct queue *next;
};

int chance(struct queue *q);
void work(struct queue *q);

// True cases.

void leftRaised(struct queue *q) {
  KIRQL irql;
  KeAcquireSpinLock(&q->lock, &irql);
  KeReleaseSpinLockFromDpcLevel(&q->lock); // expected-warning {{Spin lock 'q->lock' is acquired by KeAcquireSpinLock, and released by KeReleaseSpinLockFromDpcLevel [windows.spinlock.WrongForm]}} expected-note {{released by KeReleaseSpinLockFromDpcLevel, see}}
}

void loweredWithNothing(struct queue *q) {
  KIRQL irql; // expected-note {{'irql' declared without an initial value}}
  KeAcquireSpinLockAtDpcLevel(&q->lock);
  KeReleaseSpinLock(&q->lock, irql); // expected-warning {{2nd function call argument is an uninitialized value}} expected-warning {{Spin lock 'q->lock' is acquired by KeAcquireSpinLockAtDpcLevel, and released by KeReleaseSpinLock}} expected-note {{2nd function call argument}}
}

void anotherLocks(struct queue *q) {
  KIRQL irql;
  KeAcquireSpinLock(&q->other, &irql);
  KeAcquireSpinLockAtDpcLevel(&q->lock);
  KeReleaseSpinLock(&q->lock, irql); // expected-warning {{Spin lock 'q->lock' is acquired by KeAcquireSpinLockAtDpcLevel, and released by KeReleaseSpinLock}}
  KeReleaseSpinLockFromDpcLevel(&q->other);
}

void queuedAsPlain(struct queue *q) {
  KLOCK_QUEUE_HANDLE handle;
  KeAcquireInStackQueuedSpinLock(&q->lock, &handle);
  KeReleaseSpinLock(&q->lock, handle.OldIrql); // expected-warning {{Spin lock 'q->lock' is acquired by KeAcquireInStackQueuedSpinLock, and released by KeReleaseSpinLock}}
}

void queuedLeftRaised(struct queue *q) {
  KLOCK_QUEUE_HANDLE handle;
  KeAcquireInStackQueuedSpinLock(&q->lock, &handle);
  KeReleaseInStackQueuedSpinLockFromDpcLevel(&handle); // expected-warning {{Spin lock 'q->lock' is acquired by KeAcquireInStackQueuedSpinLock, and released by KeReleaseInStackQueuedSpinLockFromDpcLevel}}
}

void queuedLowered(struct queue *q) {
  KLOCK_QUEUE_HANDLE handle;
  KeAcquireInStackQueuedSpinLockAtDpcLevel(&q->lock, &handle);
  KeReleaseInStackQueuedSpinLock(&handle); // expected-warning {{Spin lock 'q->lock' is acquired by KeAcquireInStackQueuedSpinLockAtDpcLevel, and released by KeReleaseInStackQueuedSpinLock}}
}

// Silent cases.

void raisedBefore(struct queue *q) {
  KIRQL irql;
  KeRaiseIrql(DISPATCH_LEVEL, &irql);
  KeAcquireSpinLockAtDpcLevel(&q->lock);
  KeReleaseSpinLock(&q->lock, irql);
}

void handOverHand(struct queue *q) {
  KIRQL irql;
  KeAcquireSpinLock(&q->lock, &irql);
  KeAcquireSpinLockAtDpcLevel(&q->inner);
  KeReleaseSpinLockFromDpcLevel(&q->lock);
  KeReleaseSpinLock(&q->inner, irql);
}

void handOverHandInAList(struct queue *q) {
  KIRQL irql;
  struct queue *next;
  KeAcquireSpinLock(&q->lock, &irql);
  while ((next = q->next) != NULL) {
    KeAcquireSpinLockAtDpcLevel(&next->lock);
    KeReleaseSpinLockFromDpcLevel(&q->lock);
    q = next;
  }
  KeReleaseSpinLock(&q->lock, irql);
}
