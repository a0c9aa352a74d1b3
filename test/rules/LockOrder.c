// RUN: %analyze -analyzer-output=text -verify -verify-ignore-unexpected=note %s
// RUN: %not %spinpair %s -- -I%wdk | %filecheck %s
#include <storport.h>

// True cases.

void startIo(PVOID ext, ULONG id) {
  ULONG irql;
  STOR_LOCK_HANDLE handle = {0};
  StorPortAcquireMSISpinLock(ext, id, &irql); // expected-note {{MSI spin lock for message 'id' is acquired here, the IRQL saved in 'irql'}}
  StorPortAcquireSpinLock(ext, StartIoLock, NULL, &handle); // expected-warning {{StorPortAcquireSpinLock takes StartIoLock while the MSI spin lock for message 'id' is held [storport.msi.LockOrder]}} expected-note {{takes StartIoLock while the MSI spin lock for message 'id' is held, see}}
  StorPortReleaseSpinLock(ext, &handle);
  StorPortReleaseMSISpinLock(ext, id, irql);
}

void allMessages(PVOID ext, ULONG id) {
  ULONG irql;
  STOR_LOCK_HANDLE handle = {0};
  StorPortAcquireMSISpinLock(ext, id, &irql);
  StorPortAcquireSpinLockEx(ext, InterruptLock, NULL, &handle); // expected-warning {{StorPortAcquireSpinLockEx takes InterruptLock while}}
  StorPortReleaseSpinLock(ext, &handle);
  StorPortReleaseMSISpinLock(ext, id, irql);
}

void byNotification(PVOID ext, PVOID dpc) {
  ULONG irql;
  STOR_LOCK_HANDLE handle = {0};
  StorPortAcquireMSISpinLock(ext, 1, &irql);
  StorPortNotification(AcquireSpinLock, ext, DpcLock, dpc, &handle); // expected-warning {{StorPortAcquireSpinLock takes DpcLock while}}
  StorPortNotification(ReleaseSpinLock, ext, &handle);
  StorPortReleaseMSISpinLock(ext, 1, irql);
}

static BOOLEAN count(PVOID ext, PVOID context) {
  ++*(PULONG)context;
  return TRUE;
}

void synchronizes(PVOID ext, PULONG counter) {
  ULONG irql;
  StorPortAcquireMSISpinLock(ext, 1, &irql);
  StorPortSynchronizeAccess(ext, count, counter); // expected-warning {{StorPortSynchronizeAccess is called while the MSI spin lock for message '1' is held}}
  StorPortReleaseMSISpinLock(ext, 1, irql);
}

static PVOID unit(PVOID ext, PSCSI_REQUEST_BLOCK srb) {
  return StorPortGetLogicalUnit(ext, srb->PathId, srb->TargetId, srb->Lun);
}

PVOID unitBelow(PVOID ext, PSCSI_REQUEST_BLOCK srb) {
  ULONG irql;
  StorPortAcquireMSISpinLock(ext, 1, &irql);
  PVOID found = unit(ext, srb); // expected-warning {{StorPortGetLogicalUnit is called while the MSI spin lock for message '1' is held}}
  StorPortReleaseMSISpinLock(ext, 1, irql);
  return found;
}

// Silent cases.

void rightOrder(PVOID ext, ULONG id) {
  ULONG irql;
  STOR_LOCK_HANDLE handle = {0};
  StorPortAcquireSpinLock(ext, StartIoLock, NULL, &handle);
  StorPortAcquireMSISpinLock(ext, id, &irql);
  StorPortReleaseMSISpinLock(ext, id, irql);
  StorPortReleaseSpinLock(ext, &handle);
}

void oneOrTheOther(PVOID ext, ULONG id, BOOLEAN perMessage) {
  ULONG irql;
  STOR_LOCK_HANDLE handle = {0};
  if (perMessage)
    StorPortAcquireMSISpinLock(ext, id, &irql);
  else
    StorPortAcquireSpinLock(ext, InterruptLock, NULL, &handle);
  StorPortStallExecution(1);
  if (perMessage)
    StorPortReleaseMSISpinLock(ext, id, irql);
  else
    StorPortReleaseSpinLock(ext, &handle);
}

void unknownKind(PVOID ext, ULONG id, STOR_SPINLOCK kind) {
  ULONG irql;
  STOR_LOCK_HANDLE handle = {0};
  StorPortAcquireMSISpinLock(ext, id, &irql);
  StorPortAcquireSpinLock(ext, kind, NULL, &handle);
  StorPortReleaseSpinLock(ext, &handle);
  StorPortReleaseMSISpinLock(ext, id, irql);
}

// Two messages' locks, in both orders.

typedef struct _QUEUE { ULONG MessageId; } QUEUE;
typedef struct _EXT { ULONG Admin, Io, Third, Same, Mode, First, Second; QUEUE Queues[4]; QUEUE *Some; } EXT;

void oneThenTwo(PVOID ext) {
  ULONG outer, inner;
  // CHECK: LockOrder.c:[[#@LINE+4]]:3: warning: MSI spin lock for message '2' is acquired while the one for message '1' is held, and in 'twoThenOne' the other way round [storport.msi.LockOrder]
  // CHECK: LockOrder.c:[[#@LINE+2]]:3: note: MSI spin lock for message '1' is acquired here
  // CHECK: LockOrder.c:[[#@LINE+9]]:3: note: Elsewhere, MSI spin lock for message '2' is acquired first
  StorPortAcquireMSISpinLock(ext, 1, &outer); // expected-note {{MSI spin lock for message '1' is acquired here}}
  StorPortAcquireMSISpinLock(ext, 2, &inner); // expected-warning {{MSI spin lock for message '2' is acquired while the one for message '1' is held, and in 'twoThenOne' the other way round [storport.msi.LockOrder]}}
  StorPortReleaseMSISpinLock(ext, 2, inner);
  StorPortReleaseMSISpinLock(ext, 1, outer);
}

void twoThenOne(PVOID ext) {
  ULONG outer, inner;
  StorPortAcquireMSISpinLock(ext, 2, &outer); // expected-note {{Elsewhere, MSI spin lock for message '2' is acquired first}}
  StorPortAcquireMSISpinLock(ext, 1, &inner); // expected-note {{MSI spin lock for message '1' is acquired while the other one is held}}
  StorPortReleaseMSISpinLock(ext, 1, inner);
  StorPortReleaseMSISpinLock(ext, 2, outer);
}

// The pair is said once.
void twoThenOneAgain(PVOID ext) {
  ULONG outer, inner;
  StorPortAcquireMSISpinLock(ext, 2, &outer);
  StorPortAcquireMSISpinLock(ext, 1, &inner);
  StorPortReleaseMSISpinLock(ext, 1, inner);
  StorPortReleaseMSISpinLock(ext, 2, outer);
}

static void lock(EXT *ext, ULONG id, PULONG irql) {
  StorPortAcquireMSISpinLock(ext, id, irql);
}
static void unlock(EXT *ext, ULONG id, ULONG irql) {
  StorPortReleaseMSISpinLock(ext, id, irql);
}
static void touchIo(EXT *ext) {
  ULONG irql;
  lock(ext, ext->Io, &irql);
  unlock(ext, ext->Io, irql);
}

void adminThenIo(EXT *ext) {
  ULONG irql;
  lock(ext, ext->Admin, &irql); // expected-note {{MSI spin lock for message 'ext->Admin' is acquired here}}
  touchIo(ext); // expected-warning {{MSI spin lock for message 'ext->Io' is acquired while the one for message 'ext->Admin' is held, and in 'ioThenAdmin' the other way round}}
  unlock(ext, ext->Admin, irql);
}

void ioThenAdmin(EXT *ext) {
  ULONG outer, inner = 0;
  ULONG status = StorPortAcquireMSISpinLock(ext, ext->Io, &outer); // expected-note {{Elsewhere, MSI spin lock for message 'ext->Io' is acquired first}}
  if (status)
    return;
  if (ext->Mode)
    lock(ext, ext->Admin, &inner); // expected-note {{MSI spin lock for message 'ext->Admin' is acquired while}}
  if (ext->Mode)
    unlock(ext, ext->Admin, inner);
  StorPortReleaseMSISpinLock(ext, ext->Io, outer);
}

static void lockBoth(EXT *ext, ULONG a, ULONG b) {
  ULONG outer, inner;
  StorPortAcquireMSISpinLock(ext, a, &outer);
  StorPortAcquireMSISpinLock(ext, b, &inner);
  StorPortReleaseMSISpinLock(ext, b, inner);
  StorPortReleaseMSISpinLock(ext, a, outer);
}
// Told where the locks are chosen.
void upwards(EXT *ext) { lockBoth(ext, 3, 4); } // expected-note {{message '4' is acquired while the other one is held}}
void downwards(EXT *ext) { lockBoth(ext, 4, 3); } // expected-warning {{MSI spin lock for message '3' is acquired while the one for message '4' is held, and in 'upwards' the other way round}}

// Silent: these orders are one, or cannot meet.

void rising(EXT *ext) {
  ULONG outer, inner;
  StorPortAcquireMSISpinLock(ext, 5, &outer);
  StorPortAcquireMSISpinLock(ext, 6, &inner);
  StorPortReleaseMSISpinLock(ext, 6, inner);
  StorPortReleaseMSISpinLock(ext, 5, outer);
  StorPortAcquireMSISpinLock(ext, 6, &outer);
  StorPortReleaseMSISpinLock(ext, 6, outer);
  StorPortAcquireMSISpinLock(ext, 5, &outer);
  StorPortReleaseMSISpinLock(ext, 5, outer);
}

// By id or address, whichever is lower.
void byId(EXT *ext, QUEUE *a, QUEUE *b) {
  ULONG outer, inner;
  QUEUE *first = a, *second = b;
  if (b->MessageId < a->MessageId) {
    first = b;
    second = a;
  }
  StorPortAcquireMSISpinLock(ext, first->MessageId, &outer);
  StorPortAcquireMSISpinLock(ext, second->MessageId, &inner);
  StorPortReleaseMSISpinLock(ext, second->MessageId, inner);
  StorPortReleaseMSISpinLock(ext, first->MessageId, outer);
}

void byMessage(EXT *ext) {
  ULONG outer, inner;
  if (ext->First < ext->Second) {
    StorPortAcquireMSISpinLock(ext, ext->First, &outer);
    StorPortAcquireMSISpinLock(ext, ext->Second, &inner);
    StorPortReleaseMSISpinLock(ext, ext->Second, inner);
    StorPortReleaseMSISpinLock(ext, ext->First, outer);
  } else {
    StorPortAcquireMSISpinLock(ext, ext->Second, &outer);
    StorPortAcquireMSISpinLock(ext, ext->First, &inner);
    StorPortReleaseMSISpinLock(ext, ext->First, inner);
    StorPortReleaseMSISpinLock(ext, ext->Second, outer);
  }
}

void someQueues(EXT *ext, QUEUE *a, QUEUE *b) {
  lockBoth(ext, a->MessageId, b->MessageId);
  lockBoth(ext, b->MessageId, a->MessageId);
}

// A third lock keeps them apart.
void guardedUp(EXT *ext) {
  ULONG irql;
  StorPortAcquireMSISpinLock(ext, 0, &irql);
  lockBoth(ext, 7, 8);
  StorPortReleaseMSISpinLock(ext, 0, irql);
}
void guardedDown(EXT *ext) {
  ULONG irql;
  StorPortAcquireMSISpinLock(ext, 0, &irql);
  lockBoth(ext, 8, 7);
  StorPortReleaseMSISpinLock(ext, 0, irql);
}

// So does the lock that StartIo and the timer run with.
HW_STARTIO StartIo;
HW_TIMER Timer;
BOOLEAN StartIo(PVOID ext, PSCSI_REQUEST_BLOCK srb) {
  lockBoth(ext, 9, 10);
  return TRUE;
}
VOID Timer(PVOID ext) { lockBoth(ext, 10, 9); }

// An adapter is of one kind.
void oneKind(EXT *ext) {
  if (ext->Mode)
    lockBoth(ext, 11, 12);
  else
    lockBoth(ext, 12, 11);
}

// A DPC that is queued once does one after the other; not so if what it is
// given decides.
HW_DPC_ROUTINE Once, Twice;
VOID Once(PSTOR_DPC dpc, PVOID hw, PVOID a, PVOID b) {
  lockBoth((EXT *)hw, 15, 16);
  lockBoth((EXT *)hw, 16, 15);
}
VOID Twice(PSTOR_DPC dpc, PVOID hw, PVOID a, PVOID b) {
  if (a)
    lockBoth((EXT *)hw, 17, 18); // expected-warning {{MSI spin lock for message '18' is acquired while the one for message '17' is held, and in 'Twice' the other way round}}
  else
    lockBoth((EXT *)hw, 18, 17); // expected-note {{while the other one is held}}
}

// Never both.
void eitherUp(EXT *ext, ULONG n) {
  ULONG a = 0, b = 0;
  if (n > 5)
    StorPortAcquireMSISpinLock(ext, 13, &a);
  if (n < 3)
    StorPortAcquireMSISpinLock(ext, 14, &b);
  if (n < 3)
    StorPortReleaseMSISpinLock(ext, 14, b);
  if (n > 5)
    StorPortReleaseMSISpinLock(ext, 13, a);
}
void down(EXT *ext) { lockBoth(ext, 14, 13); }

// Two names of one message.
void makeAlike(EXT *ext) { ext->Same = ext->Third; }
void alike(EXT *ext) {
  lockBoth(ext, ext->Same, ext->Third);
  lockBoth(ext, ext->Third, ext->Same);
}
