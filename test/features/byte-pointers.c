// A pointer to the bytes of an element is a pointer to the element, and who has the address
// of a number in an array may fill the numbers behind it.
// RUN: %analyze_only -analyzer-checker=storport -verify %s
// RUN: sh -c '%spinpair %s --report json=%t.json -- -I%wdk; test $? = 2'
// RUN: %python %S/../tool/Inputs/check_verdicts.py %t.json clearedByBytes=reported,undecided filled=reported,undecided fillsIrql=reported,undecided cleared=proved,clean,undecided byHelper=proved otherElement=proved,clean
#include <storport.h>

typedef struct _QUEUE {
  ULONG Message, Irql;
  BOOLEAN Held;
} QUEUE, *PQUEUE;
typedef struct _EXT {
  ULONG Count;
  QUEUE Queues[8];
  PULONG Registers;
} EXT, *PEXT;
VOID readAll(PULONG Numbers, ULONG Count); // not in the program

static VOID clear(PQUEUE Queue) { RtlZeroMemory((PUCHAR)Queue, sizeof(*Queue)); }
static VOID start(PQUEUE Queue) { RtlZeroMemory(Queue, sizeof(*Queue)); }

VOID clearedByBytes(PEXT Ext) {
  StorPortAcquireMSISpinLock(Ext, 1, &Ext->Queues[2].Irql);
  clear(&Ext->Queues[2]);
  StorPortReleaseMSISpinLock(Ext, 1, Ext->Queues[2].Irql); // expected-warning {{is released with 'Ext->Queues[2].Irql'}}
}
VOID otherElement(PEXT Ext) {
  StorPortAcquireMSISpinLock(Ext, 1, &Ext->Queues[2].Irql);
  clear(&Ext->Queues[3]);
  StorPortReleaseMSISpinLock(Ext, 1, Ext->Queues[2].Irql);
}
VOID cleared(PEXT Ext) {
  ULONG Irql;
  Ext->Queues[2].Held = TRUE;
  RtlZeroMemory((PUCHAR)&Ext->Queues[2], sizeof(QUEUE));
  if (Ext->Queues[2].Held)
    StorPortAcquireMSISpinLock(Ext, 1, &Irql);
}
VOID byHelper(PEXT Ext) {
  QUEUE Queue;
  start(&Queue);
  if (Ext->Count) {
    StorPortAcquireMSISpinLock(Ext, 1, &Queue.Irql);
    Queue.Held = TRUE;
  }
  if (Queue.Held)
    StorPortReleaseMSISpinLock(Ext, 1, Queue.Irql);
}
VOID filled(PEXT Ext) {
  ULONG Numbers[4], Irql;
  Numbers[3] = 1;
  StorPortAcquireMSISpinLock(Ext, 1, &Irql);
  readAll(&Numbers[1], 3);
  if (Numbers[3])
    StorPortReleaseMSISpinLock(Ext, 1, Irql);
} // expected-warning {{MSI spin lock for message '1' is still held}}
VOID fillsIrql(PEXT Ext) {
  ULONG Numbers[4];
  StorPortAcquireMSISpinLock(Ext, 1, &Numbers[3]);
  StorPortReadRegisterBufferUlong(Ext, Ext->Registers, &Numbers[1], 3);
  StorPortReleaseMSISpinLock(Ext, 1, Numbers[3]);
}
