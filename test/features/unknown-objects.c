// A helper gets its structure from somewhere that is not known, and takes a lock that is a member of
// it. It is not the caller's if that is another member; it may be if it is the same one.
// RUN: sh -c '%spinpair %s --report json=%t.json -- -I%wdk; test $? = 0 -o $? = 2'
// RUN: %python %S/../tool/Inputs/check_verdicts.py %t.json under=proved underOther=proved elementOther=proved ownSecond=proved underSame=undecided,reported elementSame=undecided,reported pointed=undecided,reported swapped=undecided,reported
#include <wdf.h>

typedef struct _PART {
  KSPIN_LOCK Lock, Second;
} PART;
typedef struct _OUTER {
  KSPIN_LOCK Lock;
  PKSPIN_LOCK Borrowed;
  PART Parts[4];
  LONG Count;
} OUTER, *POUTER;
typedef struct _OTHER {
  KSPIN_LOCK Lock;
  LONG Count;
} OTHER, *POTHER;
POUTER outerOf(ULONG Index);

static VOID count(ULONG Index) {
  KIRQL Irql;
  POUTER Outer = outerOf(Index);
  KeAcquireSpinLock(&Outer->Lock, &Irql);
  Outer->Count++;
  KeReleaseSpinLock(&Outer->Lock, Irql);
}
static VOID countPart(ULONG Index) {
  KIRQL Irql;
  POUTER Outer = outerOf(Index);
  KeAcquireSpinLock(&Outer->Parts[Index].Lock, &Irql);
  Outer->Count++;
  KeReleaseSpinLock(&Outer->Parts[Index].Lock, Irql);
}
static VOID countBorrowed(ULONG Index) {
  KIRQL Irql;
  POUTER Outer = outerOf(Index);
  KeAcquireSpinLock(Outer->Borrowed, &Irql);
  Outer->Count++;
  KeReleaseSpinLock(Outer->Borrowed, Irql);
}
VOID under(POTHER Other) {
  KIRQL Irql;
  KeAcquireSpinLock(&Other->Lock, &Irql);
  count(1);
  KeReleaseSpinLock(&Other->Lock, Irql);
}
VOID underOther(POUTER Outer) {
  KIRQL Irql;
  KeAcquireSpinLock(&Outer->Parts[2].Second, &Irql);
  count(1);
  countPart(2);
  KeReleaseSpinLock(&Outer->Parts[2].Second, Irql);
}
VOID elementOther(POUTER Outer) {
  KIRQL Irql;
  KeAcquireSpinLock(&Outer->Lock, &Irql);
  countPart(1);
  KeReleaseSpinLock(&Outer->Lock, Irql);
}
VOID underSame(POUTER Outer) {
  KIRQL Irql;
  KeAcquireSpinLock(&Outer->Lock, &Irql);
  count(1);
  KeReleaseSpinLock(&Outer->Lock, Irql);
}
VOID elementSame(POUTER Outer) {
  KIRQL Irql;
  KeAcquireSpinLock(&Outer->Parts[2].Lock, &Irql);
  countPart(1);
  KeReleaseSpinLock(&Outer->Parts[2].Lock, Irql);
}
VOID pointed(POUTER Outer) {
  KIRQL Irql;
  KeAcquireSpinLock(&Outer->Lock, &Irql);
  countBorrowed(1);
  KeReleaseSpinLock(&Outer->Lock, Irql);
}

// A handle of which another member has a copy is not its own.
typedef struct _HANDLES {
  WDFSPINLOCK First, Second, Copy;
} HANDLES, *PHANDLES;
PHANDLES handlesOf(ULONG Index);
NTSTATUS create(PHANDLES Handles) {
  NTSTATUS Status = WdfSpinLockCreate(WDF_NO_OBJECT_ATTRIBUTES, &Handles->First);
  if (NT_SUCCESS(Status))
    Status = WdfSpinLockCreate(WDF_NO_OBJECT_ATTRIBUTES, &Handles->Second);
  Handles->Copy = Handles->First;
  return Status;
}
static VOID takeSecond(ULONG Index) {
  PHANDLES Handles = handlesOf(Index);
  WdfSpinLockAcquire(Handles->Second);
  WdfSpinLockRelease(Handles->Second);
}
static VOID takeCopy(ULONG Index) {
  PHANDLES Handles = handlesOf(Index);
  WdfSpinLockAcquire(Handles->Copy);
  WdfSpinLockRelease(Handles->Copy);
}
VOID swapped(PHANDLES Handles) {
  WdfSpinLockAcquire(Handles->First);
  takeCopy(1);
  WdfSpinLockRelease(Handles->First);
}
VOID ownSecond(PHANDLES Handles) {
  WdfSpinLockAcquire(Handles->First);
  takeSecond(1);
  WdfSpinLockRelease(Handles->First);
}
