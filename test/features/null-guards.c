// A guard against NULL in a macro or a helper says nothing of its caller's
// pointer, and an adapter whose lock was taken is not NULL.
// RUN: %analyze -verify=expected,core %s
// RUN: %analyze_only -analyzer-checker=storport -analyzer-config storport:Alone=true -verify %s
// RUN: %not %spinpair %s -- -I%wdk > %t
// RUN: %filecheck --implicit-check-not=warning: %s < %t
#include <storport.h>

typedef struct _PORT { ULONG Count, Irql; } PORT, *PPORT;

#define COUNT(Port)                                                            \
  if (Port)                                                                    \
  (Port)->Count++
#define IS_THERE(Port) ((Port) != NULL)

static VOID note(PPORT Port) {
  if (!Port)
    return;
  Port->Count++;
}

static ULONG countOf(PPORT Port) { return Port ? Port->Count : 0; }

static VOID reset(PULONG Value) {
  if (Value)
    *Value = 0;
}

VOID by_macro(PPORT Port) {
  ULONG Irql = 0;
  COUNT(Port);
  StorPortAcquireMSISpinLock(Port, 1, &Irql);
  COUNT(Port);
  StorPortReleaseMSISpinLock(Port, 1, Irql);
  COUNT(Port);
}

VOID by_helper(PPORT Port) {
  ULONG Irql = 0;
  note(Port);
  if (countOf(Port) > 3)
    return;
  StorPortAcquireMSISpinLock(Port, 1, &Irql);
  note(Port);
  StorPortReleaseMSISpinLock(Port, 1, Irql);
}

VOID of_slot(PPORT Port, PULONG Irql) {
  reset(Irql);
  StorPortAcquireMSISpinLock(Port, 1, Irql);
  StorPortReleaseMSISpinLock(Port, 1, *Irql);
}

VOID followed(PPORT Port) {
  ULONG Irql = 0;
  if (!Port)
    StorPortDebugPrint(0, "no port");
  Port->Count++; // core-warning {{dereference of a null pointer}}
  StorPortAcquireMSISpinLock(Port, 1, &Irql);
  StorPortReleaseMSISpinLock(Port, 1, Irql);
}

VOID checked(PPORT Port) {
  ULONG Irql = 0;
  if (Port)
    Port->Count++;
  // CHECK: null-guards.c:[[#@LINE+1]]:{{.*}}NULL
  StorPortAcquireMSISpinLock(Port, 1, &Irql); // expected-warning {{NULL}}
  StorPortReleaseMSISpinLock(Port, 1, Irql);
}

VOID checked_with_macro(PPORT Port) {
  ULONG Irql = 0;
  if (IS_THERE(Port))
    Port->Count++;
  // CHECK: null-guards.c:[[#@LINE+1]]:{{.*}}NULL
  StorPortAcquireMSISpinLock(Port, 1, &Irql); // expected-warning {{NULL}}
  StorPortReleaseMSISpinLock(Port, 1, Irql);
}

VOID leak_behind_guard(PPORT Port) {
  ULONG Irql = 0;
  note(Port);
  StorPortAcquireMSISpinLock(Port, 1, &Irql);
  if (countOf(Port) > 3)
    // CHECK: null-guards.c:[[#@LINE+1]]:{{.*}}MSI spin lock for message '1' is still held on return
    return; // expected-warning {{MSI spin lock for message '1' is still held on return}}
  StorPortReleaseMSISpinLock(Port, 1, Irql);
}
