// A function that returns holding a lock and gives its caller the saved IRQL is
// a lock helper, and no leak; unless nobody is above it.
// RUN: %analyze -verify %s
#include <storport.h>

typedef struct _QUEUE { ULONG MessageId, OldIrql; ULONG Irqls[4]; } QUEUE;
typedef struct _HELD { PVOID Ext; ULONG Id; ULONG Irql; } HELD;
typedef struct _OUTER { int Count; HELD Held; } OUTER;

// Silent.

void outParameter(PVOID ext, PULONG irql) {
  StorPortAcquireMSISpinLock(ext, 1, irql);
}

void outParameterByCopy(PVOID ext, PULONG out) {
  ULONG irql;
  StorPortAcquireMSISpinLock(ext, 1, &irql);
  *out = irql;
}

void outParameterNarrow(PVOID ext, PKIRQL out) {
  ULONG irql;
  StorPortAcquireMSISpinLock(ext, 1, &irql);
  *out = (KIRQL)irql;
}

ULONG returned(PVOID ext) {
  ULONG irql;
  StorPortAcquireMSISpinLock(ext, 1, &irql);
  return irql;
}

KIRQL returnedNarrow(PVOID ext) {
  ULONG irql;
  StorPortAcquireMSISpinLock(ext, 1, &irql);
  return (KIRQL)irql;
}

void memory(PVOID ext, QUEUE *q) {
  StorPortAcquireMSISpinLock(ext, q->MessageId, &q->OldIrql);
}

void element(PVOID ext, QUEUE *q, ULONG i) {
  StorPortAcquireMSISpinLock(ext, q->MessageId, &q->Irqls[i]);
}

static ULONG savedGlobally;
void global(PVOID ext) {
  StorPortAcquireMSISpinLock(ext, 1, &savedGlobally);
}
void globalBack(PVOID ext) {
  StorPortReleaseMSISpinLock(ext, 1, savedGlobally);
}

void keep(PVOID ext, ULONG irql);
void givenAway(PVOID ext) {
  ULONG irql;
  StorPortAcquireMSISpinLock(ext, 1, &irql);
  keep(ext, irql);
}

void released(PVOID ext, QUEUE *q) {
  StorPortReleaseMSISpinLock(ext, q->MessageId, q->OldIrql);
}

void releasedByValue(HELD held) {
  StorPortReleaseMSISpinLock(held.Ext, held.Id, held.Irql);
}

// Reported: nobody can reach the saved IRQL.

void onlyLocal(PVOID ext) {
  HELD held;
  StorPortAcquireMSISpinLock(ext, 2, &held.Irql);
  return; // expected-warning {{MSI spin lock for message '2' is still held on return}}
}

ULONG returnsSomethingElse(PVOID ext) {
  ULONG irql;
  StorPortAcquireMSISpinLock(ext, 3, &irql);
  return 3; // expected-warning {{MSI spin lock for message '3' is still held on return}}
}

void outParameterOverwritten(PVOID ext, PULONG out) {
  StorPortAcquireMSISpinLock(ext, 4, out);
  *out = 0;
  return; // expected-warning {{MSI spin lock for message '4' is still held on return}}
}

void copiedToParameter(PVOID ext, ULONG irql) {
  StorPortAcquireMSISpinLock(ext, 5, &irql);
  return; // expected-warning {{MSI spin lock for message '5' is still held on return}}
}

// Reported: an entry point has no caller that releases anything.

HW_STARTIO StartIo;
BOOLEAN StartIo(PVOID ext, PSCSI_REQUEST_BLOCK srb) {
  QUEUE *q = srb->SrbExtension;
  StorPortAcquireMSISpinLock(ext, 6, &q->OldIrql);
  return TRUE; // expected-warning {{MSI spin lock for message '6' is still held on return}}
}

HW_TIMER Timer;
VOID Timer(PVOID ext) {
  QUEUE *q = ext;
  StorPortReleaseMSISpinLock(ext, 7, q->OldIrql); // expected-warning {{MSI spin lock for message '7' is released, but was never acquired}}
}
