// What a comparison or a logical operator gives is 0 or 1, wherever it is kept: conditions on it are
// conditions on its operands, behind a loop as well.
// RUN: sh -c '%spinpair %s --report json=%t.json -- -I%wdk; test $? = 2'
// RUN: %python %S/../tool/Inputs/check_verdicts.py %t.json isTrue=proved isFalse=proved oneBit=proved either=proved notBoth=proved chosen=proved apart=proved twoBits=reported notOne=reported other=reported
#include <ntddk.h>

typedef struct _BOX {
  KSPIN_LOCK Lock;
  ULONG Count, First, Second;
} BOX, *PBOX;
#define ROUNDS                                                                                     \
  while (Box->Count) {                                                                             \
    if (Box->Count & 1)                                                                            \
      break;                                                                                       \
    Box->Count--;                                                                                  \
  }
#define BETWEEN(before, behind)                                                                    \
  KIRQL Irql = 0;                                                                                  \
  if (before)                                                                                      \
    KeAcquireSpinLock(&Box->Lock, &Irql);                                                          \
  ROUNDS                                                                                           \
  if (behind)                                                                                      \
  KeReleaseSpinLock(&Box->Lock, Irql)

void isTrue(PBOX Box, ULONG X) {
  BOOLEAN Need = X > 4;
  BETWEEN(Need, Need == TRUE);
}
void isFalse(PBOX Box, ULONG X) {
  BOOLEAN Need = X != 0;
  BETWEEN(Need != FALSE, !(Need == FALSE));
}
void oneBit(PBOX Box, ULONG X) { BETWEEN(X & 2, (X & 2) == 2); }
void either(PBOX Box) {
  BOOLEAN Any = Box->First == 0 || Box->Second == 3;
  BETWEEN(Any, Box->First == 0 || Box->Second == 3);
}
void notBoth(PBOX Box) { BETWEEN(!(Box->First && Box->Second), !Box->First || !Box->Second); }
void chosen(PBOX Box) {
  BOOLEAN Need = Box->First ? Box->Second != 0 : FALSE;
  BETWEEN(Need, Need);
}
// The two ways of the release go with those of the acquire.
static void take(PBOX Box, PKIRQL Irql) {
  BOOLEAN Any = Box->First == 0 || Box->Second == 3;
  if (Any)
    KeAcquireSpinLock(&Box->Lock, Irql);
}
static void give(PBOX Box, KIRQL Irql) {
  BOOLEAN Any = Box->First == 0 || Box->Second == 3;
  if (Any)
    KeReleaseSpinLock(&Box->Lock, Irql);
}
void apart(PBOX Box) {
  KIRQL Irql = 0;
  take(Box, &Irql);
  ROUNDS
  give(Box, Irql);
}

void twoBits(PBOX Box, ULONG X) {
  KIRQL Irql = 0;
  if (X & 6)
    KeAcquireSpinLock(&Box->Lock, &Irql);
  if ((X & 6) == 6)
    KeReleaseSpinLock(&Box->Lock, Irql);
}
void notOne(PBOX Box, ULONG X) {
  KIRQL Irql = 0;
  if (X)
    KeAcquireSpinLock(&Box->Lock, &Irql);
  if (X == TRUE)
    KeReleaseSpinLock(&Box->Lock, Irql);
}
void other(PBOX Box) {
  KIRQL Irql = 0;
  if (Box->First || Box->Second)
    KeAcquireSpinLock(&Box->Lock, &Irql);
  if (Box->First && Box->Second)
    KeReleaseSpinLock(&Box->Lock, Irql);
}
