// A call that the search does not go through is no call of nothing: functions
// that take more arguments than they name, and routines that run a function of
// the driver before they return.
// RUN: %not %spinpair %s --report json=%t.json -- -I%wdk
// RUN: %python %S/../tool/Inputs/check_verdicts.py %t.json byList=undecided named=proved namedWrong=reported again=undecided,reported once=proved,undecided changed=proved,undecided
// RUN: %analyze -verify %s
#include <stdarg.h>
#include <storport.h>
#include <wdm.h>

BOOLEAN KeSynchronizeExecution(PKINTERRUPT Interrupt, BOOLEAN (*Routine)(PVOID),
                               PVOID Context);

typedef struct _EXT {
  ULONG count;
  PKINTERRUPT interrupt;
} EXT;

static void giveListed(EXT *ext, int count, ...) {
  va_list list;
  va_start(list, count);
  ULONG irql = va_arg(list, ULONG);
  va_end(list);
  StorPortReleaseMSISpinLock(ext, 1, irql);
}

void byList(EXT *ext) {
  ULONG irql = 0;
  StorPortAcquireMSISpinLock(ext, 1, &irql);
  giveListed(ext, 1, irql);
}

static void give(EXT *ext, ULONG irql, ...) {
  StorPortReleaseMSISpinLock(ext, 1, irql);
}

void named(EXT *ext) {
  ULONG irql = 0;
  StorPortAcquireMSISpinLock(ext, 1, &irql);
  give(ext, irql, ext->count);
}

void namedWrong(EXT *ext) {
  ULONG irql = 0;
  StorPortAcquireMSISpinLock(ext, 1, &irql);
  StorPortReleaseMSISpinLock(ext, 1, irql);
  give(ext, irql, ext->count); // expected-warning{{is released again}}
}

static BOOLEAN takesAndGives(PVOID context) {
  ULONG irql = 0;
  StorPortAcquireMSISpinLock(context, 1, &irql);
  StorPortReleaseMSISpinLock(context, 1, irql);
  return TRUE;
}

void again(EXT *ext) {
  ULONG irql = 0;
  StorPortAcquireMSISpinLock(ext, 1, &irql);
  KeSynchronizeExecution(ext->interrupt, takesAndGives, ext);
  StorPortReleaseMSISpinLock(ext, 1, irql);
}

void once(EXT *ext) { KeSynchronizeExecution(ext->interrupt, takesAndGives, ext); }

static BOOLEAN counts(PVOID context) {
  ((EXT *)context)->count = 1;
  return TRUE;
}

void changed(EXT *ext) {
  ULONG irql = 0;
  ext->count = 0;
  StorPortAcquireMSISpinLock(ext, 1, &irql);
  KeSynchronizeExecution(ext->interrupt, counts, ext);
  if (ext->count)
    StorPortReleaseMSISpinLock(ext, 1, irql);
}
