#include <storport.h>
static BOOLEAN Lost;
Unknown_t *Pointer = &Lost;
VOID lost(PVOID Adapter) {
  ULONG Irql;
  StorPortAcquireMSISpinLock(Adapter, 1, &Irql);
  if (Lost)
    return;
  StorPortReleaseMSISpinLock(Adapter, 1, Irql);
}
