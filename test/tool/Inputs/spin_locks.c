#include "spin.h"

void lockStart(ADAPTER *adapter, PSTOR_LOCK_HANDLE handle) {
  StorPortAcquireSpinLock(adapter, StartIoLock, NULL, handle);
}

void lockQueue(ADAPTER *adapter, ULONG queue, PSTOR_LOCK_HANDLE handle) {
  StorPortAcquireSpinLock(adapter, DpcLock, &adapter->Dpc[queue], handle);
}

void unlock(ADAPTER *adapter, PSTOR_LOCK_HANDLE handle) {
  StorPortReleaseSpinLock(adapter, handle);
}

void lockEither(ADAPTER *adapter, PSTOR_LOCK_HANDLE handle) {
  if (adapter->PerMessage) {
    ULONG irql;
    StorPortAcquireMSISpinLock(adapter, 0, &irql);
    handle->Context.OldIrql = (KIRQL)irql;
  } else {
    StorPortAcquireSpinLock(adapter, InterruptLock, NULL, handle);
  }
}

void unlockEither(ADAPTER *adapter, PSTOR_LOCK_HANDLE handle) {
  if (adapter->PerMessage)
    StorPortReleaseMSISpinLock(adapter, 0, handle->Context.OldIrql);
  else
    StorPortReleaseSpinLock(adapter, handle);
}

void count(ADAPTER *adapter) {
  STOR_LOCK_HANDLE handle = {0};
  lockStart(adapter, &handle);
  adapter->Stopped++;
  unlock(adapter, &handle);
}

void touchMessage(ADAPTER *adapter, ULONG message) {
  ULONG irql;
  StorPortAcquireMSISpinLock(adapter, message, &irql);
  StorPortReleaseMSISpinLock(adapter, message, irql);
}
