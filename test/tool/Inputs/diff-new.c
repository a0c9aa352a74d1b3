#include <storport.h>

/* Other lines. */

void leaks(PVOID Extension, ULONG Id, int Busy) {
  ULONG Irql;
  StorPortAcquireMSISpinLock(Extension, Id, &Irql);
  if (Busy)
    return;
  StorPortReleaseMSISpinLock(Extension, Id, Irql);
}

void drops(PVOID Ext, ULONG Id) {
  ULONG Irql;
  StorPortReleaseMSISpinLock(Ext, Id, 2);
}

void twice(PVOID Ext, ULONG Id) {
  ULONG Irql;
  StorPortAcquireMSISpinLock(Ext, Id, &Irql);
  StorPortReleaseMSISpinLock(Ext, Id, Irql);
}

void other(PVOID Ext, ULONG Id) {
  ULONG Irql;
  StorPortAcquireMSISpinLock(Ext, Id, &Irql);
}
