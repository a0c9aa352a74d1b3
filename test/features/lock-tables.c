// Which row of a table a call goes by is not certain: two rows are not taken for two locks that
// are taken in either order.
// RUN: sh -c '%spinpair %s --report json=%t.json -- -I%wdk; test $? = 0'
// RUN: %python %S/../tool/Inputs/check_verdicts.py %t.json start=proved,clean,undecided
#include <ntddk.h>

typedef struct _EXT {
  KSPIN_LOCK First, Second;
  LONG Count;
} EXT, *PEXT;
typedef struct _OPS {
  VOID (*Lock)(PEXT Ext, KIRQL *Irql);
  VOID (*Unlock)(PEXT Ext, KIRQL *Irql);
} OPS;
static VOID lockFirst(PEXT Ext, KIRQL *Irql) { KeAcquireSpinLock(&Ext->First, Irql); }
static VOID unlockFirst(PEXT Ext, KIRQL *Irql) { KeReleaseSpinLock(&Ext->First, *Irql); }
static VOID lockSecond(PEXT Ext, KIRQL *Irql) { KeAcquireSpinLock(&Ext->Second, Irql); }
static VOID unlockSecond(PEXT Ext, KIRQL *Irql) { KeReleaseSpinLock(&Ext->Second, *Irql); }
static const OPS Table[2] = {{lockFirst, unlockFirst}, {lockSecond, unlockSecond}};
VOID start(PEXT Ext, ULONG Index) {
  KIRQL Irql;
  Table[Index & 1].Lock(Ext, &Irql);
  Ext->Count++;
  Table[Index & 1].Unlock(Ext, &Irql);
}
