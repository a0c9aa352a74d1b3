// A pointer whose upper bits are cut off, as for a seed or a hash, is none any more: nobody writes
// the structure by it. One that keeps all bits can come back as another pointer.
// RUN: sh -c '%spinpair %s --report json=%t.json -- -I%wdk; test $? = 0 -o $? = 2'
// RUN: %python %S/../tool/Inputs/check_verdicts.py %t.json fills=proved fillsOther=undecided,clean,reported
#include <wdf.h>

typedef struct _BOX {
  WDFSPINLOCK Lock;
  ULONG Seed, Length;
} BOX, *PBOX;
typedef struct _WHOLE {
  WDFSPINLOCK Lock;
  ULONG_PTR Key;
  ULONG Length;
} WHOLE, *PWHOLE;
PUCHAR Buffer(ULONG Index);
void keep(ULONG_PTR Key);

ULONG seed(PBOX Box) {
  ULONG Seed = (ULONG)(ULONG_PTR)Box;
  Seed ^= PtrToUlong(&Box->Length) >> 4;
  return Seed | (USHORT)(ULONG_PTR)Box;
}
void fills(PBOX Box, ULONG Index) {
  PUCHAR To = Buffer(Index);
  Box->Seed = seed(Box);
  WdfSpinLockAcquire(Box->Lock);
  To[Box->Length] = 0;
  WdfSpinLockRelease(Box->Lock);
}
void key(PWHOLE Whole) { keep((ULONG_PTR)Whole); }
void fillsOther(PWHOLE Whole, ULONG Index) {
  PUCHAR To = Buffer(Index);
  WdfSpinLockAcquire(Whole->Lock);
  To[Whole->Length] = 0;
  WdfSpinLockRelease(Whole->Lock);
}
