#include "storport.h"

#define RELEASE(id) StorPortReleaseMSISpinLock(ext, id, irql)
#define QUIET_RELEASE(id) \
  StorPortReleaseMSISpinLock(ext, id, irql) /* NOLINT(storport.msi.*) */

void used(void *ext, ULONG id) {
  ULONG irql;
  StorPortAcquireMSISpinLock(ext, id, &irql);
  RELEASE(id);
  RELEASE(id); // NOLINT(storport.msi.DoubleRelease)
}

void defined(void *ext, ULONG id) {
  ULONG irql;
  StorPortAcquireMSISpinLock(ext, id, &irql);
  RELEASE(id);
  QUIET_RELEASE(id);
}

void loud(void *ext, ULONG id) {
  ULONG irql;
  StorPortAcquireMSISpinLock(ext, id, &irql);
  QUIET_RELEASE(id);
  RELEASE(id);
}
