#include "spin.h"

BOOLEAN Initialize(PVOID ext);

void drop(ADAPTER *adapter, void *buffer) {
  StorPortGetLogicalUnit(adapter, 0, 0, 0);
  if (buffer)
    StorPortFreePool(adapter, buffer);
}

static BOOLEAN synchronized(PVOID ext, PVOID context) { return TRUE; }

void report(ADAPTER *adapter) {
  StorPortSynchronizeAccess(adapter, synchronized, NULL);
}

ULONG DriverEntry(PVOID driver, PVOID path) {
  HW_INITIALIZATION_DATA data = {0};
  data.HwInitialize = Initialize;
  return StorPortInitialize(driver, path, &data, NULL);
}
