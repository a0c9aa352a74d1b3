// RUN: %analyze -analyzer-output=text -verify -verify-ignore-unexpected=note %s
#include <storport.h>

typedef struct _EXT { struct _EXT *Peer; struct _EXT *Self; } EXT;
typedef struct _PAIR { EXT *First, *Second; } PAIR;

// True cases.

void parameters(PVOID one, PVOID two, ULONG id) {
  ULONG irql;
  StorPortAcquireMSISpinLock(one, id, &irql); // expected-note {{MSI spin lock for message 'id' is acquired here}}
  StorPortReleaseMSISpinLock(two, id, irql);  // expected-warning {{MSI spin lock for message 'id' is released on adapter 'two', but was acquired on 'one' [storport.msi.ExtensionMismatch]}} expected-note {{was acquired on 'one'}}
}

void fields(PAIR *pair) {
  ULONG irql;
  StorPortAcquireMSISpinLock(pair->First, 1, &irql);  // expected-note {{acquired here}}
  StorPortReleaseMSISpinLock(pair->Second, 1, irql);  // expected-warning {{MSI spin lock for message '1' is released on adapter 'pair->Second', but was acquired on 'pair->First'}} expected-note {{was acquired on 'pair->First'}}
}

void changedInBetween(PVOID ext, PVOID other) {
  ULONG irql;
  StorPortAcquireMSISpinLock(ext, 1, &irql);
  ext = other;
  StorPortReleaseMSISpinLock(ext, 1, irql); // expected-warning {{MSI spin lock for message '1' is released on adapter 'ext', but 'ext' has changed since it was acquired}}
}

// Silent cases.

void samePointer(EXT *ext) {
  ULONG irql;
  PVOID copy = ext;
  StorPortAcquireMSISpinLock(ext, 1, &irql);
  StorPortReleaseMSISpinLock(copy, 1, irql);
}

// A back-pointer may well lead to the same adapter.
void backPointer(EXT *ext) {
  ULONG irql;
  StorPortAcquireMSISpinLock(ext, 1, &irql);
  StorPortReleaseMSISpinLock(ext->Self, 1, irql);
}

void knownEqual(EXT *one, EXT *two) {
  ULONG irql;
  if (one != two)
    return;
  StorPortAcquireMSISpinLock(one, 1, &irql);
  StorPortReleaseMSISpinLock(two, 1, irql);
}

EXT *adapterOf(PVOID srb);

void unknown(EXT *ext, PVOID srb) {
  ULONG irql;
  StorPortAcquireMSISpinLock(ext, 1, &irql);
  StorPortReleaseMSISpinLock(adapterOf(srb), 1, irql);
}
