// A run of spinpair alone may cut short what others need, and finds the same.
// RUN: %analyze_only -analyzer-checker=storport -verify %s
// RUN: %analyze_only -analyzer-checker=storport -analyzer-config storport:Alone=true -verify %s
// RUN: %analyze -analyzer-config storport:Alone=true -verify %s
#include <storport.h>

typedef struct _EXT { ULONG Count; BOOLEAN Busy; } EXT;
void complete(EXT *ext);

static void bookkeeping(EXT *ext) {
  for (ULONG i = 0; i < ext->Count; ++i)
    complete(ext);
  ext->Busy = FALSE;
}

static BOOLEAN isBusy(EXT *ext) { return ext->Busy; }
static void clear(PULONG out) { *out = 0; }

int unrelated(int *p) { return p ? *p : 0; }

void leak(EXT *ext) {
  ULONG irql;
  StorPortAcquireMSISpinLock(ext, 1, &irql);
  bookkeeping(ext);
  return; // expected-warning {{MSI spin lock for message '1' is still held on return}}
}

void changed(EXT *ext) {
  ULONG irql;
  if (!isBusy(ext))
    return;
  StorPortAcquireMSISpinLock(ext, 1, &irql);
  bookkeeping(ext);
  if (isBusy(ext))
    StorPortReleaseMSISpinLock(ext, 1, irql);
  return; // expected-warning {{MSI spin lock for message '1' is still held on return}}
}

void unchanged(EXT *ext) {
  ULONG irql = 0;
  if (isBusy(ext))
    StorPortAcquireMSISpinLock(ext, 1, &irql);
  complete(ext);
  if (isBusy(ext))
    StorPortReleaseMSISpinLock(ext, 1, irql);
}

void cleared(EXT *ext) {
  ULONG irql;
  StorPortAcquireMSISpinLock(ext, 1, &irql);
  clear(&irql);
  StorPortReleaseMSISpinLock(ext, 1, irql); // expected-warning {{MSI spin lock for message '1' is released with 'irql' instead of the IRQL that its acquire saved}}
}
