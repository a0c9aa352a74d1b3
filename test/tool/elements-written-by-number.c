// An element of an array is written by its number, in a helper, too, and the
// path asks before and behind by an index that may be the same one: the two
// answers may differ. Where the write is of another member, of another array, or
// the index is surely another one, they do not.
// RUN: sh -c '%spinpair %s --report json=%t.json -- -I%wdk; test $? = 2'
// RUN: %python %S/Inputs/check_verdicts.py %t.json byNumber=undecided,reported byPredicate=undecided,reported byPointer=undecided,reported inLoop=undecided,reported byPointerToFirst=undecided,reported nested=undecided,reported nestedLast=undecided,reported copied=undecided,reported assigned=undecided,reported cleared=undecided,reported clearedMore=undecided,reported clearedMember=undecided,reported outer=undecided,reported ofGlobal=undecided,reported twice=undecided,reported keptAnswer=undecided,reported countedBehind=undecided,reported askedBehind=undecided,reported askedByNumber=reported otherMember=proved otherArray=proved,clean otherIndex=proved,clean otherNumber=proved,clean before=proved otherIndexCleared=proved,clean otherCleared=proved,clean,undecided
#include <storport.h>

typedef struct _QUEUE {
  ULONG Id, On;
} QUEUE, *PQUEUE;

typedef struct _ADAPTER {
  QUEUE Queues[3];
  ULONG Table[4];
  struct {
    QUEUE In[2];
  } Ports[2];
  ULONG Count;
} ADAPTER, *PADAPTER;

static PQUEUE at(PADAPTER A, ULONG I) { return &A->Queues[I]; }
static VOID stopFirst(PADAPTER A) { A->Queues[0].On = 0; }
static VOID stopAll(PADAPTER A) {
  ULONG I;
  for (I = 0; I < 3; I++)
    A->Queues[I].On = 0;
}
static VOID stopNext(PQUEUE Queue) { (Queue + 1)->On = 0; }
static VOID stopPort(PADAPTER A) { A->Ports[1].In[0].On = 0; }
static VOID copy(PQUEUE To, const QUEUE *From) {
  RtlCopyMemory(To, From, sizeof(*To));
}
static VOID assign(PQUEUE To, const QUEUE *From) { *To = *From; }
static VOID clear(PADAPTER A, ULONG I) {
  RtlZeroMemory(&A->Queues[I], sizeof(QUEUE));
}
static VOID setTable(PADAPTER A, ULONG I, ULONG Value) { A->Table[I] = Value; }
static ULONG count(PADAPTER A) {
  ULONG I, Count = 0;
  for (I = 0; I < 3; I++)
    if (A->Queues[I].On)
      Count++;
  return Count;
}

#define ACQUIRE StorPortAcquireMSISpinLock(A, 1, &Irql)
#define RELEASE StorPortReleaseMSISpinLock(A, 1, Irql)
#define ASKED_TWICE(NAME, ASKED, DOES, AGAIN)                                  \
  VOID NAME(PADAPTER A, ULONG I, const QUEUE *From) {                          \
    ULONG Irql = 0;                                                            \
    if (ASKED)                                                                 \
      ACQUIRE;                                                                 \
    DOES;                                                                      \
    if (AGAIN)                                                                 \
      RELEASE;                                                                 \
  }

ASKED_TWICE(byNumber, A->Queues[I].On, stopFirst(A), A->Queues[I].On)
ASKED_TWICE(byPredicate, A->Queues[I].On, stopFirst(A), at(A, I)->On)
ASKED_TWICE(byPointer, (A->Queues + I)->On, stopFirst(A), (A->Queues + I)->On)
ASKED_TWICE(inLoop, A->Queues[I].On, stopAll(A), at(A, I)->On)
ASKED_TWICE(byPointerToFirst, A->Queues[I].On, stopNext(A->Queues),
            A->Queues[I].On)
ASKED_TWICE(nested, A->Ports[I].In[0].On, stopPort(A), A->Ports[I].In[0].On)
ASKED_TWICE(nestedLast, A->Ports[1].In[I].On, stopPort(A), A->Ports[1].In[I].On)
ASKED_TWICE(copied, A->Queues[I].On, copy(&A->Queues[1], From),
            A->Queues[I].On)
ASKED_TWICE(assigned, A->Queues[I].On, assign(&A->Queues[1], From),
            A->Queues[I].On)
ASKED_TWICE(cleared, A->Queues[I].On, clear(A, 2), at(A, I)->On)
ASKED_TWICE(clearedMore, A->Queues[I].On,
            RtlZeroMemory(&A->Queues[1], 2 * sizeof(QUEUE)), A->Queues[I].On)
ASKED_TWICE(clearedMember, A->Queues[I].On,
            RtlZeroMemory(&A->Queues[1].On, sizeof(ULONG)), A->Queues[I].On)
ASKED_TWICE(outer, A->Ports[I].In[1].On,
            RtlZeroMemory(&A->Ports[1], sizeof(A->Ports[1])),
            A->Ports[I].In[1].On)

static ADAPTER TheAdapter;
static VOID stopGlobal(VOID) { TheAdapter.Queues[0].On = 0; }
ASKED_TWICE(ofGlobal, TheAdapter.Queues[I].On, stopGlobal(),
            TheAdapter.Queues[I].On)

// A write of another array in between changes nothing of that.
VOID twice(PADAPTER A, ULONG I) {
  ULONG Irql = 0;
  if (A->Queues[I].On)
    ACQUIRE;
  setTable(A, 0, 5);
  stopFirst(A);
  setTable(A, 1, 5);
  if (A->Queues[I].On)
    RELEASE;
}

VOID keptAnswer(PADAPTER A, ULONG I) {
  ULONG Irql = 0;
  BOOLEAN On = A->Queues[I].On != 0;
  if (On)
    ACQUIRE;
  stopFirst(A);
  if (A->Queues[I].On)
    RELEASE;
}

// Of what an element by an index leaves in the others the analyzer says
// nothing, and took that for true.
VOID countedBehind(PADAPTER A, ULONG I) {
  ULONG Irql = 0;
  ACQUIRE;
  clear(A, I);
  if (count(A))
    RELEASE;
}

VOID askedBehind(PADAPTER A, ULONG I) {
  ULONG Irql = 0;
  ACQUIRE;
  clear(A, I);
  if (A->Queues[0].On)
    RELEASE;
}

VOID askedByNumber(PADAPTER A, ULONG I) {
  ULONG Irql = 0;
  ACQUIRE;
  clear(A, I);
  if (A->Queues[0].On == 7)
    RELEASE;
}

ASKED_TWICE(otherMember, A->Queues[I].On, A->Queues[0].Id = 0, A->Queues[I].On)
ASKED_TWICE(otherArray, A->Queues[I].On, setTable(A, 1, 0), at(A, I)->On)
ASKED_TWICE(otherNumber, A->Queues[1].On, stopFirst(A), A->Queues[1].On)
ASKED_TWICE(otherCleared, A->Queues[I].On,
            RtlZeroMemory(&A->Ports[1].In[0], sizeof(QUEUE)), A->Queues[I].On)

VOID otherIndex(PADAPTER A, ULONG I) {
  ULONG Irql = 0;
  if (I == 0)
    return;
  if (A->Queues[I].On)
    ACQUIRE;
  stopFirst(A);
  if (A->Queues[I].On)
    RELEASE;
}

VOID before(PADAPTER A, ULONG I) {
  ULONG Irql = 0;
  stopFirst(A);
  if (A->Queues[I].On)
    ACQUIRE;
  setTable(A, 1, 0);
  if (A->Queues[I].On)
    RELEASE;
}

VOID otherIndexCleared(PADAPTER A, ULONG I) {
  ULONG Irql = 0;
  if (A->Queues[I].On)
    ACQUIRE;
  if (I != 2)
    clear(A, 2);
  if (at(A, I)->On)
    RELEASE;
}
