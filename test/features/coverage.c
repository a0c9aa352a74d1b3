// Functions that take locks, are not proved and were not explored to the end are
// named.
// RUN: %analyze -analyzer-config storport:Coverage=true %s 2>&1 | %filecheck %s --implicit-check-not="'finished'" --implicit-check-not="'irrelevant'" --implicit-check-not="'branches'" --implicit-check-not="'proved'"
// RUN: %analyze -analyzer-config storport:Coverage=true -analyzer-config max-nodes=150 %s 2>&1 | %filecheck --check-prefix=BUDGET %s
// RUN: %analyze -verify=off %s
// off-no-diagnostics
#include <storport.h>

int next(PVOID ext);
ULONG which(PVOID ext);

// Straight code is finished: nothing is said of it.
void finished(PVOID ext, int a) {
  ULONG irql;
  StorPortAcquireMSISpinLock(ext, 1, &irql);
  if (a)
    next(ext);
  StorPortReleaseMSISpinLock(ext, 1, irql);
}

// So is a loop that has nothing to do with locks.
void irrelevant(PVOID ext, int count) {
  for (int i = 0; i < count + 20; ++i)
    next(ext);
}

// CHECK-DAG: coverage.c:[[#@LINE+1]]:6: remark: spinpair: 'loop' is undecided: {{.*}}a loop was followed a few times only
void loop(PVOID ext) {
  ULONG irql;
  for (int i = 0; i < 20; ++i) {
    StorPortAcquireMSISpinLock(ext, i, &irql);
    StorPortReleaseMSISpinLock(ext, which(ext), irql);
  }
}

// The proof sees to all rounds.
void proved(PVOID ext) {
  ULONG irql;
  for (int i = 0; i < 20; ++i) {
    StorPortAcquireMSISpinLock(ext, i, &irql);
    if (next(ext) == i)
      StorPortReleaseMSISpinLock(ext, i, irql);
    else
      StorPortReleaseMSISpinLock(ext, i, irql);
  }
}

// CHECK-DAG: remark: spinpair: 'recursive' is undecided: {{.*}}the call of 'recursive' was not stepped into
int recursive(PVOID ext, int depth) {
  ULONG irql;
  if (depth == 0)
    return 0;
  StorPortAcquireMSISpinLock(ext, 1, &irql);
  StorPortReleaseMSISpinLock(ext, which(ext), irql);
  return recursive(ext, depth - 1);
}

// BUDGET-DAG: remark: spinpair: 'branches' is undecided: {{.*}}the budget of steps ran out
void branches(PVOID ext, int *a) {
  ULONG irql;
  switch (a[5]) { // too wide a range for the proof
  case 0 ... 1000: next(ext);
  }
  StorPortAcquireMSISpinLock(ext, 1, &irql);
  if (a[0]) next(ext);
  if (a[1]) next(ext);
  if (a[2]) next(ext);
  if (a[3]) next(ext);
  if (a[4]) next(ext);
  StorPortReleaseMSISpinLock(ext, 1, irql);
}
