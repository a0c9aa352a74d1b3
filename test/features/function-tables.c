// RUN: %analyze -verify %s
#include <storport.h>

// A call through a constant table of functions is a call of that function.

static void lock(PVOID ext, PULONG irql) {
  StorPortAcquireMSISpinLock(ext, 1, irql);
}

static const struct {
  void (*Lock)(PVOID, PULONG);
} ops = {lock};
static void (*const lockers[])(PVOID, PULONG) = {lock};

void throughTable(PVOID ext) {
  ULONG irql;
  ops.Lock(ext, &irql);
  return; // expected-warning {{MSI spin lock for message '1' is still held on return}}
}

void throughArray(PVOID ext) {
  ULONG irql;
  lockers[0](ext, &irql);
  return; // expected-warning {{MSI spin lock for message '1' is still held on return}}
}
