// RUN: %analyze -analyzer-output=text -verify -verify-ignore-unexpected=note %s
#include <storport.h>

// True cases.

void twice(PVOID ext, ULONG id) {
  ULONG irql;
  StorPortAcquireMSISpinLock(ext, id, &irql); // expected-note {{MSI spin lock for message 'id' is acquired here}}
  StorPortReleaseMSISpinLock(ext, id, irql);  // expected-note {{MSI spin lock for message 'id' is released here}}
  StorPortReleaseMSISpinLock(ext, id, irql);  // expected-warning {{MSI spin lock for message 'id' is released again, but was released before [storport.msi.DoubleRelease]}} expected-note {{released again}}
}

void inBranchAndAfter(PVOID ext, int done) {
  ULONG irql;
  StorPortAcquireMSISpinLock(ext, 2, &irql);
  if (done)                                  // expected-note {{Taking true branch}}
    StorPortReleaseMSISpinLock(ext, 2, irql); // expected-note {{released here}}
  StorPortReleaseMSISpinLock(ext, 2, irql);   // expected-warning {{MSI spin lock for message '2' is released again}} expected-note {{released again}}
}

// In every round but the first.
void inLoop(PVOID ext, int count) {
  ULONG irql;
  StorPortAcquireMSISpinLock(ext, 3, &irql);
  do
    StorPortReleaseMSISpinLock(ext, 3, irql); // expected-warning {{MSI spin lock for message '3' is released again}}
  while (--count > 0);
}

// Silent cases.

void releasedAndRetaken(PVOID ext, int more) {
  ULONG irql;
  StorPortAcquireMSISpinLock(ext, 4, &irql);
  if (more) {
    StorPortReleaseMSISpinLock(ext, 4, irql);
    StorPortAcquireMSISpinLock(ext, 4, &irql);
  }
  StorPortReleaseMSISpinLock(ext, 4, irql);
}

void exclusive(PVOID ext, int done) {
  ULONG irql;
  StorPortAcquireMSISpinLock(ext, 5, &irql);
  if (done)
    StorPortReleaseMSISpinLock(ext, 5, irql);
  if (!done)
    StorPortReleaseMSISpinLock(ext, 5, irql);
}

void mayRetake(PVOID ext, PULONG irql);

void retakenElsewhere(PVOID ext) {
  ULONG irql;
  StorPortAcquireMSISpinLock(ext, 6, &irql);
  StorPortReleaseMSISpinLock(ext, 6, irql);
  mayRetake(ext, &irql);
  StorPortReleaseMSISpinLock(ext, 6, irql);
}
