// A lock that was taken first is released, with what it saved, while a lock of
// another family is held at DISPATCH_LEVEL: the IRQL may drop below that.
// KeReleaseSpinLockFromDpcLevel is limited to DISPATCH_LEVEL, where its acquire is
// not: what calls it at device IRQL is neither proved nor reported.
// RUN: %not %spinpair %s --report json=%t.json -- -I%wdk
// RUN: %python %S/../tool/Inputs/check_verdicts.py %t.json work=undecided dpc=undecided inner=proved nested=proved atDirql=undecided sharedAtDirql=proved raised=undecided cancelled=reported stillRaised=proved
#include <storport.h>
#include <wdm.h>

typedef struct _EXT {
  ULONG count;
  KSPIN_LOCK lock, other;
  EX_SPIN_LOCK shared;
  STOR_DPC dpc;
} EXT;

void work(EXT *ext) {
  KIRQL irql;
  STOR_LOCK_HANDLE handle = {0};
  KeAcquireSpinLock(&ext->lock, &irql);
  StorPortAcquireSpinLock(ext, StartIoLock, NULL, &handle);
  KeReleaseSpinLock(&ext->lock, irql);
  ext->count++;
  StorPortReleaseSpinLock(ext, &handle);
}

void dpc(EXT *ext) {
  KIRQL irql;
  STOR_LOCK_HANDLE handle = {0};
  StorPortAcquireSpinLock(ext, DpcLock, &ext->dpc, &handle);
  KeAcquireSpinLock(&ext->lock, &irql);
  StorPortReleaseSpinLock(ext, &handle);
  KeReleaseSpinLock(&ext->lock, irql);
}

void inner(EXT *ext) {
  KIRQL irql;
  STOR_LOCK_HANDLE handle = {0};
  KeAcquireSpinLock(&ext->lock, &irql);
  StorPortAcquireSpinLock(ext, StartIoLock, NULL, &handle);
  StorPortReleaseSpinLock(ext, &handle);
  KeReleaseSpinLock(&ext->lock, irql);
}

// The IRQL stays that of the first one.
void nested(EXT *ext) {
  KIRQL first, irql;
  STOR_LOCK_HANDLE handle = {0};
  KeAcquireSpinLock(&ext->other, &first);
  KeAcquireSpinLock(&ext->lock, &irql);
  StorPortAcquireSpinLock(ext, StartIoLock, NULL, &handle);
  KeReleaseSpinLock(&ext->lock, irql);
  StorPortReleaseSpinLock(ext, &handle);
  KeReleaseSpinLock(&ext->other, first);
}

void atDirql(EXT *ext) {
  ULONG irql;
  StorPortAcquireMSISpinLock(ext, 1, &irql);
  KeAcquireSpinLockAtDpcLevel(&ext->lock);
  ext->count++;
  KeReleaseSpinLockFromDpcLevel(&ext->lock);
  StorPortReleaseMSISpinLock(ext, 1, irql);
}

// "IRQL >= DISPATCH_LEVEL" (nf-wdm-exreleasespinlocksharedfromdpclevel).
void sharedAtDirql(EXT *ext) {
  ULONG irql;
  StorPortAcquireMSISpinLock(ext, 1, &irql);
  ExAcquireSpinLockSharedAtDpcLevel(&ext->shared);
  ExReleaseSpinLockSharedFromDpcLevel(&ext->shared);
  StorPortReleaseMSISpinLock(ext, 1, irql);
}

// A thread that raises the IRQL, and brings it down to what it found, is below DISPATCH_LEVEL again.
KSTART_ROUTINE raised, cancelled, stillRaised;
void raised(void *context) {
  EXT *ext = context;
  KIRQL irql;
  KeRaiseIrql(DISPATCH_LEVEL, &irql);
  ext->count++;
  KeLowerIrql(irql);
  KeAcquireSpinLockAtDpcLevel(&ext->lock);
  KeReleaseSpinLockFromDpcLevel(&ext->lock);
}
void cancelled(void *context) {
  EXT *ext = context;
  KIRQL irql;
  IoAcquireCancelSpinLock(&irql);
  ext->count++;
  IoReleaseCancelSpinLock(irql);
  KeAcquireSpinLockAtDpcLevel(&ext->lock); // reported: windows.spinlock.WrongForm
  KeReleaseSpinLockFromDpcLevel(&ext->lock);
}
void stillRaised(void *context) {
  EXT *ext = context;
  KIRQL irql = KeRaiseIrqlToDpcLevel();
  KeAcquireSpinLockAtDpcLevel(&ext->lock);
  KeReleaseSpinLockFromDpcLevel(&ext->lock);
  KeLowerIrql(irql);
}
