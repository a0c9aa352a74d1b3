#include "returned-unions.h"

#define ACQUIRE StorPortAcquireMSISpinLock(Ext, 1, &Irql)
#define RELEASE StorPortReleaseMSISpinLock(Ext, 1, Irql)

VOID rightByHelper(PVOID Ext, PCARD Card) {
  ULONG Irql = 0;
  if (GetReg(Card).En)
    ACQUIRE;
  if (ReadReg(Card) & 1)
    RELEASE;
}

VOID rightByMember(PVOID Ext, PCARD Card) {
  ULONG Irql = 0;
  if (GetReg(Card).En)
    ACQUIRE;
  if (Card->R.AsUlong & 1)
    RELEASE;
}

VOID rightTwice(PVOID Ext, PCARD Card) {
  ULONG Irql = 0;
  if (GetReg(Card).En)
    ACQUIRE;
  if (GetReg(Card).AsUlong & 1)
    RELEASE;
}

VOID rightMade(PVOID Ext, PCARD Card) {
  ULONG Irql = 0;
  Card->B = MakeBig(1, 2);
  ACQUIRE;
  if (Card->B.Q >> 32)
    RELEASE;
}

VOID wrongOtherBit(PVOID Ext, PCARD Card) {
  ULONG Irql = 0;
  if (GetReg(Card).En)
    ACQUIRE;
  if (GetReg(Card).AsUlong & 2)
    RELEASE;
}

VOID wrongMade(PVOID Ext, ULONG Low) {
  ULONG Irql = 0;
  BIG Big = MakeBig(Low, 0);
  ACQUIRE;
  if (Big.u.Lo)
    RELEASE;
}
