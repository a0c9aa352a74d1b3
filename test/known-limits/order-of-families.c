// Two locks of which one is no lock of a message, or none is, nested in both orders: the
// survey compares the orders of messages only. Each function by itself is right.
// XFAIL: *
// RUN: %analyze_only -analyzer-checker=storport -verify %s
#include <storport.h>

typedef struct _EXT {
  KSPIN_LOCK Lock;
} EXT, *PEXT;

HW_DPC_ROUTINE messageFirst, messageLast;
VOID messageFirst(PSTOR_DPC dpc, PVOID hw, PVOID a, PVOID b) {
  PEXT ext = hw;
  ULONG irql;
  StorPortAcquireMSISpinLock(ext, 1, &irql);
  KeAcquireSpinLockAtDpcLevel(&ext->Lock); // expected-warning {{while the one for message '1' is held}}
  KeReleaseSpinLockFromDpcLevel(&ext->Lock);
  StorPortReleaseMSISpinLock(ext, 1, irql);
}
VOID messageLast(PSTOR_DPC dpc, PVOID hw, PVOID a, PVOID b) {
  PEXT ext = hw;
  ULONG irql;
  KeAcquireSpinLockAtDpcLevel(&ext->Lock);
  StorPortAcquireMSISpinLock(ext, 1, &irql);
  StorPortReleaseMSISpinLock(ext, 1, irql);
  KeReleaseSpinLockFromDpcLevel(&ext->Lock);
}
