// Routines that an argument limits to a lower IRQL: a wait, and KeLowerIrql.
// RUN: %analyze_only -analyzer-checker=storport,windows -verify %s
// RUN: %not %spinpair %s --report json=%t.json -- -I%wdk
// RUN: %python %S/../tool/Inputs/check_verdicts.py %t.json atDevice=reported completes=reported signals=reported andWaits=reported forever=reported mayWait=undecided waits=undecided someTime=undecided lowers=undecided lowersAll=undecided byHelper=undecided
// RUN: %python %S/../tool/Inputs/check_verdicts.py %t.json completesLower=reported signalsLower=proved asks=proved noTime=proved noTimeInALoop=proved noTimeInAHelper=proved outside=proved lowersBehind=proved
#include <storport.h>
#include <wdm.h>

typedef struct _EXT {
  KSPIN_LOCK Lock;
  KEVENT Event;
  KSEMAPHORE Semaphore;
  ULONG Depth;
} EXT, *PEXT;

#define UNDER_MESSAGE(Ext, Do)                                                           \
  do {                                                                                   \
    ULONG Old;                                                                           \
    StorPortAcquireMSISpinLock(Ext, 1, &Old);                                            \
    Do;                                                                                  \
    StorPortReleaseMSISpinLock(Ext, 1, Old);                                             \
  } while (0)
#define UNDER_LOCK(Ext, Do)                                                              \
  do {                                                                                   \
    KIRQL Old;                                                                           \
    KeAcquireSpinLock(&Ext->Lock, &Old);                                                 \
    Do;                                                                                  \
    KeReleaseSpinLock(&Ext->Lock, Old);                                                  \
  } while (0)
#define WAIT(Ext, Timeout)                                                               \
  KeWaitForSingleObject(&Ext->Event, Executive, KernelMode, FALSE, Timeout)

void completes(PEXT Ext, PIRP Irp) {
  UNDER_MESSAGE(Ext, IoCompleteRequest(Irp, 0)); // expected-warning {{IoCompleteRequest is limited to DISPATCH_LEVEL}}
}
void completesLower(PEXT Ext, PIRP Irp) {
  UNDER_LOCK(Ext, IoCompleteRequest(Irp, 0)); // expected-warning {{IoCompleteRequest is called while spin lock 'Ext->Lock' is held}}
}

void signals(PEXT Ext) {
  UNDER_MESSAGE(Ext, KeSetEvent(&Ext->Event, 0, FALSE)); // expected-warning {{KeSetEvent is limited to DISPATCH_LEVEL}}
}
void signalsLower(PEXT Ext) { UNDER_LOCK(Ext, KeSetEvent(&Ext->Event, 0, FALSE)); }
void andWaits(PEXT Ext) {
  UNDER_LOCK(Ext, KeSetEvent(&Ext->Event, 0, TRUE)); // expected-warning {{KeSetEvent with Wait is limited to APC_LEVEL, and is called while spin lock 'Ext->Lock' is held [windows.spinlock.IrqlTooHigh]}}
}
void mayWait(PEXT Ext, BOOLEAN Wait) {
  UNDER_LOCK(Ext, KeReleaseSemaphore(&Ext->Semaphore, 0, 1, Wait));
}
void asks(PEXT Ext, BOOLEAN Wait) {
  if (!Wait)
    UNDER_LOCK(Ext, KeReleaseSemaphore(&Ext->Semaphore, 0, 1, Wait));
}

void atDevice(PEXT Ext, PLARGE_INTEGER Timeout) {
  UNDER_MESSAGE(Ext, WAIT(Ext, Timeout)); // expected-warning {{KeWaitForSingleObject is limited to DISPATCH_LEVEL}}
}
void forever(PEXT Ext) {
  UNDER_LOCK(Ext, WAIT(Ext, NULL)); // expected-warning {{KeWaitForSingleObject without a Timeout of 0 is limited to APC_LEVEL}}
}
void waits(PEXT Ext, PLARGE_INTEGER Timeout) { UNDER_LOCK(Ext, WAIT(Ext, Timeout)); }
void someTime(PEXT Ext) {
  LARGE_INTEGER Timeout;
  Timeout.QuadPart = -10;
  UNDER_LOCK(Ext, WAIT(Ext, &Timeout));
}
void noTime(PEXT Ext) {
  LARGE_INTEGER Timeout;
  Timeout.QuadPart = 0;
  UNDER_LOCK(Ext, WAIT(Ext, &Timeout));
}
/* A routine that waits only reads how long. */
void noTimeInALoop(PEXT Ext, ULONG Rounds) {
  LARGE_INTEGER Timeout;
  Timeout.QuadPart = 0;
  UNDER_LOCK(Ext, while (Rounds--) WAIT(Ext, &Timeout));
}
static void poll(PEXT Ext, ULONG Rounds) {
  LARGE_INTEGER Timeout;
  Timeout.QuadPart = 0;
  while (Rounds--)
    WAIT(Ext, &Timeout);
}
void noTimeInAHelper(PEXT Ext, ULONG Rounds) { UNDER_LOCK(Ext, poll(Ext, Rounds)); }
void outside(PEXT Ext) {
  LARGE_INTEGER Timeout;
  Timeout.QuadPart = -10;
  WAIT(Ext, &Timeout);
  UNDER_LOCK(Ext, Ext->Depth++);
  WAIT(Ext, NULL);
}

void lowers(PEXT Ext) { UNDER_LOCK(Ext, KeLowerIrql(PASSIVE_LEVEL)); }
void lowersAll(PEXT Ext) { UNDER_MESSAGE(Ext, KeLowerIrql(DISPATCH_LEVEL)); }
static void restore(KIRQL Old) { KeLowerIrql(Old); }
void byHelper(PEXT Ext) { UNDER_LOCK(Ext, restore(PASSIVE_LEVEL)); }
void lowersBehind(PEXT Ext) {
  KIRQL Old;
  KeRaiseIrql(DISPATCH_LEVEL, &Old);
  KeAcquireSpinLockAtDpcLevel(&Ext->Lock);
  KeReleaseSpinLockFromDpcLevel(&Ext->Lock);
  restore(Old);
}
