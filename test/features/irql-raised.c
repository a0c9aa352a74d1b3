// What KeRaiseIrql and KeLowerIrql show of the IRQL, and a callback that is called at
// PASSIVE_LEVEL: there no lock may be taken that is for DISPATCH_LEVEL, and above it no
// other.
// RUN: %analyze_only -analyzer-checker=storport,windows -verify %s
// RUN: %not %spinpair %s --report json=%t.json -- -I%wdk
// RUN: %python %S/../tool/Inputs/check_verdicts.py %t.json lowered=reported work=reported thread=reported takesForMe=reported queued=reported exclusive=reported kmdf=reported tries=reported prepares=reported shutsDown=reported byHelper=reported onOnePath=reported choice=reported
// RUN: %python %S/../tool/Inputs/check_verdicts.py %t.json above=undecided helperAbove=undecided stillAbove=undecided lowersFirst=undecided mutexFirst=undecided
// RUN: %python %S/../tool/Inputs/check_verdicts.py %t.json raised=proved raisedInWork=proved toDpcLevel=proved plainWork=proved helperRaises=proved helper=proved underLock=proved unknown=proved anyCaller=proved backBelow=proved calledAnywhere=proved twice=proved underCancel=proved helperLowers=proved
#include <wdf.h>

typedef struct _EXT {
  KSPIN_LOCK Lock, Other;
  EX_SPIN_LOCK Readers;
  KIRQL Old;
  ULONG Count;
} EXT, *PEXT;

static void helper(PEXT Ext) {
  KeAcquireSpinLockAtDpcLevel(&Ext->Lock);
  Ext->Count++;
  KeReleaseSpinLockFromDpcLevel(&Ext->Lock);
}
static void take(PEXT Ext) { KeAcquireSpinLockAtDpcLevel(&Ext->Lock); }
static void plain(PEXT Ext) {
  KIRQL Old;
  KeAcquireSpinLock(&Ext->Lock, &Old);
  Ext->Count++;
  KeReleaseSpinLock(&Ext->Lock, Old);
}

void lowered(PEXT Ext) {
  KeLowerIrql(PASSIVE_LEVEL);
  KeAcquireSpinLockAtDpcLevel(&Ext->Lock); // expected-warning {{below DISPATCH_LEVEL [windows.spinlock.WrongForm]}}
  KeReleaseSpinLockFromDpcLevel(&Ext->Lock);
}
IO_WORKITEM_ROUTINE work, byHelper, takesForMe, queued, exclusive, onOnePath,
    raisedInWork, toDpcLevel, plainWork, helperRaises, underLock, backBelow, twice;
void work(PDEVICE_OBJECT Device, PVOID Context) {
  PEXT Ext = Context;
  KeAcquireSpinLockAtDpcLevel(&Ext->Lock); // expected-warning {{below DISPATCH_LEVEL [windows.spinlock.WrongForm]}}
  Ext->Count++;
  KeReleaseSpinLockFromDpcLevel(&Ext->Lock);
}
KSTART_ROUTINE thread;
void thread(PVOID Context) {
  KeAcquireSpinLockAtDpcLevel(&((PEXT)Context)->Lock); // expected-warning {{below DISPATCH_LEVEL [windows.spinlock.WrongForm]}}
  KeReleaseSpinLockFromDpcLevel(&((PEXT)Context)->Lock);
}
EVT_WDF_WORKITEM kmdf;
void kmdf(WDFWORKITEM Item) {
  static KSPIN_LOCK Lock;
  KeAcquireSpinLockAtDpcLevel(&Lock); // expected-warning {{below DISPATCH_LEVEL [windows.spinlock.WrongForm]}}
  KeReleaseSpinLockFromDpcLevel(&Lock);
}
void byHelper(PDEVICE_OBJECT Device, PVOID Context) { helper(Context); } // expected-warning {{below DISPATCH_LEVEL}}
void takesForMe(PDEVICE_OBJECT Device, PVOID Context) {
  take(Context); // expected-warning {{below DISPATCH_LEVEL [windows.spinlock.WrongForm]}}
  KeReleaseSpinLockFromDpcLevel(&((PEXT)Context)->Lock);
}
void queued(PDEVICE_OBJECT Device, PVOID Context) {
  KLOCK_QUEUE_HANDLE Handle;
  KeAcquireInStackQueuedSpinLockAtDpcLevel(&((PEXT)Context)->Lock, &Handle); // expected-warning {{below DISPATCH_LEVEL [windows.spinlock.WrongForm]}}
  KeReleaseInStackQueuedSpinLockFromDpcLevel(&Handle);
}
void exclusive(PDEVICE_OBJECT Device, PVOID Context) {
  ExAcquireSpinLockExclusiveAtDpcLevel(&((PEXT)Context)->Readers); // expected-warning {{below DISPATCH_LEVEL [windows.spinlock.WrongForm]}}
  ExReleaseSpinLockExclusiveFromDpcLevel(&((PEXT)Context)->Readers);
}
void onOnePath(PDEVICE_OBJECT Device, PVOID Context) {
  PEXT Ext = Context;
  KIRQL Old = 0;
  if (Ext->Count)
    KeRaiseIrql(DISPATCH_LEVEL, &Old);
  helper(Ext); // expected-warning {{below DISPATCH_LEVEL}}
  if (Old)
    KeLowerIrql(Old);
}
static void lower(void) { KeLowerIrql(APC_LEVEL); }
void lowersFirst(PEXT Ext) {
  lower();
  helper(Ext);
}
void choice(PEXT Ext, BOOLEAN Apc) {
  KeLowerIrql(Apc ? APC_LEVEL : PASSIVE_LEVEL);
  helper(Ext); // expected-warning {{below DISPATCH_LEVEL}}
}
// A mutex may have raised it to APC_LEVEL: it is not known any more, and the proof says no more.
IO_WORKITEM_ROUTINE mutexFirst;
void mutexFirst(PDEVICE_OBJECT Device, PVOID Context) {
  static FAST_MUTEX Mutex;
  ExAcquireFastMutex(&Mutex);
  helper(Context);
  ExReleaseFastMutex(&Mutex);
}
// Callbacks of which the reference says so on their pages.
EVT_WDF_DEVICE_PREPARE_HARDWARE prepares;
NTSTATUS prepares(WDFDEVICE Device, WDFCMRESLIST Raw, WDFCMRESLIST Translated) {
  static KSPIN_LOCK Lock;
  KeAcquireSpinLockAtDpcLevel(&Lock); // expected-warning {{Spin lock 'Lock' is acquired by KeAcquireSpinLockAtDpcLevel below DISPATCH_LEVEL [windows.spinlock.WrongForm]}}
  KeReleaseSpinLockFromDpcLevel(&Lock);
  return STATUS_SUCCESS;
}
EVT_WDF_DEVICE_SELF_MANAGED_IO_SUSPEND shutsDown;
NTSTATUS shutsDown(WDFDEVICE Device) {
  static KSPIN_LOCK Lock;
  KeAcquireSpinLockAtDpcLevel(&Lock); // expected-warning {{below DISPATCH_LEVEL}}
  KeReleaseSpinLockFromDpcLevel(&Lock);
  return STATUS_SUCCESS;
}
void tries(PEXT Ext) {
  KeLowerIrql(PASSIVE_LEVEL);
  if (KeTryToAcquireSpinLockAtDpcLevel(&Ext->Lock)) // expected-warning {{below DISPATCH_LEVEL [windows.spinlock.WrongForm]}}
    KeReleaseSpinLockFromDpcLevel(&Ext->Lock);
}
void above(PEXT Ext) {
  KIRQL Old, Raised;
  KeRaiseIrql(HIGH_LEVEL, &Raised);
  KeAcquireSpinLock(&Ext->Lock, &Old);
  KeReleaseSpinLock(&Ext->Lock, Old);
  KeLowerIrql(Raised);
}
void helperAbove(PEXT Ext) {
  KIRQL Raised;
  KeRaiseIrql(HIGH_LEVEL, &Raised);
  plain(Ext);
  KeLowerIrql(Raised);
}
void stillAbove(PEXT Ext) {
  KIRQL Old, Raised;
  KeAcquireSpinLock(&Ext->Lock, &Old);
  KeRaiseIrql(HIGH_LEVEL, &Raised);
  KeReleaseSpinLock(&Ext->Lock, Old);
}

void raised(PEXT Ext) {
  KIRQL Old;
  KeRaiseIrql(DISPATCH_LEVEL, &Old);
  KeAcquireSpinLockAtDpcLevel(&Ext->Lock);
  KeReleaseSpinLockFromDpcLevel(&Ext->Lock);
  KeLowerIrql(Old);
}
void raisedInWork(PDEVICE_OBJECT Device, PVOID Context) {
  KIRQL Old;
  KeRaiseIrql(DISPATCH_LEVEL, &Old);
  helper(Context);
  KeLowerIrql(Old);
}
void toDpcLevel(PDEVICE_OBJECT Device, PVOID Context) {
  KIRQL Old = KeRaiseIrqlToDpcLevel();
  helper(Context);
  KeLowerIrql(Old);
}
void plainWork(PDEVICE_OBJECT Device, PVOID Context) { plain(Context); }
static KIRQL up(void) {
  KIRQL Old;
  KeRaiseIrql(DISPATCH_LEVEL, &Old);
  return Old;
}
void helperRaises(PDEVICE_OBJECT Device, PVOID Context) {
  KIRQL Old = up();
  helper(Context);
  KeLowerIrql(Old);
}
void underLock(PDEVICE_OBJECT Device, PVOID Context) {
  PEXT Ext = Context;
  KIRQL Old;
  KeAcquireSpinLock(&Ext->Lock, &Old);
  KeAcquireSpinLockAtDpcLevel(&Ext->Other);
  KeReleaseSpinLockFromDpcLevel(&Ext->Other);
  KeReleaseSpinLock(&Ext->Lock, Old);
}
void unknown(PEXT Ext, KIRQL Old) {
  KeLowerIrql(Old);
  helper(Ext);
}
void anyCaller(PEXT Ext) { helper(Ext); }
void backBelow(PDEVICE_OBJECT Device, PVOID Context) {
  KIRQL Old;
  KeRaiseIrql(HIGH_LEVEL, &Old);
  KeLowerIrql(Old);
  plain(Context);
}
void twice(PDEVICE_OBJECT Device, PVOID Context) {
  plain(Context);
  raisedInWork(Device, Context);
  plain(Context);
}
// These raise it, too.
IO_WORKITEM_ROUTINE underCancel, helperLowers;
void underCancel(PDEVICE_OBJECT Device, PVOID Context) {
  KIRQL Old;
  IoAcquireCancelSpinLock(&Old);
  helper(Context);
  IoReleaseCancelSpinLock(Old);
}
static void brief(PEXT Ext) {
  KIRQL Old;
  KeRaiseIrql(HIGH_LEVEL, &Old);
  Ext->Count++;
  KeLowerIrql(Old);
}
void helperLowers(PDEVICE_OBJECT Device, PVOID Context) {
  brief(Context);
  plain(Context);
}
// Nobody knows at which IRQL the driver itself calls a callback.
IO_WORKITEM_ROUTINE calledAnywhere;
void calledAnywhere(PDEVICE_OBJECT Device, PVOID Context) { helper(Context); }
void calls(PDEVICE_OBJECT Device, PEXT Ext) { calledAnywhere(Device, Ext); }
