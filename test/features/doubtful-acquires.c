// An acquire that may have failed, for all that its path says, is not taken to
// have succeeded: of a routine that only tries, or where the status is asked for.
// RUN: %not %spinpair %s --report json=%t.json -- -I%wdk
// RUN: %python %S/../tool/Inputs/check_verdicts.py %t.json triedOr=undecided triedOnly=undecided triedStored=reported,undecided triedByHelper=undecided triedSilently=undecided triedAnyhow=undecided interrupt=undecided triedTwice=proved triedMember=proved triedBit=proved triedHelper=proved
// RUN: %python %S/../tool/Inputs/check_verdicts.py %t.json oneFailure=undecided otherFailures=undecided madeUp=undecided madeUpByHandle=undecided cutOff=undecided partly=undecided inArray=undecided above=proved member=proved again=proved
// RUN: %python %S/../tool/Inputs/check_verdicts.py %t.json ignored=proved stored=proved told=proved ignoredByHandle=proved ofHelper=proved reused=proved
// RUN: %spinpair explain-function stored %s -- -I%wdk | %filecheck --check-prefix=IGNORED %s
// RUN: %spinpair explain-function told %s -- -I%wdk | %filecheck --check-prefix=IGNORED %s
// RUN: %spinpair explain-function ignoredByHandle %s -- -I%wdk | %filecheck --check-prefix=IGNORED %s
// RUN: %spinpair explain-function ofHelper %s -- -I%wdk | %filecheck --check-prefix=IGNORED %s
// RUN: %spinpair explain-function reused %s -- -I%wdk | %filecheck --check-prefix=IGNORED %s
// RUN: %spinpair explain-function member %s -- -I%wdk | %filecheck --implicit-check-not="is assumed" --check-prefix=ASKED %s
// IGNORED: is proved
// IGNORED: It is assumed that an acquire succeeds whose status is not looked at: {{.*}}doubtful-acquires.c:{{[0-9]+}}.
// ASKED: is proved
#include <storport.h>
#include <wdf.h>

typedef struct _PORT {
  KSPIN_LOCK lock;
  ULONG depth, status, flags;
  BOOLEAN taken;
  WDFINTERRUPT interrupt;
} PORT;

#define TRY(p) KeTryToAcquireSpinLockAtDpcLevel(&(p)->lock)
#define GIVE(p) KeReleaseSpinLockFromDpcLevel(&(p)->lock)
#define TAKE(p, irql) StorPortAcquireMSISpinLock(p, 1, irql)
#define BACK(p, irql) StorPortReleaseMSISpinLock(p, 1, irql)

// ---- acquires that only try ----

void triedOr(PORT *p) {
  BOOLEAN taken = TRY(p);
  if (p->depth)
    taken = TRUE;
  if (taken)
    GIVE(p);
}

void triedOnly(PORT *p) {
  (void)TRY(p);
  GIVE(p);
}

void triedStored(PORT *p) {
  p->taken = TRY(p);
  p->depth++;
  if (p->taken)
    p->depth++;
  GIVE(p);
}

static BOOLEAN attempt(PORT *p) { return TRY(p); }
static void attemptSilently(PORT *p) { (void)TRY(p); }
static int attemptCode(PORT *p) { return TRY(p) ? 0 : -1; }

void triedByHelper(PORT *p) {
  p->depth = attempt(p);
  GIVE(p);
}

void triedSilently(PORT *p) {
  attemptSilently(p);
  GIVE(p);
}

void triedAnyhow(PORT *p) {
  BOOLEAN taken = attempt(p);
  taken = TRUE;
  if (taken)
    GIVE(p);
}

void interrupt(PORT *p) {
  BOOLEAN taken = WdfInterruptTryToAcquireLock(p->interrupt);
  if (p->depth)
    taken = TRUE;
  if (taken)
    WdfInterruptReleaseLock(p->interrupt);
}

void triedTwice(PORT *p) {
  BOOLEAN taken = TRY(p);
  if (!taken)
    taken = TRY(p);
  if (!taken)
    return;
  GIVE(p);
}

void triedMember(PORT *p) {
  p->taken = TRY(p);
  p->depth++;
  if (p->taken)
    GIVE(p);
}

void triedBit(PORT *p) {
  BOOLEAN taken = TRY(p);
  if (taken & TRUE)
    GIVE(p);
}

void triedHelper(PORT *p) {
  if (attemptCode(p) == 0)
    GIVE(p);
}

// ---- a status that is asked for ----

void oneFailure(PORT *p) {
  ULONG irql = 0, status = TAKE(p, &irql);
  if (status == STOR_STATUS_BUSY)
    return;
  BACK(p, irql);
}

void otherFailures(PORT *p) {
  ULONG irql = 0, status = TAKE(p, &irql);
  if (p->flags && status)
    return;
  BACK(p, irql);
}

void madeUp(PORT *p) {
  ULONG irql = 0, status = TAKE(p, &irql);
  if (p->flags)
    status = 0;
  if (status == 0)
    BACK(p, irql);
}

void madeUpByHandle(PORT *p) {
  STOR_LOCK_HANDLE h = {0};
  ULONG status = StorPortAcquireSpinLockEx(p, StartIoLock, NULL, &h);
  if (p->flags)
    status = 0;
  if (!status)
    StorPortReleaseSpinLock(p, &h);
}

void cutOff(PORT *p) {
  ULONG irql = 0;
  BOOLEAN status = (BOOLEAN)TAKE(p, &irql);
  if (!status)
    BACK(p, irql);
}

void partly(PORT *p) {
  ULONG irql = 0, status = TAKE(p, &irql);
  status &= 0xff;
  if (status == 0)
    BACK(p, irql);
}

void inArray(PORT *p) {
  ULONG irql = 0, status[2];
  status[1] = TAKE(p, &irql);
  if (status[1])
    p->depth++;
  BACK(p, irql);
}

void above(PORT *p) {
  ULONG irql = 0, status = TAKE(p, &irql);
  if (status > STOR_STATUS_SUCCESS)
    return;
  BACK(p, irql);
}

void member(PORT *p) {
  ULONG irql = 0;
  p->status = TAKE(p, &irql);
  if (p->status != STOR_STATUS_SUCCESS)
    return;
  BACK(p, irql);
}

void again(PORT *p) {
  ULONG irql = 0, status;
  do
    status = TAKE(p, &irql);
  while (status != STOR_STATUS_SUCCESS && p->depth--);
  if (status == STOR_STATUS_SUCCESS)
    BACK(p, irql);
}

// ---- a status that is not ----

void ignored(PORT *p) {
  ULONG irql;
  TAKE(p, &irql);
  BACK(p, irql);
}

void stored(PORT *p) {
  ULONG irql, status = TAKE(p, &irql);
  p->status = status;
  BACK(p, irql);
}

ULONG told(PORT *p) {
  ULONG irql, status = TAKE(p, &irql);
  BACK(p, irql);
  return status;
}

void ignoredByHandle(PORT *p) {
  STOR_LOCK_HANDLE h = {0};
  StorPortAcquireSpinLockEx(p, StartIoLock, NULL, &h);
  StorPortReleaseSpinLock(p, &h);
}

static ULONG take(PORT *p, ULONG *irql) { return TAKE(p, irql); }

void ofHelper(PORT *p) {
  ULONG irql;
  take(p, &irql);
  BACK(p, irql);
}

// The status that is asked for is another one.
void reused(PORT *p) {
  ULONG irql, status = TAKE(p, &irql);
  BACK(p, irql);
  status = p->flags;
  if (status)
    p->depth++;
}
