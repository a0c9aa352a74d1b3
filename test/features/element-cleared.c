// A call that clears one element of an array leaves the others as they were,
// the first one, too, which has the address of the whole array.
// RUN: %not %spinpair %s --report json=%t.json -- -I%wdk
// RUN: %python %S/../tool/Inputs/check_verdicts.py %t.json right10=undecided,clean,proved right11=undecided,clean,proved right12=undecided,clean,proved wrong10=reported wrong11=reported right13=undecided,clean,proved right14=undecided,clean,proved right15=undecided,clean,proved
#include <ntddk.h>
#include <storport.h>

#define A(n, s) StorPortAcquireMSISpinLock(e, n, s)
#define G(n, v) StorPortReleaseMSISpinLock(e, n, v)
typedef struct _Q {
  ULONG Id, Irql, On;
  struct _Q *Next;
} Q, *PQ;
typedef struct _EXT {
  ULONG Count, Flags, Id, Irql;
  UCHAR Mode, Kind;
  USHORT Half;
  Q Qs[4];
  PQ Cur;
  ULONG Irqls[8];
  ULONG Tab[8];
  PVOID Ptr;
} EXT, *PEXT;
typedef struct _S {
  PVOID E;
  ULONG Count, Flags;
  UCHAR Mode, Kind;
  Q Qs[3];
  ULONG Tab[4];
} S, *PS;
static PQ QAt(PS s, ULONG i) { return &s->Qs[i]; }
VOID right10(PEXT e, PS s) {
  ULONG I = 0;
  if (s->Qs[1].On == 0)
    return;
  RtlZeroMemory(&s->Qs[0], sizeof(Q));
  A(1, &I);
  if (QAt(s, 1)->On)
    G(1, I);
}
VOID right11(PEXT e, PS s) {
  ULONG I = 0;
  if (s->Qs[1].On == 0)
    return;
  RtlZeroMemory(&s->Qs[0], sizeof(Q));
  A(1, &I);
  if (s->Qs[1].On)
    G(1, I);
}
VOID right12(PEXT e, PS s) {
  ULONG I = 0;
  if (QAt(s, 1)->On)
    A(1, &I);
  RtlZeroMemory(&s->Qs[0], sizeof(Q));
  if (s->Qs[1].On)
    G(1, I);
}
VOID wrong10(PEXT e, PS s) {
  ULONG I = 0;
  if (s->Qs[1].On == 0)
    return;
  RtlZeroMemory(&s->Qs[1], sizeof(Q));
  A(1, &I);
  if (QAt(s, 1)->On)
    G(1, I);
}
VOID wrong11(PEXT e, PS s) {
  ULONG I = 0;
  if (s->Qs[1].On == 0)
    return;
  RtlZeroMemory(&s->Qs[0], 2 * sizeof(Q));
  A(1, &I);
  if (QAt(s, 1)->On)
    G(1, I);
}
VOID right13(PEXT e, PS s) {
  ULONG I = 0;
  if (s->Qs[1].On == 0)
    return;
  RtlZeroMemory(&s->Tab[0], sizeof(ULONG));
  A(1, &I);
  if (QAt(s, 1)->On)
    G(1, I);
}
VOID right14(PEXT e, PS s) {
  ULONG I = 0;
  if (s->Tab[1] == 0)
    return;
  RtlZeroMemory(&s->Tab[0], sizeof(ULONG));
  A(1, &I);
  if (s->Tab[1])
    G(1, I);
}
VOID right15(PEXT e, PS s) {
  ULONG I = 0;
  PQ q = &s->Qs[1];
  if (q->On == 0)
    return;
  RtlZeroMemory(&s->Qs[0], sizeof(Q));
  A(1, &I);
  if (q->On)
    G(1, I);
}
