// RUN: %analyze -verify %s
// expected-no-diagnostics
#include <storport.h>

// A member of an initialised local is still known after the acquire has stored
// into its neighbour.
void f(PVOID ext, ULONG id) {
  struct { ULONG Irql; int Held; } lock = {0, 1};
  StorPortAcquireMSISpinLock(ext, id, &lock.Irql);
  if (lock.Held)
    StorPortReleaseMSISpinLock(ext, id, lock.Irql);
}
