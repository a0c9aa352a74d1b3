// A lock that nobody holds is given back by a function that only gives it back:
// each caller is wrong, and the function is not. So it is whether the lock is an
// argument, the object of a member function, a member of it, or a global. Who
// takes a lock on some ways and gives it back on all is wrong itself.
// RUN: %analyze -std=c++17 -verify -verify-ignore-unexpected=note %s
// RUN: %not %spinpair %s --report json=%t.json -- -std=c++17 -I%wdk
// RUN: %python %S/../tool/Inputs/check_verdicts.py %t.json Gate::leave=proved Gate::operator++=proved Port::quit=proved drop=proved dropBoth=proved one=reported two=reported three=reported four=reported five=reported six=reported seven=reported eight=reported right=proved rightGlobal=proved sometimes=reported nine=reported,undecided ten=reported,undecided
#include <storport.h>

struct Gate {
  KSPIN_LOCK Lock;
  KIRQL Irql;
  ULONG Passed;
  void enter() {
    KIRQL Old;
    KeAcquireSpinLock(&Lock, &Old);
    Irql = Old;
  }
  void leave() { KeReleaseSpinLock(&Lock, Irql); }
  void operator++() { KeReleaseSpinLock(&Lock, Irql); }
};

struct Port {
  Gate In;
  void quit() { In.leave(); }
};

Gate North, South;
Port Harbour;
KSPIN_LOCK Global;
KIRQL GlobalIrql;

static void drop() { KeReleaseSpinLock(&Global, GlobalIrql); }
static void dropBoth() {
  drop();
  North.leave();
}

KDEFERRED_ROUTINE one, two, three, four, five, six, seven, eight, right, rightGlobal, nine, ten;

// True cases.

VOID one(PKDPC, PVOID, PVOID, PVOID) {
  North.leave(); // expected-warning {{is released, but was never acquired}}
}
VOID two(PKDPC, PVOID, PVOID, PVOID) {
  South.leave(); // expected-warning {{is released, but was never acquired}}
}
VOID three(PKDPC, PVOID, PVOID, PVOID) {
  North.Passed++;
  North.leave(); // expected-warning {{is released, but was never acquired}}
}
VOID four(PKDPC, PVOID, PVOID, PVOID) {
  ++South; // expected-warning {{is released, but was never acquired}}
}
VOID five(PKDPC, PVOID, PVOID, PVOID) {
  Harbour.quit(); // expected-warning {{is released, but was never acquired}}
}
VOID six(PKDPC, PVOID, PVOID, PVOID) {
  drop(); // expected-warning {{is released, but was never acquired}}
}
VOID seven(PKDPC, PVOID, PVOID, PVOID) {
  drop(); // expected-warning {{is released, but was never acquired}}
}
VOID eight(PKDPC, PVOID, PVOID, PVOID) {
  dropBoth(); // expected-warning 1+{{is released, but was never acquired}}
}

static void sometimes(bool Locks) {
  KIRQL Old = PASSIVE_LEVEL;
  if (Locks)
    KeAcquireSpinLock(&Global, &Old);
  KeReleaseSpinLock(&Global, Old); // expected-warning {{is released, but was never acquired}}
}
VOID nine(PKDPC, PVOID, PVOID Locks, PVOID) { sometimes(Locks != nullptr); }
VOID ten(PKDPC, PVOID, PVOID Locks, PVOID) { sometimes(Locks != nullptr); }

// Silent cases.

VOID right(PKDPC, PVOID, PVOID, PVOID) {
  South.enter();
  South.Passed++;
  South.leave();
  Harbour.In.enter();
  Harbour.quit();
}
VOID rightGlobal(PKDPC, PVOID, PVOID, PVOID) {
  KIRQL Old;
  KeAcquireSpinLock(&Global, &Old);
  GlobalIrql = Old;
  drop();
}
