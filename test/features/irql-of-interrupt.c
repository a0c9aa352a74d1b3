// InterruptLock is held at device IRQL, and so an interrupt routine runs: what is
// limited to a lower one is not called then. It is under StartIoLock or DpcLock.
// RUN: %analyze_only -analyzer-checker=storport -verify %s
// RUN: %not %spinpair %s -- -I%wdk | %filecheck %s
#include <storport.h>

typedef struct _EXT { PVOID Buffer; ULONG Pending; STOR_DPC Dpc; } EXT;

static void drop(EXT *ext) {
  StorPortFreePool(ext, ext->Buffer);
}

void under(EXT *ext) {
  STOR_LOCK_HANDLE handle = {0};
  StorPortAcquireSpinLock(ext, InterruptLock, NULL, &handle);
  drop(ext); // expected-warning {{StorPortFreePool is limited to DISPATCH_LEVEL, and is called while InterruptLock is held [storport.msi.IrqlTooHigh]}}
  StorPortReleaseSpinLock(ext, &handle);
}

void behind(EXT *ext) {
  STOR_LOCK_HANDLE handle = {0};
  StorPortAcquireSpinLock(ext, InterruptLock, NULL, &handle);
  ext->Pending = 0;
  StorPortReleaseSpinLock(ext, &handle);
  StorPortFreePool(ext, ext->Buffer);
}

void lower(EXT *ext) {
  STOR_LOCK_HANDLE handle = {0};
  StorPortAcquireSpinLock(ext, StartIoLock, NULL, &handle);
  StorPortFreePool(ext, ext->Buffer);
  StorPortReleaseSpinLock(ext, &handle);
  StorPortAcquireSpinLock(ext, DpcLock, &ext->Dpc, &handle);
  StorPortFreePool(ext, ext->Buffer);
  StorPortReleaseSpinLock(ext, &handle);
}

// A routine of which the reference says no limit is nobody's business.
HW_INTERRUPT interrupt;
BOOLEAN interrupt(PVOID hw) {
  EXT *ext = (EXT *)hw;
  if (!ext->Pending)
    return FALSE;
  StorPortIssueDpc(ext, &ext->Dpc, NULL, NULL);
  StorPortAllocatePool(ext, 64, 1, &ext->Buffer); // expected-warning {{StorPortAllocatePool is limited to DISPATCH_LEVEL, and is called while InterruptLock is held}}
  return TRUE;
}

HW_MESSAGE_SIGNALED_INTERRUPT_ROUTINE message;
BOOLEAN message(PVOID hw, ULONG id) {
  StorPortFreePool(hw, hw); // expected-warning {{StorPortFreePool is limited to DISPATCH_LEVEL, and is called while the MSI spin lock for message 'id' is held}}
  return TRUE;
}

// CHECK: spinpair: 3 findings;
