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

// Silent cases.

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

void waitsWhateverItsTimeout(PVOID ext, PKEVENT event, PLARGE_INTEGER timeout) {
  ULONG irql;
  StorPortAcquireMSISpinLock(ext, 4, &irql);
  KeWaitForSingleObject(event, Executive, KernelMode, FALSE, timeout); // expected-warning {{KeWaitForSingleObject is limited to DISPATCH_LEVEL, and is called while the MSI spin lock for message '4' is held}}
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
