#include "storport.h"

static void helper(void *ext, ULONG id, ULONG *irql) {
  StorPortAcquireMSISpinLock(ext, id, irql);
  (ULONG)id = undeclared;
}

static void drops(void *ext) { RELEASE(ext, 0; }

void whole(void *ext, ULONG id) {
  ULONG irql;
  StorPortAcquireMSISpinLock(ext, id, &irql);
  StorPortReleaseMSISpinLock(ext, id, irql);
}

void leaks(void *ext, ULONG id) {
  ULONG irql;
  StorPortAcquireMSISpinLock(ext, id, &irql);
  return;
}

void pairs(void *ext, ULONG id) {
  ULONG irql;
  helper(ext, id, &irql);
  StorPortReleaseMSISpinLock(ext, id, irql);
}

void calls(void *ext, ULONG id) {
  ULONG irql;
  helper(ext, id, &irql);
}

void above(void *ext, ULONG id) { calls(ext, id); }

int counts(int of) { return of + undeclared; }

ULONG declared(ULONG *);
ULONG declared(char *of) {
  ULONG irql;
  StorPortAcquireMSISpinLock(of, 0, &irql);
  StorPortReleaseMSISpinLock(of, 0, irql);
  return *of;
}

#define RELEASE_OWN StorPortReleaseMSISpinLock(ext, 0, irql)

// Its rest stands outside of it.
void cutOff(void *ext) {
  ULONG irql;
  StorPortAcquireMSISpinLock(ext, 0, &irql);
  }
  RELEASE_OWN;
}
