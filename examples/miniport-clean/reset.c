/* Bus reset, stop and restart. */
#include "locks.h"

/* What the controller has dropped. The caller holds the queue. */
static PSQ_REQUEST SqTakeOutstanding(PSQ_QUEUE Queue, UCHAR Status) {
  PSQ_REQUEST Done = NULL;

  while (Queue->Head != Queue->Tail) {
    PSQ_REQUEST Request = Queue->Requests[Queue->Head % SQ_DEPTH];

    Request->Srb->SrbStatus = Status;
    Request->NextDone = Done;
    Done = Request;
    SqAdvanceHead(Queue);
  }
  return Done;
}

/* Gives every request of a queue back with Status. Takes the queue itself. */
static VOID SqFailOutstanding(PSQ_ADAPTER Adapter, PSQ_QUEUE Queue,
                              UCHAR Status) {
  STOR_LOCK_HANDLE Handle = {0};
  PSQ_REQUEST Done;

  SqLockQueue(Adapter, Queue, &Handle);
  Done = SqTakeOutstanding(Queue, Status);
  SqUnlockQueue(Adapter, Queue, &Handle);
  SqComplete(Adapter, Done);
}

static VOID SqResetQueue(PSQ_ADAPTER Adapter, PSQ_QUEUE Queue) {
  STOR_LOCK_HANDLE Handle = {0};

  SqLockQueue(Adapter, Queue, &Handle);
  Queue->Stopped = TRUE;
  StorPortWriteRegisterUlong(
      Adapter, &Adapter->Registers->Queue[Queue->Id].SubmitDoorbell,
      SQ_DOORBELL_FLUSH);
  SqUnlockQueue(Adapter, Queue, &Handle);

  /* Stopped keeps the queue quiet while its lock is down. */
  SqFailOutstanding(Adapter, Queue, SRB_STATUS_BUS_RESET);

  SqLockQueue(Adapter, Queue, &Handle);
  Queue->Stopped = FALSE;
  SqUnlockQueue(Adapter, Queue, &Handle);
}

/* FALSE if the controller has given up. */
static BOOLEAN SqTakeEvents(PSQ_ADAPTER Adapter) {
  STOR_LOCK_HANDLE Handle = {0};

  SqLockEvents(Adapter, &Handle);
  if (Adapter->Events & SQ_EVENT_FATAL) {
    Adapter->Failed = TRUE;
    SqUnlockEvents(Adapter, &Handle);
    return FALSE;
  }
  Adapter->Events = 0;
  SqUnlockEvents(Adapter, &Handle);
  return TRUE;
}

BOOLEAN SqHwResetBus(PVOID DeviceExtension, ULONG PathId) {
  PSQ_ADAPTER Adapter = DeviceExtension;
  PSQ_REGISTERS Registers = Adapter->Registers;
  ULONG Credits;
  SQ_PAIR Pair;
  ULONG Id;

  UNREFERENCED_PARAMETER(PathId);

  if (!SqTakeEvents(Adapter))
    return FALSE;
  for (Id = 0; Id < Adapter->QueueCount; Id++)
    SqResetQueue(Adapter, &Adapter->Queues[Id]);
  if (Adapter->QueueCount < 2)
    return TRUE;

  /* After a reset the first queue has all the credits of the second as well;
   * the controller wants both rings quiet while they are parted again. */
  SqLockPair(Adapter, &Adapter->Queues[0], &Adapter->Queues[1], &Pair);
  Credits = StorPortReadRegisterUlong(Adapter, &Registers->Queue[0].Credits);
  StorPortWriteRegisterUlong(Adapter, &Registers->Queue[0].Credits,
                             Credits - Credits / 2);
  StorPortWriteRegisterUlong(Adapter, &Registers->Queue[1].Credits,
                             Credits / 2);
  SqUnlockPair(Adapter, &Pair);
  return TRUE;
}

/* Stops one queue, with no event of it in between. Only with messages. */
static VOID SqQuiesceQueue(PSQ_ADAPTER Adapter, PSQ_QUEUE Queue) {
  ULONG EventIrql, QueueIrql;

  NT_ANALYSIS_ASSUME(Queue->MessageId != SQ_EVENT_MESSAGE);
  EventIrql = SqLockMessage(Adapter, SQ_EVENT_MESSAGE);
  QueueIrql = SqLockMessage(Adapter, Queue->MessageId);
  Adapter->Events &= ~(1u << Queue->Id);
  Queue->Stopped = TRUE;
  SqUnlockMessage(Adapter, Queue->MessageId, QueueIrql);
  SqUnlockMessage(Adapter, SQ_EVENT_MESSAGE, EventIrql);
}

static VOID SqStop(PSQ_ADAPTER Adapter) {
  STOR_LOCK_HANDLE Handle = {0};
  ULONG Id;

  if (Adapter->PerMessage) {
    for (Id = 0; Id < Adapter->QueueCount; Id++)
      SqQuiesceQueue(Adapter, &Adapter->Queues[Id]);
  }
  SqLockAdapter(Adapter, &Handle);
  StorPortWriteRegisterUlong(Adapter, &Adapter->Registers->EventMask, MAXULONG);
  StorPortWriteRegisterUlong(Adapter, &Adapter->Registers->Control, 0);
  SqUnlockAdapter(Adapter, &Handle);
}

static VOID SqRestart(PSQ_ADAPTER Adapter) {
  ULONG Id;

  SqStart(Adapter);
  for (Id = 0; Id < Adapter->QueueCount; Id++)
    SqResumeQueue(Adapter, &Adapter->Queues[Id]);
}

SCSI_ADAPTER_CONTROL_STATUS
SqHwAdapterControl(PVOID DeviceExtension, SCSI_ADAPTER_CONTROL_TYPE ControlType,
                   PVOID Parameters) {
  PSCSI_SUPPORTED_CONTROL_TYPE_LIST List = Parameters;

  switch (ControlType) {
  case ScsiQuerySupportedControlTypes:
    if (List->MaxControlType > ScsiRestartAdapter) {
      List->SupportedTypeList[ScsiQuerySupportedControlTypes] = TRUE;
      List->SupportedTypeList[ScsiStopAdapter] = TRUE;
      List->SupportedTypeList[ScsiRestartAdapter] = TRUE;
    }
    return ScsiAdapterControlSuccess;
  case ScsiStopAdapter:
    SqStop(DeviceExtension);
    return ScsiAdapterControlSuccess;
  case ScsiRestartAdapter:
    SqRestart(DeviceExtension);
    return ScsiAdapterControlSuccess;
  default:
    return ScsiAdapterControlUnsuccessful;
  }
}
