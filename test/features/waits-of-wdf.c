// Waits of the framework, and paged pool: an argument asks for them.
// RUN: %analyze_only -analyzer-checker=windows -verify %s
// RUN: %not %spinpair %s --report json=%t.json -- -I%wdk
// RUN: %python %S/../tool/Inputs/check_verdicts.py %t.json stopsAndWaits=reported cancelsAndWaits=reported forever=reported flushes=reported stopsQueue=reported disables=reported paged=reported pagedFlag=reported anyTime=undecided anyPool=undecided byHelper=undecided
// RUN: %python %S/../tool/Inputs/check_verdicts.py %t.json stops=proved cancels=proved outside=proved flushesBehind=proved nonPaged=proved nonPagedFlag=proved byHelperNonPaged=proved
#include <wdf.h>

typedef struct _PLANT {
  WDFSPINLOCK Lock;
  WDFTIMER Timer;
  WDFDPC Dpc;
  WDFWAITLOCK Slow;
  PVOID Buffer;
  WDFWORKITEM Item;
  WDFQUEUE Queue;
  WDFINTERRUPT Interrupt;
} PLANT, *PPLANT;

#define UNDER(Context, Do)                                                               \
  do {                                                                                   \
    WdfSpinLockAcquire(Context->Lock);                                                   \
    Do;                                                                                  \
    WdfSpinLockRelease(Context->Lock);                                                   \
  } while (0)

void stopsAndWaits(PPLANT Context) {
  UNDER(Context, WdfTimerStop(Context->Timer, TRUE)); // expected-warning {{WdfTimerStop with Wait is limited to PASSIVE_LEVEL}}
}
void stops(PPLANT Context) { UNDER(Context, WdfTimerStop(Context->Timer, FALSE)); }
void cancelsAndWaits(PPLANT Context) {
  UNDER(Context, WdfDpcCancel(Context->Dpc, TRUE)); // expected-warning {{WdfDpcCancel with Wait is limited to PASSIVE_LEVEL}}
}
void cancels(PPLANT Context) { UNDER(Context, WdfDpcCancel(Context->Dpc, FALSE)); }

void forever(PPLANT Context) {
  UNDER(Context, WdfWaitLockAcquire(Context->Slow, NULL)); // expected-warning {{WdfWaitLockAcquire without a Timeout of 0 is limited to PASSIVE_LEVEL}}
  WdfWaitLockRelease(Context->Slow);
}
void anyTime(PPLANT Context, PLONGLONG Timeout) {
  UNDER(Context, WdfWaitLockAcquire(Context->Slow, Timeout));
  WdfWaitLockRelease(Context->Slow);
}
void outside(PPLANT Context) {
  WdfWaitLockAcquire(Context->Slow, NULL);
  UNDER(Context, Context->Buffer = NULL);
  WdfTimerStop(Context->Timer, TRUE);
  WdfWaitLockRelease(Context->Slow);
}

// These always wait.
void flushes(PPLANT Context) {
  UNDER(Context, WdfWorkItemFlush(Context->Item)); // expected-warning {{WdfWorkItemFlush is limited to PASSIVE_LEVEL}}
}
void stopsQueue(PPLANT Context) {
  UNDER(Context, WdfIoQueueStopSynchronously(Context->Queue)); // expected-warning {{WdfIoQueueStopSynchronously is limited to PASSIVE_LEVEL}}
}
void disables(PPLANT Context) {
  UNDER(Context, WdfInterruptDisable(Context->Interrupt)); // expected-warning {{WdfInterruptDisable is limited to PASSIVE_LEVEL}}
}
void flushesBehind(PPLANT Context) {
  UNDER(Context, Context->Buffer = NULL);
  WdfWorkItemFlush(Context->Item);
}

void paged(PPLANT Context) {
  UNDER(Context, Context->Buffer = ExAllocatePoolWithTag(PagedPool, 4, 1)); // expected-warning {{ExAllocatePoolWithTag of paged pool is limited to APC_LEVEL}}
}
void nonPaged(PPLANT Context) {
  UNDER(Context, Context->Buffer = ExAllocatePoolWithTag(NonPagedPoolNx, 4, 1));
}
void pagedFlag(PPLANT Context) {
  UNDER(Context, Context->Buffer = ExAllocatePool2(POOL_FLAG_PAGED, 4, 1)); // expected-warning {{ExAllocatePool2 of paged pool is limited to APC_LEVEL}}
}
void nonPagedFlag(PPLANT Context) {
  UNDER(Context, Context->Buffer = ExAllocatePool2(POOL_FLAG_NON_PAGED, 4, 1));
}
void anyPool(PPLANT Context, POOL_TYPE Type) {
  UNDER(Context, Context->Buffer = ExAllocatePoolWithTag(Type, 4, 1));
}

static PVOID make(POOL_TYPE Type) { return ExAllocatePoolWithTag(Type, 4, 1); }
void byHelper(PPLANT Context) { UNDER(Context, Context->Buffer = make(PagedPool)); }
void byHelperNonPaged(PPLANT Context) {
  UNDER(Context, Context->Buffer = make(NonPagedPool));
}
