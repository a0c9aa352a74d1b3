// A function that took a lock and gave it back does not give it back as its caller's,
// who cannot have had it. One that gave back its caller's first may take it again.
// RUN: %not %spinpair %s --report json=%t.json -- -I%wdk
// RUN: %python %S/../tool/Inputs/check_verdicts.py %t.json own=reported afterPair=reported givenIrql=reported byHelpers=reported again=reported message=reported messageAfter=reported either=reported sameTwice=reported oneOfThem=reported triedInVain=reported
// RUN: %python %S/../tool/Inputs/check_verdicts.py %t.json pair=proved give=proved otherFirst=proved messagePair=proved otherMessage=proved letsGo=proved aboveLetsGo=proved letsGoTwice=proved atDispatch=proved aboveAtDispatch=proved messageLetsGo=proved aboveMessage=proved whichever=proved whicheverAtDispatch=proved inLoop=proved aboveLoop=proved twoLocks=proved,reported
#include <storport.h>

typedef struct _EXT {
  KSPIN_LOCK Lock, Other;
  KIRQL Old;
  ULONG MsiOld, Count;
} EXT, *PEXT;

void own(PEXT Ext) {
  KIRQL Old;
  KeAcquireSpinLock(&Ext->Lock, &Old);
  KeReleaseSpinLock(&Ext->Lock, Old);
  KeReleaseSpinLock(&Ext->Lock, Ext->Old);
}
static void pair(PEXT Ext) {
  KIRQL Old;
  KeAcquireSpinLock(&Ext->Lock, &Old);
  KeReleaseSpinLock(&Ext->Lock, Old);
}
static void give(PEXT Ext, KIRQL Old) { KeReleaseSpinLock(&Ext->Lock, Old); }
void afterPair(PEXT Ext) {
  pair(Ext);
  KeReleaseSpinLock(&Ext->Lock, Ext->Old);
}
void givenIrql(PEXT Ext, KIRQL Irql) {
  pair(Ext);
  KeReleaseSpinLock(&Ext->Lock, Irql);
}
void byHelpers(PEXT Ext, KIRQL Irql) {
  pair(Ext);
  give(Ext, Irql);
}
void again(PEXT Ext, KIRQL Irql) {
  KIRQL Old;
  KeAcquireSpinLock(&Ext->Lock, &Old);
  give(Ext, Old);
  give(Ext, Irql);
}
void message(PVOID Hw, ULONG Irql) {
  ULONG Old;
  StorPortAcquireMSISpinLock(Hw, 1, &Old);
  StorPortReleaseMSISpinLock(Hw, 1, Old);
  StorPortReleaseMSISpinLock(Hw, 1, Irql);
}
static void messagePair(PVOID Hw) {
  ULONG Old;
  StorPortAcquireMSISpinLock(Hw, 1, &Old);
  StorPortReleaseMSISpinLock(Hw, 1, Old);
}
void messageAfter(PVOID Hw, ULONG Irql) {
  messagePair(Hw);
  StorPortReleaseMSISpinLock(Hw, 1, Irql);
}
void either(PEXT Ext, BOOLEAN Fast) {
  KIRQL Old;
  if (!Fast) {
    KeAcquireSpinLock(&Ext->Lock, &Old);
    KeReleaseSpinLock(&Ext->Lock, Old);
  }
  KeReleaseSpinLock(&Ext->Lock, Ext->Old);
}
// By itself it is right, if its locks are two.
static void twoLocks(PEXT Ext, PEXT Next) {
  KIRQL Old;
  KeAcquireSpinLock(&Next->Lock, &Old);
  KeReleaseSpinLock(&Next->Lock, Old);
  KeReleaseSpinLock(&Ext->Lock, Ext->Old);
}
void sameTwice(PEXT Ext) { twoLocks(Ext, Ext); }
void oneOfThem(PEXT Ext, PEXT Next) {
  pair(Next);
  twoLocks(Next, Ext);
}

void otherFirst(PEXT Ext) {
  KIRQL Old;
  KeAcquireSpinLock(&Ext->Other, &Old);
  KeReleaseSpinLock(&Ext->Other, Old);
  KeReleaseSpinLock(&Ext->Lock, Ext->Old);
}
void otherMessage(PVOID Hw, ULONG Irql) {
  messagePair(Hw);
  StorPortReleaseMSISpinLock(Hw, 2, Irql);
}

// The caller's lock is let go of for a while, and that is right above, too.
static void letsGo(PEXT Ext) {
  KeReleaseSpinLock(&Ext->Lock, Ext->Old);
  Ext->Count++;
  KeAcquireSpinLock(&Ext->Lock, &Ext->Old);
}
void aboveLetsGo(PEXT Ext) {
  KeAcquireSpinLock(&Ext->Lock, &Ext->Old);
  letsGo(Ext);
  KeReleaseSpinLock(&Ext->Lock, Ext->Old);
}
void letsGoTwice(PEXT Ext) {
  KeReleaseSpinLock(&Ext->Lock, Ext->Old);
  pair(Ext);
  KeAcquireSpinLock(&Ext->Lock, &Ext->Old);
  Ext->Count++;
  KeReleaseSpinLock(&Ext->Lock, Ext->Old);
}
static void atDispatch(PEXT Ext) {
  KeReleaseSpinLockFromDpcLevel(&Ext->Lock);
  Ext->Count++;
  KeAcquireSpinLockAtDpcLevel(&Ext->Lock);
}
void aboveAtDispatch(PEXT Ext) {
  KeAcquireSpinLockAtDpcLevel(&Ext->Lock);
  atDispatch(Ext);
  KeReleaseSpinLockFromDpcLevel(&Ext->Lock);
}
static void messageLetsGo(PVOID Hw, PULONG Old) {
  StorPortReleaseMSISpinLock(Hw, 3, *Old);
  StorPortAcquireMSISpinLock(Hw, 3, Old);
}
void aboveMessage(PVOID Hw) {
  ULONG Old;
  StorPortAcquireMSISpinLock(Hw, 3, &Old);
  messageLetsGo(Hw, &Old);
  StorPortReleaseMSISpinLock(Hw, 3, Old);
}
void whichever(PEXT Ext, BOOLEAN Locked) {
  KIRQL Old = 0;
  if (!Locked)
    KeAcquireSpinLock(&Ext->Lock, &Old);
  Ext->Count++;
  if (!Locked)
    KeReleaseSpinLock(&Ext->Lock, Old);
  else
    KeReleaseSpinLock(&Ext->Lock, Ext->Old);
}
void whicheverAtDispatch(PEXT Ext, BOOLEAN Locked) {
  if (!Locked)
    KeAcquireSpinLockAtDpcLevel(&Ext->Lock);
  Ext->Count++;
  KeReleaseSpinLockFromDpcLevel(&Ext->Lock);
}
static void inLoop(PEXT Ext, ULONG Count) {
  for (ULONG I = 0; I < Count; I++) {
    KeReleaseSpinLock(&Ext->Lock, Ext->Old);
    Ext->Count++;
    KeAcquireSpinLock(&Ext->Lock, &Ext->Old);
  }
}
void aboveLoop(PEXT Ext) {
  KeAcquireSpinLock(&Ext->Lock, &Ext->Old);
  inLoop(Ext, 3);
  KeReleaseSpinLock(&Ext->Lock, Ext->Old);
}

// Nor one that it tried to take, and did not get.
void triedInVain(PEXT Ext, PKEVENT Event) {
  BOOLEAN Taken = KeTryToAcquireSpinLockAtDpcLevel(&Ext->Lock);
  if (Taken)
    Ext->Count++;
  KeSetEvent(Event, 0, FALSE);
  KeReleaseSpinLockFromDpcLevel(&Ext->Lock);
}
