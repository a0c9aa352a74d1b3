// Paths that clang does not follow, or reports that it takes for the same, leave a function
// undecided and not clean.
// RUN: sh -c '%spinpair %s --report json=%t.json -- -I%wdk; test $? = 2'
// RUN: %python %S/../tool/Inputs/check_verdicts.py %t.json covered=undecided,reported coveredWithDefault=undecided,reported coveredAndRight=proved 'leaks<1>=undecided,reported' 'leaks<2>=undecided,reported' leaksToo=undecided,reported leaksAgain=undecided,reported converts=undecided,reported
#include <storport.h>

enum MODE { ModeA, ModeB };

// A value that is no enumerator gets out of the switch, as (MODE)7 does.
void covered(PVOID Ext, MODE Mode) {
  ULONG Irql;
  StorPortAcquireMSISpinLock(Ext, 1, &Irql);
  switch (Mode) {
  case ModeA:
    StorPortReleaseMSISpinLock(Ext, 1, Irql);
    return;
  case ModeB:
    StorPortReleaseMSISpinLock(Ext, 1, Irql);
    return;
  }
}
void coveredWithDefault(PVOID Ext, MODE Mode) {
  ULONG Irql;
  StorPortAcquireMSISpinLock(Ext, 2, &Irql);
  switch (Mode) {
  case ModeA:
  case ModeB:
    StorPortReleaseMSISpinLock(Ext, 2, Irql);
    return;
  default:
    return;
  }
}
int coveredAndRight(PVOID Ext, MODE Mode) {
  ULONG Irql;
  int Result = 0;
  StorPortAcquireMSISpinLock(Ext, 3, &Irql);
  switch (Mode) {
  case ModeA:
    Result = 1;
    break;
  case ModeB:
    Result = 2;
    break;
  }
  StorPortReleaseMSISpinLock(Ext, 3, Irql);
  return Result;
}

// Two functions at one place, with the same mistake.
template <int M> void leaks(PVOID Ext) {
  ULONG Irql;
  StorPortAcquireMSISpinLock(Ext, 4, &Irql);
}
void instances(PVOID Ext) {
  leaks<1>(Ext);
  leaks<2>(Ext);
}
#define TWO(One, Other)                                                                            \
  void One(PVOID Ext) { ULONG Irql; StorPortAcquireMSISpinLock(Ext, 5, &Irql); }                    \
  void Other(PVOID Ext) { ULONG Irql; StorPortAcquireMSISpinLock(Ext, 5, &Irql); }
TWO(leaksToo, leaksAgain)

// It is exclusive from there on, if that succeeds.
void converts(PEX_SPIN_LOCK Lock, PULONG Number) {
  KIRQL Irql = ExAcquireSpinLockShared(Lock);
  if (ExTryConvertSharedSpinLockExclusive(Lock))
    *Number = 1;
  ExReleaseSpinLockShared(Lock, Irql);
}
