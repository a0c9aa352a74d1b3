// RUN: %analyze -analyzer-output=text -verify -verify-ignore-unexpected=note %s
#include <storport.h>

// True cases.

void twice(PVOID ext, ULONG id) {
  ULONG irql, again;
  StorPortAcquireMSISpinLock(ext, id, &irql);  // expected-note {{MSI spin lock for message 'id' is acquired here, the IRQL saved in 'irql'}}
  StorPortAcquireMSISpinLock(ext, id, &again); // expected-warning {{MSI spin lock for message 'id' is acquired again while it is held [storport.msi.DoubleAcquire]}} expected-note {{acquired again while it is held}}
  StorPortReleaseMSISpinLock(ext, id, again);
  StorPortReleaseMSISpinLock(ext, id, irql);
}

typedef struct _QUEUE { ULONG MessageId; } QUEUE;

void helper(PVOID ext, QUEUE *q) {
  ULONG irql;
  StorPortAcquireMSISpinLock(ext, q->MessageId, &irql);
  StorPortReleaseMSISpinLock(ext, q->MessageId, irql);
}

void throughHelper(PVOID ext, QUEUE *q) {
  ULONG irql;
  StorPortAcquireMSISpinLock(ext, q->MessageId, &irql); // expected-note {{MSI spin lock for message 'q->MessageId' is acquired here}}
  helper(ext, q); // expected-warning {{MSI spin lock for message 'q->MessageId' is acquired again while it is held}} expected-note {{acquired again}}
  StorPortReleaseMSISpinLock(ext, q->MessageId, irql);
}

// In every round but the first.
void inLoop(PVOID ext, int count) {
  ULONG irql;
  do
    StorPortAcquireMSISpinLock(ext, 5, &irql); // expected-warning {{MSI spin lock for message '5' is acquired again while it is held}}
  while (--count > 0);
  StorPortReleaseMSISpinLock(ext, 5, irql);
}

// Silent cases.

void otherMessage(PVOID ext, ULONG id) {
  ULONG a, b;
  StorPortAcquireMSISpinLock(ext, id, &a);
  StorPortAcquireMSISpinLock(ext, id + 1, &b);
  StorPortReleaseMSISpinLock(ext, id + 1, b);
  StorPortReleaseMSISpinLock(ext, id, a);
}

void otherAdapter(PVOID one, PVOID two) {
  ULONG a, b;
  StorPortAcquireMSISpinLock(one, 1, &a);
  StorPortAcquireMSISpinLock(two, 1, &b);
  StorPortReleaseMSISpinLock(two, 1, b);
  StorPortReleaseMSISpinLock(one, 1, a);
}

void mayBeOther(PVOID ext, QUEUE *first, QUEUE *second) {
  ULONG a, b;
  StorPortAcquireMSISpinLock(ext, first->MessageId, &a);
  StorPortAcquireMSISpinLock(ext, second->MessageId, &b);
  StorPortReleaseMSISpinLock(ext, second->MessageId, b);
  StorPortReleaseMSISpinLock(ext, first->MessageId, a);
}

void afterRelease(PVOID ext, ULONG id) {
  ULONG irql;
  StorPortAcquireMSISpinLock(ext, id, &irql);
  StorPortReleaseMSISpinLock(ext, id, irql);
  StorPortAcquireMSISpinLock(ext, id, &irql);
  StorPortReleaseMSISpinLock(ext, id, irql);
}

void afterFailure(PVOID ext, ULONG id) {
  ULONG irql;
  if (StorPortAcquireMSISpinLock(ext, id, &irql) != STOR_STATUS_SUCCESS &&
      StorPortAcquireMSISpinLock(ext, id, &irql) != STOR_STATUS_SUCCESS)
    return;
  StorPortReleaseMSISpinLock(ext, id, irql);
}
