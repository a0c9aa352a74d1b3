// RUN: %analyze -analyzer-output=text -verify -verify-ignore-unexpected=note %s
#include <storport.h>

int chance(PVOID ext);
void work(PVOID ext);

// True cases.

void twice(PVOID ext) {
  STOR_LOCK_HANDLE outer, inner;
  StorPortAcquireSpinLock(ext, InterruptLock, NULL, &outer); // expected-note {{InterruptLock is acquired here, with handle 'outer'}}
  StorPortAcquireSpinLock(ext, InterruptLock, NULL, &inner); // expected-warning {{InterruptLock is acquired again while it is held [storport.spinlock.DoubleAcquire]}} expected-note {{is acquired again while it is held, see}}
  StorPortReleaseSpinLock(ext, &inner);
  StorPortReleaseSpinLock(ext, &outer);
}

static void helper(PVOID ext) {
  STOR_LOCK_HANDLE handle;
  StorPortAcquireSpinLock(ext, StartIoLock, NULL, &handle);
  work(ext);
  StorPortReleaseSpinLock(ext, &handle);
}

void byHelper(PVOID ext) {
  STOR_LOCK_HANDLE handle;
  StorPortAcquireSpinLock(ext, StartIoLock, NULL, &handle);
  helper(ext); // expected-warning {{StartIoLock is acquired again while it is held}}
  StorPortReleaseSpinLock(ext, &handle);
}

void sameDpc(PVOID ext, PSTOR_DPC dpc) {
  STOR_LOCK_HANDLE outer, inner;
  StorPortAcquireSpinLock(ext, DpcLock, dpc, &outer);
  StorPortAcquireSpinLock(ext, DpcLock, dpc, &inner); // expected-warning {{DpcLock of 'dpc' is acquired again while it is held}}
  StorPortReleaseSpinLock(ext, &inner);
  StorPortReleaseSpinLock(ext, &outer);
}

void sameKind(PVOID ext, STOR_SPINLOCK kind) {
  STOR_LOCK_HANDLE outer, inner;
  StorPortAcquireSpinLock(ext, kind, NULL, &outer);
  StorPortAcquireSpinLock(ext, kind, NULL, &inner); // expected-warning {{spin lock 'kind' is acquired again while it is held}}
  StorPortReleaseSpinLock(ext, &inner);
  StorPortReleaseSpinLock(ext, &outer);
}

// Held by the port driver while it runs the callback.

HW_RESET_BUS ResetBus;
BOOLEAN ResetBus(PVOID ext, ULONG path) { // expected-note {{The port driver holds StartIoLock while it runs 'ResetBus'}}
  STOR_LOCK_HANDLE handle;
  StorPortAcquireSpinLock(ext, StartIoLock, NULL, &handle); // expected-warning {{StartIoLock is acquired in HwStorResetBus, which runs with it held [storport.spinlock.DoubleAcquire]}} expected-note {{which runs with it held, see}}
  StorPortReleaseSpinLock(ext, &handle);
  return TRUE;
}

HW_MESSAGE_SIGNALED_INTERRUPT_ROUTINE MessageInterrupt;
BOOLEAN MessageInterrupt(PVOID ext, ULONG id) {
  STOR_LOCK_HANDLE handle;
  StorPortAcquireSpinLock(ext, InterruptLock, NULL, &handle); // expected-warning {{InterruptLock is acquired in HwMSInterruptRoutine, which runs with it held}}
  StorPortReleaseSpinLock(ext, &handle);
  return TRUE;
}

HW_FIND_ADAPTER FindAdapter;
ULONG FindAdapter(PVOID ext, PVOID context, PVOID bus, PCHAR arguments,
                  PPORT_CONFIGURATION_INFORMATION config, PBOOLEAN again) {
  config->HwMSInterruptRoutine = MessageInterrupt;
  config->InterruptSynchronizationMode = InterruptSynchronizeAll;
  return SP_RETURN_FOUND;
}

// Silent cases.

HW_TIMER Timer;
VOID Timer(PVOID ext) {
  STOR_LOCK_HANDLE handle;
  StorPortAcquireSpinLock(ext, InterruptLock, NULL, &handle);
  StorPortReleaseSpinLock(ext, &handle);
}

// May be one of a virtual adapter, or of one with several channels.
HW_STARTIO StartIo;
BOOLEAN StartIo(PVOID ext, PSCSI_REQUEST_BLOCK srb) {
  STOR_LOCK_HANDLE handle;
  StorPortAcquireSpinLock(ext, StartIoLock, NULL, &handle);
  StorPortReleaseSpinLock(ext, &handle);
  return TRUE;
}

void twoDpcs(PVOID ext, PSTOR_DPC a, PSTOR_DPC b) {
  STOR_LOCK_HANDLE outer, inner;
  StorPortAcquireSpinLock(ext, DpcLock, a, &outer);
  StorPortAcquireSpinLock(ext, DpcLock, b, &inner);
  StorPortReleaseSpinLock(ext, &inner);
  StorPortReleaseSpinLock(ext, &outer);
}

void twoKinds(PVOID ext, STOR_SPINLOCK kind) {
  STOR_LOCK_HANDLE outer, inner;
  StorPortAcquireSpinLock(ext, kind, NULL, &outer);
  StorPortAcquireSpinLock(ext, InterruptLock, NULL, &inner);
  StorPortReleaseSpinLock(ext, &inner);
  StorPortReleaseSpinLock(ext, &outer);
}

void hierarchy(PVOID ext, PSTOR_DPC dpc) {
  STOR_LOCK_HANDLE a, b, c;
  StorPortAcquireSpinLock(ext, DpcLock, dpc, &a);
  StorPortAcquireSpinLock(ext, StartIoLock, NULL, &b);
  StorPortAcquireSpinLock(ext, InterruptLock, NULL, &c);
  StorPortReleaseSpinLock(ext, &c);
  StorPortReleaseSpinLock(ext, &b);
  StorPortReleaseSpinLock(ext, &a);
}

void unseen(PVOID ext, PSTOR_LOCK_HANDLE handle);

void maybeReleased(PVOID ext) {
  STOR_LOCK_HANDLE handle, other;
  StorPortAcquireSpinLock(ext, StartIoLock, NULL, &handle);
  unseen(ext, &handle);
  StorPortAcquireSpinLock(ext, StartIoLock, NULL, &other);
  StorPortReleaseSpinLock(ext, &other);
}
