// A sum in a narrow member wraps as the language has it; the analyzer by itself
// keeps the number as it was computed. And it takes ~ and - of a narrow member in
// the type that this had before it was promoted.
// RUN: %not %spinpair %s --report json=%t.json -- -I%wdk
// RUN: %python %S/../tool/Inputs/check_verdicts.py %t.json wraps=reported doubled=reported masked=proved,clean counted=proved,clean complement=reported negated=reported flipped=proved,clean
#include <storport.h>

typedef struct _EXT {
  UCHAR Flags;
  USHORT Wide;
  ULONG Count, Other;
} EXT, *PEXT;

VOID wraps(PEXT Ext) {
  ULONG Irql = 0;
  if (Ext->Flags == 0)
    StorPortAcquireMSISpinLock(Ext, 1, &Irql);
  Ext->Flags += Ext->Flags;
  if (Ext->Flags == 0)
    StorPortReleaseMSISpinLock(Ext, 1, Irql);
}

VOID doubled(PEXT Ext) {
  ULONG Irql = 0;
  if (Ext->Wide == 0)
    StorPortAcquireMSISpinLock(Ext, 1, &Irql);
  Ext->Wide <<= 1;
  if (Ext->Wide == 0)
    StorPortReleaseMSISpinLock(Ext, 1, Irql);
}

VOID masked(PEXT Ext) {
  ULONG Irql = 0;
  Ext->Flags &= 3;
  if (Ext->Flags & 1)
    StorPortAcquireMSISpinLock(Ext, 1, &Irql);
  Ext->Flags |= 2;
  if (Ext->Flags & 1)
    StorPortReleaseMSISpinLock(Ext, 1, Irql);
}

VOID counted(PEXT Ext) {
  ULONG Irql;
  StorPortAcquireMSISpinLock(Ext, 1, &Irql);
  Ext->Count += Ext->Other;
  StorPortReleaseMSISpinLock(Ext, 1, Irql);
}

VOID complement(PEXT Ext) {
  ULONG Irql;
  StorPortAcquireMSISpinLock(Ext, 1, &Irql);
  if ((UCHAR)~Ext->Flags == ~Ext->Flags)
    StorPortReleaseMSISpinLock(Ext, 1, Irql);
}

VOID negated(PEXT Ext) {
  ULONG Irql;
  StorPortAcquireMSISpinLock(Ext, 1, &Irql);
  if (-Ext->Wide < 0)
    StorPortReleaseMSISpinLock(Ext, 1, Irql);
}

VOID flipped(PEXT Ext) {
  ULONG Irql;
  if (~Ext->Flags & 1)
    StorPortAcquireMSISpinLock(Ext, 1, &Irql);
  if (!(Ext->Flags & 1))
    StorPortReleaseMSISpinLock(Ext, 1, Irql);
}
