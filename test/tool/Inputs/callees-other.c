/* Helpers of another file whose proof is open. */
#include <storport.h>

VOID OtherEnter(PVOID Ext, PULONG Old, ULONG Bits) {
  switch (Bits) { /* too wide a range to be followed by the proof */
  case 0 ... 1000:
    Bits = 0;
    break;
  default:
    break;
  }
  StorPortAcquireMSISpinLock(Ext, 7, Old);
}

VOID OtherTouch(PVOID Ext, ULONG Bits) {
  ULONG Inner;
  StorPortAcquireMSISpinLock(Ext, 3, &Inner);
  switch (Bits) { /* too wide a range to be followed by the proof */
  case 0 ... 1000:
    Bits = 0;
    break;
  default:
    break;
  }
  StorPortReleaseMSISpinLock(Ext, 3, Inner);
}
