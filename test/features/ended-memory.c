// Memory that is freed, cleared, copied over or made a lock anew holds no lock that is
// held, nor its handle: a path does not tell, and so nothing of it is proved or clean.
// RUN: %spinpair %s --report json=%t.json -- -I%wdk
// RUN: %python %S/../tool/Inputs/check_verdicts.py %t.json initAgain=undecided clear=undecided setLock=undecided store=undecided copyOver=undecided freeIt=undecided freeUntyped=undecided freePort=undecided freeOther=undecided byHelper=undecided byHelpers=undecided clearLocks=undecided queued=undecided clearHandle=undecided clearPortHandle=undecided deleteLock=undecided ofNdis=undecided counted=undecided flipped=undecided byCast=undecided exchanged=undecided byPointer=undecided behindToo=undecided cleared=undecided
// RUN: %python %S/../tool/Inputs/check_verdicts.py %t.json initOther=proved initBefore=proved clearMember=proved clearRest=proved clearUnknown=proved storeOther=proved copyPlain=proved freePlain=proved freeKind=proved freeBehind=proved freeAny=proved byHelperOther=proved byHelperBehind=proved handleBehind=proved portHandleBehind=proved deleteOther=proved initFresh=proved initLocal=proved byPointerOther=proved
#include <ndis.h>
#include <storport.h>
#include <wdf.h>

typedef struct _EXT {
  KSPIN_LOCK Lock, Other, Locks[4];
  LIST_ENTRY List;
  ULONG Depth;
  UCHAR Buffer[64];
} EXT, *PEXT;
typedef struct _NODE { LIST_ENTRY Link; KSPIN_LOCK Lock; } NODE, *PNODE;
typedef struct _REQUEST { LIST_ENTRY Link; ULONG Depth; } REQUEST, *PREQUEST;

#define UNDER(Spin, Do)                                                                  \
  do {                                                                                   \
    KIRQL Old;                                                                           \
    KeAcquireSpinLock(Spin, &Old);                                                       \
    Do;                                                                                  \
    KeReleaseSpinLock(Spin, Old);                                                        \
  } while (0)

void initAgain(PEXT Ext) { UNDER(&Ext->Lock, KeInitializeSpinLock(&Ext->Lock)); }
void initOther(PEXT Ext) { UNDER(&Ext->Lock, KeInitializeSpinLock(&Ext->Other)); }
void initBefore(PEXT Ext) {
  KeInitializeSpinLock(&Ext->Lock);
  UNDER(&Ext->Lock, Ext->Depth++);
}

void clear(PEXT Ext) { UNDER(&Ext->Lock, RtlZeroMemory(Ext, sizeof(*Ext))); }
void clearMember(PEXT Ext) {
  UNDER(&Ext->Lock, RtlZeroMemory(Ext->Buffer, sizeof(Ext->Buffer)));
}
void clearRest(PEXT Ext) {
  UNDER(&Ext->Lock, RtlZeroMemory(&Ext->List, sizeof(*Ext) - FIELD_OFFSET(EXT, List)));
}
void clearUnknown(PEXT Ext, ULONG Size) {
  UNDER(&Ext->Lock, RtlZeroMemory(Ext->Buffer, Size));
}
void clearLocks(PEXT Ext, ULONG I) {
  UNDER(&Ext->Locks[I], RtlZeroMemory(Ext->Locks, sizeof(Ext->Locks)));
}
void setLock(PEXT Ext) { UNDER(&Ext->Lock, memset(&Ext->Lock, 0, sizeof(KSPIN_LOCK))); }

void store(PEXT Ext) { UNDER(&Ext->Lock, Ext->Lock = 0); }
void storeOther(PEXT Ext) { UNDER(&Ext->Lock, Ext->Other = 0); }
void copyOver(PEXT Ext, PEXT From) { UNDER(&Ext->Lock, *Ext = *From); }
void copyPlain(PEXT Ext, PREQUEST To, PREQUEST From) { UNDER(&Ext->Lock, *To = *From); }

void freeIt(PNODE Node) { UNDER(&Node->Lock, ExFreePool(Node)); }
void freePlain(PEXT Ext, PREQUEST Old) { UNDER(&Ext->Lock, ExFreePool(Old)); }
// Another kind of object with a lock is another object.
void freeKind(PEXT Ext, PNODE Node) { UNDER(&Ext->Lock, ExFreePoolWithTag(Node, 'edoN')); }
void freeOther(PNODE Node, PNODE Next) { UNDER(&Node->Lock, ExFreePool(Next)); }
void freeBehind(PNODE Node) {
  UNDER(&Node->Lock, RemoveEntryList(&Node->Link));
  ExFreePoolWithTag(Node, 'edoN');
}
void freeUntyped(PVOID Context) {
  PNODE Node = Context;
  UNDER(&Node->Lock, ExFreePoolWithTag(Context, 'edoN'));
}
void freeAny(PEXT Ext, PVOID Buffer) { UNDER(&Ext->Lock, ExFreePool(Buffer)); }
void freePort(PVOID Hw, PNODE Node) { UNDER(&Node->Lock, StorPortFreePool(Hw, Node)); }

static void reset(PEXT Ext) { KeInitializeSpinLock(&Ext->Lock); }
static void resetMore(PEXT Ext) { reset(Ext); }
static void resetOther(PEXT Ext) { KeInitializeSpinLock(&Ext->Other); }
void byHelper(PEXT Ext) { UNDER(&Ext->Lock, reset(Ext)); }
void byHelpers(PEXT Ext) { UNDER(&Ext->Lock, resetMore(Ext)); }
void byHelperOther(PEXT Ext) { UNDER(&Ext->Lock, resetOther(Ext)); }
void byHelperBehind(PEXT Ext) {
  UNDER(&Ext->Lock, Ext->Depth++);
  resetMore(Ext);
}

void queued(PEXT Ext) {
  KLOCK_QUEUE_HANDLE Handle;
  KeAcquireInStackQueuedSpinLock(&Ext->Lock, &Handle);
  KeInitializeSpinLock(&Ext->Lock);
  KeReleaseInStackQueuedSpinLock(&Handle);
}

// A handle is a node of the queue until its release.
void clearHandle(PEXT Ext) {
  KLOCK_QUEUE_HANDLE Handle, Kept;
  KeAcquireInStackQueuedSpinLock(&Ext->Lock, &Handle);
  Kept = Handle;
  RtlZeroMemory(&Handle, sizeof(Handle));
  Handle = Kept;
  KeReleaseInStackQueuedSpinLock(&Handle);
}
void handleBehind(PEXT Ext) {
  KLOCK_QUEUE_HANDLE Handle;
  RtlZeroMemory(&Handle, sizeof(Handle));
  KeAcquireInStackQueuedSpinLock(&Ext->Lock, &Handle);
  KeReleaseInStackQueuedSpinLock(&Handle);
  RtlZeroMemory(&Handle, sizeof(Handle));
}
void clearPortHandle(PVOID Hw) {
  STOR_LOCK_HANDLE Handle = {0}, Kept;
  StorPortAcquireSpinLock(Hw, StartIoLock, NULL, &Handle);
  Kept = Handle;
  RtlZeroMemory(&Handle, sizeof(Handle));
  Handle = Kept;
  StorPortReleaseSpinLock(Hw, &Handle);
}
void portHandleBehind(PVOID Hw) {
  STOR_LOCK_HANDLE Handle = {0};
  StorPortAcquireSpinLock(Hw, StartIoLock, NULL, &Handle);
  StorPortReleaseSpinLock(Hw, &Handle);
  RtlZeroMemory(&Handle, sizeof(Handle));
}

void deleteLock(WDFSPINLOCK Lock) {
  WdfSpinLockAcquire(Lock);
  WdfObjectDelete(Lock);
  WdfSpinLockRelease(Lock);
}
void deleteOther(WDFSPINLOCK Lock, WDFOBJECT Object) {
  WdfSpinLockAcquire(Lock);
  WdfObjectDelete(Object);
  WdfSpinLockRelease(Lock);
}
void ofNdis(PNDIS_SPIN_LOCK Lock) {
  NdisAcquireSpinLock(Lock);
  NdisFreeSpinLock(Lock);
  NdisReleaseSpinLock(Lock);
}

// In whatever way it is written.
void counted(PEXT Ext) { UNDER(&Ext->Lock, Ext->Lock++); }
void flipped(PEXT Ext) { UNDER(&Ext->Lock, Ext->Lock ^= 1); }
void byCast(PEXT Ext) { UNDER(&Ext->Lock, *(ULONG_PTR *)&Ext->Lock = 0); }
void exchanged(PEXT Ext) {
  UNDER(&Ext->Lock, InterlockedExchange64((LONG64 *)&Ext->Lock, 0));
}
void behindToo(PEXT Ext) {
  UNDER(&Ext->Other, memset(&Ext->Lock, 0, 2 * sizeof(KSPIN_LOCK)));
}
static void set(PKSPIN_LOCK Lock) { *Lock = 0; }
void byPointer(PEXT Ext) { UNDER(&Ext->Lock, set(&Ext->Lock)); }
void byPointerOther(PEXT Ext) { UNDER(&Ext->Lock, set(&Ext->Other)); }

// What was allocated here, or is a variable, is nobody's that has a pointer.
void initFresh(PNODE First) {
  PNODE New;
  UNDER(&First->Lock, {
    New = ExAllocatePoolWithTag(NonPagedPool, sizeof(NODE), 'edoN');
    if (New) {
      RtlZeroMemory(New, sizeof(*New));
      KeInitializeSpinLock(&New->Lock);
      First->Link.Flink = &New->Link;
    }
  });
}
void initLocal(PNODE First) {
  NODE Local;
  UNDER(&First->Lock, RtlZeroMemory(&Local, sizeof(Local)));
}

// NULL is no lock.
typedef struct _OWNER { WDFSPINLOCK Lock; } OWNER, *POWNER;
void cleared(POWNER Owner) {
  WdfSpinLockAcquire(Owner->Lock);
  Owner->Lock = NULL;
  WdfSpinLockRelease(Owner->Lock);
}
