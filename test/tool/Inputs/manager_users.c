#include "manager.h"

VOID Right(PVOID Extension, PQUEUE Queue) {
  HOLD(Extension, Queue);
  CompleteOutside(Extension, Queue);
  DROP(Extension, Queue);
}

VOID RightIfNotEmpty(PVOID Extension, PQUEUE Queue) {
  if (!HoldUnlessEmpty(Extension, Queue))
    return;
  CompleteOutside(Extension, Queue);
  DROP(Extension, Queue);
}

VOID HeldTwice(PVOID Extension, PQUEUE Queue) {
  HOLD(Extension, Queue);
  HOLD(Extension, Queue);
  DROP(Extension, Queue);
}

VOID AnotherQueue(PVOID Extension, PQUEUE Queue) {
  QUEUE Local = *Queue;
  HOLD(Extension, &Local);
  if (Local.Empty)
    return;
  DROP(Extension, &Local);
}
