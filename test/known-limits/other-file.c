// Whether the caller in another file releases what this hands over is not seen
// in one unit.
// XFAIL: *
// RUN: %analyze -verify %s
#include <storport.h>

void unlockElsewhere(PVOID ext, ULONG irql); // does nothing

void f(PVOID ext) {
  ULONG irql;
  StorPortAcquireMSISpinLock(ext, 1, &irql);
  unlockElsewhere(ext, irql);
  return; // expected-warning {{MSI spin lock for message '1' is still held on return}}
}
