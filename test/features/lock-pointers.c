// Lock routines that are called in every way a call can be written: by constant
// pointers, casts, declarations of old, and with too few or too many arguments.
// Nothing of it may crash; what is a lock call is one.
// RUN: %analyze -analyzer-disable-checker=core.CallAndMessage -Wno-everything -verify %s
// RUN: %analyze_only -Wno-everything -analyzer-checker=storport -analyzer-config storport:Alone=true -verify %s
// RUN: %not %spinpair %s -- -I%wdk -Wno-everything > %t
// RUN: %filecheck --implicit-check-not=warning: %s < %t
#include <storport.h>

typedef VOID TAKE(PVOID, STOR_SPINLOCK, PVOID, PSTOR_LOCK_HANDLE);
typedef VOID GIVE(PVOID, PSTOR_LOCK_HANDLE);

static TAKE *const Take = StorPortAcquireSpinLock;
static GIVE *const Give = &StorPortReleaseSpinLock;
static const struct { TAKE *Take; GIVE *Give; } Ops = {StorPortAcquireSpinLock, StorPortReleaseSpinLock};
static TAKE *const Table[2] = {0, StorPortAcquireSpinLock};
static ULONG (*const TakeMsi)(PVOID, ULONG, PULONG) = StorPortAcquireMSISpinLock;

VOID constant(PVOID Ext) {
  STOR_LOCK_HANDLE Handle = {0};
  // CHECK: lock-pointers.c:[[#@LINE+2]]:{{.*}}StartIoLock is still held on return
  Take(Ext, StartIoLock, NULL, &Handle);
} // expected-warning {{StartIoLock is still held on return}}

VOID constant_right(PVOID Ext) {
  STOR_LOCK_HANDLE Handle = {0};
  Take(Ext, StartIoLock, NULL, &Handle);
  Give(Ext, &Handle);
}

VOID member(PVOID Ext, PVOID Dpc) {
  STOR_LOCK_HANDLE Handle = {0};
  // CHECK: lock-pointers.c:[[#@LINE+2]]:{{.*}}DpcLock of 'Dpc' is still held on return
  Ops.Take(Ext, DpcLock, Dpc, &Handle);
} // expected-warning {{DpcLock of 'Dpc' is still held on return}}

VOID member_right(PVOID Ext, PVOID Dpc) {
  STOR_LOCK_HANDLE Handle = {0};
  (*Ops.Take)(Ext, DpcLock, Dpc, &Handle);
  (**Ops.Give)(Ext, &Handle);
}

VOID element(PVOID Ext, STOR_SPINLOCK Which) {
  STOR_LOCK_HANDLE Handle = {0};
  // CHECK: lock-pointers.c:[[#@LINE+2]]:{{.*}}is still held on return
  Table[1](Ext, Which, NULL, &Handle);
} // expected-warning {{is still held on return}}

VOID of_message(PVOID Ext) {
  ULONG Irql;
  // CHECK: lock-pointers.c:[[#@LINE+2]]:{{.*}}MSI spin lock for message '6' is still held on return
  TakeMsi(Ext, 6, &Irql);
} // expected-warning {{MSI spin lock for message '6' is still held on return}}

// No lock calls, or none that can be told: nothing is said.
ULONG ExtensionOf();
VOID few(PVOID Ext) {
  ((VOID(*)(PVOID))StorPortAcquireSpinLock)(Ext);
  ((VOID(*)())StorPortAcquireSpinLock)();
  ((VOID(*)(PVOID, STOR_SPINLOCK))Take)(Ext, DpcLock);
  ((ULONG(*)(PVOID))StorPortAcquireMSISpinLock)(Ext);
  ((ULONG(*)(void))TakeMsi)();
}

VOID many(PVOID Ext) {
  STOR_LOCK_HANDLE Handle = {0};
  ((VOID(*)(PVOID, STOR_SPINLOCK, PVOID, PSTOR_LOCK_HANDLE, ULONG))StorPortAcquireSpinLock)(Ext, DpcLock, NULL, &Handle, 1);
  ((VOID(*)(PVOID, ...))StorPortReleaseSpinLock)(Ext, &Handle, 1, 2, 3);
}

VOID other_types(PVOID Ext, double Real) {
  struct { ULONG A, B; } Pair = {0};
  ((VOID(*)(double, double, double, double))StorPortAcquireSpinLock)(Real, Real, Real, Real);
  ((VOID(*)(int, int, int, int))StorPortAcquireSpinLock)(1, 2, 3, 4);
  ((ULONG(*)(ULONG, PVOID, ULONG))StorPortAcquireMSISpinLock)(1, Ext, 3);
  ((ULONG(*)(PVOID, ULONG, PVOID))StorPortAcquireMSISpinLock)(Ext, 1, &Pair);
  ((ULONG(*)(PVOID, PVOID, PVOID))StorPortReleaseMSISpinLock)(Ext, Ext, Ext);
}
