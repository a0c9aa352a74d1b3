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

void another(struct queue *q) {
  KLOCK_QUEUE_HANDLE taken, given = {0};
  KeAcquireInStackQueuedSpinLock(&q->lock, &taken); // expected-note {{Spin lock 'q->lock' is acquired here, with handle 'taken'}}
  KeReleaseInStackQueuedSpinLock(&given); // expected-warning {{Lock of handle 'given' is released, but the acquire of spin lock 'q->lock' filled 'taken' [windows.spinlock.HandleMismatch]}} expected-note {{filled 'taken', see}}
}

void overwritten(struct queue *q) {
  KLOCK_QUEUE_HANDLE handle, other = {0};
  KeAcquireInStackQueuedSpinLock(&q->lock, &handle);
  handle = other;
  KeReleaseInStackQueuedSpinLock(&handle); // expected-warning {{Lock of handle 'handle' is released, but 'handle' has changed since the acquire of spin lock 'q->lock' filled it}}
}

// Silent cases.

void two(struct queue *q) {
  KLOCK_QUEUE_HANDLE a, b;
  KeAcquireInStackQueuedSpinLock(&q->lock, &a);
  KeAcquireInStackQueuedSpinLock(&q->other, &b);
  KeReleaseInStackQueuedSpinLock(&b);
  KeReleaseInStackQueuedSpinLock(&a);
}

void byHelper(struct queue *q, PKLOCK_QUEUE_HANDLE handle) {
  KeAcquireInStackQueuedSpinLock(&q->lock, handle);
}

void helped(struct queue *q) {
  KLOCK_QUEUE_HANDLE handle;
  byHelper(q, &handle);
  KeReleaseInStackQueuedSpinLock(&handle);
}
