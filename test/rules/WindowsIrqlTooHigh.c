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

void close(struct queue *q, HANDLE file) {
  KIRQL irql;
  KeAcquireSpinLock(&q->lock, &irql); // expected-note {{Spin lock 'q->lock' is acquired here}}
  ZwClose(file); // expected-warning {{ZwClose is limited to PASSIVE_LEVEL, and is called while spin lock 'q->lock' is held [windows.spinlock.IrqlTooHigh]}} expected-note {{is held, see}}
  KeReleaseSpinLock(&q->lock, irql);
}

static void helper(HANDLE file) { ZwClose(file); }

void byHelper(struct queue *q, HANDLE file) {
  KLOCK_QUEUE_HANDLE handle;
  KeAcquireInStackQueuedSpinLockAtDpcLevel(&q->lock, &handle);
  helper(file); // expected-warning {{ZwClose is limited to PASSIVE_LEVEL, and is called while spin lock 'q->lock' is held}}
  KeReleaseInStackQueuedSpinLockFromDpcLevel(&handle);
}

void atDpc(struct queue *q, HANDLE file) {
  KeAcquireSpinLockAtDpcLevel(&q->lock);
  ZwClose(file); // expected-warning {{ZwClose is limited to PASSIVE_LEVEL, and is called while spin lock 'q->lock' is held}}
  KeReleaseSpinLockFromDpcLevel(&q->lock);
}

// A spin lock is taken at DISPATCH_LEVEL at most.
void underMessage(PVOID ext, struct queue *q) {
  ULONG irql;
  KIRQL mine;
  StorPortAcquireMSISpinLock(ext, 1, &irql);
  KeAcquireSpinLock(&q->lock, &mine); // expected-warning {{KeAcquireSpinLock is limited to DISPATCH_LEVEL, and is called while the MSI spin lock for message '1' is held [storport.msi.IrqlTooHigh]}} expected-note {{is held, see}}
  KeReleaseSpinLock(&q->lock, mine);
  StorPortReleaseMSISpinLock(ext, 1, irql);
}

// Silent cases.

void after(struct queue *q, HANDLE file) {
  KIRQL irql;
  KeAcquireSpinLock(&q->lock, &irql);
  KeReleaseSpinLock(&q->lock, irql);
  ZwClose(file);
}

void atDispatch(struct queue *q, PKEVENT event) {
  KIRQL irql;
  KeAcquireSpinLock(&q->lock, &irql);
  KeSetEvent(event, 0, FALSE);
  KeReleaseSpinLock(&q->lock, irql);
}

// It is limited only where the bitmap can be paged.
ULONG count(struct queue *q, PRTL_BITMAP bitmap) {
  KIRQL irql;
  ULONG bits;
  KeAcquireSpinLock(&q->lock, &irql);
  bits = RtlNumberOfSetBits(bitmap);
  KeReleaseSpinLock(&q->lock, irql);
  return bits;
}
