#include "broken-callers.h"
VOID good(BOX *Box) {
  KIRQL Irql;
  KeAcquireSpinLock(&Box->Lock, &Irql);
  helper(Box);
  KeReleaseSpinLock(&Box->Lock, Irql);
}
