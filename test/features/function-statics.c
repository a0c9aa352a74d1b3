// A static variable of a function keeps what an earlier call left in it.
// RUN: %analyze_only -analyzer-checker=storport -verify %s
// RUN: sh -c '%spinpair %s --report json=%t.json -- -I%wdk; test $? = 2'
// RUN: %python %S/../tool/Inputs/check_verdicts.py %t.json counts=reported once=reported warned=reported inHelper=reported agrees=proved,clean never=proved,clean table=proved,clean
#include <storport.h>

typedef struct _EXT {
  ULONG Broken;
} EXT, *PEXT;
VOID report(const char *What);

VOID counts(PEXT Ext) {
  static ULONG Calls;
  ULONG Irql;
  StorPortAcquireMSISpinLock(Ext, 1, &Irql);
  if (Calls++ == 0)
    StorPortReleaseMSISpinLock(Ext, 1, Irql);
} // expected-warning {{MSI spin lock for message '1' is still held}}

VOID once(PEXT Ext) {
  static BOOLEAN Taken;
  ULONG Irql = 0;
  if (!Taken) {
    StorPortAcquireMSISpinLock(Ext, 1, &Irql);
    Taken = TRUE;
  }
  StorPortReleaseMSISpinLock(Ext, 1, Irql); // expected-warning {{MSI spin lock for message '1' is released, but was never acquired}}
}

VOID warned(PEXT Ext) {
  static BOOLEAN Warned = FALSE;
  ULONG Irql;
  StorPortAcquireMSISpinLock(Ext, 1, &Irql);
  if (Ext->Broken) {
    if (!Warned) {
      Warned = TRUE;
      report("broken");
      StorPortReleaseMSISpinLock(Ext, 1, Irql);
    }
    return; // expected-warning {{MSI spin lock for message '1' is still held}}
  }
  StorPortReleaseMSISpinLock(Ext, 1, Irql);
}

static BOOLEAN isFirst(void) {
  static BOOLEAN Asked;
  BOOLEAN First = !Asked;
  Asked = TRUE;
  return First;
}
VOID inHelper(PEXT Ext) {
  ULONG Irql;
  StorPortAcquireMSISpinLock(Ext, 1, &Irql);
  if (isFirst())
    StorPortReleaseMSISpinLock(Ext, 1, Irql);
} // expected-warning {{MSI spin lock for message '1' is still held}}

VOID agrees(PEXT Ext) {
  static ULONG Mode;
  ULONG Irql = 0, Locks = Mode;
  if (Locks)
    StorPortAcquireMSISpinLock(Ext, 1, &Irql);
  Mode = Ext->Broken;
  if (Locks)
    StorPortReleaseMSISpinLock(Ext, 1, Irql);
}

// Nobody writes these.
VOID never(PEXT Ext) {
  static const ULONG Mode = 1;
  ULONG Irql = 0;
  if (Mode)
    StorPortAcquireMSISpinLock(Ext, 1, &Irql);
  StorPortReleaseMSISpinLock(Ext, 1, Irql);
}
VOID table(PEXT Ext) {
  static ULONG Messages[] = {1, 2};
  ULONG Irql = 0;
  StorPortAcquireMSISpinLock(Ext, Messages[0], &Irql);
  StorPortReleaseMSISpinLock(Ext, 1, Irql);
}
