// A lock function declared with another number of parameters is said once, and
// its calls are left alone. So it is in a system header.
// RUN: %analyze -verify %s
// RUN: %analyze -DHEADER -verify -Wno-pragma-system-header-outside-header %s
#ifdef HEADER
#pragma clang system_header
#endif
typedef void *PVOID;
typedef unsigned int ULONG, *PULONG;

ULONG StorPortAcquireMSISpinLock(PVOID ext, PULONG irql);           // expected-warning {{'StorPortAcquireMSISpinLock' is declared here with 2 parameters; spinpair knows it with 3 and does not check its calls}}
ULONG StorPortReleaseMSISpinLock(PVOID ext, ULONG id, ULONG irql, int flags); // expected-warning {{'StorPortReleaseMSISpinLock' is declared here with 4 parameters; spinpair knows it with 3 and does not check its calls}}
ULONG StorPortAcquireMSISpinLock(PVOID ext, PULONG irql);

void leak(PVOID ext) {
  ULONG irql;
  StorPortAcquireMSISpinLock(ext, &irql);
  StorPortAcquireMSISpinLock(ext, &irql);
}

void release(PVOID ext) {
  StorPortReleaseMSISpinLock(ext, 1, 0, 0);
  StorPortReleaseMSISpinLock(ext, 1, 0, 0);
}

typedef enum { ExtFunctionAcquireMSISpinLock = 1 } CODE;
ULONG StorPortExtendedFunction(CODE code, PVOID ext, ...);

void extended(PVOID ext) {
  ULONG irql;
  StorPortExtendedFunction(ExtFunctionAcquireMSISpinLock, ext, &irql);
  StorPortExtendedFunction(ExtFunctionAcquireMSISpinLock, ext, &irql);
}
