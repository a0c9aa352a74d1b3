#include <storport.h>

typedef struct _EXT {
  BOOLEAN Stopped;
  ULONG Flags;
} EXT;

#define TAKE StorPortAcquireMSISpinLock(ext, 1, irql)

VOID takeIfNegative(EXT *ext, ULONG code, PULONG irql) {
  if ((LONG)code < 0)
    TAKE;
}

VOID takeUnlessMinusOne(EXT *ext, LONGLONG code, PULONG irql) {
  if (code == -1)
    return;
  TAKE;
}

VOID takeIfShort(EXT *ext, USHORT code, PULONG irql) {
  if ((SHORT)code < 0)
    return;
  TAKE;
}

VOID takeIfLess(EXT *ext, ULONG code, PULONG irql) {
  if ((LONGLONG)code - 5 < 0)
    TAKE;
}

BOOLEAN tryTake(EXT *ext, PULONG irql) { return TAKE == STOR_STATUS_SUCCESS; }

BOOLEAN failsToTake(EXT *ext, PULONG irql) { return !tryTake(ext, irql); }

NTSTATUS takeUnlessStopped(EXT *ext, PULONG irql) {
  if (ext->Stopped)
    return STATUS_DEVICE_BUSY;
  TAKE;
  return STATUS_SUCCESS;
}
