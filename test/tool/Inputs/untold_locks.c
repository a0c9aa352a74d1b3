/* What TakeCleared and the others say of a call is not all that they do. */
#include "untold.h"

VOID TakeCleared(PEXT Ext, ULONG MessageId, PLOCK Lock) {
  RtlZeroMemory(Lock, sizeof(*Lock));
  if (!Ext->Live)
    return;
  if (Ext->PerMessage) {
    StorPortAcquireMSISpinLock(Ext, MessageId, &Lock->OldIrql);
    Lock->ByMessage = TRUE;
    Lock->MessageId = MessageId;
  } else
    StorPortAcquireSpinLock(Ext, InterruptLock, NULL, &Lock->Handle);
  Lock->Taken = TRUE;
}

VOID TakeAssigned(PEXT Ext, ULONG MessageId, PLOCK Lock) {
  static const LOCK Empty;
  *Lock = Empty;
  if (!Ext->PerMessage)
    return;
  StorPortAcquireMSISpinLock(Ext, MessageId, &Lock->OldIrql);
  Lock->Taken = Lock->ByMessage = TRUE;
  Lock->MessageId = MessageId;
}

VOID GiveTaken(PEXT Ext, PLOCK Lock) {
  if (!Lock->Taken)
    return;
  if (Lock->ByMessage)
    StorPortReleaseMSISpinLock(Ext, Lock->MessageId, Lock->OldIrql);
  else
    StorPortReleaseSpinLock(Ext, &Lock->Handle);
  Lock->Taken = FALSE;
}

VOID Enter(PEXT Ext, ULONG MessageId, PSTOR_LOCK_HANDLE Handle) {
  ULONG OldIrql = 0;
  if (Ext->PerMessage) {
    if (StorPortAcquireMSISpinLock(Ext, MessageId, &OldIrql) ==
        STOR_STATUS_SUCCESS) {
      Handle->Context.OldIrql = (KIRQL)OldIrql;
      return;
    }
    Ext->PerMessage = FALSE;
  }
  StorPortAcquireSpinLock(Ext, InterruptLock, NULL, Handle);
}

VOID Leave(PEXT Ext, ULONG MessageId, PSTOR_LOCK_HANDLE Handle) {
  if (Ext->PerMessage)
    StorPortReleaseMSISpinLock(Ext, MessageId, Handle->Context.OldIrql);
  else
    StorPortReleaseSpinLock(Ext, Handle);
}

static ULONG Mix(ULONG A, ULONG Rounds) {
  ULONG Result = 0;
  while (Rounds--)
    Result = Result * 3 + A;
  return Result;
}

ULONG TryTake(PEXT Ext, PULONG Irql, PULONG How) {
  ULONG Mixed = Mix(Ext->Busy, Ext->Queues);
  *How = Mixed;
  if (Mixed)
    StorPortAcquireMSISpinLock(Ext, 1, Irql);
  return Mixed;
}

VOID GiveBack(PEXT Ext, ULONG Irql) {
  StorPortReleaseMSISpinLock(Ext, 1, Irql);
}
