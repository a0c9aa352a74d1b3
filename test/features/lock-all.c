// A loop takes a lock of each element, another gives them back: the locks of
// the rounds before, and the IRQLs that they saved, are told apart.
// RUN: sh -c '%spinpair %s --report json=%t.json -- -I%wdk; test $? = 2'
// RUN: %python %S/../tool/Inputs/check_verdicts.py %t.json inLocals=proved inMembers=proved downToZero=proved lockAll=proved unlockAll=proved byHelpers=proved atDpcLevel=proved withHandles=proved oneLess=reported,undecided otherWayRound=reported,undecided oneSlot=reported,undecided innerStays=reported,undecided
#include <storport.h>

typedef struct _QUEUE {
  KSPIN_LOCK Lock;
  ULONG OldIrql;
} QUEUE;

typedef struct _EXT {
  ULONG Flags;
  QUEUE Queues[4];
} EXT;

VOID inLocals(EXT *Ext) {
  ULONG I, OldIrql[6];
  for (I = 0; I < 6; I++)
    StorPortAcquireMSISpinLock(Ext, I, &OldIrql[I]);
  Ext->Flags = 0;
  for (I = 6; I > 0; I--)
    StorPortReleaseMSISpinLock(Ext, I - 1, OldIrql[I - 1]);
}

VOID inMembers(EXT *Ext) {
  ULONG I;
  for (I = 0; I < 4; I++)
    StorPortAcquireMSISpinLock(Ext, I, &Ext->Queues[I].OldIrql);
  Ext->Flags = 0;
  for (I = 4; I-- > 0;)
    StorPortReleaseMSISpinLock(Ext, I, Ext->Queues[I].OldIrql);
}

VOID downToZero(EXT *Ext) {
  int I;
  ULONG OldIrql[4];
  for (I = 0; I < 4; ++I)
    StorPortAcquireMSISpinLock(Ext, I, &OldIrql[I]);
  for (I = 3; I >= 0; --I)
    StorPortReleaseMSISpinLock(Ext, I, OldIrql[I]);
}

static VOID lockAll(EXT *Ext) {
  ULONG I;
  for (I = 0; I < 4; I++)
    StorPortAcquireMSISpinLock(Ext, I, &Ext->Queues[I].OldIrql);
}

static VOID unlockAll(EXT *Ext) {
  ULONG I;
  for (I = 4; I-- > 0;)
    StorPortReleaseMSISpinLock(Ext, I, Ext->Queues[I].OldIrql);
}

VOID byHelpers(EXT *Ext) {
  lockAll(Ext);
  Ext->Flags = 0;
  unlockAll(Ext);
}

VOID atDpcLevel(EXT *Ext) {
  ULONG I;
  KIRQL OldIrql;
  KeAcquireSpinLock(&Ext->Queues[0].Lock, &OldIrql);
  for (I = 1; I < 4; I++)
    KeAcquireSpinLockAtDpcLevel(&Ext->Queues[I].Lock);
  for (I = 3; I > 0; I--)
    KeReleaseSpinLockFromDpcLevel(&Ext->Queues[I].Lock);
  KeReleaseSpinLock(&Ext->Queues[0].Lock, OldIrql);
}

VOID withHandles(EXT *Ext) {
  ULONG I;
  KLOCK_QUEUE_HANDLE Handles[4];
  for (I = 0; I < 4; I++)
    KeAcquireInStackQueuedSpinLock(&Ext->Queues[I].Lock, &Handles[I]);
  for (I = 4; I > 0; I--)
    KeReleaseInStackQueuedSpinLock(&Handles[I - 1]);
}

VOID oneLess(EXT *Ext) {
  ULONG I, OldIrql[4];
  for (I = 0; I < 4; I++)
    StorPortAcquireMSISpinLock(Ext, I, &OldIrql[I]);
  for (I = 3; I > 0; I--)
    StorPortReleaseMSISpinLock(Ext, I, OldIrql[I]);
}

VOID otherWayRound(EXT *Ext) {
  ULONG I, OldIrql[4];
  for (I = 0; I < 4; I++)
    StorPortAcquireMSISpinLock(Ext, I, &OldIrql[I]);
  for (I = 4; I-- > 0;)
    StorPortReleaseMSISpinLock(Ext, I, OldIrql[3 - I]);
}

VOID oneSlot(EXT *Ext) {
  ULONG I, OldIrql;
  for (I = 0; I < 4; I++)
    StorPortAcquireMSISpinLock(Ext, I, &OldIrql);
  for (I = 4; I-- > 0;)
    StorPortReleaseMSISpinLock(Ext, I, OldIrql);
}

VOID innerStays(EXT *Ext) {
  ULONG I;
  KIRQL OldIrql;
  KeAcquireSpinLock(&Ext->Queues[0].Lock, &OldIrql);
  for (I = 1; I < 4; I++)
    KeAcquireSpinLockAtDpcLevel(&Ext->Queues[I].Lock);
  for (I = 2; I > 0; I--)
    KeReleaseSpinLockFromDpcLevel(&Ext->Queues[I].Lock);
  KeReleaseSpinLock(&Ext->Queues[0].Lock, OldIrql);
}
