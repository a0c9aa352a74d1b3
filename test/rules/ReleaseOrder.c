// RUN: %analyze -analyzer-output=text -verify -verify-ignore-unexpected=note %s
#include <storport.h>

// True cases.

void outerFirst(PVOID ext) {
  ULONG a, b;
  StorPortAcquireMSISpinLock(ext, 1, &a); // expected-note {{MSI spin lock for message '1' is acquired here, the IRQL saved in 'a'}}
  StorPortAcquireMSISpinLock(ext, 2, &b); // expected-note {{MSI spin lock for message '2' is acquired here, the IRQL saved in 'b'}}
  StorPortReleaseMSISpinLock(ext, 1, a);  // expected-warning {{MSI spin lock for message '1' is released with its own saved IRQL while the inner one for message '2' is held [storport.msi.ReleaseOrder]}} expected-note {{while the inner one for message '2' is held}}
  StorPortReleaseMSISpinLock(ext, 2, b);
}

void onOnePath(PVOID ext, ULONG id, int swap) {
  ULONG a, b;
  StorPortAcquireMSISpinLock(ext, id, &a);     // expected-note {{acquired here}}
  StorPortAcquireMSISpinLock(ext, id + 1, &b); // expected-note {{acquired here}}
  if (swap) {                                  // expected-note {{Taking true branch}}
    StorPortReleaseMSISpinLock(ext, id, a);    // expected-warning {{MSI spin lock for message 'id' is released with its own saved IRQL while the inner one for message 'id + 1' is held}} expected-note {{is held}}
    StorPortReleaseMSISpinLock(ext, id + 1, b);
  } else {
    StorPortReleaseMSISpinLock(ext, id + 1, b);
    StorPortReleaseMSISpinLock(ext, id, a);
  }
}

void sameText(PVOID ext, ULONG id) {
  ULONG a, b;
  StorPortAcquireMSISpinLock(ext, id, &a);
  id = id + 1;
  StorPortAcquireMSISpinLock(ext, id, &b);
  StorPortReleaseMSISpinLock(ext, id - 1, a); // expected-warning {{MSI spin lock for message 'id' is released with its own saved IRQL while the inner one for another value of 'id' is held}}
  StorPortReleaseMSISpinLock(ext, id, b);
}

void twoAdapters(PVOID one, PVOID two) {
  ULONG a, b;
  StorPortAcquireMSISpinLock(one, 1, &a);
  StorPortAcquireMSISpinLock(two, 1, &b);
  StorPortReleaseMSISpinLock(one, 1, a); // expected-warning {{MSI spin lock for message '1' is released with its own saved IRQL while the inner one for message '1' of adapter 'two' is held}}
  StorPortReleaseMSISpinLock(two, 1, b);
}

// Silent cases.

// Where the inner lock is never released, that is the mistake.
void innerForgotten(PVOID ext, int failed) {
  ULONG a, b;
  StorPortAcquireMSISpinLock(ext, 1, &a);
  StorPortAcquireMSISpinLock(ext, 2, &b); // expected-note {{acquired here}}
  if (failed) {                           // expected-note {{Taking true branch}}
    StorPortReleaseMSISpinLock(ext, 1, a);
    return; // expected-warning {{MSI spin lock for message '2' is still held on return}} expected-note {{still held}}
  }
  StorPortReleaseMSISpinLock(ext, 2, b);
  StorPortReleaseMSISpinLock(ext, 1, a);
}

void innerFirst(PVOID ext) {
  ULONG a, b;
  StorPortAcquireMSISpinLock(ext, 1, &a);
  StorPortAcquireMSISpinLock(ext, 2, &b);
  StorPortReleaseMSISpinLock(ext, 2, b);
  StorPortReleaseMSISpinLock(ext, 1, a);
}

void handOverHand(PVOID ext) {
  ULONG a, b;
  StorPortAcquireMSISpinLock(ext, 1, &a);
  StorPortAcquireMSISpinLock(ext, 2, &b);
  StorPortReleaseMSISpinLock(ext, 1, b);
  StorPortReleaseMSISpinLock(ext, 2, a);
}

// A chain: each lock goes with the IRQL of the next, the last one with the
// first's.
void chain(PVOID ext) {
  ULONG a, b, c;
  StorPortAcquireMSISpinLock(ext, 1, &a);
  StorPortAcquireMSISpinLock(ext, 2, &b);
  StorPortReleaseMSISpinLock(ext, 1, b);
  StorPortAcquireMSISpinLock(ext, 3, &c);
  StorPortReleaseMSISpinLock(ext, 2, c);
  StorPortReleaseMSISpinLock(ext, 3, a);
}

void innerOnOnePath(PVOID ext, int more) {
  ULONG a, b = 0;
  StorPortAcquireMSISpinLock(ext, 1, &a);
  if (more)
    StorPortAcquireMSISpinLock(ext, 2, &b);
  if (more)
    StorPortReleaseMSISpinLock(ext, 2, b);
  StorPortReleaseMSISpinLock(ext, 1, a);
}
