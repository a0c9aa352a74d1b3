// A member that is only ever given what WdfSpinLockCreate makes, or 0, holds a lock that no other
// such member holds. One that is given a copy may hold the lock of another.
// RUN: sh -c '%spinpair %s --report json=%t.json -- -I%wdk; test $? = 0'
// RUN: %python %S/../tool/Inputs/check_verdicts.py %t.json both=proved across=proved global=proved copied=undecided lent=undecided twoOfOne=undecided
#include <wdf.h>

typedef struct _QUEUE {
  WDFSPINLOCK Lock, Inner, Copy, Lent;
  LONG Count;
} QUEUE, *PQUEUE;
typedef struct _SOCKET {
  WDFSPINLOCK State;
  PQUEUE Queue;
  LONG Numbers[40];
} SOCKET, *PSOCKET;
static WDFSPINLOCK All;
VOID fill(WDFSPINLOCK *Where); // not in the program

NTSTATUS create(PQUEUE Queue, PSOCKET Socket) {
  RtlZeroMemory(Queue, sizeof(*Queue));
  RtlZeroMemory(Socket, sizeof(*Socket));
  if (!NT_SUCCESS(WdfSpinLockCreate(WDF_NO_OBJECT_ATTRIBUTES, &Queue->Lock)) ||
      !NT_SUCCESS(WdfSpinLockCreate(WDF_NO_OBJECT_ATTRIBUTES, &Queue->Inner)) ||
      !NT_SUCCESS(WdfSpinLockCreate(WDF_NO_OBJECT_ATTRIBUTES, &Queue->Copy)) ||
      !NT_SUCCESS(WdfSpinLockCreate(WDF_NO_OBJECT_ATTRIBUTES, &Queue->Lent)) ||
      !NT_SUCCESS(WdfSpinLockCreate(WDF_NO_OBJECT_ATTRIBUTES, &All)))
    return STATUS_UNSUCCESSFUL;
  fill(&Queue->Lent);
  return WdfSpinLockCreate(WDF_NO_OBJECT_ATTRIBUTES, &Socket->State);
}
VOID share(PQUEUE Queue) { Queue->Copy = Queue->Lock; }

VOID both(PQUEUE Queue) {
  WdfSpinLockAcquire(Queue->Lock);
  WdfSpinLockAcquire(Queue->Inner);
  Queue->Count++;
  WdfSpinLockRelease(Queue->Inner);
  WdfSpinLockRelease(Queue->Lock);
}
VOID across(PSOCKET Socket) {
  WdfSpinLockAcquire(Socket->State);
  WdfSpinLockAcquire(Socket->Queue->Lock);
  Socket->Queue->Count++;
  WdfSpinLockRelease(Socket->Queue->Lock);
  WdfSpinLockRelease(Socket->State);
}
VOID global(PSOCKET Socket) {
  WdfSpinLockAcquire(Socket->State);
  WdfSpinLockAcquire(All);
  WdfSpinLockRelease(All);
  WdfSpinLockRelease(Socket->State);
}
VOID copied(PQUEUE Queue) {
  WdfSpinLockAcquire(Queue->Inner);
  WdfSpinLockAcquire(Queue->Copy);
  WdfSpinLockRelease(Queue->Copy);
  WdfSpinLockRelease(Queue->Inner);
}
VOID lent(PQUEUE Queue) {
  WdfSpinLockAcquire(Queue->Inner);
  WdfSpinLockAcquire(Queue->Lent);
  WdfSpinLockRelease(Queue->Lent);
  WdfSpinLockRelease(Queue->Inner);
}
VOID twoOfOne(PQUEUE Queue, PQUEUE Other) {
  WdfSpinLockAcquire(Queue->Lock);
  WdfSpinLockAcquire(Other->Lock);
  WdfSpinLockRelease(Other->Lock);
  WdfSpinLockRelease(Queue->Lock);
}
