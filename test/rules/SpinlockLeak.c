// RUN: %analyze -analyzer-output=text -verify -verify-ignore-unexpected=note %s
#include <storport.h>

int chance(PVOID ext);
void work(PVOID ext);

// True cases.

void onOnePath(PVOID ext) {
  STOR_LOCK_HANDLE handle;
  StorPortAcquireSpinLock(ext, StartIoLock, NULL, &handle); // expected-note {{StartIoLock is acquired here, with handle 'handle'}}
  if (chance(ext))
    return; // expected-warning {{StartIoLock is still held on return [storport.spinlock.Leak]}} expected-note {{StartIoLock is still held on return, see}}
  StorPortReleaseSpinLock(ext, &handle);
}

void byNotification(PVOID ext) {
  STOR_LOCK_HANDLE handle;
  StorPortNotification(AcquireSpinLock, ext, InterruptLock, NULL, &handle);
  if (chance(ext))
    return; // expected-warning {{InterruptLock is still held on return}}
  StorPortNotification(ReleaseSpinLock, ext, &handle);
}

void ofDpc(PVOID ext, PSTOR_DPC dpc) {
  STOR_LOCK_HANDLE handle;
  StorPortAcquireSpinLock(ext, DpcLock, dpc, &handle);
  if (chance(ext))
    return; // expected-warning {{DpcLock of 'dpc' is still held on return}}
  StorPortReleaseSpinLock(ext, &handle);
}

struct extension {
  STOR_LOCK_HANDLE handle;
  BOOLEAN perMessage;
};

HW_STARTIO StartIo;
BOOLEAN StartIo(PVOID context, PSCSI_REQUEST_BLOCK srb) {
  struct extension *ext = context;
  StorPortAcquireSpinLock(ext, InterruptLock, NULL, &ext->handle);
  return TRUE; // expected-warning {{InterruptLock is still held on return}}
}

// A lock helper with a branch for each kind of lock: misusing it is one mistake.
static void lock(struct extension *ext, PSTOR_LOCK_HANDLE handle) {
  if (ext->perMessage) {
    ULONG irql;
    StorPortAcquireMSISpinLock(ext, 1, &irql);
    handle->Context.OldIrql = (KIRQL)irql;
  } else {
    StorPortAcquireSpinLock(ext, InterruptLock, NULL, handle);
  }
}

static void unlock(struct extension *ext, PSTOR_LOCK_HANDLE handle) {
  if (ext->perMessage)
    StorPortReleaseMSISpinLock(ext, 1, handle->Context.OldIrql);
  else
    StorPortReleaseSpinLock(ext, handle);
}

void helped(struct extension *ext) {
  STOR_LOCK_HANDLE handle = {0};
  lock(ext, &handle);
  if (chance(ext))
    return; // expected-warning {{MSI spin lock for message '1' is still held on return}}
  unlock(ext, &handle);
}

// Silent cases.

void everyPath(PVOID ext) {
  STOR_LOCK_HANDLE handle;
  StorPortAcquireSpinLock(ext, StartIoLock, NULL, &handle);
  if (chance(ext))
    work(ext);
  StorPortReleaseSpinLock(ext, &handle);
}

void balanced(struct extension *ext) {
  STOR_LOCK_HANDLE handle = {0};
  lock(ext, &handle);
  work(ext);
  unlock(ext, &handle);
}

// Its caller has the handle.
void handsOver(PVOID ext, PSTOR_LOCK_HANDLE handle) {
  StorPortAcquireSpinLock(ext, StartIoLock, NULL, handle);
}

void copiesHandle(PVOID ext, PSTOR_LOCK_HANDLE out) {
  STOR_LOCK_HANDLE handle;
  StorPortAcquireSpinLock(ext, StartIoLock, NULL, &handle);
  *out = handle;
}

STOR_LOCK_HANDLE returnsHandle(PVOID ext) {
  STOR_LOCK_HANDLE handle;
  StorPortAcquireSpinLock(ext, StartIoLock, NULL, &handle);
  return handle;
}

void unseen(PVOID ext, PSTOR_LOCK_HANDLE handle);

void givenAway(PVOID ext) {
  STOR_LOCK_HANDLE handle;
  StorPortAcquireSpinLock(ext, StartIoLock, NULL, &handle);
  unseen(ext, &handle);
}

void failed(PVOID ext) {
  STOR_LOCK_HANDLE handle;
  if (StorPortAcquireSpinLockEx(ext, StartIoLock, NULL, &handle) != STOR_STATUS_SUCCESS)
    return;
  StorPortReleaseSpinLock(ext, &handle);
}

void inALoop(PVOID ext) {
  STOR_LOCK_HANDLE handle;
  do {
    StorPortAcquireSpinLock(ext, InterruptLock, NULL, &handle);
    work(ext);
    StorPortReleaseSpinLock(ext, &handle);
  } while (chance(ext));
}

void sameCondition(PVOID ext, BOOLEAN atDirql) {
  STOR_LOCK_HANDLE handle = {0};
  if (!atDirql)
    StorPortAcquireSpinLock(ext, InterruptLock, NULL, &handle);
  work(ext);
  if (!atDirql)
    StorPortReleaseSpinLock(ext, &handle);
}
