// A field that is asked before an acquire and again behind it is asked twice
// because another processor may change it in between. Code that only runs then
// has to use the lock rightly, too. A lock that is taken under a condition and
// given back under the same condition relies on the contrary, and stays right.
// RUN: sh -c '%spinpair %s --report json=%t.json -- -I%wdk; test $? = 0'
// RUN: %python %S/../tool/Inputs/check_verdicts.py %t.json leaks=undecided again=undecided loops=undecided retaken=undecided written=undecided byHelper=undecided byResult=undecided givesIf=undecided chosen=undecided copied=undecided right=proved rightByHelper=proved underCondition=proved inNumber=proved marked=proved fixed=proved
// RUN: %spinpair explain-function leaks %s -- -I%wdk | %filecheck %s
// CHECK: right only if no other processor changed that in between
#include <ntddk.h>

typedef struct _DEVICE {
  ULONG Ready, Busy, Count, Held;
  ULONG Constant; // is written nowhere
  KSPIN_LOCK Lock;
} DEVICE;

ULONG Mode;
void enter(ULONG mode) { Mode = mode; }

void leaks(DEVICE *device) {
  KIRQL irql;
  if (device->Ready)
    return;
  KeAcquireSpinLock(&device->Lock, &irql);
  if (device->Ready)
    return;
  device->Ready = 1;
  KeReleaseSpinLock(&device->Lock, irql);
}

void again(DEVICE *device) {
  KIRQL irql;
  if (device->Busy == 0)
    return;
  KeAcquireSpinLock(&device->Lock, &irql);
  if (device->Busy != 0) {
    device->Busy--;
    KeReleaseSpinLock(&device->Lock, irql);
  }
}

void loops(DEVICE *device) {
  KIRQL irql;
  while (device->Busy) {
    KeAcquireSpinLock(&device->Lock, &irql);
    if (!device->Busy)
      break;
    device->Busy--;
    KeReleaseSpinLock(&device->Lock, irql);
  }
}

// The lock is given back in between, and taken again.
void retaken(DEVICE *device) {
  KIRQL irql;
  KeAcquireSpinLock(&device->Lock, &irql);
  if (device->Busy) {
    KeReleaseSpinLock(&device->Lock, irql);
    KeAcquireSpinLock(&device->Lock, &irql);
    if (!device->Busy)
      return;
  }
  KeReleaseSpinLock(&device->Lock, irql);
}

// What was written under a lock that is given back is not known any more.
void written(DEVICE *device) {
  KIRQL irql;
  KeAcquireSpinLock(&device->Lock, &irql);
  device->Busy = 1;
  KeReleaseSpinLock(&device->Lock, irql);
  KeAcquireSpinLock(&device->Lock, &irql);
  if (!device->Busy)
    return;
  device->Busy = 0;
  KeReleaseSpinLock(&device->Lock, irql);
}

static void lock(DEVICE *device, KIRQL *irql) {
  KeAcquireSpinLock(&device->Lock, irql);
}
static void unlock(DEVICE *device, KIRQL irql) {
  KeReleaseSpinLock(&device->Lock, irql);
}

void byHelper(DEVICE *device) {
  KIRQL irql;
  if (device->Ready)
    return;
  lock(device, &irql);
  if (device->Ready)
    return;
  device->Ready = 1;
  unlock(device, irql);
}

static BOOLEAN lockedAndReady(DEVICE *device, KIRQL *irql) {
  KeAcquireSpinLock(&device->Lock, irql);
  return device->Ready != 0;
}

void byResult(DEVICE *device) {
  KIRQL irql;
  if (device->Ready)
    return;
  if (lockedAndReady(device, &irql))
    return;
  device->Ready = 1;
  unlock(device, irql);
}

static void unlockIf(DEVICE *device, KIRQL irql) {
  if (!device->Ready)
    KeReleaseSpinLock(&device->Lock, irql);
}

// Here a way of the callee is the code that no path gets to.
void givesIf(DEVICE *device) {
  KIRQL irql;
  if (device->Ready)
    return;
  lock(device, &irql);
  unlockIf(device, irql);
}

void chosen(DEVICE *device) {
  KIRQL irql;
  switch (Mode) {
  case 1:
  case 2:
    break;
  default:
    return;
  }
  KeAcquireSpinLock(&device->Lock, &irql);
  switch (Mode) {
  case 1:
  case 2:
    KeReleaseSpinLock(&device->Lock, irql);
    break;
  default:
    break;
  }
}

void copied(DEVICE *device) {
  KIRQL irql;
  ULONG busy = device->Busy;
  if (busy)
    return;
  KeAcquireSpinLock(&device->Lock, &irql);
  busy = device->Busy;
  if (busy)
    return;
  KeReleaseSpinLock(&device->Lock, irql);
}

void right(DEVICE *device) {
  KIRQL irql;
  if (device->Ready)
    return;
  KeAcquireSpinLock(&device->Lock, &irql);
  if (!device->Ready)
    device->Ready = 1;
  KeReleaseSpinLock(&device->Lock, irql);
}

void rightByHelper(DEVICE *device) {
  KIRQL irql;
  if (device->Ready)
    return;
  if (lockedAndReady(device, &irql)) {
    unlock(device, irql);
    return;
  }
  device->Ready = 1;
  unlock(device, irql);
}

void underCondition(DEVICE *device) {
  KIRQL irql = 0;
  if (device->Ready)
    KeAcquireSpinLock(&device->Lock, &irql);
  device->Count++;
  if (device->Ready)
    KeReleaseSpinLock(&device->Lock, irql);
}

// A copy stays what it was.
void inNumber(DEVICE *device) {
  KIRQL irql = 0;
  const ULONG busy = device->Busy;
  if (busy)
    KeAcquireSpinLock(&device->Lock, &irql);
  device->Busy = 0;
  if (busy)
    KeReleaseSpinLock(&device->Lock, irql);
}

// A mark of the path's own.
void marked(DEVICE *device) {
  KIRQL irql;
  device->Held = 1;
  KeAcquireSpinLock(&device->Lock, &irql);
  if (device->Held)
    KeReleaseSpinLock(&device->Lock, irql);
}

void fixed(DEVICE *device) {
  KIRQL irql;
  if (device->Constant)
    return;
  KeAcquireSpinLock(&device->Lock, &irql);
  if (!device->Constant)
    KeReleaseSpinLock(&device->Lock, irql);
}
