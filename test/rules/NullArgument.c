// RUN: %analyze -analyzer-output=text -verify -verify-ignore-unexpected=note %s
#include <storport.h>

// True cases.

void nullAdapter(ULONG id) {
  ULONG irql = 0;
  StorPortAcquireMSISpinLock(NULL, id, &irql); // expected-warning {{MSI spin lock for message 'id' is acquired with HwDeviceExtension NULL [storport.msi.NullArgument]}} expected-note {{acquired with HwDeviceExtension NULL}}
}

void nullSlot(PVOID ext) {
  StorPortAcquireMSISpinLock(ext, 1, NULL); // expected-warning {{MSI spin lock for message '1' is acquired with OldIrql NULL}}
}

void nullAtRelease(ULONG irql) {
  StorPortReleaseMSISpinLock(NULL, 2, irql); // expected-warning {{MSI spin lock for message '2' is released with HwDeviceExtension NULL}}
}

void nullOnOnePath(PVOID ext) {
  ULONG irql;
  if (!ext) // expected-note {{Assuming 'ext' is null}} expected-note {{Taking true branch}}
    StorPortDebugPrint(0, "no adapter");
  StorPortAcquireMSISpinLock(ext, 3, &irql); // expected-warning {{MSI spin lock for message '3' is acquired with HwDeviceExtension NULL}} expected-note {{acquired with HwDeviceExtension NULL}}
  if (ext)
    StorPortReleaseMSISpinLock(ext, 3, irql);
}

static void lock(PVOID ext, PULONG irql) {
  StorPortAcquireMSISpinLock(ext, 4, irql);
}

void nullThroughHelper(void) {
  ULONG irql;
  lock(NULL, &irql); // expected-warning {{MSI spin lock for message '4' is acquired with HwDeviceExtension NULL}}
}

// Silent cases.

void tested(PVOID ext) {
  ULONG irql;
  if (!ext)
    return;
  StorPortAcquireMSISpinLock(ext, 5, &irql);
  StorPortReleaseMSISpinLock(ext, 5, irql);
}

void notTested(PVOID ext, PULONG irql) {
  StorPortAcquireMSISpinLock(ext, 6, irql);
}
