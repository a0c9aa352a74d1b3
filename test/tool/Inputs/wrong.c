#include "locks.h"

void wrong(Adapter *ext) {
  ULONG irql = lock(ext, 2);
  if (ext->Stopped)
    return;
  unlock(ext, 2, irql);
}
