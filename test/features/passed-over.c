// What a function says that is not stepped into, as its loop is too long or it
// calls itself, goes together with what it read and wrote: a path that asks for
// both shows nothing. One that asks for another member does.
// RUN: %not %spinpair %s --report json=%t.json -- -I%wdk
// RUN: %python %S/../tool/Inputs/check_verdicts.py %t.json byIndex=undecided byIndexOther=reported byPointer=undecided byPointerOther=reported noneFound=reported twoLooks=undecided sumAndOne=undecided stopped=undecided stoppedOther=reported stopThenLook=undecided stoppedMaybe=reported given=undecided givenOther=reported deep=undecided deepOther=reported resultAndOut=undecided,clean,proved sameBytes=undecided
#include <storport.h>

typedef struct _PORT {
  ULONG Number, Waiting, Errors;
  struct _PORT *Next;
} PORT, *PPORT;

typedef struct _EXT {
  PORT Ports[40];
  PPORT First;
  ULONG Failed, Stopped;
  UCHAR Serial[40];
} EXT, *PEXT;

static ULONG firstWaiting(PEXT Ext) {
  ULONG I;
  for (I = 0; I < 40; I++)
    if (Ext->Ports[I].Waiting)
      break;
  return I;
}

static PPORT portOf(PEXT Ext, ULONG Number) {
  PPORT Port = Ext->First;
  while (Port && Port->Number != Number)
    Port = Port->Next;
  return Port;
}

static ULONG sumWaiting(PEXT Ext) {
  ULONG I, Sum = 0;
  for (I = 0; I < 40; I++)
    Sum += Ext->Ports[I].Waiting;
  return Sum;
}

static VOID stopAll(PEXT Ext) {
  ULONG I;
  for (I = 0; I < 40; I++)
    Ext->Ports[I].Waiting = 0;
}

static VOID stopFailed(PEXT Ext) {
  ULONG I;
  for (I = 0; I < 40; I++)
    if (Ext->Ports[I].Errors > 3)
      Ext->Stopped = 1;
}

static VOID setAll(PEXT Ext, ULONG Errors) {
  ULONG I;
  for (I = 0; I < 40; I++)
    Ext->Ports[I].Errors = Errors;
}

static ULONG depth(PPORT Port) { return Port ? 1 + depth(Port->Next) : 0; }

static BOOLEAN wait(PEXT Ext, PULONG Left) {
  ULONG N = 500;
  while (N && !Ext->Stopped)
    N--;
  *Left = N;
  return N != 0;
}

static BOOLEAN same(const UCHAR *A, const UCHAR *B, ULONG Count) {
  while (Count--)
    if (A[Count] != B[Count])
      return FALSE;
  return TRUE;
}

#define LOCK ULONG Irql = 0; StorPortAcquireMSISpinLock(Ext, 1, &Irql)
#define UNLOCK StorPortReleaseMSISpinLock(Ext, 1, Irql)

VOID byIndex(PEXT Ext) {
  ULONG I = firstWaiting(Ext);
  LOCK;
  if (I == 40 || Ext->Ports[I].Waiting)
    UNLOCK;
}

VOID byIndexOther(PEXT Ext) {
  ULONG I = firstWaiting(Ext);
  LOCK;
  if (I == 40 || Ext->Ports[I].Errors)
    UNLOCK;
}

VOID byPointer(PEXT Ext, ULONG Number) {
  PPORT Port = portOf(Ext, Number);
  LOCK;
  if (!Port || Port->Number == Number)
    UNLOCK;
}

VOID byPointerOther(PEXT Ext, ULONG Number) {
  PPORT Port = portOf(Ext, Number);
  LOCK;
  if (Port && Port->Errors)
    return;
  UNLOCK;
}

VOID noneFound(PEXT Ext, ULONG Number) {
  LOCK;
  if (!portOf(Ext, Number))
    return;
  UNLOCK;
}

VOID twoLooks(PEXT Ext) {
  ULONG Irql = 0;
  if (sumWaiting(Ext))
    StorPortAcquireMSISpinLock(Ext, 1, &Irql);
  if (firstWaiting(Ext) != 40)
    UNLOCK;
}

VOID sumAndOne(PEXT Ext) {
  LOCK;
  if (sumWaiting(Ext) >= Ext->Ports[3].Waiting)
    UNLOCK;
}

VOID stopped(PEXT Ext) {
  stopAll(Ext);
  LOCK;
  if (!Ext->Ports[39].Waiting)
    UNLOCK;
}

VOID stoppedOther(PEXT Ext) {
  stopAll(Ext);
  LOCK;
  if (!Ext->Ports[39].Errors)
    UNLOCK;
}

VOID stopThenLook(PEXT Ext) {
  stopAll(Ext);
  LOCK;
  if (!sumWaiting(Ext))
    UNLOCK;
}

VOID stoppedMaybe(PEXT Ext) {
  stopFailed(Ext);
  LOCK;
  if (Ext->Stopped)
    return;
  UNLOCK;
}

VOID given(PEXT Ext) {
  setAll(Ext, 9);
  LOCK;
  if (Ext->Ports[2].Errors == 9)
    UNLOCK;
}

VOID givenOther(PEXT Ext) {
  setAll(Ext, 9);
  LOCK;
  if (Ext->Failed == 9)
    UNLOCK;
}

VOID deep(PEXT Ext) {
  ULONG Irql = 0;
  if (depth(Ext->First))
    StorPortAcquireMSISpinLock(Ext, 1, &Irql);
  if (Ext->First)
    UNLOCK;
}

VOID deepOther(PEXT Ext) {
  ULONG Irql = 0;
  if (depth(Ext->First))
    StorPortAcquireMSISpinLock(Ext, 1, &Irql);
  if (Ext->Failed)
    UNLOCK;
}

VOID resultAndOut(PEXT Ext) {
  ULONG Left;
  if (!wait(Ext, &Left))
    return;
  LOCK;
  if (Left)
    UNLOCK;
}

VOID sameBytes(PEXT Ext, PUCHAR Other) {
  if (!same(Ext->Serial, Other, 40))
    return;
  LOCK;
  if (Ext->Serial[7] == Other[7])
    UNLOCK;
}
