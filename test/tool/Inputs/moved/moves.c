/* The saved IRQL moves to another structure, with what says that it is there, in a
 * function of another file. */
#include "moved.h"

VOID RightMoved(PVOID Ext) {
  HOLD First = {0}, Second = {0};
  StorPortAcquireMSISpinLock(Ext, 1, &First.Irql);
  First.Held = TRUE;
  Move(&Second, &First);
  if (First.Held)
    StorPortReleaseMSISpinLock(Ext, 1, First.Irql);
  if (Second.Held)
    StorPortReleaseMSISpinLock(Ext, 1, Second.Irql);
}

VOID RightCounted(PVOID Ext) {
  HOLD First = {0};
  StorPortAcquireMSISpinLock(Ext, 1, &First.Irql);
  Count(&First);
  StorPortReleaseMSISpinLock(Ext, 1, First.Irql);
}

VOID WrongCounted(PVOID Ext) {
  HOLD First = {0};
  StorPortAcquireMSISpinLock(Ext, 1, &First.Irql);
  Count(&First);
  if (First.Count == 1)
    return;
  StorPortReleaseMSISpinLock(Ext, 1, First.Irql);
}
