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

void outerFirst(struct queue *q) {
  KLOCK_QUEUE_HANDLE a, b;
  KeAcquireInStackQueuedSpinLock(&q->lock, &a);
  KeAcquireInStackQueuedSpinLock(&q->other, &b);
  KeReleaseInStackQueuedSpinLock(&a); // expected-warning {{Spin lock 'q->lock' is released while the inner spin lock 'q->other' is held [windows.spinlock.ReleaseOrder]}} expected-note {{is held, see}}
  KeReleaseInStackQueuedSpinLock(&b);
}

void innerAtDpc(struct queue *q) {
  KLOCK_QUEUE_HANDLE a, b;
  KeAcquireInStackQueuedSpinLock(&q->lock, &a);
  KeAcquireInStackQueuedSpinLockAtDpcLevel(&q->other, &b);
  KeReleaseInStackQueuedSpinLock(&a); // expected-warning {{Spin lock 'q->lock' is released while the inner spin lock 'q->other' is held}}
  KeReleaseInStackQueuedSpinLockFromDpcLevel(&b);
}

// Silent cases.

void innerFirst(struct queue *q) {
  KLOCK_QUEUE_HANDLE a, b;
  KeAcquireInStackQueuedSpinLock(&q->lock, &a);
  KeAcquireInStackQueuedSpinLock(&q->other, &b);
  KeReleaseInStackQueuedSpinLock(&b);
  KeReleaseInStackQueuedSpinLock(&a);
}

// Who holds another lock is at DISPATCH_LEVEL already.
void underAnother(struct queue *q, struct queue *p) {
  KIRQL irql;
  KLOCK_QUEUE_HANDLE a, b;
  KeAcquireSpinLock(&p->lock, &irql);
  KeAcquireInStackQueuedSpinLock(&q->lock, &a);
  KeAcquireInStackQueuedSpinLock(&q->other, &b);
  KeReleaseInStackQueuedSpinLock(&a);
  KeReleaseInStackQueuedSpinLock(&b);
  KeReleaseSpinLock(&p->lock, irql);
}

// A driver may come at DISPATCH_LEVEL, and that does not show.
void plain(struct queue *q) {
  KIRQL a, b;
  KeAcquireSpinLock(&q->lock, &a);
  KeAcquireSpinLock(&q->other, &b);
  KeReleaseSpinLock(&q->lock, a);
  KeReleaseSpinLock(&q->other, b);
}
