#include "sal.h"
VOID QueueLook(PQUEUE Queue) {
  KIRQL Irql;
  KeAcquireSpinLock(&Queue->Lock, &Irql);
  Queue->Depth++;
  KeReleaseSpinLock(&Queue->Lock, Irql);
}
VOID QueueCancel(PDEVICE_OBJECT Device, PIRP Irp) { IoReleaseCancelSpinLock(Irp->CancelIrql); }
VOID QueueForget(PDEVICE_OBJECT Device, PIRP Irp) { Irp->IoStatus.Status = STATUS_CANCELLED; }
