// Locks that are nested only on a path that a local flag rules out are not nested.
// RUN: %analyze_only -analyzer-checker=storport,windows -analyzer-output=text -verify -verify-ignore-unexpected=note %s
// RUN: %not %spinpair %s -- -I%wdk 2>&1 | %filecheck %s
#include <ntddk.h>

typedef struct _EXT {
  KSPIN_LOCK First, Second; // in this order only
  KSPIN_LOCK Outer, Inner;  // in both
  KSPIN_LOCK Left, Right;   // in both
  ULONG Count;
} EXT, *PEXT;

VOID inOrder(PEXT Ext) {
  KIRQL Irql;
  KeAcquireSpinLock(&Ext->First, &Irql);
  KeAcquireSpinLockAtDpcLevel(&Ext->Second);
  Ext->Count++;
  KeReleaseSpinLockFromDpcLevel(&Ext->Second);
  KeReleaseSpinLock(&Ext->First, Irql);
}
static VOID takeFirst(PEXT Ext) {
  KIRQL Irql;
  KeAcquireSpinLock(&Ext->First, &Irql);
  Ext->Count++;
  KeReleaseSpinLock(&Ext->First, Irql);
}

// Silent.
VOID never(PEXT Ext) {
  KIRQL Irql;
  int Both = 0;
  if (Both) {
    KeAcquireSpinLock(&Ext->Second, &Irql);
    takeFirst(Ext);
    KeReleaseSpinLock(&Ext->Second, Irql);
  }
}
VOID either(PEXT Ext, BOOLEAN Flag) {
  KIRQL Irql;
  if (Flag)
    KeAcquireSpinLock(&Ext->Second, &Irql);
  if (!Flag)
    takeFirst(Ext);
  if (Flag)
    KeReleaseSpinLock(&Ext->Second, Irql);
}
VOID heldFlag(PEXT Ext, ULONG Events) {
  KIRQL Irql;
  BOOLEAN Held = FALSE;
  if (Events & 4) {
    KeAcquireSpinLock(&Ext->Second, &Irql);
    Held = TRUE;
  }
  if (!Held)
    takeFirst(Ext);
  if (Held)
    KeReleaseSpinLock(&Ext->Second, Irql);
}
VOID releasedByFlag(PEXT Ext, ULONG Events) {
  KIRQL Irql;
  BOOLEAN Held = FALSE;
  if (Events & 4) {
    KeAcquireSpinLock(&Ext->Second, &Irql);
    Held = TRUE;
  }
  if (Held)
    KeReleaseSpinLock(&Ext->Second, Irql);
  takeFirst(Ext);
}
VOID byNumber(PEXT Ext, ULONG Events) {
  KIRQL Irql;
  int Mode = 1;
  if (Events & 4)
    Mode = 2;
  if (Events & 8)
    Mode = 3;
  if (Mode == 2)
    KeAcquireSpinLock(&Ext->Second, &Irql);
  if (Mode < 2)
    takeFirst(Ext);
  if (Mode == 2)
    KeReleaseSpinLock(&Ext->Second, Irql);
}
VOID byStatus(PEXT Ext, ULONG Events) {
  KIRQL Irql;
  NTSTATUS Status = STATUS_SUCCESS;
  if (Events & 4) {
    Status = STATUS_UNSUCCESSFUL;
    KeAcquireSpinLock(&Ext->Second, &Irql);
  }
  if (NT_SUCCESS(Status))
    takeFirst(Ext);
  else
    KeReleaseSpinLock(&Ext->Second, Irql);
}

// True: the flag is that of the path.
VOID outerFirst(PEXT Ext) {
  KIRQL Irql;
  KeAcquireSpinLock(&Ext->Outer, &Irql);
  KeAcquireSpinLockAtDpcLevel(&Ext->Inner);
  KeReleaseSpinLockFromDpcLevel(&Ext->Inner);
  KeReleaseSpinLock(&Ext->Outer, Irql);
}
VOID innerFirst(PEXT Ext, ULONG Events) {
  KIRQL Irql;
  BOOLEAN Held = FALSE;
  if (Events & 4) {
    KeAcquireSpinLock(&Ext->Inner, &Irql);
    Held = TRUE;
  }
  if (Held) {
    KeAcquireSpinLockAtDpcLevel(&Ext->Outer); // expected-warning {{Spin lock 'Ext->Outer' is acquired while spin lock 'Ext->Inner' is held, and in 'outerFirst' the other way round [windows.spinlock.LockOrder]}}
    KeReleaseSpinLockFromDpcLevel(&Ext->Outer);
    KeReleaseSpinLock(&Ext->Inner, Irql);
  }
}
// The flag is another one by then.
VOID leftFirst(PEXT Ext) {
  KIRQL Irql;
  KeAcquireSpinLock(&Ext->Left, &Irql);
  KeAcquireSpinLockAtDpcLevel(&Ext->Right); // expected-warning {{Spin lock 'Ext->Right' is acquired while spin lock 'Ext->Left' is held, and in 'rightFirst' the other way round}}
  KeReleaseSpinLockFromDpcLevel(&Ext->Right);
  KeReleaseSpinLock(&Ext->Left, Irql);
}
VOID rightFirst(PEXT Ext) {
  KIRQL Irql;
  BOOLEAN Skip = TRUE;
  KeAcquireSpinLock(&Ext->Right, &Irql);
  if (Skip)
    Skip = FALSE;
  if (!Skip) {
    KeAcquireSpinLockAtDpcLevel(&Ext->Left);
    KeReleaseSpinLockFromDpcLevel(&Ext->Left);
  }
  KeReleaseSpinLock(&Ext->Right, Irql);
}

// CHECK: spinpair: 2 findings
