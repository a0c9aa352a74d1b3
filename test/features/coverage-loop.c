// RUN: %analyze -analyzer-config storport:Coverage=true %s 2>&1 | %filecheck %s
#include <storport.h>

ULONG which(PVOID ext);

// A loop that is cut short is not a budget that ran out.
// CHECK: 'loop' is undecided: a loop was followed a few times only
void loop(PVOID ext) {
  ULONG irql;
  for (int i = 0; i < 20; ++i) {
    StorPortAcquireMSISpinLock(ext, i, &irql);
    StorPortReleaseMSISpinLock(ext, which(ext), irql);
  }
}
