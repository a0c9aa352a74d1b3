// The ULONG that an acquire saves is put where there is room for less, in one of
// the members of a structure: those behind it have the bytes that are left over,
// which are 0.
// RUN: sh -c '%spinpair %s --report json=%t.json -- -I%wdk; test $? = 2'
// RUN: %python %S/../tool/Inputs/check_verdicts.py %t.json setBehind=proved setBefore=undecided setLocal=proved,undecided,clean setLocalBefore=reported helped=undecided,proved,clean helpedLocal=reported twoElements=proved,undecided,clean twoBackwards=reported,undecided halves=proved lastElement=undecided alone=undecided aloneKept=reported byPointerWrong=reported behind=undecided unionSlot=undecided untouched=proved,undecided,clean wholeBytes=reported
#include <storport.h>

typedef struct _STATE {
  KIRQL Old;
  UCHAR Held;
  UCHAR Rest[2];
  UCHAR Next;
} STATE, *PSTATE;

typedef struct _ONE {
  KIRQL Old;
} ONE;

typedef struct _ADAPTER {
  ULONG Count;
  STATE State;
  KIRQL Olds[6];
  UCHAR Busy;
  USHORT Half, Other;
  ONE One;
  UCHAR BehindOne;
  union {
    KIRQL Old;
    UCHAR Bytes[4];
  } Any;
} ADAPTER, *PADAPTER;

#define TAKE(message, slot)                                                    \
  StorPortAcquireMSISpinLock(Adapter, message, (PULONG)(slot))
#define GIVE(message, irql) StorPortReleaseMSISpinLock(Adapter, message, irql)

VOID setBehind(PADAPTER Adapter) {
  TAKE(1, &Adapter->State.Old);
  Adapter->State.Held = 1;
  if (Adapter->State.Held)
    GIVE(1, Adapter->State.Old);
}

// Whoever calls it may know that the lock is never given back.
VOID setBefore(PADAPTER Adapter) {
  Adapter->State.Held = 1;
  TAKE(1, &Adapter->State.Old);
  if (Adapter->State.Held)
    GIVE(1, Adapter->State.Old);
}

VOID setLocal(PADAPTER Adapter) {
  STATE State;
  TAKE(1, &State.Old);
  State.Held = 1;
  if (State.Held)
    GIVE(1, State.Old);
}

VOID setLocalBefore(PADAPTER Adapter) {
  STATE State;
  State.Held = 1;
  TAKE(1, &State.Old);
  if (State.Held)
    GIVE(1, State.Old);
}

static VOID take(PADAPTER Adapter, PSTATE State) {
  TAKE(1, &State->Old);
  State->Held = 1;
}

static VOID takeBefore(PADAPTER Adapter, PSTATE State) {
  State->Held = 1;
  TAKE(1, &State->Old);
}

static VOID give(PADAPTER Adapter, PSTATE State) {
  if (State->Held)
    GIVE(1, State->Old);
}

VOID helped(PADAPTER Adapter) {
  STATE State = {0};
  take(Adapter, &State);
  give(Adapter, &State);
}

VOID helpedLocal(PADAPTER Adapter) {
  STATE State = {0};
  takeBefore(Adapter, &State);
  give(Adapter, &State);
}

VOID twoElements(PADAPTER Adapter) {
  TAKE(1, &Adapter->Olds[0]);
  TAKE(2, &Adapter->Olds[1]);
  GIVE(2, Adapter->Olds[1]);
  GIVE(1, Adapter->Olds[0]);
}

// The second acquire clears what the first one saved.
VOID twoBackwards(PADAPTER Adapter) {
  TAKE(1, &Adapter->Olds[1]);
  TAKE(2, &Adapter->Olds[0]);
  GIVE(2, Adapter->Olds[0]);
  GIVE(1, Adapter->Olds[1]);
}

VOID halves(PADAPTER Adapter) {
  TAKE(1, &Adapter->Half);
  Adapter->Other = 1;
  if (Adapter->Other)
    GIVE(1, Adapter->Half);
}

VOID lastElement(PADAPTER Adapter) {
  Adapter->Busy = 1;
  TAKE(1, &Adapter->Olds[5]);
  if (Adapter->Busy)
    GIVE(1, Adapter->Olds[5]);
}

VOID untouched(PADAPTER Adapter) {
  STATE State;
  State.Next = 1;
  TAKE(1, &State.Old);
  if (State.Next)
    GIVE(1, State.Old);
}

VOID wholeBytes(PADAPTER Adapter) {
  STATE State;
  State.Rest[1] = 1;
  TAKE(1, &State.Old);
  if (State.Rest[1])
    GIVE(1, State.Old);
}

// What is written has no room in the structure, or in the variable.
VOID behind(PADAPTER Adapter) {
  Adapter->BehindOne = 1;
  TAKE(1, &Adapter->One.Old);
  if (Adapter->BehindOne)
    GIVE(1, Adapter->One.Old);
}

VOID alone(PADAPTER Adapter) {
  KIRQL Old;
  TAKE(1, &Old);
  GIVE(1, Old);
}

VOID aloneKept(PADAPTER Adapter) {
  KIRQL Old;
  TAKE(1, &Old);
  if (Adapter->Count)
    return;
  GIVE(1, Old);
}

VOID byPointerWrong(PADAPTER Adapter, PKIRQL Old) {
  TAKE(1, Old);
  *Old = 0;
  GIVE(1, *Old);
}

VOID unionSlot(PADAPTER Adapter) {
  Adapter->Any.Bytes[1] = 1;
  TAKE(1, &Adapter->Any.Old);
  if (Adapter->Any.Bytes[1])
    GIVE(1, Adapter->Any.Old);
}
