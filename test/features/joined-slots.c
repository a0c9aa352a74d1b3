// Where the IRQL is saved depends on a condition: in one of two locals, to which nobody comes
// when the function has returned.
// RUN: %not %spinpair %s --report json=%t.json -- -I%wdk
// RUN: %python %S/../tool/Inputs/check_verdicts.py %t.json leaves=reported givesBack=proved,clean,undecided
#include <storport.h>

typedef struct _EXT {
  BOOLEAN Busy;
  ULONG Count;
} EXT;

void leaves(EXT *ext, BOOLEAN which) {
  ULONG first, second;
  PULONG slot = which ? &first : &second;
  StorPortAcquireMSISpinLock(ext, 1, slot);
  if (ext->Busy)
    return;
  ext->Count++;
  StorPortReleaseMSISpinLock(ext, 1, *slot);
}

void givesBack(EXT *ext, BOOLEAN which) {
  ULONG first, second;
  PULONG slot = which ? &first : &second;
  StorPortAcquireMSISpinLock(ext, 1, slot);
  ext->Count++;
  StorPortReleaseMSISpinLock(ext, 1, *slot);
}
