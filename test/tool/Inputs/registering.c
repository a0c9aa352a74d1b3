#include "registering.h"

PFN Current;

VOID registerMember(PEXT Ext, PFN Run) { Ext->Callback = Run; }
VOID registerGlobal(PFN Run) { Current = Run; }
VOID registerAt(PEXT Ext, ULONG I, PFN Run) { Ext->Table[I] = Run; }

VOID runMember(PEXT Ext) {
  ULONG Irql;
  StorPortAcquireMSISpinLock(Ext, 1, &Irql);
  if (Ext->Callback)
    Ext->Callback(Ext);
  StorPortReleaseMSISpinLock(Ext, 1, Irql);
}

VOID runGlobal(PEXT Ext) {
  ULONG Irql;
  StorPortAcquireMSISpinLock(Ext, 1, &Irql);
  Current(Ext);
  StorPortReleaseMSISpinLock(Ext, 1, Irql);
}

VOID runAt(PEXT Ext, ULONG I) {
  ULONG Irql;
  StorPortAcquireMSISpinLock(Ext, 1, &Irql);
  Ext->Table[I](Ext);
  StorPortReleaseMSISpinLock(Ext, 1, Irql);
}

VOID registerAndRun(PEXT Ext, PFN Run) {
  registerMember(Ext, Run);
  runMember(Ext);
}
