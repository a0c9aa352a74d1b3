// A saved IRQL that is computed from several: whether it is that of the lock depends on the
// bits, and whose it is on which one it equals. Nothing of that is clean.
// RUN: sh -c '%spinpair %s --report json=%t.json -- -I%wdk; test $? = 0 -o $? = 2'
// RUN: %python %S/../tool/Inputs/check_verdicts.py %t.json packed=undecided,reported exchanged=undecided,reported maskedWrong=undecided,reported
// RUN: %python %S/../tool/Inputs/check_verdicts.py %t.json masked=proved,clean maskedWhole=proved byInt=proved maskedShort=proved,clean,undecided swappedRight=proved,clean,undecided
#include <ntddk.h>
#include <storport.h>

VOID packed(PVOID Ext) {
  ULONG First, Second, Both;
  StorPortAcquireMSISpinLock(Ext, 1, &First);
  StorPortAcquireMSISpinLock(Ext, 2, &Second);
  Both = (First << 16) | Second;
  StorPortReleaseMSISpinLock(Ext, 2, Both >> 16);
  StorPortReleaseMSISpinLock(Ext, 1, Both & 0xffff);
}
VOID exchanged(PVOID Ext) {
  ULONG First, Second;
  StorPortAcquireMSISpinLock(Ext, 1, &First);
  StorPortAcquireMSISpinLock(Ext, 2, &Second);
  First ^= Second;
  Second ^= First;
  First ^= Second;
  StorPortReleaseMSISpinLock(Ext, 2, Second);
  StorPortReleaseMSISpinLock(Ext, 1, First);
}
VOID swappedRight(PVOID Ext) {
  ULONG First, Second;
  StorPortAcquireMSISpinLock(Ext, 1, &First);
  StorPortAcquireMSISpinLock(Ext, 2, &Second);
  First ^= Second;
  Second ^= First;
  First ^= Second;
  StorPortReleaseMSISpinLock(Ext, 2, First);
  StorPortReleaseMSISpinLock(Ext, 1, Second);
}
VOID masked(PVOID Ext) {
  ULONG First, Second;
  StorPortAcquireMSISpinLock(Ext, 1, &First);
  StorPortAcquireMSISpinLock(Ext, 2, &Second);
  StorPortReleaseMSISpinLock(Ext, 2, Second & 0xff);
  StorPortReleaseMSISpinLock(Ext, 1, First & 0xff);
}
// A mask of all the bits that an IRQL has, and a detour by a wider type, change nothing.
typedef struct _BOX {
  KSPIN_LOCK Lock;
  KIRQL Irql;
} BOX, *PBOX;
VOID maskedWhole(PBOX Box) { KeReleaseSpinLock(&Box->Lock, (KIRQL)(Box->Irql & 0xff)); }
VOID byInt(PBOX Box) { KeReleaseSpinLock(&Box->Lock, (KIRQL)(0xffff & (int)Box->Irql)); }
VOID maskedShort(PBOX Box) {
  KIRQL Irql;
  KeAcquireSpinLock(&Box->Lock, &Irql);
  KeReleaseSpinLock(&Box->Lock, (KIRQL)(Irql & 0x7f));
}
VOID maskedWrong(PBOX Box) {
  KIRQL Irql;
  KeAcquireSpinLock(&Box->Lock, &Irql);
  KeReleaseSpinLock(&Box->Lock, (KIRQL)(Irql & 1));
}
