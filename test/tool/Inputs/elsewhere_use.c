#include "elsewhere.h"
VOID sameByResult(EXT *Ext) {
  StorPortAcquireMSISpinLock(Ext, 1, &Ext->Current->Irql);
  clear(currentOf(Ext));
  StorPortReleaseMSISpinLock(Ext, 1, Ext->Current->Irql);
}
VOID maybeTheSame(EXT *Ext, QUEUE *Queue) {
  StorPortAcquireMSISpinLock(Ext, 1, &Queue->Irql);
  clear(Ext->Current);
  StorPortReleaseMSISpinLock(Ext, 1, Queue->Irql);
}
VOID flag(EXT *Ext, QUEUE *Queue) {
  Queue->Held = TRUE;
  StorPortAcquireMSISpinLock(Ext, 1, &Queue->Irql);
  clear(Ext->Current);
  if (Queue->Held)
    StorPortReleaseMSISpinLock(Ext, 1, Queue->Irql);
}
VOID inALocal(EXT *Ext, QUEUE *Queue) {
  ULONG Irql;
  StorPortAcquireMSISpinLock(Ext, 1, &Irql);
  clear(Queue);
  StorPortReleaseMSISpinLock(Ext, 1, Irql);
}
VOID nests(EXT *Ext) {
  KIRQL Irql;
  KeAcquireSpinLock(Ext->First, &Irql);
  takesSecond(Ext);
  KeReleaseSpinLock(Ext->First, Irql);
}
VOID leavesGate(EXT *Ext) {
  KIRQL Irql;
  shut(&Irql);
  Ext->Current->Held = TRUE;
}
