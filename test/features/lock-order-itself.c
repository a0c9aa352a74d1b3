// A DPC that is queued again while its routine runs may run beside it on another
// processor ("Handling Overlapped I/O Operations"): two orders in one routine
// are two orders. StorPort's DPCs are always synchronized with themselves
// (StorPortIssueDpc), and so is what holds StartIoLock.
// RUN: %analyze_only -analyzer-checker=storport,windows -verify -verify-ignore-unexpected=note %s
// RUN: %not %spinpair %s -- -I%wdk | %filecheck %s
#include <storport.h>

KSPIN_LOCK a, b, c, d, e, f;

#define NEST(outer, inner)                                                     \
  KeAcquireSpinLockAtDpcLevel(&outer);                                         \
  KeAcquireSpinLockAtDpcLevel(&inner);                                         \
  KeReleaseSpinLockFromDpcLevel(&inner);                                       \
  KeReleaseSpinLockFromDpcLevel(&outer)

// True cases.

KDEFERRED_ROUTINE custom;
VOID custom(PKDPC x, PVOID y, PVOID z, PVOID u) {
  // CHECK: [[#@LINE+1]]:3: warning: Spin lock 'b' is acquired while spin lock 'a' is held, and in 'custom' the other way round [windows.spinlock.LockOrder]
  NEST(a, b); // expected-warning {{and in 'custom' the other way round}}
  NEST(b, a);
}

IO_DPC_ROUTINE forIsr;
VOID forIsr(PKDPC x, struct _DEVICE_OBJECT *y, struct _IRP *z, PVOID u) {
  NEST(c, d); // expected-warning {{and in 'forIsr' the other way round}}
  NEST(d, c);
}

// Silent cases.

HW_DPC_ROUTINE ofPort;
VOID ofPort(PSTOR_DPC x, PVOID y, PVOID z, PVOID u) {
  NEST(e, f);
  NEST(f, e);
}
// CHECK: 2 findings;
