#include "manager.h"

VOID ManageLock(PVOID Extension, PQUEUE Queue, BOOLEAN Take) {
  if (Take)
    StorPortAcquireMSISpinLock(Extension, Queue->MessageId, &Queue->OldIrql);
  else
    StorPortReleaseMSISpinLock(Extension, Queue->MessageId, Queue->OldIrql);
}
