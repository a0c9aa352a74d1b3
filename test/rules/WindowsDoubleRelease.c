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
  KIRQL irql;
  KeAcquireSpinLock(&q->lock, &irql);
  if (chance(q))
    KeReleaseSpinLock(&q->lock, irql); // expected-note {{Spin lock 'q->lock' is released here}}
  KeReleaseSpinLock(&q->lock, irql); // expected-warning {{Spin lock 'q->lock' is released again, but was released before [windows.spinlock.DoubleRelease]}} expected-note {{released before, see}}
}

void queued(struct queue *q) {
  KLOCK_QUEUE_HANDLE handle;
  KeAcquireInStackQueuedSpinLock(&q->lock, &handle);
  KeReleaseInStackQueuedSpinLock(&handle);
  KeReleaseInStackQueuedSpinLock(&handle); // expected-warning {{Spin lock 'q->lock' is released again, but was released before}}
}

void atDpc(struct queue *q) {
  KSPIN_LOCK lock;
  KeInitializeSpinLock(&lock);
  KeAcquireSpinLockAtDpcLevel(&lock);
  KeReleaseSpinLockFromDpcLevel(&lock);
  KeReleaseSpinLockFromDpcLevel(&lock); // expected-warning {{Spin lock 'lock' is released again, but was released before}}
}

// Silent cases.

void takenAgain(struct queue *q) {
  KIRQL irql;
  KeAcquireSpinLock(&q->lock, &irql);
  KeReleaseSpinLock(&q->lock, irql);
  KeAcquireSpinLock(&q->lock, &irql);
  KeReleaseSpinLock(&q->lock, irql);
}

void eitherWay(struct queue *q) {
  KIRQL irql;
  KeAcquireSpinLock(&q->lock, &irql);
  if (chance(q)) {
    KeReleaseSpinLock(&q->lock, irql);
    return;
  }
  KeReleaseSpinLock(&q->lock, irql);
}
