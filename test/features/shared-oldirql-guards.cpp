// One place for the IRQLs of all messages, named by a guard's member.
// RUN: %analyze_only -analyzer-checker=storport -std=c++17 -verify -verify-ignore-unexpected=note %s
// RUN: %not %spinpair %s -- -std=c++17 -I%wdk | %filecheck %s
#include <storport.h>

struct A { ULONG events, irql, irqls[4]; };
struct Shared {
  A *a;
  ULONG m;
  // CHECK: [[#@LINE+1]]:{{.*}} warning: MSI spin lock for message '{{.*}}' saves its IRQL in '{{.*}}irql', where those for other messages save theirs, too [storport.msi.SharedOldIrql]
  Shared(A *x, ULONG id) : a(x), m(id) { StorPortAcquireMSISpinLock(a, m, &a->irql); } // expected-warning {{where those for other messages save theirs, too}}
  ~Shared() { StorPortReleaseMSISpinLock(a, m, a->irql); }
};
struct Own {
  A *a;
  ULONG m, irql;
  Own(A *x, ULONG id) : a(x), m(id) { StorPortAcquireMSISpinLock(a, m, &irql); }
  ~Own() { StorPortReleaseMSISpinLock(a, m, irql); }
};
struct ByMessage {
  A *a;
  ULONG m;
  ByMessage(A *x, ULONG id) : a(x), m(id) { StorPortAcquireMSISpinLock(a, m, &a->irqls[m]); }
  ~ByMessage() { StorPortReleaseMSISpinLock(a, m, a->irqls[m]); }
};

extern "C" { HW_DPC_ROUTINE shared, own, byMessage; }
VOID shared(PSTOR_DPC, PVOID x, PVOID a1, PVOID) {
  Shared guard((A *)x, (ULONG)(ULONG_PTR)a1);
  ((A *)x)->events++;
}
VOID own(PSTOR_DPC, PVOID x, PVOID a1, PVOID) {
  Own guard((A *)x, (ULONG)(ULONG_PTR)a1);
  ((A *)x)->events++;
}
VOID byMessage(PSTOR_DPC, PVOID x, PVOID a1, PVOID) {
  ByMessage guard((A *)x, (ULONG)(ULONG_PTR)a1);
  ((A *)x)->events++;
}
// CHECK: 1 finding;
