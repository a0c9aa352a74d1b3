// What a function that is not stepped into writes to a member of a union is in
// its other members, too; of one that it returns, its code says what is in it.
// RUN: %not %spinpair %s --report json=%t.json -- -I%wdk
// RUN: %python %S/../tool/Inputs/check_verdicts.py %t.json right1=undecided,clean,proved right2=undecided,clean,proved wrong2=reported right3=undecided,clean,proved wrong3=reported right4=undecided,clean,proved wrong4=reported wrong5=reported right5=undecided,clean,proved right6=undecided,clean,proved
#include "Inputs/registers.h"

static VOID Set(PS s, ULONG n) {
  while (s->Count > n)
    s->Count--;
  s->R.AsUlong = 3;
}
static REG Rd(PS s, ULONG n) {
  while (s->Count > n)
    s->Count--;
  return s->R;
}
static REG Mk(PS s, ULONG n) {
  REG r;
  ULONG i;
  r.AsUlong = 0;
  for (i = 0; i < n; i++)
    r.Mode += i;
  r.En = 1;
  return r;
}
VOID right1(PEXT e, PS s) {
  ULONG I = 0;
  Set(s, 3);
  A(1, &I);
  if (s->R.Rdy)
    G(1, I);
}
VOID right2(PEXT e, PS s) {
  ULONG I = 0;
  if (!s->R.En)
    return;
  A(1, &I);
  if (Rd(s, 3).AsUlong & 1)
    G(1, I);
}
VOID wrong2(PEXT e, PS s) {
  ULONG I = 0;
  A(1, &I);
  if (Rd(s, 3).En)
    G(1, I);
}
VOID right3(PEXT e, PS s) {
  ULONG I = 0;
  REG r = Mk(s, s->Count);
  A(1, &I);
  if (r.En)
    G(1, I);
}
VOID wrong3(PEXT e, PS s) {
  ULONG I = 0;
  REG r = Mk(s, s->Count);
  A(1, &I);
  if (!r.En)
    G(1, I);
}
static VOID SetB(PS s, ULONG n) {
  while (s->Count > n)
    s->Count--;
  s->R.Byte[0] = 3;
}
VOID right4(PEXT e, PS s) {
  ULONG I = 0;
  SetB(s, 3);
  A(1, &I);
  if (s->R.Rdy)
    G(1, I);
}
VOID wrong4(PEXT e, PS s) {
  ULONG I = 0;
  SetB(s, 3);
  A(1, &I);
  if (s->Kind)
    G(1, I);
}
static VOID SetM(PS s, ULONG n) {
  while (s->Count > n)
    s->Count--;
  s->R.Mode = 3;
}
VOID wrong5(PEXT e, PS s) {
  ULONG I = 0;
  SetM(s, 3);
  A(1, &I);
  if (s->R.Rdy)
    G(1, I);
}
VOID right5(PEXT e, PS s) {
  ULONG I = 0;
  if (s->R.Rdy)
    A(1, &I);
  SetM(s, 3);
  if (s->R.AsUlong & 2)
    G(1, I);
}
VOID right6(PEXT e, PS s) {
  ULONG I = 0;
  if (s->R.Rdy)
    A(1, &I);
  SetM(s, 3);
  if (s->R.Rdy)
    G(1, I);
}
