// What calls leave in memory: cleared, copied, exchanged, and assumed.
// RUN: %analyze -verify %s
// RUN: %analyze_only -analyzer-checker=storport -analyzer-config storport:Alone=true -verify %s
// RUN: %not %spinpair %s -- -I%wdk > %t
// RUN: %filecheck --implicit-check-not=warning: %s < %t
#include <storport.h>

typedef struct _HOLD {
  ULONG Irql;
  BOOLEAN Taken, Quiet;
  ULONG Spare[6];
} HOLD, *PHOLD;

typedef struct _PORT {
  ULONG Count, Irqls[4];
  HOLD Hold;
  UCHAR Log[32];
} PORT, *PPORT;

// Cleared memory is zero.
VOID cleared_flag(PPORT Port) {
  HOLD Hold;
  RtlZeroMemory(&Hold, sizeof(Hold));
  StorPortAcquireMSISpinLock(Port, 2, &Hold.Irql);
  if (!Hold.Quiet)
    StorPortReleaseMSISpinLock(Port, 2, Hold.Irql);
}

VOID cleared_and_set(PPORT Port, BOOLEAN Wanted) {
  HOLD Hold;
  RtlFillMemory(&Hold, sizeof Hold, 0);
  if (Wanted) {
    StorPortAcquireMSISpinLock(Port, 2, &Hold.Irql);
    Hold.Taken = TRUE;
  }
  Port->Count++;
  if (Hold.Taken)
    StorPortReleaseMSISpinLock(Port, 2, Hold.Irql);
}

VOID cleared_too_late(PPORT Port) {
  StorPortAcquireMSISpinLock(Port, 2, &Port->Irqls[2]);
  RtlZeroMemory(Port->Irqls, sizeof(Port->Irqls));
  // CHECK: call-models.c:[[#@LINE+1]]:{{.*}}MSI spin lock for message '2' is released with
  StorPortReleaseMSISpinLock(Port, 2, Port->Irqls[2]); // expected-warning {{MSI spin lock for message '2' is released with}}
}

static VOID forget(PPORT Port) {
  RtlZeroMemory(&Port->Hold, sizeof(Port->Hold));
}

VOID flag_cleared_in_callee(PPORT Port) {
  Port->Hold.Taken = TRUE;
  StorPortAcquireMSISpinLock(Port, 2, &Port->Hold.Irql);
  forget(Port);
  if (Port->Hold.Taken)
    StorPortReleaseMSISpinLock(Port, 2, Port->Hold.Irql);
  // CHECK: call-models.c:[[#@LINE+1]]:{{.*}}MSI spin lock for message '2' is still held on return
} // expected-warning {{MSI spin lock for message '2' is still held on return}}

VOID other_memory_cleared(PPORT Port) {
  StorPortAcquireMSISpinLock(Port, 2, &Port->Irqls[0]);
  RtlZeroMemory(Port->Log, sizeof(Port->Log));
  RtlZeroMemory(&Port->Count, sizeof(Port->Count));
  StorPortReleaseMSISpinLock(Port, 2, Port->Irqls[0]);
}

// The saved IRQL may be handed over by a copy.
static VOID take(PPORT Port, PHOLD Out) {
  HOLD Hold = {0};
  StorPortAcquireMSISpinLock(Port, 2, &Hold.Irql);
  Hold.Taken = TRUE;
  RtlCopyMemory(Out, &Hold, sizeof(HOLD));
}

static VOID take_moved(PPORT Port, PULONG Out) {
  ULONG Irql;
  StorPortAcquireMSISpinLock(Port, 2, &Irql);
  StorPortMoveMemory(Out, &Irql, sizeof(ULONG));
}

static VOID take_exchanged(PPORT Port, volatile LONG *Out) {
  ULONG Irql;
  StorPortAcquireMSISpinLock(Port, 2, &Irql);
  InterlockedExchange(Out, (LONG)Irql);
}

static VOID take_in_bytes(PPORT Port, PUCHAR Out) {
  ULONG Irql;
  StorPortAcquireMSISpinLock(Port, 2, &Irql);
  RtlCopyMemory(Out, &Irql, 1);
}

VOID copied(PPORT Port) {
  HOLD Hold;
  take(Port, &Hold);
  Port->Count++;
  if (Hold.Taken)
    StorPortReleaseMSISpinLock(Port, 2, Hold.Irql);
}

VOID moved(PPORT Port) {
  ULONG Irql;
  take_moved(Port, &Irql);
  StorPortReleaseMSISpinLock(Port, 2, Irql);
}

VOID exchanged(PPORT Port) {
  LONG Irql = 0;
  take_exchanged(Port, &Irql);
  StorPortReleaseMSISpinLock(Port, 2, (ULONG)Irql);
}

VOID in_bytes(PPORT Port) {
  UCHAR Irql;
  take_in_bytes(Port, &Irql);
  StorPortReleaseMSISpinLock(Port, 2, Irql);
}

VOID copied_over(PPORT Port) {
  ULONG Irql, Other = Port->Count;
  StorPortAcquireMSISpinLock(Port, 2, &Irql);
  RtlMoveMemory(&Irql, &Other, sizeof Irql);
  // CHECK: call-models.c:[[#@LINE+1]]:{{.*}}MSI spin lock for message '2' is released with
  StorPortReleaseMSISpinLock(Port, 2, Irql); // expected-warning {{MSI spin lock for message '2' is released with}}
}

VOID stored_atomically(PPORT Port) {
  ULONG Irql, Kept;
  StorPortAcquireMSISpinLock(Port, 2, &Irql);
  __atomic_store_n(&Kept, Irql, __ATOMIC_SEQ_CST);
  StorPortReleaseMSISpinLock(Port, 2, __atomic_load_n(&Kept, __ATOMIC_SEQ_CST));
}

VOID counted(PPORT Port) {
  LONG Users = 0;
  ULONG Irql = 0;
  if (InterlockedIncrement(&Users) == 1)
    StorPortAcquireMSISpinLock(Port, 2, &Irql);
  Port->Count++;
  if (InterlockedDecrement(&Users) == 0)
    StorPortReleaseMSISpinLock(Port, 2, Irql);
}

// The same memory compares the same.
VOID compared(PPORT Port, PVOID Left, PVOID Right) {
  ULONG Irql = 0;
  if (RtlEqualMemory(Left, Right, 16))
    StorPortAcquireMSISpinLock(Port, 2, &Irql);
  if (RtlEqualMemory(Left, Right, 16))
    StorPortReleaseMSISpinLock(Port, 2, Irql);
}

// What is assumed holds.
VOID assumed(PPORT Port, ULONG Level) {
  ULONG Irql = 0;
  if (Level & 2)
    StorPortAcquireMSISpinLock(Port, 2, &Irql);
  NT_ASSUME((Level & 2) != 0);
  StorPortReleaseMSISpinLock(Port, 2, Irql);
}

VOID assumed_for_analysis(PPORT Port, ULONG Level) {
  ULONG Irql = 0;
  if (Level)
    StorPortAcquireMSISpinLock(Port, 2, &Irql);
  _Analysis_assume_(Level);
  StorPortReleaseMSISpinLock(Port, 2, Irql);
}

VOID something_else_assumed(PPORT Port, ULONG Level, ULONG Other) {
  ULONG Irql = 0;
  if (Level)
    StorPortAcquireMSISpinLock(Port, 2, &Irql);
  __builtin_assume(Other != 0);
  // CHECK: call-models.c:[[#@LINE+1]]:{{.*}}MSI spin lock for message '2' is released, but was never acquired
  StorPortReleaseMSISpinLock(Port, 2, Irql); // expected-warning {{MSI spin lock for message '2' is released, but was never acquired}}
}

// Nobody comes back from these.
VOID stopped(PPORT Port, ULONG Level) {
  ULONG Irql = 0;
  if (Level)
    StorPortAcquireMSISpinLock(Port, 2, &Irql);
  NT_FRE_ASSERT(Level != 0);
  StorPortReleaseMSISpinLock(Port, 2, Irql);
}

VOID failed_fast(PPORT Port) {
  ULONG Irql = 0;
  StorPortAcquireMSISpinLock(Port, 2, &Irql);
  if (Port->Count == 7)
    RtlFailFast(5);
  StorPortReleaseMSISpinLock(Port, 2, Irql);
}
