// Locks that a guard takes and gives back by its member, which is filled when
// the guard is made. Not where the member may hold another lock.
// RUN: %analyze_only -analyzer-checker=storport,windows -std=c++17 -verify -verify-ignore-unexpected=note %s
// RUN: %not %spinpair %s -- -std=c++17 -I%wdk | %filecheck %s
#include <storport.h>
#include <ntddk.h>

struct A { ULONG n; KSPIN_LOCK a, b, c, d, e, f, g, h, i, j, k, l, m, o; };
struct G {
  KSPIN_LOCK *l;
  KIRQL old;
  G(KSPIN_LOCK *x) : l(x) { KeAcquireSpinLock(l, &old); }
  ~G() { KeReleaseSpinLock(l, old); }
};

// True cases.

void guards1(A *e) {
  G x(&e->a);
  // CHECK: [[#@LINE+1]]:5: warning: Spin lock 'e->b' is acquired while spin lock 'e->a' is held, and in 'guards2' the other way round [windows.spinlock.LockOrder]
  G y(&e->b); // expected-warning {{Spin lock 'e->b' is acquired while spin lock 'e->a' is held, and in 'guards2' the other way round}}
  e->n++;
}
void guards2(A *e) {
  G x(&e->b);
  G y(&e->a);
  e->n++;
}

template <ULONG N> struct M {
  A *a;
  ULONG old;
  explicit M(A *x) : a(x) { StorPortAcquireMSISpinLock(a, N, &old); }
  ~M() { StorPortReleaseMSISpinLock(a, N, old); }
};
void messages1(A *e) {
  M<0> x(e);
  // CHECK: [[#@LINE+1]]:{{.*}} warning: {{.*}} and in 'messages2' the other way round [storport.msi.LockOrder]
  M<1> y(e); // expected-warning {{and in 'messages2' the other way round}}
  e->n++;
}
void messages2(A *e) {
  M<1> x(e);
  M<0> y(e);
  e->n++;
}

// By one that takes the lock later.
struct Late {
  KSPIN_LOCK *l = nullptr;
  KIRQL old = 0;
  void lock(KSPIN_LOCK *x) { l = x; KeAcquireSpinLock(l, &old); }
  void unlock() { KeReleaseSpinLock(l, old); }
};
void late1(A *e) {
  Late x, y;
  x.lock(&e->c);
  // CHECK: [[#@LINE+1]]:{{.*}} warning: Spin lock 'e->d' is acquired while spin lock 'e->c' is held, and in 'late2' the other way round
  y.lock(&e->d); // expected-warning {{Spin lock 'e->d' is acquired while spin lock 'e->c' is held, and in 'late2' the other way round}}
  y.unlock();
  x.unlock();
}
void late2(A *e) {
  Late x, y;
  x.lock(&e->d);
  y.lock(&e->c);
  y.unlock();
  x.unlock();
}

// Silent cases.

// One order.
void same1(A *e) { G x(&e->e); G y(&e->f); e->n++; }
void same2(A *e) { G x(&e->e); G y(&e->f); e->n++; }

// The member is changed: which lock is taken, nobody knows.
struct Moved {
  KSPIN_LOCK *l;
  KIRQL old;
};
void moved1(A *e) {
  Moved x = {&e->g, 0};
  if (e->n)
    x.l = &e->i;
  KeAcquireSpinLock(x.l, &x.old);
  { G y(&e->h); e->n++; }
  KeReleaseSpinLock(x.l, x.old);
}
void moved2(A *e) { G x(&e->h); G y(&e->g); e->n++; }

// So it is where the object is given to code that is not there.
void anybody(Moved *x);
void given1(A *e) {
  Moved x = {&e->j, 0};
  anybody(&x);
  KeAcquireSpinLock(x.l, &x.old);
  { G y(&e->k); e->n++; }
  KeReleaseSpinLock(x.l, x.old);
}
void given2(A *e) { G x(&e->k); G y(&e->j); e->n++; }

// And where a pointer to the object is kept in it.
struct Ring { KSPIN_LOCK *l; Ring *next; KIRQL old; };
void kept1(A *e) {
  Ring x, y;
  x.next = &y;
  y.next = &x;
  x.l = &e->l;
  x.next->next->l = &e->o;
  KeAcquireSpinLock(x.l, &x.old);
  { G z(&e->m); e->n++; }
  KeReleaseSpinLock(x.l, x.old);
}
void kept2(A *e) { G x(&e->m); G y(&e->l); e->n++; }
// CHECK: 3 findings;
