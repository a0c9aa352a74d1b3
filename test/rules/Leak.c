// RUN: %analyze -Wno-misleading-indentation -analyzer-output=text -verify -verify-ignore-unexpected=note %s
#include <storport.h>

// True cases. They end in `return;` because LLVM 22 puts the end of a function
// on its last statement, and older ones on the brace.

void leak(PVOID ext, ULONG id) {
  ULONG irql;
  StorPortAcquireMSISpinLock(ext, id, &irql); // expected-note {{MSI spin lock for message 'id' is acquired here, the IRQL saved in 'irql'}}
  return; // expected-warning {{MSI spin lock for message 'id' is still held on return [storport.msi.Leak]}} expected-note {{MSI spin lock for message 'id' is still held on return}}
}

int leakOnEarlyReturn(PVOID ext, ULONG id, int busy) {
  ULONG irql;
  StorPortAcquireMSISpinLock(ext, id, &irql); // expected-note {{acquired here}}
  if (busy)   // expected-note {{Assuming 'busy' is not equal to 0}} expected-note {{Taking true branch}}
    return 1; // expected-warning {{MSI spin lock for message 'id' is still held on return}} expected-note {{still held on return}}
  StorPortReleaseMSISpinLock(ext, id, irql);
  return 0;
}

// Two returns, two mistakes: a new one must not hide behind a known one.
int leakTwice(PVOID ext, int why) {
  ULONG irql;
  StorPortAcquireMSISpinLock(ext, 7, &irql);
  // clang-format off
  if (why == 1) return 1; if (why == 2) return 2; // expected-warning 2 {{MSI spin lock for message '7' is still held on return}}
  // clang-format on
  StorPortReleaseMSISpinLock(ext, 7, irql);
  return 0;
}

// One return, two ways to it.
int leakByJumps(PVOID ext, int why) {
  ULONG irql;
  StorPortAcquireMSISpinLock(ext, 8, &irql);
  if (why == 1)
    goto out; // expected-warning {{MSI spin lock for message '8' is still held on return}}
  if (why == 2)
    goto out; // expected-warning {{MSI spin lock for message '8' is still held on return}}
  StorPortReleaseMSISpinLock(ext, 8, irql);
out:
  return why;
}

// Two locks, two mistakes.
void leakBoth(PVOID ext) {
  ULONG a, b;
  StorPortAcquireMSISpinLock(ext, 1, &a);
  StorPortAcquireMSISpinLock(ext, 2, &b);
  return; // expected-warning {{MSI spin lock for message '1' is still held on return}} expected-warning {{MSI spin lock for message '2' is still held on return}}
}

// Nobody above an entry point releases anything, whoever reaches the IRQL.
HW_TIMER TimerLeaks;
VOID TimerLeaks(PVOID ext) {
  static ULONG irql;
  StorPortAcquireMSISpinLock(ext, 3, &irql);
  return; // expected-warning {{MSI spin lock for message '3' is still held on return}}
}

// Silent cases.

void pair(PVOID ext, ULONG id) {
  ULONG irql;
  StorPortAcquireMSISpinLock(ext, id, &irql);
  StorPortReleaseMSISpinLock(ext, id, irql);
}

void handOver(PVOID ext, ULONG id, PULONG irql) {
  StorPortAcquireMSISpinLock(ext, id, irql);
}

ULONG handOverByValue(PVOID ext, ULONG id) {
  ULONG irql;
  StorPortAcquireMSISpinLock(ext, id, &irql);
  return irql;
}

void sameCondition(PVOID ext, ULONG id, int needed) {
  ULONG irql = 0;
  if (needed)
    StorPortAcquireMSISpinLock(ext, id, &irql);
  if (needed)
    StorPortReleaseMSISpinLock(ext, id, irql);
}
