// What the author says of lock helpers whose bodies are elsewhere, by an
// attribute at their declarations.
// RUN: %analyze -verify %s
// RUN: %analyze_only -analyzer-checker=storport -analyzer-config storport:Alone=true -verify %s
// RUN: %not %spinpair %s -- -I%wdk | %filecheck %s
#include <storport.h>

#define ACQUIRES __attribute__((annotate("spinpair::acquires(adapter=1, message=2, irql=3)")))
#define RELEASES __attribute__((annotate("spinpair::releases(adapter=1, message=2, irql=3)")))

typedef struct _EXT { ULONG Message, Irql; BOOLEAN Busy; } EXT;

VOID Lock(PVOID ext, ULONG id, PULONG irql) ACQUIRES;
VOID Unlock(PVOID ext, ULONG id, ULONG irql) RELEASES;
VOID UnlockAt(PVOID ext, ULONG id, PULONG irql) RELEASES;
// In another order, counted from 1, and with the IRQL as the result.
__attribute__((annotate("spinpair::acquires( irql = result, message=1, adapter=2 )")))
UCHAR Enter(ULONG id, EXT *ext);
__attribute__((annotate("spinpair::releases(irql=1,message=2,adapter=3)")))
VOID Leave(UCHAR irql, ULONG id, EXT *ext);
__attribute__((annotate("spinpair::acquires(adapter=1, message=2, irql=3, status=result)")))
ULONG TryLock(PVOID ext, ULONG id, PULONG irql);
__attribute__((annotate("spinpair::balanced"))) VOID Trace(PVOID ext, ULONG *irql);

BOOLEAN leak(EXT *ext, ULONG id) {
  ULONG irql;
  Lock(ext, id, &irql); // CHECK: annotations.c:[[#@LINE+2]]:5: warning: MSI spin lock for message 'id' is still held on return
  if (ext->Busy)
    return FALSE; // expected-warning {{MSI spin lock for message 'id' is still held on return}}
  Unlock(ext, id, irql);
  return TRUE;
}

VOID twice(EXT *ext) {
  ULONG irql, other;
  Lock(ext, 1, &irql);
  Lock(ext, 1, &other); // expected-warning {{MSI spin lock for message '1' is acquired again while it is held}}
  // CHECK: annotations.c:[[#@LINE-1]]:3: warning: MSI spin lock for message '1' is acquired again while it is held
  UnlockAt(ext, 1, &irql);
}

VOID mixed(EXT *ext) {
  ULONG irql, other = 0;
  StorPortAcquireMSISpinLock(ext, 2, &irql);
  UnlockAt(ext, 2, &other); // expected-warning {{MSI spin lock for message '2' is released with '&other' instead of the IRQL that its acquire saved}}
  // CHECK: annotations.c:[[#@LINE-1]]:3: warning: MSI spin lock for message '2' is released with '&other' instead of the IRQL that its acquire saved
}

VOID result(EXT *ext) {
  UCHAR a = Enter(3, ext), b = Enter(4, ext);
  Leave(a, 4, ext); // expected-warning {{message '4' is released with the IRQL saved for message '3', not with its own}}
  // CHECK: annotations.c:[[#@LINE-1]]:3: warning: MSI spin lock for message '4' is released with the IRQL saved for message '3', not with its own
  Leave(b, 3, ext);
}

VOID lost(EXT *ext) {
  Enter(5, ext);
  return; // expected-warning {{MSI spin lock for message '5' is still held on return}}
}
// CHECK: annotations.c:[[#@LINE-2]]:3: warning: MSI spin lock for message '5' is still held on return

VOID failed(EXT *ext) {
  ULONG irql;
  if (TryLock(ext, 6, &irql) != STOR_STATUS_SUCCESS) {
    Unlock(ext, 6, irql); // expected-warning {{message '6' is released, but its acquire failed}}
    // CHECK: annotations.c:[[#@LINE-1]]:5: warning: MSI spin lock for message '6' is released, but its acquire failed
    return;
  }
  Unlock(ext, 6, irql);
}
// CHECK-NOT: warning:
// CHECK: 6 findings; {{[0-9]+}} functions with locks: {{.*}}, 0 undecided

// Right, in every spelling, and with what balanced functions do in between.
VOID right(EXT *ext) {
  ULONG irql;
  Lock(ext, ext->Message, &irql);
  Trace(ext, &ext->Irql);
  Unlock(ext, ext->Message, irql);
  Lock(ext, 7, &ext->Irql);
  Trace(ext, &irql);
  UnlockAt(ext, 7, &ext->Irql);
  ext->Irql = Enter(8, ext);
  Leave((UCHAR)ext->Irql, 8, ext);
  StorPortAcquireMSISpinLock(ext, 9, &irql);
  Leave((UCHAR)irql, 9, ext);
  if (TryLock(ext, 10, &irql) == STOR_STATUS_SUCCESS)
    Unlock(ext, 10, irql);
}

// A balanced function may be given the saved IRQL, by value and by pointer to
// const, and has not released the lock then.
__attribute__((annotate("spinpair::balanced()"))) VOID Log(EXT *ext, ULONG irql, const ULONG *at);
VOID logged(EXT *ext) {
  ULONG irql;
  Lock(ext, 11, &irql);
  Log(ext, irql, &irql);
  Unlock(ext, 11, irql);
}

// What is said of a function counts, whatever its body. This one could not be
// followed.
ULONG Pick(EXT *ext);
__attribute__((annotate("spinpair::balanced"))) VOID Odd(EXT *ext) {
  ULONG irql;
  StorPortAcquireMSISpinLock(ext, Pick(ext), &irql);
  StorPortReleaseMSISpinLock(ext, Pick(ext), irql + 1);
  StorPortReleaseMSISpinLock(ext, 12, irql);
}
VOID around(EXT *ext) {
  ULONG irql;
  Lock(ext, 12, &irql);
  Odd(ext);
  Unlock(ext, 12, irql);
}

// Helpers of helpers hand over as ever.
ULONG handOver(EXT *ext, ULONG id) {
  ULONG irql;
  Lock(ext, id, &irql);
  return irql;
}
VOID takesOver(EXT *ext) { Unlock(ext, 13, handOver(ext, 13)); }
