// RUN: %analyze -analyzer-output=text -verify -verify-ignore-unexpected=note %s
// Locks of the driver framework: handles name them, and they keep the IRQL.
#include <wdf.h>

typedef struct _DEVICE_CONTEXT {
  WDFSPINLOCK Lock, Other;
  WDFINTERRUPT Interrupt;
  ULONG Depth;
} DEVICE_CONTEXT, *PDEVICE_CONTEXT;
WDF_DECLARE_CONTEXT_TYPE_WITH_NAME(DEVICE_CONTEXT, GetDeviceContext)

int chance(PDEVICE_CONTEXT Context);

EVT_WDF_TIMER Early, Twice, TwiceGiven, Never, Renamed, Paged, InObject, OfDevice;
EVT_WDF_TIMER Fine, TwoLocks, Nested, Two;

// True cases.

void Early(WDFTIMER Timer) {
  PDEVICE_CONTEXT Context = GetDeviceContext(WdfTimerGetParentObject(Timer));
  WdfSpinLockAcquire(Context->Lock); // expected-note {{Spin lock 'Context->Lock' is acquired here}}
  if (chance(Context))
    return; // expected-warning {{Spin lock 'Context->Lock' is still held on return [windows.spinlock.Leak]}} expected-note {{is still held on return, see}}
  WdfSpinLockRelease(Context->Lock);
}

void Twice(WDFTIMER Timer) {
  PDEVICE_CONTEXT Context = GetDeviceContext(WdfTimerGetParentObject(Timer));
  WdfSpinLockAcquire(Context->Lock);
  WdfSpinLockAcquire(Context->Lock); // expected-warning {{Spin lock 'Context->Lock' is acquired again while it is held [windows.spinlock.DoubleAcquire]}}
  WdfSpinLockRelease(Context->Lock);
}

void TwiceGiven(WDFTIMER Timer) {
  PDEVICE_CONTEXT Context = GetDeviceContext(WdfTimerGetParentObject(Timer));
  WdfSpinLockAcquire(Context->Lock);
  WdfSpinLockRelease(Context->Lock);
  WdfSpinLockRelease(Context->Lock); // expected-warning {{[windows.spinlock.DoubleRelease]}}
}

void Never(WDFTIMER Timer) {
  PDEVICE_CONTEXT Context = GetDeviceContext(WdfTimerGetParentObject(Timer));
  WdfSpinLockRelease(Context->Lock); // expected-warning {{[windows.spinlock.ReleaseNotHeld]}}
}

void Paged(WDFTIMER Timer) {
  PDEVICE_CONTEXT Context = GetDeviceContext(WdfTimerGetParentObject(Timer));
  WdfSpinLockAcquire(Context->Lock);
  WdfInterruptDisable(Context->Interrupt); // expected-warning {{WdfInterruptDisable is limited to PASSIVE_LEVEL}}
  WdfIoQueueStopSynchronously(NULL); // expected-warning {{WdfIoQueueStopSynchronously is limited to PASSIVE_LEVEL}}
  WdfDriverGetRegistryPath(WdfGetDriver()); // expected-warning {{WdfDriverGetRegistryPath is limited to PASSIVE_LEVEL, and is called while spin lock 'Context->Lock' is held [windows.spinlock.IrqlTooHigh]}}
  WdfSpinLockRelease(Context->Lock);
}

void InObject(WDFTIMER Timer) {
  WDFOBJECT Device = WdfTimerGetParentObject(Timer);
  WdfObjectAcquireLock(Device);
  if (chance(GetDeviceContext(Device)))
    return; // expected-warning {{Spin lock 'Device' is still held on return}}
  WdfObjectReleaseLock(Device);
}

void OfDevice(WDFTIMER Timer) {
  PDEVICE_CONTEXT Context = GetDeviceContext(WdfTimerGetParentObject(Timer));
  WdfInterruptAcquireLock(Context->Interrupt);
  if (chance(Context))
    return; // expected-warning {{Spin lock 'Context->Interrupt' is still held on return}}
  WdfInterruptReleaseLock(Context->Interrupt);
}

// Silent cases.

void Fine(WDFTIMER Timer) {
  PDEVICE_CONTEXT Context = GetDeviceContext(WdfTimerGetParentObject(Timer));
  WdfSpinLockAcquire(Context->Lock);
  if (chance(Context)) {
    WdfSpinLockRelease(Context->Lock);
    return;
  }
  // The accessor gives the same context again.
  WdfSpinLockRelease(
      GetDeviceContext(WdfTimerGetParentObject(Timer))->Lock);
}

void TwoLocks(WDFTIMER Timer) {
  PDEVICE_CONTEXT Context = GetDeviceContext(WdfTimerGetParentObject(Timer));
  WdfSpinLockAcquire(Context->Lock);
  WdfSpinLockAcquire(Context->Other);
  WdfSpinLockRelease(Context->Other);
  WdfSpinLockRelease(Context->Lock);
}

// An object's lock, an interrupt's, and a spin lock are never the same.
void Nested(WDFTIMER Timer) {
  WDFOBJECT Device = WdfTimerGetParentObject(Timer);
  PDEVICE_CONTEXT Context = GetDeviceContext(Device);
  WdfObjectAcquireLock(Device);
  WdfSpinLockAcquire(Context->Lock);
  WdfSpinLockRelease(Context->Lock);
  WdfObjectReleaseLock(Device);
}

// Others may release what they know.
void Locks(PDEVICE_CONTEXT Context) { WdfSpinLockAcquire(Context->Lock); }
void Unlocks(PDEVICE_CONTEXT Context) { WdfSpinLockRelease(Context->Lock); }
void Two(WDFTIMER Timer) {
  PDEVICE_CONTEXT Context = GetDeviceContext(WdfTimerGetParentObject(Timer));
  Locks(Context);
  Context->Depth++;
  Unlocks(Context);
}
