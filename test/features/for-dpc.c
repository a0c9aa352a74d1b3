// KeAcquireSpinLockForDpc and KeAcquireInStackQueuedSpinLockForDpc are for
// CustomThreadedDpc routines. What is called at PASSIVE_LEVEL is none of these,
// and the IRQL need not be raised there: nothing is proved of it.
// RUN: %spinpair %s --report json=%t.json -- -I%wdk
// RUN: %python %S/../tool/Inputs/check_verdicts.py %t.json inThread=undecided queuedInThread=undecided byHelper=undecided inWorkItem=undecided raised=proved underOther=proved inDpc=proved queuedInDpc=proved helper=proved plainInThread=proved
#include <ntddk.h>

KSPIN_LOCK lock, other;
ULONG count;

KSTART_ROUTINE inThread, queuedInThread, byHelper, raised, underOther, plainInThread;
IO_WORKITEM_ROUTINE inWorkItem;
KDEFERRED_ROUTINE inDpc, queuedInDpc;

VOID inThread(PVOID x) {
  KIRQL old = KeAcquireSpinLockForDpc(&lock);
  count++;
  KeReleaseSpinLockForDpc(&lock, old);
}
VOID queuedInThread(PVOID x) {
  KLOCK_QUEUE_HANDLE handle;
  KeAcquireInStackQueuedSpinLockForDpc(&lock, &handle);
  count++;
  KeReleaseInStackQueuedSpinLockForDpc(&handle);
}
VOID inWorkItem(PDEVICE_OBJECT x, PVOID y) {
  KIRQL old = KeAcquireSpinLockForDpc(&lock);
  count++;
  KeReleaseSpinLockForDpc(&lock, old);
}

void helper(void) {
  KIRQL old = KeAcquireSpinLockForDpc(&lock);
  count++;
  KeReleaseSpinLockForDpc(&lock, old);
}
VOID byHelper(PVOID x) { helper(); }

// At DISPATCH_LEVEL there is nothing to raise.
VOID raised(PVOID x) {
  KIRQL old;
  KeRaiseIrql(DISPATCH_LEVEL, &old);
  helper();
  KeLowerIrql(old);
}
VOID underOther(PVOID x) {
  KIRQL outer, old;
  KeAcquireSpinLock(&other, &outer);
  old = KeAcquireSpinLockForDpc(&lock);
  count++;
  KeReleaseSpinLockForDpc(&lock, old);
  KeReleaseSpinLock(&other, outer);
}
VOID plainInThread(PVOID x) {
  KIRQL old;
  KeAcquireSpinLock(&lock, &old);
  count++;
  KeReleaseSpinLock(&lock, old);
}

VOID inDpc(PKDPC x, PVOID y, PVOID z, PVOID u) {
  KIRQL old = KeAcquireSpinLockForDpc(&lock);
  count++;
  KeReleaseSpinLockForDpc(&lock, old);
}
VOID queuedInDpc(PKDPC x, PVOID y, PVOID z, PVOID u) {
  KLOCK_QUEUE_HANDLE handle;
  KeAcquireInStackQueuedSpinLockForDpc(&lock, &handle);
  count++;
  KeReleaseInStackQueuedSpinLockForDpc(&handle);
}
