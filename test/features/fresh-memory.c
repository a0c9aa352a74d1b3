// A lock whose IRQL, or which itself, is in memory that the function allocated is handed
// to nobody unless somebody comes to know of that memory.
// RUN: %spinpair %s --report json=%t.json -- -I%wdk
// RUN: %python %S/../tool/Inputs/check_verdicts.py %t.json lost=undecided freed=undecided byHelper=undecided ofPort=undecided lockToo=undecided inEachOther=undecided freesOther=undecided
// RUN: %python %S/../tool/Inputs/check_verdicts.py %t.json released=proved stored=proved returned=proved listed=proved inStored=proved lockStored=proved freesLater=proved
#include <storport.h>

typedef struct _TICKET {
  LIST_ENTRY Link;
  struct _TICKET *Next;
  KSPIN_LOCK Lock;
  KIRQL Old;
} TICKET, *PTICKET;
typedef struct _EXT {
  KSPIN_LOCK Lock;
  PTICKET Ticket;
  PVOID Hw;
} EXT, *PEXT;

#define MAKE() ExAllocatePoolWithTag(NonPagedPool, sizeof(TICKET), 'kciT')

void lost(PEXT Ext) {
  PTICKET Ticket = MAKE();
  if (Ticket)
    KeAcquireSpinLock(&Ext->Lock, &Ticket->Old);
}
void freed(PEXT Ext) {
  PTICKET Ticket = MAKE();
  if (!Ticket)
    return;
  KeAcquireSpinLock(&Ext->Lock, &Ticket->Old);
  ExFreePool(Ticket);
}
void released(PEXT Ext) {
  PTICKET Ticket = MAKE();
  if (!Ticket)
    return;
  KeAcquireSpinLock(&Ext->Lock, &Ticket->Old);
  KeReleaseSpinLock(&Ext->Lock, Ticket->Old);
  ExFreePool(Ticket);
}
void stored(PEXT Ext) {
  PTICKET Ticket = MAKE();
  if (!Ticket)
    return;
  Ext->Ticket = Ticket;
  KeAcquireSpinLock(&Ext->Lock, &Ticket->Old);
}
PTICKET returned(PEXT Ext) {
  PTICKET Ticket = MAKE();
  if (Ticket)
    KeAcquireSpinLock(&Ext->Lock, &Ticket->Old);
  return Ticket;
}
void listed(PEXT Ext, PTICKET First) {
  PTICKET Ticket = MAKE();
  if (!Ticket)
    return;
  First->Link.Flink = &Ticket->Link;
  KeAcquireSpinLock(&Ext->Lock, &Ticket->Old);
}
void inStored(PEXT Ext) {
  PTICKET First = MAKE(), Second = MAKE();
  if (!First || !Second)
    return;
  First->Next = Second;
  Ext->Ticket = First;
  KeAcquireSpinLock(&Ext->Lock, &Second->Old);
}
void inEachOther(PEXT Ext) {
  PTICKET First = MAKE(), Second = MAKE();
  if (!First || !Second)
    return;
  First->Next = Second;
  Second->Next = First;
  KeAcquireSpinLock(&Ext->Lock, &Second->Old);
}

static void take(PEXT Ext, PTICKET Ticket) {
  KeAcquireSpinLock(&Ext->Lock, &Ticket->Old);
}
void byHelper(PEXT Ext) {
  PTICKET Ticket = MAKE();
  if (Ticket)
    take(Ext, Ticket);
}
void ofPort(PEXT Ext) {
  PULONG Old = NULL;
  StorPortAllocatePool(Ext->Hw, sizeof(ULONG), 'kciT', (PVOID *)&Old);
  StorPortAcquireMSISpinLock(Ext->Hw, 1, Old);
}

void lockToo(PEXT Ext) {
  PTICKET Ticket = MAKE();
  if (!Ticket)
    return;
  KeInitializeSpinLock(&Ticket->Lock);
  KeAcquireSpinLockAtDpcLevel(&Ticket->Lock);
}
void lockStored(PEXT Ext) {
  PTICKET Ticket = MAKE();
  if (!Ticket)
    return;
  KeInitializeSpinLock(&Ticket->Lock);
  Ext->Ticket = Ticket;
  KeAcquireSpinLockAtDpcLevel(&Ticket->Lock);
}

// What is freed is reached by nobody any more.
void freesOther(PEXT Ext) {
  KeAcquireSpinLock(&Ext->Lock, &Ext->Ticket->Old);
  ExFreePool(Ext->Ticket);
}
void freesLater(PEXT Ext) {
  KeAcquireSpinLock(&Ext->Lock, &Ext->Ticket->Old);
  KeReleaseSpinLock(&Ext->Lock, Ext->Ticket->Old);
  ExFreePool(Ext->Ticket);
}
