// An interlocked operation on a member leaves the other members as they were, and
// what the pointer that it exchanges leads to.
// RUN: %not %spinpair %s --report json=%t.json -- -I%wdk
// RUN: %python %S/../tool/Inputs/check_verdicts.py %t.json counted=proved,clean exchanged=proved,clean compared=proved,clean inArray=proved,clean searched=clean itself=undecided,reported leaks=reported
// RUN: %analyze -verify %s
#include <storport.h>

typedef struct _QUEUE {
  LONG busy, perMessage, spare;
} QUEUE;

typedef struct _EXT {
  LONG perMessage, busy, spare;
  QUEUE *active;
  QUEUE queues[4];
} EXT;

void counted(EXT *ext) {
  ULONG irql = 0;
  if (ext->perMessage)
    StorPortAcquireMSISpinLock(ext, 1, &irql);
  InterlockedIncrement(&ext->busy);
  if (ext->perMessage)
    StorPortReleaseMSISpinLock(ext, 1, irql);
}

void exchanged(EXT *ext, QUEUE *queue) {
  ULONG irql = 0;
  if (queue->perMessage)
    StorPortAcquireMSISpinLock(ext, 1, &irql);
  InterlockedExchangePointer((PVOID *)&ext->active, queue);
  if (queue->perMessage)
    StorPortReleaseMSISpinLock(ext, 1, irql);
}

void compared(EXT *ext) {
  ULONG irql = 0;
  if (ext->perMessage)
    StorPortAcquireMSISpinLock(ext, 1, &irql);
  InterlockedCompareExchange(&ext->busy, 1, 0);
  if (ext->perMessage)
    StorPortReleaseMSISpinLock(ext, 1, irql);
}

void inArray(EXT *ext, ULONG number) {
  ULONG irql = 0;
  if (ext->perMessage)
    StorPortAcquireMSISpinLock(ext, 1, &irql);
  InterlockedDecrement(&ext->queues[number & 3].busy);
  if (ext->perMessage)
    StorPortReleaseMSISpinLock(ext, 1, irql);
}

void searched(EXT *ext, ULONG alone) {
  ULONG irql = 0;
  if (alone ? ext->perMessage : ext->spare)
    StorPortAcquireMSISpinLock(ext, 1, &irql);
  InterlockedIncrement(&ext->busy);
  if (alone ? ext->perMessage : ext->spare)
    StorPortReleaseMSISpinLock(ext, 1, irql);
}

void itself(EXT *ext) {
  ULONG irql = 0;
  if (ext->perMessage)
    StorPortAcquireMSISpinLock(ext, 1, &irql);
  InterlockedExchange(&ext->perMessage, 0);
  if (ext->perMessage)
    StorPortReleaseMSISpinLock(ext, 1, irql);
} // expected-warning{{MSI spin lock for message '1' is still held}}

void leaks(EXT *ext) {
  ULONG irql = 0;
  if (ext->perMessage)
    StorPortAcquireMSISpinLock(ext, 1, &irql);
  InterlockedIncrement(&ext->busy);
} // expected-warning{{MSI spin lock for message '1' is still held}}
