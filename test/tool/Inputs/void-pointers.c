/* Records that are cleared as a pointer to void, in all the ways that one goes. */
#include <storport.h>

typedef struct _AREA {
  ULONG Vector, Busy;
  PVOID Memory, Other;
  VOID (*Wipe)(PVOID, ULONG, UCHAR);
} AREA, *PAREA;

typedef struct _SHAPE {
  ULONG First;
} SHAPE, *PSHAPE;

static PVOID Remembered;

static VOID Clear(PVOID Start, ULONG Size) { RtlZeroMemory(Start, Size); }

static VOID ClearAgain(PVOID Start) { Clear(Start, 8); }

static PVOID AsMemory(PAREA Area) { return Area; }

static VOID WipeAll(PVOID Start, ULONG Size, UCHAR Byte) {
  RtlFillMemory(Start, Size, Byte);
}

VOID Install(PAREA Area) { Area->Wipe = WipeAll; }

#define TAKE StorPortAcquireMSISpinLock(Area, Area->Vector, &Old)
#define GIVE StorPortReleaseMSISpinLock(Area, Area->Vector, Old)

VOID WrongParameter(PAREA Area, PAREA Same) {
  ULONG Old;
  TAKE;
  Clear(Same, sizeof(*Same));
  GIVE;
}

VOID WrongTwoDeep(PAREA Area, PAREA Same) {
  ULONG Old;
  TAKE;
  ClearAgain(Same);
  GIVE;
}

VOID WrongLocal(PAREA Area, PAREA Same) {
  ULONG Old;
  PVOID Start = Same;
  TAKE;
  RtlZeroMemory(Start, sizeof(*Same));
  GIVE;
}

VOID Remember(PAREA Area, PAREA Same) {
  Remembered = Same;
  Area->Memory = Same;
}

static PVOID Exchanged;

VOID Exchange(PAREA Same) { InterlockedExchangePointer(&Exchanged, Same); }

VOID WrongExchanged(PAREA Area) {
  ULONG Old;
  TAKE;
  RtlZeroMemory(Exchanged, sizeof(*Area));
  GIVE;
}

static VOID Hand(PVOID Context, PVOID *To) { *To = Context; }

VOID WrongHanded(PAREA Area) {
  ULONG Old;
  PVOID Same = NULL;
  Hand(Area, &Same);
  TAKE;
  RtlZeroMemory(Same, sizeof(*Area));
  GIVE;
}

VOID WrongGlobal(PAREA Area) {
  ULONG Old;
  TAKE;
  RtlZeroMemory(Remembered, sizeof(*Area));
  GIVE;
}

VOID WrongMember(PAREA Area) {
  ULONG Old;
  TAKE;
  RtlZeroMemory(Area->Memory, sizeof(*Area));
  GIVE;
}

VOID WrongResult(PAREA Area, PAREA Same) {
  ULONG Old;
  TAKE;
  RtlZeroMemory(AsMemory(Same), sizeof(*Same));
  GIVE;
}

VOID WrongByPointer(PAREA Area, PAREA Same) {
  ULONG Old;
  TAKE;
  Area->Wipe(Same, sizeof(*Same), 0);
  GIVE;
}

static PVOID Same(PAREA Area) { return Area; }

static PVOID (*Getter)(PAREA) = Same;

VOID WrongResultByPointer(PAREA Area, PAREA Other) {
  ULONG Old;
  PVOID Start = Getter(Other);
  TAKE;
  RtlZeroMemory(Start, sizeof(*Other));
  GIVE;
}

VOID WrongChain(PAREA Area, PAREA Other) {
  ULONG Old;
  PVOID First, Second;
  First = Second = Other;
  TAKE;
  RtlZeroMemory(First, sizeof(*Other));
  GIVE;
}

static VOID Scrub(PVOID Start, ULONG Count) {
  PULONG At = Start;
  while (Count--)
    *At++ = 0;
}

VOID WrongScrub(PAREA Area, PAREA Other) {
  ULONG Old;
  TAKE;
  Scrub(Other, 2);
  GIVE;
}

VOID WrongShape(PAREA Area, PAREA Same) {
  ULONG Old;
  TAKE;
  ((PSHAPE)(PVOID)Same)->First = 4;
  GIVE;
}
