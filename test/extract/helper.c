// A lock helper with a branch for each kind of lock, and what its caller keeps.
// RUN: %extract | %filecheck %s
#include <storport.h>

typedef struct _ADAPTER { BOOLEAN PerMessage; } ADAPTER;
typedef struct { ULONG MessageId; } QUEUE;

static VOID QueueLock(ADAPTER *adapter, QUEUE *queue, PSTOR_LOCK_HANDLE lock) {
  if (adapter->PerMessage) {
    ULONG irql;
    StorPortAcquireMSISpinLock(adapter, queue->MessageId, &irql);
    lock->Context.OldIrql = (KIRQL)irql;
  } else {
    StorPortAcquireSpinLock(adapter, InterruptLock, NULL, lock);
  }
}

VOID Use(ADAPTER *adapter, QUEUE *queue) {
  STOR_LOCK_HANDLE lock;
  QueueLock(adapter, queue, &lock);
}

// CHECK:      (function "QueueLock@{{.*}}helper.c" "QueueLock" "(_ADAPTER *, QUEUE *, _STOR_LOCK_HANDLE *)" "{{.*}}helper.c" 8 13 (internal)
// CHECK-NEXT:   (params "adapter" "queue" "lock")
// CHECK-NEXT:   (locals "irql")
// CHECK-NEXT:   (writes "field _STOR_LOCK_HANDLE.Context{{.*}}"
// CHECK-NEXT:   (block
// CHECK-NEXT:     (9 7 (branch (load (field (deref (load (var 0))) "_ADAPTER.PerMessage")) 1 2)))
// CHECK-NEXT:   (block
// CHECK-NEXT:     (11 5 (acquire - (load (var 0)) (load (field (deref (load (var 1))) "QUEUE.MessageId")) (addr (var 3)) "queue->MessageId"))
// CHECK-NEXT:     (12 5 (set (field (field (deref (load (var 2))) "_STOR_LOCK_HANDLE.Context") "_STOR_LOCK_HANDLE.Context.OldIrql") (u8 (load (var 3)))))
// CHECK-NEXT:     (16 1 (return)))
// CHECK-NEXT:   (block
// CHECK-NEXT:     (14 5 (routine "StorPortAcquireSpinLock"))
// CHECK-NEXT:     (14 5 (set (field (deref (load (var 2))) "_STOR_LOCK_HANDLE.Lock") (int 3)))
// CHECK-NEXT:     (14 5 (acquire - (load (var 0)) (spin (int 3) (int 0)) (addr (field (field (deref (load (var 2))) "_STOR_LOCK_HANDLE.Context") "_STOR_LOCK_HANDLE.Context.{{OldIrql|\*}}")) "InterruptLock"))
// CHECK-NEXT:     (14 5 (set (field {{.*}} "_STOR_LOCK_HANDLE.Context.LockQueue.Lock") (load {{.*}})))
// CHECK-NEXT:     (16 1 (return))))
// CHECK-LABEL: (function "Use" "Use"
// CHECK:          (20 3 (call - (fn "QueueLock@{{.*}}helper.c") (load (var 0)) (load (var 1)) (addr (var 2))))
// CHECK-NEXT:     (21 1 (return))))
