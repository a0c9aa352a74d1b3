// Operators that read and write one member of a union, as `&=` and `++` do:
// they begin with the bits that are there, and what they make is in all others.
// RUN: %not %spinpair %s --report json=%t.json -- -I%wdk
// RUN: %python %S/../tool/Inputs/check_verdicts.py %t.json right1=undecided,clean,proved right2=undecided,clean,proved right3=undecided,clean,proved right4=undecided,clean,proved right5=undecided,clean,proved right6=undecided,clean,proved right7=undecided,clean,proved right8=undecided,clean,proved right9=undecided,clean,proved wrong9=reported wrong2=reported rightWords505=undecided,clean,proved rightWords506=undecided,clean,proved rightWords507=undecided,clean,proved rightWords508=undecided,clean,proved rightWords509=undecided,clean,proved rightWords510=undecided,clean,proved rightWords511=undecided,clean,proved
#include "Inputs/registers.h"

VOID right1(PEXT e, PS s) {
  ULONG I;
  s->R.Byte[0] = 3;
  A(1, &I);
  s->R.Byte[0] = s->R.Byte[0] & 1;
  if (s->R.AsUlong & 1)
    G(1, I);
}
VOID right2(PEXT e, PS s) {
  ULONG I;
  s->R.Byte[0] = 3;
  A(1, &I);
  s->R.Byte[0] &= 1;
  if (s->R.AsUlong & 1)
    G(1, I);
}
VOID right3(PEXT e, PS s) {
  ULONG I;
  s->R.Byte[0] = 3;
  A(1, &I);
  s->R.Byte[0] &= 1;
  if (s->R.Byte[0] & 1)
    G(1, I);
}
VOID right4(PEXT e, PS s) {
  ULONG I;
  s->R.Byte[0] = 3;
  A(1, &I);
  if (s->R.AsUlong & 1)
    G(1, I);
}
VOID right5(PEXT e, PS s) {
  ULONG I;
  A(1, &I);
  s->R.Byte[0] = 3;
  s->R.Byte[0] &= 1;
  if (s->R.AsUlong & 1)
    G(1, I);
}
VOID right6(PEXT e, PS s) {
  ULONG I;
  A(1, &I);
  s->R.Half[0] = 3;
  s->R.Half[0] &= 1;
  if (s->R.AsUlong & 1)
    G(1, I);
}
VOID right7(PEXT e, PS s) {
  ULONG I;
  A(1, &I);
  s->R.AsUlong = 3;
  s->R.AsUlong &= 1;
  if (s->R.Byte[0] & 1)
    G(1, I);
}
VOID right8(PEXT e, PS s) {
  ULONG I;
  A(1, &I);
  s->R.Byte[0] |= 1;
  if (s->R.AsUlong & 1)
    G(1, I);
}
VOID right9(PEXT e, PS s) {
  ULONG I;
  A(1, &I);
  s->R.Mode = 3;
  s->R.Mode++;
  if (((s->R.AsUlong >> 2) & 63) == 4)
    G(1, I);
}
VOID wrong9(PEXT e, PS s) {
  ULONG I;
  A(1, &I);
  s->R.Mode = 3;
  s->R.Mode++;
  if (((s->R.AsUlong >> 2) & 63) == 3)
    G(1, I);
}
VOID wrong2(PEXT e, PS s) {
  ULONG I;
  s->R.Byte[0] = 3;
  A(1, &I);
  s->R.Byte[0] &= 1;
  if (s->R.AsUlong & 2)
    G(1, I);
}
typedef union _REGB {
  ULONG AsUlong;
  UCHAR Byte[4];
  USHORT Half[2];
} REGB, *PREGB;
typedef struct _SB {
  PVOID E;
  ULONG Count, Flags;
  REGB R;
} SB, *PSB;
VOID rightWords505(PEXT e, PSB s) {
  ULONG I;
  A(1, &I);
  s->R.Byte[0] = 3;
  s->R.Byte[0] &= 1;
  if (s->R.AsUlong & 1)
    G(1, I);
}
VOID rightWords506(PEXT e, PSB s) {
  ULONG I;
  A(1, &I);
  s->R.Half[0] &= 1;
  s->R.Half[0] |= 1;
  if (s->R.AsUlong & 1)
    G(1, I);
}
VOID rightWords507(PEXT e, PSB s) {
  ULONG I;
  A(1, &I);
  s->R.Half[0] |= 1;
  if (s->R.AsUlong & 1)
    G(1, I);
}
VOID rightWords508(PEXT e, PSB s, USHORT x) {
  ULONG I;
  A(1, &I);
  s->R.Half[0] = x;
  s->R.Half[0] = s->R.Half[0] | 1;
  if (s->R.AsUlong & 1)
    G(1, I);
}
VOID rightWords509(PEXT e, PSB s, USHORT x) {
  ULONG I;
  A(1, &I);
  s->R.Half[0] = x;
  s->R.Half[0] |= 1;
  if (s->R.AsUlong & 1)
    G(1, I);
}
VOID rightWords510(PEXT e, PSB s, USHORT x) {
  ULONG I;
  A(1, &I);
  s->R.Half[0] |= 1;
  s->R.Half[0] |= 4;
  if (s->R.AsUlong & 1)
    G(1, I);
}
VOID rightWords511(PEXT e, PSB s, USHORT x) {
  ULONG I;
  A(1, &I);
  s->R.Half[0] = 1;
  s->R.Half[0]++;
  if (s->R.AsUlong & 2)
    G(1, I);
}
