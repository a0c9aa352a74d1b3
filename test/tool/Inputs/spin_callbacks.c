#include "spin.h"

BOOLEAN MessageInterrupt(PVOID ext, ULONG message) {
  STOR_LOCK_HANDLE handle;
  StorPortAcquireSpinLock(ext, InterruptLock, NULL, &handle); // MESSAGE
  StorPortReleaseSpinLock(ext, &handle);
  return TRUE;
}

BOOLEAN Reset(PVOID ext, ULONG path) {
  count(ext); // RESET
  return TRUE;
}
