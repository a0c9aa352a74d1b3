// Where a saved IRQL goes, and what is given back.
// RUN: %analyze -verify %s
#include <storport.h>

typedef struct _QUEUE {
  ULONG MessageId, OldIrql;
  KIRQL Small;
  STOR_LOCK_HANDLE Handle;
} QUEUE;
typedef struct _EXT { QUEUE Queues[4]; ULONG Irqls[4]; } EXT;

void complete(EXT *ext);

// Right.

void fieldOfQueue(EXT *ext, QUEUE *q) {
  StorPortAcquireMSISpinLock(ext, q->MessageId, &q->OldIrql);
  complete(ext);
  StorPortReleaseMSISpinLock(ext, q->MessageId, q->OldIrql);
}

void fieldOfLocal(EXT *ext) {
  struct { int Before; ULONG Irql; int After; } s;
  StorPortAcquireMSISpinLock(ext, 1, &s.Irql);
  s.Before = s.After = 0;
  StorPortReleaseMSISpinLock(ext, 1, s.Irql);
}

void lockHandle(EXT *ext, ULONG id) {
  STOR_LOCK_HANDLE handle = {InterruptLock};
  ULONG irql;
  StorPortAcquireMSISpinLock(ext, id, &irql);
  handle.Context.OldIrql = (KIRQL)irql;
  complete(ext);
  StorPortReleaseMSISpinLock(ext, id, (ULONG)handle.Context.OldIrql);
}

void lockHandleOfQueue(EXT *ext, QUEUE *q) {
  ULONG irql;
  StorPortAcquireMSISpinLock(ext, q->MessageId, &irql);
  q->Handle.Context.OldIrql = (UCHAR)irql;
  complete(ext);
  StorPortReleaseMSISpinLock(ext, q->MessageId, q->Handle.Context.OldIrql);
}

void castSlot(EXT *ext, QUEUE *q) {
  StorPortAcquireMSISpinLock(ext, 1, (PULONG)&q->Handle.Context.OldIrql);
  StorPortReleaseMSISpinLock(ext, 1, q->Handle.Context.OldIrql);
}

void elements(EXT *ext, ULONG i) {
  StorPortAcquireMSISpinLock(ext, i, &ext->Irqls[i]);
  complete(ext);
  StorPortReleaseMSISpinLock(ext, i, ext->Irqls[i]);
}

void outParameter(EXT *ext, PULONG irql) {
  StorPortAcquireMSISpinLock(ext, 1, irql);
  complete(ext);
  StorPortReleaseMSISpinLock(ext, 1, *irql);
}

void masked(EXT *ext) {
  ULONG irql;
  StorPortAcquireMSISpinLock(ext, 1, &irql);
  StorPortReleaseMSISpinLock(ext, 1, irql & 0xff);
}

void savedAndRestored(EXT *ext) {
  ULONG irql, keep;
  StorPortAcquireMSISpinLock(ext, 1, &irql);
  keep = irql;
  StorPortAcquireMSISpinLock(ext, 2, &irql);
  StorPortReleaseMSISpinLock(ext, 2, irql);
  irql = keep;
  StorPortReleaseMSISpinLock(ext, 1, irql);
}

void pointerToSlot(EXT *ext, int which) {
  ULONG a = 0, b = 0, *slot = which ? &a : &b;
  StorPortAcquireMSISpinLock(ext, 1, slot);
  StorPortReleaseMSISpinLock(ext, 1, which ? a : b);
}

// Wrong.

void constant(EXT *ext) {
  ULONG irql;
  StorPortAcquireMSISpinLock(ext, 1, &irql);
  StorPortReleaseMSISpinLock(ext, 1, PASSIVE_LEVEL); // expected-warning {{MSI spin lock for message '1' is released with 'PASSIVE_LEVEL' instead of the IRQL that its acquire saved}}
}

void neverSaved(EXT *ext) {
  ULONG irql, other = 0;
  StorPortAcquireMSISpinLock(ext, 1, &irql);
  StorPortReleaseMSISpinLock(ext, 1, other); // expected-warning {{MSI spin lock for message '1' is released with 'other' instead of the IRQL that its acquire saved}}
}

void setBeforeRelease(EXT *ext) {
  ULONG irql;
  StorPortAcquireMSISpinLock(ext, 1, &irql);
  irql = 2;
  StorPortReleaseMSISpinLock(ext, 1, irql); // expected-warning {{MSI spin lock for message '1' is released with 'irql' instead of the IRQL that its acquire saved}}
}

void swappedFields(EXT *ext, QUEUE *q) {
  ULONG outer;
  StorPortAcquireMSISpinLock(ext, 1, &outer);
  StorPortAcquireMSISpinLock(ext, 2, &q->OldIrql);
  StorPortReleaseMSISpinLock(ext, 2, outer); // expected-warning {{MSI spin lock for message '2' is released with the IRQL saved for message '1', not with its own}}
  StorPortReleaseMSISpinLock(ext, 1, q->OldIrql);
}

void overwrittenField(EXT *ext, QUEUE *q) {
  StorPortAcquireMSISpinLock(ext, 1, &q->OldIrql);
  StorPortAcquireMSISpinLock(ext, 2, &q->OldIrql);
  StorPortReleaseMSISpinLock(ext, 2, q->OldIrql);
  StorPortReleaseMSISpinLock(ext, 1, q->OldIrql); // expected-warning {{MSI spin lock for message '1' is released with 'q->OldIrql', which holds the IRQL of another acquire}}
}

void stale(EXT *ext, QUEUE *q) {
  ULONG irql, again;
  StorPortAcquireMSISpinLock(ext, 1, &irql);
  StorPortReleaseMSISpinLock(ext, 1, irql);
  StorPortAcquireMSISpinLock(ext, 1, &again);
  q->Small = (KIRQL)irql;
  StorPortReleaseMSISpinLock(ext, 1, q->Small); // expected-warning {{MSI spin lock for message '1' is released with 'q->Small'}}
}

void computed(EXT *ext) {
  ULONG irql;
  StorPortAcquireMSISpinLock(ext, 1, &irql);
  StorPortReleaseMSISpinLock(ext, 1, irql - 1); // expected-warning {{MSI spin lock for message '1' is released with 'irql - 1' instead of the IRQL that its acquire saved}}
}

void truthOf(EXT *ext) {
  ULONG irql;
  StorPortAcquireMSISpinLock(ext, 1, &irql);
  StorPortReleaseMSISpinLock(ext, 1, !!irql); // expected-warning {{MSI spin lock for message '1' is released with '!!irql' instead of the IRQL that its acquire saved}}
}
