// A loop of a few rounds, their number constant, is followed to its end where it
// takes or gives back locks, or does not branch.
// RUN: sh -c '%spinpair %s --report json=%t.json -- -I%wdk; test $? = 2'
// RUN: %python %S/Inputs/check_verdicts.py %t.json lastOfFive=reported sixthOnly=reported lockAll=proved,clean eightLocks=reported someOfEight=reported clearedBytes=reported otherBytes=proved allGivenBack=proved,clean
// RUN: %not %spinpair %s -- -I%wdk | %filecheck %s
#include <storport.h>

VOID lastOfFive(PVOID Ext) {
  ULONG Irql, I;
  for (I = 0; I < 5; I++) {
    StorPortAcquireMSISpinLock(Ext, 1, &Irql);
    if (I != 4)
      StorPortReleaseMSISpinLock(Ext, 1, Irql);
  }
  // CHECK: counted-loops.c:[[#@LINE+1]]:1: warning: MSI spin lock for message '1' is still held on return
}

VOID sixthOnly(PVOID Ext) {
  ULONG Irql, I;
  for (I = 0; I < 6; I++)
    if (I == 5)
      StorPortAcquireMSISpinLock(Ext, 2, &Irql);
  // CHECK: counted-loops.c:[[#@LINE+1]]:1: warning: MSI spin lock for message '2' is still held on return
}

static VOID lockAll(PVOID Ext, PULONG Irql) {
  ULONG I;
  for (I = 0; I < 8; I++)
    StorPortAcquireMSISpinLock(Ext, I, &Irql[I]);
}

BOOLEAN eightLocks(PVOID Ext) {
  ULONG Irql[8];
  lockAll(Ext, Irql);
  // CHECK: counted-loops.c:[[#@LINE+1]]:3: warning: MSI spin lock for message 'I' is still held on return
  return TRUE;
}

VOID someOfEight(PVOID Ext) {
  ULONG Irql[8];
  LONG I;
  lockAll(Ext, Irql);
  for (I = 7; I > 1; I--)
    StorPortReleaseMSISpinLock(Ext, I, Irql[I]);
  // CHECK: counted-loops.c:[[#@LINE+1]]:1: warning: MSI spin lock for message 'I' is still held on return
}

VOID allGivenBack(PVOID Ext) {
  ULONG Irql[8];
  LONG I;
  lockAll(Ext, Irql);
  for (I = 7; I >= 0; I--)
    StorPortReleaseMSISpinLock(Ext, I, Irql[I]);
}

typedef struct _STATE {
  ULONG Id;
  ULONG Locked;
} STATE;

VOID clearedBytes(PVOID Ext) {
  STATE State = {1, 1};
  PUCHAR Bytes = (PUCHAR)&State;
  ULONG Irql, I;
  StorPortAcquireMSISpinLock(Ext, 3, &Irql);
  for (I = 0; I < 8; I++)
    Bytes[I] = 0;
  if (State.Locked)
    StorPortReleaseMSISpinLock(Ext, 3, Irql);
  // CHECK: counted-loops.c:[[#@LINE+1]]:1: warning: MSI spin lock for message '3' is still held on return
}

VOID otherBytes(PVOID Ext) {
  STATE State = {1, 1}, Other;
  PUCHAR Bytes = (PUCHAR)&Other;
  ULONG Irql, I;
  StorPortAcquireMSISpinLock(Ext, 4, &Irql);
  for (I = 0; I < 8; I++)
    Bytes[I] = 0;
  if (State.Locked)
    StorPortReleaseMSISpinLock(Ext, 4, Irql);
}
