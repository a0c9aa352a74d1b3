// Two queues that are never the same one: nothing in the unit says so, and so
// their messages may be equal.
// XFAIL: *
// RUN: %analyze -verify %s
#include <storport.h>

typedef struct _QUEUE { ULONG MessageId; struct _QUEUE *Next; } QUEUE;

void f(PVOID ext, QUEUE *q) {
  ULONG irql;
  StorPortAcquireMSISpinLock(ext, q->MessageId, &irql);
  StorPortReleaseMSISpinLock(ext, q->Next->MessageId, irql); // expected-warning {{is released, but the one held is for message}}
}
