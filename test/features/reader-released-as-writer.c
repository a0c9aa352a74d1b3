// A lock that was taken as a reader and is released as a writer: nothing in the
// file can have made it a writer's. Helpers name the lock of their caller.
// RUN: sh -c '%spinpair %s --report json=%t.json -- -I%wdk >%t 2>&1; test $? = 2'
// RUN: %python %S/../tool/Inputs/check_verdicts.py %t.json early=reported inHelpers=reported right=proved
// RUN: %filecheck %s < %t
// CHECK: is acquired by ExAcquireSpinLockShared, and released by ExReleaseSpinLockExclusive
// CHECK: is acquired by ExAcquireSpinLockShared, and released by ExReleaseSpinLockExclusive
// CHECK-NOT: warning:
#include <ntddk.h>

typedef struct _TABLE {
  EX_SPIN_LOCK lock;
  ULONG count;
} TABLE;

static KIRQL takeShared(TABLE *table) { return ExAcquireSpinLockShared(&table->lock); }
static void giveExclusive(TABLE *table, KIRQL irql) { ExReleaseSpinLockExclusive(&table->lock, irql); }
static void giveShared(TABLE *table, KIRQL irql) { ExReleaseSpinLockShared(&table->lock, irql); }

NTSTATUS early(TABLE *table) {
  KIRQL irql = ExAcquireSpinLockShared(&table->lock);
  if (!table->count) {
    ExReleaseSpinLockExclusive(&table->lock, irql);
    return STATUS_NOT_FOUND;
  }
  ExReleaseSpinLockShared(&table->lock, irql);
  return STATUS_SUCCESS;
}

NTSTATUS inHelpers(TABLE *table) {
  KIRQL irql = takeShared(table);
  if (!table->count) {
    giveExclusive(table, irql);
    return STATUS_NOT_FOUND;
  }
  giveShared(table, irql);
  return STATUS_SUCCESS;
}

NTSTATUS right(TABLE *table) {
  KIRQL irql = takeShared(table);
  const ULONG count = table->count;
  giveShared(table, irql);
  return count ? STATUS_SUCCESS : STATUS_NOT_FOUND;
}
