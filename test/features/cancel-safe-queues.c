// What IoCsqInitialize is given to take the lock of a queue leaves it to the routine that calls it,
// and the one that gives it back has it from there.
// RUN: %analyze -verify %s
// RUN: sh -c '%spinpair %s --report json=%t.json -- -I%wdk; test $? = 2'
// RUN: %python %S/../tool/Inputs/check_verdicts.py %t.json acquire=proved,undecided release=proved,undecided insert=reported
#include <ntddk.h>

typedef struct _EXT {
  IO_CSQ Csq;
  KSPIN_LOCK Lock;
  LIST_ENTRY Irps;
} EXT, *PEXT;

static VOID acquire(PIO_CSQ Csq, PKIRQL Irql) {
  PEXT Ext = CONTAINING_RECORD(Csq, EXT, Csq);
  KeAcquireSpinLock(&Ext->Lock, Irql);
}
static VOID release(PIO_CSQ Csq, KIRQL Irql) {
  PEXT Ext = CONTAINING_RECORD(Csq, EXT, Csq);
  KeReleaseSpinLock(&Ext->Lock, Irql);
}
static VOID insert(PIO_CSQ Csq, PIRP Irp) {
  PEXT Ext = CONTAINING_RECORD(Csq, EXT, Csq);
  KIRQL Irql;
  KeAcquireSpinLock(&Ext->Lock, &Irql);
  InsertTailList(&Ext->Irps, &Irp->Tail.Overlay.ListEntry);
} // expected-warning {{Spin lock 'Ext->Lock' is still held on return}}
static VOID removeIrp(PIO_CSQ Csq, PIRP Irp) { RemoveEntryList(&Irp->Tail.Overlay.ListEntry); }
static PIRP peek(PIO_CSQ Csq, PIRP Irp, PVOID Context) { return NULL; }
static VOID complete(PIO_CSQ Csq, PIRP Irp) { IoCompleteRequest(Irp, IO_NO_INCREMENT); }
VOID start(PEXT Ext) { IoCsqInitialize(&Ext->Csq, insert, removeIrp, peek, acquire, release, complete); }
