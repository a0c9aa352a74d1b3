#include "storport.h"

void first(void *ext, ULONG id, int early) {
  ULONG irql;
  StorPortAcquireMSISpinLock(ext, id, &irql);
  if (early)
    return; // FIRST
  StorPortReleaseMSISpinLock(ext, id, irql);
}

void second(void *ext, ULONG id) {
  ULONG irql;
  StorPortAcquireMSISpinLock(ext, id, &irql);
  StorPortReleaseMSISpinLock(ext, id, irql);
  // ABOVE
  StorPortReleaseMSISpinLock(ext, id, irql); /* SECOND */
}
// BELOW
