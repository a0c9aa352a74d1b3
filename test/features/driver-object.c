// What a driver stores in its driver object are callbacks, declared by their role
// or not: nobody calls them who would give back what they took.
// RUN: %not %spinpair %s --report json=%t.json -- -I%wdk
// RUN: %python %S/../tool/Inputs/check_verdicts.py %t.json dispatch=reported unload=reported started=reported added=reported helper=proved right=proved
// RUN: %analyze -verify %s
#include <storport.h>
#include <wdm.h>

static KSPIN_LOCK lock;
static KIRQL saved;

NTSTATUS dispatch(PDEVICE_OBJECT device, PIRP irp) {
  (void)device, (void)irp;
  KeAcquireSpinLock(&lock, &saved);
  return STATUS_SUCCESS; // expected-warning{{is still held on return}}
}

void unload(PDRIVER_OBJECT driver) {
  (void)driver;
  KeAcquireSpinLock(&lock, &saved);
} // expected-warning{{is still held on return}}

void started(PDEVICE_OBJECT device, PIRP irp) {
  (void)device, (void)irp;
  KeAcquireSpinLock(&lock, &saved);
} // expected-warning{{is still held on return}}

NTSTATUS added(PDRIVER_OBJECT driver, PDEVICE_OBJECT device) {
  (void)driver, (void)device;
  KeAcquireSpinLock(&lock, &saved);
  return STATUS_SUCCESS; // expected-warning{{is still held on return}}
}

void helper(void) { KeAcquireSpinLock(&lock, &saved); }

NTSTATUS right(PDEVICE_OBJECT device, PIRP irp) {
  (void)device, (void)irp;
  helper();
  KeReleaseSpinLock(&lock, saved);
  return STATUS_SUCCESS;
}

NTSTATUS setUp(PDRIVER_OBJECT driver) {
  for (ULONG i = 0; i <= IRP_MJ_MAXIMUM_FUNCTION; i++)
    driver->MajorFunction[i] = right;
  driver->MajorFunction[0] = dispatch;
  driver->DriverUnload = unload;
  driver->DriverStartIo = started;
  driver->DriverExtension->AddDevice = added;
  return STATUS_SUCCESS;
}
