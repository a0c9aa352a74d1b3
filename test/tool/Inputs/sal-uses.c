#include "sal.h"
VOID QueueTwice(PQUEUE Queue) {
  QueueLook(Queue);
  QueueLook(Queue);
}
VOID QueuePair(PQUEUE Queue) {
  KIRQL Irql = QueueLock(Queue);
  Queue->Depth++;
  QueueUnlock(Queue, Irql);
}
ULONG QueueKeep(PQUEUE Queue) {
  KIRQL Irql = QueueLock(Queue);
  if (Queue->Depth == 0)
    return 0;
  QueueUnlock(Queue, Irql);
  return 1;
}
NTSTATUS QueueRead(PDEVICE_OBJECT Device, PIRP Irp) {
  IoSetCancelRoutine(Irp, Device->Flags ? QueueCancel : QueueForget);
  return STATUS_PENDING;
}
