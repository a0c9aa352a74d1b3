/* Callers of the helpers, some of which rule out the path that is wrong. */
#include "failed-paths.h"

VOID Poll(struct Adapter *Ext) { Complete(Ext, NULL, 0); }

VOID PollTwice(struct Adapter *Ext) {
  Poll(Ext);
  Complete(Ext, NULL, 1);
}

VOID Interrupted(struct Adapter *Ext, PVOID Dpc) { Complete(Ext, Dpc, 1); }

VOID Locked(struct Adapter *Ext) {
  ULONG Old;
  LockOrFail(Ext, 1, &Old, FALSE);
  StorPortReleaseMSISpinLock(Ext, 1, Old);
}

VOID Unlucky(struct Adapter *Ext) {
  ULONG Old;
  if (LockOrFail(Ext, 1, &Old, TRUE))
    StorPortReleaseMSISpinLock(Ext, 1, Old);
}

/* What it is called with is no longer what it was at the entry. */
VOID WrittenBefore(struct Adapter *Ext, PVOID Dpc) {
  if (!Ext->Error) {
    Ext->Error = TRUE;
    Complete(Ext, Dpc, 1);
  }
}

VOID AskedBefore(struct Adapter *Ext, PVOID Dpc) {
  if (!Ext->Error)
    Complete(Ext, Dpc, 1);
}
