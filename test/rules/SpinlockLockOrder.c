// RUN: %analyze -analyzer-output=text -verify -verify-ignore-unexpected=note %s
#include <storport.h>

int chance(PVOID ext);
void work(PVOID ext);

// True cases.

void startIoInside(PVOID ext) {
  STOR_LOCK_HANDLE start, interrupt;
  StorPortAcquireSpinLock(ext, InterruptLock, NULL, &interrupt); // expected-note {{InterruptLock is acquired here}}
  StorPortAcquireSpinLock(ext, StartIoLock, NULL, &start); // expected-warning {{StartIoLock is acquired while InterruptLock is held, which is to be taken last [storport.spinlock.LockOrder]}} expected-note {{is to be taken last, see}}
  StorPortReleaseSpinLock(ext, &start);
  StorPortReleaseSpinLock(ext, &interrupt);
}

void messageInside(PVOID ext, ULONG id) {
  STOR_LOCK_HANDLE interrupt;
  ULONG irql;
  StorPortAcquireSpinLock(ext, InterruptLock, NULL, &interrupt);
  StorPortAcquireMSISpinLock(ext, id, &irql); // expected-warning {{MSI spin lock for message 'id' is acquired while InterruptLock is held, which includes it [storport.spinlock.LockOrder]}}
  StorPortReleaseMSISpinLock(ext, id, irql);
  StorPortReleaseSpinLock(ext, &interrupt);
}

static void helper(PVOID ext, PSTOR_DPC dpc) {
  STOR_LOCK_HANDLE handle;
  StorPortAcquireSpinLock(ext, DpcLock, dpc, &handle);
  StorPortReleaseSpinLock(ext, &handle);
}

void byHelper(PVOID ext, PSTOR_DPC dpc) {
  STOR_LOCK_HANDLE interrupt;
  StorPortAcquireSpinLock(ext, InterruptLock, NULL, &interrupt);
  helper(ext, dpc); // expected-warning {{DpcLock of 'dpc' is acquired while InterruptLock is held}}
  StorPortReleaseSpinLock(ext, &interrupt);
}

// Held by the port driver while it runs the callback.
HW_INTERRUPT Interrupt;
BOOLEAN Interrupt(PVOID ext) {
  STOR_LOCK_HANDLE handle;
  StorPortAcquireSpinLock(ext, StartIoLock, NULL, &handle); // expected-warning {{StartIoLock is acquired while InterruptLock is held, which is to be taken last}}
  StorPortReleaseSpinLock(ext, &handle);
  return TRUE;
}

static BOOLEAN synchronized(PVOID ext, PVOID context) {
  work(ext);
  return TRUE;
}

void waitsForInterrupts(PVOID ext) {
  STOR_LOCK_HANDLE interrupt;
  StorPortAcquireSpinLock(ext, InterruptLock, NULL, &interrupt); // expected-note {{InterruptLock is acquired here}}
  StorPortSynchronizeAccess(ext, synchronized, NULL); // expected-warning {{StorPortSynchronizeAccess is called while InterruptLock is held [storport.spinlock.LockOrder]}} expected-note {{StorPortSynchronizeAccess is called while InterruptLock is held, see}}
  StorPortReleaseSpinLock(ext, &interrupt);
}

static void waitsBelow(PVOID ext) {
  StorPortSynchronizeAccess(ext, synchronized, NULL);
}

void waitsForThemBelow(PVOID ext) {
  STOR_LOCK_HANDLE interrupt;
  StorPortAcquireSpinLock(ext, InterruptLock, NULL, &interrupt);
  waitsBelow(ext); // expected-warning {{StorPortSynchronizeAccess is called while InterruptLock is held}}
  StorPortReleaseSpinLock(ext, &interrupt);
}

// Silent cases.

void waitsUnderStartIoLock(PVOID ext) {
  STOR_LOCK_HANDLE start;
  StorPortAcquireSpinLock(ext, StartIoLock, NULL, &start);
  StorPortSynchronizeAccess(ext, synchronized, NULL);
  StorPortReleaseSpinLock(ext, &start);
}

// It takes the interrupt lock at DISPATCH_LEVEL; of device IRQL nothing is said.
void asksForUnit(PVOID ext) {
  STOR_LOCK_HANDLE interrupt;
  StorPortAcquireSpinLock(ext, InterruptLock, NULL, &interrupt);
  StorPortGetLogicalUnit(ext, 0, 0, 0);
  StorPortReleaseSpinLock(ext, &interrupt);
}

void lastIsRight(PVOID ext, ULONG id) {
  STOR_LOCK_HANDLE start;
  ULONG irql;
  StorPortAcquireSpinLock(ext, StartIoLock, NULL, &start);
  StorPortAcquireMSISpinLock(ext, id, &irql);
  StorPortReleaseMSISpinLock(ext, id, irql);
  StorPortReleaseSpinLock(ext, &start);
}

void anotherAdapter(PVOID ext, PVOID other) {
  STOR_LOCK_HANDLE interrupt, start;
  StorPortAcquireSpinLock(ext, InterruptLock, NULL, &interrupt);
  StorPortAcquireSpinLock(other, StartIoLock, NULL, &start);
  StorPortReleaseSpinLock(other, &start);
  StorPortReleaseSpinLock(ext, &interrupt);
}

void unknownKind(PVOID ext, STOR_SPINLOCK kind) {
  STOR_LOCK_HANDLE interrupt, other;
  StorPortAcquireSpinLock(ext, InterruptLock, NULL, &interrupt);
  StorPortAcquireSpinLock(ext, kind, NULL, &other);
  StorPortReleaseSpinLock(ext, &other);
  StorPortReleaseSpinLock(ext, &interrupt);
}
