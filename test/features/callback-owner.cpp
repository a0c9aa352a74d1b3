// RUN: %analyze -std=c++17 -verify %s
#include <storport.h>

// Who gives a helper a body that takes its lock makes the mistake: two callers,
// two reports, at the callers.

template <typename Body> void withLock(PVOID ext, ULONG id, Body body) {
  ULONG irql;
  StorPortAcquireMSISpinLock(ext, id, &irql);
  body();
  StorPortReleaseMSISpinLock(ext, id, irql);
}

void one(PVOID ext) {
  // clang-format off
  withLock(ext, 1, [&] { ULONG irql; StorPortAcquireMSISpinLock(ext, 1, &irql); StorPortReleaseMSISpinLock(ext, 1, irql); }); // expected-warning {{MSI spin lock for message '1' is acquired again while it is held}}
}

void two(PVOID ext) {
  withLock(ext, 2, [&] { ULONG irql; StorPortAcquireMSISpinLock(ext, 2, &irql); StorPortReleaseMSISpinLock(ext, 2, irql); }); // expected-warning {{MSI spin lock for message '2' is acquired again while it is held}}
}
