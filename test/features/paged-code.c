// PAGED_CODE() says that its function may be paged out: it is for APC_LEVEL at most.
// RUN: %analyze_only -analyzer-checker=storport,windows -verify %s
// RUN: %not %spinpair %s --report json=%t.json -- -I%wdk
// RUN: %python %S/../tool/Inputs/check_verdicts.py %t.json under=reported direct=reported raised=undecided raisedDirect=undecided outside=proved lowered=proved toApc=proved
#include <ntddk.h>

typedef struct _EXT {
  KSPIN_LOCK Lock;
  ULONG Count;
} EXT, *PEXT;

static void paged(PEXT Ext) {
  PAGED_CODE();
  Ext->Count++;
}
void under(PEXT Ext) {
  KIRQL Irql;
  KeAcquireSpinLock(&Ext->Lock, &Irql);
  paged(Ext); // expected-warning {{PAGED_CODE is limited to APC_LEVEL, and is called while spin lock 'Ext->Lock' is held [windows.spinlock.IrqlTooHigh]}}
  KeReleaseSpinLock(&Ext->Lock, Irql);
}
void direct(PEXT Ext) {
  KIRQL Irql;
  KeAcquireSpinLock(&Ext->Lock, &Irql);
  PAGED_CODE(); // expected-warning {{PAGED_CODE is limited to APC_LEVEL}}
  KeReleaseSpinLock(&Ext->Lock, Irql);
}
void outside(PEXT Ext) {
  KIRQL Irql;
  PAGED_CODE();
  KeAcquireSpinLock(&Ext->Lock, &Irql);
  Ext->Count++;
  KeReleaseSpinLock(&Ext->Lock, Irql);
  paged(Ext);
}
static void count(PEXT Ext) {
  KeAcquireSpinLockAtDpcLevel(&Ext->Lock);
  Ext->Count++;
  KeReleaseSpinLockFromDpcLevel(&Ext->Lock);
}
void raised(PEXT Ext) {
  KIRQL Old;
  KeRaiseIrql(DISPATCH_LEVEL, &Old);
  count(Ext);
  paged(Ext);
  KeLowerIrql(Old);
}
void raisedDirect(PEXT Ext) {
  KIRQL Old = KeRaiseIrqlToDpcLevel();
  count(Ext);
  PAGED_CODE();
  KeLowerIrql(Old);
}
void lowered(PEXT Ext) {
  KIRQL Old;
  KeRaiseIrql(DISPATCH_LEVEL, &Old);
  count(Ext);
  KeLowerIrql(Old);
  paged(Ext);
}
void toApc(PEXT Ext) {
  KIRQL Old, Irql;
  KeRaiseIrql(APC_LEVEL, &Old);
  paged(Ext);
  KeAcquireSpinLock(&Ext->Lock, &Irql);
  Ext->Count++;
  KeReleaseSpinLock(&Ext->Lock, Irql);
  KeLowerIrql(Old);
}
