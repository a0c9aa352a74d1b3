// The address of the slot, cut to 32 bits, is a value that the analyzer does not
// follow: giving it back instead of what it holds goes unseen.
// XFAIL: *
// RUN: %analyze -verify %s
#include <storport.h>

void addressOfSlot(PVOID ext) {
  ULONG irql;
  StorPortAcquireMSISpinLock(ext, 1, &irql);
  StorPortReleaseMSISpinLock(ext, 1, (ULONG)(ULONG_PTR)&irql); // expected-warning {{instead of the IRQL that its acquire saved}}
}
