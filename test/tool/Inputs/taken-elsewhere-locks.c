#include "taken-elsewhere.h"
VOID begin(OP *Op, BOX *Box) {
  Op->Box = Box;
  KeAcquireSpinLock(&Box->Lock, &Op->Irql);
  if (!Box->Ready) {
    KeReleaseSpinLock(&Box->Lock, Op->Irql);
    Op->Box = NULL;
  }
}
VOID end(OP *Op) {
  if (!Op->Box)
    return;
  KeReleaseSpinLock(&Op->Box->Lock, Op->Irql);
  Op->Box = NULL;
}
VOID take(BOX *Box, KIRQL *Irql) { KeAcquireSpinLock(&Box->Lock, Irql); }
VOID giveGuarded(BOX *Box, KIRQL Irql) {
  if (Box)
    KeReleaseSpinLock(&Box->Lock, Irql);
}
