#include "returned-unions.h"

REG GetReg(PCARD Card) { return Card->R; }

ULONG ReadReg(PCARD Card) { return Card->R.AsUlong; }

BIG MakeBig(ULONG Lo, ULONG Hi) {
  BIG Big;
  Big.u.Lo = Lo;
  Big.u.Hi = Hi;
  return Big;
}
