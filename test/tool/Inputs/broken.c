#include "storport.h"

static void locks(void *ext, ULONG id) {
  ULONG irql;
  StorPortAcquireMSISpinLock(ext, id, &irql);
  irql = undeclared;
  StorPortReleaseMSISpinLock(ext, id, irql);
}

void calls(void *ext) { locks(ext, 1); }

int unrelated(void) { return 1; }
