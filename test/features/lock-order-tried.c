// A lock that is only tried waits for nobody: what is held then is in no order
// with it. What is taken while it is held is.
// RUN: %analyze_only -analyzer-checker=storport,windows -verify -verify-ignore-unexpected=note %s
// RUN: %not %spinpair %s -- -I%wdk | %filecheck %s
#include <ntddk.h>

typedef struct { KSPIN_LOCK a, b, c, d; ULONG n; } E;

// Silent cases.

void waits(E *e) {
  KIRQL x;
  KeAcquireSpinLock(&e->a, &x);
  KeAcquireSpinLockAtDpcLevel(&e->b);
  KeReleaseSpinLockFromDpcLevel(&e->b);
  KeReleaseSpinLock(&e->a, x);
}
void tries(E *e) {
  KIRQL x;
  KeAcquireSpinLock(&e->b, &x);
  if (KeTryToAcquireSpinLockAtDpcLevel(&e->a)) {
    e->n++;
    KeReleaseSpinLockFromDpcLevel(&e->a);
  }
  KeReleaseSpinLock(&e->b, x);
}

// True cases.

void waitsUnderTried(E *e) {
  KIRQL x;
  KeRaiseIrql(DISPATCH_LEVEL, &x);
  if (KeTryToAcquireSpinLockAtDpcLevel(&e->c)) {
    KeAcquireSpinLockAtDpcLevel(&e->d);
    KeReleaseSpinLockFromDpcLevel(&e->d);
    KeReleaseSpinLockFromDpcLevel(&e->c);
  }
  KeLowerIrql(x);
}
void waitsForBoth(E *e) {
  KIRQL x;
  KeAcquireSpinLock(&e->d, &x);
  // CHECK: [[#@LINE+1]]:3: warning: Spin lock 'e->c' is acquired while spin lock 'e->d' is held, and in 'waitsUnderTried' the other way round [windows.spinlock.LockOrder]
  KeAcquireSpinLockAtDpcLevel(&e->c); // expected-warning {{in 'waitsUnderTried' the other way round}}
  KeReleaseSpinLockFromDpcLevel(&e->c);
  KeReleaseSpinLock(&e->d, x);
}
// CHECK: 1 finding;
