#include <storport.h>

void leaks(PVOID Ext, ULONG Id, int Busy) {
  ULONG Irql;
  StorPortAcquireMSISpinLock(Ext, Id, &Irql);
  if (Busy)
    return;
  StorPortReleaseMSISpinLock(Ext, Id, Irql);
}

void drops(PVOID Ext, ULONG Id) {
  ULONG Irql;
  StorPortReleaseMSISpinLock(Ext, Id, 2);
}

void twice(PVOID Ext, ULONG Id) {
  ULONG Irql;
  StorPortAcquireMSISpinLock(Ext, Id, &Irql);
  StorPortReleaseMSISpinLock(Ext, Id, Irql);
  StorPortReleaseMSISpinLock(Ext, Id, Irql);
}
