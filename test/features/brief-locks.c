// ExInterlocked routines of lists and numbers take the spin lock that is their last
// argument, and give it back: not while it is held.
// RUN: %analyze_only -analyzer-checker=windows -verify %s
// RUN: %not %spinpair %s --report json=%t.json -- -I%wdk
// RUN: %python %S/../tool/Inputs/check_verdicts.py %t.json twice=reported byHelper=reported single=reported atDpc=reported unknown=undecided other=proved byHelperOther=proved behind=proved drain=proved
#include <wdm.h>

typedef struct _QUEUE {
  KSPIN_LOCK Lock, Other, Inner;
  LIST_ENTRY List;
  SINGLE_LIST_ENTRY Free;
  ULONG Depth;
} QUEUE, *PQUEUE;

void twice(PQUEUE Queue, PLIST_ENTRY Entry) {
  KIRQL Old;
  KeAcquireSpinLock(&Queue->Lock, &Old);
  ExInterlockedInsertTailList(&Queue->List, Entry, &Queue->Lock); // expected-warning {{Spin lock 'Queue->Lock' is acquired again while it is held [windows.spinlock.DoubleAcquire]}}
  KeReleaseSpinLock(&Queue->Lock, Old);
}

void other(PQUEUE Queue, PLIST_ENTRY Entry) {
  KIRQL Old;
  KeAcquireSpinLock(&Queue->Lock, &Old);
  ExInterlockedInsertHeadList(&Queue->List, Entry, &Queue->Inner);
  KeReleaseSpinLock(&Queue->Lock, Old);
  ExInterlockedInsertHeadList(&Queue->List, Entry, &Queue->Lock);
}

static void count(PQUEUE Queue) {
  ExInterlockedAddUlong(&Queue->Depth, 1, &Queue->Lock);
}

void byHelper(PQUEUE Queue) {
  KIRQL Old;
  KeAcquireSpinLock(&Queue->Lock, &Old);
  count(Queue); // expected-warning {{[windows.spinlock.DoubleAcquire]}}
  KeReleaseSpinLock(&Queue->Lock, Old);
}

void byHelperOther(PQUEUE Queue) {
  KIRQL Old;
  KeAcquireSpinLock(&Queue->Other, &Old);
  count(Queue);
  KeReleaseSpinLock(&Queue->Other, Old);
}

void behind(PQUEUE Queue) {
  KIRQL Old;
  KeAcquireSpinLock(&Queue->Lock, &Old);
  KeReleaseSpinLock(&Queue->Lock, Old);
  count(Queue);
}

// Nobody knows whether the two are one.
void unknown(PQUEUE Queue, PQUEUE Next) {
  KIRQL Old;
  KeAcquireSpinLock(&Queue->Lock, &Old);
  count(Next);
  KeReleaseSpinLock(&Queue->Lock, Old);
}

void single(PQUEUE Queue) {
  KLOCK_QUEUE_HANDLE Handle;
  KeAcquireInStackQueuedSpinLock(&Queue->Lock, &Handle);
  ExInterlockedPopEntryList(&Queue->Free, &Queue->Lock); // expected-warning {{[windows.spinlock.DoubleAcquire]}}
  KeReleaseInStackQueuedSpinLock(&Handle);
}

void atDpc(PQUEUE Queue, PSINGLE_LIST_ENTRY Entry) {
  KeAcquireSpinLockAtDpcLevel(&Queue->Lock);
  ExInterlockedPushEntryList(&Queue->Free, Entry, &Queue->Lock); // expected-warning {{[windows.spinlock.DoubleAcquire]}}
  KeReleaseSpinLockFromDpcLevel(&Queue->Lock);
}

ULONG drain(PQUEUE Queue) {
  ULONG Count = 0;
  while (ExInterlockedRemoveHeadList(&Queue->List, &Queue->Lock))
    Count++;
  return Count;
}
