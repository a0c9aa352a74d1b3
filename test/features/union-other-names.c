// A member of a union that is read by another name than before, as by a byte
// and not by a bit-field: it has the same bits, in an element by an index that
// is no number, too, and when something else was written in between.
// RUN: %not %spinpair %s --report json=%t.json -- -I%wdk
// RUN: %python %S/../tool/Inputs/check_verdicts.py %t.json wrongOwn3=reported wrongOwn5=reported wrongOwn6=reported wrongOwn13=reported wrongOwn16=reported rightOwn17=undecided,clean,proved rightOwn18=undecided,clean,proved wrongOwn18=reported wrongOwn19=reported wrongOwn20=reported rightOwn21=undecided,clean,proved wrongOwn21=reported rightOwn22=undecided,clean,proved rightOwn23=undecided,clean,proved wrongOwn23=reported rightOwn24=undecided,clean,proved rightOwn26=undecided,clean,proved rightOwn27=undecided,clean,proved rightIndex1=undecided,clean,proved rightIndex2=undecided,clean,proved rightBeside3=undecided,clean,proved rightBeside5=undecided,clean,proved rightBeside13=undecided,clean,proved rightBeside15=undecided,clean,proved rightBeside16=undecided,clean,proved rightElement13=undecided,clean,proved
#include "Inputs/registers.h"

static VOID ClrQ(PS s, ULONG i) { RtlZeroMemory(&s->Qs[i], sizeof(Q)); }
static VOID DrainTo(PS s, ULONG n) {
  while (s->Count > n)
    s->Count--;
}
static VOID ClrR(PS s, ULONG n) {
  while (s->Count > n) {
    s->Count--;
    s->R.AsUlong = 0;
  }
}
VOID wrongOwn3(PEXT e, PS s) {
  ULONG I = 0;
  if (s->R.Code == 5)
    A(1, &I);
  RtlZeroMemory(s->Qs, sizeof s->Qs);
  if (s->R.Byte[0] == 5)
    G(1, I);
}
VOID wrongOwn5(PEXT e, PS s) {
  ULONG I = 0;
  if (s->R.En)
    A(1, &I);
  InterlockedOr((PLONG)&s->Flags, 2);
  if (s->R.AsUlong & 2)
    G(1, I);
}
VOID wrongOwn6(PEXT e, PS s) {
  ULONG I = 0;
  if (s->R.En)
    A(1, &I);
  InterlockedAnd((PLONG)&s->R.AsUlong, ~1);
  if (s->R.AsUlong & 1)
    G(1, I);
}
VOID wrongOwn13(PEXT e, PS s) {
  ULONG I = 0;
  if (s->In.X.Mode == 3)
    A(1, &I);
  ClrQ(s, 1);
  if ((s->In.X.Byte[0] >> 2) == 4)
    G(1, I);
}
VOID wrongOwn16(PEXT e, PS s) {
  ULONG I = 0;
  if (s->R.En)
    A(1, &I);
  ClrR(s, 3);
  if (s->R.Byte[0] & 1)
    G(1, I);
}
VOID rightOwn17(PEXT e, PS s, ULONG i) {
  ULONG I = 0;
  if (s->Regs[i].Rdy)
    A(1, &I);
  DrainTo(s, 3);
  if (s->Regs[i].AsUlong & 2)
    G(1, I);
}
VOID rightOwn18(PEXT e, PS s, ULONG i) {
  ULONG I = 0;
  if (s->Regs[i].Rdy)
    A(1, &I);
  InterlockedOr((PLONG)&s->Flags, 2);
  if (s->Regs[i].Byte[0] & 2)
    G(1, I);
}
VOID wrongOwn18(PEXT e, PS s, ULONG i) {
  ULONG I = 0;
  if (s->Regs[i].Rdy)
    A(1, &I);
  if (s->Regs[i].AsUlong & 4)
    G(1, I);
}
VOID wrongOwn19(PEXT e, PS s, ULONG i, ULONG j) {
  ULONG I = 0;
  if (s->Regs[i].Rdy)
    A(1, &I);
  if (s->Regs[j].AsUlong & 2)
    G(1, I);
}
VOID wrongOwn20(PEXT e, PS s, ULONG i) {
  ULONG I = 0;
  if (s->Regs[i].Rdy)
    A(1, &I);
  s->Regs[i].Rdy = 0;
  if (s->Regs[i].AsUlong & 2)
    G(1, I);
}
VOID rightOwn21(PEXT e, PS s, ULONG i) {
  ULONG I = 0;
  A(1, &I);
  s->Regs[i].Rdy = 1;
  if (s->Regs[i].AsUlong & 2)
    G(1, I);
}
VOID wrongOwn21(PEXT e, PS s, ULONG i) {
  ULONG I = 0;
  A(1, &I);
  s->Regs[i].Rdy = 0;
  if (s->Regs[i].AsUlong & 2)
    G(1, I);
}
VOID rightOwn22(PEXT e, PS s, ULONG i) {
  ULONG I = 0;
  if (s->Regs[i].Code == 7)
    A(1, &I);
  RtlZeroMemory(s->Qs, sizeof s->Qs);
  if (s->Regs[i].Byte[1] == 7)
    G(1, I);
}
VOID rightOwn23(PEXT e, PS s) {
  ULONG I = 0;
  if (s->Regs[1].Code == 7)
    A(1, &I);
  s->Regs[2].AsUlong = 0;
  if (s->Regs[1].Byte[1] == 7)
    G(1, I);
}
VOID wrongOwn23(PEXT e, PS s) {
  ULONG I = 0;
  if (s->Regs[1].Code == 7)
    A(1, &I);
  s->Regs[1].AsUlong = 0;
  if (s->Regs[1].Byte[1] == 7)
    G(1, I);
}
VOID rightOwn24(PEXT e, PS s, ULONG i) {
  ULONG I = 0;
  if (s->Regs[i].Code == 7)
    A(1, &I);
  s->Flags = 3;
  if (s->Regs[i].Half[0] >> 8 == 7)
    G(1, I);
}
VOID rightOwn26(PEXT e, PS s, ULONG i) {
  ULONG I = 0;
  PREG r = &s->Regs[i];
  if (r->Rdy)
    A(1, &I);
  if (s->Regs[i].AsUlong & 2)
    G(1, I);
}
VOID rightOwn27(PEXT e, PREG r) {
  ULONG I = 0;
  if (r->Rdy)
    A(1, &I);
  e->Flags = 1;
  ClrQ((PS)e->Ptr, 1);
  if (r->AsUlong & 2)
    G(1, I);
}
VOID rightIndex1(PEXT e, PS s, ULONG i) {
  ULONG I = 0;
  if (s->Regs[i].Rdy)
    A(1, &I);
  if (s->Regs[i].AsUlong & 2)
    G(1, I);
}
VOID rightIndex2(PEXT e, PS s, ULONG i) {
  ULONG I = 0;
  if (s->Regs[i].Rdy)
    A(1, &I);
  if (s->Regs[i].Byte[0] & 2)
    G(1, I);
}
VOID rightBeside3(PEXT e, PS s) {
  ULONG I = 0;
  if (s->R.Code == 5)
    A(1, &I);
  RtlZeroMemory(s->Qs, sizeof s->Qs);
  if (s->R.Byte[1] == 5)
    G(1, I);
}
VOID rightBeside5(PEXT e, PS s) {
  ULONG I = 0;
  if (s->R.En)
    A(1, &I);
  InterlockedOr((PLONG)&s->Flags, 2);
  if (s->R.AsUlong & 1)
    G(1, I);
}
VOID rightBeside13(PEXT e, PS s) {
  ULONG I = 0;
  if (s->In.X.Mode == 3)
    A(1, &I);
  ClrQ(s, 1);
  if ((s->In.X.Byte[0] >> 2) == 3)
    G(1, I);
}
VOID rightBeside15(PEXT e, PS s) {
  ULONG I = 0;
  REG r = s->R;
  if (r.En)
    A(1, &I);
  DrainTo(s, 3);
  r = s->R;
  if (r.Byte[0] & 1)
    G(1, I);
}
VOID rightBeside16(PEXT e, PS s) {
  ULONG I = 0;
  if (s->R.En)
    A(1, &I);
  DrainTo(s, 3);
  if (s->R.Byte[0] & 1)
    G(1, I);
}
typedef union _REGD {
  ULONG AsUlong;
  struct {
    ULONG En : 1, Rdy : 1, Mode : 6, Code : 8, Rsv : 16;
  };
} REGD, *PREGD;
typedef union _REGN {
  ULONG AsUlong;
  struct {
    ULONG En : 1, Rdy : 1, Mode : 6, Code : 8, Rsv : 16;
  } Bits;
  UCHAR Byte[4];
  USHORT Half[2];
} REGN;
typedef union _BIG {
  ULONGLONG Q;
  struct {
    ULONG Lo, Hi;
  } u;
  struct {
    ULONGLONG Low : 32, Mid : 16, Top : 16;
  } b;
  USHORT W[4];
  UCHAR B[8];
} BIG;
typedef struct _D {
  REGD R;
  REGN N;
  BIG B;
  REGN Arr[4];
  BIG *PB;
  union {
    REGD X;
    struct {
      USHORT L;
      USHORT H;
    } P;
  } Nest;
  LARGE_INTEGER Li;
  PEXT E;
} D, *PD;
VOID rightElement13(PEXT e, PD d, ULONG i) {
  ULONG I = 0;
  if (i > 3)
    return;
  if (d->Arr[i].Bits.En)
    A(1, &I);
  d->Arr[i].Bits.Rdy = 1;
  if (d->Arr[i].AsUlong & 1)
    G(1, I);
}
