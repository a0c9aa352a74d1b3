#include <storport.h>

typedef struct _PORT_AREA {
  ULONG Vector, Busy, Spare;
  BOOLEAN Shared;
} PORT_AREA, *PPORT_AREA;

typedef union _STATUS_WORD {
  ULONG Word;
  UCHAR Part[4];
} STATUS_WORD;

static PULONG Kept;

static VOID StepKept(VOID) { (*Kept)++; }

/* The message is changed through a pointer that another function keeps. */
VOID WrongKept(PPORT_AREA Area) {
  ULONG Old;
  Kept = &Area->Vector;
  StorPortAcquireMSISpinLock(Area, Area->Vector, &Old);
  StepKept();
  StorPortReleaseMSISpinLock(Area, Area->Vector, Old);
}

/* The condition is changed by its offset. */
VOID WrongOffset(PPORT_AREA Area) {
  ULONG Old = 0;
  if (Area->Shared)
    StorPortAcquireMSISpinLock(Area, 2, &Old);
  ((PUCHAR)Area)[FIELD_OFFSET(PORT_AREA, Shared)] = 0;
  if (Area->Shared)
    StorPortReleaseMSISpinLock(Area, 2, Old);
}

/* Another member of the union is written. */
VOID WrongUnion(PPORT_AREA Area) {
  ULONG Old;
  STATUS_WORD Status;
  Status.Word = 0;
  Status.Part[1] = (UCHAR)Area->Busy;
  StorPortAcquireMSISpinLock(Area, 2, &Old);
  if (Status.Word)
    return;
  StorPortReleaseMSISpinLock(Area, 2, Old);
}

/* The saved IRQL goes to one of two locals. */
VOID WrongSlot(PPORT_AREA Area, BOOLEAN First) {
  ULONG One, Two;
  StorPortAcquireMSISpinLock(Area, 2, First ? &One : &Two);
}

/* -1 is no ULONG. */
static LONG Lookup(PPORT_AREA Area) { return Area->Busy ? -1 : 3; }

VOID WrongSign(PPORT_AREA Area) {
  ULONG Old, Found = Lookup(Area);
  StorPortAcquireMSISpinLock(Area, 2, &Old);
  if (Found == 0xFFFFFFFF)
    return;
  StorPortReleaseMSISpinLock(Area, 2, Old);
}

/* Another field is written through the same kind of pointer. */
static VOID AddTo(PPORT_AREA Area, PULONG Sum) { *Sum += Area->Vector; }

VOID ProvedOther(PPORT_AREA Area) {
  ULONG Old;
  StorPortAcquireMSISpinLock(Area, Area->Vector, &Old);
  AddTo(Area, &Area->Spare);
  StorPortReleaseMSISpinLock(Area, Area->Vector, Old);
}

/* A flag and its IRQL in a structure, set and asked by helpers in a loop. */
typedef struct _GUARD_STATE {
  ULONG Irql;
  BOOLEAN Taken;
} GUARD_STATE;

static VOID Enter(PPORT_AREA Area, GUARD_STATE *State) {
  if (State->Taken)
    return;
  StorPortAcquireMSISpinLock(Area, 4, &State->Irql);
  State->Taken = TRUE;
}

static VOID Leave(PPORT_AREA Area, GUARD_STATE *State) {
  if (!State->Taken)
    return;
  State->Taken = FALSE;
  StorPortReleaseMSISpinLock(Area, 4, State->Irql);
}

VOID ProvedLoop(PPORT_AREA Area) {
  GUARD_STATE State = {0};
  while (Area->Busy) {
    Enter(Area, &State);
    if (Area->Busy & 4)
      Leave(Area, &State);
    Area->Busy >>= 1;
  }
  Leave(Area, &State);
}

/* Conditions that have nothing to do with the lock add up. */
ULONG ProvedConditions(PPORT_AREA Area, const ULONG *Bits) {
  ULONG Old, Sum = 0;
#define ASK(N)                                                                 \
  if (Bits[N])                                                                 \
    Sum |= 1u << N;
  ASK(0) ASK(1) ASK(2) ASK(3) ASK(4) ASK(5) ASK(6) ASK(7) ASK(8) ASK(9) ASK(10)
  if (Sum == 77)
    return 1;
  StorPortAcquireMSISpinLock(Area, 2, &Old);
#undef ASK
#define ASK(N)                                                                 \
  if (Bits[N] == 3) {                                                          \
    Area->Spare++;                                                             \
    if (Area->Busy == N) {                                                     \
      StorPortReleaseMSISpinLock(Area, 2, Old);                                \
      return 2;                                                                \
    }                                                                          \
  }
  ASK(0) ASK(1) ASK(2) ASK(3) ASK(4) ASK(5) ASK(6) ASK(7) ASK(8) ASK(9) ASK(10)
  StorPortReleaseMSISpinLock(Area, 2, Old);
  return 0;
}

/* A helper fills a part of a structure by way of another helper. */
typedef struct _TICKET {
  PVOID Owner;
  ULONG Irql;
} TICKET;

typedef struct _JOURNAL {
  ULONG Steps;
  TICKET Last;
} JOURNAL;

static VOID Punch(TICKET *Ticket, PVOID Owner, ULONG Irql) {
  Ticket->Owner = Owner;
  Ticket->Irql = Irql;
}

static VOID Open(JOURNAL *Journal, PVOID Owner, ULONG Irql) {
  Journal->Steps = 0;
  Punch(&Journal->Last, Owner, Irql);
}

VOID ProvedNested(PPORT_AREA Area) {
  ULONG Old, Copy;
  JOURNAL Journal;
  StorPortAcquireMSISpinLock(Area, 5, &Old);
  Copy = Old;
  Open(&Journal, Area, Copy);
  StorPortReleaseMSISpinLock(Area, 5, Journal.Last.Irql);
}

VOID WrongNested(PPORT_AREA Area) {
  ULONG Old;
  JOURNAL Journal;
  StorPortAcquireMSISpinLock(Area, 5, &Old);
  Journal.Last.Irql = Old;
  Open(&Journal, Area, 0);
  StorPortReleaseMSISpinLock(Area, 5, Journal.Last.Irql);
}

/* A queue is written through one pointer, and read through another. */
typedef struct _RING {
  ULONG Message;
} RING, *PRING;

typedef struct _RINGS {
  RING Submit, Complete, Extra[4];
} RINGS, *PRINGS;

VOID WrongSameRing(PVOID Ext, PRINGS One, PRINGS Other) {
  ULONG Old;
  StorPortAcquireMSISpinLock(Ext, One->Submit.Message, &Old);
  Other->Submit.Message = 2;
  StorPortReleaseMSISpinLock(Ext, One->Submit.Message, Old);
}

VOID WrongRingWithin(PVOID Ext, PRINGS One, PRING Other) {
  ULONG Old;
  One->Submit.Message = 1;
  StorPortAcquireMSISpinLock(Ext, One->Submit.Message, &Old);
  Other->Message = 2;
  StorPortReleaseMSISpinLock(Ext, One->Submit.Message, Old);
}

VOID WrongRingOfIndex(PVOID Ext, PRINGS One, ULONG Index) {
  ULONG Old;
  One->Extra[1].Message = 1;
  StorPortAcquireMSISpinLock(Ext, One->Extra[1].Message, &Old);
  One->Extra[Index].Message = 2;
  StorPortReleaseMSISpinLock(Ext, One->Extra[1].Message, Old);
}

VOID ProvedOtherRing(PVOID Ext, PRINGS One) {
  ULONG Old;
  One->Submit.Message = 1;
  One->Extra[1].Message = 3;
  StorPortAcquireMSISpinLock(Ext, One->Submit.Message, &Old);
  One->Complete.Message = 2;
  StorPortReleaseMSISpinLock(Ext, 1, Old);
  StorPortAcquireMSISpinLock(Ext, One->Extra[1].Message, &Old);
  One->Extra[2].Message = 4;
  StorPortReleaseMSISpinLock(Ext, 3, Old);
}

/* The saved IRQL is overwritten where the caller reads it. */
VOID WrongHandedOver(PVOID Ext, PULONG Out) {
  StorPortAcquireMSISpinLock(Ext, 4, Out);
  *Out = 0;
}

VOID ProvedHandedOver(PVOID Ext, PULONG Out) {
  *Out = 0;
  StorPortAcquireMSISpinLock(Ext, 4, Out);
}
