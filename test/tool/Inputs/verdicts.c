#include <storport.h>

static void balanced(PVOID ext) {
  ULONG irql;
  StorPortAcquireMSISpinLock(ext, 1, &irql);
  StorPortReleaseMSISpinLock(ext, 1, irql);
}

void caller(PVOID ext) { balanced(ext); }

void routine(PVOID ext) {
  StorPortSynchronizeAccess(ext, NULL, NULL);
}

void explored(PVOID ext, PUCHAR p, PUCHAR q) {
  ULONG irql = 0;
  if (p < q)
    StorPortAcquireMSISpinLock(ext, 0, &irql);
  if (q - p > 0)
    StorPortReleaseMSISpinLock(ext, 0, irql);
}
