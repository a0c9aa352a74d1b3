// The bits of an RTL_BITMAP are where RtlInitializeBitMap is told: the routines
// that set and clear them write there.
// RUN: sh -c '%spinpair %s --report json=%t.json -- -I%wdk; test $? = 2'
// RUN: %python %S/../tool/Inputs/check_verdicts.py %t.json cleared=undecided,reported set=undecided,reported ofMember=undecided,reported looked=undecided,proved,clean other=proved wrong=reported
#include <ntddk.h>
#include <storport.h>

typedef struct _EXT {
  ULONG Flags;
  ULONG Words[4];
  RTL_BITMAP Free;
} EXT, *PEXT;

VOID cleared(PEXT Ext) {
  ULONG Irql = 0, Flags = 1;
  RTL_BITMAP Bits;
  RtlInitializeBitMap(&Bits, &Flags, 32);
  if (Flags)
    StorPortAcquireMSISpinLock(Ext, 1, &Irql);
  RtlClearAllBits(&Bits);
  if (Flags)
    StorPortReleaseMSISpinLock(Ext, 1, Irql);
}

VOID set(PEXT Ext) {
  ULONG Irql = 0, Flags = 0;
  RTL_BITMAP Bits;
  RtlInitializeBitMap(&Bits, &Flags, 32);
  if (!Flags)
    StorPortAcquireMSISpinLock(Ext, 1, &Irql);
  RtlSetBit(&Bits, 3);
  if (!Flags)
    StorPortReleaseMSISpinLock(Ext, 1, Irql);
}

VOID ofMember(PEXT Ext) {
  ULONG Irql = 0;
  RTL_BITMAP Bits;
  Ext->Flags = 1;
  RtlInitializeBitMap(&Bits, &Ext->Flags, 32);
  if (Ext->Flags)
    StorPortAcquireMSISpinLock(Ext, 1, &Irql);
  RtlClearAllBits(&Bits);
  if (Ext->Flags)
    StorPortReleaseMSISpinLock(Ext, 1, Irql);
}

VOID looked(PEXT Ext) {
  ULONG Irql = 0, Flags = 1;
  RTL_BITMAP Bits;
  RtlInitializeBitMap(&Bits, &Flags, 32);
  if (Flags)
    StorPortAcquireMSISpinLock(Ext, 1, &Irql);
  if (RtlTestBit(&Bits, 1))
    Ext->Flags++;
  if (Flags)
    StorPortReleaseMSISpinLock(Ext, 1, Irql);
}

VOID other(PEXT Ext) {
  ULONG Irql;
  StorPortAcquireMSISpinLock(Ext, 1, &Irql);
  RtlSetBit(&Ext->Free, 3);
  StorPortReleaseMSISpinLock(Ext, 1, Irql);
}

VOID wrong(PEXT Ext) {
  ULONG Irql;
  StorPortAcquireMSISpinLock(Ext, 1, &Irql);
  RtlSetBit(&Ext->Free, 3);
}
