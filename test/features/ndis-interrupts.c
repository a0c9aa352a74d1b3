// What NDIS calls at device IRQL, for an interrupt or to keep it away, runs with the lock of the
// interrupt held: no lock for DISPATCH_LEVEL is taken there.
// RUN: %analyze_only -analyzer-checker=storport,windows -verify %s
// RUN: %not %spinpair %s --report json=%t.json -- -I%wdk
// RUN: %python %S/../tool/Inputs/check_verdicts.py %t.json isr=reported message=reported disables=reported byHelper=reported synchronises=undecided dpc=proved noInterrupt=proved
#include <ndis.h>

typedef struct _EXT {
  NDIS_SPIN_LOCK Lock;
  KSPIN_LOCK Spin;
  NDIS_HANDLE Interrupt;
  ULONG Events;
} EXT, *PEXT;

MINIPORT_ISR isr, onlyReads, byHelper;
BOOLEAN isr(NDIS_HANDLE Context, PBOOLEAN Queue, PULONG Targets) {
  PEXT Ext = Context;
  NdisAcquireSpinLock(&Ext->Lock); // expected-warning {{NdisAcquireSpinLock is limited to DISPATCH_LEVEL, and is called while the lock of the interrupt is held [windows.spinlock.IrqlTooHigh]}}
  Ext->Events++;
  NdisReleaseSpinLock(&Ext->Lock);
  return TRUE;
}
BOOLEAN onlyReads(NDIS_HANDLE Context, PBOOLEAN Queue, PULONG Targets) {
  *Queue = TRUE;
  return ((PEXT)Context)->Events != 0;
}
static void count(PEXT Ext) {
  KIRQL Irql;
  KeAcquireSpinLock(&Ext->Spin, &Irql);
  Ext->Events++;
  KeReleaseSpinLock(&Ext->Spin, Irql);
}
BOOLEAN byHelper(NDIS_HANDLE Context, PBOOLEAN Queue, PULONG Targets) {
  count(Context); // expected-warning {{KeAcquireSpinLock is limited to DISPATCH_LEVEL, and is called while the lock of the interrupt is held}}
  return TRUE;
}
MINIPORT_MESSAGE_INTERRUPT message;
BOOLEAN message(NDIS_HANDLE Context, ULONG Id, PBOOLEAN Queue, PULONG Targets) {
  PEXT Ext = Context;
  NdisDprAcquireSpinLock(&Ext->Lock); // expected-warning {{while the lock of the interrupt is held}}
  NdisDprReleaseSpinLock(&Ext->Lock);
  return TRUE;
}
MINIPORT_DISABLE_INTERRUPT disables;
VOID disables(NDIS_HANDLE Context) {
  PEXT Ext = Context;
  NdisAcquireSpinLock(&Ext->Lock); // expected-warning {{while the lock of the interrupt is held}}
  NdisReleaseSpinLock(&Ext->Lock);
}
MINIPORT_ENABLE_INTERRUPT enables;
VOID enables(NDIS_HANDLE Context) { ((PEXT)Context)->Events = 0; }

MINIPORT_INTERRUPT_DPC dpc;
VOID dpc(NDIS_HANDLE Context, PVOID DpcContext, PVOID Throttle, PVOID Reserved) {
  PEXT Ext = Context;
  NdisDprAcquireSpinLock(&Ext->Lock);
  Ext->Events = 0;
  NdisDprReleaseSpinLock(&Ext->Lock);
}
// An ordinary function of the same parameters.
BOOLEAN noInterrupt(NDIS_HANDLE Context, PBOOLEAN Queue, PULONG Targets) {
  PEXT Ext = Context;
  NdisAcquireSpinLock(&Ext->Lock);
  NdisReleaseSpinLock(&Ext->Lock);
  return TRUE;
}
static BOOLEAN synchronised(NDIS_HANDLE Context) {
  NdisAcquireSpinLock(&((PEXT)Context)->Lock);
  NdisReleaseSpinLock(&((PEXT)Context)->Lock);
  return TRUE;
}
void synchronises(PEXT Ext) {
  NdisMSynchronizeWithInterruptEx(Ext->Interrupt, 0, synchronised, Ext);
}
