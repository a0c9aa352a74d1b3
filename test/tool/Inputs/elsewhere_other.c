#include "elsewhere.h"
QUEUE *currentOf(EXT *Ext) { return Ext->Current; }
VOID clear(QUEUE *Queue) {
  Queue->Irql = 0;
  Queue->Held = FALSE;
}
VOID takesSecond(EXT *Ext) {
  KIRQL Irql;
  KSPIN_LOCK *Lock = lockOf(Ext);
  KeAcquireSpinLock(Lock, &Irql);
  KeReleaseSpinLock(Lock, Irql);
}
static KSPIN_LOCK Gate;
VOID shut(KIRQL *Irql) { KeAcquireSpinLock(&Gate, Irql); }
