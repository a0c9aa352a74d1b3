// An interlocked operation that leaves a number as it is reads it: twice in a
// row it says the same, and asked again behind the acquire it is a double check,
// which has to be right whatever another processor did in between.
// RUN: sh -c '%spinpair %s --report json=%t.json -- -I%wdk; test $? = 0'
// RUN: %python %S/Inputs/check_verdicts.py %t.json comparedAgain=undecided orAgain=undecided plainAgain=undecided askedAgain=undecided count=proved sameCondition=proved kept=proved bothWays=proved
#include <storport.h>

typedef struct _ADAPTER {
  LONG State;
  ULONG Count;
} ADAPTER, *PADAPTER;

#define ACQUIRE StorPortAcquireMSISpinLock(A, 1, &Irql)
#define RELEASE StorPortReleaseMSISpinLock(A, 1, Irql)
#define READ InterlockedCompareExchange(&A->State, 0, 0)

VOID count(PADAPTER A) {
  ULONG Irql;
  ACQUIRE;
  A->State++;
  RELEASE;
}

VOID comparedAgain(PADAPTER A) {
  ULONG Irql;
  LONG State = READ;
  ACQUIRE;
  if (READ != State)
    return;
  RELEASE;
}

VOID orAgain(PADAPTER A) {
  ULONG Irql;
  LONG State = InterlockedOr(&A->State, 0);
  ACQUIRE;
  if (InterlockedAnd(&A->State, -1) != State)
    return;
  RELEASE;
}

VOID plainAgain(PADAPTER A) {
  ULONG Irql;
  LONG State = InterlockedExchangeAdd(&A->State, 0);
  ACQUIRE;
  if (A->State != State)
    return;
  RELEASE;
}

VOID askedAgain(PADAPTER A) {
  ULONG Irql;
  if (READ)
    return;
  ACQUIRE;
  if (READ)
    return;
  RELEASE;
}

VOID sameCondition(PADAPTER A) {
  ULONG Irql = 0;
  if (READ)
    ACQUIRE;
  A->Count++;
  if (READ)
    RELEASE;
}

VOID kept(PADAPTER A) {
  ULONG Irql = 0;
  const LONG State = READ;
  if (State)
    ACQUIRE;
  A->State = 0;
  if (State)
    RELEASE;
}

VOID bothWays(PADAPTER A) {
  ULONG Irql;
  if (READ)
    return;
  ACQUIRE;
  if (!READ)
    A->Count++;
  RELEASE;
}
