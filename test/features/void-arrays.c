// What is kept in an array of pointers to void is of a class of its own, and variables of
// one name in two blocks are two.
// RUN: sh -c '%spinpair %s --report json=%t.json -- -I%wdk; test $? = 0 -o $? = 2'
// RUN: %python %S/../tool/Inputs/check_verdicts.py %t.json keepsElsewhere=proved keepsAndClears=reported,undecided reads=proved
#include <ntddk.h>

typedef struct _EXT {
  KSPIN_LOCK *Lock;
  ULONG Count;
} EXT;
typedef struct _RING {
  PVOID Scratch;
  PVOID Opaque[8];
} RING;
typedef struct _OTHER {
  KSPIN_LOCK *Lock;
  PVOID Kept[8];
} OTHER;
VOID fill(PVOID *Buffer, PULONG Length); // not in the program

VOID keepsElsewhere(EXT *Ext, RING *Ring, ULONG Index) {
  KIRQL Irql;
  Ring->Opaque[Index & 7] = Ext;
  KeAcquireSpinLock(Ext->Lock, &Irql);
  RtlZeroMemory(Ring->Scratch, 16);
  KeReleaseSpinLock(Ext->Lock, Irql);
}
VOID keepsAndClears(OTHER *Other, ULONG Index) {
  KIRQL Irql;
  Other->Kept[Index & 7] = Other;
  KeAcquireSpinLock(Other->Lock, &Irql);
  RtlZeroMemory(Other->Kept[(Index + 1) & 7], 16);
  KeReleaseSpinLock(Other->Lock, Irql);
}
VOID reads(EXT *Ext, RING *Ring, ULONG Index) {
  KIRQL Irql;
  PVOID Buffer = Ring->Opaque[Index & 7];
  if (Buffer) {
    PVOID Buffer;
    ULONG Length;
    fill(&Buffer, &Length);
  }
  KeAcquireSpinLock(Ext->Lock, &Irql);
  KeReleaseSpinLock(Ext->Lock, Irql);
}
