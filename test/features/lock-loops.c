// An element of an array is locked in a loop, and given back on several ways to
// the next round: which one it is does not change while it is held.
// RUN: %not %spinpair %s --report json=%t.json -- -I%wdk
// RUN: %python %S/../tool/Inputs/check_verdicts.py %t.json goesOn=proved byPointer=proved chosen=proved lastOne=proved inner=proved returns=proved forgets=reported steps=reported stale=reported rechosen=reported innerSteps=reported changed=undecided,reported
#include <wdm.h>

typedef struct _QUEUE {
  KSPIN_LOCK Lock;
  ULONG Depth, Paused;
} QUEUE;

typedef struct _SET {
  QUEUE *Used[8];
  QUEUE Queues[8];
  ULONG Count, Chosen, Other;
} SET;

void goesOn(SET *set) {
  for (ULONG i = 0; i < set->Count; i++) {
    KIRQL irql;
    KeAcquireSpinLock(&set->Queues[i].Lock, &irql);
    if (set->Queues[i].Depth == 0) {
      KeReleaseSpinLock(&set->Queues[i].Lock, irql);
      continue;
    }
    set->Queues[i].Depth--;
    KeReleaseSpinLock(&set->Queues[i].Lock, irql);
  }
}

void byPointer(SET *set) {
  for (ULONG i = 0; i < set->Count; i++) {
    KIRQL irql;
    KeAcquireSpinLock(&set->Used[i]->Lock, &irql);
    if (set->Used[i]->Depth == 0) {
      KeReleaseSpinLock(&set->Used[i]->Lock, irql);
      continue;
    }
    set->Used[i]->Depth--;
    KeReleaseSpinLock(&set->Used[i]->Lock, irql);
  }
}

void chosen(SET *set) {
  ULONG which = 0;
  for (ULONG i = 0; i < set->Count; i++) {
    KIRQL irql;
    if (set->Other)
      which = i;
    else
      which = set->Chosen;
    KeAcquireSpinLock(&set->Queues[which].Lock, &irql);
    set->Queues[which].Depth++;
    if (set->Other) {
      KeReleaseSpinLock(&set->Queues[which].Lock, irql);
      continue;
    }
    KeReleaseSpinLock(&set->Queues[which].Lock, irql);
  }
}

void lastOne(SET *set) {
  KIRQL irql;
  ULONG i = 0;
  for (; i < set->Count; i++)
    if (set->Queues[i].Depth)
      break;
  KeAcquireSpinLock(&set->Queues[i].Lock, &irql);
  while (set->Other)
    set->Other--;
  KeReleaseSpinLock(&set->Queues[i].Lock, irql);
}

void inner(SET *set) {
  for (ULONG i = 0; i < set->Count; i++) {
    KIRQL irql;
    KeAcquireSpinLock(&set->Queues[i].Lock, &irql);
    for (ULONG k = 0; k < 4; k++) {
      if (set->Queues[k].Depth == i)
        break;
      set->Queues[k].Depth = 0;
    }
    KeReleaseSpinLock(&set->Queues[i].Lock, irql);
  }
}

void returns(SET *set) {
  KIRQL irql;
  for (ULONG round = 0; round < set->Count; round++) {
    QUEUE *queue = set->Used[round & 7];
    if (!queue)
      continue;
    KeAcquireSpinLock(&queue->Lock, &irql);
    if (queue->Depth > round) {
      queue->Depth -= round;
      KeReleaseSpinLock(&queue->Lock, irql);
      return;
    }
    if (queue->Paused == 2) {
      queue->Paused = 0;
      KeReleaseSpinLock(&queue->Lock, irql);
      continue;
    }
    KeReleaseSpinLock(&queue->Lock, irql);
  }
}

void forgets(SET *set) {
  KIRQL irql;
  for (ULONG round = 0; round < set->Count; round++) {
    QUEUE *queue = set->Used[round & 7];
    if (!queue)
      continue;
    KeAcquireSpinLock(&queue->Lock, &irql);
    if (queue->Paused == 2) {
      queue->Paused = 0;
      continue;
    }
    KeReleaseSpinLock(&queue->Lock, irql);
  }
}

void steps(SET *set) {
  for (ULONG i = 0; i < set->Count; i++) {
    KIRQL irql;
    KeAcquireSpinLock(&set->Queues[i].Lock, &irql);
    if (set->Queues[i].Depth == 0)
      i++;
    KeReleaseSpinLock(&set->Queues[i].Lock, irql);
  }
}

void stale(SET *set) {
  ULONG last = 0;
  for (ULONG i = 0; i < set->Count; i++) {
    KIRQL irql;
    KeAcquireSpinLock(&set->Queues[i].Lock, &irql);
    KeReleaseSpinLock(&set->Queues[last].Lock, irql);
    last = i;
  }
}

void rechosen(SET *set) {
  ULONG which = 0;
  for (ULONG i = 0; i < set->Count; i++) {
    KIRQL irql;
    if (set->Other)
      which = i;
    else
      which = set->Chosen;
    KeAcquireSpinLock(&set->Queues[which].Lock, &irql);
    if (set->Chosen)
      which = i;
    else
      which = set->Other;
    KeReleaseSpinLock(&set->Queues[which].Lock, irql);
  }
}

void innerSteps(SET *set) {
  for (ULONG i = 0; i < set->Count; i++) {
    KIRQL irql;
    ULONG k = i;
    KeAcquireSpinLock(&set->Queues[k].Lock, &irql);
    while (set->Queues[k].Depth) {
      set->Queues[k].Depth--;
      if (set->Other)
        k++;
    }
    KeReleaseSpinLock(&set->Queues[k].Lock, irql);
  }
}

void changed(SET *set, QUEUE *queue) {
  KIRQL irql;
  KeAcquireSpinLock(&queue->Lock, &irql);
  while (set->Count) {
    if (set->Other)
      queue = set->Used[set->Other];
    set->Count--;
  }
  KeReleaseSpinLock(&queue->Lock, irql);
}
