// KeGetCurrentIrql says no less than what the locks held raise to, the same when it is
// asked again, and what the next acquire saves.
// RUN: %analyze_only -analyzer-checker=storport,windows -verify %s
// RUN: sh -c '%spinpair %s --report json=%t.json -- -I%wdk; test $? = 2'
// RUN: %python %S/../tool/Inputs/check_verdicts.py %t.json notUnderTheLock=proved,clean returnsNever=proved,clean byTheForm=proved,clean asksTwice=proved,clean raisesBetween=reported,undecided mayAllocate=reported leaks=reported
#include <storport.h>

typedef struct _EXT {
  KSPIN_LOCK Lock;
  ULONG Count;
} EXT;

VOID notUnderTheLock(EXT *Ext) {
  ULONG Irql;
  PVOID Memory = NULL;
  StorPortAcquireMSISpinLock(Ext, 1, &Irql);
  if (KeGetCurrentIrql() <= DISPATCH_LEVEL)
    StorPortAllocatePool(Ext, 10, 'tset', &Memory);
  StorPortReleaseMSISpinLock(Ext, 1, Irql);
}
VOID mayAllocate(EXT *Ext) {
  ULONG Irql;
  PVOID Memory = NULL;
  StorPortAcquireMSISpinLock(Ext, 1, &Irql);
  if (KeGetCurrentIrql() > DISPATCH_LEVEL)
    StorPortAllocatePool(Ext, 10, 'tset', &Memory); // expected-warning {{StorPortAllocatePool}}
  StorPortReleaseMSISpinLock(Ext, 1, Irql);
}
VOID returnsNever(EXT *Ext) {
  KIRQL Irql;
  KeAcquireSpinLock(&Ext->Lock, &Irql);
  if (KeGetCurrentIrql() == PASSIVE_LEVEL)
    return;
  KeReleaseSpinLock(&Ext->Lock, Irql);
}
VOID byTheForm(EXT *Ext) {
  KIRQL Irql = KeGetCurrentIrql();
  if (Irql < DISPATCH_LEVEL)
    KeAcquireSpinLock(&Ext->Lock, &Irql);
  else
    KeAcquireSpinLockAtDpcLevel(&Ext->Lock);
  Ext->Count++;
  if (Irql < DISPATCH_LEVEL)
    KeReleaseSpinLock(&Ext->Lock, Irql);
  else
    KeReleaseSpinLockFromDpcLevel(&Ext->Lock);
}
VOID asksTwice(EXT *Ext) {
  KIRQL Irql;
  if (KeGetCurrentIrql() >= DISPATCH_LEVEL)
    return;
  KeAcquireSpinLock(&Ext->Lock, &Irql);
  Ext->Count++;
  KeReleaseSpinLock(&Ext->Lock, Irql);
  if (KeGetCurrentIrql() >= DISPATCH_LEVEL)
    KeAcquireSpinLock(&Ext->Lock, &Irql);
}
VOID raisesBetween(EXT *Ext) {
  KIRQL Irql, Before;
  if (KeGetCurrentIrql() >= DISPATCH_LEVEL)
    return;
  KeRaiseIrql(DISPATCH_LEVEL, &Before);
  if (KeGetCurrentIrql() >= DISPATCH_LEVEL)
    KeAcquireSpinLock(&Ext->Lock, &Irql);
  KeLowerIrql(Before);
} // expected-warning {{is still held on return}}
VOID leaks(EXT *Ext) {
  KIRQL Irql = KeGetCurrentIrql();
  KeAcquireSpinLock(&Ext->Lock, &Irql);
  if (Irql == PASSIVE_LEVEL)
    return; // expected-warning {{is still held on return}}
  KeReleaseSpinLock(&Ext->Lock, Irql);
}
