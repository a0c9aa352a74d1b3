#include "spin.h"

int leaks(ADAPTER *adapter) {
  STOR_LOCK_HANDLE handle;
  lockStart(adapter, &handle);
  if (adapter->Stopped)
    return 1; // LEAK
  unlock(adapter, &handle);
  return 0;
}

void takesTwice(ADAPTER *adapter) {
  STOR_LOCK_HANDLE handle;
  lockStart(adapter, &handle);
  count(adapter); // TWICE
  unlock(adapter, &handle);
}

void releasesTwice(ADAPTER *adapter) {
  STOR_LOCK_HANDLE handle;
  lockQueue(adapter, 2, &handle);
  unlock(adapter, &handle);
  unlock(adapter, &handle); // AGAIN
}

void neverTook(ADAPTER *adapter) {
  STOR_LOCK_HANDLE handle = {0};
  unlock(adapter, &handle); // NEVER
}

void wrongHandle(ADAPTER *adapter) {
  STOR_LOCK_HANDLE taken, given = {0};
  lockStart(adapter, &taken);
  unlock(adapter, &given); // HANDLE
}

void crosses(ADAPTER *adapter) {
  STOR_LOCK_HANDLE handle = {0};
  lockEither(adapter, &handle);
  unlock(adapter, &handle); // CROSSED
}

void wrongOrder(ADAPTER *adapter) {
  STOR_LOCK_HANDLE start, either = {0};
  lockStart(adapter, &start);
  lockEither(adapter, &either);
  unlock(adapter, &start); // ORDER
  unlockEither(adapter, &either);
}

void underInterruptLock(ADAPTER *adapter) {
  STOR_LOCK_HANDLE handle;
  StorPortAcquireSpinLock(adapter, InterruptLock, NULL, &handle);
  count(adapter); // UNDER
  StorPortReleaseSpinLock(adapter, &handle);
}

void messageUnderInterruptLock(ADAPTER *adapter) {
  STOR_LOCK_HANDLE handle;
  StorPortAcquireSpinLock(adapter, InterruptLock, NULL, &handle);
  touchMessage(adapter, 3); // MESSAGE
  StorPortReleaseSpinLock(adapter, &handle);
}

void underMessage(ADAPTER *adapter) {
  ULONG irql;
  StorPortAcquireMSISpinLock(adapter, 4, &irql);
  count(adapter);
  StorPortReleaseMSISpinLock(adapter, 4, irql);
}
