// RUN: %analyze -analyzer-output=text -verify -verify-ignore-unexpected=note %s
#include <storport.h>

// True cases.

void startIo(PVOID ext, ULONG id) {
  ULONG irql;
  STOR_LOCK_HANDLE handle = {0};
  StorPortAcquireMSISpinLock(ext, id, &irql); // expected-note {{MSI spin lock for message 'id' is acquired here, the IRQL saved in 'irql'}}
  StorPortAcquireSpinLock(ext, StartIoLock, NULL, &handle); // expected-warning {{StorPortAcquireSpinLock takes StartIoLock while the MSI spin lock for message 'id' is held [storport.msi.LockOrder]}} expected-note {{takes StartIoLock while the MSI spin lock for message 'id' is held, see}}
  StorPortReleaseSpinLock(ext, &handle);
  StorPortReleaseMSISpinLock(ext, id, irql);
}

void allMessages(PVOID ext, ULONG id) {
  ULONG irql;
  STOR_LOCK_HANDLE handle = {0};
  StorPortAcquireMSISpinLock(ext, id, &irql);
  StorPortAcquireSpinLockEx(ext, InterruptLock, NULL, &handle); // expected-warning {{StorPortAcquireSpinLockEx takes InterruptLock while}}
  StorPortReleaseSpinLock(ext, &handle);
  StorPortReleaseMSISpinLock(ext, id, irql);
}

void byNotification(PVOID ext, PVOID dpc) {
  ULONG irql;
  STOR_LOCK_HANDLE handle = {0};
  StorPortAcquireMSISpinLock(ext, 1, &irql);
  StorPortNotification(AcquireSpinLock, ext, DpcLock, dpc, &handle); // expected-warning {{StorPortAcquireSpinLock takes DpcLock while}}
  StorPortNotification(ReleaseSpinLock, ext, &handle);
  StorPortReleaseMSISpinLock(ext, 1, irql);
}

static BOOLEAN count(PVOID ext, PVOID context) {
  ++*(PULONG)context;
  return TRUE;
}

void synchronizes(PVOID ext, PULONG counter) {
  ULONG irql;
  StorPortAcquireMSISpinLock(ext, 1, &irql);
  StorPortSynchronizeAccess(ext, count, counter); // expected-warning {{StorPortSynchronizeAccess is called while the MSI spin lock for message '1' is held}}
  StorPortReleaseMSISpinLock(ext, 1, irql);
}

static PVOID unit(PVOID ext, PSCSI_REQUEST_BLOCK srb) {
  return StorPortGetLogicalUnit(ext, srb->PathId, srb->TargetId, srb->Lun);
}

PVOID unitBelow(PVOID ext, PSCSI_REQUEST_BLOCK srb) {
  ULONG irql;
  StorPortAcquireMSISpinLock(ext, 1, &irql);
  PVOID found = unit(ext, srb); // expected-warning {{StorPortGetLogicalUnit is called while the MSI spin lock for message '1' is held}}
  StorPortReleaseMSISpinLock(ext, 1, irql);
  return found;
}

// Silent cases.

void rightOrder(PVOID ext, ULONG id) {
  ULONG irql;
  STOR_LOCK_HANDLE handle = {0};
  StorPortAcquireSpinLock(ext, StartIoLock, NULL, &handle);
  StorPortAcquireMSISpinLock(ext, id, &irql);
  StorPortReleaseMSISpinLock(ext, id, irql);
  StorPortReleaseSpinLock(ext, &handle);
}

void oneOrTheOther(PVOID ext, ULONG id, BOOLEAN perMessage) {
  ULONG irql;
  STOR_LOCK_HANDLE handle = {0};
  if (perMessage)
    StorPortAcquireMSISpinLock(ext, id, &irql);
  else
    StorPortAcquireSpinLock(ext, InterruptLock, NULL, &handle);
  StorPortStallExecution(1);
  if (perMessage)
    StorPortReleaseMSISpinLock(ext, id, irql);
  else
    StorPortReleaseSpinLock(ext, &handle);
}

void unknownKind(PVOID ext, ULONG id, STOR_SPINLOCK kind) {
  ULONG irql;
  STOR_LOCK_HANDLE handle = {0};
  StorPortAcquireMSISpinLock(ext, id, &irql);
  StorPortAcquireSpinLock(ext, kind, NULL, &handle);
  StorPortReleaseSpinLock(ext, &handle);
  StorPortReleaseMSISpinLock(ext, id, irql);
}
