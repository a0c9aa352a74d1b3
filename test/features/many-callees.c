// Calls by pointers, in a row and with several ways through each of many callees, are
// joined between the calls where nothing tells the ways apart.
// RUN: %spinpair %s --report json=%t.json -- -I%wdk
// RUN: %python %S/../tool/Inputs/check_verdicts.py %t.json setsUp=proved
#include <ntddk.h>

typedef struct _DEVICE DEVICE;
typedef struct _OPS {
  ULONG (*First)(DEVICE *Device, ULONG Size);
  ULONG (*Second)(DEVICE *Device, ULONG Size);
  ULONG (*Third)(DEVICE *Device, ULONG Size);
} OPS;
struct _DEVICE {
  KSPIN_LOCK Lock;
  const OPS *Ops;
  ULONG Used, Limit;
};

static ULONG first(DEVICE *Device, ULONG Size) {
  KIRQL Irql;
  KeAcquireSpinLock(&Device->Lock, &Irql);
  if (Device->Used + Size > Device->Limit) {
    KeReleaseSpinLock(&Device->Lock, Irql);
    return 0;
  }
  Device->Used += Size;
  KeReleaseSpinLock(&Device->Lock, Irql);
  return Device->Used;
}
static ULONG second(DEVICE *Device, ULONG Size) { return Size ? first(Device, Size / 2) : 1; }
static ULONG third(DEVICE *Device, ULONG Size) { return Size > 8 ? second(Device, 8) : Device->Used; }
static const OPS Table = {first, second, third};

ULONG setsUp(DEVICE *Device) {
  Device->Ops = &Table;
  return Device->Ops->First(Device, 1) + Device->Ops->Second(Device, 2) + Device->Ops->Third(Device, 3) +
         Device->Ops->First(Device, 4) + Device->Ops->Second(Device, 5) + Device->Ops->Third(Device, 6) +
         Device->Ops->First(Device, 7) + Device->Ops->Second(Device, 8) + Device->Ops->Third(Device, 9);
}
