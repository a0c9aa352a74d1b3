// SAL at the declaration of a helper whose body nobody sees says which lock it takes or gives back,
// and where the IRQL is.
// RUN: %analyze -verify %s
// RUN: %not %spinpair %s --report json=%t.json -- -I%wdk
// RUN: %python %S/../tool/Inputs/check_verdicts.py %t.json pair=proved members=proved result=proved tries=proved orFails=proved queued=proved global=proved kept=proved atTarget=proved mutex=proved bothWays=proved fromOther=proved seenBody=proved flushesOther=proved flushesAfter=proved writes=proved reads=proved readsAnyhow=proved writesAnyhow=proved
// RUN: %python %S/../tool/Inputs/check_verdicts.py %t.json leak=reported twice=reported wrongIrql=reported otherMember=reported unlocks=reported untested=undecided,reported sleeps=reported leftInCallback=reported weird=undecided two=undecided sometimes=undecided contradicted=undecided flushes=reported flushesMember=reported spins=undecided writesAsReader=reported readsAsWriter=undecided plainWriter=reported
#include <ntddk.h>

typedef struct _LIBLOCK {
  ULONG_PTR Word;
} LIBLOCK, *PLIBLOCK;
typedef struct _LIBMUTEX {
  ULONG_PTR Word;
} LIBMUTEX;
typedef struct _EXT {
  LIBLOCK Lock, Other;
  KSPIN_LOCK Spin;
  PLIBLOCK Shared;
  LIBMUTEX Mutex;
  KIRQL Irql;
  ULONG Count;
} EXT, *PEXT;

_Acquires_lock_(*Lock) _IRQL_requires_max_(DISPATCH_LEVEL) _IRQL_raises_(DISPATCH_LEVEL)
VOID LibLock(_Inout_ PLIBLOCK Lock, _Out_ _IRQL_saves_ PKIRQL Irql);
_Requires_lock_held_(*Lock) _Releases_lock_(*Lock) _IRQL_requires_(DISPATCH_LEVEL)
VOID LibUnlock(_Inout_ PLIBLOCK Lock, _In_ _IRQL_restores_ KIRQL Irql);

_IRQL_saves_ KIRQL LibEnter(_Inout_ _Acquires_lock_(*_Curr_) PLIBLOCK Lock);
VOID LibLeave(_Inout_ PLIBLOCK Lock, _In_ PKIRQL Irql)
    _Releases_lock_(Lock) _At_(*Irql, _IRQL_restores_);

_Must_inspect_result_ _When_(return != 0, _Acquires_lock_(*Lock)) BOOLEAN LibTry(PLIBLOCK Lock);
_When_(return == STATUS_SUCCESS, _Acquires_lock_(*Lock)) NTSTATUS LibLockOrFail(PLIBLOCK Lock);
_Releases_lock_(*Lock) VOID LibGive(PLIBLOCK Lock);

_Acquires_lock_(*Lock) _IRQL_saves_global_(QueuedSpinLock, Handle)
VOID LibQueue(PLIBLOCK Lock, PKLOCK_QUEUE_HANDLE Handle);
_Releases_lock_(*Handle) _IRQL_restores_global_(QueuedSpinLock, Handle)
VOID LibUnqueue(PKLOCK_QUEUE_HANDLE Handle);
_Acquires_lock_(*Lock) _IRQL_saves_global_(SpinLock, *Lock) VOID LibKeep(PLIBLOCK Lock);

// A member of what an argument leads to, and a global.
_Acquires_lock_(Ext->Lock) _IRQL_saves_ KIRQL ExtLock(PEXT Ext);
_Releases_lock_(Ext->Lock) VOID ExtUnlock(PEXT Ext, _IRQL_restores_ KIRQL Irql);
_Acquires_lock_(Ext->Other) _IRQL_saves_ KIRQL ExtLockOther(PEXT Ext);
_Releases_lock_(*Ext->Shared) VOID ExtUnlockShared(PEXT Ext, _IRQL_restores_ KIRQL Irql);
extern LIBLOCK LibGlobal;
_Acquires_lock_(LibGlobal) _IRQL_saves_ KIRQL LibLockGlobal(void);
_Releases_lock_(LibGlobal) VOID LibUnlockGlobal(_IRQL_restores_ KIRQL Irql);

// Nothing says that this is a spin lock.
_Acquires_lock_(*Mutex) VOID LibLockMutex(LIBMUTEX *Mutex);
_Releases_lock_(*Mutex) VOID LibUnlockMutex(LIBMUTEX *Mutex);
_IRQL_requires_max_(PASSIVE_LEVEL) VOID LibSleep(void);
_IRQL_requires_max_(DISPATCH_LEVEL) VOID LibCount(PULONG Count);

VOID pair(PEXT Ext) {
  KIRQL Irql;
  LibLock(&Ext->Lock, &Irql);
  LibCount(&Ext->Count);
  LibUnlock(&Ext->Lock, Irql);
}
VOID members(PEXT Ext) {
  KIRQL Irql = ExtLock(Ext), Inner;
  Inner = ExtLockOther(Ext);
  LibUnlock(&Ext->Other, Inner);
  ExtUnlock(Ext, Irql);
}
VOID fromOther(PEXT Ext) { LibUnlock(&Ext->Lock, ExtLock(Ext)); }
VOID result(PEXT Ext) {
  KIRQL Irql = LibEnter(&Ext->Lock);
  LibLeave(&Ext->Lock, &Irql);
}
VOID atTarget(PEXT Ext) {
  LibLock(Ext->Shared, &Ext->Irql);
  LibLeave(Ext->Shared, &Ext->Irql);
}
VOID tries(PEXT Ext) {
  if (LibTry(&Ext->Lock))
    LibGive(&Ext->Lock);
}
VOID untested(PEXT Ext) {
  LibTry(&Ext->Lock);
  LibGive(&Ext->Lock);
}
NTSTATUS orFails(PEXT Ext) {
  NTSTATUS Status = LibLockOrFail(&Ext->Lock);
  if (Status == STATUS_SUCCESS)
    LibGive(&Ext->Lock);
  return Status;
}
VOID queued(PEXT Ext) {
  KLOCK_QUEUE_HANDLE Handle;
  LibQueue(&Ext->Lock, &Handle);
  Ext->Count++;
  LibUnqueue(&Handle);
}
VOID global(PEXT Ext) {
  KIRQL Irql = LibLockGlobal();
  Ext->Count++;
  LibUnlockGlobal(Irql);
}
VOID kept(PEXT Ext) {
  LibKeep(&Ext->Lock);
  LibGive(&Ext->Lock);
}
VOID mutex(PEXT Ext) {
  LibLockMutex(&Ext->Mutex);
  LibSleep();
  LibUnlockMutex(&Ext->Mutex);
  KIRQL Irql;
  KeAcquireSpinLock(&Ext->Spin, &Irql);
  KeReleaseSpinLock(&Ext->Spin, Irql);
}

BOOLEAN leak(PEXT Ext) {
  KIRQL Irql;
  LibLock(&Ext->Lock, &Irql);
  if (Ext->Count)
    return FALSE; // expected-warning {{Spin lock 'Ext->Lock' is still held on return}}
  LibUnlock(&Ext->Lock, Irql);
  return TRUE;
}
VOID twice(PEXT Ext) {
  KIRQL Irql = ExtLock(Ext), Inner;
  LibLock(&Ext->Lock, &Inner); // expected-warning {{Spin lock 'Ext->Lock' is acquired again while it is held}}
  LibUnlock(&Ext->Lock, Irql);
}
VOID wrongIrql(PEXT Ext) {
  KIRQL Irql;
  LibLock(&Ext->Lock, &Irql);
  LibUnlock(&Ext->Lock, PASSIVE_LEVEL); // expected-warning {{Spin lock 'Ext->Lock' is released with 'PASSIVE_LEVEL' instead of the IRQL that its acquire saved}}
}
VOID otherMember(PEXT Ext) {
  KIRQL Irql = ExtLock(Ext);
  LibUnlock(&Ext->Other, Irql); // expected-warning {{Spin lock 'Ext->Other' is released, but the one held is spin lock 'Ext->Lock'}}
}
IO_WORKITEM_ROUTINE unlocks, leftInCallback;
VOID unlocks(PDEVICE_OBJECT Device, PVOID Context) {
  PEXT Ext = Context;
  LibUnlock(&Ext->Lock, Ext->Irql); // expected-warning {{Spin lock 'Ext->Lock' is released, but was never acquired}}
}
VOID leftInCallback(PDEVICE_OBJECT Device, PVOID Context) {
  PEXT Ext = Context;
  Ext->Irql = ExtLock(Ext);
} // expected-warning {{Spin lock 'Ext->Lock' is still held on return}}
VOID sleeps(PEXT Ext) {
  KIRQL Irql = ExtLock(Ext);
  LibSleep(); // expected-warning {{LibSleep is limited to PASSIVE_LEVEL, and is called while spin lock 'Ext->Lock' is held}}
  ExtUnlock(Ext, Irql);
}

// What cannot be read is no one's clean bill.
_Acquires_lock_(LibLocks[Which]) _IRQL_saves_ KIRQL LibWeird(ULONG Which);
_Acquires_lock_(*A) _Acquires_lock_(*B) _IRQL_raises_(DISPATCH_LEVEL) VOID LibTwo(PLIBLOCK A, PLIBLOCK B);
_When_(Which == 1, _Acquires_lock_(*Lock)) VOID LibSometimes(PLIBLOCK Lock, ULONG Which);
_Acquires_lock_(*A) VOID LibOneWay(PLIBLOCK A, PLIBLOCK B);
_Acquires_lock_(*B) VOID LibOneWay(PLIBLOCK A, PLIBLOCK B);
VOID weird(PEXT Ext) {
  KIRQL Irql = LibWeird(1);
  LibUnlock(&Ext->Lock, Irql);
}
VOID two(PEXT Ext) {
  LibTwo(&Ext->Lock, &Ext->Other);
  LibGive(&Ext->Lock);
  LibGive(&Ext->Other);
}
VOID sometimes(PEXT Ext) {
  LibSometimes(&Ext->Lock, 1);
  LibGive(&Ext->Lock);
}
VOID contradicted(PEXT Ext) {
  LibOneWay(&Ext->Lock, &Ext->Other);
  LibGive(&Ext->Lock);
}

// What asks for a lock not to be held takes it, for all that its caller knows.
_Requires_lock_not_held_(*Lock) VOID LibFlush(PLIBLOCK Lock);
_Requires_lock_not_held_(Ext->Lock) VOID ExtFlush(PEXT Ext);
_Requires_lock_not_held_(*Lock) VOID SpinFlush(PKSPIN_LOCK Lock);
_Requires_lock_not_held_(*Lock) _Acquires_lock_(*Lock) _IRQL_saves_ KIRQL LibLockOnce(PLIBLOCK Lock);
VOID flushes(PEXT Ext) {
  KIRQL Irql = LibEnter(&Ext->Lock);
  LibFlush(&Ext->Lock); // expected-warning {{Spin lock 'Ext->Lock' is acquired again while it is held}}
  LibUnlock(&Ext->Lock, Irql);
}
VOID flushesMember(PEXT Ext) {
  KIRQL Irql = LibEnter(&Ext->Lock);
  ExtFlush(Ext); // expected-warning {{Spin lock 'Ext->Lock' is acquired again while it is held}}
  LibUnlock(&Ext->Lock, Irql);
}
VOID flushesOther(PEXT Ext) {
  KIRQL Irql = LibLockOnce(&Ext->Lock);
  LibFlush(&Ext->Other);
  LibUnlock(&Ext->Lock, Irql);
}
VOID flushesAfter(PEXT Ext) {
  KIRQL Irql = LibEnter(&Ext->Lock);
  LibUnlock(&Ext->Lock, Irql);
  LibFlush(&Ext->Lock);
}
VOID spins(PEXT Ext) { // what one unit takes by the kernel's routine, another may by its own
  KIRQL Irql;
  KeAcquireSpinLock(&Ext->Spin, &Irql);
  SpinFlush(&Ext->Spin);
  KeReleaseSpinLock(&Ext->Spin, Irql);
}

// Readers and writers.
_Acquires_exclusive_lock_(*Lock) _IRQL_saves_ KIRQL LibWrite(PLIBLOCK Lock);
_Acquires_shared_lock_(*Lock) _IRQL_saves_ KIRQL LibRead(PLIBLOCK Lock);
_Releases_exclusive_lock_(*Lock) VOID LibWritten(PLIBLOCK Lock, _IRQL_restores_ KIRQL Irql);
_Releases_shared_lock_(*Lock) VOID LibHasRead(PLIBLOCK Lock, _IRQL_restores_ KIRQL Irql);
_Acquires_exclusive_lock_(*Lock) VOID LibWritePlain(PLIBLOCK Lock);
_Releases_shared_lock_(*Lock) VOID LibHasReadPlain(PLIBLOCK Lock);
VOID writes(PEXT Ext) { LibWritten(&Ext->Lock, LibWrite(&Ext->Lock)); }
VOID reads(PEXT Ext) { LibHasRead(&Ext->Lock, LibRead(&Ext->Lock)); }
VOID writesAnyhow(PEXT Ext) { LibUnlock(&Ext->Lock, LibWrite(&Ext->Lock)); }
VOID readsAnyhow(PEXT Ext) { LibUnlock(&Ext->Lock, LibRead(&Ext->Lock)); }
VOID writesAsReader(PEXT Ext) {
  KIRQL Irql = LibWrite(&Ext->Lock);
  LibHasRead(&Ext->Lock, Irql); // expected-warning {{Spin lock 'Ext->Lock' is acquired by a routine for writers, and released by a routine for readers [windows.spinlock.WrongForm]}}
}
VOID readsAsWriter(PEXT Ext) { // somebody may have made it an exclusive one
  KIRQL Irql = LibRead(&Ext->Lock);
  LibWritten(&Ext->Lock, Irql);
}
VOID plainWriter(PEXT Ext) {
  LibWritePlain(&Ext->Lock);
  LibHasReadPlain(&Ext->Lock); // expected-warning {{a routine for writers, and released by a routine for readers}}
}

// A body that is seen says more than the annotation.
_Acquires_lock_(*Lock) _IRQL_raises_(DISPATCH_LEVEL) VOID seenBody(PLIBLOCK Lock);
VOID seenBody(PLIBLOCK Lock) {
  LibKeep(Lock);
  LibGive(Lock);
}
VOID bothWays(PLIBLOCK Lock) {
  seenBody(Lock);
  LibKeep(Lock);
  LibGive(Lock);
}
