#include "untold.h"

/* Right, as far as anybody can tell. */

VOID Cleared(PEXT Ext) {
  LOCK Lock;
  TakeCleared(Ext, 0, &Lock);
  Ext->Busy++;
  GiveTaken(Ext, &Lock);
}

VOID ClearedInLoop(PEXT Ext, ULONG MessageId) {
  LOCK Lock;
  ULONG Count;
  do {
    TakeCleared(Ext, MessageId, &Lock);
    Count = Ext->Busy;
    GiveTaken(Ext, &Lock);
  } while (Count == 4);
}

VOID ClearedAndAsked(PEXT Ext) {
  LOCK Lock;
  TakeCleared(Ext, 0, &Lock);
  if (!Lock.Taken)
    return;
  if (Lock.ByMessage)
    StorPortReleaseMSISpinLock(Ext, Lock.MessageId, Lock.OldIrql);
  else
    StorPortReleaseSpinLock(Ext, &Lock.Handle);
}

VOID ClearedBehindAPointer(PEXT Ext, PLOCK Lock) {
  TakeCleared(Ext, 0, Lock);
  if (Ext->Busy++ > 3) {
    GiveTaken(Ext, Lock);
    return;
  }
  GiveTaken(Ext, Lock);
}

VOID Assigned(PEXT Ext) {
  LOCK Lock;
  TakeAssigned(Ext, 2, &Lock);
  GiveTaken(Ext, &Lock);
}

VOID ByResult(PEXT Ext) {
  ULONG Irql = 0, How;
  if (TryTake(Ext, &Irql, &How))
    GiveBack(Ext, Irql);
}

VOID ByVariable(PEXT Ext) {
  ULONG Irql = 0, How = 0;
  TryTake(Ext, &Irql, &How);
  if (How)
    GiveBack(Ext, Irql);
}

VOID OneWayWrites(PEXT Ext) {
  STOR_LOCK_HANDLE Handle = {0};
  Enter(Ext, 0, &Handle);
  Ext->Busy++;
  Leave(Ext, 0, &Handle);
}

VOID OneWayWritesAndWeAsk(PEXT Ext) {
  STOR_LOCK_HANDLE Handle;
  Enter(Ext, 0, &Handle);
  if (Ext->PerMessage)
    StorPortReleaseMSISpinLock(Ext, 0, Handle.Context.OldIrql);
  else
    StorPortReleaseSpinLock(Ext, &Handle);
}

/* Wrong, whatever is not told. */

VOID ClearedAndDropped(PEXT Ext) {
  LOCK Lock;
  TakeCleared(Ext, 0, &Lock);
  if (Ext->Busy)
    return;
  GiveTaken(Ext, &Lock);
}

VOID TakenTwice(PEXT Ext) {
  LOCK Lock;
  TakeCleared(Ext, 0, &Lock);
  TakeAssigned(Ext, 0, &Lock);
  GiveTaken(Ext, &Lock);
}

VOID EnteredAndDropped(PEXT Ext) {
  STOR_LOCK_HANDLE Handle = {0};
  Enter(Ext, 0, &Handle);
  if (Ext->Busy)
    return;
  Leave(Ext, 0, &Handle);
}

VOID ByResultDropped(PEXT Ext) {
  ULONG Irql = 0, How;
  TryTake(Ext, &Irql, &How);
}

VOID LeftByAnother(PEXT Ext) {
  STOR_LOCK_HANDLE Handle = {0};
  Enter(Ext, 0, &Handle);
  Leave(Ext, 1, &Handle);
}
