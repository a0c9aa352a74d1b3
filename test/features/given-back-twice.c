// A lock of the caller is given back twice: by one handle, or as one message.
// RUN: %analyze -verify %s
// RUN: %not %spinpair %s -- -I%wdk | %filecheck %s
#include <storport.h>

void twice(PVOID ext, PSTOR_LOCK_HANDLE handle, ULONG count) {
  StorPortReleaseSpinLock(ext, handle);
  if (count)
    StorPortReleaseSpinLock(ext, handle); // expected-warning {{[storport.spinlock.DoubleRelease]}}
}

void message(PVOID ext, ULONG irql) {
  StorPortReleaseMSISpinLock(ext, 6, irql);
  StorPortReleaseMSISpinLock(ext, 6, irql); // expected-warning {{message '6' is released again, but was released before}}
}

void once(PVOID ext, PSTOR_LOCK_HANDLE handle, BOOLEAN early) {
  if (early)
    StorPortReleaseSpinLock(ext, handle);
  else
    StorPortReleaseSpinLock(ext, handle);
}

void retaken(PVOID ext, PULONG irql) {
  StorPortReleaseMSISpinLock(ext, 6, *irql);
  StorPortAcquireMSISpinLock(ext, 6, irql);
  StorPortReleaseMSISpinLock(ext, 6, *irql);
}

void both(PVOID ext, ULONG first, ULONG second) {
  StorPortReleaseMSISpinLock(ext, 8, second);
  StorPortReleaseMSISpinLock(ext, 7, first);
}

// Whether the message that was given back is this one or not, this one is not
// held.
typedef struct _QUEUE { ULONG Id; } QUEUE;
void never(PVOID ext, QUEUE *queue) {
  ULONG irql = 0, other = 0;
  StorPortAcquireMSISpinLock(ext, queue->Id, &irql);
  StorPortReleaseMSISpinLock(ext, queue->Id, irql);
  StorPortReleaseMSISpinLock(ext, 9, other); // expected-warning {{message '9' is released, but was never acquired}}
}

// CHECK: spinpair: 3 findings;
