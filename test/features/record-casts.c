// A pointer to a record that was counted in bytes from another record: the two may
// overlap, but for CONTAINING_RECORD, which gets from a part to the whole.
// RUN: sh -c '%spinpair %s --report json=%t.json -- -I%wdk; test $? = 0 -o $? = 2'
// RUN: %python %S/../tool/Inputs/check_verdicts.py %t.json byBytes=reported,undecided inOneExpression=reported,undecided asANumber=reported,undecided byVoid=reported,undecided behind=proved container=proved containerOfLocal=proved containerLost=reported,undecided containerWritten=reported,undecided
#include <ntddk.h>

typedef struct _DRIVER {
  ULONG Count;
  KSPIN_LOCK *Lock;
  ULONG Limit;
} DRIVER;
typedef struct _OTHER {
  ULONG64 First;
  KSPIN_LOCK *Second;
} OTHER;
typedef struct _THIRD {
  ULONG64 First;
  KSPIN_LOCK *Second;
} THIRD;
typedef struct _FOURTH {
  ULONG64 First;
  KSPIN_LOCK *Second;
} FOURTH;
typedef struct _FIFTH {
  ULONG64 First;
  KSPIN_LOCK *Second;
} FIFTH;
typedef struct _HEADER {
  ULONG Size;
  KSPIN_LOCK *Lock;
} HEADER;
typedef struct _PAYLOAD {
  KSPIN_LOCK *Lock;
} PAYLOAD;
typedef struct _PART {
  ULONG Count;
  KSPIN_LOCK *Lock;
} PART;
typedef struct _WHOLE {
  ULONG Id;
  PART Part;
  PVOID *Slots;
} WHOLE;

VOID byBytes(DRIVER *Driver, KSPIN_LOCK *Lock) {
  KIRQL Irql;
  PUCHAR Bytes = (PUCHAR)Driver;
  OTHER *Other = (OTHER *)Bytes;
  KeAcquireSpinLock(Driver->Lock, &Irql);
  Other->Second = Lock;
  KeReleaseSpinLock(Driver->Lock, Irql);
}
VOID inOneExpression(DRIVER *Driver, KSPIN_LOCK *Lock) {
  KIRQL Irql;
  KeAcquireSpinLock(Driver->Lock, &Irql);
  ((THIRD *)((PUCHAR)Driver + 0))->Second = Lock;
  KeReleaseSpinLock(Driver->Lock, Irql);
}
VOID asANumber(DRIVER *Driver, KSPIN_LOCK *Lock) {
  KIRQL Irql;
  ULONG_PTR Number = (ULONG_PTR)Driver;
  FOURTH *Fourth = (FOURTH *)(Number & ~(ULONG_PTR)7);
  KeAcquireSpinLock(Driver->Lock, &Irql);
  Fourth->Second = Lock;
  KeReleaseSpinLock(Driver->Lock, Irql);
}
VOID byVoid(DRIVER *Driver, KSPIN_LOCK *Lock) {
  KIRQL Irql;
  PVOID Context = Driver;
  FIFTH *Fifth = Context;
  KeAcquireSpinLock(Driver->Lock, &Irql);
  Fifth->Second = Lock;
  KeReleaseSpinLock(Driver->Lock, Irql);
}
VOID behind(HEADER *Header, KSPIN_LOCK *Lock) { // what follows the header is not in it
  KIRQL Irql;
  PAYLOAD *Payload = (PAYLOAD *)((PUCHAR)Header + sizeof(*Header));
  KeAcquireSpinLock(Header->Lock, &Irql);
  Payload->Lock = Lock;
  KeReleaseSpinLock(Header->Lock, Irql);
}

// No byte of a PART is written by another name, though one gets out of it: what is
// written through the pointers to numbers and pointers is elsewhere.
VOID container(PART *Part, PULONG Number, PVOID Slot) {
  KIRQL Irql;
  WHOLE *Whole = CONTAINING_RECORD(Part, WHOLE, Part);
  KeAcquireSpinLock(Part->Lock, &Irql);
  *Number = 4;
  Whole->Id = 5;
  Whole->Slots[Whole->Part.Count] = Slot;
  KeReleaseSpinLock(Part->Lock, Irql);
}
VOID containerOfLocal(KSPIN_LOCK *Lock) {
  KIRQL Irql;
  WHOLE Local;
  WHOLE *Whole = CONTAINING_RECORD(&Local.Part, WHOLE, Part);
  Whole->Part.Lock = Lock;
  KeAcquireSpinLock(Local.Part.Lock, &Irql);
  KeReleaseSpinLock(Lock, Irql);
}
VOID containerLost(KSPIN_LOCK *Lock, KSPIN_LOCK *Second) {
  KIRQL Irql;
  WHOLE Local;
  WHOLE *Whole = CONTAINING_RECORD(&Local.Part, WHOLE, Part);
  Local.Part.Lock = Lock;
  KeAcquireSpinLock(Local.Part.Lock, &Irql);
  Whole->Part.Lock = Second;
  KeReleaseSpinLock(Local.Part.Lock, Irql);
}
VOID containerWritten(PART *Part, WHOLE *From) {
  KIRQL Irql;
  WHOLE *Whole = CONTAINING_RECORD(Part, WHOLE, Part);
  KeAcquireSpinLock(Part->Lock, &Irql);
  *Whole = *From;
  KeReleaseSpinLock(Part->Lock, Irql);
}
