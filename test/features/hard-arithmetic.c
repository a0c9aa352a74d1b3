// Questions on products and quotients of words end, whether or not the solver can answer
// them; and so does the proof of a function whose loop computes from what it computed twice.
// RUN: %spinpair %s --report json=%t.json -- -I%wdk
// RUN: %python %S/../tool/Inputs/check_verdicts.py %t.json roundsDown=proved,undecided multipliesBack=proved,undecided sums=proved
#include <storport.h>

VOID roundsDown(PVOID Ext, ULONG Bytes, ULONG Size) {
  ULONG Irql = 0, Blocks;
  if (!Size)
    return;
  Blocks = Bytes / Size;
  StorPortAcquireMSISpinLock(Ext, 0, &Irql);
  if (Blocks * Size > Bytes)
    return; // never
  StorPortReleaseMSISpinLock(Ext, 0, Irql);
}
VOID multipliesBack(PVOID Ext, ULONG64 Block, ULONG64 Size) {
  ULONG Irql = 0;
  if (!Size || Size > 4096)
    return;
  StorPortAcquireMSISpinLock(Ext, 0, &Irql);
  if (Block * Size / Size != Block && Block < 0x10000)
    return; // never
  StorPortReleaseMSISpinLock(Ext, 0, Irql);
}
static const ULONG Table[256] = {0, 2654435761u, 1013904226u, 3668339987u};
static ULONG checksum(ULONG Sum, const UCHAR *Bytes, ULONG Count) {
  while (Count >= 32)
    Count -= 32;
  if (Count)
    do
      Sum = Table[(Sum ^ *Bytes++) & 255] ^ (Sum >> 8);
    while (--Count);
  return Sum;
}
ULONG sums(PVOID Ext, const UCHAR *Bytes, ULONG Count) {
  ULONG Irql = 0, Sum;
  StorPortAcquireMSISpinLock(Ext, 0, &Irql);
  Sum = checksum(0, Bytes, Count);
  StorPortReleaseMSISpinLock(Ext, 0, Irql);
  return Sum;
}
