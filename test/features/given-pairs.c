// Code that is not seen and is given a function which takes a lock for its
// caller, and one that gives one back, is taken to call them in pairs.
// RUN: sh -c '%spinpair %s --report json=%t.json -- -I%wdk; test $? = 0'
// RUN: %python %S/../tool/Inputs/check_verdicts.py %t.json pair=proved underOther=undecided onlyTakes=undecided onlyGives=undecided callsPair=proved
#include <ntddk.h>

typedef VOID ROUTINE(PVOID);
NTSTATUS CreateCache(ROUTINE *Take, ROUTINE *Give, PVOID Context);

typedef struct _EXT {
  KSPIN_LOCK Lock;
  KSPIN_LOCK Other;
  KIRQL Irql;
} EXT;

static VOID take(PVOID Context) {
  EXT *Ext = (EXT *)Context;
  KIRQL Irql;
  KeAcquireSpinLock(&Ext->Lock, &Irql);
  Ext->Irql = Irql;
}

static VOID give(PVOID Context) {
  EXT *Ext = (EXT *)Context;
  KeReleaseSpinLock(&Ext->Lock, Ext->Irql);
}

NTSTATUS pair(EXT *Ext) { return CreateCache(take, give, Ext); }

NTSTATUS callsPair(EXT *Ext) {
  NTSTATUS Status = pair(Ext);
  KIRQL Irql;
  KeAcquireSpinLock(&Ext->Lock, &Irql);
  KeReleaseSpinLock(&Ext->Lock, Irql);
  return Status;
}

// It may be the lock that is held.
NTSTATUS underOther(EXT *Ext) {
  NTSTATUS Status;
  KIRQL Irql;
  KeAcquireSpinLock(&Ext->Lock, &Irql);
  Status = CreateCache(take, give, Ext);
  KeReleaseSpinLock(&Ext->Lock, Irql);
  return Status;
}

NTSTATUS onlyTakes(EXT *Ext) { return CreateCache(take, NULL, Ext); }
NTSTATUS onlyGives(EXT *Ext) { return CreateCache(NULL, give, Ext); }
