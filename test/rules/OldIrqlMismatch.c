// RUN: %analyze -analyzer-output=text -verify -verify-ignore-unexpected=note %s
#include <storport.h>

// True cases.

void constant(PVOID ext, ULONG id) {
  ULONG irql;
  StorPortAcquireMSISpinLock(ext, id, &irql); // expected-note {{MSI spin lock for message 'id' is acquired here, the IRQL saved in 'irql'}}
  StorPortReleaseMSISpinLock(ext, id, DISPATCH_LEVEL); // expected-warning {{MSI spin lock for message 'id' is released with 'DISPATCH_LEVEL' instead of the IRQL that its acquire saved [storport.msi.OldIrqlMismatch]}} expected-note {{instead of the IRQL that its acquire saved}}
}

void swapped(PVOID ext) {
  ULONG a, b;
  StorPortAcquireMSISpinLock(ext, 1, &a); // expected-note {{MSI spin lock for message '1' is acquired here, the IRQL saved in 'a'}}
  StorPortAcquireMSISpinLock(ext, 2, &b); // expected-note {{MSI spin lock for message '2' is acquired here, the IRQL saved in 'b'}}
  StorPortReleaseMSISpinLock(ext, 2, a);  // expected-warning {{MSI spin lock for message '2' is released with the IRQL saved for message '1', not with its own}} expected-note {{not with its own}}
  StorPortReleaseMSISpinLock(ext, 1, b);
}

void overwritten(PVOID ext) {
  ULONG irql;
  StorPortAcquireMSISpinLock(ext, 1, &irql); // expected-note {{acquired here}}
  StorPortAcquireMSISpinLock(ext, 2, &irql); // expected-note {{The saved IRQL in 'irql' is overwritten by this acquire}}
  StorPortReleaseMSISpinLock(ext, 2, irql);
  StorPortReleaseMSISpinLock(ext, 1, irql);  // expected-warning {{MSI spin lock for message '1' is released with 'irql', which holds the IRQL of another acquire}} expected-note {{another acquire}}
}

void stale(PVOID ext) {
  ULONG first, second;
  StorPortAcquireMSISpinLock(ext, 1, &first);
  StorPortReleaseMSISpinLock(ext, 1, first);
  StorPortAcquireMSISpinLock(ext, 1, &second);
  StorPortReleaseMSISpinLock(ext, 1, first); // expected-warning {{MSI spin lock for message '1' is released with 'first'}}
}

void computed(PVOID ext) {
  ULONG irql;
  StorPortAcquireMSISpinLock(ext, 1, &irql);
  StorPortReleaseMSISpinLock(ext, 1, irql + 1); // expected-warning {{MSI spin lock for message '1' is released with 'irql + 1' instead of the IRQL that its acquire saved}}
}

void parameter(PVOID ext, ULONG other) {
  ULONG irql;
  StorPortAcquireMSISpinLock(ext, 1, &irql);
  StorPortReleaseMSISpinLock(ext, 1, other); // expected-warning {{MSI spin lock for message '1' is released with 'other' instead of the IRQL that its acquire saved}}
}

void assigned(PVOID ext, ULONG other) {
  ULONG irql;
  StorPortAcquireMSISpinLock(ext, 1, &irql);
  irql = other;                             // expected-note {{The saved IRQL in 'irql' is overwritten}}
  StorPortReleaseMSISpinLock(ext, 1, irql); // expected-warning {{MSI spin lock for message '1' is released with 'irql' instead of the IRQL that its acquire saved}}
}

void swappedAlike(PVOID ext, ULONG id) {
  ULONG a, b;
  StorPortAcquireMSISpinLock(ext, id, &a);
  id = id + 1;
  StorPortAcquireMSISpinLock(ext, id, &b);
  StorPortReleaseMSISpinLock(ext, id, a); // expected-warning {{MSI spin lock for message 'id' is released with the IRQL saved for another value of 'id', not with its own}}
}

// Silent cases.

void narrowed(PVOID ext) {
  ULONG irql;
  KIRQL small;
  StorPortAcquireMSISpinLock(ext, 1, &irql);
  small = (KIRQL)irql;
  StorPortReleaseMSISpinLock(ext, 1, small);
}

void handOverHand(PVOID ext) {
  ULONG a, b;
  StorPortAcquireMSISpinLock(ext, 1, &a);
  StorPortAcquireMSISpinLock(ext, 2, &b);
  StorPortReleaseMSISpinLock(ext, 1, b);
  StorPortReleaseMSISpinLock(ext, 2, a);
}

ULONG restore(PVOID ext);

void unknown(PVOID ext) {
  ULONG irql;
  StorPortAcquireMSISpinLock(ext, 1, &irql);
  StorPortReleaseMSISpinLock(ext, 1, restore(ext));
}
