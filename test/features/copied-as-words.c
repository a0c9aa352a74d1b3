// What is copied as another type leaves what it is copied from as it is, and an
// interlocked helper of this file writes a number of the other sign.
// RUN: %not %spinpair %s --report json=%t.json -- -I%wdk
// RUN: %python %S/../tool/Inputs/check_verdicts.py %t.json words=proved,clean,undecided wordsOther=reported bits=proved,clean,undecided bitsOther=reported atOnce=proved,clean,undecided atOnceOther=reported
#include <ntddk.h>
#include <storport.h>

typedef union _BITS {
  ULONG All;
  struct {
    ULONG First : 1, Rest : 31;
  } Of;
} BITS;

typedef struct _EXT {
  ULONG Flags;
  ULONGLONG Time;
} EXT, *PEXT;

#define LOCKED_IF(Condition)                                                   \
  ULONG Irql = 0;                                                              \
  if (Condition)                                                               \
  StorPortAcquireMSISpinLock(Ext, 1, &Irql)
#define UNLOCKED_IF(Condition)                                                 \
  if (Condition)                                                               \
  StorPortReleaseMSISpinLock(Ext, 1, Irql)

static VOID atOnceBy(volatile LONG *Where, LONG Mask) { InterlockedOr(Where, Mask); }

VOID words(PEXT Ext) { ULONG Parts[2]; RtlCopyMemory(Parts, &Ext->Time, 8); LOCKED_IF(TRUE); UNLOCKED_IF(Parts[0] == (ULONG)Ext->Time); }
VOID wordsOther(PEXT Ext) { ULONG Parts[2]; RtlCopyMemory(Parts, &Ext->Time, 8); LOCKED_IF(TRUE); UNLOCKED_IF(Parts[1] == (ULONG)Ext->Time); }
VOID bits(PEXT Ext) { BITS Bits; RtlCopyMemory(&Bits, &Ext->Flags, 4); LOCKED_IF(Bits.Of.First); UNLOCKED_IF(Ext->Flags & 1); }
VOID bitsOther(PEXT Ext) { BITS Bits; RtlCopyMemory(&Bits, &Ext->Flags, 4); LOCKED_IF(Bits.Of.First); UNLOCKED_IF(Ext->Flags & 2); }
VOID atOnce(PEXT Ext) { atOnceBy((volatile LONG *)&Ext->Flags, 8); LOCKED_IF(TRUE); UNLOCKED_IF(Ext->Flags & 8); }
VOID atOnceOther(PEXT Ext) { atOnceBy((volatile LONG *)&Ext->Flags, 8); LOCKED_IF(TRUE); UNLOCKED_IF(Ext->Flags & 4); }
