// With InterruptSynchronizeAll, the interrupt routine does not hold the lock of
// its message.
// RUN: %analyze -verify %s
// expected-no-diagnostics
#include <storport.h>

HW_MESSAGE_SIGNALED_INTERRUPT_ROUTINE Interrupt;
BOOLEAN Interrupt(PVOID ext, ULONG id) {
  ULONG irql;
  StorPortAcquireMSISpinLock(ext, id, &irql);
  StorPortReleaseMSISpinLock(ext, id, irql);
  return TRUE;
}

VOID Configure(PPORT_CONFIGURATION_INFORMATION config) {
  config->HwMSInterruptRoutine = Interrupt;
  config->InterruptSynchronizationMode = InterruptSynchronizeAll;
}
