// RUN: %analyze -analyzer-output=text -verify -verify-ignore-unexpected=note %s
#include <storport.h>

// True cases.

void constantIrql(PVOID ext, ULONG id) {
  StorPortReleaseMSISpinLock(ext, id, 0); // expected-warning {{MSI spin lock for message 'id' is released, but was never acquired [storport.msi.ReleaseNotHeld]}} expected-note {{never acquired}}
}

void sometimesTaken(PVOID ext, int needed) {
  ULONG irql = 0;
  if (needed) // expected-note {{Assuming 'needed' is 0}} expected-note {{Taking false branch}}
    StorPortAcquireMSISpinLock(ext, 1, &irql);
  StorPortReleaseMSISpinLock(ext, 1, irql); // expected-warning {{MSI spin lock for message '1' is released, but was never acquired}} expected-note {{never acquired}}
}

// Nobody can have handed this one over.
HW_TIMER TimerReleases;
VOID TimerReleases(PVOID ext) {
  static ULONG irql;
  StorPortReleaseMSISpinLock(ext, 2, irql); // expected-warning {{MSI spin lock for message '2' is released, but was never acquired}}
}

// Silent cases: a release helper gets the saved IRQL from its caller.

typedef struct _QUEUE { ULONG MessageId, OldIrql; } QUEUE;

void unlockParameter(PVOID ext, ULONG id, ULONG irql) {
  StorPortReleaseMSISpinLock(ext, id, irql);
}

void unlockField(PVOID ext, QUEUE *q) {
  StorPortReleaseMSISpinLock(ext, q->MessageId, q->OldIrql);
}

void unlockHandle(PVOID ext, ULONG id, PSTOR_LOCK_HANDLE handle) {
  StorPortReleaseMSISpinLock(ext, id, handle->Context.OldIrql);
}

ULONG lockUnseen(PVOID ext, ULONG id);
void lockSomewhere(PVOID ext, ULONG id, PULONG irql);

void lockedElsewhere(PVOID ext, ULONG id) {
  ULONG irql = lockUnseen(ext, id);
  StorPortReleaseMSISpinLock(ext, id, irql);
  lockSomewhere(ext, id, &irql);
  StorPortReleaseMSISpinLock(ext, id, irql);
}
