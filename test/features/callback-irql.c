// A callback that can return at another IRQL than it was called at: each way
// to get there, by a lock, has a report already, and only one.
// RUN: %analyze -verify %s
// RUN: %analyze_only -analyzer-checker=storport -analyzer-config storport:Alone=true -verify %s
// RUN: %not %spinpair %s -- -I%wdk 2>&1 | %filecheck %s
#include <storport.h>

typedef struct _QUEUE { ULONG Irql; } QUEUE;
typedef struct _EXT { ULONG Irql, Other, Nested; BOOLEAN Held; QUEUE *Queue; STOR_LOCK_HANDLE Handle; } EXT;

static ULONG global;

#define DPC(name) \
  HW_DPC_ROUTINE name; \
  VOID name(PSTOR_DPC dpc, PVOID hw, PVOID a, PVOID b)

// It leaves with the lock held, wherever the IRQL is kept.
DPC(leavesInLocal) {
  ULONG irql;
  StorPortAcquireMSISpinLock(hw, 1, &irql);
  return; // expected-warning {{message '1' is still held on return [storport.msi.Leak]}}
}
DPC(leavesInExtension) {
  EXT *ext = (EXT *)hw;
  StorPortAcquireMSISpinLock(ext, 2, &ext->Irql);
  return; // expected-warning {{message '2' is still held on return [storport.msi.Leak]}}
}
DPC(leavesBehindPointer) {
  EXT *ext = (EXT *)hw;
  StorPortAcquireMSISpinLock(ext, 3, &ext->Queue->Irql);
  return; // expected-warning {{message '3' is still held on return [storport.msi.Leak]}}
}
DPC(leavesInContext) {
  QUEUE *queue = (QUEUE *)a;
  StorPortAcquireMSISpinLock(hw, 4, &queue->Irql);
  return; // expected-warning {{message '4' is still held on return [storport.msi.Leak]}}
}
DPC(leavesInGlobal) {
  StorPortAcquireMSISpinLock(hw, 5, &global);
  return; // expected-warning {{message '5' is still held on return [storport.msi.Leak]}}
}
static void lock(EXT *ext, ULONG id) {
  ext->Handle.Context.OldIrql = 0;
  StorPortAcquireMSISpinLock(ext, id, &ext->Irql);
}
static void unlock(EXT *ext, ULONG id) {
  StorPortReleaseMSISpinLock(ext, id, ext->Irql);
}
DPC(leavesByHelper) {
  lock((EXT *)hw, 6);
  return; // expected-warning {{message '6' is still held on return [storport.msi.Leak]}}
}

// It gives back what another callback may have saved.
DPC(givesBackExtension) {
  EXT *ext = (EXT *)hw;
  StorPortReleaseMSISpinLock(ext, 7, ext->Irql); // expected-warning {{message '7' is released, but was never acquired [storport.msi.ReleaseNotHeld]}}
}
DPC(givesBackContext) {
  QUEUE *queue = (QUEUE *)a;
  StorPortReleaseMSISpinLock(hw, 8, queue->Irql); // expected-warning {{message '8' is released, but was never acquired}}
}
DPC(givesBackGlobal) {
  StorPortReleaseMSISpinLock(hw, 9, global); // expected-warning {{message '9' is released, but was never acquired}}
}
DPC(givesBackArgument) {
  StorPortReleaseMSISpinLock(hw, 10, (ULONG)(ULONG_PTR)a); // expected-warning {{message '10' is released, but was never acquired}}
}
DPC(givesBackByHelper) {
  unlock((EXT *)hw, 11); // expected-warning {{message '11' is released, but was never acquired}}
}

// One time it leaves, the next it gives back.
DPC(everyOther) {
  EXT *ext = (EXT *)hw;
  if (ext->Held) {
    StorPortReleaseMSISpinLock(ext, 12, ext->Irql); // expected-warning {{message '12' is released, but was never acquired}}
    ext->Held = FALSE;
  } else {
    StorPortAcquireMSISpinLock(ext, 12, &ext->Irql);
    ext->Held = TRUE;
  }
  return; // expected-warning {{message '12' is still held on return}}
}
// Both at once: the first mistake on the path.
DPC(swapsHolder) {
  EXT *ext = (EXT *)hw;
  StorPortReleaseMSISpinLock(ext, 13, ext->Irql); // expected-warning {{message '13' is released, but was never acquired}}
  StorPortAcquireMSISpinLock(ext, 13, &ext->Irql);
}

// It has the lock, and gives back another IRQL.
DPC(otherField) {
  EXT *ext = (EXT *)hw;
  ULONG irql;
  StorPortAcquireMSISpinLock(ext, 14, &irql);
  StorPortReleaseMSISpinLock(ext, 14, ext->Other); // expected-warning {{message '14' is released with 'ext->Other' instead of the IRQL that its acquire saved [storport.msi.OldIrqlMismatch]}}
}
DPC(number) {
  ULONG irql;
  StorPortAcquireMSISpinLock(hw, 15, &irql);
  StorPortReleaseMSISpinLock(hw, 15, DISPATCH_LEVEL); // expected-warning {{message '15' is released with}}
}
DPC(overwritten) {
  EXT *ext = (EXT *)hw;
  StorPortAcquireMSISpinLock(ext, 16, &ext->Nested);
  StorPortAcquireMSISpinLock(ext, 17, &ext->Nested);
  StorPortReleaseMSISpinLock(ext, 17, ext->Nested);
  StorPortReleaseMSISpinLock(ext, 16, ext->Nested); // expected-warning {{message '16' is released with 'ext->Nested', which holds the IRQL of another acquire}}
}

// Hand-over-hand: the last release gives back what the first acquire saved.
DPC(handOverHand) {
  ULONG outer, inner;
  StorPortAcquireMSISpinLock(hw, 18, &outer);
  StorPortAcquireMSISpinLock(hw, 19, &inner);
  StorPortReleaseMSISpinLock(hw, 18, inner);
  StorPortReleaseMSISpinLock(hw, 19, outer);
}
DPC(handOverHandWrongly) {
  ULONG outer, inner;
  StorPortAcquireMSISpinLock(hw, 20, &outer);
  StorPortAcquireMSISpinLock(hw, 21, &inner);
  StorPortReleaseMSISpinLock(hw, 20, inner);
  StorPortReleaseMSISpinLock(hw, 21, inner); // expected-warning {{message '21' is released with 'inner', which holds the IRQL of another acquire}}
}
DPC(threeHands) {
  ULONG first, second, third;
  StorPortAcquireMSISpinLock(hw, 22, &first);
  StorPortAcquireMSISpinLock(hw, 23, &second);
  StorPortAcquireMSISpinLock(hw, 24, &third);
  StorPortReleaseMSISpinLock(hw, 22, third);
  StorPortReleaseMSISpinLock(hw, 23, second);
  StorPortReleaseMSISpinLock(hw, 24, third); // expected-warning {{message '24' is released with 'third', which holds the IRQL of another acquire}}
}
DPC(outerFirst) {
  ULONG outer, inner;
  StorPortAcquireMSISpinLock(hw, 25, &outer);
  StorPortAcquireMSISpinLock(hw, 26, &inner);
  StorPortReleaseMSISpinLock(hw, 25, outer); // expected-warning {{[storport.msi.ReleaseOrder]}}
  StorPortReleaseMSISpinLock(hw, 26, inner);
}

// CHECK: spinpair: 20 findings;
