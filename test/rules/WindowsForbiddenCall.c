// RUN: %analyze -analyzer-output=text -verify -verify-ignore-unexpected=note %s
#include <storport.h>
#include <wdm.h>

struct queue {
  KSPIN_LOCK lock;
  ULONG depth;
};

// True cases.

void complete(struct queue *q, PIRP irp) {
  KIRQL irql;
  KeAcquireSpinLock(&q->lock, &irql); // expected-note {{Spin lock 'q->lock' is acquired here}}
  q->depth--;
  IoCompleteRequest(irp, IO_NO_INCREMENT); // expected-warning {{IoCompleteRequest is called while spin lock 'q->lock' is held [windows.spinlock.ForbiddenCall]}}
  KeReleaseSpinLock(&q->lock, irql);
}

// What a kit makes of the name above.
void IofCompleteRequest(PIRP irp, CCHAR boost);

static void finish(PIRP irp) { IofCompleteRequest(irp, IO_NO_INCREMENT); }

void byHelper(struct queue *q, PIRP irp) {
  KLOCK_QUEUE_HANDLE handle;
  KeAcquireInStackQueuedSpinLock(&q->lock, &handle);
  if (q->depth == 0)
    finish(irp); // expected-warning {{IofCompleteRequest is called while spin lock 'q->lock' is held}}
  KeReleaseInStackQueuedSpinLock(&handle);
}

DRIVER_CANCEL cancel;
void cancel(PDEVICE_OBJECT device, PIRP irp) {
  IoCompleteRequest(irp, IO_NO_INCREMENT); // expected-warning {{IoCompleteRequest is called while the cancel spin lock is held}}
  IoReleaseCancelSpinLock(irp->CancelIrql);
}

// At device IRQL it is too high for it in the first place.
void underMessage(PVOID ext, PIRP irp) {
  ULONG irql;
  StorPortAcquireMSISpinLock(ext, 1, &irql);
  IoCompleteRequest(irp, IO_NO_INCREMENT); // expected-warning {{IoCompleteRequest is limited to DISPATCH_LEVEL}}
  StorPortReleaseMSISpinLock(ext, 1, irql);
}

// Silent cases.

void after(struct queue *q, PIRP irp) {
  KIRQL irql;
  KeAcquireSpinLock(&q->lock, &irql);
  q->depth--;
  KeReleaseSpinLock(&q->lock, irql);
  IoCompleteRequest(irp, IO_NO_INCREMENT);
}

DRIVER_CANCEL cancelAfter;
void cancelAfter(PDEVICE_OBJECT device, PIRP irp) {
  IoReleaseCancelSpinLock(irp->CancelIrql);
  irp->IoStatus.Status = STATUS_CANCELLED;
  IoCompleteRequest(irp, IO_NO_INCREMENT);
}

void dropped(struct queue *q, PIRP irp) {
  KIRQL irql;
  KeAcquireSpinLock(&q->lock, &irql);
  while (q->depth > 0) {
    q->depth--;
    KeReleaseSpinLock(&q->lock, irql);
    IoCompleteRequest(irp, IO_NO_INCREMENT);
    KeAcquireSpinLock(&q->lock, &irql);
  }
  KeReleaseSpinLock(&q->lock, irql);
}
