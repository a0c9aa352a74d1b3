// Two pointers that differ lead to two locks, whatever they lead to besides.
// RUN: %not %spinpair %s --report json=%t.json -- -I%wdk
// RUN: %python %S/../tool/Inputs/check_verdicts.py %t.json both=proved second=proved ordered=proved chosen=proved,clean elements=proved nested=proved peer=proved byHelper=proved lower=clean,proved neverAsked=undecided,reported rewritten=undecided,reported shifted=undecided,reported indices=undecided,reported one=reported forgets=reported
#include <wdm.h>

typedef struct _PORT {
  KSPIN_LOCK Lock;
  KSPIN_LOCK Queues[4];
  struct {
    KSPIN_LOCK Inner;
  } Slots[2];
  ULONG Count;
  struct _PORT *Peer;
} PORT;

void both(PORT *a, PORT *b) {
  KIRQL irql;
  if (a == b)
    return;
  KeAcquireSpinLock(&a->Lock, &irql);
  KeAcquireSpinLockAtDpcLevel(&b->Lock);
  a->Count++;
  KeReleaseSpinLockFromDpcLevel(&b->Lock);
  KeReleaseSpinLock(&a->Lock, irql);
}

void second(PORT *a, PORT *b) {
  KIRQL irql;
  KeAcquireSpinLock(&a->Lock, &irql);
  if (a != b)
    KeAcquireSpinLockAtDpcLevel(&b->Lock);
  a->Count++;
  if (a != b)
    KeReleaseSpinLockFromDpcLevel(&b->Lock);
  KeReleaseSpinLock(&a->Lock, irql);
}

ULONG ordered(PORT *a, PORT *b) {
  KIRQL irql;
  PORT *first = a, *last = b;
  if (a == b)
    return 0;
  if (a > b) {
    first = b;
    last = a;
  }
  KeAcquireSpinLock(&first->Lock, &irql);
  KeAcquireSpinLockAtDpcLevel(&last->Lock);
  while (a->Count)
    a->Count--;
  KeReleaseSpinLockFromDpcLevel(&last->Lock);
  KeReleaseSpinLock(&first->Lock, irql);
  return 1;
}

void chosen(PORT *a, PORT *b) {
  KIRQL irql;
  int order = a == b ? 0 : a < b ? -1 : 1;
  if (order == 0)
    return;
  PORT *first = order < 0 ? a : b, *last = order < 0 ? b : a;
  KeAcquireSpinLock(&first->Lock, &irql);
  KeAcquireSpinLockAtDpcLevel(&last->Lock);
  KeReleaseSpinLockFromDpcLevel(&last->Lock);
  KeReleaseSpinLock(&first->Lock, irql);
}

void elements(PORT *a, PORT *b, ULONG i, ULONG k) {
  KIRQL irql;
  if (a == b)
    return;
  KeAcquireSpinLock(&a->Queues[i & 3], &irql);
  KeAcquireSpinLockAtDpcLevel(&b->Queues[k & 3]);
  KeReleaseSpinLockFromDpcLevel(&b->Queues[k & 3]);
  KeReleaseSpinLock(&a->Queues[i & 3], irql);
}

void nested(PORT *a, PORT *b, ULONG i) {
  KIRQL irql;
  if (a == b)
    return;
  KeAcquireSpinLock(&a->Slots[i & 1].Inner, &irql);
  KeAcquireSpinLockAtDpcLevel(&b->Slots[i & 1].Inner);
  KeReleaseSpinLockFromDpcLevel(&b->Slots[i & 1].Inner);
  KeReleaseSpinLock(&a->Slots[i & 1].Inner, irql);
}

void peer(PORT *a) {
  KIRQL irql;
  PORT *b = a->Peer;
  KeAcquireSpinLock(&a->Lock, &irql);
  if (b != a) {
    KeAcquireSpinLockAtDpcLevel(&b->Lock);
    b->Count++;
    KeReleaseSpinLockFromDpcLevel(&b->Lock);
  }
  KeReleaseSpinLock(&a->Lock, irql);
}

static void take(PORT *a, PORT *b, KIRQL *irql) {
  KeAcquireSpinLock(&a->Lock, irql);
  if (a != b)
    KeAcquireSpinLockAtDpcLevel(&b->Lock);
}

static void giveBack(PORT *a, PORT *b, KIRQL irql) {
  if (a != b)
    KeReleaseSpinLockFromDpcLevel(&b->Lock);
  KeReleaseSpinLock(&a->Lock, irql);
}

void byHelper(PORT *a, PORT *b) {
  KIRQL irql;
  if (a < b)
    take(a, b, &irql);
  else
    take(b, a, &irql);
  a->Count++;
  if (a < b)
    giveBack(a, b, irql);
  else
    giveBack(b, a, irql);
}

void lower(PORT *a, PORT *b) {
  KIRQL irql;
  if (a < b) {
    KeAcquireSpinLock(&a->Lock, &irql);
    KeAcquireSpinLockAtDpcLevel(&b->Lock);
  } else if (b < a) {
    KeAcquireSpinLock(&b->Lock, &irql);
    KeAcquireSpinLockAtDpcLevel(&a->Lock);
  } else {
    KeAcquireSpinLock(&a->Lock, &irql);
  }
  a->Count++;
  if (a != b)
    KeReleaseSpinLockFromDpcLevel(a < b ? &b->Lock : &a->Lock);
  KeReleaseSpinLock(a < b ? &a->Lock : &b->Lock, irql);
}

void neverAsked(PORT *a, PORT *b) {
  KIRQL irql;
  KeAcquireSpinLock(&a->Lock, &irql);
  KeAcquireSpinLockAtDpcLevel(&b->Lock);
  KeReleaseSpinLockFromDpcLevel(&b->Lock);
  KeReleaseSpinLock(&a->Lock, irql);
  if (a != b)
    a->Count++;
}

void rewritten(PORT *a, PORT *b) {
  KIRQL irql;
  if (a == b)
    return;
  b = a->Peer;
  KeAcquireSpinLock(&a->Lock, &irql);
  KeAcquireSpinLockAtDpcLevel(&b->Lock);
  KeReleaseSpinLockFromDpcLevel(&b->Lock);
  KeReleaseSpinLock(&a->Lock, irql);
}

// The second of one array may be the first of the other.
void shifted(PORT *a, PORT *b) {
  KIRQL irql;
  if (a == b)
    return;
  KeAcquireSpinLock(&a[1].Lock, &irql);
  KeAcquireSpinLockAtDpcLevel(&b[0].Lock);
  KeReleaseSpinLockFromDpcLevel(&b[0].Lock);
  KeReleaseSpinLock(&a[1].Lock, irql);
}

void indices(PORT *a, PORT *b, ULONG i, ULONG k) {
  KIRQL irql;
  if (a == b)
    return;
  KeAcquireSpinLock(&a[i].Lock, &irql);
  KeAcquireSpinLockAtDpcLevel(&b[k].Lock);
  KeReleaseSpinLockFromDpcLevel(&b[k].Lock);
  KeReleaseSpinLock(&a[i].Lock, irql);
}

void one(PORT *a, PORT *b) {
  KIRQL irql;
  if (a != b)
    return;
  KeAcquireSpinLock(&a->Lock, &irql);
  KeAcquireSpinLockAtDpcLevel(&b->Lock);
  KeReleaseSpinLockFromDpcLevel(&b->Lock);
  KeReleaseSpinLock(&a->Lock, irql);
}

void forgets(PORT *a, PORT *b) {
  KIRQL irql;
  take(a, b, &irql);
  KeReleaseSpinLockFromDpcLevel(&b->Lock);
  KeReleaseSpinLock(&a->Lock, irql);
}
