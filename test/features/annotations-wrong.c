// An attribute that cannot be meant is said once, at its place, and the function
// is none of the author's helpers then.
// RUN: %analyze -verify %s
#include <storport.h>

#define SAYS(text) __attribute__((annotate("spinpair::" text)))

SAYS("acquire(adapter=1, message=2, irql=3)")       VOID A(PVOID, ULONG, PULONG); // expected-warning {{spinpair does not take 'spinpair::acquire(adapter=1, message=2, irql=3)' for 'A': there is no effect 'acquire'; there are acquires, releases and balanced; the function counts as not annotated}}
SAYS("acquires(adapter=1, message=2, irql=3")       VOID B(PVOID, ULONG, PULONG); // expected-warning {{for 'B': a ')' is missing at the end}}
SAYS("acquires(adapter=1, message=2)")              VOID C(PVOID, ULONG, PULONG); // expected-warning {{for 'C': it does not say where the irql is}}
SAYS("acquires(message=2, irql=3)")                 VOID D(PVOID, ULONG, PULONG); // expected-warning {{for 'D': it does not say which argument is the adapter}}
SAYS("acquires(adapter=1, irql=3)")                 VOID E(PVOID, ULONG, PULONG); // expected-warning {{for 'E': it does not say which argument is the message}}
SAYS("acquires(adapter=0, message=1, irql=2)")      VOID F(PVOID, ULONG, PULONG); // expected-warning {{for 'F': '0' is no number of an argument; these count from 1}}
SAYS("acquires(adapter=1, message=2, irql=4)")      VOID G(PVOID, ULONG, PULONG); // expected-warning {{for 'G': it has no argument 4}}
SAYS("acquires(adapter=1, message=1, irql=3)")      VOID H(PVOID, ULONG, PULONG); // expected-warning {{for 'H': it gives one argument two meanings}}
SAYS("acquires(adapter=1, message=1, message=2)")   VOID I(PVOID, ULONG, PULONG); // expected-warning {{for 'I': 'message' is there twice}}
SAYS("acquires(adapter=1, message=2, irq=3)")       VOID J(PVOID, ULONG, PULONG); // expected-warning {{for 'J': there is no key 'irq'; there are adapter, message, lock, handle, irql, status and taken}}
SAYS("acquires(adapter=2, message=1, irql=3)")      VOID K(PVOID, ULONG, PULONG); // expected-warning {{for 'K': argument 2, the adapter, is no pointer}}
SAYS("acquires(adapter=1, message=3, irql=2)")      VOID L(PVOID, ULONG, PULONG); // expected-warning {{for 'L': argument 3, the message, is no integer}}
SAYS("acquires(adapter=1, message=2, irql=3)")      VOID M(PVOID, ULONG, PVOID);  // expected-warning {{for 'M': argument 3, the irql, is no pointer to an integer}}
SAYS("acquires(adapter=1, message=2, irql=result)") VOID N(PVOID, ULONG);         // expected-warning {{for 'N': what it returns, the irql, is no integer}}
SAYS("acquires(adapter=1, message=2, irql=result, status=result)") ULONG O(PVOID, ULONG); // expected-warning {{for 'O': the result is the irql or the status, not both}}
SAYS("acquires(adapter=1, message=2, irql=3, status=4)") ULONG P(PVOID, ULONG, PULONG); // expected-warning {{for 'P': the status can be the result only}}
SAYS("acquires(adapter=1, message=2, irql=3, status=result)") VOID Q(PVOID, ULONG, PULONG); // expected-warning {{for 'Q': what it returns, the status, is no integer}}
SAYS("releases(adapter=1, message=2, irql=result)") ULONG R(PVOID, ULONG);        // expected-warning {{for 'R': a release is given the irql, and does not return it}}
SAYS("releases(adapter=1, message=2, irql=3, status=result)") ULONG S(PVOID, ULONG, ULONG); // expected-warning {{for 'S': only an acquire has a status}}
SAYS("releases(adapter=1, message=2, irql=3)")      VOID T(PVOID, ULONG, PVOID);  // expected-warning {{for 'T': argument 3, the irql, is neither an integer nor a pointer to one}}
SAYS("balanced(adapter=1)")                         VOID U(PVOID);                // expected-warning {{for 'U': a balanced function has nothing more to say}}
SAYS("balanced") SAYS("acquires(adapter=1, message=2, irql=3)") VOID V(PVOID, ULONG, PULONG); // expected-warning {{for 'V': another attribute says something else}}
SAYS("balanced") VOID StorPortCaptureLiveDump(PVOID);                          // expected-warning {{for 'StorPortCaptureLiveDump': the DDI reference says what the function does}}

// Said once, though it is inherited.
VOID A(PVOID, ULONG, PULONG);
// The attributes of others are none of ours.
__attribute__((annotate("balanced"))) VOID W(PVOID);

VOID twice(PVOID ext) {
  ULONG irql;
  A(ext, 1, &irql);
  A(ext, 1, &irql);
  V(ext, 1, &irql);
  V(ext, 1, &irql);
  StorPortReleaseMSISpinLock(ext, 1, 0); // expected-warning {{is released, but}}
}
