// RUN: %analyze -verify %s
#include <storport.h>

// An acquire writes the slot of the IRQL and nothing else: fields of the adapter
// that are first read after it are as good as those read before.

typedef struct _EXT {
  ULONG Admin, Io, Ids[4], Irqls[4], OldIrql;
  KIRQL Small;
} EXT;

void fields(EXT *ext) {
  ULONG irql;
  StorPortAcquireMSISpinLock(ext, ext->Admin, &irql);
  StorPortReleaseMSISpinLock(ext, ext->Io, irql); // expected-warning {{MSI spin lock for message 'ext->Io' is released, but the one held is for message 'ext->Admin'}}
}

void elements(EXT *ext) {
  ULONG irql;
  StorPortAcquireMSISpinLock(ext, ext->Ids[1], &irql);
  StorPortReleaseMSISpinLock(ext, ext->Ids[2], irql); // expected-warning {{MSI spin lock for message 'ext->Ids[2]' is released, but the one held is for message 'ext->Ids[1]'}}
}

void irqlOfOtherField(EXT *ext) {
  StorPortAcquireMSISpinLock(ext, 1, &ext->OldIrql);
  StorPortReleaseMSISpinLock(ext, 1, ext->Small); // expected-warning {{MSI spin lock for message '1' is released with 'ext->Small' instead of the IRQL that its acquire saved}}
}

void irqlOfOtherElement(EXT *ext) {
  StorPortAcquireMSISpinLock(ext, 1, &ext->Irqls[1]);
  StorPortReleaseMSISpinLock(ext, 1, ext->Irqls[2]); // expected-warning {{MSI spin lock for message '1' is released with 'ext->Irqls[2]' instead of the IRQL that its acquire saved}}
}
