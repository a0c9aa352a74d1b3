// RUN: %analyze -analyzer-config storport:Coverage=true %s 2>&1 | %filecheck %s
#include <storport.h>

int next(PVOID ext, ULONG round);

// LLVM 22 takes a loop whose bound it does not know to end after two rounds, and
// does not count that as cut short. It is all the same: the mistake of a later
// round is not seen.
// CHECK: 'openLoop' is undecided: {{.*}}a loop was followed a few times only
void openLoop(PVOID ext, ULONG count) {
  ULONG irql;
  StorPortAcquireMSISpinLock(ext, 1, &irql);
  for (ULONG i = 0; i < count; ++i)
    if (i == 8 && next(ext, i))
      return;
  StorPortReleaseMSISpinLock(ext, 1, irql);
}
