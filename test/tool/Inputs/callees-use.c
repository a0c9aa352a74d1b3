/* Who calls them. */
#include <storport.h>

VOID OtherEnter(PVOID Ext, PULONG Old, ULONG Bits);
VOID OtherTouch(PVOID Ext, ULONG Bits);

VOID UseForgets(PVOID Ext, ULONG Bits) {
  ULONG Old;
  OtherEnter(Ext, &Old, Bits);
}

VOID UseTouches(PVOID Ext, ULONG Bits) {
  OtherTouch(Ext, Bits);
}

VOID UseUnder(PVOID Ext, ULONG Bits) {
  ULONG Old;
  StorPortAcquireMSISpinLock(Ext, 3, &Old);
  OtherTouch(Ext, Bits);
  StorPortReleaseMSISpinLock(Ext, 3, Old);
}
