// A loop runs as often as an array has elements, which no number says as such.
// RUN: sh -c '%spinpair %s --report json=%t.json -- -I%wdk; test $? = 2'
// RUN: %python %S/Inputs/check_verdicts.py %t.json clearedByte=reported otherByte=clean,proved,undecided counted=clean,proved,undecided countedWrong=reported enumerated=reported withWhile=undecided tookAll=clean,proved,undecided keptLast=reported branching=undecided,proved,clean
#include <storport.h>

#ifndef ARRAYSIZE
#define ARRAYSIZE(array) (sizeof(array) / sizeof((array)[0]))
#endif

enum { Queues = 6 };

typedef struct _ADAPTER {
  ULONG Count;
  ULONG Irqls[Queues];
} ADAPTER, *PADAPTER;

typedef struct _STATE {
  ULONG Message;
  ULONG Held;
} STATE;

#define TAKE(message) StorPortAcquireMSISpinLock(Adapter, message, &Irql)
#define GIVE(message) StorPortReleaseMSISpinLock(Adapter, message, Irql)

VOID clearedByte(PADAPTER Adapter) {
  STATE State = {1, 1};
  PUCHAR Bytes = (PUCHAR)&State;
  ULONG Irql, I;
  TAKE(1);
  for (I = 0; I < sizeof(State); I++)
    Bytes[I] = 0;
  if (State.Held)
    GIVE(1);
}

VOID otherByte(PADAPTER Adapter) {
  STATE State = {1, 1};
  PUCHAR Bytes = (PUCHAR)&State;
  ULONG Irql, I;
  TAKE(1);
  for (I = 0; I < sizeof(State.Message); I++)
    Bytes[I] = 0;
  if (State.Held)
    GIVE(1);
}

VOID counted(PADAPTER Adapter) {
  ULONG Values[7], Irql, I, Sum = 0;
  for (I = 0; I < ARRAYSIZE(Values); I++)
    Values[I] = I;
  for (I = 0; I < ARRAYSIZE(Values); I++)
    Sum += Values[I];
  TAKE(1);
  if (Sum == 21)
    GIVE(1);
}

VOID countedWrong(PADAPTER Adapter) {
  ULONG Values[7], Irql, I, Sum = 0;
  for (I = 0; I < ARRAYSIZE(Values); I++)
    Values[I] = I;
  for (I = 0; I < ARRAYSIZE(Values); I++)
    Sum += Values[I];
  TAKE(1);
  if (Sum != 21)
    GIVE(1);
}

VOID enumerated(PADAPTER Adapter) {
  ULONG Irql, I, Last = 0;
  for (I = 0; I < Queues; I++)
    Last = I;
  TAKE(Last);
  GIVE(Queues);
}

// How often the other loop runs, nobody knows.
VOID withWhile(PADAPTER Adapter) {
  ULONG Irql, I, Last = 0, Left = Adapter->Count;
  while (Left > 3)
    Left /= 2;
  for (I = 0; I < Queues; I++)
    Last = I;
  TAKE(Last);
  if (Left < 4)
    GIVE(Last);
}

VOID tookAll(PADAPTER Adapter) {
  ULONG I;
  for (I = 0; I < ARRAYSIZE(Adapter->Irqls); I++)
    StorPortAcquireMSISpinLock(Adapter, I, &Adapter->Irqls[I]);
  Adapter->Count++;
  for (I = 0; I < ARRAYSIZE(Adapter->Irqls); I++)
    StorPortReleaseMSISpinLock(Adapter, Queues - 1 - I,
                               Adapter->Irqls[Queues - 1 - I]);
}

VOID keptLast(PADAPTER Adapter) {
  ULONG Irqls[Queues], I;
  for (I = 0; I < ARRAYSIZE(Irqls); I++)
    StorPortAcquireMSISpinLock(Adapter, I, &Irqls[I]);
  for (I = 0; I < ARRAYSIZE(Irqls) - 1; I++)
    StorPortReleaseMSISpinLock(Adapter, Queues - 1 - I,
                               Irqls[Queues - 1 - I]);
}

VOID branching(PADAPTER Adapter) {
  ULONG Irql, I, Any = 0;
  for (I = 0; I < ARRAYSIZE(Adapter->Irqls); I++)
    if (Adapter->Irqls[I])
      Any = 1;
  TAKE(1);
  if (Any || Any == 0)
    GIVE(1);
}
