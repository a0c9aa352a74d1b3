// One bit of a register is cleared: the analyzer forgets the others, so that the
// whole may be 0 before and something else after.
// XFAIL: *
// RUN: %analyze -verify %s
#include <storport.h>

typedef union _REGISTER {
  ULONG AsUlong;
  struct {
    ULONG Enabled : 1;
    ULONG Rest : 31;
  };
} REGISTER;

void f(void *ext, REGISTER *reg) {
  ULONG irql = 0;
  if (reg->AsUlong)
    StorPortAcquireMSISpinLock(ext, 1, &irql);
  reg->Enabled = 0;
  if (reg->AsUlong)
    StorPortReleaseMSISpinLock(ext, 1, irql);
} // expected-warning {{is still held}}
