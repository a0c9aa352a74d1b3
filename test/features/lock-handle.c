// A STOR_LOCK_HANDLE of other members than the kit's: what is not checked is
// said, once for each routine that takes one.
// RUN: %clang_cc1 -load %plugin -analyze -setup-static-analyzer -analyzer-checker=core,storport -verify %s
// RUN: %spinpair %s 2>&1 | %filecheck %s
typedef void *PVOID;
typedef enum { DpcLock = 1, StartIoLock, InterruptLock } STOR_SPINLOCK;
typedef struct _STOR_LOCK_HANDLE { unsigned Words[6]; } STOR_LOCK_HANDLE, *PSTOR_LOCK_HANDLE;
// CHECK: lock-handle.c:[[#@LINE+1]]:6: warning: the '_STOR_LOCK_HANDLE' of 'StorPortAcquireSpinLock' has no members Lock and Context.OldIrql; spinpair does not check its calls
void StorPortAcquireSpinLock(PVOID ext, STOR_SPINLOCK lock, PVOID context, PSTOR_LOCK_HANDLE handle); // expected-warning {{the '_STOR_LOCK_HANDLE' of 'StorPortAcquireSpinLock' has no members}}
void StorPortReleaseSpinLock(PVOID ext, PSTOR_LOCK_HANDLE handle); // expected-warning {{of 'StorPortReleaseSpinLock'}}
void StorPortAcquireSpinLock(PVOID ext, STOR_SPINLOCK lock, PVOID context, PSTOR_LOCK_HANDLE handle);

void held(PVOID ext) {
  STOR_LOCK_HANDLE handle;
  StorPortAcquireSpinLock(ext, InterruptLock, 0, &handle);
}
