// How a function is known to be an entry point: declared with a role type,
// stored in HW_INITIALIZATION_DATA, or given to a routine that keeps it.
// RUN: %analyze -verify %s
#include <storport.h>

typedef struct _EXT { ULONG OldIrql; STOR_DPC Dpc; } EXT;

HW_STARTIO ByRole;
BOOLEAN ByRole(PVOID p, PSCSI_REQUEST_BLOCK srb) {
  EXT *ext = p;
  StorPortAcquireMSISpinLock(ext, 1, &ext->OldIrql);
  return TRUE; // expected-warning {{MSI spin lock for message '1' is still held on return}}
}

BOOLEAN ByMember(PVOID p, ULONG id) {
  EXT *ext = p;
  StorPortAcquireMSISpinLock(ext, 2, &ext->OldIrql);
  return TRUE; // expected-warning {{MSI spin lock for message '2' is still held on return}}
}

BOOLEAN ByInitialiser(PVOID p) {
  EXT *ext = p;
  StorPortAcquireMSISpinLock(ext, 3, &ext->OldIrql);
  return TRUE; // expected-warning {{MSI spin lock for message '3' is still held on return}}
}

VOID ByRoutine(PSTOR_DPC dpc, PVOID p, PVOID a, PVOID b) {
  EXT *ext = p;
  StorPortAcquireMSISpinLock(ext, 4, &ext->OldIrql);
  return; // expected-warning {{MSI spin lock for message '4' is still held on return}}
}

VOID ByNotification(PVOID p) {
  EXT *ext = p;
  StorPortAcquireMSISpinLock(ext, 5, &ext->OldIrql);
  return; // expected-warning {{MSI spin lock for message '5' is still held on return}}
}

BOOLEAN ByConditional(PVOID p) {
  EXT *ext = p;
  StorPortAcquireMSISpinLock(ext, 6, &ext->OldIrql);
  return TRUE; // expected-warning {{MSI spin lock for message '6' is still held on return}}
}

// Not an entry point: the same shape, but nobody registers it.
BOOLEAN Helper(PVOID p, PSCSI_REQUEST_BLOCK srb) {
  EXT *ext = p;
  StorPortAcquireMSISpinLock(ext, 7, &ext->OldIrql);
  return TRUE;
}

// An entry point that the driver also calls itself may hand over.
HW_STARTIO CalledToo;
BOOLEAN CalledToo(PVOID p, PSCSI_REQUEST_BLOCK srb) {
  EXT *ext = p;
  StorPortAcquireMSISpinLock(ext, 8, &ext->OldIrql);
  return TRUE;
}
void caller(EXT *ext) {
  CalledToo(ext, NULL);
  StorPortReleaseMSISpinLock(ext, 8, ext->OldIrql);
}

// What StorPortSynchronizeAccess runs, it runs before it returns.
STOR_SYNCHRONIZED_ACCESS Synchronized;
BOOLEAN Synchronized(PVOID p, PVOID context) {
  EXT *ext = p;
  StorPortAcquireMSISpinLock(ext, 9, &ext->OldIrql);
  return TRUE;
}

BOOLEAN LineInterrupt(PVOID p);

static HW_INITIALIZATION_DATA Other = {.HwResetBus = (PHW_RESET_BUS)ByInitialiser};

ULONG DriverEntry(PVOID driver, PVOID path, EXT *ext, BOOLEAN line) {
  HW_INITIALIZATION_DATA init = {0};
  PORT_CONFIGURATION_INFORMATION config = {0};
  config.HwMSInterruptRoutine = ByMember;
  init.HwDmaStarted = line ? (PHW_DMA_STARTED)LineInterrupt
                           : (PHW_DMA_STARTED)ByConditional;
  StorPortInitializeDpc(ext, &ext->Dpc, ByRoutine);
  StorPortNotification(RequestTimerCall, ext, ByNotification, 1000);
  StorPortSynchronizeAccess(ext, Synchronized, NULL);
  return StorPortInitialize(driver, path, &init, &Other);
}
