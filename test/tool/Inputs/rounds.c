#include "storport.h"

void leaks(void *ext) {
  ULONG irql, round;
  for (round = 0; round < 11; round++) {
    StorPortAcquireMSISpinLock(ext, 1, &irql);
    if (round != 10)
      StorPortReleaseMSISpinLock(ext, 1, irql);
  }
}
