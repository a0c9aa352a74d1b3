// What comparisons with numbers, and of two values with each other, say together; and which
// elements of an array differ by that.
// RUN: %not %spinpair %s --report json=%t.json -- -I%wdk
// RUN: %python %S/../tool/Inputs/check_verdicts.py %t.json moreThanFive=proved inRange=proved emptyRange=proved afterEqual=proved notZero=proved trichotomy=proved byIndex=proved neighbours=proved hashed=undecided,reported sameIndex=reported,undecided wider=reported orEqual=reported
#include <wdm.h>

typedef struct _QUEUE {
  KSPIN_LOCK Lock;
  ULONG Count;
} QUEUE;

typedef struct _SET {
  KSPIN_LOCK Lock;
  QUEUE Queues[8];
  QUEUE *Other;
  ULONG Count;
  LONG Balance;
} SET;

void moreThanFive(SET *set) {
  KIRQL irql = 0;
  const ULONG count = set->Count;
  if (count > 5)
    KeAcquireSpinLock(&set->Lock, &irql);
  if (count >= 6)
    KeReleaseSpinLock(&set->Lock, irql);
}

void inRange(SET *set) {
  KIRQL irql = 0;
  const LONG balance = set->Balance;
  if (balance < -3 || balance > 3)
    return;
  KeAcquireSpinLock(&set->Lock, &irql);
  if (balance <= 10)
    KeReleaseSpinLock(&set->Lock, irql);
}

void emptyRange(SET *set) {
  KIRQL irql = 0;
  const LONG balance = set->Balance;
  if (balance <= 3)
    return;
  if (balance < 4)
    KeAcquireSpinLock(&set->Lock, &irql);
}

void afterEqual(SET *set) {
  KIRQL irql = 0;
  const ULONG count = set->Count;
  if (count != 4)
    return;
  KeAcquireSpinLock(&set->Lock, &irql);
  if (count < 5)
    KeReleaseSpinLock(&set->Lock, irql);
}

void notZero(SET *set) {
  KIRQL irql = 0;
  const LONG balance = set->Balance;
  if (balance < 0 || balance == 0)
    return;
  KeAcquireSpinLock(&set->Lock, &irql);
  if (balance >= 1)
    KeReleaseSpinLock(&set->Lock, irql);
}

void trichotomy(SET *set, ULONG a, ULONG b) {
  KIRQL irql = 0;
  if (a < b || b < a)
    KeAcquireSpinLock(&set->Lock, &irql);
  set->Count++;
  if (a != b)
    KeReleaseSpinLock(&set->Lock, irql);
}

#define BOTH(First, Second)                                                                        \
  KeAcquireSpinLock(First, &irql);                                                                 \
  KeAcquireSpinLockAtDpcLevel(Second);                                                             \
  KeReleaseSpinLockFromDpcLevel(Second);                                                           \
  KeReleaseSpinLock(First, irql)

void byIndex(SET *set, ULONG i, ULONG k) {
  KIRQL irql;
  if (i >= k || k > 7)
    return;
  BOTH(&set->Queues[i].Lock, &set->Queues[k].Lock);
}

void neighbours(SET *set, ULONG i) {
  KIRQL irql;
  if (i > 6)
    return;
  BOTH(&set->Other[i].Lock, &set->Other[i + 1].Lock);
}

// The remainders may be the same.
void hashed(SET *set, ULONG i, ULONG k) {
  KIRQL irql;
  if (i == k)
    return;
  BOTH(&set->Queues[i % 8].Lock, &set->Queues[k % 8].Lock);
}

void sameIndex(SET *set, ULONG i, ULONG k) {
  KIRQL irql;
  if (i != k)
    return;
  BOTH(&set->Queues[i].Lock, &set->Queues[k].Lock);
}

void wider(SET *set) {
  KIRQL irql = 0;
  const ULONG count = set->Count;
  if (count > 5)
    KeAcquireSpinLock(&set->Lock, &irql);
  if (count >= 7)
    KeReleaseSpinLock(&set->Lock, irql);
}

void orEqual(SET *set, ULONG a, ULONG b) {
  KIRQL irql = 0;
  if (a <= b)
    KeAcquireSpinLock(&set->Lock, &irql);
  set->Count++;
  if (a < b)
    KeReleaseSpinLock(&set->Lock, irql);
}
