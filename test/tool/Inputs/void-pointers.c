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

VOID WrongShape(PAREA Area, PAREA Same) {
  ULONG Old;
  TAKE;
  ((PSHAPE)(PVOID)Same)->First = 4;
  GIVE;
}

/* What the port driver hands over is no record of the driver's, and what only it
 * is given comes back as what it was. */
VOID ProvedBuffer(PAREA Area, PSCSI_REQUEST_BLOCK Srb) {
  ULONG Old;
  TAKE;
  RtlZeroMemory(Srb->DataBuffer, Srb->DataTransferLength);
  GIVE;
}

VOID ProvedOtherMember(PAREA Area) {
  ULONG Old;
  PVOID Start = Area->Other;
  TAKE;
  RtlZeroMemory(Start, 8);
  GIVE;
  StorPortFreePool(Area, Start);
  StorPortFreePool(Area, Area->Memory);
}
