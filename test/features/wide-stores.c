// What is written past the end of a member, or into a whole array that is large,
// is what those behind it have. The analyzer of LLVM 14 does not name the object
// that a pointer leads to, of which they are parts.
// REQUIRES: union-members
// RUN: sh -c '%spinpair %s --report json=%t.json -- -I%wdk; test $? = 2'
// RUN: %python %S/../tool/Inputs/check_verdicts.py %t.json wideWrite=undecided clearedLarge=undecided wrongNarrow=reported
#include <storport.h>

typedef struct _LARGE { ULONG Slots[64]; ULONG Errors; } LARGE;
typedef struct _EXT {
  UCHAR Mode, Kind;
  LARGE Large[16];
} EXT, *PEXT;

#define ACQUIRE() StorPortAcquireMSISpinLock(Ext, 1, &Irql)
#define RELEASE() StorPortReleaseMSISpinLock(Ext, 1, Irql)

VOID wideWrite(PEXT Ext) {
  ULONG Irql;
  *(PUSHORT)&Ext->Mode = 0;
  ACQUIRE();
  if (!Ext->Kind)
    RELEASE();
}

VOID clearedLarge(PEXT Ext, ULONG N) {
  ULONG Irql;
  RtlZeroMemory(Ext->Large, sizeof(Ext->Large));
  ACQUIRE();
  if (!Ext->Large[N & 15].Errors && !Ext->Large[15].Errors)
    RELEASE();
}

VOID wrongNarrow(PEXT Ext) {
  ULONG Irql;
  *(PUCHAR)&Ext->Mode = 0;
  ACQUIRE();
  if (!Ext->Kind)
    RELEASE();
}
