// RUN: %analyze -analyzer-output=text -verify -verify-ignore-unexpected=note %s
#include <storport.h>

typedef struct _EXT { ULONG Ready, OldIrql; } EXT;

// True cases.

HW_INITIALIZE Initialize;
BOOLEAN Initialize(PVOID ext) {
  ULONG irql;
  StorPortAcquireMSISpinLock(ext, 0, &irql); // expected-warning {{MSI spin lock for message '0' is acquired in HwStorInitialize, which may take no lock [storport.msi.ForbiddenCallback]}} expected-note {{which may take no lock, see}}
  StorPortReleaseMSISpinLock(ext, 0, irql);
  return TRUE;
}

static VOID reset(EXT *ext) {
  StorPortAcquireMSISpinLock(ext, 1, &ext->OldIrql);
  StorPortReleaseMSISpinLock(ext, 1, ext->OldIrql);
}

// In a helper, it is the callback's mistake.
HW_FIND_ADAPTER FindAdapter;
ULONG FindAdapter(PVOID p, PVOID context, PVOID bus, PCHAR arguments, PPORT_CONFIGURATION_INFORMATION config, PBOOLEAN again) {
  config->InterruptSynchronizationMode = InterruptSynchronizePerMessage;
  reset(p); // expected-warning {{MSI spin lock for message '1' is acquired in HwStorFindAdapter, which may take no lock}}
  return SP_RETURN_FOUND;
}

BOOLEAN LineInterrupt(PVOID ext) {
  ULONG irql;
  if (!StorPortReadRegisterUlong(ext, NULL))
    return FALSE;
  StorPortAcquireMSISpinLock(ext, 2, &irql); // expected-warning {{is acquired in HwStorInterrupt, which}}
  StorPortReleaseMSISpinLock(ext, 2, irql);
  return TRUE;
}

BOOLEAN PassiveInitialize(PVOID ext) {
  ULONG irql;
  StorPortAcquireMSISpinLock(ext, 3, &irql); // expected-warning {{is acquired in HwStorPassiveInitializeRoutine, which}}
  StorPortReleaseMSISpinLock(ext, 3, irql);
  return TRUE;
}

// No more the locks of StorPortAcquireSpinLock.

HW_INITIALIZE InitializeByInterruptLock;
BOOLEAN InitializeByInterruptLock(PVOID ext) {
  STOR_LOCK_HANDLE handle;
  StorPortAcquireSpinLock(ext, InterruptLock, NULL, &handle); // expected-warning {{InterruptLock is acquired in HwStorInitialize, which may take no lock [storport.msi.ForbiddenCallback]}} expected-note {{InterruptLock is acquired in HwStorInitialize, which may take no lock, see}}
  StorPortReleaseSpinLock(ext, &handle);
  return TRUE;
}

static VOID wait(EXT *ext) {
  STOR_LOCK_HANDLE handle;
  StorPortAcquireSpinLock(ext, StartIoLock, NULL, &handle);
  StorPortReleaseSpinLock(ext, &handle);
}

HW_PASSIVE_INITIALIZE_ROUTINE PassiveByHelper;
BOOLEAN PassiveByHelper(PVOID ext) {
  wait(ext); // expected-warning {{StartIoLock is acquired in HwStorPassiveInitializeRoutine, which may take no lock}}
  return TRUE;
}

HW_FIND_ADAPTER FindAdapterByDpcLock;
ULONG FindAdapterByDpcLock(PVOID p, PVOID context, PVOID bus, PCHAR arguments, PPORT_CONFIGURATION_INFORMATION config, PBOOLEAN again) {
  STOR_LOCK_HANDLE handle;
  STOR_DPC *dpc = p;
  StorPortAcquireSpinLock(p, DpcLock, dpc, &handle); // expected-warning {{DpcLock of 'dpc' is acquired in HwStorFindAdapter, which may take no lock}}
  StorPortReleaseSpinLock(p, &handle);
  return SP_RETURN_FOUND;
}

BOOLEAN VirtualInitialize(PVOID ext);
ULONG DriverEntry(PVOID driver, PVOID path, EXT *ext) {
  HW_INITIALIZATION_DATA init = {0};
  init.HwInterrupt = LineInterrupt;
  StorPortEnablePassiveInitialization(ext, PassiveInitialize);
  return StorPortInitialize(driver, path, &init, NULL);
}

// Silent.

// The flag may say that the locks are not there yet.
static VOID stop(EXT *ext) {
  ULONG irql = 0;
  if (ext->Ready)
    StorPortAcquireMSISpinLock(ext, 4, &irql);
  StorPortStallExecution(1);
  if (ext->Ready)
    StorPortReleaseMSISpinLock(ext, 4, irql);
}
HW_INITIALIZE InitializeAgain;
BOOLEAN InitializeAgain(PVOID ext) {
  stop(ext);
  return TRUE;
}

HW_INITIALIZE InitializeByFlag;
BOOLEAN InitializeByFlag(PVOID p) {
  EXT *ext = p;
  if (ext->Ready)
    wait(ext);
  return TRUE;
}

// The reference says nothing of that of a virtual adapter.
VIRTUAL_HW_FIND_ADAPTER FindVirtual;
ULONG FindVirtual(PVOID p, PVOID context, PVOID bus, PVOID lower, PCHAR arguments, PPORT_CONFIGURATION_INFORMATION config, PBOOLEAN again) {
  wait(p);
  return SP_RETURN_FOUND;
}

// These may take locks.
HW_DPC_ROUTINE Dpc;
VOID Dpc(PSTOR_DPC dpc, PVOID ext, PVOID one, PVOID other) {
  wait(ext);
}
HW_STARTIO StartIo;
BOOLEAN StartIo(PVOID ext, PSCSI_REQUEST_BLOCK srb) {
  reset(ext);
  return TRUE;
}

// One function for two purposes.
BOOLEAN Either(PVOID p, PVOID srb) {
  reset(p);
  return TRUE;
}
ULONG More(HW_INITIALIZATION_DATA *init) {
  init->HwStartIo = (PHW_STARTIO)Either;
  init->HwInterrupt = (PHW_INTERRUPT)Either;
  return 0;
}
