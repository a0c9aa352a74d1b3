// RUN: %analyze -verify=off %s
// RUN: %analyze -analyzer-checker=optin.storport.msi.UncheckedStatus -verify %s
// off-no-diagnostics
#include <storport.h>

// True cases.

void ignored(PVOID ext, ULONG id) {
  ULONG irql;
  StorPortAcquireMSISpinLock(ext, id, &irql); // expected-warning {{The status of acquiring the MSI spin lock for message 'id' is ignored [optin.storport.msi.UncheckedStatus]}}
  StorPortReleaseMSISpinLock(ext, id, irql);
}

void keptButNotTested(PVOID ext) {
  ULONG irql, status;
  status = StorPortAcquireMSISpinLock(ext, 1, &irql); // expected-warning {{The status of acquiring the MSI spin lock for message '1' is ignored}}
  StorPortReleaseMSISpinLock(ext, 1, irql);
}

// Silent cases.

void tested(PVOID ext) {
  ULONG irql;
  if (StorPortAcquireMSISpinLock(ext, 2, &irql) == STOR_STATUS_SUCCESS)
    StorPortReleaseMSISpinLock(ext, 2, irql);
}

void testedLater(PVOID ext) {
  ULONG irql = 0, status;
  status = StorPortAcquireMSISpinLock(ext, 3, &irql);
  StorPortDebugPrint(0, "between");
  if (status)
    return;
  StorPortReleaseMSISpinLock(ext, 3, irql);
}

// Said in so many words.
void onPurpose(PVOID ext) {
  ULONG irql;
  (void)StorPortAcquireMSISpinLock(ext, 4, &irql);
  StorPortReleaseMSISpinLock(ext, 4, irql);
}

ULONG returned(PVOID ext, PULONG irql) {
  return StorPortAcquireMSISpinLock(ext, 5, irql);
}

void assertSuccess(ULONG status);

void givenToAnother(PVOID ext) {
  ULONG irql;
  assertSuccess(StorPortAcquireMSISpinLock(ext, 6, &irql));
  StorPortReleaseMSISpinLock(ext, 6, irql);
}
