// RUN: %analyze -analyzer-output=text -verify -verify-ignore-unexpected=note %s
#include <storport.h>

int chance(PVOID ext);
void work(PVOID ext);

// True cases.

void anotherHandle(PVOID ext) {
  STOR_LOCK_HANDLE taken, given = {0};
  StorPortAcquireSpinLock(ext, InterruptLock, NULL, &taken); // expected-note {{InterruptLock is acquired here, with handle 'taken'}}
  StorPortReleaseSpinLock(ext, &given); // expected-warning {{Lock of handle 'given' is released, but the acquire of InterruptLock filled 'taken' [storport.spinlock.HandleMismatch]}} expected-note {{filled 'taken', see}}
}

void nullHandle(PVOID ext) {
  STOR_LOCK_HANDLE taken;
  StorPortAcquireSpinLock(ext, StartIoLock, NULL, &taken);
  StorPortReleaseSpinLock(ext, NULL); // expected-warning {{Lock of handle 'NULL' is released, but the acquire of StartIoLock filled 'taken' [storport.spinlock.HandleMismatch]}}
}

void messageByHandle(PVOID ext) {
  STOR_LOCK_HANDLE handle = {0};
  ULONG irql;
  StorPortAcquireMSISpinLock(ext, 1, &irql);
  handle.Context.OldIrql = (KIRQL)irql;
  work(ext);
  StorPortReleaseSpinLock(ext, &handle); // expected-warning {{MSI spin lock for message '1' is released by StorPortReleaseSpinLock, with handle 'handle' [storport.spinlock.HandleMismatch]}}
}

void handleByMessage(PVOID ext) {
  STOR_LOCK_HANDLE handle = {0};
  StorPortAcquireSpinLock(ext, InterruptLock, NULL, &handle);
  work(ext);
  StorPortReleaseMSISpinLock(ext, 1, handle.Context.OldIrql); // expected-warning {{InterruptLock is released as the MSI spin lock for message '1' [storport.spinlock.HandleMismatch]}}
}

void overwrittenHandle(PVOID ext) {
  STOR_LOCK_HANDLE handle, other = {0};
  StorPortAcquireSpinLock(ext, InterruptLock, NULL, &handle);
  handle = other;
  StorPortReleaseSpinLock(ext, &handle); // expected-warning {{Lock of handle 'handle' is released, but 'handle' has changed since the acquire of InterruptLock filled it}}
}

// Silent cases.

// The field may have changed only if somebody writes it.
struct extension {
  BOOLEAN perMessage;
};

void otherMode(struct extension *ext) {
  STOR_LOCK_HANDLE handle = {0};
  ULONG irql = 0;
  if (ext->perMessage)
    StorPortAcquireMSISpinLock(ext, 1, &irql);
  else
    StorPortAcquireSpinLock(ext, InterruptLock, NULL, &handle);
  handle.Context.OldIrql |= (KIRQL)irql;
  if (ext->perMessage)
    StorPortReleaseMSISpinLock(ext, 1, irql);
  else
    StorPortReleaseSpinLock(ext, &handle);
}

void copied(PVOID ext) {
  STOR_LOCK_HANDLE taken, given;
  StorPortAcquireSpinLock(ext, InterruptLock, NULL, &taken);
  given = taken;
  StorPortReleaseSpinLock(ext, &given);
}

void unseen(PVOID ext, PSTOR_LOCK_HANDLE handle);

void filledUnseen(PVOID ext) {
  STOR_LOCK_HANDLE taken, given;
  StorPortAcquireSpinLock(ext, StartIoLock, NULL, &taken);
  unseen(ext, &given);
  StorPortReleaseSpinLock(ext, &given);
  StorPortReleaseSpinLock(ext, &taken);
}

void callersFirst(PVOID ext, PSTOR_LOCK_HANDLE outer) {
  STOR_LOCK_HANDLE taken;
  StorPortAcquireSpinLock(ext, InterruptLock, NULL, &taken);
  StorPortReleaseSpinLock(ext, &taken);
  StorPortReleaseSpinLock(ext, outer);
}
