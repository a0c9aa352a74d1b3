// RUN: %analyze -analyzer-output=text -verify -verify-ignore-unexpected=note %s
// RUN: %not %spinpair %s --report json=%t.json -- -I%wdk
// RUN: %python %S/../tool/Inputs/check_verdicts.py %t.json fine=proved copied=proved outside=proved notCancelable=proved again=proved both=proved inOrder=proved byHelper=proved done=proved StartIo=proved caller=proved handsOver=proved setFirst=proved byQueue=proved exchanged=proved
// RUN: %python %S/../tool/Inputs/check_verdicts.py %t.json kept=reported forgot=reported twice=reported inside=reported stray=reported other=reported wrongIrql=reported wrongLock=reported sleeps=reported sleepsInside=reported startKept=reported byExchange=reported byMember=reported leaked=reported callsIt=undecided calledToo=undecided pointed=undecided told=undecided unknown=undecided cancels=reported starts=reported byKey=reported nextInCancel=reported startsByHelper=reported maybe=undecided
// The cancel spin lock: one in the system, named by nothing, and held where a cancel routine begins.
#include <ntddk.h>

typedef struct _EXT {
  KSPIN_LOCK Lock;
  KIRQL Irql;
  ULONG Count;
  PDRIVER_CANCEL Saved;
} EXT, *PEXT;

void tell(PIRP Irp);

// Silent: cancel routines that give the lock back with the IRQL in the IRP.

DRIVER_CANCEL fine, copied, again, byHelper, setFirst;
void fine(PDEVICE_OBJECT Device, PIRP Irp) {
  IoReleaseCancelSpinLock(Irp->CancelIrql);
  Irp->IoStatus.Status = STATUS_CANCELLED;
  IoCompleteRequest(Irp, IO_NO_INCREMENT);
}
void copied(PDEVICE_OBJECT Device, PIRP Irp) {
  PEXT Ext = Device->DeviceExtension;
  KIRQL Irql = Irp->CancelIrql;
  if (Device->CurrentIrp == Irp) {
    IoReleaseCancelSpinLock(Irql);
    IoStartNextPacket(Device, TRUE);
  } else {
    Ext->Count++;
    IoReleaseCancelSpinLock(Irql);
  }
}
void again(PDEVICE_OBJECT Device, PIRP Irp) {
  PEXT Ext = Device->DeviceExtension;
  KIRQL Irql;
  IoReleaseCancelSpinLock(Irp->CancelIrql);
  IoAcquireCancelSpinLock(&Irql);
  Ext->Count++;
  IoReleaseCancelSpinLock(Irql);
}
static void done(PIRP Irp) { IoReleaseCancelSpinLock(Irp->CancelIrql); }
void byHelper(PDEVICE_OBJECT Device, PIRP Irp) { done(Irp); }
void setFirst(PDEVICE_OBJECT Device, PIRP Irp) {
  PIO_STACK_LOCATION Location = IoGetCurrentIrpStackLocation(Irp);
  IoSetCancelRoutine(Irp, NULL);
  Location->Control = 0;
  IoReleaseCancelSpinLock(Irp->CancelIrql);
}

// One for a device with a StartIo routine.
DRIVER_CANCEL byQueue;
void byQueue(PDEVICE_OBJECT Device, PIRP Irp) {
  if (Irp == Device->CurrentIrp) {
    IoReleaseCancelSpinLock(Irp->CancelIrql);
    IoStartNextPacket(Device, TRUE);
  } else {
    KeRemoveEntryDeviceQueue(&Device->DeviceQueue, &Irp->Tail.Overlay.DeviceQueueEntry);
    IoReleaseCancelSpinLock(Irp->CancelIrql);
  }
  IoCompleteRequest(Irp, IO_NO_INCREMENT);
}

// Registered by a call, by the exchange that it is as a macro, or by a member.
void exchanged(PDEVICE_OBJECT Device, PIRP Irp) { IoReleaseCancelSpinLock(Irp->CancelIrql); }
void byExchange(PDEVICE_OBJECT Device, PIRP Irp) { // expected-note {{The system calls 'byExchange' with the cancel spin lock held, the IRQL saved in 'Irp->CancelIrql'}}
  PEXT Ext = Device->DeviceExtension;
  Ext->Count++;
} // expected-warning {{The cancel spin lock is still held on return [windows.spinlock.Leak]}} expected-note {{The cancel spin lock is still held on return}}
void byMember(PDEVICE_OBJECT Device, PIRP Irp) {} // expected-warning {{The cancel spin lock is still held on return}}
void leaked(PDEVICE_OBJECT Device, PIRP Irp) {
  if (Device->Flags)
    return; // expected-warning {{The cancel spin lock is still held on return}}
  IoReleaseCancelSpinLock(Irp->CancelIrql);
}
void registers(PIRP Irp) {
  IoSetCancelRoutine(Irp, leaked);
  InterlockedExchangePointer((PVOID *)&Irp->CancelRoutine, (PVOID)exchanged);
  InterlockedExchangePointer((PVOID *)&Irp->CancelRoutine, (PVOID)byExchange);
  Irp->CancelRoutine = byMember;
}

// True, in cancel routines.

DRIVER_CANCEL told, kept, twice, wrongIrql, inside, sleepsInside, calledToo;
void kept(PDEVICE_OBJECT Device, PIRP Irp) {
  if (!Device->Flags)
    return; // expected-warning {{The cancel spin lock is still held on return}}
  IoReleaseCancelSpinLock(Irp->CancelIrql);
}
void twice(PDEVICE_OBJECT Device, PIRP Irp) {
  IoReleaseCancelSpinLock(Irp->CancelIrql);
  IoReleaseCancelSpinLock(Irp->CancelIrql); // expected-warning {{The cancel spin lock is released again, but was released before [windows.spinlock.DoubleRelease]}}
}
void wrongIrql(PDEVICE_OBJECT Device, PIRP Irp) {
  IoReleaseCancelSpinLock(PASSIVE_LEVEL); // expected-warning {{The cancel spin lock is released with 'PASSIVE_LEVEL' instead of the IRQL that its acquire saved [windows.spinlock.OldIrqlMismatch]}}
}
void inside(PDEVICE_OBJECT Device, PIRP Irp) {
  KIRQL Irql;
  IoAcquireCancelSpinLock(&Irql); // expected-warning {{The cancel spin lock is acquired again while it is held [windows.spinlock.DoubleAcquire]}}
  IoReleaseCancelSpinLock(Irql);
}
void sleepsInside(PDEVICE_OBJECT Device, PIRP Irp) {
  ExAcquireFastMutex((PFAST_MUTEX)Device->DeviceExtension); // expected-warning {{ExAcquireFastMutex is limited to APC_LEVEL, and is called while the cancel spin lock is held [windows.spinlock.IrqlTooHigh]}}
  IoReleaseCancelSpinLock(Irp->CancelIrql);
}

// Code that is not seen may give it back.
void told(PDEVICE_OBJECT Device, PIRP Irp) { tell(Irp); }

// One that the driver calls itself, too, may be called without the lock.
void calledToo(PDEVICE_OBJECT Device, PIRP Irp) { IoReleaseCancelSpinLock(Irp->CancelIrql); }
void callsIt(PDEVICE_OBJECT Device, PIRP Irp) {
  IoAcquireCancelSpinLock(&Irp->CancelIrql);
  calledToo(Device, Irp);
}
void pointed(PDEVICE_OBJECT Device, PIRP Irp, PEXT Ext) { Ext->Saved(Device, Irp); }

// Elsewhere.

IO_WORKITEM_ROUTINE both, forgot, stray, other, sleeps, wrongLock, inOrder;
void both(PDEVICE_OBJECT Device, PVOID Context) {
  KIRQL Irql;
  IoAcquireCancelSpinLock(&Irql);
  IoReleaseCancelSpinLock(Irql);
}
void inOrder(PDEVICE_OBJECT Device, PVOID Context) {
  PEXT Ext = Device->DeviceExtension;
  KIRQL Irql;
  IoAcquireCancelSpinLock(&Irql);
  KeAcquireSpinLockAtDpcLevel(&Ext->Lock);
  Ext->Count++;
  KeReleaseSpinLockFromDpcLevel(&Ext->Lock);
  IoReleaseCancelSpinLock(Irql);
}
void forgot(PDEVICE_OBJECT Device, PVOID Context) {
  KIRQL Irql;
  IoAcquireCancelSpinLock(&Irql); // expected-note {{The cancel spin lock is acquired here, the IRQL saved in 'Irql'}}
} // expected-warning {{The cancel spin lock is still held on return}}
void stray(PDEVICE_OBJECT Device, PVOID Context) {
  PIRP Irp = Context;
  IoReleaseCancelSpinLock(Irp->CancelIrql); // expected-warning {{The cancel spin lock is released, but was never acquired [windows.spinlock.ReleaseNotHeld]}}
}
void other(PDEVICE_OBJECT Device, PVOID Context) {
  PIRP Irp = Context;
  KIRQL Irql;
  IoAcquireCancelSpinLock(&Irql);
  IoReleaseCancelSpinLock(Irp->CancelIrql); // expected-warning {{The cancel spin lock is released with 'Irp->CancelIrql' instead of the IRQL that its acquire saved}}
}
void wrongLock(PDEVICE_OBJECT Device, PVOID Context) {
  PEXT Ext = Device->DeviceExtension;
  KIRQL Irql;
  KeAcquireSpinLock(&Ext->Lock, &Irql);
  IoReleaseCancelSpinLock(Irql); // expected-warning {{The cancel spin lock is released, but the one held is spin lock 'Ext->Lock' [windows.spinlock.LockMismatch]}}
}
void sleeps(PDEVICE_OBJECT Device, PVOID Context) {
  KIRQL Irql;
  IoAcquireCancelSpinLock(&Irql);
  KeWaitForSingleObject(Context, Executive, KernelMode, FALSE, NULL); // expected-warning {{is limited to APC_LEVEL, and is called while the cancel spin lock is held}}
  IoReleaseCancelSpinLock(Irql);
}

// A helper may leave it to its caller, or give back that of its caller.
void handsOver(PIRP Irp) { IoAcquireCancelSpinLock(&Irp->CancelIrql); }
void caller(PIRP Irp) {
  handsOver(Irp);
  done(Irp);
}

DRIVER_STARTIO StartIo, startKept;
void StartIo(PDEVICE_OBJECT Device, PIRP Irp) {
  KIRQL Irql;
  IoAcquireCancelSpinLock(&Irql);
  if (Irp != Device->CurrentIrp || Irp->Cancel) {
    IoReleaseCancelSpinLock(Irql);
    return;
  }
  IoSetCancelRoutine(Irp, NULL);
  IoReleaseCancelSpinLock(Irql);
}
void startKept(PDEVICE_OBJECT Device, PIRP Irp) {
  KIRQL Irql;
  IoAcquireCancelSpinLock(&Irql);
  if (Irp->Cancel)
    return; // expected-warning {{The cancel spin lock is still held on return}}
  IoReleaseCancelSpinLock(Irql);
}

// What a routine is given that may be for anything.
void unknown(PDEVICE_OBJECT Device, PIRP Irp) { IoReleaseCancelSpinLock(Irp->CancelIrql); }
void gives(PVOID Work) { IoSetCompletionRoutine(Work, (PIO_COMPLETION_ROUTINE)unknown, NULL, TRUE, TRUE, TRUE), IoSetCancelRoutine(Work, unknown); }

// Routines that take the lock themselves, for packets that can be cancelled.
DRIVER_CANCEL nextInCancel;
void nextInCancel(PDEVICE_OBJECT Device, PIRP Irp) {
  IoStartNextPacket(Device, TRUE); // expected-warning {{The cancel spin lock is acquired again while it is held [windows.spinlock.DoubleAcquire]}}
  IoReleaseCancelSpinLock(Irp->CancelIrql);
}
void cancels(PIRP Irp) {
  KIRQL Irql;
  IoAcquireCancelSpinLock(&Irql);
  IoCancelIrp(Irp); // expected-warning {{The cancel spin lock is acquired again while it is held}}
  IoReleaseCancelSpinLock(Irql);
}
void outside(PEXT Ext, PIRP Irp) {
  KIRQL Irql;
  IoAcquireCancelSpinLock(&Irql);
  Ext->Count++;
  IoReleaseCancelSpinLock(Irql);
  IoCancelIrp(Irp);
}
void starts(PDEVICE_OBJECT Device, PIRP Irp) {
  KIRQL Irql;
  IoAcquireCancelSpinLock(&Irql);
  IoStartPacket(Device, Irp, NULL, fine); // expected-warning {{The cancel spin lock is acquired again while it is held}}
  IoReleaseCancelSpinLock(Irql);
}
void byKey(PDEVICE_OBJECT Device) {
  KIRQL Irql;
  IoAcquireCancelSpinLock(&Irql);
  IoStartNextPacketByKey(Device, TRUE, 1); // expected-warning {{The cancel spin lock is acquired again while it is held}}
  IoReleaseCancelSpinLock(Irql);
}
static void next(PDEVICE_OBJECT Device) { IoStartNextPacket(Device, TRUE); }
void startsByHelper(PDEVICE_OBJECT Device) {
  KIRQL Irql;
  IoAcquireCancelSpinLock(&Irql);
  next(Device); // expected-warning {{The cancel spin lock is acquired again while it is held}}
  IoReleaseCancelSpinLock(Irql);
}
void notCancelable(PDEVICE_OBJECT Device, PIRP Irp) {
  KIRQL Irql;
  IoAcquireCancelSpinLock(&Irql);
  IoStartNextPacket(Device, FALSE);
  IoStartPacket(Device, Irp, NULL, NULL);
  IoReleaseCancelSpinLock(Irql);
}
void maybe(PDEVICE_OBJECT Device, BOOLEAN Cancelable) {
  KIRQL Irql;
  IoAcquireCancelSpinLock(&Irql);
  IoStartNextPacket(Device, Cancelable);
  IoReleaseCancelSpinLock(Irql);
}
