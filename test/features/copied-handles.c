// A handle that is not as its acquire filled it, or is another node of a queue,
// releases nothing for certain.
// RUN: %not %spinpair %s --report json=%t.json -- -I%wdk
// RUN: %python %S/../tool/Inputs/check_verdicts.py %t.json copied=undecided,reported kept=undecided,reported copiedBytes=undecided,reported returned=undecided,reported byValue=undecided,reported exchanged=undecided,reported otherLock=undecided,reported
// RUN: %python %S/../tool/Inputs/check_verdicts.py %t.json otherKind=undecided,reported noKind=undecided,reported noQueue=undecided,reported halfCopied=undecided,reported leaked=reported
// RUN: %python %S/../tool/Inputs/check_verdicts.py %t.json plain=proved byHelper=proved inMembers=proved sameKind=proved whole=proved inTwo=proved
#include <storport.h>

typedef struct _PORT {
  KSPIN_LOCK one, two;
  KLOCK_QUEUE_HANDLE handle, handles[2];
  ULONG depth;
} PORT;

#define TAKE(lock, h) KeAcquireInStackQueuedSpinLock(lock, h)
#define GIVE(h) KeReleaseInStackQueuedSpinLock(h)

// ---- nodes of a queue ----

void copied(PORT *p) {
  KLOCK_QUEUE_HANDLE h, other;
  TAKE(&p->one, &h);
  other = h;
  GIVE(&other);
}

void kept(PORT *p) {
  KLOCK_QUEUE_HANDLE h;
  TAKE(&p->one, &h);
  p->handle = h;
  GIVE(&p->handle);
}

void copiedBytes(PORT *p) {
  KLOCK_QUEUE_HANDLE h, other;
  TAKE(&p->one, &h);
  RtlCopyMemory(&other, &h, sizeof other);
  GIVE(&other);
}

static KLOCK_QUEUE_HANDLE take(PORT *p) {
  KLOCK_QUEUE_HANDLE h;
  TAKE(&p->one, &h);
  return h;
}

void returned(PORT *p) {
  KLOCK_QUEUE_HANDLE h = take(p);
  GIVE(&h);
}

static void giveValue(KLOCK_QUEUE_HANDLE h) { GIVE(&h); }

void byValue(PORT *p) {
  KLOCK_QUEUE_HANDLE h;
  TAKE(&p->one, &h);
  giveValue(h);
}

void exchanged(PORT *p) {
  KLOCK_QUEUE_HANDLE a, b, c;
  TAKE(&p->one, &a);
  TAKE(&p->two, &b);
  c = a;
  a = b;
  b = c;
  GIVE(&a);
  GIVE(&b);
}

void otherLock(PORT *p) {
  KLOCK_QUEUE_HANDLE h;
  TAKE(&p->one, &h);
  h.LockQueue.Lock = &p->two;
  GIVE(&h);
}

void plain(PORT *p) {
  KLOCK_QUEUE_HANDLE h;
  TAKE(&p->one, &h);
  p->depth++;
  GIVE(&h);
}

static void takeInto(PORT *p, KLOCK_QUEUE_HANDLE *h) { TAKE(&p->one, h); }
static void giveFrom(KLOCK_QUEUE_HANDLE *h) { GIVE(h); }

void byHelper(PORT *p) {
  KLOCK_QUEUE_HANDLE h;
  takeInto(p, &h);
  giveFrom(&h);
}

void inMembers(PORT *p) {
  TAKE(&p->one, &p->handles[0]);
  TAKE(&p->two, &p->handles[1]);
  GIVE(&p->handles[1]);
  GIVE(&p->handles[0]);
}

// ---- handles of StorPort ----

#define ENTER(kind, h) StorPortAcquireSpinLock(p, kind, NULL, h)
#define LEAVE(h) StorPortReleaseSpinLock(p, h)

void otherKind(PORT *p) {
  STOR_LOCK_HANDLE h = {0};
  ENTER(StartIoLock, &h);
  h.Lock = InterruptLock;
  LEAVE(&h);
}

void noKind(PORT *p) {
  STOR_LOCK_HANDLE h = {0};
  ENTER(StartIoLock, &h);
  h.Lock = 0;
  LEAVE(&h);
}

void noQueue(PORT *p) {
  STOR_LOCK_HANDLE h = {0};
  ENTER(StartIoLock, &h);
  h.Context.LockQueue.Lock = NULL;
  LEAVE(&h);
}

void halfCopied(PORT *p) {
  STOR_LOCK_HANDLE h = {0}, other = {0};
  ENTER(InterruptLock, &h);
  other.Context = h.Context;
  LEAVE(&other);
}

HW_TIMER leaked;
void leaked(PVOID p) {
  STOR_LOCK_HANDLE h = {0};
  ENTER(StartIoLock, &h);
  if (h.Lock == StartIoLock)
    return;
  LEAVE(&h);
}

void sameKind(PORT *p) {
  STOR_LOCK_HANDLE h = {0};
  ENTER(InterruptLock, &h);
  h.Lock = InterruptLock;
  LEAVE(&h);
}

void whole(PORT *p) {
  STOR_LOCK_HANDLE h = {0}, other;
  ENTER(StartIoLock, &h);
  other = h;
  LEAVE(&other);
}

void inTwo(PORT *p) {
  STOR_LOCK_HANDLE h = {0}, other = {0};
  ENTER(InterruptLock, &h);
  other.Context = h.Context;
  other.Lock = h.Lock;
  LEAVE(&other);
}
