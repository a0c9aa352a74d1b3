#include <storport.h>

VOID Below(PVOID Adapter, ULONG Id, int *Busy) {
  ULONG Old;
  StorPortAcquireMSISpinLock(Adapter, Id, &Old);
  StorPortReleaseMSISpinLock(Adapter, Id, Old);
  if (*Busy)
    StorPortReleaseMSISpinLock(Adapter, Id, Old);
}

VOID Commented(PVOID Adapter, ULONG Id, int *Busy) {
  ULONG Old;
  StorPortAcquireMSISpinLock(Adapter, Id, &Old);
  StorPortReleaseMSISpinLock(Adapter, Id, Old);
  if (*Busy) // it may be
    StorPortReleaseMSISpinLock(Adapter, Id, Old);
}

VOID Behind(PVOID Adapter, ULONG Id, int *Busy) {
  ULONG Old;
  StorPortAcquireMSISpinLock(Adapter, Id, &Old);
  StorPortReleaseMSISpinLock(Adapter, Id, Old);
  if (*Busy) StorPortReleaseMSISpinLock(Adapter, Id, Old);
}
