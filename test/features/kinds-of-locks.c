// A lock that is one of several kinds raises the IRQL only if it is of one that
// does. A helper that asks for the kind says nothing of the one that a caller's
// lock has.
// RUN: %not %spinpair %s --report json=%t.json -- -I%wdk
// RUN: %python %S/../tool/Inputs/check_verdicts.py %t.json nested=undecided waits=undecided beside=undecided fallsThrough=reported surely=reported
// RUN: %analyze -verify %s
#include <wdm.h>

typedef struct _LOCK {
  enum { Spin, Resource } kind;
  union {
    struct {
      KSPIN_LOCK lock;
      KIRQL irql;
    } spin;
    ERESOURCE resource;
  } as;
} LOCK;

typedef struct _PLAIN {
  BOOLEAN isSpin;
  KSPIN_LOCK spin;
  KIRQL irql;
  FAST_MUTEX mutex;
} PLAIN;

typedef struct _DEVICE {
  LOCK outer, inner;
  PLAIN plain;
  KSPIN_LOCK spin;
  KEVENT event;
} DEVICE;

static void take(LOCK *lock) {
  switch (lock->kind) {
  case Spin:
    KeAcquireSpinLock(&lock->as.spin.lock, &lock->as.spin.irql);
    break;
  case Resource:
    ExAcquireResourceExclusiveLite(&lock->as.resource, TRUE);
    break;
  }
}

static void give(LOCK *lock) {
  switch (lock->kind) {
  case Spin:
    KeReleaseSpinLock(&lock->as.spin.lock, lock->as.spin.irql);
    break;
  case Resource:
    ExReleaseResourceLite(&lock->as.resource);
    break;
  }
}

void nested(DEVICE *device) {
  take(&device->outer);
  take(&device->inner);
  give(&device->inner);
  give(&device->outer);
}

void waits(DEVICE *device) {
  take(&device->outer);
  KeWaitForSingleObject(&device->event, Executive, KernelMode, FALSE, NULL);
  give(&device->outer);
}

static void takePlain(PLAIN *lock) {
  if (lock->isSpin)
    KeAcquireSpinLock(&lock->spin, &lock->irql);
  else
    ExAcquireFastMutex(&lock->mutex);
}

static void givePlain(PLAIN *lock) {
  if (lock->isSpin)
    KeReleaseSpinLock(&lock->spin, lock->irql);
  else
    ExReleaseFastMutex(&lock->mutex);
}

void beside(DEVICE *device) {
  takePlain(&device->plain);
  KeWaitForSingleObject(&device->event, Executive, KernelMode, FALSE, NULL);
  givePlain(&device->plain);
}

void fallsThrough(LOCK *lock) {
  switch (lock->kind) {
  case Spin:
    KeAcquireSpinLock(&lock->as.spin.lock, &lock->as.spin.irql);
  case Resource:
    ExAcquireResourceExclusiveLite(&lock->as.resource, TRUE); // expected-warning{{is limited to APC_LEVEL}}
    ExReleaseResourceLite(&lock->as.resource);
  }
  if (lock->kind == Spin)
    KeReleaseSpinLock(&lock->as.spin.lock, lock->as.spin.irql);
}

void surely(DEVICE *device) {
  KIRQL irql;
  KeAcquireSpinLock(&device->spin, &irql);
  take(&device->outer); // expected-warning{{is limited to APC_LEVEL}}
  give(&device->outer);
  KeReleaseSpinLock(&device->spin, irql);
}
