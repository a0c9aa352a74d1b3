// What intrinsics and comparisons of memory say goes together with what they were
// given, with each other, and with the memory that they looked at.
// RUN: %not %spinpair %s --report json=%t.json -- -I%wdk
// RUN: %python %S/../tool/Inputs/check_verdicts.py %t.json scanned=proved,clean,undecided scannedOther=reported lowest=proved,clean,undecided lowestOther=reported highest=proved,clean,undecided highestOther=reported isThere=proved,clean,undecided isThereOther=reported tested=proved,clean,undecided testedOther=reported set=proved,clean,undecided setOther=reported reset=proved,clean,undecided resetOther=reported compared=proved,clean,undecided comparedOther=reported counted=proved,clean,undecided countedOther=reported looked=proved,clean,undecided lookedBehind=reported
#include <storport.h>

typedef struct _EXT {
  ULONG Flags, Mode;
  LONG Bits;
  UCHAR Bytes[16];
} EXT, *PEXT;

#define LOCKED_IF(Condition)                                                   \
  ULONG Irql = 0;                                                              \
  if (Condition)                                                               \
  StorPortAcquireMSISpinLock(Ext, 1, &Irql)
#define UNLOCKED_IF(Condition)                                                 \
  if (Condition)                                                               \
  StorPortReleaseMSISpinLock(Ext, 1, Irql)

VOID scanned(PEXT Ext) { ULONG At; LOCKED_IF(_BitScanForward(&At, Ext->Flags)); UNLOCKED_IF(Ext->Flags != 0); }
VOID scannedOther(PEXT Ext) { ULONG At; LOCKED_IF(_BitScanForward(&At, Ext->Flags)); UNLOCKED_IF(Ext->Flags != 1); }
VOID lowest(PEXT Ext) { ULONG At; LOCKED_IF(BitScanForward(&At, Ext->Flags) && At > 3); UNLOCKED_IF(Ext->Flags && !(Ext->Flags & 15)); }
VOID lowestOther(PEXT Ext) { ULONG At; LOCKED_IF(BitScanForward(&At, Ext->Flags) && At > 3); UNLOCKED_IF(Ext->Flags && !(Ext->Flags & 31)); }
VOID highest(PEXT Ext) { ULONG At; LOCKED_IF(_BitScanReverse(&At, Ext->Flags) && At < 4); UNLOCKED_IF(Ext->Flags && Ext->Flags < 16); }
VOID highestOther(PEXT Ext) { ULONG At; LOCKED_IF(_BitScanReverse(&At, Ext->Flags) && At < 4); UNLOCKED_IF(Ext->Flags && Ext->Flags < 15); }
VOID isThere(PEXT Ext) { ULONG At; if (!_BitScanForward(&At, Ext->Flags)) return; LOCKED_IF(TRUE); UNLOCKED_IF(Ext->Flags & (1u << At)); }
VOID isThereOther(PEXT Ext) { ULONG At; if (!_BitScanForward(&At, Ext->Flags)) return; LOCKED_IF(TRUE); UNLOCKED_IF(Ext->Flags & (2u << At)); }
VOID tested(PEXT Ext) { LOCKED_IF(_bittest(&Ext->Bits, 3)); UNLOCKED_IF(Ext->Bits & 8); }
VOID testedOther(PEXT Ext) { LOCKED_IF(_bittest(&Ext->Bits, 3)); UNLOCKED_IF(Ext->Bits & 4); }
VOID set(PEXT Ext) { if (_bittestandset(&Ext->Bits, 3)) return; LOCKED_IF(TRUE); UNLOCKED_IF(Ext->Bits & 8); }
VOID setOther(PEXT Ext) { if (_bittestandset(&Ext->Bits, 3)) return; LOCKED_IF(TRUE); UNLOCKED_IF(!(Ext->Bits & 8)); }
VOID reset(PEXT Ext) { if (!_interlockedbittestandreset(&Ext->Bits, 3)) return; LOCKED_IF(TRUE); UNLOCKED_IF(!(Ext->Bits & 8)); }
VOID resetOther(PEXT Ext) { if (!_interlockedbittestandreset(&Ext->Bits, 3)) return; LOCKED_IF(TRUE); UNLOCKED_IF(Ext->Bits & 8); }
VOID compared(PEXT Ext) { LOCKED_IF(memcmp(Ext->Bytes, "ab", 2) == 0); UNLOCKED_IF(RtlEqualMemory(Ext->Bytes, "ab", 2)); }
VOID comparedOther(PEXT Ext) { LOCKED_IF(memcmp(Ext->Bytes, "ab", 2) == 0); UNLOCKED_IF(RtlEqualMemory(Ext->Bytes, "cd", 2)); }
VOID counted(PEXT Ext) { LOCKED_IF(RtlCompareMemory(Ext->Bytes, "ab", 2) == 2); UNLOCKED_IF(!memcmp(Ext->Bytes, "ab", 2)); }
VOID countedOther(PEXT Ext) { LOCKED_IF(RtlCompareMemory(Ext->Bytes, "ab", 2) == 1); UNLOCKED_IF(!memcmp(Ext->Bytes, "ab", 2)); }
VOID looked(PEXT Ext) { LOCKED_IF(!memcmp(Ext->Bytes, "ab", 2)); UNLOCKED_IF(Ext->Bytes[0] == 'a' && Ext->Bytes[1] == 'b'); }
VOID lookedBehind(PEXT Ext) { if (memcmp(Ext->Bytes, "ab", 2)) return; LOCKED_IF(TRUE); UNLOCKED_IF(Ext->Bytes[2] == 'c'); }
