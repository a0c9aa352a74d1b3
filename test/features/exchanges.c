// Copies leave their source as it is, and an exchange that compares first splits
// the path.
// RUN: %not %spinpair %s --report json=%t.json -- -I%wdk
// RUN: %python %S/../tool/Inputs/check_verdicts.py %t.json copied=proved,clean moved=proved,clean whole=proved,clean,undecided part=undecided,proved,clean lost=reported taken=proved,clean takenFrom=proved,clean takenTwice=reported atomic=proved,clean
#include <storport.h>

typedef struct _CONFIG {
  ULONG Flags;
  UCHAR Id[12];
} CONFIG;

typedef struct _EXT {
  ULONG Count;
  CONFIG Config, Copy;
} EXT;

#define TAKE StorPortAcquireMSISpinLock(ext, 1, &irql)
#define GIVE StorPortReleaseMSISpinLock(ext, 1, irql)

void copied(EXT *ext) {
  ULONG irql, flags;
  RtlCopyMemory(&flags, &ext->Config.Flags, sizeof flags);
  if (flags)
    TAKE;
  if (ext->Config.Flags)
    GIVE;
}

void moved(EXT *ext) {
  ULONG irql, flags;
  StorPortMoveMemory(&flags, &ext->Config.Flags, sizeof flags);
  if (flags)
    TAKE;
  if (ext->Config.Flags)
    GIVE;
}

void whole(EXT *ext, CONFIG *from) {
  ULONG irql;
  RtlCopyMemory(&ext->Copy, from, sizeof ext->Copy);
  if (from->Flags)
    TAKE;
  if (ext->Copy.Flags)
    GIVE;
}

void part(EXT *ext, ULONG size) {
  ULONG irql;
  RtlCopyMemory(&ext->Copy, &ext->Config, size);
  if (ext->Config.Flags)
    TAKE;
  if (ext->Copy.Flags)
    GIVE;
}

void lost(EXT *ext) {
  ULONG irql, flags;
  RtlCopyMemory(&flags, &ext->Config.Flags, sizeof flags);
  if (flags)
    TAKE;
}

void taken(EXT *ext) {
  ULONG irql;
  LONG state = 0;
  if (InterlockedCompareExchange(&state, 1, 0) == 0)
    TAKE;
  if (state == 1)
    GIVE;
}

void takenFrom(EXT *ext, LONG given) {
  ULONG irql;
  LONG state = given;
  const LONG before = InterlockedCompareExchange(&state, 1, 0);
  if (before == 0)
    TAKE;
  if (given == 0)
    GIVE;
}

void takenTwice(EXT *ext, LONG given) {
  ULONG irql = 0;
  LONG state = given;
  if (InterlockedCompareExchange(&state, 1, 0) == 0)
    TAKE;
  if (state == 1)
    GIVE;
}

void atomic(EXT *ext, int given) {
  ULONG irql;
  int state = given, expected = 0;
  const BOOLEAN mine = __atomic_compare_exchange_n(
      &state, &expected, 1, 0, __ATOMIC_SEQ_CST, __ATOMIC_SEQ_CST);
  if (mine)
    TAKE;
  if (given == 0)
    GIVE;
}
