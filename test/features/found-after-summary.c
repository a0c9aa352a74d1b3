// A finding is told though a call before it changed what is known of a field: the
// state at the finding is none that was there before.
// RUN: %not %spinpair %s --report json=%t.json -- -I%wdk
// RUN: %python %S/../tool/Inputs/check_verdicts.py %t.json helper=proved element=reported otherElement=reported plain=reported
#include <storport.h>
#include <wdm.h>

typedef struct _EXT {
  ULONG count, spare;
  UCHAR message;
  KSPIN_LOCK spins[2];
} EXT;

VOID helper(EXT *ext) {
  ULONG irql;
  StorPortAcquireMSISpinLock(ext, 1001, &irql);
  ext->message |= 3;
  StorPortReleaseMSISpinLock(ext, 1001, irql);
}

VOID element(EXT *ext) {
  ULONG irql;
  KIRQL old;
  StorPortAcquireMSISpinLock(ext, ext->message, &irql);
  helper(ext);
  KeAcquireSpinLock(&ext->spins[ext->spare & 1], &old);
  ext->count++;
}

VOID otherElement(EXT *ext) {
  ULONG irql;
  KIRQL old;
  StorPortAcquireMSISpinLock(ext, ext->message, &irql);
  helper(ext);
  KeAcquireSpinLock(&ext->spins[ext->spare], &old);
  ext->count++;
}

VOID plain(EXT *ext) {
  ULONG irql;
  KIRQL old;
  StorPortAcquireMSISpinLock(ext, 5, &irql);
  helper(ext);
  KeAcquireSpinLock(&ext->spins[0], &old);
  ext->count++;
}
