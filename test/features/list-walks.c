// A walk along a list is provable, however many steps it has.
// RUN: %not %spinpair %s --report json=%t.json -- -I%wdk
// RUN: %python %S/../tool/Inputs/check_verdicts.py %t.json byMessage=proved byFor=proved bySpinLock=proved savedInNode=proved stepsTooEarly=reported,undecided leaks=reported
#include <storport.h>
#include <wdm.h>

typedef struct _QUEUE {
  ULONG message, depth, irql;
  KSPIN_LOCK lock;
  struct _QUEUE *next;
} QUEUE;

void byMessage(PVOID ext, QUEUE *queue) {
  ULONG irql;
  while (queue) {
    StorPortAcquireMSISpinLock(ext, queue->message, &irql);
    queue->depth = 0;
    StorPortReleaseMSISpinLock(ext, queue->message, irql);
    queue = queue->next;
  }
}

void byFor(PVOID ext, QUEUE *queue) {
  for (; queue; queue = queue->next) {
    ULONG irql;
    StorPortAcquireMSISpinLock(ext, queue->message, &irql);
    StorPortReleaseMSISpinLock(ext, queue->message, irql);
  }
}

void bySpinLock(QUEUE *queue) {
  for (; queue; queue = queue->next) {
    KIRQL irql;
    KeAcquireSpinLock(&queue->lock, &irql);
    queue->depth = 0;
    KeReleaseSpinLock(&queue->lock, irql);
  }
}

void savedInNode(PVOID ext, QUEUE *queue) {
  for (; queue; queue = queue->next) {
    StorPortAcquireMSISpinLock(ext, queue->message, &queue->irql);
    queue->depth++;
    StorPortReleaseMSISpinLock(ext, queue->message, queue->irql);
  }
}

void stepsTooEarly(PVOID ext, QUEUE *queue) {
  ULONG irql;
  while (queue) {
    StorPortAcquireMSISpinLock(ext, queue->message, &irql);
    queue = queue->next;
    if (!queue)
      break;
    StorPortReleaseMSISpinLock(ext, queue->message, irql);
  }
}

void leaks(PVOID ext, QUEUE *queue) {
  ULONG irql;
  for (; queue; queue = queue->next) {
    StorPortAcquireMSISpinLock(ext, queue->message, &irql);
    if (queue->depth > 7)
      return;
    StorPortReleaseMSISpinLock(ext, queue->message, irql);
  }
}
