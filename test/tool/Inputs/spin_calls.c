#include "spin.h"

void drop(ADAPTER *adapter, void *buffer);
void report(ADAPTER *adapter);

void dropsUnderInterruptLock(ADAPTER *adapter, void *buffer) {
  STOR_LOCK_HANDLE handle;
  StorPortAcquireSpinLock(adapter, InterruptLock, NULL, &handle);
  drop(adapter, buffer);
  StorPortReleaseSpinLock(adapter, &handle);
}

void waitsUnderInterruptLock(ADAPTER *adapter) {
  STOR_LOCK_HANDLE handle;
  StorPortAcquireSpinLock(adapter, InterruptLock, NULL, &handle);
  report(adapter); // ORDER
  StorPortReleaseSpinLock(adapter, &handle);
}

void dropsUnderEither(ADAPTER *adapter, void *buffer) {
  STOR_LOCK_HANDLE handle;
  lockEither(adapter, &handle);
  drop(adapter, buffer); // EITHER
  unlockEither(adapter, &handle);
}

void dropsUnderStartIoLock(ADAPTER *adapter, void *buffer) {
  STOR_LOCK_HANDLE handle;
  lockStart(adapter, &handle);
  drop(adapter, buffer);
  report(adapter);
  unlock(adapter, &handle);
}

BOOLEAN Initialize(PVOID ext) {
  count(ext); // FORBIDDEN
  return TRUE;
}
