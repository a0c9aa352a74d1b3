// RUN: %analyze -verify %s
#include <storport.h>

// One mistake, one report: the release repeats what is wrong with the acquire.
void nullOnOnePath(PVOID ext) {
  ULONG irql = 0;
  if (!ext)
    StorPortDebugPrint(0, "no adapter");
  StorPortAcquireMSISpinLock(ext, 3, &irql); // expected-warning {{acquired with HwDeviceExtension NULL}}
  StorPortReleaseMSISpinLock(ext, 3, irql);
}
