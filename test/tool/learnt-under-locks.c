// What a path learnt under a lock is asked anew under the next one: another
// processor may have changed it in between.
//
// RUN: sh -c '%spinpair %s --report json=%t.json -- -I%wdk; test $? -lt 3'
// RUN: %python %S/Inputs/check_verdicts.py %t.json writesAll=proved polled=undecided polledRight=proved wroteBefore=undecided wroteNow=proved triesByCallee=undecided triesRight=proved askedTwice=undecided askedOnce=proved byMode=proved

#include <storport.h>

typedef struct _EXT {
  ULONG Flags;
  ULONG Mode;
  ULONG Done;
} EXT, *PEXT;

/* Somebody else's writes, under the same lock. */
VOID writesAll(PEXT Ext) {
  ULONG Irql;
  StorPortAcquireMSISpinLock(Ext, 1, &Irql);
  Ext->Flags = !Ext->Flags;
  Ext->Mode = !Ext->Mode;
  StorPortReleaseMSISpinLock(Ext, 1, Irql);
}

/* Each round asks anew: the second may find what the first did not. */
VOID polled(PEXT Ext) {
  ULONG Irql, Rounds;
  for (Rounds = 3; Rounds; Rounds--) {
    StorPortAcquireMSISpinLock(Ext, 1, &Irql);
    if (Ext->Flags)
      break;
    StorPortReleaseMSISpinLock(Ext, 1, Irql);
  }
  if (Rounds > 1)
    StorPortReleaseMSISpinLock(Ext, 1, Irql);
}

VOID polledRight(PEXT Ext) {
  ULONG Irql, Rounds;
  for (Rounds = 3; Rounds; Rounds--) {
    StorPortAcquireMSISpinLock(Ext, 1, &Irql);
    if (Ext->Flags)
      break;
    StorPortReleaseMSISpinLock(Ext, 1, Irql);
  }
  if (Rounds)
    StorPortReleaseMSISpinLock(Ext, 1, Irql);
}

/* What it wrote is its own until it gives the lock back. */
VOID wroteBefore(PEXT Ext) {
  ULONG Irql;
  StorPortAcquireMSISpinLock(Ext, 1, &Irql);
  Ext->Flags = 1;
  StorPortReleaseMSISpinLock(Ext, 1, Irql);
  StorPortAcquireMSISpinLock(Ext, 1, &Irql);
  if (Ext->Flags)
    StorPortReleaseMSISpinLock(Ext, 1, Irql);
}

VOID wroteNow(PEXT Ext) {
  ULONG Irql;
  StorPortAcquireMSISpinLock(Ext, 1, &Irql);
  Ext->Flags = 1;
  StorPortReleaseMSISpinLock(Ext, 1, Irql);
  StorPortAcquireMSISpinLock(Ext, 1, &Irql);
  Ext->Flags = 0;
  if (!Ext->Flags)
    StorPortReleaseMSISpinLock(Ext, 1, Irql);
}

/* A callee takes the lock, asks, and keeps it or not. */
static BOOLEAN tryIt(PEXT Ext, PULONG Irql) {
  StorPortAcquireMSISpinLock(Ext, 1, Irql);
  if (Ext->Flags)
    return TRUE;
  StorPortReleaseMSISpinLock(Ext, 1, *Irql);
  return FALSE;
}

VOID triesByCallee(PEXT Ext) {
  ULONG Irql, Rounds;
  for (Rounds = 3; Rounds; Rounds--)
    if (tryIt(Ext, &Irql))
      break;
  if (Rounds > 1)
    StorPortReleaseMSISpinLock(Ext, 1, Irql);
}

VOID triesRight(PEXT Ext) {
  ULONG Irql, Rounds;
  for (Rounds = 3; Rounds; Rounds--)
    if (tryIt(Ext, &Irql))
      break;
  if (Rounds)
    StorPortReleaseMSISpinLock(Ext, 1, Irql);
}

/* The search steps into this one. */
static BOOLEAN asksUnderLock(PEXT Ext) {
  ULONG Irql;
  BOOLEAN Set;
  StorPortAcquireMSISpinLock(Ext, 1, &Irql);
  Set = Ext->Flags != 0;
  StorPortReleaseMSISpinLock(Ext, 1, Irql);
  return Set;
}

VOID askedTwice(PEXT Ext) {
  ULONG Irql;
  if (asksUnderLock(Ext))
    StorPortAcquireMSISpinLock(Ext, 2, &Irql);
  Ext->Done++;
  if (asksUnderLock(Ext))
    StorPortReleaseMSISpinLock(Ext, 2, Irql);
}

VOID askedOnce(PEXT Ext) {
  ULONG Irql;
  BOOLEAN Set = asksUnderLock(Ext);
  if (Set)
    StorPortAcquireMSISpinLock(Ext, 2, &Irql);
  Ext->Done++;
  if (Set)
    StorPortReleaseMSISpinLock(Ext, 2, Irql);
}

/* A mode, which is asked where no lock is held. */
VOID byMode(PEXT Ext) {
  ULONG Irql, Round;
  for (Round = 0; Round < 9; Round++) {
    if (Ext->Mode)
      StorPortAcquireMSISpinLock(Ext, 1, &Irql);
    else
      StorPortAcquireMSISpinLock(Ext, 2, &Irql);
    Ext->Done++;
    if (Ext->Mode)
      StorPortReleaseMSISpinLock(Ext, 1, Irql);
    else
      StorPortReleaseMSISpinLock(Ext, 2, Irql);
  }
}
