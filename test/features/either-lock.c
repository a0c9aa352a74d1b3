// A helper that takes the lock of a message or another one is misused once, and that is
// told of the message's lock, whichever path is explored first, and in every host.
// RUN: %analyze_only -analyzer-checker=storport -verify %s
// RUN: %analyze_only -analyzer-checker=storport -DSPIN_FIRST -verify %s
// RUN: %analyze -analyzer-config storport:Alone=true -verify %s
// RUN: %analyze -analyzer-config storport:Alone=true -DSPIN_FIRST -verify %s
// RUN: %not %spinpair --no-cache %s -- -I%wdk | %filecheck %s --implicit-check-not=storport.spinlock
// RUN: %not %spinpair --no-cache %s -- -I%wdk -DSPIN_FIRST | %filecheck %s --implicit-check-not=storport.spinlock
#include <storport.h>

#ifdef SPIN_FIRST
#define IF_MESSAGE(ext, message, other) if (!(ext)->PerMessage) { other } else { message }
#else
#define IF_MESSAGE(ext, message, other) if ((ext)->PerMessage) { message } else { other }
#endif

typedef struct _EXT {
  BOOLEAN PerMessage;
  ULONG Busy;
} EXT;

static void Lock(EXT *ext, ULONG id, STOR_LOCK_HANDLE *handle) {
  ULONG irql = 0;
  IF_MESSAGE(ext,
             StorPortAcquireMSISpinLock(ext, id, &irql);
             handle->Context.OldIrql = (KIRQL)irql;,
             StorPortAcquireSpinLock(ext, InterruptLock, NULL, handle);)
}

static void Unlock(EXT *ext, ULONG id, STOR_LOCK_HANDLE *handle) {
  IF_MESSAGE(ext,
             StorPortReleaseMSISpinLock(ext, id, handle->Context.OldIrql);,
             StorPortReleaseSpinLock(ext, handle);)
}

static void Fail(EXT *ext, ULONG id) {
  STOR_LOCK_HANDLE handle = {0};
  Lock(ext, id, &handle);
  ++ext->Busy;
  Unlock(ext, id, &handle);
}

void Twice(EXT *ext, ULONG id) {
  STOR_LOCK_HANDLE handle = {0};
  Lock(ext, id, &handle);
  Fail(ext, id); // expected-warning {{MSI spin lock for message 'id' is acquired again while it is held}}
  // CHECK-DAG: either-lock.c:[[@LINE-1]]:{{.*}}[storport.msi.DoubleAcquire]
  Unlock(ext, id, &handle);
}

void Again(EXT *ext, ULONG id) {
  STOR_LOCK_HANDLE handle = {0};
  Lock(ext, id, &handle);
  Unlock(ext, id, &handle);
  Unlock(ext, id, &handle); // expected-warning {{MSI spin lock for message 'id' is released again}}
  // CHECK-DAG: either-lock.c:[[@LINE-1]]:{{.*}}[storport.msi.DoubleRelease]
}

void Stays(EXT *ext, ULONG id) {
  STOR_LOCK_HANDLE handle = {0};
  Lock(ext, id, &handle);
  if (ext->Busy)
    return; // expected-warning {{MSI spin lock for message 'id' is still held on return}}
  // CHECK-DAG: either-lock.c:[[@LINE-1]]:{{.*}}[storport.msi.Leak]
  Unlock(ext, id, &handle);
}

void Never(EXT *ext, ULONG id) {
  STOR_LOCK_HANDLE handle = {0};
  Unlock(ext, id, &handle); // expected-warning {{MSI spin lock for message 'id' is released, but was never acquired}}
  // CHECK-DAG: either-lock.c:[[@LINE-1]]:{{.*}}[storport.msi.ReleaseNotHeld]
}
