#include "other-bodies.h"

VOID Forgets(PVOID Ext) {
  ULONG Irql;
  StorPortAcquireMSISpinLock(Ext, 3, &Irql);
  GiveBack(Ext, Irql);
}

VOID Mixes(PVOID Ext) {
  ULONG Irql;
  TakeOne(Ext, &Irql);
  StorPortReleaseMSISpinLock(Ext, 2, Irql);
}

VOID UsesSame(PVOID Ext) {
  ULONG Irql;
  TakeSame(Ext, &Irql);
  StorPortReleaseMSISpinLock(Ext, 4, Irql);
}
