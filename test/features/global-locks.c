// A global that is a lock is no member of a structure, whatever pointer leads to that, but where a
// cast lays one over the other.
// RUN: sh -c '%spinpair %s --report json=%t.json -- -I%wdk; test $? = 2'
// RUN: %python %S/../tool/Inputs/check_verdicts.py %t.json inner=proved dpc=proved over=reported,undecided first=undecided,reported
#include <ntddk.h>

typedef struct _BOX {
  KSPIN_LOCK Lock;
  LONG Count;
} BOX, *PBOX;
static KSPIN_LOCK All;
KSPIN_LOCK Laid;
static BOX Only;

VOID inner(PBOX Box) {
  KIRQL Irql, Inner;
  KeAcquireSpinLock(&Box->Lock, &Irql);
  KeAcquireSpinLock(&All, &Inner);
  Box->Count++;
  KeReleaseSpinLock(&All, Inner);
  KeReleaseSpinLock(&Box->Lock, Irql);
}
VOID dpc(PBOX Box) {
  KeAcquireSpinLockAtDpcLevel(&Box->Lock);
  KeAcquireSpinLockAtDpcLevel(&All);
  Box->Count++;
  KeReleaseSpinLockFromDpcLevel(&All);
  KeReleaseSpinLockFromDpcLevel(&Box->Lock);
}
VOID over(VOID) {
  PBOX Box = (PBOX)&Laid;
  KIRQL Irql, Inner;
  KeAcquireSpinLock(&Box->Lock, &Irql);
  KeAcquireSpinLock(&Laid, &Inner);
  KeReleaseSpinLock(&Laid, Inner);
  KeReleaseSpinLock(&Box->Lock, Irql);
}
VOID first(PBOX Box) {
  KIRQL Irql, Inner;
  KeAcquireSpinLock(&Box->Lock, &Irql);
  KeAcquireSpinLock((PKSPIN_LOCK)&Only, &Inner);
  KeReleaseSpinLock((PKSPIN_LOCK)&Only, Inner);
  KeReleaseSpinLock(&Box->Lock, Irql);
}
