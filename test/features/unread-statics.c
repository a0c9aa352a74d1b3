// A lock whose IRQL, or which itself, is in a static variable is handed to nobody, if
// no code of the program reads the one or gives the other back.
// RUN: %spinpair %s --report json=%t.json -- -I%wdk
// RUN: %python %S/../tool/Inputs/check_verdicts.py %t.json staticLocal=undecided unread=undecided unreadMember=undecided unreadElement=undecided byCopy=undecided ofMessage=undecided ownLock=undecided ownLocal=undecided byHelper=undecided byPointer=undecided ofUnion=undecided ofHandle=undecided initialised=undecided above=undecided compared=undecided
// RUN: %python %S/../tool/Inputs/check_verdicts.py %t.json readIt=proved giveIt=proved readMember=proved giveMember=proved readElement=proved giveElement=proved external=proved shown=proved shownBack=proved address=proved readByPointer=proved giveByPointer=proved readOther=proved giveOther=proved readHandle=proved giveHandle=proved fromStart=proved giveFromStart=proved copied=proved viaGetter=proved giveViaGetter=proved listed=proved lockFromStart=proved giveByHelper=proved oneFunction=proved toggle=proved byLocal=proved helper=proved
#include <storport.h>

typedef struct _EXT {
  KSPIN_LOCK Lock;
  KIRQL Old;
  PVOID Hw;
} EXT, *PEXT;

static KIRQL Unread, Copied, ReadGlobal, Pointed, Mine, Toggled, ByGetter, AtStart;
KIRQL Extern;
static struct {
  KIRQL Old, Read;
} Both;
static KIRQL Table[4], ReadTable[4];
static union {
  KIRQL Irql;
  UCHAR Byte;
} Union, OtherUnion;
static ULONG OfMessage;
static KSPIN_LOCK OwnLock, ShownLock, Initialised, ByHelper, FromStart;
static KLOCK_QUEUE_HANDLE Handle, ReadHandle;
static KIRQL *const Start = &AtStart;
static PKSPIN_LOCK const StartLock = &FromStart;
static struct {
  LIST_ENTRY Link;
  KIRQL Old;
} Listed;

void staticLocal(PEXT Ext) {
  static KIRQL Old;
  KeAcquireSpinLock(&Ext->Lock, &Old);
}
void unread(PEXT Ext) { KeAcquireSpinLock(&Ext->Lock, &Unread); }
void unreadMember(PEXT Ext) { KeAcquireSpinLock(&Ext->Lock, &Both.Old); }
void unreadElement(PEXT Ext) { KeAcquireSpinLock(&Ext->Lock, &Table[1]); }
void byCopy(PEXT Ext) {
  KIRQL Old;
  KeAcquireSpinLock(&Ext->Lock, &Old);
  Unread = Old;
}
void ofMessage(PEXT Ext) { StorPortAcquireMSISpinLock(Ext->Hw, 0, &OfMessage); }
void ownLock(void) { KeAcquireSpinLockAtDpcLevel(&OwnLock); }
void ownLocal(void) {
  static KSPIN_LOCK Lock;
  KeAcquireSpinLockAtDpcLevel(&Lock);
}
void initialise(void) { KeInitializeSpinLock(&Initialised); }
void initialised(void) { KeAcquireSpinLockAtDpcLevel(&Initialised); }
static void helper(PEXT Ext, KIRQL *Old) { KeAcquireSpinLock(&Ext->Lock, Old); }
void byHelper(PEXT Ext) {
  static KIRQL Old;
  helper(Ext, &Old);
}
void byPointer(PEXT Ext) {
  KIRQL *Old = &Unread;
  KeAcquireSpinLock(&Ext->Lock, Old);
}
void ofUnion(PEXT Ext) { KeAcquireSpinLock(&Ext->Lock, &Union.Irql); }
void ofHandle(PEXT Ext) { KeAcquireInStackQueuedSpinLock(&Ext->Lock, &Handle); }
void compared(PEXT Ext) {
  static KIRQL Old;
  KeAcquireSpinLock(&Ext->Lock, &Old);
  if (Old > PASSIVE_LEVEL)
    Ext->Hw = NULL;
}
// Nor can who calls it.
void above(PEXT Ext) {
  staticLocal(Ext);
  Ext->Old = 0;
}

void readIt(PEXT Ext) { KeAcquireSpinLock(&Ext->Lock, &ReadGlobal); }
void giveIt(PEXT Ext) { KeReleaseSpinLock(&Ext->Lock, ReadGlobal); }
void readMember(PEXT Ext) { KeAcquireSpinLock(&Ext->Lock, &Both.Read); }
void giveMember(PEXT Ext) { KeReleaseSpinLock(&Ext->Lock, Both.Read); }
void readElement(PEXT Ext) { KeAcquireSpinLock(&Ext->Lock, &ReadTable[1]); }
void giveElement(PEXT Ext) { KeReleaseSpinLock(&Ext->Lock, ReadTable[1]); }
void external(PEXT Ext) { KeAcquireSpinLock(&Ext->Lock, &Extern); }
void shown(void) { KeAcquireSpinLockAtDpcLevel(&ShownLock); }
void shownBack(void) { KeReleaseSpinLockFromDpcLevel(&ShownLock); }
KIRQL *address(PEXT Ext) {
  static KIRQL Old;
  KeAcquireSpinLock(&Ext->Lock, &Old);
  return &Old;
}
void readByPointer(PEXT Ext) {
  KIRQL *Old = &Pointed;
  KeAcquireSpinLock(&Ext->Lock, Old);
}
void giveByPointer(PEXT Ext) {
  KIRQL *Old = &Pointed;
  KeReleaseSpinLock(&Ext->Lock, *Old);
}
void readOther(PEXT Ext) { KeAcquireSpinLock(&Ext->Lock, &OtherUnion.Irql); }
void giveOther(PEXT Ext) { KeReleaseSpinLock(&Ext->Lock, OtherUnion.Byte); }
void readHandle(PEXT Ext) { KeAcquireInStackQueuedSpinLock(&Ext->Lock, &ReadHandle); }
void giveHandle(void) { KeReleaseInStackQueuedSpinLock(&ReadHandle); }
// By a pointer that an initialiser made.
void fromStart(PEXT Ext) { KeAcquireSpinLock(&Ext->Lock, &AtStart); }
void giveFromStart(PEXT Ext) { KeReleaseSpinLock(&Ext->Lock, *Start); }
void lockFromStart(void) { KeAcquireSpinLockAtDpcLevel(&FromStart); }
void giveLockFromStart(void) { KeReleaseSpinLockFromDpcLevel(StartLock); }
void copied(PEXT Ext) { KeAcquireSpinLock(&Ext->Lock, &Copied); }
void copies(PEXT Ext) { RtlCopyMemory(&Ext->Old, &Copied, sizeof Copied); }
static KIRQL getter(void) { return ByGetter; }
void viaGetter(PEXT Ext) { KeAcquireSpinLock(&Ext->Lock, &ByGetter); }
void giveViaGetter(PEXT Ext) { KeReleaseSpinLock(&Ext->Lock, getter()); }
void link(PLIST_ENTRY List) { InsertTailList(List, &Listed.Link); }
void listed(PEXT Ext) { KeAcquireSpinLock(&Ext->Lock, &Listed.Old); }
static void giveAny(PKSPIN_LOCK Lock) { KeReleaseSpinLockFromDpcLevel(Lock); }
void takeForHelper(void) { KeAcquireSpinLockAtDpcLevel(&ByHelper); }
void giveByHelper(void) { giveAny(&ByHelper); }
void oneFunction(PEXT Ext) {
  static KIRQL Old;
  KeAcquireSpinLock(&Ext->Lock, &Old);
  Ext->Old = 1;
  KeReleaseSpinLock(&Ext->Lock, Old);
}
void byLocal(PEXT Ext) {
  if (Ext->Hw) {
    KeAcquireSpinLock(&Ext->Lock, &Mine);
    return;
  }
  KIRQL Old = Mine;
  KeReleaseSpinLock(&Ext->Lock, Old);
}
void toggle(PEXT Ext, BOOLEAN On) {
  if (On)
    KeAcquireSpinLock(&Ext->Lock, &Toggled);
  else
    KeReleaseSpinLock(&Ext->Lock, Toggled);
}
