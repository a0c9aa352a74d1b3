/* Helpers that are wrong on one path each. */
#include "failed-paths.h"

/* Leaks on an error, but takes no lock without a DPC. */
VOID Complete(struct Adapter *Ext, PVOID Dpc, ULONG Message) {
  ULONG Old = 0;
  if (Dpc != NULL)
    StorPortAcquireMSISpinLock(Ext, Message, &Old);
  if (Ext->Error)
    return;
  Ext->Count++;
  if (Dpc != NULL)
    StorPortReleaseMSISpinLock(Ext, Message, Old);
}

/* Takes the lock for its caller; where it fails, it is kept all the same. */
BOOLEAN LockOrFail(struct Adapter *Ext, ULONG Message, ULONG *Old,
                   BOOLEAN MayFail) {
  ULONG Mine;
  if (MayFail && Ext->Error) {
    StorPortAcquireMSISpinLock(Ext, Message, &Mine);
    return FALSE;
  }
  StorPortAcquireMSISpinLock(Ext, Message, Old);
  return TRUE;
}
