#include "below.h"

VOID Touch(PDEVICE Device, ULONG Id) {
  ULONG Irql;
  StorPortAcquireMSISpinLock(Device, Id, &Irql);
  StorPortReleaseMSISpinLock(Device, Id, Irql);
}

VOID Work(PDEVICE Device, ULONG Id, BOOLEAN Held) {
  ULONG Irql;
  if (!Held)
    StorPortAcquireMSISpinLock(Device, Id, &Irql);
  StorPortStallExecution(1);
  if (!Held)
    StorPortReleaseMSISpinLock(Device, Id, Irql);
}

ULONG TryLock(PDEVICE Device, ULONG Id, PULONG Irql) {
  return StorPortAcquireMSISpinLock(Device, Id, Irql);
}

BOOLEAN IsDump(PDEVICE Device) { return Device->DumpMode != 0; }

ULONG FindAdapter(PDEVICE Device, PPORT_CONFIGURATION_INFORMATION Config) {
  Device->DumpMode = Config->DumpMode;
  Device->Dumping = (Config->DumpMode != 0);
  Device->Hook = Touch;
  return SP_RETURN_FOUND;
}

static VOID Broken(PDEVICE Device, ULONG Id) {
  ULONG Irql;
  StorPortAcquireMSISpinLock(Device, Id, &Irql);
  if (!Device->Failed)
    StorPortReleaseMSISpinLock(Device, Id, Irql);
}

VOID Middle(PDEVICE Device, ULONG Id) { Broken(Device, Id); }
