// A member, or a local variable, is reached by a number that is its address: the
// sum of a pointer, as a number, and constants.
// RUN: sh -c '%spinpair %s --report json=%t.json -- -I%wdk; test $? = 2'
// RUN: %python %S/../tool/Inputs/check_verdicts.py %t.json cleared=reported clearedOther=proved stepwise=reported backwards=reported local=reported localOther=undecided,clean,proved slot=reported read=proved behindIt=reported half=reported otherHalf=undecided,clean,proved element=reported otherElement=proved inHelper=reported otherInHelper=proved perhaps=undecided readTwice=undecided readWrong=reported masked=undecided narrow=undecided
#include <storport.h>

typedef struct _ADAPTER {
  ULONG Count;
  ULONG Mode;
  ULONG Spare;
  ULONG Message;
  struct {
    ULONG Low, High;
  } Pairs[2];
} ADAPTER, *PADAPTER;

#define LOCKED_IF(Condition, Between)                                          \
  ULONG Irql = 0;                                                              \
  if (Condition)                                                               \
    StorPortAcquireMSISpinLock(Adapter, 1, &Irql);                             \
  Between;                                                                     \
  if (Condition)                                                               \
  StorPortReleaseMSISpinLock(Adapter, 1, Irql)

#define AT(pointer, offset) (*(PULONG)((ULONG_PTR)(pointer) + (offset)))

VOID cleared(PADAPTER Adapter) {
  ULONG Irql = 0;
  if (Adapter->Mode)
    StorPortAcquireMSISpinLock(Adapter, 1, &Irql);
  AT(Adapter, FIELD_OFFSET(ADAPTER, Mode)) = 0;
  if (Adapter->Mode)
    StorPortReleaseMSISpinLock(Adapter, 1, Irql);
}

VOID clearedOther(PADAPTER Adapter) {
  ULONG Irql = 0;
  if (Adapter->Mode)
    StorPortAcquireMSISpinLock(Adapter, 1, &Irql);
  AT(Adapter, FIELD_OFFSET(ADAPTER, Spare)) = 0;
  if (Adapter->Mode)
    StorPortReleaseMSISpinLock(Adapter, 1, Irql);
}

VOID stepwise(PADAPTER Adapter) {
  ULONG Irql = 0;
  ULONG_PTR Address = (ULONG_PTR)Adapter + 2 * sizeof(ULONG);
  Address = Address - sizeof(ULONG);
  if (Adapter->Mode)
    StorPortAcquireMSISpinLock(Adapter, 1, &Irql);
  *(PULONG)Address = 0;
  if (Adapter->Mode)
    StorPortReleaseMSISpinLock(Adapter, 1, Irql);
}

VOID backwards(PADAPTER Adapter) {
  ULONG Irql = 0;
  if (Adapter->Mode)
    StorPortAcquireMSISpinLock(Adapter, 1, &Irql);
  *(PULONG)((ULONG_PTR)&Adapter->Spare - sizeof(ULONG)) = 0;
  if (Adapter->Mode)
    StorPortReleaseMSISpinLock(Adapter, 1, Irql);
}

VOID local(PADAPTER Adapter) {
  ULONG Irql, Messages[2] = {1, 1};
  AT(Messages, sizeof(ULONG)) = 2;
  StorPortAcquireMSISpinLock(Adapter, 1, &Irql);
  StorPortReleaseMSISpinLock(Adapter, Messages[1], Irql);
}

VOID localOther(PADAPTER Adapter) {
  ULONG Irql, Messages[2] = {1, 1};
  AT(Messages, sizeof(ULONG)) = 2;
  StorPortAcquireMSISpinLock(Adapter, 1, &Irql);
  StorPortReleaseMSISpinLock(Adapter, Messages[0], Irql);
}

VOID slot(PADAPTER Adapter) {
  StorPortAcquireMSISpinLock(Adapter, 1, &AT(Adapter, 8));
  Adapter->Spare = 0;
  StorPortReleaseMSISpinLock(Adapter, 1, Adapter->Spare);
}

VOID read(PADAPTER Adapter) {
  ULONG Irql;
  StorPortAcquireMSISpinLock(Adapter, AT(Adapter, 12), &Irql);
  StorPortReleaseMSISpinLock(Adapter, Adapter->Message, Irql);
}

VOID readWrong(PADAPTER Adapter) {
  ULONG Irql;
  StorPortAcquireMSISpinLock(Adapter, AT(Adapter, 12), &Irql);
  StorPortReleaseMSISpinLock(Adapter, Adapter->Message + 1, Irql);
}

// Which bits of the address are set, and what is behind half of one, nobody knows.
VOID masked(PADAPTER Adapter) {
  ULONG Irql = 0;
  if (Adapter->Mode)
    StorPortAcquireMSISpinLock(Adapter, 1, &Irql);
  *(PULONG)((ULONG_PTR)&Adapter->Mode & ~(ULONG_PTR)7) = 0;
  if (Adapter->Mode)
    StorPortReleaseMSISpinLock(Adapter, 1, Irql);
}

VOID narrow(PADAPTER Adapter) {
  ULONG Irql = 0;
  if (Adapter->Mode)
    StorPortAcquireMSISpinLock(Adapter, 1, &Irql);
  *(PULONG)(ULONG_PTR)((ULONG)(ULONG_PTR)Adapter + 4) = 0;
  if (Adapter->Mode)
    StorPortReleaseMSISpinLock(Adapter, 1, Irql);
}

VOID behindIt(PADAPTER Adapter) {
  PULONG Mode = (PULONG)((PUCHAR)Adapter + 4);
  LOCKED_IF(Adapter->Spare, Mode[1] = 0);
}

VOID half(PADAPTER Adapter) {
  LOCKED_IF(Adapter->Mode & 0xFFFF, *(PUSHORT)((PUCHAR)Adapter + 4) = 0);
}

VOID otherHalf(PADAPTER Adapter) {
  LOCKED_IF(Adapter->Mode & 0xFFFF, *(PUSHORT)((PUCHAR)Adapter + 6) = 0);
}

VOID element(PADAPTER Adapter) {
  LOCKED_IF(Adapter->Pairs[1].High, *(PULONG)((PUCHAR)Adapter + 28) = 0);
}

VOID otherElement(PADAPTER Adapter) {
  LOCKED_IF(Adapter->Pairs[1].High, *(PULONG)((PUCHAR)Adapter + 24) = 0);
}

static VOID clear(PULONG Number) { *Number = 0; }

VOID inHelper(PADAPTER Adapter) {
  LOCKED_IF(Adapter->Mode, clear((PULONG)((PUCHAR)Adapter + 4)));
}

VOID otherInHelper(PADAPTER Adapter) {
  LOCKED_IF(Adapter->Mode, clear((PULONG)((PUCHAR)Adapter + 8)));
}

// It may be the same adapter, or another one.
VOID perhaps(PADAPTER Adapter, PADAPTER Other) {
  LOCKED_IF(Adapter->Mode, *(PULONG)((PUCHAR)Other + 4) = 0);
}

// It is read twice, and may change in between.
VOID readTwice(PADAPTER Adapter) {
  LOCKED_IF(*(volatile ULONG *)((PUCHAR)Adapter + 4), Adapter->Count++);
}
