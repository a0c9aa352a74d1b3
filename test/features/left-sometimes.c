// A function that gives a lock back on some paths and leaves it held on others, returns nothing and
// has no caller that gives it back, is not proved, nor who calls it. One that takes the lock again
// before it returns, or says what it did, is.
// RUN: sh -c '%spinpair %s --report json=%t.json -- -I%wdk; test $? = 0'
// RUN: %python %S/../tool/Inputs/check_verdicts.py %t.json early=undecided framework=undecided above=undecided top=undecided first=undecided second=undecided waits=proved tells=proved called=proved gives=proved
#include <ndis.h>
#include <wdf.h>

typedef struct _BOX {
  KSPIN_LOCK Lock;
  WDFSPINLOCK Handle;
  LONG Busy, Count;
} BOX, *PBOX;

VOID early(PBOX Box) {
  KeAcquireSpinLockAtDpcLevel(&Box->Lock);
  if (Box->Busy)
    return;
  Box->Busy = 1;
  KeReleaseSpinLockFromDpcLevel(&Box->Lock);
}
VOID framework(PBOX Box) {
  WdfSpinLockAcquire(Box->Handle);
  if (Box->Busy)
    goto out;
  Box->Busy = 1;
  WdfSpinLockRelease(Box->Handle);
out:
  Box->Count++;
}
NTSTATUS above(PBOX Box) {
  early(Box);
  return STATUS_SUCCESS;
}
VOID waits(PBOX Box) {
  for (;;) {
    KeAcquireSpinLockAtDpcLevel(&Box->Lock);
    if (!Box->Busy)
      return;
    KeReleaseSpinLockFromDpcLevel(&Box->Lock);
    KeStallExecutionProcessor(1);
  }
}
// Two ways lead down from the top, and both end in the same place.
NTSTATUS first(PBOX Box) {
  early(Box);
  Box->Count++;
  return STATUS_SUCCESS;
}
NTSTATUS second(PBOX Box) {
  early(Box);
  return STATUS_UNSUCCESSFUL;
}
NTSTATUS top(PBOX Box) {
  if (Box->Count)
    return first(Box);
  return second(Box);
}
BOOLEAN tells(PBOX Box) {
  KeAcquireSpinLockAtDpcLevel(&Box->Lock);
  if (Box->Busy) {
    KeReleaseSpinLockFromDpcLevel(&Box->Lock);
    return FALSE;
  }
  return TRUE;
}
static VOID called(PBOX Box) {
  KeAcquireSpinLockAtDpcLevel(&Box->Lock);
  if (Box->Busy)
    return;
  KeReleaseSpinLockFromDpcLevel(&Box->Lock);
}
VOID gives(PBOX Box) {
  const LONG Busy = Box->Busy;
  Box->Busy = Busy != 0;
  called(Box);
  if (Box->Busy)
    KeReleaseSpinLockFromDpcLevel(&Box->Lock);
}
