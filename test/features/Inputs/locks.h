// Lock helpers in a header, one branch for each kind of lock.
#include <storport.h>

typedef struct _ADAPTER {
  BOOLEAN PerMessage;
  ULONG Requests;
} ADAPTER;

typedef struct _QUEUE {
  ULONG MessageId;
} QUEUE;

static inline VOID QueueLock(ADAPTER *adapter, QUEUE *queue,
                             PSTOR_LOCK_HANDLE lock) {
  if (adapter->PerMessage) {
    ULONG irql;
    StorPortAcquireMSISpinLock(adapter, queue->MessageId, &irql);
    lock->Context.OldIrql = (KIRQL)irql;
  } else {
    StorPortAcquireSpinLock(adapter, InterruptLock, NULL, lock);
  }
}

static inline VOID QueueUnlock(ADAPTER *adapter, QUEUE *queue,
                               PSTOR_LOCK_HANDLE lock) {
  if (adapter->PerMessage)
    StorPortReleaseMSISpinLock(adapter, queue->MessageId,
                               lock->Context.OldIrql);
  else
    StorPortReleaseSpinLock(adapter, lock);
}
