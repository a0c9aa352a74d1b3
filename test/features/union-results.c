// A union that a function returned by value has one value, and so have its bits,
// whichever members they are asked by.
// RUN: %not %spinpair %s --report json=%t.json -- -I%wdk
// RUN: %python %S/../tool/Inputs/check_verdicts.py %t.json once=proved,clean,undecided onceOther=reported kept=proved,clean,undecided keptOther=reported halves=proved,clean,undecided halvesOther=reported twoCalls=reported
#include <ntddk.h>
#include <storport.h>

typedef struct _EXT {
  LARGE_INTEGER Since;
} EXT, *PEXT;

#define LOCKED_IF(Condition)                                                   \
  ULONG Irql = 0;                                                              \
  if (Condition)                                                               \
  StorPortAcquireMSISpinLock(Ext, 1, &Irql)
#define UNLOCKED_IF(Condition)                                                 \
  if (Condition)                                                               \
  StorPortReleaseMSISpinLock(Ext, 1, Irql)

VOID once(PEXT Ext) { LARGE_INTEGER Now = KeQueryPerformanceCounter(NULL); LOCKED_IF(Now.QuadPart > 5); UNLOCKED_IF(Now.QuadPart >= 6); }
VOID onceOther(PEXT Ext) { LARGE_INTEGER Now = KeQueryPerformanceCounter(NULL); LOCKED_IF(Now.QuadPart > 5); UNLOCKED_IF(Now.QuadPart >= 5); }
VOID kept(PEXT Ext) { Ext->Since = KeQueryPerformanceCounter(NULL); LOCKED_IF(Ext->Since.LowPart > 5); UNLOCKED_IF(Ext->Since.LowPart >= 6); }
VOID keptOther(PEXT Ext) { Ext->Since = KeQueryPerformanceCounter(NULL); LOCKED_IF(Ext->Since.LowPart > 5); UNLOCKED_IF(Ext->Since.LowPart >= 7); }
VOID halves(PEXT Ext) { LARGE_INTEGER Now = KeQueryPerformanceCounter(NULL); LOCKED_IF(Now.QuadPart == 0); UNLOCKED_IF(!Now.LowPart && !Now.HighPart); }
VOID halvesOther(PEXT Ext) { LARGE_INTEGER Now = KeQueryPerformanceCounter(NULL); LOCKED_IF(Now.QuadPart == 0); UNLOCKED_IF(!Now.LowPart); }
VOID twoCalls(PEXT Ext) { LARGE_INTEGER Now = KeQueryPerformanceCounter(NULL), Then = KeQueryPerformanceCounter(NULL); LOCKED_IF(Now.QuadPart == 0); UNLOCKED_IF(Then.QuadPart == 0); }
