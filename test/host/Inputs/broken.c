#include <storport.h>

void leak(PVOID ext, ULONG id) {
  ULONG irql;
  StorPortAcquireMSISpinLock(ext, id, &irql)
  return nothing;
}

void unfinished(PVOID ext) {
  StorPortReleaseMSISpinLock(ext, 1, );
