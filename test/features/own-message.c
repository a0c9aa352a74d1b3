// The interrupt routine of a message runs with the lock of the message held.
// RUN: %analyze -verify %s
// RUN: %analyze_only -analyzer-checker=storport -analyzer-config storport:Alone=true -verify %s
// RUN: %not %spinpair %s -- -I%wdk | %filecheck %s
#include <storport.h>

typedef struct _EXT { ULONG Count; BOOLEAN Busy; } EXT;

// CHECK: own-message.c:[[#@LINE+5]]:3: warning:
// CHECK: own-message.c:[[#@LINE+2]]:1: note: The port driver holds the MSI spin lock for message 'id' while it runs 'Direct'
HW_MESSAGE_SIGNALED_INTERRUPT_ROUTINE Direct;
BOOLEAN Direct(PVOID ext, ULONG id) {
  ULONG irql;
  StorPortAcquireMSISpinLock(ext, id, &irql); // expected-warning {{MSI spin lock for message 'id' is acquired in the interrupt routine of the message, which runs with it held}}
  StorPortReleaseMSISpinLock(ext, id, irql);
  return TRUE;
}

static VOID complete(EXT *ext, ULONG queue, BOOLEAN atDirql) {
  ULONG irql = 0;
  if (!atDirql)
    StorPortAcquireMSISpinLock(ext, queue, &irql);
  StorPortStallExecution(1);
  if (!atDirql)
    StorPortReleaseMSISpinLock(ext, queue, irql);
}

HW_MESSAGE_SIGNALED_INTERRUPT_ROUTINE ThroughAHelper;
BOOLEAN ThroughAHelper(PVOID p, ULONG id) {
  // CHECK: own-message.c:[[#@LINE+1]]:3: warning: MSI spin lock for message 'id' is acquired in the interrupt routine
  complete(p, id, FALSE); // expected-warning {{MSI spin lock for message 'id' is acquired in the interrupt routine}}
  return TRUE;
}

BOOLEAN GivesItBack(PVOID ext, ULONG id) {
  // CHECK: own-message.c:[[#@LINE+1]]:3: warning: MSI spin lock for message 'id' is released in the interrupt routine of the message, for which the port driver holds it [storport.msi.ReleaseNotHeld]
  StorPortReleaseMSISpinLock(ext, id, 5); // expected-warning {{MSI spin lock for message 'id' is released in the interrupt routine of the message, for which the port driver holds it}}
  return TRUE;
}

// CHECK-NOT: warning:

VOID Configure(PPORT_CONFIGURATION_INFORMATION config) {
  config->HwMSInterruptRoutine = GivesItBack;
  config->InterruptSynchronizationMode = InterruptSynchronizePerMessage;
}

// Right: the lock is held already, as the helper is told.
HW_MESSAGE_SIGNALED_INTERRUPT_ROUTINE Right;
BOOLEAN Right(PVOID p, ULONG id) {
  complete(p, id, TRUE);
  return TRUE;
}

// Another message's lock is fine, and which one it is may not be known.
HW_MESSAGE_SIGNALED_INTERRUPT_ROUTINE Other;
BOOLEAN Other(PVOID p, ULONG id) {
  EXT *ext = p;
  complete(ext, id + 1, FALSE);
  complete(ext, 0, FALSE);
  if (id != ext->Count)
    complete(ext, ext->Count, FALSE);
  return ext->Busy;
}

// A helper with the same parameters is none.
BOOLEAN Helper(PVOID p, ULONG id) {
  complete(p, id, FALSE);
  return TRUE;
}
