// RUN: %analyze -analyzer-output=text -verify -verify-ignore-unexpected=note %s
// Spin locks of NDIS, which keep the IRQL.
#include <ndis.h>

struct adapter {
  NDIS_SPIN_LOCK lock, other;
  ULONG depth;
};

int chance(struct adapter *a);

MINIPORT_CHECK_FOR_HANG leak, form, twice, fine, nested;

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

BOOLEAN twice(NDIS_HANDLE context) {
  struct adapter *a = context;
  NdisDprAcquireSpinLock(&a->lock);
  NdisDprAcquireSpinLock(&a->lock); // expected-warning {{[windows.spinlock.DoubleAcquire]}}
  NdisDprReleaseSpinLock(&a->lock);
  return FALSE;
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
