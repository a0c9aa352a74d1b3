// Which message a helper locks is chosen by `?:`. A caller that holds one of the
// two meets both choices.
// RUN: sh -c '%spinpair %s --report json=%t.json -- -I%wdk; test $? = 2'
// RUN: %python %S/../tool/Inputs/check_verdicts.py %t.json count=proved interrupt=reported guarded=reported others=proved,clean nested=reported beside=clean,proved left=reported paired=proved
#include <storport.h>

typedef struct _EXT {
  BOOLEAN OneVector;
  ULONG Count;
} EXT, *PEXT;

static VOID lock(PEXT Ext, ULONG Id, PULONG Irql) {
  StorPortAcquireMSISpinLock(Ext, Ext->OneVector ? 0 : Id, Irql);
}

static VOID unlock(PEXT Ext, ULONG Id, ULONG Irql) {
  StorPortReleaseMSISpinLock(Ext, Ext->OneVector ? 0 : Id, Irql);
}

static VOID count(PEXT Ext, ULONG Id) {
  ULONG Irql;
  lock(Ext, Id, &Irql);
  Ext->Count++;
  unlock(Ext, Id, Irql);
}

HW_MESSAGE_SIGNALED_INTERRUPT_ROUTINE interrupt, guarded, others;

BOOLEAN interrupt(PVOID Adapter, ULONG MessageId) {
  count(Adapter, MessageId);
  return TRUE;
}

BOOLEAN guarded(PVOID Adapter, ULONG MessageId) {
  PEXT Ext = Adapter;
  if (!Ext->OneVector)
    count(Ext, MessageId);
  return TRUE;
}

BOOLEAN others(PVOID Adapter, ULONG MessageId) {
  PEXT Ext = Adapter;
  if (!Ext->OneVector && MessageId == 1)
    count(Ext, 2);
  return TRUE;
}

VOID nested(PEXT Ext, ULONG Id) {
  ULONG Irql;
  StorPortAcquireMSISpinLock(Ext, Id, &Irql);
  count(Ext, Id);
  StorPortReleaseMSISpinLock(Ext, Id, Irql);
}

VOID beside(PEXT Ext, ULONG Id) {
  ULONG Irql;
  if (Ext->OneVector || Id == 3)
    return;
  StorPortAcquireMSISpinLock(Ext, 3, &Irql);
  count(Ext, Id);
  StorPortReleaseMSISpinLock(Ext, 3, Irql);
}

VOID left(PEXT Ext, ULONG Id) {
  ULONG Irql;
  lock(Ext, Id, &Irql);
  if (Ext->Count)
    unlock(Ext, Id, Irql);
}

VOID paired(PEXT Ext, ULONG Id) {
  ULONG Irql;
  lock(Ext, Id, &Irql);
  Ext->Count++;
  unlock(Ext, Id, Irql);
}
