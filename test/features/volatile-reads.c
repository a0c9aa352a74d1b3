// What is volatile may say something else when it is read again: two reads of it are
// no condition that a lock may rest on.
// RUN: %spinpair %s --report json=%t.json -- -I%wdk
// RUN: %python %S/../tool/Inputs/check_verdicts.py %t.json twice=undecided,reported member=undecided,reported once=proved
#include <storport.h>

typedef struct _EXT {
  KSPIN_LOCK Lock;
  volatile BOOLEAN Busy;
} EXT, *PEXT;

void twice(PEXT Ext, volatile ULONG *Register) {
  KIRQL Old;
  if (*Register)
    KeAcquireSpinLock(&Ext->Lock, &Old);
  if (*Register)
    KeReleaseSpinLock(&Ext->Lock, Old);
}

void member(PEXT Ext) {
  KIRQL Old;
  if (Ext->Busy)
    KeAcquireSpinLock(&Ext->Lock, &Old);
  if (Ext->Busy)
    KeReleaseSpinLock(&Ext->Lock, Old);
}

void once(PEXT Ext) {
  KIRQL Old;
  const BOOLEAN Busy = Ext->Busy;
  if (Busy)
    KeAcquireSpinLock(&Ext->Lock, &Old);
  if (Busy)
    KeReleaseSpinLock(&Ext->Lock, Old);
}
