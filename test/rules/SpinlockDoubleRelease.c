// RUN: %analyze -analyzer-output=text -verify -verify-ignore-unexpected=note %s
#include <storport.h>

int chance(PVOID ext);
void work(PVOID ext);

// True cases.

void twice(PVOID ext) {
  STOR_LOCK_HANDLE handle;
  StorPortAcquireSpinLock(ext, InterruptLock, NULL, &handle); // expected-note {{InterruptLock is acquired here, with handle 'handle'}}
  StorPortReleaseSpinLock(ext, &handle); // expected-note {{InterruptLock is released here}}
  work(ext);
  StorPortReleaseSpinLock(ext, &handle); // expected-warning {{InterruptLock is released again, but was released before [storport.spinlock.DoubleRelease]}} expected-note {{is released again, but was released before, see}}
}

void onOnePath(PVOID ext) {
  STOR_LOCK_HANDLE handle;
  StorPortAcquireSpinLock(ext, StartIoLock, NULL, &handle);
  if (chance(ext))
    StorPortReleaseSpinLock(ext, &handle);
  StorPortReleaseSpinLock(ext, &handle); // expected-warning {{StartIoLock is released again}}
}

// The caller's lock, by the caller's handle.
void handedIn(PVOID ext, PSTOR_LOCK_HANDLE handle) {
  StorPortReleaseSpinLock(ext, handle);
  StorPortReleaseSpinLock(ext, handle); // expected-warning {{Lock of handle '*handle' is released again, but was released before}}
}

// Silent cases.

void takenAgain(PVOID ext) {
  STOR_LOCK_HANDLE handle;
  StorPortAcquireSpinLock(ext, StartIoLock, NULL, &handle);
  StorPortReleaseSpinLock(ext, &handle);
  work(ext);
  StorPortAcquireSpinLock(ext, StartIoLock, NULL, &handle);
  StorPortReleaseSpinLock(ext, &handle);
}

void unseen(PVOID ext, PSTOR_LOCK_HANDLE handle);

void maybeTaken(PVOID ext) {
  STOR_LOCK_HANDLE handle;
  StorPortAcquireSpinLock(ext, StartIoLock, NULL, &handle);
  StorPortReleaseSpinLock(ext, &handle);
  unseen(ext, &handle);
  StorPortReleaseSpinLock(ext, &handle);
}
