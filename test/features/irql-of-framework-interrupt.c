// Who has the lock of an interrupt of the framework is at device IRQL, unless the driver
// asks for passive-level handling.
// RUN: %spinpair %s --report json=%t.json -- -I%wdk
// RUN: %python %S/../tool/Inputs/check_verdicts.py %t.json spins=undecided signals=undecided enqueues=undecided spinsInRun=undecided signalsInRun=undecided frameworkLock=undecided byHelper=undecided ofRoutine=undecided whenEnabled=undecided
// RUN: %python %S/../tool/Inputs/check_verdicts.py %t.json counts=proved queuesDpc=proved countsInRun=proved behind=proved
// RUN: %spinpair %s --report json=%t.json -- -I%wdk -DPASSIVE
// RUN: %python %S/../tool/Inputs/check_verdicts.py %t.json spins=proved signals=proved enqueues=proved spinsInRun=proved signalsInRun=proved frameworkLock=proved byHelper=proved ofRoutine=proved whenEnabled=proved counts=proved
#include <wdf.h>

typedef struct _PLANT {
  WDFINTERRUPT Interrupt;
  WDFWORKITEM Item;
  WDFSPINLOCK Lock;
  KSPIN_LOCK Spin;
  KEVENT Event;
  KDPC Dpc;
  ULONG Count;
} PLANT, *PPLANT;

EVT_WDF_INTERRUPT_ISR ofRoutine;
#ifdef PASSIVE
void configure(WDFDEVICE Device, PPLANT Context) {
  WDF_INTERRUPT_CONFIG Config;
  WDF_INTERRUPT_CONFIG_INIT(&Config, ofRoutine, NULL);
  Config.PassiveHandling = TRUE;
  WdfInterruptCreate(Device, &Config, WDF_NO_OBJECT_ATTRIBUTES, &Context->Interrupt);
}
#endif

#define UNDER(Context, Do)                                                               \
  WdfInterruptAcquireLock(Context->Interrupt);                                           \
  Do;                                                                                    \
  WdfInterruptReleaseLock(Context->Interrupt)

static void spin(PPLANT Context) {
  KIRQL Old;
  KeAcquireSpinLock(&Context->Spin, &Old);
  Context->Count++;
  KeReleaseSpinLock(&Context->Spin, Old);
}
void spins(PPLANT Context) {
  KIRQL Old;
  UNDER(Context, KeAcquireSpinLock(&Context->Spin, &Old);
        KeReleaseSpinLock(&Context->Spin, Old));
}
void signals(PPLANT Context) { UNDER(Context, KeSetEvent(&Context->Event, 0, FALSE)); }
void enqueues(PPLANT Context) { UNDER(Context, WdfWorkItemEnqueue(Context->Item)); }
void frameworkLock(PPLANT Context) {
  UNDER(Context, WdfSpinLockAcquire(Context->Lock); WdfSpinLockRelease(Context->Lock));
}
void byHelper(PPLANT Context) { UNDER(Context, spin(Context)); }
void counts(PPLANT Context) { UNDER(Context, Context->Count++); }
void queuesDpc(PPLANT Context) {
  UNDER(Context, KeInsertQueueDpc(&Context->Dpc, NULL, NULL));
}
void behind(PPLANT Context) {
  UNDER(Context, Context->Count++);
  KeSetEvent(&Context->Event, 0, FALSE);
  spin(Context);
}

EVT_WDF_INTERRUPT_SYNCHRONIZE runSpin, runSignal, runCount;
BOOLEAN runSpin(WDFINTERRUPT Interrupt, WDFCONTEXT Context) {
  spin(Context);
  return TRUE;
}
BOOLEAN runSignal(WDFINTERRUPT Interrupt, WDFCONTEXT Context) {
  KeSetEvent(&((PPLANT)Context)->Event, 0, FALSE);
  return TRUE;
}
BOOLEAN runCount(WDFINTERRUPT Interrupt, WDFCONTEXT Context) {
  ((PPLANT)Context)->Count++;
  return TRUE;
}
void spinsInRun(PPLANT Context) {
  WdfInterruptSynchronize(Context->Interrupt, runSpin, Context);
}
void signalsInRun(PPLANT Context) {
  WdfInterruptSynchronize(Context->Interrupt, runSignal, Context);
}
void countsInRun(PPLANT Context) {
  WdfInterruptSynchronize(Context->Interrupt, runCount, Context);
}

static PLANT Only;
BOOLEAN ofRoutine(WDFINTERRUPT Interrupt, ULONG Message) {
  spin(&Only);
  return TRUE;
}
EVT_WDF_INTERRUPT_ENABLE whenEnabled;
NTSTATUS whenEnabled(WDFINTERRUPT Interrupt, WDFDEVICE Device) {
  spin(&Only);
  return STATUS_SUCCESS;
}
