// What the analyzer gets wrong about numbers, or forgets: none of these is clean.
// RUN: %not %spinpair %s --report json=%t.json -- -I%wdk
// RUN: %python %S/../tool/Inputs/check_verdicts.py %t.json byTag=reported byKey=reported unequal=reported byOwnAddress=reported wideEqual=reported,undecided wideLess=reported,undecided forgotten=reported,undecided forgottenFlags=reported,undecided leaked=reported,undecided sameTag=proved,clean sameWidth=proved,clean
#include <wdm.h>

typedef struct _PORT {
  KSPIN_LOCK Lock;
  ULONG Tag, Count;
  ULONG_PTR Key;
} PORT;

// Clang takes an address on the left to be no number that it does not know.

void byTag(PORT *port, PVOID context) {
  KIRQL irql;
  KeAcquireSpinLock(&port->Lock, &irql);
  if ((ULONG_PTR)context == port->Tag)
    return;
  KeReleaseSpinLock(&port->Lock, irql);
}

void byKey(PORT *port, PIRP irp) {
  KIRQL irql;
  KeAcquireSpinLock(&port->Lock, &irql);
  if ((ULONG_PTR)irp == port->Key) {
    port->Key = 0;
    return;
  }
  KeReleaseSpinLock(&port->Lock, irql);
}

void unequal(PORT *port, PVOID context) {
  KIRQL irql = 0;
  if ((ULONG_PTR)context != port->Key)
    KeAcquireSpinLock(&port->Lock, &irql);
  port->Count++;
  KeReleaseSpinLock(&port->Lock, irql);
}

void byOwnAddress(PORT *port) {
  KIRQL irql;
  KeAcquireSpinLock(&port->Lock, &irql);
  if ((ULONG_PTR)&port->Lock == port->Key)
    return;
  KeReleaseSpinLock(&port->Lock, irql);
}

void sameTag(PORT *port, PVOID context) {
  KIRQL irql = 0;
  if ((ULONG_PTR)context == port->Key)
    KeAcquireSpinLock(&port->Lock, &irql);
  port->Count++;
  if (port->Key == (ULONG_PTR)context)
    KeReleaseSpinLock(&port->Lock, irql);
}

// It drops what widens a number: -1 is not 0xffffffff in 64 bits.

void wideEqual(PORT *port, LONG a, ULONG b) {
  KIRQL irql = 0;
  if (a == (LONG64)b)
    KeAcquireSpinLock(&port->Lock, &irql);
  port->Count++;
  if (b == (ULONG)a)
    KeReleaseSpinLock(&port->Lock, irql);
}

void wideLess(PORT *port, LONG a, ULONG b) {
  KIRQL irql;
  KeAcquireSpinLock(&port->Lock, &irql);
  if ((LONG64)a < b) {
    if ((ULONG)a < b)
      KeReleaseSpinLock(&port->Lock, irql);
  } else {
    KeReleaseSpinLock(&port->Lock, irql);
  }
}

void sameWidth(PORT *port, LONG a, ULONG b) {
  KIRQL irql = 0;
  if (a == (LONG64)b)
    KeAcquireSpinLock(&port->Lock, &irql);
  port->Count++;
  if ((LONG64)b == a)
    KeReleaseSpinLock(&port->Lock, irql);
}

// Two states become one where nobody asks for the number any more. One of the two paths cannot
// happen, and the other one can.

void forgotten(PORT *port, ULONG number) {
  KIRQL irql = 0;
  if ((number >> 12) == 0 && number == 1)
    KeAcquireSpinLock(&port->Lock, &irql);
  if (number < 5)
    KeReleaseSpinLock(&port->Lock, irql);
}

void forgottenFlags(PORT *port, ULONG flags) {
  KIRQL irql = 0;
  if ((flags & 0xf0) == 0 && flags == 1)
    KeAcquireSpinLock(&port->Lock, &irql);
  if (flags < 5) {
    port->Count++;
    KeReleaseSpinLock(&port->Lock, irql);
  }
}

void leaked(PORT *port, LONG number) {
  KIRQL irql = 0;
  if (number > 7 || number / 8 == 0x7fffffff) {
    KeAcquireSpinLock(&port->Lock, &irql);
    if (200u == number)
      return;
    KeReleaseSpinLock(&port->Lock, irql);
  }
}
