#include <storport.h>

typedef struct _EXT {
  ULONG count, irql, kept, notKept;
  void (*done)(struct _EXT *);
} EXT;

static BOOLEAN started(PVOID adapter, PSCSI_REQUEST_BLOCK srb) {
  EXT *ext = adapter;
  (void)srb;
  StorPortAcquireMSISpinLock(ext, 1, &ext->irql);
  ext->count++;
  return TRUE;
}

static void relock(EXT *ext) {
  ULONG irql;
  StorPortAcquireMSISpinLock(ext, 2, &irql);
  ext->count++;
  StorPortReleaseMSISpinLock(ext, 2, irql);
}

HW_RESET_BUS declared;
BOOLEAN declared(PVOID adapter, ULONG path) {
  ULONG irql;
  (void)path;
  StorPortAcquireMSISpinLock(adapter, 1, &irql);
  return TRUE;
}

void helper(EXT *ext) { StorPortAcquireMSISpinLock(ext, 5, &ext->irql); }

void callsHelper(EXT *ext) {
  helper(ext);
  StorPortReleaseMSISpinLock(ext, 5, ext->irql);
}

static PULONG place;

void setup(EXT *ext) {
  ext->done = relock;
  place = &ext->kept;
  if (ext->notKept & 1)
    helper(ext);
  ext->noSuchMember = 1;
}

void byPointer(EXT *ext) {
  ULONG irql;
  StorPortAcquireMSISpinLock(ext, 2, &irql);
  ext->done(ext);
  StorPortReleaseMSISpinLock(ext, 2, irql);
}

void byKept(EXT *ext) {
  ULONG irql = 0;
  if (ext->kept)
    StorPortAcquireMSISpinLock(ext, 3, &irql);
  *place = 0;
  if (ext->kept)
    StorPortReleaseMSISpinLock(ext, 3, irql);
}

void notKept(EXT *ext) {
  ULONG irql = 0;
  if (ext->notKept)
    StorPortAcquireMSISpinLock(ext, 3, &irql);
  *place = 0;
  if (ext->notKept)
    StorPortReleaseMSISpinLock(ext, 3, irql);
}

ULONG DriverEntry(PVOID driver, PVOID registry) {
  HW_INITIALIZATION_DATA data = {0};
  data.HwStartIo = started;
  data.HwResetBus = declared;
  data.NoSuchCallback = 1;
  return StorPortInitialize(driver, registry, &data, NULL);
}
