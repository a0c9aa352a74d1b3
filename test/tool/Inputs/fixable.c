/* One mistake in each function, and what is to be done about it. */
#include "fixable.h"

ULONG LeaksByHelper(PVOID Adapter, PQUEUE Queue) {
  ULONG Old = LockQueue(Adapter, Queue);
  if (Queue->Stopped)
    return 1;
  Queue->Count++;
  UnlockQueue(Adapter, Queue, Old);
  return 0;
}

VOID LeaksAtEnd(PVOID Adapter, ULONG Message, PULONG Shared) {
  ULONG Irql;
  StorPortAcquireMSISpinLock(Adapter, Message, &Irql);
  (*Shared)++;
}

ULONG LeaksInBlock(PVOID Adapter, PQUEUE Queue) {
  ULONG Irql;
  StorPortAcquireMSISpinLock(Adapter, Queue->MessageId, &Irql);
  if (Queue->Stopped) {
    Queue->Count = 0; /* the comment stays */
    goto Failed;
  }
  StorPortReleaseMSISpinLock(Adapter, Queue->MessageId, Irql);
  return 0;
Failed:
  return 1;
}

VOID AcquiresTwice(PVOID Adapter, PQUEUE Queue) {
  ULONG Irql;
  StorPortAcquireMSISpinLock(Adapter, Queue->MessageId, &Irql);
  Queue->Count++;
  StorPortAcquireMSISpinLock(Adapter, Queue->MessageId, &Irql);
  Queue->Count--;
  StorPortReleaseMSISpinLock(Adapter, Queue->MessageId, Irql);
}

VOID ReleasesTwice(PVOID Adapter, PQUEUE Queue) {
  ULONG Irql;
  StorPortAcquireMSISpinLock(Adapter, Queue->MessageId, &Irql);
  Queue->Count++;
  StorPortReleaseMSISpinLock(Adapter, Queue->MessageId, Irql);
  StorPortReleaseMSISpinLock(Adapter, Queue->MessageId, Irql);
}

VOID ReleasesAnother(PVOID Adapter, PQUEUE Queue) {
  ULONG Old = LockQueue(Adapter, Queue);
  Queue->Count++;
  StorPortReleaseMSISpinLock(Adapter, Queue->MessageId + 1, Old);
}

VOID ReleasesWithAnother(PVOID Adapter, PQUEUE Queue, ULONG Other) {
  ULONG Old = LockQueue(Adapter, Queue);
  Queue->Count++;
  UnlockQueue(Adapter, Queue, 7);
  Queue->Id = Other;
  (void)Old;
}

VOID ReleasesOuterFirst(PVOID Adapter, PQUEUE Queue) {
  ULONG Outer, Inner;
  StorPortAcquireMSISpinLock(Adapter, 1, &Outer);
  StorPortAcquireMSISpinLock(Adapter, 2, &Inner);
  Queue->Count++;
  StorPortReleaseMSISpinLock(Adapter, 1, Outer);
  StorPortReleaseMSISpinLock(Adapter, 2, Inner);
}

VOID LeaksHandle(PVOID Adapter, PQUEUE Queue) {
  STOR_LOCK_HANDLE Handle = {0};
  StorPortAcquireSpinLock(Adapter, StartIoLock, NULL, &Handle);
  if (!Queue->Stopped)
    StorPortReleaseSpinLock(Adapter, &Handle);
}

/* Nothing is known that would right it: which lock is meant? */
VOID Hopeless(PVOID Adapter, PQUEUE Queue, ULONG Irql) {
  StorPortReleaseMSISpinLock(Adapter, Queue->MessageId, Irql);
}
