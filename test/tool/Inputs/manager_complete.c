#include "manager.h"

VOID CompleteOutside(PVOID Extension, PQUEUE Queue) {
  DROP(Extension, Queue);
  StorPortStallExecution(1);
  HOLD(Extension, Queue);
}

BOOLEAN HoldUnlessEmpty(PVOID Extension, PQUEUE Queue) {
  HOLD(Extension, Queue);
  if (!Queue->Empty)
    return TRUE;
  DROP(Extension, Queue);
  return FALSE;
}
