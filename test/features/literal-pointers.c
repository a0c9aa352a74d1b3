// A literal NULL decides in a helper what it says.
// RUN: sh -c '%spinpair %s --report json=%t.json -- -I%wdk; test $? = 2'
// RUN: %python %S/../tool/Inputs/check_verdicts.py %t.json add=proved twice=reported once=proved,clean
#include <ntddk.h>

typedef struct _BOX {
  KSPIN_LOCK Lock;
  LONG Count;
} BOX, *PBOX;
static VOID add(PBOX Box, PVOID Dpc) {
  KIRQL Irql;
  if (Dpc == NULL)
    KeAcquireSpinLock(&Box->Lock, &Irql);
  Box->Count++;
  if (Dpc == NULL)
    KeReleaseSpinLock(&Box->Lock, Irql);
}
VOID twice(PBOX Box) {
  KIRQL Irql;
  KeAcquireSpinLock(&Box->Lock, &Irql);
  add(Box, NULL);
  KeReleaseSpinLock(&Box->Lock, Irql);
}
VOID once(PBOX Box) {
  KIRQL Irql;
  KeAcquireSpinLock(&Box->Lock, &Irql);
  add(Box, Box);
  KeReleaseSpinLock(&Box->Lock, Irql);
}
