// A structure of the driver that a routine is given as a pointer to void, or to
// print, is a context: the routine does not fill it, however few members it has.
// One that is given with its length is filled.
// RUN: %not %spinpair %s --report json=%t.json -- -I%wdk
// RUN: %python %S/../tool/Inputs/check_verdicts.py %t.json printed=proved queued=proved member=proved filled=undecided,reported filledByAddress=undecided,reported searched=clean leaks=reported
// RUN: %analyze -verify %s
#include <storport.h>

typedef struct _QUEUE {
  ULONG message, perMessage, filled;
} QUEUE;

typedef struct _EXT {
  STOR_DPC dpc;
  QUEUE own;
} EXT;

void printed(EXT *ext, QUEUE *queue) {
  ULONG irql = 0;
  if (queue->perMessage)
    StorPortAcquireMSISpinLock(ext, 1, &irql);
  DbgPrint("%p", queue);
  if (queue->perMessage)
    StorPortReleaseMSISpinLock(ext, 1, irql);
}

void queued(EXT *ext, QUEUE *queue) {
  ULONG irql = 0;
  StorPortAcquireMSISpinLock(ext, queue->message, &irql);
  StorPortIssueDpc(ext, &ext->dpc, queue, NULL);
  StorPortReleaseMSISpinLock(ext, queue->message, irql);
}

void member(EXT *ext) {
  ULONG irql = 0;
  StorPortAcquireMSISpinLock(ext, ext->own.message, &irql);
  StorPortIssueDpc(ext, &ext->dpc, &ext->own, NULL);
  StorPortReleaseMSISpinLock(ext, ext->own.message, irql);
}

void filled(EXT *ext, QUEUE *queue) {
  ULONG irql = 0;
  StorPortAcquireMSISpinLock(ext, queue->message, &irql);
  StorPortGetBusData(ext, PCIConfiguration, 0, 0, queue, sizeof(*queue));
  StorPortReleaseMSISpinLock(ext, queue->message, irql);
}

void filledByAddress(EXT *ext) {
  ULONG irql = 0;
  StorPortAcquireMSISpinLock(ext, ext->own.message, &irql);
  StorPortGetBusData(ext, PCIConfiguration, 0, 0, &ext->own, sizeof(ext->own));
  StorPortReleaseMSISpinLock(ext, ext->own.message, irql);
}

// What a proof does not settle, the search does by the same.
void searched(EXT *ext, QUEUE *queue, ULONG alone) {
  ULONG irql = 0;
  if (alone ? queue->perMessage : queue->filled)
    StorPortAcquireMSISpinLock(ext, 1, &irql);
  DbgPrint("%p", queue);
  if (alone ? queue->perMessage : queue->filled)
    StorPortReleaseMSISpinLock(ext, 1, irql);
}

void leaks(EXT *ext, QUEUE *queue) {
  ULONG irql = 0;
  if (queue->perMessage)
    StorPortAcquireMSISpinLock(ext, 1, &irql);
  DbgPrint("%p", queue);
} // expected-warning{{MSI spin lock for message '1' is still held}}
