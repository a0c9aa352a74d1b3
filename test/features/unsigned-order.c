// Unsigned numbers of 64 bits and addresses are in another order than signed
// numbers, in which the highest bit is the sign.
// RUN: sh -c '%spinpair %s --report json=%t.json -- -I%wdk; test $? = 2'
// RUN: %python %S/../tool/Inputs/check_verdicts.py %t.json signedAndUnsigned=reported,undecided pointersAndNumbers=reported,undecided numbers=proved pointers=proved pointersAsNumbers=proved aboveZero=proved notNull=proved nextNumber=proved untilTheEnd=proved
#include <ntddk.h>

void signedAndUnsigned(KSPIN_LOCK *lock, ULONG64 a, ULONG64 b) {
  KIRQL irql = 0;
  if (a < b)
    KeAcquireSpinLock(lock, &irql);
  if ((LONG64)a < (LONG64)b)
    KeReleaseSpinLock(lock, irql);
}

void pointersAndNumbers(KSPIN_LOCK *lock, UCHAR *from, UCHAR *to) {
  KIRQL irql = 0;
  if (from < to)
    KeAcquireSpinLock(lock, &irql);
  if ((LONG_PTR)from < (LONG_PTR)to)
    KeReleaseSpinLock(lock, irql);
}

void numbers(KSPIN_LOCK *lock, ULONG64 a, ULONG64 b) {
  KIRQL irql = 0;
  if (a <= b)
    KeAcquireSpinLock(lock, &irql);
  if (!(a > b))
    KeReleaseSpinLock(lock, irql);
}

void pointers(KSPIN_LOCK *lock, UCHAR *from, UCHAR *to) {
  KIRQL irql = 0;
  if (from < to)
    KeAcquireSpinLock(lock, &irql);
  if (to > from)
    KeReleaseSpinLock(lock, irql);
}

void pointersAsNumbers(KSPIN_LOCK *lock, UCHAR *from, UCHAR *to) {
  KIRQL irql = 0;
  if (from < to)
    KeAcquireSpinLock(lock, &irql);
  if ((ULONG_PTR)from < (ULONG_PTR)to)
    KeReleaseSpinLock(lock, irql);
}

void aboveZero(KSPIN_LOCK *lock, ULONG64 count) {
  KIRQL irql = 0;
  if (count)
    KeAcquireSpinLock(lock, &irql);
  if (count > 0 && 1 <= count)
    KeReleaseSpinLock(lock, irql);
}

void notNull(KSPIN_LOCK *lock, UCHAR *data) {
  KIRQL irql = 0;
  if (data)
    KeAcquireSpinLock(lock, &irql);
  if (data > (UCHAR *)NULL)
    KeReleaseSpinLock(lock, irql);
}

void nextNumber(KSPIN_LOCK *lock, ULONG64 count) {
  KIRQL irql = 0;
  if (count > 5)
    KeAcquireSpinLock(lock, &irql);
  if (count >= 6)
    KeReleaseSpinLock(lock, irql);
}

void untilTheEnd(KSPIN_LOCK *locks, KSPIN_LOCK *end) {
  KIRQL irql = 0;
  for (; locks < end; locks++) {
    KeAcquireSpinLock(locks, &irql);
    KeReleaseSpinLock(locks, irql);
  }
}
