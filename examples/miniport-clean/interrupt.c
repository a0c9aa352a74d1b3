/* Completions: by message, by line, and by the timer when one got lost. */
#include "locks.h"

static BOOLEAN SqHasCompletion(PSQ_QUEUE Queue) {
  PSQ_COMPLETION Entry = &Queue->Completions[Queue->Head % SQ_DEPTH];

  return (Entry->Status & SQ_COMPLETION_PHASE) == Queue->Phase;
}

/* Puts what the controller has finished before Done and returns it all. The
 * caller holds the queue, or runs in the interrupt routine that does. */
static PSQ_REQUEST SqDrain(PSQ_ADAPTER Adapter, PSQ_QUEUE Queue,
                           PSQ_REQUEST Done) {
  while (SqHasCompletion(Queue)) {
    ULONG Slot = Queue->Head % SQ_DEPTH;
    PSQ_REQUEST Request = Queue->Requests[Slot];

    Request->Srb->SrbStatus =
        (Queue->Completions[Slot].Status & SQ_COMPLETION_ERROR)
            ? SRB_STATUS_ERROR
            : SRB_STATUS_SUCCESS;
    Request->NextDone = Done;
    Done = Request;
    SqAdvanceHead(Queue);
  }
  StorPortWriteRegisterUlong(
      Adapter, &Adapter->Registers->Queue[Queue->Id].CompleteDoorbell,
      Queue->Head);
  return Done;
}

/* Keeps what the controller reports for SqHwEventDpc. The caller holds the
 * event message, or runs in its interrupt routine. */
static VOID SqReadEvents(PSQ_ADAPTER Adapter) {
  Adapter->Events |=
      StorPortReadRegisterUlong(Adapter, &Adapter->Registers->EventCause);
  if (Adapter->Events != 0)
    StorPortIssueDpc(Adapter, &Adapter->EventDpc, NULL, NULL);
}

/* The same, for callers that do not hold it. Only with messages. */
static VOID SqPollEvents(PSQ_ADAPTER Adapter) {
  ULONG OldIrql = SqLockMessage(Adapter, SQ_EVENT_MESSAGE);

  SqReadEvents(Adapter);
  SqUnlockMessage(Adapter, SQ_EVENT_MESSAGE, OldIrql);
}

/* Runs with the lock of MessageId held by the port driver, and of no other. */
BOOLEAN SqHwMessageInterrupt(PVOID HwDeviceExtension, ULONG MessageId) {
  PSQ_ADAPTER Adapter = HwDeviceExtension;
  PSQ_QUEUE Queue;

  if (MessageId == SQ_EVENT_MESSAGE) {
    SqReadEvents(Adapter);
    return TRUE;
  }
  if (MessageId > Adapter->QueueCount)
    return FALSE;

  Queue = &Adapter->Queues[MessageId - 1];
  if (!SqHasCompletion(Queue))
    return FALSE;
  StorPortIssueDpc(Adapter, &Queue->Dpc, UlongToPtr(MessageId), NULL);
  return TRUE;
}

/* The line interrupt: one lock for all queues, and it is held. */
BOOLEAN SqHwInterrupt(PVOID DeviceExtension) {
  PSQ_ADAPTER Adapter = DeviceExtension;
  PSQ_REQUEST Done = NULL;
  BOOLEAN Ours = FALSE;
  ULONG Id;

  for (Id = 0; Id < Adapter->QueueCount; Id++) {
    PSQ_QUEUE Queue = &Adapter->Queues[Id];

    if (!SqHasCompletion(Queue))
      continue;
    Done = SqDrain(Adapter, Queue, Done);
    SqRefill(Adapter, Queue);
    Ours = TRUE;
  }
  SqComplete(Adapter, Done);
  return Ours;
}

/* Lets the controller gather completions while a queue has many. */
static VOID SqTuneQueue(PSQ_ADAPTER Adapter, PSQ_QUEUE Queue) {
  BOOLEAN Busy;
  ULONG OldIrql = 0;

  StorPortAcquireMSISpinLock(Adapter, Queue->MessageId, &OldIrql);
  Busy = Queue->Tail - Queue->Head > SQ_DEPTH / 2;
  StorPortWriteRegisterUlong(Adapter,
                             &Adapter->Registers->Queue[Queue->Id].Coalesce,
                             Busy ? SQ_COALESCE_BUSY : 0);
  StorPortReleaseMSISpinLock(Adapter, Queue->MessageId, OldIrql);
}

VOID SqHwDpc(PSTOR_DPC Dpc, PVOID HwDeviceExtension, PVOID SystemArgument1,
             PVOID SystemArgument2) {
  PSQ_ADAPTER Adapter = HwDeviceExtension;
  ULONG MessageId = PtrToUlong(SystemArgument1);
  PSQ_QUEUE Queue = &Adapter->Queues[MessageId - 1];
  PSQ_REQUEST Done;
  ULONG OldIrql;

  UNREFERENCED_PARAMETER(Dpc);
  UNREFERENCED_PARAMETER(SystemArgument2);

  OldIrql = SqLockMessage(Adapter, MessageId);
  if (Queue->Stopped)
    goto Unlock;
  Done = SqDrain(Adapter, Queue, NULL);
  SqUnlockMessage(Adapter, MessageId, OldIrql);

  /* The timer may have been here first. */
  if (Done == NULL)
    return;
  SqComplete(Adapter, Done);
  SqKickQueue(Adapter, Queue);
  SqTuneQueue(Adapter, Queue);
  SqResumeQueue(Adapter, Queue);
  return;

Unlock:
  SqUnlockMessage(Adapter, MessageId, OldIrql);
}

/* Keeps SqHwStartIo from a queue that the controller is slow with. */
static VOID SqAvoidQueue(PSQ_ADAPTER Adapter, PSQ_QUEUE Queue) {
  STOR_LOCK_HANDLE Handle = {0};
  ULONG OldIrql;

  StorPortAcquireSpinLock(Adapter, StartIoLock, NULL, &Handle);
  OldIrql = SqLockMessage(Adapter, Queue->MessageId);
  if (Queue->Head != Queue->Tail)
    Adapter->SlowQueues |= 1u << Queue->Id;
  SqUnlockMessage(Adapter, Queue->MessageId, OldIrql);
  StorPortReleaseSpinLock(Adapter, &Handle);
}

/* An event names the queues that the controller is slow with. */
VOID SqHwEventDpc(PSTOR_DPC Dpc, PVOID HwDeviceExtension, PVOID SystemArgument1,
                  PVOID SystemArgument2) {
  PSQ_ADAPTER Adapter = HwDeviceExtension;
  ULONG OldIrql;
  ULONG Slow;
  ULONG Id;

  UNREFERENCED_PARAMETER(Dpc);
  UNREFERENCED_PARAMETER(SystemArgument1);
  UNREFERENCED_PARAMETER(SystemArgument2);

  OldIrql = SqLockMessage(Adapter, SQ_EVENT_MESSAGE);
  Slow = Adapter->Events;
  Adapter->Events &= SQ_EVENT_FATAL;
  SqUnlockMessage(Adapter, SQ_EVENT_MESSAGE, OldIrql);
  for (Id = 0; Id < Adapter->QueueCount; Id++) {
    if (Slow & (1u << Id))
      SqAvoidQueue(Adapter, &Adapter->Queues[Id]);
  }
}

/* Looks for completions whose message never came. */
static VOID SqPollQueue(PSQ_ADAPTER Adapter, PSQ_QUEUE Queue) {
  PSQ_REQUEST Done = NULL;
  ULONG OldIrql = 0;
  ULONG Status;

  Status = StorPortAcquireMSISpinLock(Adapter, Queue->MessageId, &OldIrql);
  if (Status == STOR_STATUS_SUCCESS) {
    if (!Queue->Stopped)
      Done = SqDrain(Adapter, Queue, NULL);
    StorPortReleaseMSISpinLock(Adapter, Queue->MessageId, OldIrql);
  } else {
    StorPortLogError(Adapter, NULL, 0, 0, 0, SP_INTERNAL_ADAPTER_ERROR, Status);
  }
  SqComplete(Adapter, Done);
}

/* Tells of a queue that has requests and completed none since its last turn. */
static VOID SqCheckProgress(PSQ_ADAPTER Adapter, PSQ_QUEUE Queue) {
  ULONG OldIrql = SqLockMessage(Adapter, Queue->MessageId);
  BOOLEAN Stalled;

  Stalled = Queue->Head == Queue->LastHead && Queue->Head != Queue->Tail;
  Queue->LastHead = Queue->Head;
  SqUnlockMessage(Adapter, Queue->MessageId, OldIrql);
  if (Stalled)
    SqLogStall(Adapter, Queue);
}

/* One queue a tick: a lost message is rare, and this runs for ever. */
VOID SqHwTimer(PVOID DeviceExtension) {
  PSQ_ADAPTER Adapter = DeviceExtension;
  ULONG Id = Adapter->NextPoll;

  Adapter->NextPoll = (Id + 1) % Adapter->QueueCount;
  if (Adapter->PerMessage) {
    SqPollEvents(Adapter);
    SqPollQueue(Adapter, &Adapter->Queues[Id]);
    SqCheckProgress(Adapter, &Adapter->Queues[Id]);
    SqKickQueue(Adapter, &Adapter->Queues[Id]);
    if (Id + 1 < Adapter->QueueCount)
      SqMoveBacklog(Adapter, &Adapter->Queues[Id], &Adapter->Queues[Id + 1]);
  }
  StorPortNotification(RequestTimerCall, Adapter, SqHwTimer,
                       SQ_POLL_INTERVAL_US);
}
