#include "storport.h"

static inline void in_header(void *ext, ULONG id, int early) {
  ULONG irql;
  StorPortAcquireMSISpinLock(ext, id, &irql);
  if (early)
    return;
  StorPortReleaseMSISpinLock(ext, id, irql);
}
