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
  KIRQL irql = PASSIVE_LEVEL;
  if (chance(q))
    KeAcquireSpinLock(&q->lock, &irql);
  KeReleaseSpinLock(&q->lock, irql); // expected-warning {{Spin lock 'q->lock' is released, but was never acquired [windows.spinlock.ReleaseNotHeld]}} expected-note {{never acquired, see}}
}

void queued(struct queue *q) {
  KLOCK_QUEUE_HANDLE handle = {0};
  q->depth++;
  KeReleaseInStackQueuedSpinLock(&handle); // expected-warning {{Lock of handle 'handle' is released, but no acquire filled the handle}}
}

// Nobody above a callback took it.
HW_TIMER timer;
void timer(PVOID ext) {
  struct queue *q = ext;
  if (chance(q))
    KeAcquireSpinLockAtDpcLevel(&q->lock);
  KeReleaseSpinLockFromDpcLevel(&q->lock); // expected-warning {{Spin lock 'q->lock' is released, but was never acquired}}
}

// Silent cases: the caller holds it.

void given(struct queue *q, KIRQL irql) { KeReleaseSpinLock(&q->lock, irql); }
void givenHandle(PKLOCK_QUEUE_HANDLE handle) { KeReleaseInStackQueuedSpinLock(handle); }
void givenNothing(struct queue *q) { KeReleaseSpinLockFromDpcLevel(&q->lock); }
void inField(struct queue *q) { KeReleaseSpinLock(&q->lock, q->irql); }
void toDispatch(struct queue *q) { KeReleaseSpinLock(&q->lock, DISPATCH_LEVEL); }
