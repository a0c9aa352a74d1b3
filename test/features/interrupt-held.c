// What KeSynchronizeExecution and WdfInterruptSynchronize are given, and an interrupt
// routine of the kernel or the framework, runs with the lock of the interrupt held.
// RUN: %not %spinpair %s --report json=%t.json -- -I%wdk
// RUN: %python %S/../tool/Inputs/check_verdicts.py %t.json deadlocks=undecided takesHeld=undecided,reported frees=undecided under=undecided,reported underHelper=undecided,reported wdfDeadlocks=undecided,reported ofWdf=undecided,reported ofKernel=undecided,reported ofMessage=undecided,reported tooHigh=undecided,reported spins=undecided,reported wdfSpins=undecided,reported
// RUN: %python %S/../tool/Inputs/check_verdicts.py %t.json counts=proved takesOther=proved behindHelper=proved otherInterrupt=proved wdfCounts=proved plainLock=proved
#include <wdf.h>

typedef struct _EXT {
  PKINTERRUPT Interrupt, Second;
  WDFINTERRUPT Framework;
  KSPIN_LOCK Lock;
  EX_SPIN_LOCK Shared;
  PVOID Buffer;
  ULONG Count;
} EXT, *PEXT;

KSYNCHRONIZE_ROUTINE take, count, drop, takeSecond;
BOOLEAN take(PVOID Context) {
  PEXT Ext = Context;
  KIRQL Old = KeAcquireInterruptSpinLock(Ext->Interrupt);
  Ext->Count++;
  KeReleaseInterruptSpinLock(Ext->Interrupt, Old);
  return TRUE;
}
BOOLEAN count(PVOID Context) {
  ((PEXT)Context)->Count++;
  return TRUE;
}
BOOLEAN drop(PVOID Context) {
  ExFreePool(((PEXT)Context)->Buffer);
  return TRUE;
}

void deadlocks(PEXT Ext) { KeSynchronizeExecution(Ext->Interrupt, take, Ext); }
void counts(PEXT Ext) { KeSynchronizeExecution(Ext->Interrupt, count, Ext); }
// It is at device IRQL.
void frees(PEXT Ext) { KeSynchronizeExecution(Ext->Interrupt, drop, Ext); }

void under(PEXT Ext) {
  KIRQL Old = KeAcquireInterruptSpinLock(Ext->Interrupt);
  KeSynchronizeExecution(Ext->Interrupt, count, Ext);
  KeReleaseInterruptSpinLock(Ext->Interrupt, Old);
}
static void helper(PEXT Ext) { KeSynchronizeExecution(Ext->Interrupt, count, Ext); }
void underHelper(PEXT Ext) {
  KIRQL Old = KeAcquireInterruptSpinLock(Ext->Interrupt);
  helper(Ext);
  KeReleaseInterruptSpinLock(Ext->Interrupt, Old);
}
void behindHelper(PEXT Ext) {
  KIRQL Old = KeAcquireInterruptSpinLock(Ext->Interrupt);
  KeReleaseInterruptSpinLock(Ext->Interrupt, Old);
  helper(Ext);
}
void otherInterrupt(PEXT Ext) {
  KIRQL Old = KeAcquireInterruptSpinLock(Ext->Interrupt);
  NT_ANALYSIS_ASSUME(Ext->Second != Ext->Interrupt);
  KeSynchronizeExecution(Ext->Second, count, Ext);
  KeReleaseInterruptSpinLock(Ext->Interrupt, Old);
}

EVT_WDF_INTERRUPT_SYNCHRONIZE wdfTake, wdfCount;
BOOLEAN wdfTake(WDFINTERRUPT Interrupt, WDFCONTEXT Context) {
  WdfInterruptAcquireLock(Interrupt);
  ((PEXT)Context)->Count++;
  WdfInterruptReleaseLock(Interrupt);
  return TRUE;
}
BOOLEAN wdfCount(WDFINTERRUPT Interrupt, WDFCONTEXT Context) {
  ((PEXT)Context)->Count++;
  return TRUE;
}
void wdfDeadlocks(PEXT Ext) { WdfInterruptSynchronize(Ext->Framework, wdfTake, Ext); }
void wdfCounts(PEXT Ext) { WdfInterruptSynchronize(Ext->Framework, wdfCount, Ext); }

EVT_WDF_INTERRUPT_ISR ofWdf;
BOOLEAN ofWdf(WDFINTERRUPT Interrupt, ULONG Message) {
  WdfInterruptAcquireLock(Interrupt);
  WdfInterruptReleaseLock(Interrupt);
  return TRUE;
}

KSERVICE_ROUTINE ofKernel, tooHigh;
KMESSAGE_SERVICE_ROUTINE ofMessage;
BOOLEAN ofKernel(PKINTERRUPT Interrupt, PVOID Context) {
  KIRQL Old = KeAcquireInterruptSpinLock(Interrupt);
  KeReleaseInterruptSpinLock(Interrupt, Old);
  return TRUE;
}
BOOLEAN ofMessage(PKINTERRUPT Interrupt, PVOID Context, ULONG Message) {
  KIRQL Old = KeAcquireInterruptSpinLock(Interrupt);
  KeReleaseInterruptSpinLock(Interrupt, Old);
  return TRUE;
}
BOOLEAN tooHigh(PKINTERRUPT Interrupt, PVOID Context) {
  KIRQL Old;
  KeAcquireSpinLock(&((PEXT)Context)->Lock, &Old);
  KeReleaseSpinLock(&((PEXT)Context)->Lock, Old);
  return TRUE;
}

KDEFERRED_ROUTINE plainLock;
void plainLock(PKDPC Dpc, PVOID Context, PVOID A, PVOID B) {
  KeAcquireSpinLockAtDpcLevel(&((PEXT)Context)->Lock);
  KeReleaseSpinLockFromDpcLevel(&((PEXT)Context)->Lock);
}

// Nobody here gives them to a routine.
KSYNCHRONIZE_ROUTINE spins;
BOOLEAN spins(PVOID Context) {
  KIRQL Old;
  KeAcquireSpinLock(&((PEXT)Context)->Lock, &Old);
  KeReleaseSpinLock(&((PEXT)Context)->Lock, Old);
  return TRUE;
}
EVT_WDF_INTERRUPT_SYNCHRONIZE wdfSpins;
BOOLEAN wdfSpins(WDFINTERRUPT Interrupt, WDFCONTEXT Context) {
  KIRQL Old;
  KeAcquireSpinLock(&((PEXT)Context)->Lock, &Old);
  KeReleaseSpinLock(&((PEXT)Context)->Lock, Old);
  return TRUE;
}

// A path does not step into what another routine runs: nothing is clean by that.
KSYNCHRONIZE_ROUTINE takeSpin;
BOOLEAN takeSpin(PVOID Context) {
  PEXT Ext = Context;
  ExAcquireSpinLockExclusiveAtDpcLevel(&Ext->Shared);
  Ext->Count++;
  ExReleaseSpinLockExclusiveFromDpcLevel(&Ext->Shared);
  return TRUE;
}
void takesHeld(PEXT Ext) {
  KIRQL Old = ExAcquireSpinLockExclusive(&Ext->Shared);
  KeSynchronizeExecution(Ext->Interrupt, takeSpin, Ext);
  ExReleaseSpinLockExclusive(&Ext->Shared, Old);
}
void takesOther(PEXT Ext, PKSPIN_LOCK Other) {
  KIRQL Old;
  KeAcquireSpinLock(Other, &Old);
  KeReleaseSpinLock(Other, Old);
  KeSynchronizeExecution(Ext->Interrupt, takeSpin, Ext);
}
