/* The way of a request into a ring, and back to the port driver. */
#include "locks.h"

static BOOLEAN SqRingFull(PSQ_QUEUE Queue) {
  return Queue->Tail - Queue->Head == SQ_DEPTH;
}

/* The caller holds the queue. */
static VOID SqPost(PSQ_ADAPTER Adapter, PSQ_QUEUE Queue, PSQ_REQUEST Request) {
  ULONG Slot = Queue->Tail % SQ_DEPTH;

  Request->Command.Slot = (USHORT)Slot;
  Queue->Requests[Slot] = Request;
  Queue->Commands[Slot] = Request->Command;
  Queue->Tail++;

  /* The controller may fetch as soon as the doorbell is written. */
  KeMemoryBarrier();
  StorPortWriteRegisterUlong(
      Adapter, &Adapter->Registers->Queue[Queue->Id].SubmitDoorbell,
      Queue->Tail);
}

static UCHAR SqSubmit(PSQ_ADAPTER Adapter, PSQ_QUEUE Queue,
                      PSQ_REQUEST Request) {
  STOR_LOCK_HANDLE Handle = {0};

  SqLockQueue(Adapter, Queue, &Handle);
  if (Queue->Stopped)
    return SRB_STATUS_BUSY;
  if (SqRingFull(Queue)) {
    InsertTailList(&Queue->Backlog, &Request->Link);
    Queue->BacklogLength++;
  } else {
    SqPost(Adapter, Queue, Request);
  }
  SqUnlockQueue(Adapter, Queue, &Handle);
  return SRB_STATUS_PENDING;
}

/* Runs without any lock: it looks at the request only. */
BOOLEAN SqHwBuildIo(PVOID DeviceExtension, PSCSI_REQUEST_BLOCK Srb) {
  PSQ_REQUEST Request = Srb->SrbExtension;
  PSTOR_SCATTER_GATHER_LIST List;
  ULONG Index;

  Request->Srb = Srb;
  Request->Command.Segments = 0;
  if (Srb->Function != SRB_FUNCTION_EXECUTE_SCSI)
    return TRUE;

  Request->Command.Target = Srb->TargetId;
  Request->Command.Lun = Srb->Lun;
  Request->Command.CdbLength = Srb->CdbLength;
  RtlCopyMemory(Request->Command.Cdb, Srb->Cdb, sizeof(Request->Command.Cdb));
  if (Srb->DataTransferLength == 0)
    return TRUE;

  List = StorPortGetScatterGatherList(DeviceExtension, Srb);
  if (List == NULL || List->NumberOfElements > SQ_SEGMENTS) {
    Srb->SrbStatus = SRB_STATUS_INVALID_REQUEST;
    StorPortNotification(RequestComplete, DeviceExtension, Srb);
    return FALSE;
  }
  for (Index = 0; Index < List->NumberOfElements; Index++) {
    SQ_SEGMENT *Segment = &Request->Command.Segment[Index];

    Segment->Address = (ULONGLONG)List->List[Index].PhysicalAddress.QuadPart;
    Segment->Length = List->List[Index].Length;
  }
  Request->Command.Segments = (UCHAR)List->NumberOfElements;
  return TRUE;
}

/* The first queue from Id on that the controller is not slow with, or that of
 * Id. The caller has StartIoLock. */
static PSQ_QUEUE SqPickQueue(PSQ_ADAPTER Adapter, ULONG Id) {
  ULONG Count;

  for (Count = 0; Count < Adapter->QueueCount; Count++) {
    if (!(Adapter->SlowQueues & (1u << Id)))
      break;
    Id = (Id + 1) % Adapter->QueueCount;
  }
  return &Adapter->Queues[Id];
}

BOOLEAN SqHwStartIo(PVOID DeviceExtension, PSCSI_REQUEST_BLOCK Srb) {
  PSQ_ADAPTER Adapter = DeviceExtension;
  STARTIO_PERFORMANCE_PARAMETERS Hint = {0};
  UCHAR Status = SRB_STATUS_INVALID_REQUEST;
  PSQ_QUEUE Queue;

  /* The port driver knows which message interrupts the processor that waits
   * for this request; its queue keeps the data in that processor's cache. */
  Hint.Size = sizeof(Hint);
  if (!Adapter->PerMessage ||
      StorPortGetStartIoPerfParams(Adapter, Srb, &Hint) != STOR_STATUS_SUCCESS)
    Hint.MessageNumber = 0;
  Queue = SqPickQueue(Adapter, Hint.MessageNumber % Adapter->QueueCount);

  if (Srb->Function == SRB_FUNCTION_EXECUTE_SCSI)
    Status = SqSubmit(Adapter, Queue, Srb->SrbExtension);
  if (Status != SRB_STATUS_PENDING) {
    Srb->SrbStatus = Status;
    StorPortNotification(RequestComplete, Adapter, Srb);
  }
  return TRUE;
}

/* Hands finished requests back, never under a lock that SqHwStartIo takes: the
 * port driver may start the next request from inside the notification. */
VOID SqComplete(PSQ_ADAPTER Adapter, PSQ_REQUEST Done) {
  while (Done != NULL) {
    PSQ_REQUEST Next = Done->NextDone;

    StorPortNotification(RequestComplete, Adapter, Done->Srb);
    Done = Next;
  }
}

/* Fills a ring again from the backlog of its queue. The caller holds it. */
VOID SqRefill(PSQ_ADAPTER Adapter, PSQ_QUEUE Queue) {
  while (!Queue->Stopped && !SqRingFull(Queue) &&
         !IsListEmpty(&Queue->Backlog)) {
    PLIST_ENTRY Entry = RemoveHeadList(&Queue->Backlog);

    Queue->BacklogLength--;
    SqPost(Adapter, Queue, CONTAINING_RECORD(Entry, SQ_REQUEST, Link));
  }
}

/* The same, for callers that do not hold it. Only with messages. */
VOID SqKickQueue(PSQ_ADAPTER Adapter, PSQ_QUEUE Queue) {
  ULONG OldIrql = SqLockMessage(Adapter, Queue->MessageId);

  SqRefill(Adapter, Queue);
  SqUnlockMessage(Adapter, Queue->Id, OldIrql);
}

/* Evens out two backlogs. Only with messages; Low has the lower id. */
VOID SqMoveBacklog(PSQ_ADAPTER Adapter, PSQ_QUEUE Low, PSQ_QUEUE High) {
  ULONG OldIrql = 0;

  NT_ANALYSIS_ASSUME(Low->MessageId != High->MessageId);
  StorPortAcquireMSISpinLock(Adapter, Low->MessageId, &OldIrql);
  StorPortAcquireMSISpinLock(Adapter, High->MessageId, &OldIrql);
  while (Low->BacklogLength > High->BacklogLength + 1 &&
         !IsListEmpty(&Low->Backlog)) {
    InsertTailList(&High->Backlog, RemoveHeadList(&Low->Backlog));
    Low->BacklogLength--;
    High->BacklogLength++;
  }
  StorPortReleaseMSISpinLock(Adapter, High->MessageId, OldIrql);
  StorPortReleaseMSISpinLock(Adapter, Low->MessageId, OldIrql);
}

/* Lets SqHwStartIo use a queue again, once it has done what it had. */
VOID SqResumeQueue(PSQ_ADAPTER Adapter, PSQ_QUEUE Queue) {
  STOR_LOCK_HANDLE StartIo = {0};
  STOR_LOCK_HANDLE Handle = {0};

  StorPortAcquireSpinLock(Adapter, StartIoLock, NULL, &StartIo);
  if (!(Adapter->SlowQueues & (1u << Queue->Id))) {
    StorPortReleaseSpinLock(Adapter, &Handle);
    return;
  }
  SqLockQueue(Adapter, Queue, &Handle);
  if (Queue->Head == Queue->Tail)
    Adapter->SlowQueues &= ~(1u << Queue->Id);
  SqUnlockQueue(Adapter, Queue, &Handle);
  StorPortReleaseSpinLock(Adapter, &StartIo);
}

/* Tells the system's log of a queue that stands still. */
VOID SqLogStall(PSQ_ADAPTER Adapter, PSQ_QUEUE Queue) {
  STOR_LOG_EVENT_DETAILS Details = {0};
  ULONG Size = 0;

  Details.InterfaceRevision = STOR_CURRENT_LOG_INTERFACE_REVISION;
  Details.Size = sizeof(Details);
  Details.EventAssociation = StorEventAdapterAssociation;
  Details.ErrorCode = SP_REQUEST_TIMEOUT;
  Details.UniqueId = Queue->Id;
  StorPortLogSystemEvent(Adapter, &Details, &Size);
}
