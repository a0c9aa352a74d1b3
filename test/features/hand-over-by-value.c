// RUN: %analyze -verify %s
#include <storport.h>

typedef struct _HELD { PVOID Ext; ULONG Id; ULONG Irql; } HELD;
typedef struct _OUTER { int Count; HELD Held; } OUTER;

// A structure returned by value, or copied to one of the caller, carries the saved IRQL to the caller.

HELD returnedInStruct(PVOID ext) {
  HELD held;
  held.Ext = ext;
  held.Id = 1;
  StorPortAcquireMSISpinLock(ext, 1, &held.Irql);
  return held;
}

OUTER returnedDeep(PVOID ext) {
  OUTER outer;
  outer.Count = 0;
  StorPortAcquireMSISpinLock(ext, 1, &outer.Held.Irql);
  return outer;
}

HELD returnedLiteral(PVOID ext) {
  ULONG irql;
  StorPortAcquireMSISpinLock(ext, 1, &irql);
  return (HELD){ext, 1, irql};
}


void structCopy(PVOID ext, HELD *out) {
  HELD held;
  held.Ext = ext;
  held.Id = 1;
  StorPortAcquireMSISpinLock(ext, 1, &held.Irql);
  *out = held;
}

void handleCopy(PVOID ext, PSTOR_LOCK_HANDLE out) {
  STOR_LOCK_HANDLE handle = {InterruptLock};
  ULONG irql;
  StorPortAcquireMSISpinLock(ext, 1, &irql);
  handle.Context.OldIrql = (KIRQL)irql;
  *out = handle;
}

void release(HELD held) {
  StorPortReleaseMSISpinLock(held.Ext, held.Id, held.Irql);
}

void roundTrip(PVOID ext) {
  HELD held = returnedInStruct(ext);
  HELD copy = held;
  release(copy);
}

void twice(PVOID ext) {
  HELD held = returnedInStruct(ext);
  HELD again = returnedLiteral(ext); // expected-warning {{is acquired again while it is held}}
  release(held);
}
