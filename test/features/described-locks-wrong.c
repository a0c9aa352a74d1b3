// An attribute that describes a spin lock, and cannot be meant: said at its
// place. The function is none of the author's then.
// RUN: %analyze -verify %s
// RUN: %not %spinpair %s -- -I%wdk 2>&1 | %filecheck %s
#include <storport.h>

#define SAYS(text) __attribute__((annotate("spinpair::" text)))

typedef struct _LIBLOCK { ULONG_PTR Word; } *PLIBLOCK;
typedef struct _NODE { PVOID Next; } *PNODE;
typedef struct _UNSEEN *PUNSEEN;

// CHECK: described-locks-wrong.c:[[#@LINE+1]]:1: warning: spinpair does not take 'spinpair::acquires(adapter=1, lock=2)' for 'A': a lock is that of an adapter and a message, or an object of its own, not both; the function counts as not annotated
SAYS("acquires(adapter=1, lock=2)")            VOID A(PVOID, PLIBLOCK);          // expected-warning {{spinpair does not take 'spinpair::acquires(adapter=1, lock=2)' for 'A': a lock is that of an adapter and a message, or an object of its own, not both; the function counts as not annotated}}
SAYS("acquires(lock=1, message=2)")            VOID B(PLIBLOCK, ULONG);          // expected-warning {{for 'B': a lock is that of an adapter and a message, or an object of its own, not both}}
SAYS("releases(message=2, handle=1)")          VOID C(PKLOCK_QUEUE_HANDLE, ULONG); // expected-warning {{for 'C': a lock is that of an adapter and a message, or an object of its own, not both}}
SAYS("acquires(irql=2)")                       VOID D(PLIBLOCK, PKIRQL);         // expected-warning {{for 'D': it does not say which argument is the lock, or which are the adapter and the message}}
SAYS("releases")                               VOID E(PLIBLOCK);                 // expected-warning {{for 'E': it does not say which argument is the lock, or which are the adapter and the message}}
SAYS("acquires(handle=2)")                     VOID F(PLIBLOCK, PKLOCK_QUEUE_HANDLE); // expected-warning {{for 'F': it does not say which argument is the lock}}
SAYS("releases(lock=1, handle=2)")             VOID G(PLIBLOCK, PKLOCK_QUEUE_HANDLE); // expected-warning {{for 'G': a release by the handle is not told the lock}}
SAYS("acquires(lock=1, irql=2, handle=3)")     VOID H(PLIBLOCK, PKIRQL, PKLOCK_QUEUE_HANDLE); // expected-warning {{for 'H': the irql is in the handle, or elsewhere, not both}}
SAYS("acquires(handle=2, lock=1, irql=result)") KIRQL I(PLIBLOCK, PKLOCK_QUEUE_HANDLE); // expected-warning {{for 'I': the irql is in the handle, or elsewhere, not both}}
SAYS("acquires(lock=3, irql=2)")               VOID J(PLIBLOCK, PKIRQL);         // expected-warning {{for 'J': it has no argument 3}}
SAYS("acquires(lock=1, irql=2)")               VOID K(ULONG, PKIRQL);            // expected-warning {{for 'K': argument 1, the lock, is no pointer}}
SAYS("acquires(lock=1, irql=2)")               VOID L(PLIBLOCK, KIRQL);          // expected-warning {{for 'L': argument 2, the irql, is no pointer to an integer}}
SAYS("acquires(lock=1, irql=result)")          VOID M(PLIBLOCK);                 // expected-warning {{for 'M': what it returns, the irql, is no integer}}
SAYS("releases(lock=1, irql=2)")               VOID N(PLIBLOCK, PVOID);          // expected-warning {{for 'N': argument 2, the irql, is neither an integer nor a pointer to one}}
SAYS("releases(lock=1, irql=result)")          KIRQL O(PLIBLOCK);                // expected-warning {{for 'O': a release is given the irql, and does not return it}}
SAYS("acquires(lock=1, lock=2)")               VOID P(PLIBLOCK, PLIBLOCK);       // expected-warning {{for 'P': 'lock' is there twice}}
SAYS("acquires(lock=1, irql=1)")               VOID Q(PKIRQL);                   // expected-warning {{for 'Q': it gives one argument two meanings}}
SAYS("acquires(lock=result)")                  PLIBLOCK R(VOID);                 // expected-warning {{for 'R': 'result' is no number of an argument; these count from 1}}
SAYS("acquires(lock=1, taken=2)")              BOOLEAN S(PLIBLOCK, PBOOLEAN);    // expected-warning {{for 'S': what says that the lock is taken can be the result only}}
SAYS("acquires(lock=1, taken=result)")         VOID T(PLIBLOCK);                 // expected-warning {{for 'T': what it returns, the word that it is taken, is no integer}}
SAYS("acquires(lock=1, taken=result, status=result)") NTSTATUS U(PLIBLOCK);      // expected-warning {{for 'U': the result is 0 or another value for a lock that is taken, not both}}
SAYS("acquires(lock=1, irql=result, taken=result)") KIRQL V(PLIBLOCK);           // expected-warning {{for 'V': the result is the irql or says that the lock is taken, not both}}
SAYS("releases(lock=1, taken=result)")         BOOLEAN W(PLIBLOCK);              // expected-warning {{for 'W': only an acquire has a status}}
SAYS("acquires(adapter=1, message=2, irql=3, taken=result)") BOOLEAN X(PVOID, ULONG, PULONG); // expected-warning {{for 'X': 'taken' is for a lock; that of a message has a status}}
SAYS("acquires(lock=1, handle=2)")             VOID Y(PLIBLOCK, PNODE);          // expected-warning {{for 'Y': argument 2, the handle, is no pointer to a structure with a member OldIrql}}
SAYS("releases(handle=1)")                     VOID Z(PUNSEEN);                  // expected-warning {{for 'Z': argument 1, the handle, is no pointer to a structure with a member OldIrql}}
SAYS("balanced(lock=1)")                       VOID Balanced(PLIBLOCK);          // expected-warning {{for 'Balanced': a balanced function has nothing more to say}}
SAYS("acquires(lck=1)")                        VOID Misspelt(PLIBLOCK);          // expected-warning {{for 'Misspelt': there is no key 'lck'; there are adapter, message, lock, handle, irql, status and taken}}

VOID twice(PLIBLOCK lock, PVOID ext) {
  KIRQL irql;
  K(1, &irql);
  K(1, &irql);
  StorPortReleaseMSISpinLock(ext, 1, 0); // expected-warning {{is released, but}}
}
