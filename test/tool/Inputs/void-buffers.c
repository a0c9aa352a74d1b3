/* Memory that is cleared as a pointer to void, and is no record of a lock. */
#include <storport.h>

typedef struct _AREA {
  ULONG Vector, Busy;
  PVOID Memory, Other;
} AREA, *PAREA;

static VOID Clear(PVOID Start, ULONG Size) { RtlZeroMemory(Start, Size); }

static VOID Watch(PVOID Context) { ((PAREA)Context)->Busy++; }

VOID Start(PAREA Area) { Watch(Area); }

#define TAKE StorPortAcquireMSISpinLock(Area, Area->Vector, &Old)
#define GIVE StorPortReleaseMSISpinLock(Area, Area->Vector, Old)

/* What the port driver hands over is no record of the driver's, and what only it
 * is given comes back as what it was. */
VOID ProvedBuffer(PAREA Area, PSCSI_REQUEST_BLOCK Srb) {
  ULONG Old;
  TAKE;
  Clear(Srb->DataBuffer, Srb->DataTransferLength);
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

/* The port driver gives memory of its own; it keeps no pointer that it is given. */
VOID ProvedAllocated(PAREA Area) {
  ULONG Old;
  PVOID Buffer = NULL;
  if (StorPortAllocatePool(Area, 64, 'xtsT', &Buffer) != STOR_STATUS_SUCCESS)
    return;
  TAKE;
  RtlZeroMemory(Buffer, 64);
  GIVE;
  StorPortFreePool(Area, Buffer);
}

static VOID Hand(PVOID Context, PVOID *To) { *To = ((PAREA)Context)->Memory; }

VOID ProvedOutParameter(PAREA Area) {
  ULONG Old;
  PVOID Buffer = NULL;
  Hand(Area, &Buffer);
  TAKE;
  RtlZeroMemory(Buffer, 64);
  GIVE;
}
