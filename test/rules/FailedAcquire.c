// RUN: %analyze -analyzer-output=text -verify -verify-ignore-unexpected=note %s
#include <storport.h>

// True cases.

void releasedAnyway(PVOID ext, ULONG id, PULONG work) {
  ULONG irql = 0;
  ULONG status = StorPortAcquireMSISpinLock(ext, id, &irql); // expected-note {{MSI spin lock for message 'id' is acquired here}}
  if (status == STOR_STATUS_SUCCESS) // expected-note {{Taking false branch}}
    *work = 1;
  StorPortReleaseMSISpinLock(ext, id, irql); // expected-warning {{MSI spin lock for message 'id' is released, but its acquire failed [storport.msi.FailedAcquire]}} expected-note {{its acquire failed}}
}

void releasedOnFailure(PVOID ext) {
  ULONG irql = 0;
  if (StorPortAcquireMSISpinLock(ext, 1, &irql)) { // expected-note {{Taking true branch}}
    StorPortReleaseMSISpinLock(ext, 1, irql); // expected-warning {{MSI spin lock for message '1' is released, but its acquire failed}} expected-note {{its acquire failed}}
    return;
  }
  StorPortReleaseMSISpinLock(ext, 1, irql);
}

// Silent cases.

void onlyOnSuccess(PVOID ext) {
  ULONG irql;
  if (StorPortAcquireMSISpinLock(ext, 2, &irql) == STOR_STATUS_SUCCESS)
    StorPortReleaseMSISpinLock(ext, 2, irql);
}

void ignored(PVOID ext) {
  ULONG irql;
  StorPortAcquireMSISpinLock(ext, 3, &irql);
  StorPortReleaseMSISpinLock(ext, 3, irql);
}

ULONG kept;
void keptButNotTested(PVOID ext) {
  ULONG irql = 0;
  ULONG status;
  status = StorPortAcquireMSISpinLock(ext, 4, &irql);
  StorPortReleaseMSISpinLock(ext, 4, irql);
}

void returnsOnFailure(PVOID ext) {
  ULONG irql;
  ULONG status = StorPortAcquireMSISpinLock(ext, 5, &irql);
  if (status != STOR_STATUS_SUCCESS)
    return;
  StorPortReleaseMSISpinLock(ext, 5, irql);
}
