// Locks of an API that the author describes, nested in both orders.
// RUN: %analyze -verify -verify-ignore-unexpected=note %s
// RUN: %not %spinpair %s -- -I%wdk | %filecheck %s
#include <storport.h>

#define SAYS(text) __attribute__((annotate("spinpair::" text)))

typedef struct _EXT { ULONG_PTR Lock, Other; } EXT;
SAYS("acquires(lock=1, irql=2)") VOID LibLock(ULONG_PTR *lock, PKIRQL irql);
SAYS("releases(lock=1, irql=2)") VOID LibUnlock(ULONG_PTR *lock, KIRQL irql);
SAYS("acquires(lock=1)") VOID LibTake(ULONG_PTR *lock);
SAYS("releases(lock=1)") VOID LibGive(ULONG_PTR *lock);

HW_DPC_ROUTINE first, second;
VOID first(PSTOR_DPC dpc, PVOID hw, PVOID a, PVOID b) {
  EXT *ext = hw;
  LibTake(&ext->Lock);
  // CHECK: [[#@LINE+1]]:3: warning: Spin lock 'ext->Other' is acquired while spin lock 'ext->Lock' is held, and in 'second' the other way round [windows.spinlock.LockOrder]
  LibTake(&ext->Other); // expected-warning {{Spin lock 'ext->Other' is acquired while spin lock 'ext->Lock' is held, and in 'second' the other way round}}
  LibGive(&ext->Other);
  LibGive(&ext->Lock);
}
VOID second(PSTOR_DPC dpc, PVOID hw, PVOID a, PVOID b) {
  EXT *ext = hw;
  KIRQL outer, inner;
  LibLock(&ext->Other, &outer);
  LibLock(&ext->Lock, &inner);
  LibUnlock(&ext->Lock, inner);
  LibUnlock(&ext->Other, outer);
}
// CHECK: 1 finding;
