// The order of locks where a condition chooses the lock, or stands around the
// acquires. A comparison may order the locks: what is taken in one order
// whatever it says is not ordered by it.
// RUN: %analyze_only -analyzer-checker=storport,windows -verify -verify-ignore-unexpected=note %s
// RUN: %not %spinpair %s -- -I%wdk | %filecheck %s
#include <ntddk.h>

typedef struct { KSPIN_LOCK lock; ULONG rank, sum; } SIDE;

int chance(void);
KSPIN_LOCK a, b, c, d, e, f, g, h;
KSPIN_LOCK m, n, o, p, q, r;
SIDE left, right, up, down, east, west;

// True cases.

// Either of two, and then a third one.
KDEFERRED_ROUTINE plain, chooses;
VOID plain(PKDPC x, PVOID y, PVOID z, PVOID u) {
  KeAcquireSpinLockAtDpcLevel(&a);
  KeAcquireSpinLockAtDpcLevel(&b);
  KeReleaseSpinLockFromDpcLevel(&b);
  KeReleaseSpinLockFromDpcLevel(&a);
}
VOID chooses(PKDPC x, PVOID y, PVOID z, PVOID u) {
  PKSPIN_LOCK one = chance() ? &b : &c;
  KeAcquireSpinLockAtDpcLevel(one);
  // CHECK: [[#@LINE+1]]:3: warning: Spin lock 'a' is acquired while spin lock '*one' is held, and in 'plain' the other way round [windows.spinlock.LockOrder]
  KeAcquireSpinLockAtDpcLevel(&a); // expected-warning {{Spin lock 'a' is acquired while spin lock '*one' is held, and in 'plain' the other way round}}
  KeReleaseSpinLockFromDpcLevel(&a);
  KeReleaseSpinLockFromDpcLevel(one);
}

// The inner one is chosen, by what a helper is given.
static void takeInner(PKSPIN_LOCK inner) {
  KeAcquireSpinLockAtDpcLevel(&d);
  KeAcquireSpinLockAtDpcLevel(inner); // expected-warning {{and in 'fixed' the other way round}}
  KeReleaseSpinLockFromDpcLevel(inner);
  KeReleaseSpinLockFromDpcLevel(&d);
}
KDEFERRED_ROUTINE choosesInner, fixed;
VOID choosesInner(PKDPC x, PVOID y, PVOID z, PVOID u) { takeInner(z ? &e : &f); }
VOID fixed(PKDPC x, PVOID y, PVOID z, PVOID u) {
  KeAcquireSpinLockAtDpcLevel(&e);
  KeAcquireSpinLockAtDpcLevel(&d);
  KeReleaseSpinLockFromDpcLevel(&d);
  KeReleaseSpinLockFromDpcLevel(&e);
}

// Both branches of a comparison take them in the same order.
static void move(SIDE *from, SIDE *to) {
  if (from->rank < to->rank) {
    KeAcquireSpinLockAtDpcLevel(&from->lock);
    KeAcquireSpinLockAtDpcLevel(&to->lock); // expected-warning {{and in 'move' the other way round}}
    from->sum--;
  } else {
    KeAcquireSpinLockAtDpcLevel(&from->lock);
    KeAcquireSpinLockAtDpcLevel(&to->lock);
    to->sum++;
  }
  KeReleaseSpinLockFromDpcLevel(&to->lock);
  KeReleaseSpinLockFromDpcLevel(&from->lock);
}
KDEFERRED_ROUTINE leftToRight, rightToLeft;
VOID leftToRight(PKDPC x, PVOID y, PVOID z, PVOID u) { move(&left, &right); }
VOID rightToLeft(PKDPC x, PVOID y, PVOID z, PVOID u) { move(&right, &left); }

// Silent cases.

// The one of lower rank first.
static void moveByRank(SIDE *from, SIDE *to) {
  if (from->rank < to->rank) {
    KeAcquireSpinLockAtDpcLevel(&from->lock);
    KeAcquireSpinLockAtDpcLevel(&to->lock);
  } else {
    KeAcquireSpinLockAtDpcLevel(&to->lock);
    KeAcquireSpinLockAtDpcLevel(&from->lock);
  }
  to->sum++;
  KeReleaseSpinLockFromDpcLevel(&to->lock);
  KeReleaseSpinLockFromDpcLevel(&from->lock);
}
KDEFERRED_ROUTINE upToDown, downToUp;
VOID upToDown(PKDPC x, PVOID y, PVOID z, PVOID u) { moveByRank(&up, &down); }
VOID downToUp(PKDPC x, PVOID y, PVOID z, PVOID u) { moveByRank(&down, &up); }

// The same, by two pointers.
static void moveByPointers(SIDE *from, SIDE *to) {
  PKSPIN_LOCK first = from->rank < to->rank ? &from->lock : &to->lock;
  PKSPIN_LOCK second = from->rank < to->rank ? &to->lock : &from->lock;
  KeAcquireSpinLockAtDpcLevel(first);
  KeAcquireSpinLockAtDpcLevel(second);
  to->sum++;
  KeReleaseSpinLockFromDpcLevel(second);
  KeReleaseSpinLockFromDpcLevel(first);
}
KDEFERRED_ROUTINE eastToWest, westToEast;
VOID eastToWest(PKDPC x, PVOID y, PVOID z, PVOID u) { moveByPointers(&east, &west); }
VOID westToEast(PKDPC x, PVOID y, PVOID z, PVOID u) { moveByPointers(&west, &east); }

// What is chosen is given back before the other one is taken.
KDEFERRED_ROUTINE oneByOne, nested;
VOID oneByOne(PKDPC x, PVOID y, PVOID z, PVOID u) {
  PKSPIN_LOCK one = chance() ? &g : &h;
  KeAcquireSpinLockAtDpcLevel(one);
  KeReleaseSpinLockFromDpcLevel(one);
  KeAcquireSpinLockAtDpcLevel(&m);
  KeReleaseSpinLockFromDpcLevel(&m);
}
VOID nested(PKDPC x, PVOID y, PVOID z, PVOID u) {
  KeAcquireSpinLockAtDpcLevel(&m);
  KeAcquireSpinLockAtDpcLevel(&g);
  KeReleaseSpinLockFromDpcLevel(&g);
  KeReleaseSpinLockFromDpcLevel(&m);
}

// The same condition chooses, and stands around the inner one.
KDEFERRED_ROUTINE sameCondition, against;
VOID sameCondition(PKDPC x, PVOID y, PVOID z, PVOID u) {
  int is = chance();
  PKSPIN_LOCK one = is ? &n : &o;
  KeAcquireSpinLockAtDpcLevel(one);
  if (is) {
    KeAcquireSpinLockAtDpcLevel(&p);
    KeReleaseSpinLockFromDpcLevel(&p);
  }
  KeReleaseSpinLockFromDpcLevel(one);
}
VOID against(PKDPC x, PVOID y, PVOID z, PVOID u) {
  KeAcquireSpinLockAtDpcLevel(&p);
  KeAcquireSpinLockAtDpcLevel(&o);
  KeReleaseSpinLockFromDpcLevel(&o);
  KeReleaseSpinLockFromDpcLevel(&p);
}

// Either of two is taken by one handle, and both are given back by that.
KDEFERRED_ROUTINE byHandle, afterwards;
VOID byHandle(PKDPC x, PVOID y, PVOID z, PVOID u) {
  KLOCK_QUEUE_HANDLE handle;
  if (chance())
    KeAcquireInStackQueuedSpinLockAtDpcLevel(&q, &handle);
  else
    KeAcquireInStackQueuedSpinLockAtDpcLevel(&r, &handle);
  KeReleaseInStackQueuedSpinLockFromDpcLevel(&handle);
  KeAcquireSpinLockAtDpcLevel(&h);
  KeReleaseSpinLockFromDpcLevel(&h);
}
VOID afterwards(PKDPC x, PVOID y, PVOID z, PVOID u) {
  KLOCK_QUEUE_HANDLE handle;
  KeAcquireSpinLockAtDpcLevel(&h);
  KeAcquireInStackQueuedSpinLockAtDpcLevel(&q, &handle);
  KeReleaseInStackQueuedSpinLockFromDpcLevel(&handle);
  KeAcquireInStackQueuedSpinLockAtDpcLevel(&r, &handle);
  KeReleaseInStackQueuedSpinLockFromDpcLevel(&handle);
  KeReleaseSpinLockFromDpcLevel(&h);
}
// CHECK: 3 findings;
