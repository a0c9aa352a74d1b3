#include "locks.h"

ULONG lock(Adapter *ext, ULONG id) {
  ULONG irql;
  StorPortAcquireMSISpinLock(ext, id, &irql);
  return irql;
}

void unlock(Adapter *ext, ULONG id, ULONG irql) {
  StorPortReleaseMSISpinLock(ext, id, irql);
}
