// RUN: %analyze -analyzer-output=text -verify -verify-ignore-unexpected=note %s
#include <storport.h>

int chance(PVOID ext);
void work(PVOID ext);

// True cases.

void interruptInside(PVOID ext) {
  STOR_LOCK_HANDLE start, interrupt;
  StorPortAcquireSpinLock(ext, StartIoLock, NULL, &start); // expected-note {{StartIoLock is acquired here}}
  StorPortAcquireSpinLock(ext, InterruptLock, NULL, &interrupt); // expected-note {{InterruptLock is acquired here}}
  StorPortReleaseSpinLock(ext, &start); // expected-warning {{StartIoLock is released while the inner InterruptLock is held [storport.spinlock.ReleaseOrder]}} expected-note {{is held, see}}
  StorPortReleaseSpinLock(ext, &interrupt);
}

void messageInside(PVOID ext) {
  STOR_LOCK_HANDLE start;
  ULONG irql;
  StorPortAcquireSpinLock(ext, StartIoLock, NULL, &start);
  StorPortAcquireMSISpinLock(ext, 1, &irql);
  StorPortReleaseSpinLock(ext, &start); // expected-warning {{StartIoLock is released while the inner MSI spin lock for message '1' is held}}
  StorPortReleaseMSISpinLock(ext, 1, irql);
}

// Silent cases.

void nested(PVOID ext) {
  STOR_LOCK_HANDLE start;
  ULONG irql;
  StorPortAcquireSpinLock(ext, StartIoLock, NULL, &start);
  StorPortAcquireMSISpinLock(ext, 1, &irql);
  StorPortReleaseMSISpinLock(ext, 1, irql);
  StorPortReleaseSpinLock(ext, &start);
}

// Both at DISPATCH_LEVEL.
void sameLevel(PVOID ext, PSTOR_DPC dpc) {
  STOR_LOCK_HANDLE start, of;
  StorPortAcquireSpinLock(ext, StartIoLock, NULL, &start);
  StorPortAcquireSpinLock(ext, DpcLock, dpc, &of);
  StorPortReleaseSpinLock(ext, &start);
  StorPortReleaseSpinLock(ext, &of);
}
