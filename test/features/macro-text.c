// RUN: %analyze -verify %s
#include <storport.h>

// A macro is named as it is written.
HW_DPC_ROUTINE Dpc;
VOID Dpc(PSTOR_DPC dpc, PVOID ext, PVOID arg1, PVOID arg2) {
  ULONG irql;
  StorPortAcquireMSISpinLock(ext, PtrToUlong(arg1), &irql);
  StorPortReleaseMSISpinLock(ext, PtrToUlong(arg2), irql); // expected-warning {{MSI spin lock for message 'PtrToUlong(arg2)' is released, but the one held is for message 'PtrToUlong(arg1)'}}
}
