// The port driver holds the lock of the message whose interrupt routine runs;
// the pairing rules do not know that yet.
// XFAIL: *
// RUN: %analyze -verify %s
#include <storport.h>

HW_MESSAGE_SIGNALED_INTERRUPT_ROUTINE Interrupt;
BOOLEAN Interrupt(PVOID ext, ULONG id) {
  ULONG irql;
  StorPortAcquireMSISpinLock(ext, id, &irql); // expected-warning {{is acquired again while it is held}}
  StorPortReleaseMSISpinLock(ext, id, irql);
  return TRUE;
}
