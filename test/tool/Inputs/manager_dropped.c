#include "manager.h"

VOID DroppedTwice(PVOID Extension, PQUEUE Queue) {
  HOLD(Extension, Queue);
  DROP(Extension, Queue);
  DROP(Extension, Queue);
}

VOID DroppedIfEmpty(PVOID Extension, PQUEUE Queue) {
  if (HoldUnlessEmpty(Extension, Queue))
    CompleteOutside(Extension, Queue);
  DROP(Extension, Queue);
}
