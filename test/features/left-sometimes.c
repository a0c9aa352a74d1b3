// A function that gives a lock back on some paths and leaves it held on others, returns nothing and
// has no caller that gives it back, is not proved, nor who calls it. One that takes the lock again
// before it returns, or says what it did, is.
// RUN: sh -c '%spinpair %s --report json=%t.json -- -I%wdk; test $? = 0'
// RUN: %python %S/../tool/Inputs/check_verdicts.py %t.json early=undecided framework=undecided above=undecided top=undecided first=undecided second=undecided waits=proved tells=proved called=proved gives=proved sameError=undecided otherError=undecided beforeTheLock=undecided passedOn=undecided dropped=undecided constant=undecided sameTruth=undecided byParameter=undecided errors=proved stored=proved asks=proved
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

// What is returned has to tell.
NTSTATUS sameError(PBOX Box) {
  WdfSpinLockAcquire(Box->Handle);
  if (Box->Busy)
    return STATUS_UNSUCCESSFUL;
  WdfSpinLockRelease(Box->Handle);
  return STATUS_UNSUCCESSFUL;
}
NTSTATUS otherError(PBOX Box) {
  WdfSpinLockAcquire(Box->Handle);
  if (Box->Busy)
    return STATUS_UNSUCCESSFUL;
  if (Box->Count) {
    WdfSpinLockRelease(Box->Handle);
    return STATUS_UNSUCCESSFUL;
  }
  WdfSpinLockRelease(Box->Handle);
  return STATUS_SUCCESS;
}
NTSTATUS beforeTheLock(PBOX Box) {
  NTSTATUS Status = STATUS_SUCCESS;
  do {
    if (Box->Count) {
      Status = STATUS_UNSUCCESSFUL;
      break;
    }
    WdfSpinLockAcquire(Box->Handle);
    if (Box->Busy) {
      Status = STATUS_UNSUCCESSFUL;
      break;
    }
    WdfSpinLockRelease(Box->Handle);
  } while (FALSE);
  return Status;
}
NTSTATUS passedOn(PBOX Box) {
  const NTSTATUS Status = beforeTheLock(Box);
  if (!NT_SUCCESS(Status))
    Box->Count = 9;
  return Status;
}
static BOOLEAN enters(PBOX Box) {
  WdfSpinLockAcquire(Box->Handle);
  if (Box->Busy)
    return TRUE;
  WdfSpinLockRelease(Box->Handle);
  return FALSE;
}
VOID dropped(PBOX Box) { enters(Box); }
ULONG constant(PBOX Box) {
  enters(Box);
  return 5;
}
BOOLEAN sameTruth(PBOX Box) {
  KeAcquireSpinLockAtDpcLevel(&Box->Lock);
  if (Box->Busy)
    return TRUE;
  KeReleaseSpinLockFromDpcLevel(&Box->Lock);
  return TRUE;
}
VOID byParameter(PBOX Box, PLONG Count) {
  KeAcquireSpinLockAtDpcLevel(&Box->Lock);
  *Count = Box->Count;
  if (Box->Busy)
    return;
  KeReleaseSpinLockFromDpcLevel(&Box->Lock);
}
NTSTATUS errors(PBOX Box) {
  WdfSpinLockAcquire(Box->Handle);
  if (Box->Busy) {
    WdfSpinLockRelease(Box->Handle);
    return STATUS_DEVICE_BUSY;
  }
  if (Box->Count) {
    WdfSpinLockRelease(Box->Handle);
    return STATUS_UNSUCCESSFUL;
  }
  return STATUS_SUCCESS;
}
VOID stored(PBOX Box, PBOOLEAN IsHeld) {
  WdfSpinLockAcquire(Box->Handle);
  *IsHeld = TRUE;
  if (Box->Busy) {
    *IsHeld = FALSE;
    WdfSpinLockRelease(Box->Handle);
  }
}
VOID asks(PBOX Box) {
  if (!enters(Box))
    return;
  Box->Count++;
  WdfSpinLockRelease(Box->Handle);
}
