// RUN: sh -c '%spinpair %s -- -I%wdk > %t; test $? = 2'
// RUN: %filecheck %s < %t
// RUN: sh -c '%analyze_only -analyzer-checker=storport,windows %s > %t 2>&1'
// RUN: %filecheck --check-prefix=PLUGIN %s < %t
#include <storport.h>

typedef struct _EXT {
  EX_SPIN_LOCK Readers, MoreReaders;
  KSPIN_LOCK A, B, C, D, E, F, G, H, I;
  PKSPIN_LOCK Other;
  struct _EXT *Next;
  ULONG Locked;
} EXT, *PEXT;
static KSPIN_LOCK Global;

HW_DPC_ROUTINE first, second, messageFirst, messageLast, queueFirst, queueLast, under, underToo;
// CHECK-NOT: warning:
// PLUGIN-NOT: warning:
VOID first(PSTOR_DPC dpc, PVOID hw, PVOID a, PVOID b) {
  PEXT ext = hw;
  KIRQL irql;
  KeAcquireSpinLock(&ext->A, &irql);
  KeAcquireSpinLockAtDpcLevel(&ext->B);
  // CHECK: :[[@LINE-1]]:3: warning: Spin lock 'ext->B' is acquired while spin lock 'ext->A' is held, and in 'second' the other way round
  // PLUGIN: :[[@LINE-2]]:3: warning: Spin lock 'ext->B' is acquired while spin lock 'ext->A' is held, and in 'second' the other way round
  // CHECK: note: Spin lock 'ext->A' is acquired here
  // CHECK: note: Elsewhere, spin lock 'ext->B' is acquired first
  // CHECK: note: Spin lock 'ext->A' is acquired while the other one is held
  KeReleaseSpinLockFromDpcLevel(&ext->B);
  KeReleaseSpinLock(&ext->A, irql);
}
// By a handle, and by helpers.
static VOID takeA(PEXT ext) { KeAcquireSpinLockAtDpcLevel(&ext->A); }
static VOID giveA(PEXT ext) { KeReleaseSpinLockFromDpcLevel(&ext->A); }
VOID second(PSTOR_DPC dpc, PVOID hw, PVOID a, PVOID b) {
  PEXT ext = hw;
  KLOCK_QUEUE_HANDLE handle;
  KeAcquireInStackQueuedSpinLock(&ext->B, &handle);
  takeA(ext);
  giveA(ext);
  KeReleaseInStackQueuedSpinLock(&handle);
}

// The lock of a message and a global one; StartIoLock and a member.
VOID messageFirst(PSTOR_DPC dpc, PVOID hw, PVOID a, PVOID b) {
  ULONG irql;
  StorPortAcquireMSISpinLock(hw, 1, &irql);
  KeAcquireSpinLockAtDpcLevel(&Global);
  // CHECK: :[[@LINE-1]]:3: warning: Spin lock 'Global' is acquired while the MSI spin lock for message '1' is held, and in 'messageLast' the other way round
  // PLUGIN: :[[@LINE-2]]:3: warning: Spin lock 'Global' is acquired while the MSI spin lock for message '1' is held, and in 'messageLast' the other way round
  KeReleaseSpinLockFromDpcLevel(&Global);
  StorPortReleaseMSISpinLock(hw, 1, irql);
}
VOID messageLast(PSTOR_DPC dpc, PVOID hw, PVOID a, PVOID b) {
  ULONG irql;
  KeAcquireSpinLockAtDpcLevel(&Global);
  StorPortAcquireMSISpinLock(hw, 1, &irql);
  StorPortReleaseMSISpinLock(hw, 1, irql);
  KeReleaseSpinLockFromDpcLevel(&Global);
}
VOID queueFirst(PSTOR_DPC dpc, PVOID hw, PVOID a, PVOID b) {
  PEXT ext = hw;
  STOR_LOCK_HANDLE handle = {0};
  StorPortAcquireSpinLock(ext, StartIoLock, NULL, &handle);
  KeAcquireSpinLockAtDpcLevel(&ext->C);
  // CHECK: :[[@LINE-1]]:3: warning: Spin lock 'ext->C' is acquired while StartIoLock is held, and in 'queueLast' the other way round
  // PLUGIN: :[[@LINE-2]]:3: warning: Spin lock 'ext->C' is acquired while StartIoLock is held, and in 'queueLast' the other way round
  KeReleaseSpinLockFromDpcLevel(&ext->C);
  StorPortReleaseSpinLock(ext, &handle);
}
VOID queueLast(PSTOR_DPC dpc, PVOID hw, PVOID a, PVOID b) {
  PEXT ext = hw;
  STOR_LOCK_HANDLE handle = {0};
  KeAcquireSpinLockAtDpcLevel(&ext->C);
  StorPortAcquireSpinLock(ext, StartIoLock, NULL, &handle);
  StorPortReleaseSpinLock(ext, &handle);
  KeReleaseSpinLockFromDpcLevel(&ext->C);
}

// CHECK-NOT: warning:
// PLUGIN-NOT: warning:

// Silent: under a third lock.
VOID under(PSTOR_DPC dpc, PVOID hw, PVOID a, PVOID b) {
  PEXT ext = hw;
  KeAcquireSpinLockAtDpcLevel(&ext->D);
  KeAcquireSpinLockAtDpcLevel(&ext->E);
  KeAcquireSpinLockAtDpcLevel(&ext->F);
  KeReleaseSpinLockFromDpcLevel(&ext->F);
  KeReleaseSpinLockFromDpcLevel(&ext->E);
  KeReleaseSpinLockFromDpcLevel(&ext->D);
}
VOID underToo(PSTOR_DPC dpc, PVOID hw, PVOID a, PVOID b) {
  PEXT ext = hw;
  KeAcquireSpinLockAtDpcLevel(&ext->D);
  KeAcquireSpinLockAtDpcLevel(&ext->F);
  KeAcquireSpinLockAtDpcLevel(&ext->E);
  KeReleaseSpinLockFromDpcLevel(&ext->E);
  KeReleaseSpinLockFromDpcLevel(&ext->F);
  KeReleaseSpinLockFromDpcLevel(&ext->D);
}

// Silent: one object's lock and another's; a pointer that may lead to the member; one that is
// given back before the other is taken; one that is only tried for; by a flag.
HW_DPC_ROUTINE onward, back, pointed, pointedToo, byTurns, byTurnsToo, ifSet, ifClear;
VOID onward(PSTOR_DPC dpc, PVOID hw, PVOID a, PVOID b) {
  PEXT ext = hw;
  PEXT other = a;
  KeAcquireSpinLockAtDpcLevel(&ext->H);
  KeAcquireSpinLockAtDpcLevel(&other->I);
  KeReleaseSpinLockFromDpcLevel(&other->I);
  KeReleaseSpinLockFromDpcLevel(&ext->H);
}
VOID back(PSTOR_DPC dpc, PVOID hw, PVOID a, PVOID b) {
  PEXT ext = hw;
  KeAcquireSpinLockAtDpcLevel(&ext->I);
  KeAcquireSpinLockAtDpcLevel(&ext->H);
  KeReleaseSpinLockFromDpcLevel(&ext->H);
  KeReleaseSpinLockFromDpcLevel(&ext->I);
}
VOID pointed(PSTOR_DPC dpc, PVOID hw, PVOID a, PVOID b) {
  PEXT ext = hw;
  KeAcquireSpinLockAtDpcLevel(ext->Other);
  KeAcquireSpinLockAtDpcLevel(&ext->G);
  KeReleaseSpinLockFromDpcLevel(&ext->G);
  KeReleaseSpinLockFromDpcLevel(ext->Other);
}
VOID pointedToo(PSTOR_DPC dpc, PVOID hw, PVOID a, PVOID b) {
  PEXT ext = hw;
  KeAcquireSpinLockAtDpcLevel(&ext->G);
  KeAcquireSpinLockAtDpcLevel(ext->Other);
  KeReleaseSpinLockFromDpcLevel(ext->Other);
  KeReleaseSpinLockFromDpcLevel(&ext->G);
}
VOID byTurns(PSTOR_DPC dpc, PVOID hw, PVOID a, PVOID b) {
  PEXT ext = hw;
  KLOCK_QUEUE_HANDLE handle;
  KeAcquireInStackQueuedSpinLock(&ext->F, &handle);
  KeReleaseInStackQueuedSpinLock(&handle);
  KeAcquireSpinLockAtDpcLevel(&ext->G);
  KeReleaseSpinLockFromDpcLevel(&ext->G);
}
VOID byTurnsToo(PSTOR_DPC dpc, PVOID hw, PVOID a, PVOID b) {
  PEXT ext = hw;
  KeAcquireSpinLockAtDpcLevel(&ext->G);
  KeAcquireSpinLockAtDpcLevel(&ext->F);
  KeReleaseSpinLockFromDpcLevel(&ext->F);
  KeReleaseSpinLockFromDpcLevel(&ext->G);
}
VOID ifSet(PSTOR_DPC dpc, PVOID hw, PVOID a, PVOID b) {
  PEXT ext = hw;
  if (!ext->Locked)
    return;
  KeAcquireSpinLockAtDpcLevel(&ext->A);
  KeAcquireSpinLockAtDpcLevel(&ext->E);
  KeReleaseSpinLockFromDpcLevel(&ext->E);
  KeReleaseSpinLockFromDpcLevel(&ext->A);
}
VOID ifClear(PSTOR_DPC dpc, PVOID hw, PVOID a, PVOID b) {
  PEXT ext = hw;
  if (ext->Locked)
    return;
  KeAcquireSpinLockAtDpcLevel(&ext->E);
  KeAcquireSpinLockAtDpcLevel(&ext->A);
  KeReleaseSpinLockFromDpcLevel(&ext->A);
  KeReleaseSpinLockFromDpcLevel(&ext->E);
}

// Silent: taken for sharing, which two processors may do at once.
HW_DPC_ROUTINE reads, readsToo;
VOID reads(PSTOR_DPC dpc, PVOID hw, PVOID a, PVOID b) {
  PEXT ext = hw;
  ExAcquireSpinLockSharedAtDpcLevel(&ext->Readers);
  ExAcquireSpinLockSharedAtDpcLevel(&ext->MoreReaders);
  ExReleaseSpinLockSharedFromDpcLevel(&ext->MoreReaders);
  ExReleaseSpinLockSharedFromDpcLevel(&ext->Readers);
}
VOID readsToo(PSTOR_DPC dpc, PVOID hw, PVOID a, PVOID b) {
  PEXT ext = hw;
  ExAcquireSpinLockSharedAtDpcLevel(&ext->MoreReaders);
  ExAcquireSpinLockSharedAtDpcLevel(&ext->Readers);
  ExReleaseSpinLockSharedFromDpcLevel(&ext->Readers);
  ExReleaseSpinLockSharedFromDpcLevel(&ext->MoreReaders);
}
