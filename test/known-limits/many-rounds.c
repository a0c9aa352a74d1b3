// A mistake of a late round of a loop: rounds beyond the analyzer's limit are
// not explored (and the function is named with storport:Coverage=true).
// XFAIL: *
// RUN: %analyze -verify %s
#include <storport.h>

int next(PVOID ext);

void f(PVOID ext) {
  ULONG irql;
  for (int i = 0; i < 1000; ++i) {
    StorPortAcquireMSISpinLock(ext, 1, &irql);
    if (i == 900 && next(ext))
      return; // expected-warning {{MSI spin lock for message '1' is still held on return}}
    StorPortReleaseMSISpinLock(ext, 1, irql);
  }
}
