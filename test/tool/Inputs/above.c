#include "below.h"

VOID TakenAgainBelow(PDEVICE Device, ULONG Id) {
  ULONG Irql;
  StorPortAcquireMSISpinLock(Device, Id, &Irql);
  Touch(Device, Id);
  StorPortReleaseMSISpinLock(Device, Id, Irql);
}

VOID AnotherMessageBelow(PDEVICE Device, ULONG Id) {
  ULONG Irql;
  StorPortAcquireMSISpinLock(Device, Id, &Irql);
  Touch(Device, Id + 1);
  StorPortReleaseMSISpinLock(Device, Id, Irql);
}

VOID SaysThatItHolds(PDEVICE Device, ULONG Id) {
  ULONG Irql;
  StorPortAcquireMSISpinLock(Device, Id, &Irql);
  Work(Device, Id, TRUE);
  StorPortReleaseMSISpinLock(Device, Id, Irql);
}

VOID SaysThatItDoesNotHold(PDEVICE Device, ULONG Id) {
  ULONG Irql;
  StorPortAcquireMSISpinLock(Device, Id, &Irql);
  Work(Device, Id, FALSE);
  StorPortReleaseMSISpinLock(Device, Id, Irql);
}

VOID TestsTheStatus(PDEVICE Device, ULONG Id) {
  ULONG Irql;
  if (TryLock(Device, Id, &Irql) != STOR_STATUS_SUCCESS)
    return;
  StorPortReleaseMSISpinLock(Device, Id, Irql);
}

VOID TestsItWrongly(PDEVICE Device, ULONG Id) {
  ULONG Irql = 0;
  if (TryLock(Device, Id, &Irql) == STOR_STATUS_SUCCESS)
    return;
  StorPortReleaseMSISpinLock(Device, Id, Irql);
}

VOID CallsWhoKnowsWhat(PDEVICE Device, ULONG Id) {
  ULONG Irql;
  StorPortAcquireMSISpinLock(Device, Id, &Irql);
  Device->Hook(Device, Id);
  StorPortReleaseMSISpinLock(Device, Id, Irql);
}

VOID WorksInDumpMode(PDEVICE Device, ULONG Id) {
  ULONG Irql;
  StorPortAcquireMSISpinLock(Device, Id, &Irql);
  if (IsDump(Device))
    Touch(Device, Id);
  StorPortReleaseMSISpinLock(Device, Id, Irql);
}

VOID LeaksInNormalMode(PDEVICE Device, ULONG Id) {
  ULONG Irql;
  StorPortAcquireMSISpinLock(Device, Id, &Irql);
  if (Device->DumpMode)
    Touch(Device, Id);
  if (Device->Failed)
    return;
  StorPortReleaseMSISpinLock(Device, Id, Irql);
}

VOID CallsTheUnknown(PDEVICE Device, ULONG Id) {
  ULONG Irql;
  StorPortAcquireMSISpinLock(Device, Id, &Irql);
  Middle(Device, Id);
  StorPortReleaseMSISpinLock(Device, Id, Irql);
}

VOID WorksWhileDumping(PDEVICE Device, ULONG Id) {
  ULONG Irql;
  StorPortAcquireMSISpinLock(Device, Id, &Irql);
  if (Device->Dumping)
    Touch(Device, Id);
  StorPortReleaseMSISpinLock(Device, Id, Irql);
}
