// Mistakes made through a lock helper belong to its callers.
// RUN: %analyze -I %S/Inputs -verify %s
// RUN: %analyze -I %S/Inputs -analyzer-output=text %s 2>&1 | %filecheck %s
#include "locks.h"

void complete(ADAPTER *adapter);

void right(ADAPTER *adapter, QUEUE *q) {
  STOR_LOCK_HANDLE lock = {InterruptLock};
  QueueLock(adapter, q, &lock);
  complete(adapter);
  QueueUnlock(adapter, q, &lock);
}

void rightOnBothPaths(ADAPTER *adapter, QUEUE *q, int busy) {
  STOR_LOCK_HANDLE lock = {InterruptLock};
  QueueLock(adapter, q, &lock);
  if (busy) {
    QueueUnlock(adapter, q, &lock);
    return;
  }
  complete(adapter);
  QueueUnlock(adapter, q, &lock);
}

// Two mistakes through the same helpers: two reports, each with its path.

void forgets(ADAPTER *adapter, QUEUE *first, int busy) {
  STOR_LOCK_HANDLE lock = {InterruptLock};
  QueueLock(adapter, first, &lock);
  if (busy)
    return; // expected-warning {{MSI spin lock for message 'queue->MessageId' is still held on return}}
  QueueUnlock(adapter, first, &lock);
}
// CHECK: helpers.c:[[#@LINE-3]]:5: warning: MSI spin lock {{.*}} is still held on return [storport.msi.Leak]
// CHECK: helpers.c:[[#@LINE-6]]:3: note: Calling 'QueueLock'
// CHECK: locks.h:{{.*}} note: Assuming field 'PerMessage' is
// CHECK: locks.h:{{.*}} note: MSI spin lock for message 'queue->MessageId' is acquired here
// CHECK: locks.h:{{.*}} note: The saved IRQL is copied to {{.*}}OldIrql'
// CHECK: helpers.c:[[#@LINE-8]]:5: note: MSI spin lock for message 'queue->MessageId' is still held on return

void forgetsToo(ADAPTER *adapter, QUEUE *second) {
  STOR_LOCK_HANDLE lock = {InterruptLock};
  QueueLock(adapter, second, &lock);
  complete(adapter);
  return; // expected-warning {{MSI spin lock for message 'queue->MessageId' is still held on return}}
}
// CHECK: helpers.c:[[#@LINE-2]]:3: warning: MSI spin lock {{.*}} is still held on return [storport.msi.Leak]

void locksTwice(ADAPTER *adapter, QUEUE *q) {
  STOR_LOCK_HANDLE lock = {InterruptLock}, again = {InterruptLock};
  QueueLock(adapter, q, &lock);
  QueueLock(adapter, q, &again); // expected-warning {{is acquired again while it is held}}
  QueueUnlock(adapter, q, &again);
  QueueUnlock(adapter, q, &lock);
}

void unlocksTwice(ADAPTER *adapter, QUEUE *q) {
  STOR_LOCK_HANDLE lock = {InterruptLock};
  QueueLock(adapter, q, &lock);
  QueueUnlock(adapter, q, &lock);
  QueueUnlock(adapter, q, &lock); // expected-warning {{is released again, but was released before}}
}

void unlocksTwiceToo(ADAPTER *adapter, QUEUE *q, int done) {
  STOR_LOCK_HANDLE lock = {InterruptLock};
  QueueLock(adapter, q, &lock);
  if (done)
    QueueUnlock(adapter, q, &lock);
  QueueUnlock(adapter, q, &lock); // expected-warning {{is released again, but was released before}}
}

// Hand-over in steps.

static ULONG lockMessage(ADAPTER *adapter, ULONG id) {
  ULONG irql;
  StorPortAcquireMSISpinLock(adapter, id, &irql);
  return irql;
}

static void unlockMessage(ADAPTER *adapter, ULONG id, ULONG irql) {
  StorPortReleaseMSISpinLock(adapter, id, irql);
}

void byValue(ADAPTER *adapter) {
  ULONG irql = lockMessage(adapter, 3);
  unlockMessage(adapter, 3, irql);
}

void byValueForgotten(ADAPTER *adapter) {
  ULONG irql = lockMessage(adapter, 4);
  complete(adapter);
  return; // expected-warning {{MSI spin lock for message '4' is still held on return}}
}

void byValueThrownAway(ADAPTER *adapter) {
  lockMessage(adapter, 5);
  unlockMessage(adapter, 5, 0); // expected-warning {{MSI spin lock for message '5' is released with '0' instead of the IRQL that its acquire saved}}
}

void byValueOther(ADAPTER *adapter) {
  ULONG irql = lockMessage(adapter, 6);
  unlockMessage(adapter, 7, irql); // expected-warning {{MSI spin lock for message '7' is released, but the one held is for message '6'}}
}

void byValueTwice(ADAPTER *adapter, int done) {
  ULONG irql = lockMessage(adapter, 8);
  if (done)
    unlockMessage(adapter, 8, irql);
  unlockMessage(adapter, 8, irql); // expected-warning {{MSI spin lock for message '8' is released again}}
}

void notHeld(ADAPTER *adapter) {
  unlockMessage(adapter, 9, 2); // expected-warning {{MSI spin lock for message '9' is released, but was never acquired}}
}

// The helper's own mistake is one report, however many call it.

static void broken(ADAPTER *adapter, int busy) {
  ULONG irql;
  StorPortAcquireMSISpinLock(adapter, 1, &irql);
  if (busy)
    return; // expected-warning {{MSI spin lock for message '1' is still held on return}}
  StorPortReleaseMSISpinLock(adapter, 1, irql);
}
void callsBroken(ADAPTER *adapter, int busy) { broken(adapter, busy); }
void callsBrokenToo(ADAPTER *adapter, int busy) { broken(adapter, busy); }
