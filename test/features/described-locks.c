// Spin locks of an API that the author describes, by the object that an argument
// leads to: attributes of clang, for the plugin and the command.
// RUN: %analyze -verify %s
// RUN: %analyze_only -analyzer-checker=windows -analyzer-config storport:Alone=true -verify %s
// RUN: %not %spinpair %s -- -I%wdk | %filecheck %s
#include <storport.h>

#define SAYS(text) __attribute__((annotate("spinpair::" text)))

typedef struct _LIBLOCK LIBLOCK, *PLIBLOCK;
struct _LIBLOCK { ULONG_PTR Word; ULONG Owner; };
typedef struct _EXT { LIBLOCK Lock, Other; PLIBLOCK Shared; KSPIN_LOCK Spin; KIRQL Irql; ULONG Depth; BOOLEAN Busy; } EXT;

SAYS("acquires(lock=1, irql=2)") VOID LibLock(PLIBLOCK lock, PKIRQL irql);
SAYS("releases(lock=1, irql=2)") VOID LibUnlock(PLIBLOCK lock, KIRQL irql);
SAYS("releases(irql=2, lock=1)") NTSTATUS LibUnlockAt(PLIBLOCK lock, PKIRQL irql);
SAYS("acquires(irql=result, lock=2)") KIRQL LibEnter(ULONG flags, PLIBLOCK lock);
SAYS("acquires(lock=1)") VOID LibTake(PLIBLOCK lock);
SAYS("releases(lock=1)") VOID LibGive(PLIBLOCK lock);
SAYS("acquires(lock=1, taken=result)") BOOLEAN LibTry(PLIBLOCK lock);
SAYS("acquires(lock=1, irql=2, taken=result)") BOOLEAN LibTryLock(PLIBLOCK lock, PKIRQL irql);
SAYS("acquires(lock=1, irql=2, status=result)") NTSTATUS LibLockOrFail(PLIBLOCK lock, PKIRQL irql);
SAYS("acquires(lock=1, handle=2)") VOID LibQueue(PLIBLOCK lock, PKLOCK_QUEUE_HANDLE handle);
SAYS("releases(handle=1)") VOID LibUnqueue(PKLOCK_QUEUE_HANDLE handle);
SAYS("acquires(lock=1, irql=2)") VOID LibLockSpin(PKSPIN_LOCK lock, PKIRQL irql);
SAYS("releases(lock=1, irql=2)") VOID LibUnlockSpin(PKSPIN_LOCK lock, KIRQL irql);

BOOLEAN leak(EXT *ext) {
  KIRQL irql;
  LibLock(&ext->Lock, &irql); // CHECK: described-locks.c:[[#@LINE+2]]:5: warning: Spin lock 'ext->Lock' is still held on return [windows.spinlock.Leak] (high)
  if (ext->Busy)
    return FALSE; // expected-warning {{Spin lock 'ext->Lock' is still held on return}}
  LibUnlock(&ext->Lock, irql);
  return TRUE;
}

VOID twice(EXT *ext) {
  KIRQL irql, other;
  LibLock(&ext->Lock, &irql);
  // CHECK: [[#@LINE+1]]:11: warning: Spin lock 'ext->Lock' is acquired again while it is held [windows.spinlock.DoubleAcquire] (high)
  other = LibEnter(0, &ext->Lock); // expected-warning {{Spin lock 'ext->Lock' is acquired again while it is held}}
  LibUnlock(&ext->Lock, irql);
}

VOID again(EXT *ext) {
  KIRQL irql;
  LibLock(&ext->Lock, &irql);
  LibUnlock(&ext->Lock, irql);
  // CHECK: [[#@LINE+1]]:3: warning: Spin lock 'ext->Lock' is released again, but was released before [windows.spinlock.DoubleRelease] (high)
  LibUnlock(&ext->Lock, irql); // expected-warning {{Spin lock 'ext->Lock' is released again}}
}

VOID foreign(EXT *ext) {
  KIRQL irql;
  LibLock(&ext->Lock, &irql);
  ext->Irql = 0;
  // CHECK: [[#@LINE+1]]:3: warning: Spin lock 'ext->Lock' is released with '&ext->Irql' instead of the IRQL that its acquire saved [windows.spinlock.OldIrqlMismatch] (high)
  LibUnlockAt(&ext->Lock, &ext->Irql); // expected-warning {{Spin lock 'ext->Lock' is released with '&ext->Irql' instead of the IRQL that its acquire saved}}
}

VOID crossed(EXT *ext) {
  KIRQL a = LibEnter(1, &ext->Lock), b = LibEnter(2, &ext->Other);
  // CHECK: [[#@LINE+1]]:3: warning: Spin lock 'ext->Other' is released with the IRQL saved for spin lock 'ext->Lock', not with its own [windows.spinlock.OldIrqlMismatch]
  LibUnlock(&ext->Other, a); // expected-warning {{Spin lock 'ext->Other' is released with the IRQL saved for}}
  LibUnlock(&ext->Lock, b);
}

VOID other(EXT *ext) {
  KIRQL irql;
  LibLock(&ext->Lock, &irql);
  // CHECK: [[#@LINE+1]]:3: warning: Spin lock 'ext->Other' is released, but the one held is spin lock 'ext->Lock' [windows.spinlock.LockMismatch]
  LibUnlock(&ext->Other, irql); // expected-warning {{Spin lock 'ext->Other' is released, but the one held is spin lock 'ext->Lock'}}
}

VOID never(EXT *ext) {
  // CHECK: [[#@LINE+1]]:3: warning: Spin lock 'ext->Lock' is released, but was never acquired [windows.spinlock.ReleaseNotHeld]
  LibUnlock(&ext->Lock, 0); // expected-warning {{Spin lock 'ext->Lock' is released, but was never acquired}}
}

VOID form(EXT *ext) {
  KIRQL irql;
  LibLock(&ext->Lock, &irql);
  // CHECK: [[#@LINE+1]]:3: warning: Spin lock 'ext->Lock' is acquired by LibLock, and released by LibGive [windows.spinlock.WrongForm]
  LibGive(&ext->Lock); // expected-warning {{Spin lock 'ext->Lock' is acquired by LibLock, and released by LibGive}}
}

VOID deep(EXT *ext) {
  KIRQL irql;
  LibLock(&ext->Lock, &irql);
  // CHECK: [[#@LINE+1]]:3: warning: ExAcquireFastMutex is limited to APC_LEVEL, and is called while spin lock 'ext->Lock' is held [windows.spinlock.IrqlTooHigh]
  ExAcquireFastMutex(0); // expected-warning {{is called while spin lock 'ext->Lock' is held}}
  LibUnlock(&ext->Lock, irql);
}

VOID plainTwice(EXT *ext) {
  LibTake(&ext->Lock);
  // CHECK: [[#@LINE+1]]:3: warning: Spin lock 'ext->Lock' is acquired again while it is held [windows.spinlock.DoubleAcquire]
  LibTake(&ext->Lock); // expected-warning {{Spin lock 'ext->Lock' is acquired again while it is held}}
  LibGive(&ext->Lock);
}

HW_TIMER kept, tried, failed;
VOID kept(PVOID context) {
  EXT *ext = context;
  LibTake(&ext->Lock);
  if (ext->Busy)
    // CHECK: [[#@LINE+1]]:5: warning: Spin lock 'ext->Lock' is still held on return [windows.spinlock.Leak]
    return; // expected-warning {{Spin lock 'ext->Lock' is still held on return}}
  LibGive(&ext->Lock);
}

VOID tried(PVOID context) {
  EXT *ext = context;
  if (!LibTry(&ext->Lock))
    ext->Busy = TRUE;
  // CHECK: [[#@LINE+1]]:3: warning: Spin lock 'ext->Lock' is released, but {{.*}} [windows.spinlock.ReleaseNotHeld]
  LibGive(&ext->Lock); // expected-warning {{[windows.spinlock.ReleaseNotHeld]}}
}

VOID failed(PVOID context) {
  EXT *ext = context;
  KIRQL irql;
  if (LibLockOrFail(&ext->Lock, &irql) == 0)
    // CHECK: [[#@LINE+1]]:5: warning: Spin lock 'ext->Lock' is still held on return [windows.spinlock.Leak]
    return; // expected-warning {{Spin lock 'ext->Lock' is still held on return}}
}

VOID handles(EXT *ext) {
  KLOCK_QUEUE_HANDLE a, b = {0};
  LibQueue(&ext->Lock, &a);
  // CHECK: [[#@LINE+1]]:3: warning: Lock of handle 'b' is released, but the acquire of spin lock 'ext->Lock' filled 'a' [windows.spinlock.HandleMismatch]
  LibUnqueue(&b); // expected-warning {{Lock of handle 'b' is released, but the acquire of spin lock 'ext->Lock' filled 'a'}}
}

// Right, in every form, and by other routines of the same lock.
VOID right(EXT *ext) {
  KIRQL irql, inner;
  KLOCK_QUEUE_HANDLE handle;
  LibLock(&ext->Lock, &irql);
  LibLock(&ext->Other, &inner);
  LibUnlockAt(&ext->Other, &inner);
  LibUnlock(&ext->Lock, irql);
  irql = LibEnter(1, &ext->Lock);
  ext->Depth++;
  LibUnlock(&ext->Lock, irql);
  LibTake(&ext->Lock);
  LibGive(&ext->Lock);
  LibLock(&ext->Lock, &ext->Irql);
  LibUnlockAt(&ext->Lock, &ext->Irql);
  LibQueue(&ext->Lock, &handle);
  LibUnqueue(&handle);
}

VOID rightTries(EXT *ext) {
  KIRQL irql;
  if (LibTry(&ext->Lock))
    LibGive(&ext->Lock);
  if (LibTryLock(&ext->Lock, &irql) != FALSE)
    LibUnlock(&ext->Lock, irql);
  if (LibLockOrFail(&ext->Lock, &irql) != 0)
    return;
  LibUnlock(&ext->Lock, irql);
}

VOID shared(EXT *ext) {
  KIRQL irql;
  LibLock(ext->Shared, &irql);
  ext->Depth++;
  LibUnlock(ext->Shared, irql);
}

// With locks of the kernel beside them; those are other objects.
VOID beside(EXT *ext) {
  KIRQL irql;
  LibLock(ext->Shared, &irql);
  KeAcquireSpinLockAtDpcLevel(&ext->Spin);
  KeReleaseSpinLockFromDpcLevel(&ext->Spin);
  LibUnlock(ext->Shared, irql);
}

// Helpers hand over as ever.
static KIRQL take(EXT *ext) {
  KIRQL irql;
  LibLock(&ext->Lock, &irql);
  return irql;
}
static VOID give(EXT *ext, KIRQL irql) { LibUnlock(&ext->Lock, irql); }
VOID handedOver(EXT *ext) {
  KIRQL irql = take(ext);
  ext->Depth++;
  give(ext, irql);
}

// One that is made of the kernel's may be given back as such, and nobody tells.
VOID mixed(EXT *ext) {
  KIRQL irql;
  LibLockSpin(&ext->Spin, &irql);
  KeReleaseSpinLock(&ext->Spin, irql);
}
VOID mixedBack(EXT *ext) {
  KIRQL irql;
  KeAcquireSpinLock(&ext->Spin, &irql);
  LibUnlockSpin(&ext->Spin, irql);
}
// Given back before the inner one: at DISPATCH_LEVEL, or what the lock keeps.
VOID outerFirst(EXT *ext) {
  LibTake(&ext->Lock);
  LibTake(&ext->Other);
  LibGive(&ext->Lock);
  LibGive(&ext->Other);
}

// What else a routine is given it may fill, and the object of the lock stays.
SAYS("acquires(lock=1, irql=2)") VOID LibLockCounted(EXT *ext, PKIRQL irql, ULONG *count);
SAYS("releases(lock=1, irql=2)") VOID LibUnlockCounted(EXT *ext, KIRQL irql);
BOOLEAN filled(EXT *ext) {
  KIRQL irql;
  ULONG count = 0;
  LibLockCounted(ext, &irql, &count);
  // CHECK: [[#@LINE+2]]:5: warning: Spin lock '*ext' is still held on return [windows.spinlock.Leak]
  if (count != 0)
    return FALSE; // expected-warning {{Spin lock '*ext' is still held on return}}
  LibUnlockCounted(ext, irql);
  return TRUE;
}
VOID unchanged(EXT *ext) {
  KIRQL irql = 0;
  ULONG count;
  BOOLEAN busy = ext->Busy;
  if (busy)
    LibLockCounted(ext, &irql, &count);
  if (ext->Busy)
    LibUnlockCounted(ext, irql);
}
// CHECK: 15 findings; 26 functions with locks: 8 proved, 0 clean, 15 reported, 3 undecided
