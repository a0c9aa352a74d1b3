// Code that is not seen may write what a pointer of another type leads to: the
// bytes of a member, or of a variable.
// RUN: sh -c '%spinpair %s --report json=%t.json -- -I%wdk; test $? = 2'
// RUN: %python %S/../tool/Inputs/check_verdicts.py %t.json bytes=undecided,reported halves=undecided,reported byVariable=undecided,reported moved=undecided,reported ofLocal=undecided,reported otherMember=proved wrong=reported
#include <storport.h>

typedef struct _EXT {
  ULONG Count;
  ULONG Id;
} EXT, *PEXT;

VOID fillBytes(PUCHAR Bytes);
VOID fillHalves(PUSHORT Halves);

VOID bytes(PEXT Ext) {
  ULONG Irql;
  StorPortAcquireMSISpinLock(Ext, Ext->Id, &Irql);
  fillBytes((PUCHAR)&Ext->Id);
  StorPortReleaseMSISpinLock(Ext, Ext->Id, Irql);
}

VOID halves(PEXT Ext) {
  ULONG Irql;
  StorPortAcquireMSISpinLock(Ext, Ext->Id, &Irql);
  fillHalves((PUSHORT)&Ext->Id);
  StorPortReleaseMSISpinLock(Ext, Ext->Id, Irql);
}

VOID byVariable(PEXT Ext) {
  ULONG Irql;
  PUCHAR Bytes = (PUCHAR)&Ext->Id;
  StorPortAcquireMSISpinLock(Ext, Ext->Id, &Irql);
  fillBytes(Bytes);
  StorPortReleaseMSISpinLock(Ext, Ext->Id, Irql);
}

VOID moved(PEXT Ext) {
  ULONG Irql, Other = 5;
  StorPortAcquireMSISpinLock(Ext, Ext->Id, &Irql);
  __movsb((PUCHAR)&Ext->Id, (PUCHAR)&Other, sizeof(Other));
  StorPortReleaseMSISpinLock(Ext, Ext->Id, Irql);
}

VOID ofLocal(PEXT Ext) {
  ULONG Irql, Id = 1;
  StorPortAcquireMSISpinLock(Ext, Id, &Irql);
  fillBytes((PUCHAR)&Id);
  StorPortReleaseMSISpinLock(Ext, Id, Irql);
}

VOID otherMember(PEXT Ext) {
  ULONG Irql;
  StorPortAcquireMSISpinLock(Ext, 1, &Irql);
  fillBytes((PUCHAR)&Ext->Count);
  StorPortReleaseMSISpinLock(Ext, 1, Irql);
}

VOID wrong(PEXT Ext) {
  ULONG Irql;
  StorPortAcquireMSISpinLock(Ext, 1, &Irql);
  fillBytes((PUCHAR)&Ext->Count);
}
