// A helper with a loop, which the search does not step into for ever: what it
// returns is one of the numbers that it spells out, and a path that rests on two
// answers at once shows nothing. A single test of the result does.
// RUN: %not %spinpair %s --report json=%t.json -- -I%wdk
// RUN: %python %S/../tool/Inputs/check_verdicts.py %t.json truth=proved,clean index=undecided counted=undecided filled=undecided lost=reported none=reported
#include <storport.h>

typedef struct _EXT {
  BOOLEAN Busy[6];
} EXT, *PEXT;

static BOOLEAN anyBusy(PEXT Ext) {
  for (ULONG I = 0; I < 6; I++)
    if (Ext->Busy[I])
      return TRUE;
  return FALSE;
}

static LONG firstBusy(PEXT Ext) {
  for (LONG I = 0; I < 6; I++)
    if (Ext->Busy[I])
      return I;
  return -1;
}

static ULONG countBusy(PEXT Ext) {
  ULONG Count = 0;
  for (ULONG I = 0; I < 6; I++)
    if (Ext->Busy[I])
      Count++;
  return Count;
}

static VOID tellBusy(PEXT Ext, PULONG Busy) {
  *Busy = 0;
  for (ULONG I = 0; I < 6; I++)
    if (Ext->Busy[I])
      *Busy = 1;
}

VOID truth(PEXT Ext) {
  ULONG Irql = 0;
  BOOLEAN Any = anyBusy(Ext);
  if (Any == TRUE)
    StorPortAcquireMSISpinLock(Ext, 1, &Irql);
  if (Any)
    StorPortReleaseMSISpinLock(Ext, 1, Irql);
}

VOID index(PEXT Ext) {
  ULONG Irql = 0;
  LONG First = firstBusy(Ext);
  if (First >= 0)
    StorPortAcquireMSISpinLock(Ext, 1, &Irql);
  if (First != -1)
    StorPortReleaseMSISpinLock(Ext, 1, Irql);
}

VOID counted(PEXT Ext) {
  ULONG Irql;
  StorPortAcquireMSISpinLock(Ext, 1, &Irql);
  if (countBusy(Ext) <= 6)
    StorPortReleaseMSISpinLock(Ext, 1, Irql);
}

VOID filled(PEXT Ext) {
  ULONG Irql = 0, Busy;
  tellBusy(Ext, &Busy);
  if (Busy == 1)
    StorPortAcquireMSISpinLock(Ext, 1, &Irql);
  if (Busy)
    StorPortReleaseMSISpinLock(Ext, 1, Irql);
}

VOID lost(PEXT Ext) {
  ULONG Irql;
  StorPortAcquireMSISpinLock(Ext, 1, &Irql);
  if (anyBusy(Ext))
    return;
  StorPortReleaseMSISpinLock(Ext, 1, Irql);
}

VOID none(PEXT Ext) {
  ULONG Irql;
  StorPortAcquireMSISpinLock(Ext, 1, &Irql);
  if (firstBusy(Ext) == -1)
    return;
  StorPortReleaseMSISpinLock(Ext, 1, Irql);
}
