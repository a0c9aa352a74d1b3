#include "storport.h"

void leaks(void *ext, ULONG id, int early) {
  ULONG irql;
  StorPortAcquireMSISpinLock(ext, id, &irql);
  if (early)
    return;
  StorPortReleaseMSISpinLock(ext, id, irql);
}

void fine(void *ext, ULONG id) {
  ULONG irql;
  StorPortAcquireMSISpinLock(ext, id, &irql);
  StorPortReleaseMSISpinLock(ext, id, irql);
}
