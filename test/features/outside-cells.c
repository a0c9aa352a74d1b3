// Code that is not in the program fills a cell that it is given a pointer to,
// whoever made the pointer; the driver's structures keep their members.
// RUN: %not %spinpair %s --report json=%t.json -- -I%wdk
// RUN: %python %S/../tool/Inputs/check_verdicts.py %t.json byPointer=undecided,reported byFlag=undecided,reported readAgain=undecided,reported byValue=proved otherCell=proved structure=proved byHelper=reported,undecided helpersStructure=proved
#include <storport.h>

typedef struct _EXT { ULONG Vector, Count; } EXT, *PEXT;

VOID Outside(PULONG Place);
VOID Watch(PEXT Ext, ULONG Number);

VOID byPointer(PEXT Ext, PULONG Vector) {
  ULONG Irql;
  StorPortAcquireMSISpinLock(Ext, *Vector, &Irql);
  Outside(&*Vector);
  StorPortReleaseMSISpinLock(Ext, *Vector, Irql);
}

VOID byFlag(PEXT Ext, PULONG Locks) {
  ULONG Irql = 0;
  if (*Locks)
    StorPortAcquireMSISpinLock(Ext, 1, &Irql);
  Outside(Locks);
  if (*Locks)
    StorPortReleaseMSISpinLock(Ext, 1, Irql);
}

VOID readAgain(PEXT Ext, PULONG Vector) {
  ULONG Irql, Old = *Vector;
  StorPortAcquireMSISpinLock(Ext, Old, &Irql);
  Outside(Vector);
  StorPortReleaseMSISpinLock(Ext, *Vector, Irql);
}

VOID byValue(PEXT Ext, PULONG Vector) {
  ULONG Irql, Old = *Vector;
  StorPortAcquireMSISpinLock(Ext, Old, &Irql);
  Outside(Vector);
  StorPortReleaseMSISpinLock(Ext, Old, Irql);
}

VOID otherCell(PEXT Ext, PULONG Vector, PULONG Count) {
  ULONG Irql, Old = *Vector;
  StorPortAcquireMSISpinLock(Ext, Old, &Irql);
  Outside(Count);
  StorPortReleaseMSISpinLock(Ext, Old, Irql);
}

VOID structure(PEXT Ext) {
  ULONG Irql;
  StorPortAcquireMSISpinLock(Ext, Ext->Vector, &Irql);
  Watch(Ext, 1);
  StorPortReleaseMSISpinLock(Ext, Ext->Vector, Irql);
}

static VOID fill(PEXT Ext, PULONG Place) {
  Outside(Place);
  Ext->Count++;
}

VOID byHelper(PEXT Ext) {
  ULONG Irql = 0;
  if (Ext->Vector)
    StorPortAcquireMSISpinLock(Ext, 1, &Irql);
  fill(Ext, &Ext->Vector);
  if (Ext->Vector)
    StorPortReleaseMSISpinLock(Ext, 1, Irql);
}

static VOID watch(PEXT Ext) { Watch(Ext, 2); }

VOID helpersStructure(PEXT Ext) {
  ULONG Irql;
  StorPortAcquireMSISpinLock(Ext, Ext->Vector, &Irql);
  watch(Ext);
  StorPortReleaseMSISpinLock(Ext, Ext->Vector, Irql);
}
