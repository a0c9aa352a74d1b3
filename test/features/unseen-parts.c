// What a helper writes of an element by a number that is not known, by way of the whole or as a
// whole, may be what decides about a lock: exploring paths does not show that, unless both
// elements have numbers that are known.
// RUN: %not %spinpair %s --report json=%t.json -- -I%wdk
// RUN: %python %S/../tool/Inputs/check_verdicts.py %t.json byLink=undecided message=undecided copied=reported
#include <storport.h>

typedef struct _QUEUE {
  ULONG Message, Irql;
  LIST_ENTRY Link;
} QUEUE;
typedef struct _EXT {
  QUEUE Queues[8];
} EXT;

static VOID drop(LIST_ENTRY *Link) {
  CONTAINING_RECORD(Link, QUEUE, Link)->Irql = 0;
}
VOID byLink(EXT *Ext, ULONG Index) {
  if (Index > 3)
    return;
  StorPortAcquireMSISpinLock(Ext, 1, &Ext->Queues[Index].Irql);
  drop(&Ext->Queues[Index].Link);
  StorPortReleaseMSISpinLock(Ext, 1, Ext->Queues[Index].Irql);
}
static VOID move(LIST_ENTRY *Link) {
  QUEUE *Queue = CONTAINING_RECORD(Link, QUEUE, Link);
  Queue->Message++;
}
VOID message(EXT *Ext, ULONG Index) {
  ULONG Irql;
  if (Index > 3)
    return;
  StorPortAcquireMSISpinLock(Ext, Ext->Queues[Index].Message, &Irql);
  move(&Ext->Queues[Index].Link);
  StorPortReleaseMSISpinLock(Ext, Ext->Queues[Index].Message, Irql);
}
static VOID copy(QUEUE *To, const QUEUE *From) { *To = *From; }
VOID copied(EXT *Ext) {
  StorPortAcquireMSISpinLock(Ext, Ext->Queues[1].Message, &Ext->Queues[1].Irql);
  copy(&Ext->Queues[1], &Ext->Queues[2]);
  StorPortReleaseMSISpinLock(Ext, Ext->Queues[1].Message, Ext->Queues[1].Irql);
}
