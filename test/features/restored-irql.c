// A helper that raises the IRQL and brings it back to what it found may be called with a spin lock
// held; one that brings it down to anything else may not, nor under a lock of its own.
// RUN: sh -c '%spinpair %s --report json=%t.json -- -I%wdk; test $? = 0'
// RUN: %python %S/../tool/Inputs/check_verdicts.py %t.json nested=proved under=proved underDpc=proved underNested=proved underMacro=proved underGiven=reported,undecided own=undecided,reported
#include <ntddk.h>

typedef struct _BOX {
  KSPIN_LOCK Lock;
  LONG Count;
} BOX, *PBOX;

static VOID raise(PBOX Box) {
  KIRQL Irql;
  KeRaiseIrql(DISPATCH_LEVEL, &Irql);
  Box->Count++;
  KeLowerIrql(Irql);
}
static VOID toDpc(PBOX Box) {
  KIRQL Irql = KeRaiseIrqlToDpcLevel();
  Box->Count++;
  KeLowerIrql(Irql);
}
static VOID nested(PBOX Box) {
  KIRQL Irql;
  KeRaiseIrql(DISPATCH_LEVEL, &Irql);
  KeAcquireSpinLockAtDpcLevel(&Box->Lock);
  Box->Count++;
  KeReleaseSpinLockFromDpcLevel(&Box->Lock);
  KeLowerIrql(Irql);
}
static VOID byMacro(PBOX Box) {
  KIRQL Irql;
  *(&Irql) = KfRaiseIrql(DISPATCH_LEVEL); // as wdm.h has KeRaiseIrql
  Box->Count++;
  KeLowerIrql(Irql);
}
static VOID given(PBOX Box, KIRQL Irql) {
  Box->Count++;
  KeLowerIrql(Irql);
}
VOID under(PBOX Box) {
  KIRQL Irql;
  KeAcquireSpinLock(&Box->Lock, &Irql);
  raise(Box);
  KeReleaseSpinLock(&Box->Lock, Irql);
}
VOID underDpc(PBOX Box) {
  KIRQL Irql;
  KeAcquireSpinLock(&Box->Lock, &Irql);
  toDpc(Box);
  KeReleaseSpinLock(&Box->Lock, Irql);
}
VOID underNested(PBOX Box, BOX *Other) {
  KIRQL Irql;
  KLOCK_QUEUE_HANDLE Handle;
  static KSPIN_LOCK First;
  KeAcquireInStackQueuedSpinLock(&First, &Handle);
  nested(Other);
  KeReleaseInStackQueuedSpinLock(&Handle);
}
VOID underMacro(PBOX Box) {
  KIRQL Irql;
  KeAcquireSpinLock(&Box->Lock, &Irql);
  byMacro(Box);
  KeReleaseSpinLock(&Box->Lock, Irql);
}
VOID underGiven(PBOX Box) {
  KIRQL Irql;
  KeAcquireSpinLock(&Box->Lock, &Irql);
  given(Box, PASSIVE_LEVEL);
  KeReleaseSpinLock(&Box->Lock, Irql);
}
VOID own(PBOX Box) {
  KIRQL Irql;
  KeRaiseIrql(DISPATCH_LEVEL, &Irql);
  KeAcquireSpinLockAtDpcLevel(&Box->Lock);
  KeLowerIrql(Irql);
  KeReleaseSpinLockFromDpcLevel(&Box->Lock);
}
