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

void members(struct queue *q) {
  KIRQL irql;
  KeAcquireSpinLock(&q->lock, &irql); // expected-note {{Spin lock 'q->lock' is acquired here}}
  KeReleaseSpinLock(&q->other, irql); // expected-warning {{Spin lock 'q->other' is released, but the one held is spin lock 'q->lock' [windows.spinlock.LockMismatch]}} expected-note {{the one held is spin lock 'q->lock', see}}
}

void parameters(struct queue *p, struct queue *q) {
  KIRQL irql;
  KeAcquireSpinLock(&p->lock, &irql);
  KeReleaseSpinLock(&q->lock, irql); // expected-warning {{Spin lock 'q->lock' is released, but the one held is spin lock 'p->lock'}}
}

// One text, and another lock by now.
void changed(PKSPIN_LOCK lock, PKSPIN_LOCK second) {
  KIRQL irql;
  PKSPIN_LOCK which = lock;
  if (lock == second)
    return;
  KeAcquireSpinLock(which, &irql);
  which = second;
  KeReleaseSpinLock(which, irql); // expected-warning {{Spin lock '*which' is released, but was another one when the one held was acquired}}
}

// Silent cases.

void perhapsOne(struct queue *q) {
  KIRQL irql;
  KeAcquireSpinLock(&q->lock, &irql);
  KeReleaseSpinLock(&q->next->lock, irql);
}

void alias(struct queue *q) {
  PKSPIN_LOCK lock = &q->lock;
  KIRQL irql;
  KeAcquireSpinLock(lock, &irql);
  KeReleaseSpinLock(&q->lock, irql);
}
