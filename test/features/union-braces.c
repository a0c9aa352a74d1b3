// A local union that braces initialise, at any level, by one of its members:
// the others have the same bits.
// RUN: %not %spinpair %s --report json=%t.json -- -I%wdk
// RUN: %python %S/../tool/Inputs/check_verdicts.py %t.json right1=undecided,clean,proved wrong1=reported right2=undecided,clean,proved right3=undecided,clean,proved right4=undecided,clean,proved right5=undecided,clean,proved right6=undecided,clean,proved right7=undecided,clean,proved wrong7=reported right9=undecided,clean,proved right10=undecided,clean,proved wrong10=reported right12=undecided,clean,proved right13=undecided,clean,proved
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
typedef union _REG {
  ULONG AsUlong;
  struct {
    ULONG En : 1, Rdy : 1, Mode : 6, Code : 8, Rsv : 16;
  };
} REG, *PREG;
typedef union _REGN {
  ULONG AsUlong;
  struct {
    ULONG En : 1, Rdy : 1, Mode : 6, Code : 8, Rsv : 16;
  } Bits;
  UCHAR Byte[4];
  USHORT Half[2];
} REGN;
typedef struct _H {
  REG R;
  ULONG N;
} H;
VOID right1(PEXT e) {
  ULONG I;
  REG r = {.En = 1, .Code = 2};
  A(1, &I);
  if (r.AsUlong == 0x201)
    G(1, I);
}
VOID wrong1(PEXT e) {
  ULONG I;
  REG r = {.En = 1, .Code = 2};
  A(1, &I);
  if (r.AsUlong == 0x200)
    G(1, I);
}
VOID right2(PEXT e) {
  ULONG I;
  REGN r = {.Bits = {.En = 1, .Code = 2}};
  A(1, &I);
  if (r.AsUlong == 0x201)
    G(1, I);
}
VOID right3(PEXT e) {
  ULONG I;
  REG r = {0x201};
  A(1, &I);
  if (r.En)
    G(1, I);
}
VOID right4(PEXT e) {
  ULONG I;
  H h = {.R = {.En = 1, .Code = 2}};
  A(1, &I);
  if (h.R.AsUlong == 0x201)
    G(1, I);
}
VOID right5(PEXT e) {
  ULONG I;
  REGN r = {.Byte = {1, 2}};
  A(1, &I);
  if (r.AsUlong == 0x201)
    G(1, I);
}
VOID right6(PEXT e) {
  ULONG I;
  REGN r = {.Bits = {.En = 1, .Code = 2}};
  A(1, &I);
  if (r.Half[0] == 0x201)
    G(1, I);
}
VOID right7(PEXT e) {
  ULONG I;
  REG a[2] = {{.En = 1}, {.Rdy = 1}};
  A(1, &I);
  if (a[1].AsUlong == 2)
    G(1, I);
}
VOID wrong7(PEXT e) {
  ULONG I;
  REG a[2] = {{.En = 1}, {.Rdy = 1}};
  A(1, &I);
  if (a[1].AsUlong == 1)
    G(1, I);
}
VOID right9(PEXT e, ULONG x) {
  ULONG I;
  REG r = {.En = 1, .Code = x};
  A(1, &I);
  if (r.AsUlong & 1)
    G(1, I);
}
VOID right10(PEXT e, ULONG x) {
  ULONG I = 0;
  REGN r = {.Bits = {.En = x}};
  if (x & 1)
    A(1, &I);
  if (r.AsUlong & 1)
    G(1, I);
}
VOID wrong10(PEXT e, ULONG x) {
  ULONG I = 0;
  REGN r = {.Bits = {.En = x}};
  if (x & 1)
    A(1, &I);
  if (r.AsUlong & 2)
    G(1, I);
}
VOID right12(PEXT e) {
  ULONG I;
  REG r = {0};
  A(1, &I);
  if (!r.Rdy)
    G(1, I);
}
VOID right13(PEXT e) {
  ULONG I;
  REG r = {.En = 1};
  r.Code = 2;
  A(1, &I);
  if (r.AsUlong == 0x201)
    G(1, I);
}
