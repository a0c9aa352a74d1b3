/* Locks of two queues, of the events, of the whole adapter. */
#include "locks.h"

/* Takes the locks of two different queues. The lower id goes first whichever
 * way the caller names them, or two callers could wait for each other. With a
 * line interrupt there is one lock for both. Ends with SqUnlockPair. */
VOID SqLockPair(PSQ_ADAPTER Adapter, PSQ_QUEUE A, PSQ_QUEUE B, PSQ_PAIR Pair) {
  NT_ANALYSIS_ASSUME(A->MessageId != B->MessageId);

  if (A->Id < B->Id) {
    Pair->First = A;
    Pair->Second = B;
  } else {
    Pair->First = B;
    Pair->Second = A;
  }

  if (!Adapter->PerMessage) {
    StorPortAcquireSpinLock(Adapter, InterruptLock, NULL, &Pair->FirstHandle);
    return;
  }

  Pair->FirstHandle.Context.OldIrql =
      (KIRQL)SqLockMessage(Adapter, Pair->First->MessageId);
  Pair->SecondHandle.Context.OldIrql =
      (KIRQL)SqLockMessage(Adapter, Pair->Second->MessageId);
}

VOID SqUnlockPair(PSQ_ADAPTER Adapter, PSQ_PAIR Pair) {
  if (!Adapter->PerMessage) {
    StorPortReleaseSpinLock(Adapter, &Pair->FirstHandle);
    return;
  }

  SqUnlockMessage(Adapter, Pair->Second->MessageId,
                  Pair->SecondHandle.Context.OldIrql);
  SqUnlockMessage(Adapter, Pair->First->MessageId,
                  Pair->FirstHandle.Context.OldIrql);
}

/* Adapter->Events is the business of the event message. With a line interrupt
 * that message does not exist, and the one lock covers the events too. */
VOID SqLockEvents(PSQ_ADAPTER Adapter, PSTOR_LOCK_HANDLE Handle) {
  if (Adapter->PerMessage)
    Handle->Context.OldIrql = (KIRQL)SqLockMessage(Adapter, SQ_EVENT_MESSAGE);
  else
    StorPortAcquireSpinLock(Adapter, InterruptLock, NULL, Handle);
}

VOID SqUnlockEvents(PSQ_ADAPTER Adapter, PSTOR_LOCK_HANDLE Handle) {
  if (Adapter->PerMessage)
    SqUnlockMessage(Adapter, SQ_EVENT_MESSAGE, Handle->Context.OldIrql);
  else
    StorPortReleaseSpinLock(Adapter, Handle);
}

/* Stops all interrupt routines of the adapter. The interrupt lock stands for
 * every message's lock, in an order that the port driver keeps; taking them
 * one by one here would only repeat it. The caller holds none of them. */
VOID SqLockAdapter(PSQ_ADAPTER Adapter, PSTOR_LOCK_HANDLE Handle) {
  StorPortAcquireSpinLock(Adapter, InterruptLock, NULL, Handle);
}

VOID SqUnlockAdapter(PSQ_ADAPTER Adapter, PSTOR_LOCK_HANDLE Handle) {
  StorPortReleaseSpinLock(Adapter, Handle);
}
