// RUN: %analyze -analyzer-output=text -verify -verify-ignore-unexpected=note %s
#include <storport.h>

typedef struct _QUEUE { ULONG MessageId, Id; } QUEUE;

// True cases.

void constants(PVOID ext) {
  ULONG irql;
  StorPortAcquireMSISpinLock(ext, 1, &irql); // expected-note {{MSI spin lock for message '1' is acquired here, the IRQL saved in 'irql'}}
  StorPortReleaseMSISpinLock(ext, 2, irql);  // expected-warning {{MSI spin lock for message '2' is released, but the one held is for message '1' [storport.msi.MessageIdMismatch]}} expected-note {{the one held is for message '1'}}
}

void parameters(PVOID ext, ULONG a, ULONG b) {
  ULONG irql;
  StorPortAcquireMSISpinLock(ext, a, &irql); // expected-note {{acquired here}}
  StorPortReleaseMSISpinLock(ext, b, irql);  // expected-warning {{MSI spin lock for message 'b' is released, but the one held is for message 'a'}} expected-note {{the one held is for message 'a'}}
}

void fields(PVOID ext, QUEUE *q) {
  ULONG irql;
  StorPortAcquireMSISpinLock(ext, q->MessageId, &irql);
  StorPortReleaseMSISpinLock(ext, q->Id, irql); // expected-warning {{MSI spin lock for message 'q->Id' is released, but the one held is for message 'q->MessageId'}}
}

void changedInBetween(PVOID ext, ULONG id) {
  ULONG irql;
  StorPortAcquireMSISpinLock(ext, id, &irql);
  id++;
  StorPortReleaseMSISpinLock(ext, id, irql); // expected-warning {{MSI spin lock for message 'id' is released, but 'id' has changed since the one held was acquired}}
}

void fieldChangedInBetween(PVOID ext, QUEUE *q) {
  ULONG irql;
  StorPortAcquireMSISpinLock(ext, q->Id, &irql);
  q->Id = q->Id + 1;
  StorPortReleaseMSISpinLock(ext, q->Id, irql); // expected-warning {{MSI spin lock for message 'q->Id' is released, but 'q->Id' has changed since the one held was acquired}}
}

void anotherOfThatName(PVOID ext, ULONG id) {
  ULONG irql;
  StorPortAcquireMSISpinLock(ext, id, &irql);
  {
    ULONG outer = id, id = outer + 1;
    StorPortReleaseMSISpinLock(ext, id, irql); // expected-warning {{MSI spin lock for message 'id' is released, but the one held is for another value of 'id'}}
  }
}

void offByOne(PVOID ext, ULONG id) {
  ULONG irql;
  StorPortAcquireMSISpinLock(ext, id + 1, &irql);
  StorPortReleaseMSISpinLock(ext, id, irql); // expected-warning {{MSI spin lock for message 'id' is released, but the one held is for message 'id + 1'}}
}

void exchanged(PVOID ext, QUEUE *q) {
  ULONG irql;
  StorPortAcquireMSISpinLock(ext, q->MessageId, &irql);
  StorPortReleaseMSISpinLock(ext, irql, q->MessageId); // expected-warning {{MSI spin lock for message 'irql' is released, but the one held is for message 'q->MessageId'}}
}

// Silent cases.

void knownEqual(PVOID ext, ULONG a, ULONG b) {
  ULONG irql;
  if (a != b)
    return;
  StorPortAcquireMSISpinLock(ext, a, &irql);
  StorPortReleaseMSISpinLock(ext, b, irql);
}

void copied(PVOID ext, QUEUE *q) {
  ULONG irql, id = q->MessageId;
  StorPortAcquireMSISpinLock(ext, q->MessageId, &irql);
  StorPortReleaseMSISpinLock(ext, id, irql);
}

ULONG messageOf(PVOID ext, ULONG cpu);

void unknown(PVOID ext, ULONG cpu) {
  ULONG irql;
  StorPortAcquireMSISpinLock(ext, messageOf(ext, cpu), &irql);
  StorPortReleaseMSISpinLock(ext, messageOf(ext, cpu), irql);
}
