// A function that is only reached through a pointer changes the field on which
// the release depends. A report may not rest on a change that is not seen.
// XFAIL: *
// RUN: %analyze -verify %s
#include <storport.h>

typedef struct _EXT { int Locking; void (*Change)(struct _EXT *); } EXT;

static void stop(EXT *ext) { ext->Locking = 0; }
void setUp(EXT *ext) { ext->Change = stop; }

void changedThroughPointer(EXT *ext) {
  ULONG irql = 0;
  if (ext->Locking)
    StorPortAcquireMSISpinLock(ext, 1, &irql);
  ext->Change(ext);
  if (ext->Locking)
    StorPortReleaseMSISpinLock(ext, 1, irql);
  return; // expected-warning {{MSI spin lock for message '1' is still held on return}}
}
