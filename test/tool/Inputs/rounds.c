#include "storport.h"

void leaks(void *ext) {
  ULONG irql, round = 0;
  while (round < 11) {
    StorPortAcquireMSISpinLock(ext, 1, &irql);
    if (round != 10)
      StorPortReleaseMSISpinLock(ext, 1, irql);
    round++;
  }
}
