// However a header spells the lock functions, the verdicts are the same.
// RUN: %analyze -DPROTOTYPE -verify %s
// RUN: %analyze -DOLD_STYLE -std=c99 -Wno-everything -verify %s
// RUN: %analyze -DINLINE -verify %s
// RUN: %analyze -DMACRO -verify %s
// RUN: %analyze -DDIRECT -verify %s
// RUN: %analyze -DDIRECT -DNUMBERS="First=7,ExtFunctionReleaseMSISpinLock,ExtFunctionAcquireMSISpinLock" -verify %s
// RUN: %analyze -DVARIABLE -verify %s
// RUN: %analyze -DVARIABLE -DNUMBERS="ExtFunctionReleaseMSISpinLock,Mid,ExtFunctionAcquireMSISpinLock" -verify %s
// RUN: %analyze -DMODEL -verify %s
// RUN: %analyze -DMODEL -triple x86_64-pc-windows-msvc -fms-extensions -verify %s
// RUN: %analyze -DINLINE -triple aarch64-pc-windows-msvc -fms-extensions -verify %s

#ifdef MODEL
#include <storport.h>
#else
typedef void *PVOID;
typedef unsigned int ULONG, *PULONG;
#ifndef NUMBERS
#define NUMBERS                                                                \
  ExtFunctionOther, ExtFunctionAcquireMSISpinLock = 0x21,                      \
                    ExtFunctionReleaseMSISpinLock
#endif
typedef enum _STORPORT_FUNCTION_CODE { NUMBERS } STORPORT_FUNCTION_CODE;
ULONG StorPortExtendedFunction(STORPORT_FUNCTION_CODE code, PVOID ext, ...);
#endif

#if defined(PROTOTYPE)
ULONG StorPortAcquireMSISpinLock(PVOID ext, ULONG id, PULONG irql);
ULONG StorPortReleaseMSISpinLock(PVOID ext, ULONG id, ULONG irql);
#elif defined(OLD_STYLE)
ULONG StorPortAcquireMSISpinLock();
ULONG StorPortReleaseMSISpinLock();
#elif defined(INLINE)
static inline ULONG StorPortAcquireMSISpinLock(PVOID ext, ULONG id, PULONG irql) {
  return StorPortExtendedFunction(ExtFunctionAcquireMSISpinLock, ext, id, irql);
}
static inline ULONG StorPortReleaseMSISpinLock(PVOID ext, ULONG id, ULONG irql) {
  return StorPortExtendedFunction(ExtFunctionReleaseMSISpinLock, ext, id, irql);
}
#elif defined(MACRO) || defined(DIRECT)
#define StorPortAcquireMSISpinLock(ext, id, irql)                              \
  StorPortExtendedFunction(ExtFunctionAcquireMSISpinLock, (ext), (id), (irql))
#define StorPortReleaseMSISpinLock(ext, id, irql)                              \
  StorPortExtendedFunction(ExtFunctionReleaseMSISpinLock, (ext), (id), (irql))
#elif defined(VARIABLE)
#define StorPortAcquireMSISpinLock(ext, id, irql)                              \
  StorPortExtendedFunction(take, (ext), (id), (irql))
#define StorPortReleaseMSISpinLock(ext, id, irql)                              \
  StorPortExtendedFunction(give, (ext), (id), (irql))
#endif

#ifdef VARIABLE
#define CODES                                                                  \
  STORPORT_FUNCTION_CODE take = ExtFunctionAcquireMSISpinLock;                 \
  STORPORT_FUNCTION_CODE give = ExtFunctionReleaseMSISpinLock;
#else
#define CODES
#endif

void good(PVOID ext, ULONG id) {
  CODES
  ULONG irql;
  StorPortAcquireMSISpinLock(ext, id, &irql);
  StorPortReleaseMSISpinLock(ext, id, irql);
}

void leak(PVOID ext, ULONG id) {
  CODES
  ULONG irql;
  StorPortAcquireMSISpinLock(ext, id, &irql);
  return; // expected-warning {{MSI spin lock for message 'id' is still held on return}}
}

void twice(PVOID ext, ULONG id) {
  CODES
  ULONG irql;
  StorPortAcquireMSISpinLock(ext, id, &irql);
  StorPortReleaseMSISpinLock(ext, id, irql);
  StorPortReleaseMSISpinLock(ext, id, irql); // expected-warning {{MSI spin lock for message 'id' is released again, but was released before}}
}

void wrongMessage(PVOID ext, ULONG id) {
  CODES
  ULONG irql;
  StorPortAcquireMSISpinLock(ext, id, &irql);
  StorPortReleaseMSISpinLock(ext, id + 1, irql); // expected-warning {{MSI spin lock for message 'id + 1' is released, but the one held is for message 'id'}}
}

void wrongIrql(PVOID ext) {
  CODES
  ULONG irql;
  StorPortAcquireMSISpinLock(ext, 1, &irql);
  StorPortReleaseMSISpinLock(ext, 1, 2u); // expected-warning {{MSI spin lock for message '1' is released with '2u' instead of the IRQL that its acquire saved}}
}
