// RUN: %analyze -analyzer-checker=optin.storport.msi.UncheckedStatus -verify %s
// expected-no-diagnostics
#include <storport.h>

// A status that is kept in the adapter is there for others to test.
typedef struct _EXT { ULONG LastStatus; } EXT;

void stored(EXT *ext) {
  ULONG irql;
  ext->LastStatus = StorPortAcquireMSISpinLock(ext, 7, &irql);
  StorPortReleaseMSISpinLock(ext, 7, irql);
}
