// RUN: %analyze -analyzer-output=text -verify -verify-ignore-unexpected=note %s
#include <storport.h>

// True cases.

void freed(PVOID ext, ULONG id, PVOID pool) {
  ULONG irql;
  StorPortAcquireMSISpinLock(ext, id, &irql); // expected-note {{MSI spin lock for message 'id' is acquired here, the IRQL saved in 'irql'}}
  StorPortFreePool(ext, pool); // expected-warning {{StorPortFreePool is limited to DISPATCH_LEVEL, and is called while the MSI spin lock for message 'id' is held [storport.msi.IrqlTooHigh]}} expected-note {{while the MSI spin lock for message 'id' is held, see}}
  StorPortReleaseMSISpinLock(ext, id, irql);
}

static void dropBuffers(PVOID ext, PVOID pool) {
  if (pool)
    StorPortFreePool(ext, pool);
}

void freedBelow(PVOID ext, ULONG id, PVOID pool) {
  ULONG irql;
  StorPortAcquireMSISpinLock(ext, id, &irql);
  dropBuffers(ext, pool); // expected-warning {{StorPortFreePool is limited to DISPATCH_LEVEL}}
  StorPortReleaseMSISpinLock(ext, id, irql);
}

static void take(PVOID ext, ULONG id, PULONG irql) {
  StorPortAcquireMSISpinLock(ext, id, irql);
}

void waits(PVOID ext, PLARGE_INTEGER interval) {
  ULONG irql;
  take(ext, 3, &irql);
  KeDelayExecutionThread(KernelMode, FALSE, interval); // expected-warning {{KeDelayExecutionThread is limited to APC_LEVEL, and is called while the MSI spin lock for message '3' is held}}
  StorPortReleaseMSISpinLock(ext, 3, irql);
}

// InterruptLock is the lock of every message.

void freedUnderInterruptLock(PVOID ext, PVOID pool) {
  STOR_LOCK_HANDLE handle;
  StorPortAcquireSpinLock(ext, InterruptLock, NULL, &handle); // expected-note {{InterruptLock is acquired here, with handle 'handle'}}
  StorPortFreePool(ext, pool); // expected-warning {{StorPortFreePool is limited to DISPATCH_LEVEL, and is called while InterruptLock is held [storport.msi.IrqlTooHigh]}} expected-note {{while InterruptLock is held, see}}
  StorPortReleaseSpinLock(ext, &handle);
}

void freedBelowInterruptLock(PVOID ext, PVOID pool) {
  STOR_LOCK_HANDLE handle;
  StorPortAcquireSpinLock(ext, InterruptLock, NULL, &handle);
  dropBuffers(ext, pool); // expected-warning {{StorPortFreePool is limited to DISPATCH_LEVEL, and is called while InterruptLock is held}}
  StorPortReleaseSpinLock(ext, &handle);
}

typedef struct _EXT { BOOLEAN PerMessage; } EXT;

static void lockEither(EXT *ext, PSTOR_LOCK_HANDLE handle) {
  if (ext->PerMessage) {
    ULONG irql;
    StorPortAcquireMSISpinLock(ext, 5, &irql);
    handle->Context.OldIrql = (KIRQL)irql;
  } else {
    StorPortAcquireSpinLock(ext, InterruptLock, NULL, handle);
  }
}

static void unlockEither(EXT *ext, PSTOR_LOCK_HANDLE handle) {
  if (ext->PerMessage)
    StorPortReleaseMSISpinLock(ext, 5, handle->Context.OldIrql);
  else
    StorPortReleaseSpinLock(ext, handle);
}

// One mistake, whichever lock it is.
void freedUnderEither(EXT *ext, PVOID pool) {
  STOR_LOCK_HANDLE handle;
  lockEither(ext, &handle);
  StorPortFreePool(ext, pool); // expected-warning {{is called while the MSI spin lock for message '5' is held}}
  unlockEither(ext, &handle);
}

void freedWhicheverIsTaken(EXT *ext, PVOID pool, BOOLEAN line) {
  STOR_LOCK_HANDLE handle;
  ULONG irql = 0;
  if (line)
    StorPortAcquireSpinLock(ext, InterruptLock, NULL, &handle);
  else
    StorPortAcquireMSISpinLock(ext, 6, &irql);
  StorPortFreePool(ext, pool); // expected-warning {{is called while the MSI spin lock for message '6' is held}}
  if (line)
    StorPortReleaseSpinLock(ext, &handle);
  else
    StorPortReleaseMSISpinLock(ext, 6, irql);
}

// Silent cases.

// The others leave their holder at DISPATCH_LEVEL.
void freedUnderStartIoLock(PVOID ext, PVOID pool) {
  STOR_LOCK_HANDLE handle;
  StorPortAcquireSpinLock(ext, StartIoLock, NULL, &handle);
  StorPortFreePool(ext, pool);
  StorPortReleaseSpinLock(ext, &handle);
}

void freedAfterInterruptLock(PVOID ext, PVOID pool) {
  STOR_LOCK_HANDLE handle;
  StorPortAcquireSpinLock(ext, InterruptLock, NULL, &handle);
  StorPortStallExecution(1);
  StorPortReleaseSpinLock(ext, &handle);
  StorPortFreePool(ext, pool);
}

void freedAfter(PVOID ext, ULONG id, PVOID pool) {
  ULONG irql;
  StorPortAcquireMSISpinLock(ext, id, &irql);
  StorPortReleaseMSISpinLock(ext, id, irql);
  StorPortFreePool(ext, pool);
}

void freedWhereNotHeld(PVOID ext, ULONG id, PVOID pool, BOOLEAN held) {
  ULONG irql;
  if (held)
    StorPortAcquireMSISpinLock(ext, id, &irql);
  else
    StorPortFreePool(ext, pool);
  if (held)
    StorPortReleaseMSISpinLock(ext, id, irql);
}

void freedWhereItFailed(PVOID ext, ULONG id, PVOID pool) {
  ULONG irql;
  if (StorPortAcquireMSISpinLock(ext, id, &irql) != STOR_STATUS_SUCCESS) {
    StorPortFreePool(ext, pool);
    return;
  }
  StorPortReleaseMSISpinLock(ext, id, irql);
}

void dependsOnItsTimeout(PVOID ext, PKEVENT event, PLARGE_INTEGER timeout) {
  ULONG irql;
  StorPortAcquireMSISpinLock(ext, 4, &irql);
  KeWaitForSingleObject(event, Executive, KernelMode, FALSE, timeout);
  StorPortReleaseMSISpinLock(ext, 4, irql);
}

void allowed(PVOID ext, ULONG id, PULONG registers) {
  ULONG irql;
  StorPortAcquireMSISpinLock(ext, id, &irql);
  StorPortWriteRegisterUlong(ext, registers, StorPortReadRegisterUlong(ext, registers) | 1);
  StorPortStallExecution(10);
  StorPortDebugPrint(0, "held");
  StorPortReleaseMSISpinLock(ext, id, irql);
}
