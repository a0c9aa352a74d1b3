// A routine that the author describes may take a lock of the kernel's. Where one
// pointer names both, nothing is reported, and nothing proved; where two do,
// these are two locks.
// RUN: %analyze -verify %s
// RUN: %spinpair %s -- -I%wdk | %filecheck %s
// expected-no-diagnostics
#include <storport.h>

#define SAYS(text) __attribute__((annotate("spinpair::" text)))

typedef struct _EXT { KSPIN_LOCK Lock, Other; PKSPIN_LOCK Shared; ULONG Depth; } EXT;
SAYS("acquires(lock=1, irql=2)") VOID LibLock(PKSPIN_LOCK lock, PKIRQL irql);
SAYS("releases(lock=1, irql=2)") VOID LibUnlock(PKSPIN_LOCK lock, KIRQL irql);
SAYS("acquires(lock=1)") VOID LibTake(PKSPIN_LOCK lock);
SAYS("releases(lock=1)") VOID LibGive(PKSPIN_LOCK lock);
SAYS("acquires(lock=1, handle=2)") VOID LibQueue(PKSPIN_LOCK lock, PKLOCK_QUEUE_HANDLE handle);

// CHECK-NOT: warning:
static VOID kernels(EXT *ext) {
  KIRQL irql;
  KeAcquireSpinLock(&ext->Lock, &irql);
  ext->Depth++;
  KeReleaseSpinLock(&ext->Lock, irql);
}
static VOID described(EXT *ext) {
  KIRQL irql;
  LibLock(&ext->Lock, &irql);
  ext->Depth++;
  LibUnlock(&ext->Lock, irql);
}

// CHECK: [[#@LINE+1]]: remark: 'under' is undecided
VOID under(EXT *ext) {
  KIRQL irql;
  LibLock(&ext->Lock, &irql);
  kernels(ext);
  LibUnlock(&ext->Lock, irql);
}
// CHECK: [[#@LINE+1]]: remark: 'over' is undecided
VOID over(EXT *ext) {
  KIRQL irql;
  KeAcquireSpinLock(&ext->Lock, &irql);
  described(ext);
  KeReleaseSpinLock(&ext->Lock, irql);
}
// CHECK: [[#@LINE+1]]: remark: 'givesBoth' is undecided
VOID givesBoth(EXT *ext) {
  LibGive(&ext->Lock);
  KeReleaseSpinLockFromDpcLevel(&ext->Lock);
}
// CHECK: [[#@LINE+1]]: remark: 'givesTaken' is undecided
VOID givesTaken(EXT *ext) {
  LibTake(&ext->Lock);
  LibGive(&ext->Lock);
  KeReleaseSpinLockFromDpcLevel(&ext->Lock);
}
// CHECK: [[#@LINE+1]]: remark: 'byShared' is undecided
VOID byShared(EXT *ext) {
  KIRQL irql;
  LibLock(ext->Shared, &irql);
  KeReleaseSpinLock(&ext->Other, irql);
}
// CHECK: [[#@LINE+1]]: remark: 'byHandle' is undecided
VOID byHandle(EXT *ext) {
  KLOCK_QUEUE_HANDLE handle;
  LibQueue(&ext->Lock, &handle);
  KeReleaseInStackQueuedSpinLock(&handle);
}
HW_TIMER plain;
// CHECK: [[#@LINE+1]]: remark: 'plain' is undecided
VOID plain(PVOID context) {
  EXT *ext = context;
  LibTake(&ext->Lock);
  KeReleaseSpinLockFromDpcLevel(&ext->Lock);
}

VOID two(EXT *ext) {
  KIRQL irql;
  LibLock(&ext->Other, &irql);
  kernels(ext);
  LibUnlock(&ext->Other, irql);
}
VOID shared(EXT *ext) {
  KIRQL irql;
  LibLock(ext->Shared, &irql);
  kernels(ext);
  LibUnlock(ext->Shared, irql);
}
// CHECK: 0 findings; 11 functions with locks: 4 proved, 0 clean, 0 reported, 7 undecided
