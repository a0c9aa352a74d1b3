// Elements of an array by an index that is no number: twice the same element is
// the same value, until something in the array is written.
// RUN: %analyze -verify %s
// RUN: %not %spinpair %s -- -I%wdk > %t
// RUN: %filecheck --implicit-check-not=warning: %s < %t
#include <storport.h>

typedef struct _QUEUE { ULONG Vector, Irql; } QUEUE, *PQUEUE;
typedef struct _EXT {
  PQUEUE Queues[8];
  ULONG Vectors[8], Irqls[8];
  UCHAR Stopped[8];
} EXT, *PEXT;

typedef struct _STRUCTS {
  struct { ULONG Count; UCHAR Busy; } Parts[8];
  ULONG Mode;
} STRUCTS, *PSTRUCTS;

VOID elsewhere(PEXT Ext);

// Right.

VOID bySlot(PEXT Ext, ULONG I) {
  StorPortAcquireMSISpinLock(Ext, Ext->Queues[I]->Vector, &Ext->Queues[I]->Irql);
  StorPortReleaseMSISpinLock(Ext, Ext->Queues[I]->Vector, Ext->Queues[I]->Irql);
}

VOID byNumber(PEXT Ext, ULONG I) {
  ULONG Irql;
  StorPortAcquireMSISpinLock(Ext, Ext->Vectors[I], &Irql);
  StorPortReleaseMSISpinLock(Ext, Ext->Vectors[I], Irql);
}

VOID askedTwice(PEXT Ext, ULONG I) {
  ULONG Irql = 0;
  if (!Ext->Stopped[I])
    StorPortAcquireMSISpinLock(Ext, 1, &Irql);
  Ext->Irqls[0] = 0;
  if (!Ext->Stopped[I])
    StorPortReleaseMSISpinLock(Ext, 1, Irql);
}

VOID irqlInArray(PEXT Ext, ULONG I, ULONG J) {
  StorPortAcquireMSISpinLock(Ext, 1, &Ext->Irqls[I]);
  if (I == J)
    StorPortReleaseMSISpinLock(Ext, 1, Ext->Irqls[J]);
  else
    StorPortReleaseMSISpinLock(Ext, 1, Ext->Irqls[I]);
}

VOID all(PEXT Ext, ULONG Count) {
  ULONG I;
  for (I = 0; I < Count; ++I)
    StorPortAcquireMSISpinLock(Ext, I, &Ext->Irqls[I]);
  for (I = Count; I > 0; --I)
    StorPortReleaseMSISpinLock(Ext, I - 1, Ext->Irqls[I - 1]);
}

VOID writtenBetween(PEXT Ext, ULONG I, ULONG J, ULONG Old) {
  ULONG Irql = 0;
  if (Ext->Vectors[I] != 3)
    return;
  StorPortAcquireMSISpinLock(Ext, 3, &Irql);
  Ext->Vectors[J] = Old;
  if (Ext->Vectors[I] == 3 || Old != 3)
    StorPortReleaseMSISpinLock(Ext, 3, Irql);
  else
    StorPortReleaseMSISpinLock(Ext, 3, Irql);
}

VOID acrossACall(PEXT Ext, ULONG I) {
  ULONG Irql;
  StorPortAcquireMSISpinLock(Ext, Ext->Queues[I]->Vector, &Irql);
  StorPortNotification(NextRequest, Ext);
  StorPortReleaseMSISpinLock(Ext, Ext->Queues[I]->Vector, Irql);
}

// Wrong.

VOID stopped(PEXT Ext, ULONG I) {
  ULONG Irql;
  if (Ext->Queues[I] == NULL)
    return;
  StorPortAcquireMSISpinLock(Ext, Ext->Queues[I]->Vector, &Irql);
  if (Ext->Stopped[I])
    return; // expected-warning {{MSI spin lock for message 'Ext->Queues[I]->Vector' is still held on return}}
  // CHECK-DAG: elements.c:[[@LINE-1]]:{{.*}} warning: MSI spin lock for message 'Ext->Queues[I]->Vector' is still held on return
  StorPortReleaseMSISpinLock(Ext, Ext->Queues[I]->Vector, Irql);
}

VOID askedTwiceWrongly(PEXT Ext, ULONG I) {
  ULONG Irql = 0;
  if (!Ext->Stopped[I])
    StorPortAcquireMSISpinLock(Ext, 1, &Irql);
  if (Ext->Stopped[I])
    StorPortReleaseMSISpinLock(Ext, 1, Irql); // expected-warning {{MSI spin lock for message '1' is released, but was never acquired}}
  // CHECK-DAG: elements.c:[[@LINE-1]]:{{.*}} warning: MSI spin lock for message '1' is released, but was never acquired
} // expected-warning {{MSI spin lock for message '1' is still held on return}}
// CHECK-DAG: elements.c:[[@LINE-1]]:{{.*}} warning: MSI spin lock for message '1' is still held on return

VOID twice(PEXT Ext, ULONG I) {
  ULONG First, Second;
  StorPortAcquireMSISpinLock(Ext, Ext->Vectors[I], &First);
  StorPortAcquireMSISpinLock(Ext, Ext->Vectors[I], &Second); // expected-warning {{MSI spin lock for message 'Ext->Vectors[I]' is acquired again while it is held}}
  // CHECK-DAG: elements.c:[[@LINE-1]]:{{.*}} warning: MSI spin lock for message 'Ext->Vectors[I]' is acquired again
  StorPortReleaseMSISpinLock(Ext, Ext->Vectors[I], First);
}

// An element that is written leaves all other members of the object as they are.

VOID otherMember(PEXT Ext, ULONG I, ULONG J) {
  ULONG Irql = 0;
  if (Ext->Stopped[2])
    StorPortAcquireMSISpinLock(Ext, 1, &Irql);
  Ext->Vectors[J] = I;
  if (Ext->Stopped[2])
    StorPortReleaseMSISpinLock(Ext, 1, Irql);
}

VOID otherMemberOfOne(PSTRUCTS Ext, ULONG I, ULONG J) {
  ULONG Irql = 0;
  if (Ext->Parts[I].Busy)
    StorPortAcquireMSISpinLock(Ext, 1, &Irql);
  Ext->Parts[J].Count++;
  if (Ext->Parts[I].Busy)
    StorPortReleaseMSISpinLock(Ext, 1, Irql);
}

VOID writtenBefore(PSTRUCTS Ext, ULONG J) {
  ULONG Irql = 0;
  Ext->Mode = 1;
  Ext->Parts[J].Count = 2;
  if (Ext->Mode)
    StorPortAcquireMSISpinLock(Ext, 1, &Irql);
  Ext->Parts[J].Count = 3;
  if (Ext->Mode)
    StorPortReleaseMSISpinLock(Ext, 1, Irql);
}

// Nobody tells whether it is the same one.
VOID maybeTheSame(PSTRUCTS Ext, ULONG I, ULONG J) {
  ULONG Irql = 0;
  if (Ext->Parts[I].Busy)
    StorPortAcquireMSISpinLock(Ext, 1, &Irql);
  Ext->Parts[J].Busy = 0;
  if (Ext->Parts[I].Busy)
    StorPortReleaseMSISpinLock(Ext, 1, Irql);
}

VOID heldOverAWrite(PSTRUCTS Ext, ULONG J) {
  ULONG Irql;
  StorPortAcquireMSISpinLock(Ext, 1, &Irql);
  Ext->Parts[J].Count = 2;
  if (Ext->Mode)
    return; // expected-warning {{MSI spin lock for message '1' is still held on return}}
  // CHECK-DAG: elements.c:[[@LINE-1]]:{{.*}} warning: MSI spin lock for message '1' is still held on return
  StorPortReleaseMSISpinLock(Ext, 1, Irql);
}

VOID otherWayRound(PSTRUCTS Ext, ULONG J) {
  ULONG Irql = 0;
  if (Ext->Mode)
    StorPortAcquireMSISpinLock(Ext, 1, &Irql);
  Ext->Parts[J].Count = 2;
  if (!Ext->Mode)
    StorPortReleaseMSISpinLock(Ext, 1, Irql); // expected-warning {{MSI spin lock for message '1' is released, but was never acquired}}
  // CHECK-DAG: elements.c:[[@LINE-1]]:{{.*}} warning: MSI spin lock for message '1' is released, but was never acquired
} // expected-warning {{MSI spin lock for message '1' is still held on return}}
// CHECK-DAG: elements.c:[[@LINE-1]]:{{.*}} warning: MSI spin lock for message '1' is still held on return
