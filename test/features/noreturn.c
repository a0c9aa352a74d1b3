// What does not return ends the path, below a helper, too: nobody comes back
// from there without the lock. The analyzer itself leaves that to a check of
// clang's, which need not run.
// RUN: %analyze -verify %s
// RUN: %analyze_only -analyzer-checker=storport -analyzer-config storport:Alone=true -verify %s
// RUN: %not %spinpair %s -- -I%wdk > %t
// RUN: %filecheck --implicit-check-not=warning: %s < %t
#include <storport.h>

typedef struct _EXT {
  ULONG Port, Highest, Flags;
  DECLSPEC_NORETURN VOID (*Halt)(ULONG Code);
} EXT, *PEXT;

DECLSPEC_NORETURN VOID Stop(VOID);

static VOID take(PEXT Ext, PULONG Irql) {
  if (Ext->Port > Ext->Highest)
    Stop();
  if (Ext->Flags & 1)
    Ext->Halt(Ext->Flags);
  StorPortAcquireMSISpinLock(Ext, Ext->Port, Irql);
}

// The pair on the inner lock cannot be told apart from the outer one, so that
// the proof leaves the function to the search.
VOID right(PEXT Ext, ULONG Other) {
  ULONG Irql = 0, Inner;
  take(Ext, &Irql);
  StorPortAcquireMSISpinLock(Ext, Other, &Inner);
  StorPortReleaseMSISpinLock(Ext, Other, Inner);
  StorPortReleaseMSISpinLock(Ext, Ext->Port, Irql);
}

VOID stopsWithTheLock(PEXT Ext, ULONG Other) {
  ULONG Irql = 0, Inner;
  take(Ext, &Irql);
  StorPortAcquireMSISpinLock(Ext, Other, &Inner);
  StorPortReleaseMSISpinLock(Ext, Other, Inner);
  if (Ext->Flags & 2)
    KeBugCheckEx(1, 2, 3, 4, 5);
  StorPortReleaseMSISpinLock(Ext, Ext->Port, Irql);
}

VOID wrong(PEXT Ext) {
  ULONG Irql = 0;
  take(Ext, &Irql);
  if (Ext->Flags & 2)
    return; // expected-warning {{MSI spin lock for message 'Ext->Port' is still held on return}}
  // CHECK: noreturn.c:[[@LINE-1]]:{{.*}} warning: MSI spin lock for message 'Ext->Port' is still held on return
  StorPortReleaseMSISpinLock(Ext, Ext->Port, Irql);
}
// CHECK: 0 clean, 1 reported, 2 undecided
