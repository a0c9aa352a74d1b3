// Which message a lock is for.
// RUN: %analyze -verify %s
#include <storport.h>

typedef struct _QUEUE { ULONG MessageId, Id; USHORT Vector; } QUEUE;
typedef struct _EXT {
  BOOLEAN OneVector;
  ULONG Flags, First;
  QUEUE Queues[8];
} EXT;

void complete(EXT *ext);

void constants(EXT *ext) {
  enum { ADMIN = 0, IO = 1 };
  ULONG irql;
  StorPortAcquireMSISpinLock(ext, ADMIN, &irql);
  StorPortReleaseMSISpinLock(ext, 0, irql);
  StorPortAcquireMSISpinLock(ext, IO, &irql);
  StorPortReleaseMSISpinLock(ext, ADMIN, irql); // expected-warning {{MSI spin lock for message 'ADMIN' is released, but the one held is for message 'IO'}}
}

void fields(EXT *ext, QUEUE *q) {
  ULONG irql;
  StorPortAcquireMSISpinLock(ext, q->MessageId, &irql);
  complete(ext);
  StorPortReleaseMSISpinLock(ext, q->MessageId, irql);
}

void elements(EXT *ext, ULONG queue) {
  ULONG irql;
  StorPortAcquireMSISpinLock(ext, ext->Queues[queue].MessageId, &irql);
  complete(ext);
  StorPortReleaseMSISpinLock(ext, ext->Queues[queue].MessageId, irql);
}

void elementsByPointer(EXT *ext, ULONG queue) {
  ULONG irql;
  QUEUE *q = &ext->Queues[queue];
  StorPortAcquireMSISpinLock(ext, q->MessageId, &irql);
  complete(ext);
  StorPortReleaseMSISpinLock(ext, ext->Queues[queue].MessageId, irql);
}

void arithmetic(EXT *ext, ULONG queue) {
  ULONG irql;
  StorPortAcquireMSISpinLock(ext, queue + 1, &irql);
  complete(ext);
  StorPortReleaseMSISpinLock(ext, 1 + queue, irql);
  StorPortAcquireMSISpinLock(ext, ext->First + queue, &irql);
  complete(ext);
  StorPortReleaseMSISpinLock(ext, ext->First + queue, irql);
  StorPortAcquireMSISpinLock(ext, queue + 1, &irql);
  StorPortReleaseMSISpinLock(ext, queue + 2, irql); // expected-warning {{MSI spin lock for message 'queue + 2' is released, but the one held is for message 'queue + 1'}}
}

void offsetByTwo(EXT *ext, ULONG queue) {
  ULONG irql, id = queue + 1;
  StorPortAcquireMSISpinLock(ext, id + 1, &irql);
  StorPortReleaseMSISpinLock(ext, queue + 2, irql);
}

void evaluatedAgain(EXT *ext, ULONG id) {
  ULONG irql;
  StorPortAcquireMSISpinLock(ext, ext->OneVector ? 0 : id, &irql);
  complete(ext);
  StorPortReleaseMSISpinLock(ext, ext->OneVector ? 0 : id, irql);
}

void evaluatedAgainFlag(EXT *ext, QUEUE *q) {
  ULONG irql;
  StorPortAcquireMSISpinLock(ext, (ext->Flags & 4) ? 0 : q->MessageId, &irql);
  complete(ext);
  StorPortReleaseMSISpinLock(ext, (ext->Flags & 4) ? 0 : q->MessageId, irql);
}

void evaluatedOnce(EXT *ext, ULONG id) {
  ULONG irql;
  if (id == 0)
    return;
  StorPortAcquireMSISpinLock(ext, ext->OneVector ? 0 : id, &irql);
  StorPortReleaseMSISpinLock(ext, id, irql); // expected-warning {{MSI spin lock for message 'id' is released, but the one held is for message 'ext->OneVector ? 0 : id'}}
}

void equalByBranch(EXT *ext, ULONG id) {
  ULONG irql;
  if (id != 3)
    return;
  StorPortAcquireMSISpinLock(ext, id, &irql);
  StorPortReleaseMSISpinLock(ext, 3, irql);
}

void equalBySwitch(EXT *ext, ULONG id) {
  ULONG irql;
  StorPortAcquireMSISpinLock(ext, id, &irql);
  switch (id) {
  case 0:
    StorPortReleaseMSISpinLock(ext, 0, irql);
    break;
  case 1:
    StorPortReleaseMSISpinLock(ext, 1, irql);
    break;
  default:
    StorPortReleaseMSISpinLock(ext, id, irql);
  }
}

void unequalByBranch(EXT *ext, ULONG id) {
  ULONG irql;
  StorPortAcquireMSISpinLock(ext, id, &irql);
  if (id == 0)
    StorPortReleaseMSISpinLock(ext, 1, irql); // expected-warning {{MSI spin lock for message '1' is released, but the one held is for message 'id'}}
  else
    StorPortReleaseMSISpinLock(ext, id, irql);
}

void equalOfTwo(EXT *ext, QUEUE *a, QUEUE *b) {
  ULONG irql;
  if (a->MessageId == b->MessageId) {
    StorPortAcquireMSISpinLock(ext, a->MessageId, &irql);
    StorPortReleaseMSISpinLock(ext, b->MessageId, irql);
  }
}

void copied(EXT *ext, QUEUE *q) {
  ULONG irql, id = q->MessageId, copy;
  copy = id;
  StorPortAcquireMSISpinLock(ext, copy, &irql);
  complete(ext);
  StorPortReleaseMSISpinLock(ext, id, irql);
}

void copiedBeforeChange(EXT *ext, QUEUE *q) {
  ULONG irql, id = q->MessageId;
  StorPortAcquireMSISpinLock(ext, q->MessageId, &irql);
  q->MessageId = 9;
  StorPortReleaseMSISpinLock(ext, id, irql);
}

void narrow(EXT *ext, QUEUE *q) {
  ULONG irql;
  USHORT vector = q->Vector;
  StorPortAcquireMSISpinLock(ext, q->Vector, &irql);
  StorPortReleaseMSISpinLock(ext, vector, irql);
}

HW_DPC_ROUTINE Dpc;
VOID Dpc(PSTOR_DPC dpc, PVOID ext, PVOID arg1, PVOID arg2) {
  ULONG irql, id = PtrToUlong(arg1);
  StorPortAcquireMSISpinLock(ext, PtrToUlong(arg1), &irql);
  complete(ext);
  StorPortReleaseMSISpinLock(ext, id, irql);
}

HW_DPC_ROUTINE DpcMixesUp;
VOID DpcMixesUp(PSTOR_DPC dpc, PVOID ext, PVOID arg1, PVOID arg2) {
  ULONG irql;
  StorPortAcquireMSISpinLock(ext, PtrToUlong(arg1), &irql);
  StorPortReleaseMSISpinLock(ext, PtrToUlong(arg2), irql); // expected-warning {{is released, but the one held is for message}}
}

// The message that an entry point receives may be any message.
HW_MESSAGE_SIGNALED_INTERRUPT_ROUTINE Interrupt;
BOOLEAN Interrupt(PVOID ext, ULONG id) {
  ULONG irql;
  if (id == 0)
    return TRUE;
  StorPortAcquireMSISpinLock(ext, 0, &irql);
  StorPortReleaseMSISpinLock(ext, 0, irql);
  return TRUE;
}
