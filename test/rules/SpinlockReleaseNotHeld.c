// RUN: %analyze -analyzer-output=text -verify -verify-ignore-unexpected=note %s
#include <storport.h>

int chance(PVOID ext);
void work(PVOID ext);

// True cases.

void onOnePath(PVOID ext) {
  STOR_LOCK_HANDLE handle = {0};
  if (chance(ext))
    StorPortAcquireSpinLock(ext, InterruptLock, NULL, &handle);
  StorPortReleaseSpinLock(ext, &handle); // expected-warning {{Lock of handle 'handle' is released, but no acquire filled the handle [storport.spinlock.ReleaseNotHeld]}} expected-note {{no acquire filled the handle, see}}
}

void neverFilled(PVOID ext) {
  STOR_LOCK_HANDLE handle;
  StorPortReleaseSpinLock(ext, &handle); // expected-warning {{Lock of handle 'handle' is released, but no acquire filled the handle}}
}

static void unlock(PVOID ext, PSTOR_LOCK_HANDLE given) {
  StorPortReleaseSpinLock(ext, given);
}

void byHelper(PVOID ext) {
  STOR_LOCK_HANDLE handle = {0};
  unlock(ext, &handle); // expected-warning {{Lock of handle 'handle' is released, but no acquire filled the handle}}
}

void failed(PVOID ext) {
  STOR_LOCK_HANDLE handle;
  if (StorPortAcquireSpinLockEx(ext, StartIoLock, NULL, &handle) != STOR_STATUS_SUCCESS)
    work(ext);
  StorPortReleaseSpinLock(ext, &handle); // expected-warning {{StartIoLock is released, but its acquire failed}}
}

// Silent cases.

void handedIn(PVOID ext, PSTOR_LOCK_HANDLE handle) {
  StorPortReleaseSpinLock(ext, handle);
}

void unseen(PVOID ext, PSTOR_LOCK_HANDLE handle);

void unseenLock(PVOID ext) {
  STOR_LOCK_HANDLE handle;
  unseen(ext, &handle);
  StorPortReleaseSpinLock(ext, &handle);
}

struct extension {
  STOR_LOCK_HANDLE handle;
};
void unseenLockOfExtension(struct extension *ext);

HW_STARTIO StartIo;
BOOLEAN StartIo(PVOID context, PSCSI_REQUEST_BLOCK srb) {
  struct extension *ext = context;
  unseenLockOfExtension(ext);
  StorPortReleaseSpinLock(ext, &ext->handle);
  return TRUE;
}
