// What a helper does to one element that it is given the address of, it may do to the whole
// array; and a pointer may walk from one row of an array of arrays into another.
// RUN: sh -c '%spinpair %s --report json=%t.json -- -I%wdk; test $? = 2'
// RUN: %python %S/../tool/Inputs/check_verdicts.py %t.json inLoop=undecided,reported cleared=undecided,reported clearedInExtension=undecided,reported copiedInExtension=undecided,reported clearedRecords=undecided,reported rows=undecided,reported flat=undecided,reported rowsByCast=undecided,reported
// RUN: %python %S/../tool/Inputs/check_verdicts.py %t.json ofAnother=proved single=proved
#include <storport.h>

typedef struct _EXT {
  ULONG Irqls[8], Others[8];
  PVOID Registers;
} EXT, *PEXT;
typedef struct _HELD {
  ULONG Irql, Count;
} HELD;

static VOID clearInLoop(PULONG P, ULONG N) {
  for (ULONG I = 0; I < N; I++)
    P[I] = 0;
}
static VOID clear(PULONG P, ULONG N) { RtlZeroMemory(P, N * sizeof(*P)); }
static VOID clearBytes(PVOID P, ULONG N) { RtlZeroMemory(P, N); }
static VOID copyBytes(PVOID To, PVOID From, ULONG N) { RtlCopyMemory(To, From, N); }
static VOID clearOne(PULONG P) { *P = 0; }

VOID inLoop(PEXT Ext) {
  ULONG Irqls[4];
  StorPortAcquireMSISpinLock(Ext, 1, &Irqls[1]);
  clearInLoop(Irqls, 4);
  StorPortReleaseMSISpinLock(Ext, 1, Irqls[1]);
}
VOID cleared(PEXT Ext) {
  ULONG Irqls[4];
  StorPortAcquireMSISpinLock(Ext, 1, &Irqls[1]);
  clear(Irqls, 4);
  StorPortReleaseMSISpinLock(Ext, 1, Irqls[1]);
}
VOID clearedInExtension(PEXT Ext) {
  StorPortAcquireMSISpinLock(Ext, 1, &Ext->Irqls[2]);
  clear(Ext->Irqls, 8);
  StorPortReleaseMSISpinLock(Ext, 1, Ext->Irqls[2]);
}
VOID copiedInExtension(PEXT Ext) {
  StorPortAcquireMSISpinLock(Ext, 1, &Ext->Irqls[2]);
  copyBytes(Ext->Irqls, Ext->Registers, sizeof(Ext->Irqls));
  StorPortReleaseMSISpinLock(Ext, 1, Ext->Irqls[2]);
}
VOID clearedRecords(PEXT Ext) {
  HELD Held[2];
  StorPortAcquireMSISpinLock(Ext, 1, &Held[1].Irql);
  clearBytes(Held, sizeof(Held));
  StorPortReleaseMSISpinLock(Ext, 1, Held[1].Irql);
}
VOID ofAnother(PEXT Ext) {
  ULONG Irql;
  StorPortAcquireMSISpinLock(Ext, 1, &Irql);
  clear(Ext->Others, 8);
  StorPortReleaseMSISpinLock(Ext, 1, Irql);
}
VOID single(PEXT Ext) {
  ULONG Irqls[4], Done[2];
  StorPortAcquireMSISpinLock(Ext, 1, &Irqls[1]);
  clearOne(&Irqls[2]);
  clear(Done, 2);
  StorPortReleaseMSISpinLock(Ext, 1, Irqls[1]);
}

// Rows of an array of arrays.
VOID rows(PEXT Ext) {
  ULONG Irqls[2][2];
  PULONG Walk = &Irqls[0][0];
  StorPortAcquireMSISpinLock(Ext, 1, &Irqls[1][0]);
  Walk[2] = 0;
  StorPortReleaseMSISpinLock(Ext, 1, Irqls[1][0]);
}
VOID flat(PEXT Ext) {
  ULONG Irqls[2][2];
  StorPortAcquireMSISpinLock(Ext, 1, &Irqls[1][0]);
  for (ULONG I = 0; I < 4; I++)
    (&Irqls[0][0])[I] = 0;
  StorPortReleaseMSISpinLock(Ext, 1, Irqls[1][0]);
}
VOID rowsByCast(PEXT Ext) {
  ULONG Irqls[2][3];
  StorPortAcquireMSISpinLock(Ext, 1, &Irqls[1][1]);
  for (ULONG I = 0; I < 6; I++)
    ((PULONG)Irqls)[I] = 0;
  StorPortReleaseMSISpinLock(Ext, 1, Irqls[1][1]);
}
