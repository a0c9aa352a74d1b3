/* Lock helpers for fixable.c. */
#include <storport.h>

typedef struct _QUEUE {
  ULONG MessageId;
  ULONG Id;
  BOOLEAN Stopped;
  ULONG Count;
} QUEUE, *PQUEUE;

static inline ULONG LockQueue(PVOID Adapter, PQUEUE Queue) {
  ULONG OldIrql = 0;

  StorPortAcquireMSISpinLock(Adapter, Queue->MessageId, &OldIrql);
  return OldIrql;
}

static inline VOID UnlockQueue(PVOID Adapter, PQUEUE Queue, ULONG OldIrql) {
  StorPortReleaseMSISpinLock(Adapter, Queue->MessageId, OldIrql);
}

/* Uses the helpers as they are meant: what pairs with what is learned here. */
static inline VOID CountOne(PVOID Adapter, PQUEUE Queue) {
  ULONG Irql = LockQueue(Adapter, Queue);

  Queue->Count++;
  UnlockQueue(Adapter, Queue, Irql);
}
