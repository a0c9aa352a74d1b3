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

void indexed(PVOID ext) {
  ULONG irqls[2], i;
  for (i = 0; i < 2; i++)
    StorPortAcquireMSISpinLock(ext, i, &irqls[i]);
  for (i = 2; i-- > 0;)
    StorPortReleaseMSISpinLock(ext, i, irqls[i]);
}
