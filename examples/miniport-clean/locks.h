/* Lock helpers.
 *
 * A queue is protected by the MSI lock of its message when every message has
 * one, and by the interrupt lock of the adapter when the platform gave us a
 * line interrupt. Callers that run in either case use SqLockQueue; callers
 * that exist only because of messages use SqLockMessage.
 *
 * Order: the event message first, then queues by rising id.
 */
#ifndef SQ_LOCKS_H
#define SQ_LOCKS_H

#include "common.h"

/* Two queues, locked by SqLockPair. */
typedef struct _SQ_PAIR {
  PSQ_QUEUE First;
  PSQ_QUEUE Second;
  STOR_LOCK_HANDLE FirstHandle;
  STOR_LOCK_HANDLE SecondHandle;
} SQ_PAIR, *PSQ_PAIR;

VOID SqLockPair(PSQ_ADAPTER Adapter, PSQ_QUEUE A, PSQ_QUEUE B, PSQ_PAIR Pair);
VOID SqUnlockPair(PSQ_ADAPTER Adapter, PSQ_PAIR Pair);
VOID SqLockEvents(PSQ_ADAPTER Adapter, PSTOR_LOCK_HANDLE Handle);
VOID SqUnlockEvents(PSQ_ADAPTER Adapter, PSTOR_LOCK_HANDLE Handle);
VOID SqLockAdapter(PSQ_ADAPTER Adapter, PSTOR_LOCK_HANDLE Handle);
VOID SqUnlockAdapter(PSQ_ADAPTER Adapter, PSTOR_LOCK_HANDLE Handle);

static inline ULONG SqLockMessage(PSQ_ADAPTER Adapter, ULONG MessageId) {
  ULONG OldIrql = 0;

  /* Both documented failures are excluded here: the system has messages, and
   * Adapter is what the port driver gave us. */
  StorPortAcquireMSISpinLock(Adapter, MessageId, &OldIrql);
  return OldIrql;
}

static inline VOID SqUnlockMessage(PSQ_ADAPTER Adapter, ULONG MessageId,
                                   ULONG OldIrql) {
  StorPortReleaseMSISpinLock(Adapter, MessageId, OldIrql);
}

/* The handle has room for either lock; the IRQL fits a KIRQL. */
static inline VOID SqLockQueue(PSQ_ADAPTER Adapter, PSQ_QUEUE Queue,
                               PSTOR_LOCK_HANDLE Handle) {
  if (Adapter->PerMessage)
    Handle->Context.OldIrql = (KIRQL)SqLockMessage(Adapter, Queue->MessageId);
  else
    StorPortAcquireSpinLock(Adapter, InterruptLock, NULL, Handle);
}

static inline VOID SqUnlockQueue(PSQ_ADAPTER Adapter, PSQ_QUEUE Queue,
                                 PSTOR_LOCK_HANDLE Handle) {
  if (Adapter->PerMessage)
    SqUnlockMessage(Adapter, Queue->MessageId, Handle->Context.OldIrql);
  else
    StorPortReleaseSpinLock(Adapter, Handle);
}

#endif
