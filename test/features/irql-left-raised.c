// An IRQL that KeRaiseIrql has raised to DISPATCH_LEVEL, and that nobody can bring down again.
// What it found is no OldIrql of a lock.
// RUN: %analyze_only -analyzer-checker=storport,windows -verify %s
// RUN: %not %spinpair %s --report json=%t.json -- -I%wdk
// RUN: %python %S/../tool/Inputs/check_verdicts.py %t.json never=undecided onOnePath=undecided dropped=undecided kept=undecided callback=undecided byHelper=undecided otherIrql=reported otherResult=reported raisedForm=undecided
// RUN: %python %S/../tool/Inputs/check_verdicts.py %t.json lowered=proved toApc=proved handedOn=proved returned=proved underFlag=proved callbackLowers=proved ownIrql=proved
#include <wdm.h>

typedef struct _EXT {
  KSPIN_LOCK Lock;
  KIRQL Old;
  ULONG Count;
} EXT, *PEXT;

static void count(PEXT Ext) {
  KeAcquireSpinLockAtDpcLevel(&Ext->Lock);
  Ext->Count++;
  KeReleaseSpinLockFromDpcLevel(&Ext->Lock);
}

void never(PEXT Ext) {
  KIRQL Old;
  KeRaiseIrql(DISPATCH_LEVEL, &Old);
  count(Ext);
}
void onOnePath(PEXT Ext) {
  KIRQL Old;
  KeRaiseIrql(DISPATCH_LEVEL, &Old);
  count(Ext);
  if (Ext->Count == 5)
    return;
  KeLowerIrql(Old);
}
void dropped(PEXT Ext) {
  KeRaiseIrqlToDpcLevel();
  count(Ext);
}
void kept(PEXT Ext) {
  KIRQL Old = KeRaiseIrqlToDpcLevel();
  count(Ext);
  if (Old < DISPATCH_LEVEL)
    Ext->Count = 0;
}
// Nobody above a callback lowers it.
IO_WORKITEM_ROUTINE callback, byHelper, callbackLowers;
void callback(PDEVICE_OBJECT Device, PVOID Context) {
  PEXT Ext = Context;
  KeRaiseIrql(DISPATCH_LEVEL, &Ext->Old);
  count(Ext);
}
static KIRQL returned(PEXT Ext) {
  KIRQL Old;
  KeRaiseIrql(DISPATCH_LEVEL, &Old);
  count(Ext);
  return Old;
}
void byHelper(PDEVICE_OBJECT Device, PVOID Context) {
  returned(Context);
  count(Context);
}

void callbackLowers(PDEVICE_OBJECT Device, PVOID Context) {
  PEXT Ext = Context;
  KeRaiseIrql(DISPATCH_LEVEL, &Ext->Old);
  count(Ext);
  KeLowerIrql(Ext->Old);
}
void lowered(PEXT Ext) {
  KIRQL Old = KeRaiseIrqlToDpcLevel();
  count(Ext);
  KeLowerIrql(Old);
}
void toApc(PEXT Ext) {
  KIRQL Old, Irql;
  KeRaiseIrql(APC_LEVEL, &Old);
  KeAcquireSpinLock(&Ext->Lock, &Irql);
  KeReleaseSpinLock(&Ext->Lock, Irql);
}
void handedOn(PEXT Ext) {
  KeRaiseIrql(DISPATCH_LEVEL, &Ext->Old);
  count(Ext);
}
void underFlag(PEXT Ext, BOOLEAN Raise) {
  KIRQL Old = 0;
  if (Raise)
    KeRaiseIrql(DISPATCH_LEVEL, &Old);
  count(Ext);
  if (Raise)
    KeLowerIrql(Old);
}

void otherIrql(PEXT Ext) {
  KIRQL Raised, Old;
  KeRaiseIrql(DISPATCH_LEVEL, &Raised);
  KeAcquireSpinLock(&Ext->Lock, &Old);
  Ext->Count++;
  KeReleaseSpinLock(&Ext->Lock, Raised); // expected-warning {{Spin lock 'Ext->Lock' is released with 'Raised' instead of the IRQL that its acquire saved [windows.spinlock.OldIrqlMismatch]}}
  KeLowerIrql(Raised);
}
void otherResult(PEXT Ext) {
  KIRQL Raised = KeRaiseIrqlToDpcLevel(), Old;
  KeAcquireSpinLock(&Ext->Lock, &Old);
  KeReleaseSpinLock(&Ext->Lock, Raised); // expected-warning {{[windows.spinlock.OldIrqlMismatch]}}
}
void ownIrql(PEXT Ext) {
  KIRQL Raised, Old;
  KeRaiseIrql(DISPATCH_LEVEL, &Raised);
  KeAcquireSpinLock(&Ext->Lock, &Old);
  KeReleaseSpinLock(&Ext->Lock, Old);
  KeLowerIrql(Raised);
}
// It brings the IRQL down as KeLowerIrql would.
void raisedForm(PEXT Ext) {
  KIRQL Raised;
  KeRaiseIrql(DISPATCH_LEVEL, &Raised);
  KeAcquireSpinLockAtDpcLevel(&Ext->Lock);
  KeReleaseSpinLock(&Ext->Lock, Raised);
}
