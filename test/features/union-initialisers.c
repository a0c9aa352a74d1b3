// A union that is initialised has the value in each of its members, as one has that is
// assigned to.
// RUN: %analyze_only -analyzer-checker=storport -verify %s
// RUN: sh -c '%spinpair %s --report json=%t.json -- -I%wdk; test $? = 2'
// RUN: %python %S/../tool/Inputs/check_verdicts.py %t.json flags=proved,clean,undecided whole=proved,clean,undecided half=proved,clean,undecided large=proved,clean,undecided wrongFlag=reported
#include <storport.h>

typedef union _FLAGS {
  ULONG AsUlong;
  struct {
    ULONG Held : 1;
    ULONG Message : 8;
    ULONG Rest : 23;
  };
} FLAGS;
typedef struct _EXT {
  BOOLEAN Wanted;
  ULONG Copy;
} EXT;

VOID flags(EXT *Ext) {
  ULONG Irql = 0;
  FLAGS Flags = {0};
  if (Ext->Wanted) {
    Flags.Held = 1;
    StorPortAcquireMSISpinLock(Ext, 3, &Irql);
  }
  Ext->Copy = Flags.AsUlong;
  if (Flags.AsUlong)
    StorPortReleaseMSISpinLock(Ext, 3, Irql);
}
VOID whole(EXT *Ext) {
  ULONG Irql = 0;
  FLAGS Flags = {0};
  if (Ext->Wanted) {
    Flags.AsUlong = 7;
    StorPortAcquireMSISpinLock(Ext, 3, &Irql);
  }
  if (Flags.Held)
    StorPortReleaseMSISpinLock(Ext, 3, Irql);
}
VOID half(EXT *Ext) {
  ULONG Irql;
  union {
    ULONG Both;
    struct {
      USHORT Low, High;
    } Half;
  } Word = {.Both = 0x20001};
  StorPortAcquireMSISpinLock(Ext, 1, &Irql);
  if (Word.Half.High != 2)
    return;
  StorPortReleaseMSISpinLock(Ext, 1, Irql);
}
VOID large(EXT *Ext) {
  ULONG Irql;
  LARGE_INTEGER Timeout = {.QuadPart = 1};
  StorPortAcquireMSISpinLock(Ext, 1, &Irql);
  if (Timeout.HighPart)
    return;
  StorPortReleaseMSISpinLock(Ext, 1, Irql);
}
VOID wrongFlag(EXT *Ext) {
  ULONG Irql = 0;
  FLAGS Flags = {0};
  if (Ext->Wanted) {
    Flags.AsUlong = 6;
    StorPortAcquireMSISpinLock(Ext, 3, &Irql);
  }
  if (Flags.AsUlong == 7)
    StorPortReleaseMSISpinLock(Ext, 3, Irql);
} // expected-warning {{is still held on return}}
