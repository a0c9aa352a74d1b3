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

void plain(struct queue *q) {
  KIRQL a, b;
  KeAcquireSpinLock(&q->lock, &a); // expected-note {{Spin lock 'q->lock' is acquired here}}
  KeAcquireSpinLock(&q->lock, &b); // expected-warning {{Spin lock 'q->lock' is acquired again while it is held [windows.spinlock.DoubleAcquire]}} expected-note {{while it is held, see}}
  KeReleaseSpinLock(&q->lock, a);
}

// Whatever the form.
void plainAndQueued(struct queue *q) {
  KIRQL irql;
  KLOCK_QUEUE_HANDLE handle;
  KeAcquireSpinLock(&q->lock, &irql);
  KeAcquireInStackQueuedSpinLock(&q->lock, &handle); // expected-warning {{Spin lock 'q->lock' is acquired again while it is held}}
  KeReleaseInStackQueuedSpinLock(&handle);
  KeReleaseSpinLock(&q->lock, irql);
}

static void inner(struct queue *q) {
  KeAcquireSpinLockAtDpcLevel(&q->lock);
  q->depth++;
  KeReleaseSpinLockFromDpcLevel(&q->lock);
}

void byHelper(struct queue *q) {
  KIRQL irql;
  KeAcquireSpinLock(&q->lock, &irql);
  inner(q); // expected-warning {{Spin lock 'q->lock' is acquired again while it is held}}
  KeReleaseSpinLock(&q->lock, irql);
}

// Silent cases.

void twoLocks(struct queue *q) {
  KIRQL irql;
  KeAcquireSpinLock(&q->other, &irql);
  inner(q);
  KeReleaseSpinLock(&q->other, irql);
}

void twoQueues(struct queue *p, struct queue *q) {
  KIRQL a, b;
  KeAcquireSpinLock(&p->lock, &a);
  KeAcquireSpinLock(&q->lock, &b);
  KeReleaseSpinLock(&q->lock, b);
  KeReleaseSpinLock(&p->lock, a);
}

void list(struct queue *q) {
  KIRQL a, b;
  KeAcquireSpinLock(&q->lock, &a);
  if (q->next) {
    KeAcquireSpinLock(&q->next->lock, &b);
    KeReleaseSpinLock(&q->next->lock, b);
  }
  KeReleaseSpinLock(&q->lock, a);
}

void oneAfterTheOther(struct queue *q) {
  KIRQL irql;
  KeAcquireSpinLock(&q->lock, &irql);
  KeReleaseSpinLock(&q->lock, irql);
  KeAcquireSpinLock(&q->lock, &irql);
  KeReleaseSpinLock(&q->lock, irql);
}
