// A Cancel routine has the cancel spin lock first: who takes another lock before it, which a Cancel
// routine takes as well, has both in the other order.
// RUN: %analyze_only -analyzer-checker=storport,windows -verify -verify-ignore-unexpected=note %s
// RUN: %not %spinpair %s -- -I%wdk | %filecheck %s
#include <ntddk.h>

typedef struct _EXT {
  KSPIN_LOCK Queue, Inner;
  ULONG Count;
} EXT, *PEXT;

DRIVER_CANCEL Cancel;
DRIVER_DISPATCH Read, Write;

void Cancel(PDEVICE_OBJECT Device, PIRP Irp) {
  PEXT Ext = Device->DeviceExtension;
  KeAcquireSpinLockAtDpcLevel(&Ext->Queue); // expected-warning {{Spin lock 'Ext->Queue' is acquired while the cancel spin lock is held, and in 'Read' the other way round}}
  Ext->Count++;
  KeReleaseSpinLockFromDpcLevel(&Ext->Queue);
  KeAcquireSpinLockAtDpcLevel(&Ext->Inner);
  KeReleaseSpinLockFromDpcLevel(&Ext->Inner);
  IoReleaseCancelSpinLock(Irp->CancelIrql);
}
// CHECK: lock-order-cancel.c:[[#@LINE-7]]:3: warning: Spin lock 'Ext->Queue' is acquired while the cancel spin lock is held, and in 'Read' the other way round [windows.spinlock.LockOrder]

NTSTATUS Read(PDEVICE_OBJECT Device, PIRP Irp) {
  PEXT Ext = Device->DeviceExtension;
  KIRQL Outer, Irql;
  KeAcquireSpinLock(&Ext->Queue, &Outer);
  IoAcquireCancelSpinLock(&Irql);
  Ext->Count++;
  IoReleaseCancelSpinLock(Irql);
  KeReleaseSpinLock(&Ext->Queue, Outer);
  return STATUS_PENDING;
}

// The order of the Cancel routine.
NTSTATUS Write(PDEVICE_OBJECT Device, PIRP Irp) {
  PEXT Ext = Device->DeviceExtension;
  KIRQL Outer, Irql;
  IoAcquireCancelSpinLock(&Irql);
  KeAcquireSpinLock(&Ext->Inner, &Outer);
  KeReleaseSpinLock(&Ext->Inner, Outer);
  IoReleaseCancelSpinLock(Irql);
  return STATUS_PENDING;
}
