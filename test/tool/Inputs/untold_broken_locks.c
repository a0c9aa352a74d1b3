#include "untold_broken.h"

VOID LockQueue(PEXT Ext, ULONG MessageId, PSTOR_LOCK_HANDLE Handle) {
  if (Ext->Queues > 1)
    StorPortAcquireSpinLock(Ext, DpcLock, &Ext->Dpc[Index(Ext, MessageId)],
                            Handle);
  else {
    ULONG Irql = 0;
    StorPortAcquireMSISpinLock(Ext, MessageId, &Irql);
    Handle->Context.OldIrql = (KIRQL)Irql;
  }
}

VOID UnlockQueue(PEXT Ext, ULONG MessageId, PSTOR_LOCK_HANDLE Handle) {
  if (Ext->Queues > 1)
    StorPortReleaseSpinLock(Ext, Handle);
  else
    StorPortReleaseMSISpinLock(Ext, MessageId, Handle->Context.OldIrql);
}
