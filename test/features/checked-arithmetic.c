// Arithmetic that says whether it fits says with that what its operands are.
// RUN: %not %spinpair %s --report json=%t.json -- -I%wdk
// RUN: %python %S/../tool/Inputs/check_verdicts.py %t.json sum=proved,clean,undecided sumOther=reported difference=proved,clean,undecided differenceOther=reported product=proved,clean,undecided productOther=reported signedSum=proved,clean,undecided signedSumOther=reported narrower=proved,clean,undecided narrowerOther=reported sameSize=proved,clean,undecided sameSizeOther=reported
#include <ntddk.h>
#include <ntintsafe.h>
#include <storport.h>

typedef struct _EXT {
  ULONG Count;
} EXT, *PEXT;

#define LOCKED_IF(Condition)                                                   \
  ULONG Irql = 0;                                                              \
  if (Condition)                                                               \
  StorPortAcquireMSISpinLock(Ext, 1, &Irql)
#define UNLOCKED_IF(Condition)                                                 \
  if (Condition)                                                               \
  StorPortReleaseMSISpinLock(Ext, 1, Irql)

VOID sum(PEXT Ext, ULONG More) { ULONG Sum; LOCKED_IF(NT_SUCCESS(RtlULongAdd(Ext->Count, More, &Sum))); UNLOCKED_IF(Ext->Count <= MAXULONG - More); }
VOID sumOther(PEXT Ext, ULONG More) { ULONG Sum; LOCKED_IF(NT_SUCCESS(RtlULongAdd(Ext->Count, More, &Sum))); UNLOCKED_IF(Ext->Count < MAXULONG - More); }
VOID difference(PEXT Ext, ULONG Less) { ULONG Rest; if (!NT_SUCCESS(RtlULongSub(Ext->Count, Less, &Rest))) return; LOCKED_IF(TRUE); UNLOCKED_IF(Rest <= Ext->Count); }
VOID differenceOther(PEXT Ext, ULONG Less) { ULONG Rest; if (!NT_SUCCESS(RtlULongSub(Ext->Count, Less, &Rest))) return; LOCKED_IF(TRUE); UNLOCKED_IF(Rest < Ext->Count); }
VOID product(PEXT Ext) { ULONG Bytes; LOCKED_IF(RtlULongMult(Ext->Count, 8, &Bytes) == STATUS_SUCCESS); UNLOCKED_IF(Ext->Count < 0x20000000); }
VOID productOther(PEXT Ext) { ULONG Bytes; LOCKED_IF(RtlULongMult(Ext->Count, 8, &Bytes) == STATUS_SUCCESS); UNLOCKED_IF(Ext->Count < 0x10000000); }
VOID signedSum(PEXT Ext, LONG More) { LONG Sum; LOCKED_IF(More >= 0 && NT_SUCCESS(RtlLongAdd(5, More, &Sum))); UNLOCKED_IF(More >= 0 && More <= 0x7ffffffa); }
VOID signedSumOther(PEXT Ext, LONG More) { LONG Sum; LOCKED_IF(More >= 0 && NT_SUCCESS(RtlLongAdd(5, More, &Sum))); UNLOCKED_IF(More >= 0 && More < 0x7ffffffa); }
VOID narrower(PEXT Ext) { USHORT Narrow; LOCKED_IF(NT_SUCCESS(RtlULongToUShort(Ext->Count, &Narrow))); UNLOCKED_IF(Ext->Count < 0x10000); }
VOID narrowerOther(PEXT Ext) { USHORT Narrow; LOCKED_IF(NT_SUCCESS(RtlULongToUShort(Ext->Count, &Narrow))); UNLOCKED_IF(Ext->Count < 0xffff); }
VOID sameSize(PEXT Ext) { LONG Signed; LOCKED_IF(NT_SUCCESS(RtlULongToLong(Ext->Count, &Signed))); UNLOCKED_IF(Ext->Count <= MAXLONG); }
VOID sameSizeOther(PEXT Ext) { LONG Signed; LOCKED_IF(NT_SUCCESS(RtlULongToLong(Ext->Count, &Signed))); UNLOCKED_IF(Ext->Count < MAXLONG); }
