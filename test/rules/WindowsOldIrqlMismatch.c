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

void swapped(struct queue *q) {
  KIRQL a, b;
  KeAcquireSpinLock(&q->lock, &a);
  KeAcquireSpinLock(&q->other, &b);
  KeReleaseSpinLock(&q->other, a); // expected-warning {{Spin lock 'q->other' is released with the IRQL saved for spin lock 'q->lock', not with its own [windows.spinlock.OldIrqlMismatch]}} expected-note {{not with its own, see}}
  KeReleaseSpinLock(&q->lock, b);
}

void constant(struct queue *q) {
  KIRQL irql;
  KeAcquireSpinLock(&q->lock, &irql);
  KeReleaseSpinLock(&q->lock, PASSIVE_LEVEL); // expected-warning {{Spin lock 'q->lock' is released with 'PASSIVE_LEVEL' instead of the IRQL that its acquire saved}} expected-note {{its acquire saved, see}}
}

void oneVariable(struct queue *q) {
  KIRQL irql;
  KeAcquireSpinLock(&q->lock, &irql);
  KeAcquireSpinLock(&q->other, &irql); // expected-note {{The saved IRQL in 'irql' is overwritten by this acquire}}
  KeReleaseSpinLock(&q->other, irql);
  KeReleaseSpinLock(&q->lock, irql); // expected-warning {{Spin lock 'q->lock' is released with 'irql', which holds the IRQL of another acquire}} expected-note {{another acquire, see}}
}

// Silent cases.

void handOverHand(struct queue *q) {
  KIRQL a, b;
  KeAcquireSpinLock(&q->lock, &a);
  KeAcquireSpinLock(&q->other, &b);
  KeReleaseSpinLock(&q->lock, b);
  KeReleaseSpinLock(&q->other, a);
}

void dispatch(struct queue *q) {
  KIRQL irql;
  KeAcquireSpinLock(&q->lock, &irql);
  KeReleaseSpinLock(&q->lock, DISPATCH_LEVEL);
}

void copied(struct queue *q) {
  KIRQL irql;
  KeAcquireSpinLock(&q->lock, &irql);
  q->irql = irql;
  KeReleaseSpinLock(&q->lock, q->irql);
}
