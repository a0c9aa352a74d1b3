// Two globals of one type, each a lock with its saved IRQL beside it, are two
// objects: what is saved in the one leaves the other as it is. What a pointer
// leads to may be either of them.
// RUN: sh -c '%spinpair %s --report json=%t.json -- -I%wdk; test $? = 2'
// RUN: %python %S/../tool/Inputs/check_verdicts.py %t.json nested=proved statics=proved elements=proved behindPointer=undecided overwritten=reported exchanged=reported
// RUN: %analyze -verify %s
#include <ntddk.h>

typedef struct _GATE {
  KSPIN_LOCK Lock;
  KIRQL Irql;
} GATE;

GATE Front, Back;
static GATE Upper, Lower;
GATE Rows[2];

void nested(void) {
  KeAcquireSpinLock(&Front.Lock, &Front.Irql);
  KeAcquireSpinLock(&Back.Lock, &Back.Irql);
  KeReleaseSpinLock(&Back.Lock, Back.Irql);
  KeReleaseSpinLock(&Front.Lock, Front.Irql);
}

void statics(void) {
  KeAcquireSpinLock(&Upper.Lock, &Upper.Irql);
  KeAcquireSpinLock(&Lower.Lock, &Lower.Irql);
  KeReleaseSpinLock(&Lower.Lock, Lower.Irql);
  KeReleaseSpinLock(&Upper.Lock, Upper.Irql);
}

void elements(void) {
  KeAcquireSpinLock(&Rows[0].Lock, &Rows[0].Irql);
  KeAcquireSpinLock(&Rows[1].Lock, &Rows[1].Irql);
  KeReleaseSpinLock(&Rows[1].Lock, Rows[1].Irql);
  KeReleaseSpinLock(&Rows[0].Lock, Rows[0].Irql);
}

void behindPointer(GATE *gate) {
  KeAcquireSpinLock(&Front.Lock, &Front.Irql);
  gate->Irql = 0; // may be Front
  KeReleaseSpinLock(&Front.Lock, Front.Irql);
}

void overwritten(void) {
  KeAcquireSpinLock(&Front.Lock, &Front.Irql);
  KeAcquireSpinLock(&Back.Lock, &Front.Irql);
  KeReleaseSpinLock(&Back.Lock, Front.Irql);
  KeReleaseSpinLock(&Front.Lock, Front.Irql); // expected-warning {{released with 'Front.Irql', which holds the IRQL of another acquire}}
}

void exchanged(void) {
  KeAcquireSpinLock(&Front.Lock, &Front.Irql);
  KeAcquireSpinLock(&Back.Lock, &Back.Irql);
  KeReleaseSpinLock(&Back.Lock, Front.Irql); // expected-warning {{released with the IRQL saved for spin lock 'Front.Lock', not with its own}}
  KeReleaseSpinLock(&Front.Lock, Back.Irql);
}
