// What is computed of addresses: their order, differences, and bits. The
// analyzer has no value for most of it.
// RUN: %analyze -verify %s
// RUN: %analyze_only -analyzer-checker=storport,windows -verify %s
#include <storport.h>
#include <wdm.h>

typedef struct _QUEUE {
  KSPIN_LOCK Lock;
  ULONG Count, Length;
  struct _QUEUE *First, *Last;
  PUCHAR Buffer;
  ULONG Messages[8];
} QUEUE;

// Silent.

void byOrder(QUEUE *a, QUEUE *b) {
  KIRQL irql = 0;
  if (a < b || b < a)
    KeAcquireSpinLock(&a->Lock, &irql);
  a->Count++;
  if (a != b)
    KeReleaseSpinLock(&a->Lock, irql);
}

void byOrderOfMembers(QUEUE *a) {
  KIRQL irql = 0;
  if (a->First < a->Last || a->Last < a->First)
    KeAcquireSpinLock(&a->Lock, &irql);
  if (a->First != a->Last)
    KeReleaseSpinLock(&a->Lock, irql);
}

void byOrderOfLocks(QUEUE *a, QUEUE *b) {
  KIRQL irql = 0;
  if (&a->Lock < &b->Lock || &b->Lock < &a->Lock)
    KeAcquireSpinLock(&a->Lock, &irql);
  a->Count++;
  if (a != b)
    KeReleaseSpinLock(&a->Lock, irql);
}

void byOrderOfNumbers(QUEUE *a, QUEUE *b, QUEUE *c) {
  KIRQL irql = 0;
  if ((ULONG_PTR)a >= (ULONG_PTR)b || (ULONG_PTR)b >= (ULONG_PTR)c)
    return;
  KeAcquireSpinLock(&a->Lock, &irql);
  if (a < c)
    KeReleaseSpinLock(&a->Lock, irql);
}

void byDifference(QUEUE *a, PUCHAR end) {
  KIRQL irql = 0;
  PUCHAR start = end;
  KeAcquireSpinLock(&a->Lock, &irql);
  end += 4;
  if (end - start == 4)
    KeReleaseSpinLock(&a->Lock, irql);
}

void byDifferenceOfElements(QUEUE *a, PULONG message) {
  KIRQL irql = 0;
  if (message < a->Messages || message >= a->Messages + 8)
    return;
  KeAcquireSpinLock(&a->Lock, &irql);
  if (message - a->Messages < 8)
    KeReleaseSpinLock(&a->Lock, irql);
}

void byLength(QUEUE *a, PUCHAR buffer, ULONG length) {
  KIRQL irql = 0;
  PUCHAR end = buffer + length;
  if (length < 16)
    return;
  KeAcquireSpinLock(&a->Lock, &irql);
  if ((ULONG)(end - buffer) >= 16)
    KeReleaseSpinLock(&a->Lock, irql);
}

void isInBuffer(QUEUE *a) {
  KIRQL irql = 0;
  PUCHAR from = a->Buffer, to = a->Buffer + a->Length;
  KeAcquireSpinLock(&a->Lock, &irql);
  if (a->Length == 0) {
    KeReleaseSpinLock(&a->Lock, irql);
    return;
  }
  if (from != to)
    KeReleaseSpinLock(&a->Lock, irql);
}

void untilTheEnd(QUEUE *a, PUCHAR at, PUCHAR end) {
  KIRQL irql = 0;
  if (at >= end)
    return;
  KeAcquireSpinLock(&a->Lock, &irql);
  while (at < end)
    at++;
  if (at == end)
    KeReleaseSpinLock(&a->Lock, irql);
}

void isAligned(QUEUE *a, PVOID context) {
  KIRQL irql = 0;
  if ((ULONG_PTR)context & 7)
    return;
  KeAcquireSpinLock(&a->Lock, &irql);
  if (((ULONG_PTR)context & 3) == 0)
    KeReleaseSpinLock(&a->Lock, irql);
}

void isMadeAligned(QUEUE *a, PUCHAR buffer) {
  KIRQL irql = 0;
  PUCHAR at = (PUCHAR)(((ULONG_PTR)buffer + 7) & ~(ULONG_PTR)7);
  KeAcquireSpinLock(&a->Lock, &irql);
  if (((ULONG_PTR)at & 7) == 0)
    KeReleaseSpinLock(&a->Lock, irql);
}

void isTagged(QUEUE *a, PVOID request) {
  KIRQL irql = 0;
  PVOID tagged = (PVOID)((ULONG_PTR)request | 1);
  KeAcquireSpinLock(&a->Lock, &irql);
  if ((ULONG_PTR)tagged & 1)
    KeReleaseSpinLock(&a->Lock, irql);
}

void losesNoTag(QUEUE *a, PVOID request) {
  KIRQL irql = 0;
  if ((ULONG_PTR)request & 1)
    return;
  PVOID plain = (PVOID)((ULONG_PTR)request & ~(ULONG_PTR)1);
  KeAcquireSpinLock(&a->Lock, &irql);
  if (plain == request)
    KeReleaseSpinLock(&a->Lock, irql);
}

void isInvalid(QUEUE *a, HANDLE handle) {
  KIRQL irql = 0;
  if (handle == (HANDLE)-1)
    return;
  KeAcquireSpinLock(&a->Lock, &irql);
  if (~(ULONG_PTR)handle)
    KeReleaseSpinLock(&a->Lock, irql);
}

void isOfTheKernel(QUEUE *a, PVOID address) {
  KIRQL irql = 0;
  if ((LONG_PTR)address < 0)
    return;
  KeAcquireSpinLock(&a->Lock, &irql);
  if ((ULONG_PTR)address < 0x8000000000000000ull)
    KeReleaseSpinLock(&a->Lock, irql);
}

void byAnyOfTwo(QUEUE *a, PVOID one, PVOID other) {
  KIRQL irql = 0;
  if (((ULONG_PTR)one | (ULONG_PTR)other) == 0)
    return;
  KeAcquireSpinLock(&a->Lock, &irql);
  if (one || other)
    KeReleaseSpinLock(&a->Lock, irql);
}

void isInLowByte(PVOID ext, PVOID context) {
  ULONG irql = 0;
  UCHAR message = (UCHAR)(ULONG_PTR)context;
  if (message == 0xff)
    return;
  StorPortAcquireMSISpinLock(ext, message, &irql);
  if (((ULONG_PTR)context & 0xff) != 0xff)
    StorPortReleaseMSISpinLock(ext, (ULONG)((ULONG_PTR)context & 0xff), irql);
}

// Wrong.

void onlyIfLower(QUEUE *a, QUEUE *b) {
  KIRQL irql = 0;
  if (a < b)
    KeAcquireSpinLock(&a->Lock, &irql);
  a->Count++;
  if (a != b)
    KeReleaseSpinLock(&a->Lock, irql); // expected-warning {{Spin lock 'a->Lock' is released, but was never acquired}}
}

void isLessAligned(QUEUE *a, PVOID context) {
  KIRQL irql = 0;
  if ((ULONG_PTR)context & 3)
    return;
  KeAcquireSpinLock(&a->Lock, &irql);
  if (((ULONG_PTR)context & 7) == 0)
    KeReleaseSpinLock(&a->Lock, irql);
} // expected-warning {{Spin lock 'a->Lock' is still held on return}}

void isShorter(QUEUE *a, PUCHAR buffer, ULONG length) {
  KIRQL irql = 0;
  PUCHAR end = buffer + length;
  if (length < 16)
    return;
  KeAcquireSpinLock(&a->Lock, &irql);
  if ((ULONG)(end - buffer) >= 17)
    KeReleaseSpinLock(&a->Lock, irql);
} // expected-warning {{Spin lock 'a->Lock' is still held on return}}

void elementsAreNoBytes(QUEUE *a, PULONG at, PULONG from) {
  KIRQL irql = 0;
  if (at - from < 4)
    return;
  KeAcquireSpinLock(&a->Lock, &irql);
  if ((ULONG_PTR)at - (ULONG_PTR)from >= 20)
    KeReleaseSpinLock(&a->Lock, irql);
} // expected-warning {{Spin lock 'a->Lock' is still held on return}}
