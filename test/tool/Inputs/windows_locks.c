#include "windows_locks.h"

// Pairs by helpers of another file.
void Count(struct Queue *queue) {
  KIRQL irql;
  TakeQueue(queue, &irql);
  queue->Depth++;
  GiveQueue(queue, irql);
}

// Returns early with the lock.
int Drop(struct Queue *queue) {
  KIRQL irql;
  TakeQueue(queue, &irql);
  if (!queue->Depth)
    return 0;
  queue->Depth--;
  GiveQueue(queue, irql);
  return 1;
}

// A helper that takes the lock is called under it.
void Recount(struct Queue *queue) {
  KLOCK_QUEUE_HANDLE handle;
  KeAcquireInStackQueuedSpinLock(&queue->Lock, &handle);
  Count(queue);
  KeReleaseInStackQueuedSpinLock(&handle);
}
