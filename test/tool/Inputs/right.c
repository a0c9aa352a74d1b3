#include "locks.h"

void right(Adapter *ext) {
  ULONG irql = lock(ext, 1);
  unlock(ext, 1, irql);
}
