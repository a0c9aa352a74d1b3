/* A helper that takes a lock under another one, both told by its caller. */
#include <storport.h>

static VOID Inner(PVOID Ext, ULONG Second) {
  ULONG Old;
  StorPortAcquireMSISpinLock(Ext, Second, &Old);
  StorPortReleaseMSISpinLock(Ext, Second, Old);
}

VOID Outer(PVOID Ext, ULONG First, ULONG Second) {
  ULONG Old;
  StorPortAcquireMSISpinLock(Ext, First, &Old);
  Inner(Ext, Second);
  StorPortReleaseMSISpinLock(Ext, First, Old);
}
