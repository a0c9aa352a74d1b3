// Locks of messages that are nested in a ring of three or more: one report for
// each ring. Not where a lock around two of the orders keeps them apart, nor
// where the orders end in one lock.
// RUN: %analyze_only -analyzer-checker=storport -verify %s
// RUN: %not %spinpair %s -- -I%wdk | %filecheck %s
#include <storport.h>

#define NEST(name, outer, inner) \
  HW_DPC_ROUTINE name; \
  VOID name(PSTOR_DPC dpc, PVOID hw, PVOID a, PVOID b) { \
    ULONG first, second; \
    StorPortAcquireMSISpinLock(hw, outer, &first); \
    StorPortAcquireMSISpinLock(hw, inner, &second); \
    StorPortReleaseMSISpinLock(hw, inner, second); \
    StorPortReleaseMSISpinLock(hw, outer, first); \
  }

// Four.
NEST(ring1, 10, 11) // expected-warning {{MSI spin lock for message '11' is acquired while the one for message '10' is held, which closes a ring of 4 locks that ends in 'ring4'}} \
                    // expected-note {{MSI spin lock for message '10' is acquired here}}
NEST(ring2, 11, 12)  // expected-note {{message '12' is acquired while the other one is held}}
NEST(ring3, 12, 13) // expected-note {{message '13' is acquired while the other one is held}}
NEST(ring4, 13, 10)  // expected-note {{message '10' is acquired while the other one is held}}

// A line is no ring.
NEST(first, 20, 21)
NEST(second, 21, 22)
NEST(third, 20, 22)

// Two of the three happen under one more lock, and so never at once.
#define GUARDED(name, outer, inner) \
  HW_DPC_ROUTINE name; \
  VOID name(PSTOR_DPC dpc, PVOID hw, PVOID a, PVOID b) { \
    ULONG guard, first, second; \
    StorPortAcquireMSISpinLock(hw, 39, &guard); \
    StorPortAcquireMSISpinLock(hw, outer, &first); \
    StorPortAcquireMSISpinLock(hw, inner, &second); \
    StorPortReleaseMSISpinLock(hw, inner, second); \
    StorPortReleaseMSISpinLock(hw, outer, first); \
    StorPortReleaseMSISpinLock(hw, 39, guard); \
  }
GUARDED(one, 30, 31)
GUARDED(two, 31, 32)
NEST(three, 32, 30)

// CHECK: spinpair: 1 finding;
