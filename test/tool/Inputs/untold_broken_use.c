#include "untold_broken.h"

VOID Pairs(PEXT Ext) {
  STOR_LOCK_HANDLE Handle = {0};
  LockQueue(Ext, 0, &Handle);
  Ext->Busy++;
  UnlockQueue(Ext, 0, &Handle);
}

VOID AsksBefore(PEXT Ext) {
  STOR_LOCK_HANDLE Handle = {0};
  BOOLEAN Many = Ext->Queues > 1;
  LockQueue(Ext, 3, &Handle);
  if (Many)
    StorPortReleaseSpinLock(Ext, &Handle);
  else
    StorPortReleaseMSISpinLock(Ext, 3, Handle.Context.OldIrql);
}

VOID Drops(PEXT Ext) {
  STOR_LOCK_HANDLE Handle = {0};
  LockQueue(Ext, 0, &Handle);
  if (Ext->Busy)
    return;
  UnlockQueue(Ext, 0, &Handle);
}
