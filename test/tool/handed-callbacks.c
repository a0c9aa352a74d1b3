// A callee calls, under its lock, what its caller hands it in a structure or an
// array. Where that leads is told by the caller.
// RUN: sh -c '%spinpair %s --report json=%t.json -- -I%wdk; test $? = 2'
// RUN: %python %S/Inputs/check_verdicts.py %t.json tableWrong=reported tableRight=proved valueWrong=reported valueRight=proved localWrong=reported localRight=proved copyWrong=reported copyRight=proved arrayWrong=reported arrayRight=proved keptWrong=reported keptRight=proved unionWrong=undecided,reported passedOn=proved
// RUN: %not %spinpair %s -- -I%wdk | %filecheck %s
#include <storport.h>

typedef struct _EXT EXT, *PEXT;
typedef VOID (*PROUTINE)(PEXT);

typedef struct _TABLE {
  ULONG Version;
  PROUTINE Start, Stop;
} TABLE;

struct _EXT {
  ULONG Count;
  const TABLE *Table;
};

static VOID locks(PEXT Ext) {
  ULONG Irql;
  StorPortAcquireMSISpinLock(Ext, 1, &Irql);
  Ext->Count = 0;
  StorPortReleaseMSISpinLock(Ext, 1, Irql);
}

static VOID counts(PEXT Ext) {
  Ext->Count++;
}

static const TABLE Bad = {1, locks, counts}, Good = {1, counts, locks};

static VOID byTable(PEXT Ext, const TABLE *Table) {
  ULONG Irql;
  StorPortAcquireMSISpinLock(Ext, 1, &Irql);
  // CHECK: handed-callbacks.c:[[#@LINE+1]]:3: warning: MSI spin lock for message '1' is acquired again while it is held
  Table->Start(Ext);
  StorPortReleaseMSISpinLock(Ext, 1, Irql);
}

VOID tableWrong(PEXT Ext) { byTable(Ext, &Bad); }
VOID tableRight(PEXT Ext) { byTable(Ext, &Good); }

VOID localWrong(PEXT Ext) {
  TABLE Own = Good;
  Own.Start = Own.Stop;
  byTable(Ext, &Own);
}

VOID localRight(PEXT Ext) {
  TABLE Own = Bad;
  Own.Start = Own.Stop;
  byTable(Ext, &Own);
}

VOID copyWrong(PEXT Ext) {
  TABLE Own;
  RtlCopyMemory(&Own, &Bad, sizeof(Own));
  byTable(Ext, &Own);
}

VOID copyRight(PEXT Ext) {
  TABLE Own;
  RtlCopyMemory(&Own, &Good, sizeof(Own));
  byTable(Ext, &Own);
}

// It was called with the table: nothing is said of it here.
VOID passedOn(PEXT Ext, const TABLE *Table) { byTable(Ext, Table); }

static VOID byValue(PEXT Ext, TABLE Table) {
  ULONG Irql;
  StorPortAcquireMSISpinLock(Ext, 1, &Irql);
  // CHECK: handed-callbacks.c:[[#@LINE+1]]:3: warning: MSI spin lock for message '1' is acquired again while it is held
  Table.Start(Ext);
  StorPortReleaseMSISpinLock(Ext, 1, Irql);
}

VOID valueWrong(PEXT Ext) { byValue(Ext, Bad); }
VOID valueRight(PEXT Ext) { byValue(Ext, Good); }

static VOID byMember(PEXT Ext) {
  ULONG Irql;
  StorPortAcquireMSISpinLock(Ext, 1, &Irql);
  // CHECK: handed-callbacks.c:[[#@LINE+1]]:3: warning: MSI spin lock for message '1' is acquired again while it is held
  Ext->Table->Start(Ext);
  StorPortReleaseMSISpinLock(Ext, 1, Irql);
}

VOID keptWrong(PEXT Ext) {
  Ext->Table = &Bad;
  byMember(Ext);
}

VOID keptRight(PEXT Ext) {
  Ext->Table = &Good;
  byMember(Ext);
}

static VOID first(PEXT Ext, PROUTINE *Routines, ULONG Count) {
  ULONG Irql, I;
  StorPortAcquireMSISpinLock(Ext, 1, &Irql);
  for (I = 0; I < Count; I++)
    // CHECK: handed-callbacks.c:[[#@LINE+1]]:5: warning: MSI spin lock for message '1' is acquired again while it is held
    Routines[I](Ext);
  StorPortReleaseMSISpinLock(Ext, 1, Irql);
}

VOID arrayWrong(PEXT Ext) {
  PROUTINE Routines[] = {counts, locks};
  first(Ext, Routines, 2);
}

VOID arrayRight(PEXT Ext) {
  PROUTINE Routines[] = {counts, locks};
  first(Ext, Routines, 1);
}

typedef union _ANY {
  PROUTINE Routine;
  PVOID Pointer;
} ANY;

static VOID byUnion(PEXT Ext, ANY Any) {
  ULONG Irql;
  StorPortAcquireMSISpinLock(Ext, 1, &Irql);
  Any.Routine(Ext);
  StorPortReleaseMSISpinLock(Ext, 1, Irql);
}

VOID unionWrong(PEXT Ext) {
  ANY Any;
  Any.Pointer = (PVOID)locks;
  byUnion(Ext, Any);
}
