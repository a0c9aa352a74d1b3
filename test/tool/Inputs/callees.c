/* Helpers whose proof is open, and who calls them. */
#include <storport.h>

typedef struct _RING {
  ULONG Head;
  ULONG Tail;
  ULONG Saved[4];
  ULONG Vectors[4];
} RING, *PRING;

static VOID EnterRing(PRING Ring, PULONG Old, ULONG Bits) {
  switch (Bits) { /* too wide a range to be followed by the proof */
  case 0 ... 1000:
    Ring->Head++;
    break;
  default:
    break;
  }
  StorPortAcquireMSISpinLock(Ring, 7, Old);
}

/* The same, and it keeps nothing. */
static VOID TouchRing(PRING Ring, ULONG Bits) {
  ULONG Inner;
  StorPortAcquireMSISpinLock(Ring, 3, &Inner);
  switch (Bits) { /* too wide a range to be followed by the proof */
  case 0 ... 1000:
    Ring->Tail++;
    break;
  default:
    break;
  }
  StorPortReleaseMSISpinLock(Ring, 3, Inner);
}

VOID RingForgets(PRING Ring, ULONG Bits) {
  ULONG Old;
  EnterRing(Ring, &Old, Bits);
  if (Ring->Head == Ring->Tail)
    return;
  StorPortReleaseMSISpinLock(Ring, 7, Old);
}

VOID RingPairs(PRING Ring, ULONG Bits) {
  ULONG Old;
  EnterRing(Ring, &Old, Bits);
  Ring->Head = 0;
  StorPortReleaseMSISpinLock(Ring, 7, Old);
}

/* What it calls is found to keep nothing. */
VOID RingTouches(PRING Ring, ULONG Bits) {
  ULONG Old;
  TouchRing(Ring, Bits);
  StorPortAcquireMSISpinLock(Ring, 7, &Old);
  Ring->Head++;
  StorPortReleaseMSISpinLock(Ring, 7, Old);
}

/* By way of a function that has no mistake of its own. */
static VOID RingBetween(PRING Ring, ULONG Bits) {
  TouchRing(Ring, Bits);
}

VOID RingAbove(PRING Ring, ULONG Bits) {
  RingBetween(Ring, Bits);
}

/* Never told apart: two numbers of elements, two fields, one more than it. */
VOID RingTwoVectors(PRING Ring, ULONG I, ULONG J) {
  ULONG A, B;
  StorPortAcquireMSISpinLock(Ring, Ring->Vectors[I], &A);
  StorPortAcquireMSISpinLock(Ring, Ring->Vectors[J], &B);
  StorPortReleaseMSISpinLock(Ring, Ring->Vectors[J], B);
  StorPortReleaseMSISpinLock(Ring, Ring->Vectors[I], A);
}

VOID RingConstantAndField(PRING Ring) {
  ULONG A, B;
  StorPortAcquireMSISpinLock(Ring, 2, &A);
  StorPortAcquireMSISpinLock(Ring, Ring->Tail, &B);
  StorPortReleaseMSISpinLock(Ring, Ring->Tail, B);
  StorPortReleaseMSISpinLock(Ring, 2, A);
}

VOID RingNext(PRING Ring, ULONG Id) {
  ULONG A, B;
  StorPortAcquireMSISpinLock(Ring, Id, &A);
  StorPortAcquireMSISpinLock(Ring, Id + 1, &B);
  StorPortReleaseMSISpinLock(Ring, Id + 1, B);
  StorPortReleaseMSISpinLock(Ring, Id, A);
}
