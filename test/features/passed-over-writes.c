// What a function that is not stepped into writes in other ways than by a plain
// assignment: cleared, copied, behind a pointer, in all cases of a switch, as
// the end of its loop, or as a structure that it returns. A path that asks for
// what cannot be there shows nothing; one that asks for what can be is followed.
// RUN: %not %spinpair %s --report json=%t.json -- -I%wdk
// RUN: %python %S/../tool/Inputs/check_verdicts.py %t.json right1=undecided,clean,proved right2=undecided,clean,proved right3=undecided,clean,proved right4=undecided,clean,proved right5=undecided,clean,proved right7=undecided,clean,proved right8=undecided,clean,proved right9=undecided,clean,proved right18=undecided,clean,proved right25=undecided,clean,proved right1Again=undecided,clean,proved wrong1Again=reported wrong2Again=reported wrong2BAgain=reported right3Again=undecided,clean,proved wrong3Again=reported wrong4Again=reported right5Again=undecided,clean,proved right6Again=undecided,clean,proved wrong6Again=reported wrong7Again=reported wrong8Again=reported right9Again=undecided,clean,proved wrong9Again=reported wrong9BAgain=reported wrong18Again=reported right19Again=undecided,clean,proved wrong19Again=reported right25Again=undecided,clean,proved wrong25Again=reported wrong25BAgain=reported right26Again=undecided,clean,proved right27Again=undecided,clean,proved wrong27Again=reported wrong30Again=reported wrong31Again=reported right32Again=undecided,clean,proved wrong32Again=reported wrong33Again=reported right34Again=undecided,clean,proved
#include <ntddk.h>
#include <storport.h>

typedef struct _Q {
  ULONG Id, Irql, On;
  struct _Q *Next;
} Q, *PQ;
typedef struct _EXT {
  ULONG Count, Flags;
  UCHAR Mode;
  Q Qs[4];
  ULONG Irqls[8];
  ULONG Tab[8];
} EXT, *PEXT;

#define A(n, s) StorPortAcquireMSISpinLock(e, n, s)
#define G(n, v) StorPortReleaseMSISpinLock(e, n, v)

static VOID ClrS(PEXT e) {
  ULONG i;
  for (i = 0; i < 100; i++)
    e->Tab[i & 7] = i;
  RtlZeroMemory(e->Irqls, sizeof e->Irqls);
}
static VOID ClrAll(PEXT e, ULONG n) {
  ULONG i;
  for (i = 0; i < n; i++)
    e->Tab[i & 7] = i;
  RtlZeroMemory(&e->Qs[1], sizeof(Q));
}
static VOID CpQ(PEXT e, PQ q, ULONG n) {
  ULONG i;
  for (i = 0; i < n; i++)
    e->Tab[i & 7] = i;
  e->Qs[0] = *q;
}
static VOID CpQm(PEXT e, PQ q, ULONG n) {
  ULONG i;
  for (i = 0; i < n; i++)
    e->Tab[i & 7] = i;
  RtlCopyMemory(&e->Qs[0], q, sizeof(Q));
}
static VOID Sw(PEXT e, ULONG n) {
  ULONG i;
  for (i = 0; i < n; i++)
    e->Tab[i & 7] = i;
  switch (e->Mode) {
  case 1:
    e->Flags = 1;
    break;
  case 2:
    e->Flags = 2;
    break;
  default:
    e->Flags = 3;
  }
}
static VOID Wr(PULONG p, ULONG n, ULONG v) {
  ULONG i;
  for (i = 0; i < n; i++)
    p[i] = v;
}
static ULONG Sum(const ULONG *p, ULONG n) {
  ULONG i, s = 0;
  for (i = 0; i < n; i++)
    s += p[i];
  return s;
}
static VOID Drain(PEXT e) {
  while (e->Count) {
    e->Count--;
  }
}
static Q MakeQ(ULONG n) {
  Q q = {0};
  ULONG i;
  for (i = 0; i < n; i++)
    q.Id += i;
  q.On = 1;
  return q;
}
VOID right1(PEXT e) {
  ULONG I;
  ClrS(e);
  A(1, &I);
  if (e->Irqls[3] == 0)
    G(1, I);
}
VOID right2(PEXT e) {
  ULONG I;
  ClrAll(e, e->Count);
  A(1, &I);
  if (!e->Qs[1].On)
    G(1, I);
}
VOID right3(PEXT e, PQ q) {
  ULONG I;
  if (!q->On)
    return;
  CpQ(e, q, e->Count);
  A(1, &I);
  if (e->Qs[0].On)
    G(1, I);
}
VOID right4(PEXT e, PQ q) {
  ULONG I = 0;
  CpQm(e, q, e->Count);
  if (q->On)
    A(1, &I);
  if (e->Qs[0].On)
    G(1, I);
}
VOID right5(PEXT e) {
  ULONG I;
  Sw(e, e->Count);
  A(1, &I);
  if (e->Flags)
    G(1, I);
}
VOID right7(PEXT e) {
  ULONG I;
  ULONG b[8];
  Wr(b, 8, 5);
  A(1, &I);
  if (b[2] == 5)
    G(1, I);
}
VOID right8(PEXT e) {
  ULONG I;
  Wr(e->Tab, 8, 5);
  A(1, &I);
  if (e->Tab[2])
    G(1, I);
}
VOID right9(PEXT e) {
  ULONG I;
  ULONG b[4] = {1, 2, 3, 4};
  A(1, &I);
  if (Sum(b, 4) == 10)
    G(1, I);
}
VOID right18(PEXT e) {
  ULONG I;
  Drain(e);
  A(1, &I);
  if (!e->Count)
    G(1, I);
}
VOID right25(PEXT e) {
  ULONG I;
  Q q = MakeQ(e->Count);
  A(1, &I);
  if (q.On)
    G(1, I);
}
static VOID Zero(PVOID p, SIZE_T n) { RtlZeroMemory(p, n); }
static VOID ClrV(PEXT e, ULONG n) {
  ULONG i;
  for (i = 0; i < n; i++)
    e->Tab[i & 7] = i;
  Zero(&e->Qs[1], sizeof(Q));
}
static VOID Maybe(PEXT e, ULONG n) {
  ULONG i;
  for (i = 0; i < n; i++)
    e->Tab[i & 7] = i;
  if (e->Mode)
    RtlZeroMemory(&e->Qs[1], sizeof(Q));
}
static VOID Both(PEXT e, ULONG n) {
  ULONG i;
  for (i = 0; i < n; i++)
    e->Tab[i & 7] = i;
  if (e->Mode)
    e->Flags = 1;
  else
    e->Flags = 2;
}
static VOID SwSome(PEXT e, ULONG n) {
  ULONG i;
  for (i = 0; i < n; i++)
    e->Tab[i & 7] = i;
  switch (e->Mode) {
  case 1:
    e->Flags = 1;
    break;
  case 2:
    e->Flags = 2;
    break;
  }
}
static VOID SwFall(PEXT e, ULONG n) {
  ULONG i;
  for (i = 0; i < n; i++)
    e->Tab[i & 7] = i;
  switch (e->Mode) {
  case 1:
    e->Count = 1;
  case 2:
    e->Flags = 2;
    break;
  default:
    e->Flags = 3;
  }
}
static VOID In1(PEXT e) { e->Flags = 7; }
static VOID Deep(PEXT e, ULONG n) {
  ULONG i;
  for (i = 0; i < n; i++)
    e->Tab[i & 7] = i;
  In1(e);
}
static VOID WrAll(PULONG p, ULONG n, ULONG v) {
  ULONG i;
  for (i = 0; i < n; i++)
    p[i] = v;
}
static BOOLEAN AnyOn(PEXT e, ULONG n) {
  ULONG i;
  for (i = 0; i < n; i++)
    if (e->Qs[i].On)
      return TRUE;
  return FALSE;
}
static VOID DrainTo(PEXT e, ULONG n) {
  while (e->Count > n)
    e->Count--;
}
static Q MakeM(ULONG n) {
  Q q;
  ULONG i;
  RtlZeroMemory(&q, sizeof q);
  for (i = 0; i < n; i++)
    q.Id += i;
  q.On = 1;
  return q;
}
static Q MakeI(ULONG n) {
  Q q = {.On = 1};
  ULONG i;
  for (i = 0; i < n; i++)
    q.Id += i;
  return q;
}
VOID right1Again(PEXT e) {
  ULONG I;
  ClrV(e, e->Count);
  A(1, &I);
  if (!e->Qs[1].On)
    G(1, I);
}
VOID wrong1Again(PEXT e) {
  ULONG I;
  ClrV(e, e->Count);
  A(1, &I);
  if (e->Qs[1].On)
    G(1, I);
}
VOID wrong2Again(PEXT e) {
  ULONG I;
  Maybe(e, e->Count);
  A(1, &I);
  if (e->Qs[1].On)
    G(1, I);
}
VOID wrong2BAgain(PEXT e) {
  ULONG I;
  Maybe(e, e->Count);
  A(1, &I);
  if (!e->Qs[1].On)
    G(1, I);
}
VOID right3Again(PEXT e) {
  ULONG I;
  Both(e, e->Count);
  A(1, &I);
  if (e->Flags)
    G(1, I);
}
VOID wrong3Again(PEXT e) {
  ULONG I;
  Both(e, e->Count);
  A(1, &I);
  if (e->Flags == 1)
    G(1, I);
}
VOID wrong4Again(PEXT e) {
  ULONG I;
  SwSome(e, e->Count);
  A(1, &I);
  if (e->Flags)
    G(1, I);
}
VOID right5Again(PEXT e) {
  ULONG I;
  SwFall(e, e->Count);
  A(1, &I);
  if (e->Flags)
    G(1, I);
}
VOID right6Again(PEXT e) {
  ULONG I;
  Deep(e, e->Count);
  A(1, &I);
  if (e->Flags == 7)
    G(1, I);
}
VOID wrong6Again(PEXT e) {
  ULONG I;
  Deep(e, e->Count);
  A(1, &I);
  if (e->Flags != 7)
    G(1, I);
}
VOID wrong7Again(PEXT e, ULONG v) {
  ULONG I;
  WrAll(e->Tab, 8, v);
  A(1, &I);
  if (e->Tab[2])
    G(1, I);
}
VOID wrong8Again(PEXT e) {
  ULONG I;
  WrAll(e->Tab, 8, 0);
  A(1, &I);
  if (e->Tab[2])
    G(1, I);
}
VOID right9Again(PEXT e) {
  ULONG I;
  e->Qs[2].On = 1;
  A(1, &I);
  if (AnyOn(e, 4))
    G(1, I);
}
VOID wrong9Again(PEXT e) {
  ULONG I;
  A(1, &I);
  if (AnyOn(e, 4))
    G(1, I);
}
VOID wrong9BAgain(PEXT e) {
  ULONG I;
  e->Flags = 1;
  A(1, &I);
  if (AnyOn(e, 4))
    G(1, I);
}
VOID wrong18Again(PEXT e) {
  ULONG I;
  Drain(e);
  A(1, &I);
  if (e->Count)
    G(1, I);
}
VOID right19Again(PEXT e) {
  ULONG I;
  DrainTo(e, 3);
  A(1, &I);
  if (e->Count <= 3)
    G(1, I);
}
VOID wrong19Again(PEXT e) {
  ULONG I;
  DrainTo(e, 3);
  A(1, &I);
  if (e->Count > 3)
    G(1, I);
}
VOID right25Again(PEXT e) {
  ULONG I;
  Q q = MakeM(e->Count);
  A(1, &I);
  if (q.On)
    G(1, I);
}
VOID wrong25Again(PEXT e) {
  ULONG I;
  Q q = MakeM(e->Count);
  A(1, &I);
  if (!q.On)
    G(1, I);
}
VOID wrong25BAgain(PEXT e) {
  ULONG I;
  Q q = MakeM(e->Count);
  A(1, &I);
  if (q.Id)
    G(1, I);
}
VOID right26Again(PEXT e) {
  ULONG I;
  Q q = MakeI(e->Count);
  A(1, &I);
  if (q.On == 1)
    G(1, I);
}
VOID right27Again(PEXT e) {
  ULONG I;
  e->Qs[0] = MakeI(e->Count);
  A(1, &I);
  if (e->Qs[0].On == 1)
    G(1, I);
}
VOID wrong27Again(PEXT e) {
  ULONG I;
  e->Qs[0] = MakeI(e->Count);
  A(1, &I);
  if (e->Qs[0].On != 1)
    G(1, I);
}
VOID wrong30Again(PEXT e, PQ q) {
  ULONG I;
  CpQ(e, q, e->Count);
  A(1, &I);
  if (e->Qs[0].On)
    G(1, I);
}
VOID wrong31Again(PEXT e, PQ q) {
  ULONG I;
  if (!q->On)
    return;
  CpQ(e, q, e->Count);
  A(1, &I);
  if (e->Flags)
    G(1, I);
}
static VOID Twice(PEXT e, ULONG n) {
  ULONG i;
  e->Flags = 0;
  for (i = 0; i < n; i++)
    e->Tab[i & 7] = i;
  e->Flags = 1;
}
VOID right32Again(PEXT e) {
  ULONG I;
  Twice(e, e->Count);
  A(1, &I);
  if (e->Flags)
    G(1, I);
}
VOID wrong32Again(PEXT e) {
  ULONG I;
  Twice(e, e->Count);
  A(1, &I);
  if (!e->Flags)
    G(1, I);
}
static ULONG SumB(const ULONG *p, ULONG n) {
  ULONG i, s = 0;
  for (i = 0; i < n; i++)
    s += p[i];
  return s;
}
VOID wrong33Again(PEXT e, ULONG x) {
  ULONG I;
  A(1, &I);
  if (SumB(e->Tab, 8) == 10)
    G(1, I);
}
VOID right34Again(PEXT e) {
  ULONG I = 0;
  ClrV(e, e->Count);
  if (e->Qs[1].On)
    A(1, &I);
  if (e->Qs[1].On)
    G(1, I);
}
