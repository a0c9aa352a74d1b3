// A function that code outside of the program is given may run there, and write what it
// writes. One that hands locks on, whose address goes where no call leads from, may be a
// callback.
// RUN: sh -c '%spinpair %s --report json=%t.json -- -I%wdk; test $? = 2 -o $? = 0'
// RUN: %python %S/../tool/Inputs/check_verdicts.py %t.json written=undecided,reported unrelated=proved bySelection=undecided called=proved callsIt=proved
#include <storport.h>

typedef struct _EXT {
  ULONG Mode, Count, Irql;
  KSPIN_LOCK Lock;
} EXT, *PEXT;
typedef VOID VISITOR(PEXT Ext);
VOID visit(VISITOR *Visitor, PEXT Ext); // of another driver

static VOID clearMode(PEXT Ext) { Ext->Mode = 0; }
static VOID count(PEXT Ext) { Ext->Count++; }

VOID written(PEXT Ext) {
  KIRQL Irql;
  if (Ext->Mode)
    KeAcquireSpinLock(&Ext->Lock, &Irql);
  visit(clearMode, Ext);
  if (Ext->Mode)
    KeReleaseSpinLock(&Ext->Lock, Irql);
}
VOID unrelated(PEXT Ext) {
  KIRQL Irql;
  if (Ext->Mode)
    KeAcquireSpinLock(&Ext->Lock, &Irql);
  visit(count, Ext);
  if (Ext->Mode)
    KeReleaseSpinLock(&Ext->Lock, Irql);
}

BOOLEAN bySelection(PVOID Context, PSCSI_REQUEST_BLOCK Srb) {
  PEXT Ext = Context;
  StorPortAcquireMSISpinLock(Ext, 1, &Ext->Irql);
  if (Ext->Count)
    return TRUE;
  StorPortReleaseMSISpinLock(Ext, 1, Ext->Irql);
  return TRUE;
}
static PHW_STARTIO select(ULONG Generation) { return Generation ? bySelection : NULL; }
ULONG DriverEntry(PVOID Driver, PVOID Path) {
  HW_INITIALIZATION_DATA Data = {0};
  Data.HwStartIo = select(1);
  return StorPortInitialize(Driver, Path, &Data, NULL);
}

// Called through the pointer here.
static VOID called(PEXT Ext, PULONG Irql) { StorPortAcquireMSISpinLock(Ext, 1, Irql); }
VOID callsIt(PEXT Ext) {
  ULONG Irql;
  VOID (*Take)(PEXT, PULONG) = called;
  Take(Ext, &Irql);
  StorPortReleaseMSISpinLock(Ext, 1, Irql);
}
