#include "windows_locks.h"

void TakeQueue(struct Queue *queue, PKIRQL irql) {
  KeAcquireSpinLock(&queue->Lock, irql);
}

void GiveQueue(struct Queue *queue, KIRQL irql) {
  KeReleaseSpinLock(&queue->Lock, irql);
}
