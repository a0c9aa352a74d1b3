#include "spin.h"

BOOLEAN MessageInterrupt(PVOID ext, ULONG message);
BOOLEAN Reset(PVOID ext, ULONG path);

ULONG FindAdapter(PVOID ext, PVOID context, PVOID bus, PCHAR arguments,
                  PPORT_CONFIGURATION_INFORMATION config, PBOOLEAN again) {
  config->HwMSInterruptRoutine = MessageInterrupt;
  config->InterruptSynchronizationMode = InterruptSynchronizeAll;
  return SP_RETURN_FOUND;
}

ULONG DriverEntry(PVOID driver, PVOID path) {
  HW_INITIALIZATION_DATA data = {0};
  data.HwFindAdapter = FindAdapter;
  data.HwResetBus = Reset;
  return StorPortInitialize(driver, path, &data, NULL);
}
