// RUN: %analyze -analyzer-output=text -verify -verify-ignore-unexpected=note %s
// Reader-writer spin locks, those for threaded DPCs, and that of an interrupt.
#include <ntddk.h>

struct queue {
  EX_SPIN_LOCK lock;
  KSPIN_LOCK plain;
  PKINTERRUPT interrupt;
};

int chance(struct queue *q);

// True cases.

int leak(struct queue *q) {
  KIRQL irql = ExAcquireSpinLockShared(&q->lock);
  if (chance(q))
    return 1; // expected-warning {{Spin lock 'q->lock' is still held on return [windows.spinlock.Leak]}}
  ExReleaseSpinLockShared(&q->lock, irql);
  return 0;
}

// Recursive acquisition is not allowed, not of a shared lock either.
void again(struct queue *q) {
  KIRQL irql = ExAcquireSpinLockShared(&q->lock);
  ExAcquireSpinLockSharedAtDpcLevel(&q->lock); // expected-warning {{acquired again while it is held}}
  ExReleaseSpinLockShared(&q->lock, irql);
}

void upgrade(struct queue *q) {
  KIRQL irql = ExAcquireSpinLockShared(&q->lock);
  ExAcquireSpinLockExclusiveAtDpcLevel(&q->lock); // expected-warning {{acquired again while it is held}}
  ExReleaseSpinLockShared(&q->lock, irql);
}

void otherForm(struct queue *q) {
  KIRQL irql = ExAcquireSpinLockExclusive(&q->lock);
  ExReleaseSpinLockShared(&q->lock, irql); // expected-warning {{acquired by ExAcquireSpinLockExclusive, and released by ExReleaseSpinLockShared [windows.spinlock.WrongForm]}}
}

void otherLevel(struct queue *q) {
  KIRQL irql = KeAcquireSpinLockForDpc(&q->plain);
  KeReleaseSpinLock(&q->plain, irql); // expected-warning {{acquired by KeAcquireSpinLockForDpc, and released by KeReleaseSpinLock}}
}

void constant(struct queue *q) {
  (void)ExAcquireSpinLockExclusive(&q->lock);
  ExReleaseSpinLockExclusive(&q->lock, PASSIVE_LEVEL); // expected-warning {{[windows.spinlock.OldIrqlMismatch]}}
}

void atDevice(struct queue *q) {
  KIRQL outer = KeAcquireInterruptSpinLock(q->interrupt);
  KeAcquireInterruptSpinLock(q->interrupt); // expected-warning {{acquired again while it is held [windows.spinlock.DoubleAcquire]}}
  KeReleaseInterruptSpinLock(q->interrupt, outer);
}

void tooHigh(struct queue *q, PKIRQL inner) {
  KIRQL outer = KeAcquireInterruptSpinLock(q->interrupt);
  KeAcquireSpinLock(&q->plain, inner); // expected-warning {{KeAcquireSpinLock is limited to DISPATCH_LEVEL, and is called while spin lock 'q->interrupt' is held [windows.spinlock.IrqlTooHigh]}}
  KeReleaseInterruptSpinLock(q->interrupt, outer);
}

// Silent cases.

void shared(struct queue *q) {
  KIRQL irql = ExAcquireSpinLockShared(&q->lock);
  if (ExTryConvertSharedSpinLockExclusive(&q->lock))
    ExReleaseSpinLockExclusive(&q->lock, irql);
  else
    ExReleaseSpinLockShared(&q->lock, irql);
}

void raised(struct queue *q) {
  KIRQL irql;
  KeRaiseIrql(DISPATCH_LEVEL, &irql);
  ExAcquireSpinLockExclusiveAtDpcLevel(&q->lock);
  ExReleaseSpinLockExclusive(&q->lock, irql);
}

void threaded(struct queue *q) {
  KLOCK_QUEUE_HANDLE handle;
  KIRQL irql = KeAcquireSpinLockForDpc(&q->plain);
  KeReleaseSpinLockForDpc(&q->plain, irql);
  KeAcquireInStackQueuedSpinLockForDpc(&q->plain, &handle);
  KeReleaseInStackQueuedSpinLockForDpc(&handle);
}

void device(struct queue *q) {
  KIRQL irql = KeAcquireInterruptSpinLock(q->interrupt);
  q->lock = 0;
  KeReleaseInterruptSpinLock(q->interrupt, irql);
}

// A lock of the one kind is none of the other, whatever the pointers.
void both(struct queue *q) {
  KIRQL inner, outer = ExAcquireSpinLockExclusive(&q->lock);
  KeAcquireSpinLock(&q->plain, &inner);
  KeReleaseSpinLock(&q->plain, inner);
  ExReleaseSpinLockExclusive(&q->lock, outer);
}
