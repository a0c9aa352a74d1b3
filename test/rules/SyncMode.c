// RUN: %analyze -verify %s
// RUN: %not %spinpair %s -- -I%wdk | %filecheck %s
#include <storport.h>

typedef struct _EXT { ULONG Irql; BOOLEAN PerMessage; } EXT;

BOOLEAN Interrupt(PVOID ext, ULONG id) { return TRUE; }

static VOID setUp(PPORT_CONFIGURATION_INFORMATION config) {
  // CHECK-DAG: SyncMode.c:[[#@LINE+1]]:3: note: Another mode is asked for here
  config->InterruptSynchronizationMode = InterruptSynchronizeAll; // expected-note 2 {{Another mode is asked for here}}
  config->HwMSInterruptRoutine = Interrupt;
}

HW_FIND_ADAPTER FindAdapter;
ULONG FindAdapter(PVOID ext, PVOID context, PVOID bus, PCHAR arguments, PPORT_CONFIGURATION_INFORMATION config, PBOOLEAN again) {
  PPORT_CONFIGURATION_INFORMATION same = config;
  setUp(same);
  StorPortGetBusData(ext, 4, 0, 0, config, 8);
  return SP_RETURN_FOUND;
}

// One report for each acquire.
VOID Dpc(EXT *ext, ULONG id) {
  ULONG irql;
  // CHECK-DAG: SyncMode.c:[[#@LINE+1]]:3: warning: MSI spin lock for message 'id' is acquired, but the driver asks for another mode than InterruptSynchronizePerMessage, in 'setUp' [storport.msi.SyncMode]
  StorPortAcquireMSISpinLock(ext, id, &irql); // expected-warning {{MSI spin lock for message 'id' is acquired, but the driver asks for another mode than InterruptSynchronizePerMessage, in 'setUp' [storport.msi.SyncMode]}}
  StorPortReleaseMSISpinLock(ext, id, irql);
}

VOID Timer(EXT *ext) {
  if (ext->PerMessage)
    // CHECK-DAG: SyncMode.c:[[#@LINE+1]]:5: warning: MSI spin lock for message '1' is acquired, but
    StorPortAcquireMSISpinLock(ext, 1, &ext->Irql); // expected-warning {{MSI spin lock for message '1' is acquired, but the driver}}
  if (ext->PerMessage)
    StorPortReleaseMSISpinLock(ext, 1, ext->Irql);
}
