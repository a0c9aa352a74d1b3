/* Helpers of another file whose proof is open. */
#include <storport.h>

VOID OtherEnter(PVOID Ext, PULONG Old, ULONG Bits) {
  ULONG Inner = 0;
  if ((Bits & 6) == 6)
    StorPortAcquireMSISpinLock(Ext, 3, &Inner);
  if ((~Bits & 6) == 0)
    StorPortReleaseMSISpinLock(Ext, 3, Inner);
  StorPortAcquireMSISpinLock(Ext, 7, Old);
}

VOID OtherTouch(PVOID Ext, ULONG Bits) {
  ULONG Inner = 0;
  if ((Bits & 6) == 6)
    StorPortAcquireMSISpinLock(Ext, 3, &Inner);
  if ((~Bits & 6) == 0)
    StorPortReleaseMSISpinLock(Ext, 3, Inner);
}
