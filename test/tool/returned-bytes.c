// A function of another file returns the pointer that it is given, as one to
// bytes: what is written there is written to what was given.
// RUN: sh -c '%spinpair %s %S/Inputs/returning.c --report json=%t.json -- -I%wdk; test $? -lt 3'
// RUN: %python %S/Inputs/check_verdicts.py %t.json bytes=undecided,reported behind=undecided,reported half=undecided,reported kept=undecided,reported byVoid=undecided,reported other=proved
#include <storport.h>

typedef struct _EXT {
  ULONG Irql;
} EXT, *PEXT;

PUCHAR bytesOf(PULONG Given);
PUCHAR bytesBehind(PULONG Given);
PUSHORT halfOf(PEXT Ext);
PUCHAR bytesKept(PULONG Given);
PUCHAR bytesByVoid(PULONG Given);

#define TAKE(slot) StorPortAcquireMSISpinLock(Ext, 1, slot)
#define GIVE(irql) StorPortReleaseMSISpinLock(Ext, 1, irql)

VOID bytes(PEXT Ext) {
  ULONG Irql;
  PUCHAR Bytes = bytesOf(&Irql);
  TAKE(&Irql);
  *Bytes = 0;
  GIVE(Irql);
}

VOID behind(PEXT Ext) {
  ULONG Irqls[2];
  PUCHAR Bytes = bytesBehind(Irqls);
  TAKE(&Irqls[1]);
  *Bytes = 0;
  GIVE(Irqls[1]);
}

VOID half(PEXT Ext) {
  PUSHORT Half = halfOf(Ext);
  TAKE(&Ext->Irql);
  *Half = 0;
  GIVE(Ext->Irql);
}

VOID kept(PEXT Ext) {
  ULONG Irql;
  PUCHAR Bytes = bytesKept(&Irql);
  TAKE(&Irql);
  *Bytes = 0;
  GIVE(Irql);
}

VOID byVoid(PEXT Ext) {
  ULONG Irql;
  PUCHAR Bytes = bytesByVoid(&Irql);
  TAKE(&Irql);
  *Bytes = 0;
  GIVE(Irql);
}

VOID other(PEXT Ext) {
  ULONG Irql, Other;
  PUCHAR Bytes = bytesOf(&Other);
  TAKE(&Irql);
  *Bytes = 0;
  GIVE(Irql);
}
