// RUN: %analyze -analyzer-output=text -verify -verify-ignore-unexpected=note %s
// Spin locks of NDIS, which keep the IRQL. The KSPIN_LOCK in one is that lock.
// RUN: %not %spinpair %s --report json=%t.json -- -I%wdk
// RUN: %python %S/../tool/Inputs/check_verdicts.py %t.json form=reported twice=reported both=reported otherForm=reported atPassive=reported mixed=undecided freed=undecided fine=proved nested=proved byMacros=proved twoLocks=proved
#include <ndis.h>

struct adapter {
  NDIS_SPIN_LOCK lock, other;
  ULONG depth;
};

int chance(struct adapter *a);

MINIPORT_CHECK_FOR_HANG leak, form, fine, nested;
MINIPORT_HALT atPassive;

// True cases.

BOOLEAN leak(NDIS_HANDLE context) {
  struct adapter *a = context;
  NdisAcquireSpinLock(&a->lock); // expected-note {{Spin lock 'a->lock' is acquired here}}
  if (chance(a))
    return TRUE; // expected-warning {{Spin lock 'a->lock' is still held on return [windows.spinlock.Leak]}} expected-note {{is still held on return, see}}
  NdisReleaseSpinLock(&a->lock);
  return FALSE;
}

BOOLEAN form(NDIS_HANDLE context) {
  struct adapter *a = context;
  NdisAcquireSpinLock(&a->lock);
  NdisDprReleaseSpinLock(&a->lock); // expected-warning {{acquired by NdisAcquireSpinLock, and released by NdisDprReleaseSpinLock [windows.spinlock.WrongForm]}}
  return FALSE;
}

void twice(struct adapter *a) {
  NdisDprAcquireSpinLock(&a->lock);
  NdisDprAcquireSpinLock(&a->lock); // expected-warning {{[windows.spinlock.DoubleAcquire]}}
  NdisDprReleaseSpinLock(&a->lock);
}

void both(struct adapter *a) {
  KIRQL irql;
  NdisAcquireSpinLock(&a->lock);
  KeAcquireSpinLock(&a->lock.SpinLock, &irql); // expected-warning {{Spin lock 'a->lock' is acquired again while it is held [windows.spinlock.DoubleAcquire]}}
  KeReleaseSpinLock(&a->lock.SpinLock, irql);
  NdisReleaseSpinLock(&a->lock);
}

void otherForm(struct adapter *a) {
  NdisAcquireSpinLock(&a->lock);
  KeReleaseSpinLockFromDpcLevel(&a->lock.SpinLock); // expected-warning {{acquired by NdisAcquireSpinLock, and released by KeReleaseSpinLockFromDpcLevel [windows.spinlock.WrongForm]}}
}

VOID atPassive(NDIS_HANDLE context, NDIS_HALT_ACTION action) {
  struct adapter *a = context;
  NdisDprAcquireSpinLock(&a->lock); // expected-warning {{acquired by NdisDprAcquireSpinLock below DISPATCH_LEVEL [windows.spinlock.WrongForm]}}
  NdisDprReleaseSpinLock(&a->lock);
}

void freed(struct adapter *a) {
  NdisAcquireSpinLock(&a->lock);
  NdisFreeSpinLock(&a->lock);
}

// Silent cases.

BOOLEAN fine(NDIS_HANDLE context) {
  struct adapter *a = context;
  NdisAcquireSpinLock(&a->lock);
  a->depth++;
  NdisReleaseSpinLock(&a->lock);
  return FALSE;
}

BOOLEAN nested(NDIS_HANDLE context) {
  struct adapter *a = context;
  NdisAcquireSpinLock(&a->lock);
  NdisDprAcquireSpinLock(&a->other);
  NdisDprReleaseSpinLock(&a->other);
  NdisReleaseSpinLock(&a->lock);
  return FALSE;
}

void byMacros(struct adapter *a) { // as NdisAcquireSpinLock is one
  KeAcquireSpinLock(&a->lock.SpinLock, &a->lock.OldIrql);
  KeReleaseSpinLock(&a->lock.SpinLock, a->lock.OldIrql);
}

void twoLocks(struct adapter *a) {
  KIRQL irql;
  NdisAcquireSpinLock(&a->lock);
  KeAcquireSpinLock(&a->other.SpinLock, &irql);
  KeReleaseSpinLock(&a->other.SpinLock, irql);
  NdisReleaseSpinLock(&a->lock);
}

void mixed(struct adapter *a) {
  NdisAcquireSpinLock(&a->lock);
  KeReleaseSpinLock(&a->lock.SpinLock, a->lock.OldIrql);
}
