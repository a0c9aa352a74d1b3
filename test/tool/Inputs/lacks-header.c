#include "storport.h"
#include "not-there.h"

void mayPair(void *ext) {
  ULONG irql;
  StorPortAcquireMSISpinLock(ext, 0, &irql);
  RELEASE(ext, irql);
}

void pairs(void *ext) {
  ULONG irql;
  StorPortAcquireMSISpinLock(ext, 0, &irql);
  StorPortReleaseMSISpinLock(ext, 0, irql);
}

void leaks(void *ext) {
  ULONG irql;
  StorPortAcquireMSISpinLock(ext, 0, &irql);
  return;
}
