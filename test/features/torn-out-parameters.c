// A caller is handed a lock with the IRQL that it saved. If the path writes
// part of where that was put, or all of it with more, the lock is left held.
// RUN: %not %spinpair %s --report json=%t.json -- -I%wdk
// RUN: %python %S/../tool/Inputs/check_verdicts.py %t.json lowByte=reported highByte=reported half=reported quad=reported oneByteCleared=reported recordCopied=reported recordCleared=reported handleCleared=reported bitsBeside=proved,clean memberCleared=proved,clean elementsBeside=proved,clean writtenLater=proved,clean copiedFirst=proved,clean
#include <storport.h>

typedef struct _QUEUE {
  ULONG Id, Irql;
  ULONG Busy : 1, Depth : 7;
  ULONG Errors;
} QUEUE, *PQUEUE;

VOID lowByte(PVOID Ext, PULONG Irql) {
  StorPortAcquireMSISpinLock(Ext, 1, Irql);
  *(PUCHAR)Irql = 0;
}

VOID highByte(PVOID Ext, PULONG Irql) {
  StorPortAcquireMSISpinLock(Ext, 1, Irql);
  ((PUCHAR)Irql)[3] = 0;
}

VOID half(PVOID Ext, PULONG Irql) {
  StorPortAcquireMSISpinLock(Ext, 1, Irql);
  *(PUSHORT)Irql = 7;
}

VOID quad(PVOID Ext, PULONG Irql) {
  StorPortAcquireMSISpinLock(Ext, 1, Irql);
  *(PULONGLONG)Irql = 0;
}

VOID oneByteCleared(PVOID Ext, PULONG Irql) {
  StorPortAcquireMSISpinLock(Ext, 1, Irql);
  RtlZeroMemory(Irql, 1);
}

VOID recordCopied(PVOID Ext, PQUEUE Queue, PQUEUE Other) {
  StorPortAcquireMSISpinLock(Ext, Queue->Id, &Queue->Irql);
  RtlCopyMemory(Queue, Other, sizeof(*Queue));
}

VOID recordCleared(PVOID Ext, PQUEUE Queue) {
  ULONG Irql;
  StorPortAcquireMSISpinLock(Ext, 1, &Irql);
  Queue->Irql = Irql;
  RtlZeroMemory(Queue, sizeof(*Queue));
}

VOID handleCleared(PVOID Ext, PSTOR_LOCK_HANDLE Handle) {
  StorPortAcquireSpinLock(Ext, StartIoLock, NULL, Handle);
  RtlZeroMemory(Handle, sizeof(*Handle));
}

VOID bitsBeside(PVOID Ext, PQUEUE Queue) {
  StorPortAcquireMSISpinLock(Ext, 1, &Queue->Irql);
  Queue->Busy = 1;
  Queue->Depth = 0;
  Queue->Errors = 3;
}

VOID memberCleared(PVOID Ext, PQUEUE Queue) {
  StorPortAcquireMSISpinLock(Ext, 1, &Queue->Irql);
  RtlZeroMemory(&Queue->Errors, sizeof(Queue->Errors));
}

VOID elementsBeside(PVOID Ext, PULONG Irqls) {
  StorPortAcquireMSISpinLock(Ext, 1, &Irqls[1]);
  Irqls[0] = Irqls[2] = 0;
  *(PUCHAR)&Irqls[2] = 1;
}

VOID writtenLater(PVOID Ext, PQUEUE Queue) {
  ULONG Irql;
  StorPortAcquireMSISpinLock(Ext, 1, &Irql);
  RtlZeroMemory(Queue, sizeof(*Queue));
  Queue->Irql = Irql;
}

VOID copiedFirst(PVOID Ext, PQUEUE Queue, PQUEUE Kept) {
  StorPortAcquireMSISpinLock(Ext, 1, &Queue->Irql);
  RtlCopyMemory(Kept, Queue, sizeof(*Queue));
  RtlZeroMemory(Queue, sizeof(*Queue));
}
