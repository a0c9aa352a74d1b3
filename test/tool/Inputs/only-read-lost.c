#include <storport.h>
static BOOLEAN Skipped, Lost;
VOID turn(VOID) {
  Unknown_t Value;
  Lost = TRUE;
}
VOID read(PVOID Adapter) {
  ULONG Irql;
  StorPortAcquireMSISpinLock(Adapter, 1, &Irql);
  if (Skipped)
    return;
  StorPortReleaseMSISpinLock(Adapter, 1, Irql);
}
VOID lost(PVOID Adapter) {
  ULONG Irql;
  StorPortAcquireMSISpinLock(Adapter, 1, &Irql);
  if (Lost)
    return;
  StorPortReleaseMSISpinLock(Adapter, 1, Irql);
}
