// The index of an element whose lock is held becomes a number that is known: it is the same lock.
// RUN: %not %spinpair %s --report json=%t.json -- -I%wdk
// RUN: %python %S/../tool/Inputs/check_verdicts.py %t.json isOne=proved,clean,undecided isCounted=proved,clean,undecided other=reported
#include <wdm.h>

typedef struct _QUEUE {
  KSPIN_LOCK Lock;
  ULONG Count;
} QUEUE;

typedef struct _SET {
  QUEUE Queues[4];
  QUEUE *Chosen;
  ULONG Index, Other, Count;
} SET;

KDEFERRED_ROUTINE isOne, isCounted, other;

// What the proof does not tell apart, so that paths are followed.
#define BOTH(First, Second)                                                                        \
  KeAcquireSpinLockAtDpcLevel(First);                                                              \
  KeAcquireSpinLockAtDpcLevel(Second);                                                             \
  KeReleaseSpinLockFromDpcLevel(Second);                                                           \
  KeReleaseSpinLockFromDpcLevel(First)

VOID isOne(PKDPC dpc, PVOID context, PVOID first, PVOID second) {
  SET *set = context;
  ULONG index = set->Index, which = set->Other;
  KeAcquireSpinLockAtDpcLevel(&set->Queues[index].Lock);
  if (index != 1) {
    KeReleaseSpinLockFromDpcLevel(&set->Queues[index].Lock);
    return;
  }
  KeReleaseSpinLockFromDpcLevel(&set->Queues[index].Lock);
  if ((which & 2) == 0)
    return;
  BOTH(&set->Queues[which & 3].Lock, &set->Queues[1].Lock);
}

VOID isCounted(PKDPC dpc, PVOID context, PVOID first, PVOID second) {
  SET *set = context;
  ULONG index = set->Index, which = set->Other;
  KeAcquireSpinLockAtDpcLevel(&set->Queues[index].Lock);
  if (index == 1)
    set->Count++;
  KeReleaseSpinLockFromDpcLevel(&set->Queues[index].Lock);
  which = (which & 1) + 2;
  BOTH(&set->Queues[which].Lock, &set->Queues[1].Lock);
}

VOID other(PKDPC dpc, PVOID context, PVOID first, PVOID second) {
  SET *set = context;
  ULONG index = set->Index;
  KeAcquireSpinLockAtDpcLevel(&set->Queues[index].Lock);
  if (index == 1) {
    KeReleaseSpinLockFromDpcLevel(&set->Queues[2].Lock);
    return;
  }
  KeReleaseSpinLockFromDpcLevel(&set->Queues[index].Lock);
}
