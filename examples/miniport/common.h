/* The adapter, its queues and its registers.
 *
 * The controller has up to eight pairs of a submission and a completion ring
 * in host memory, and one MSI-X message for each pair. It completes a ring's
 * commands in their order, so the same slot of both rings belongs to a command.
 * Message 0 is not a queue's: it reports events of the controller as a whole.
 */
#ifndef SQ_COMMON_H
#define SQ_COMMON_H

#include <ntddk.h>
#include <storport.h>

#define SQ_MAX_QUEUES 8
#define SQ_DEPTH 64
#define SQ_SEGMENTS 16
#define SQ_EVENT_MESSAGE 0
#define SQ_POLL_INTERVAL_US 500000

#define SQ_CONTROL_ENABLE 0x00000001
#define SQ_CONTROL_RESET 0x00000002
#define SQ_COALESCE_BUSY 16
#define SQ_DOORBELL_FLUSH 0x80000000
#define SQ_EVENT_FATAL 0x80000000
#define SQ_COMPLETION_PHASE 0x8000
#define SQ_COMPLETION_ERROR 0x4000

typedef struct _SQ_QUEUE_REGISTERS {
  ULONG SubmitAddress[2];
  ULONG CompleteAddress[2];
  ULONG SubmitDoorbell;
  ULONG CompleteDoorbell;
  ULONG Credits;
  ULONG Coalesce;
} SQ_QUEUE_REGISTERS, *PSQ_QUEUE_REGISTERS;

typedef struct _SQ_REGISTERS {
  ULONG Control;
  ULONG Version;
  ULONG EventCause;
  ULONG EventMask;
  SQ_QUEUE_REGISTERS Queue[SQ_MAX_QUEUES];
} SQ_REGISTERS, *PSQ_REGISTERS;

typedef struct _SQ_SEGMENT {
  ULONGLONG Address;
  ULONG Length;
  ULONG Reserved;
} SQ_SEGMENT;

typedef struct _SQ_COMMAND {
  USHORT Slot;
  UCHAR Target;
  UCHAR Lun;
  UCHAR Segments;
  UCHAR CdbLength;
  UCHAR Reserved[2];
  UCHAR Cdb[16];
  SQ_SEGMENT Segment[SQ_SEGMENTS];
} SQ_COMMAND, *PSQ_COMMAND;

typedef struct _SQ_COMPLETION {
  USHORT Slot;
  USHORT Status;
} SQ_COMPLETION, *PSQ_COMPLETION;

/* What a request carries from HwStorBuildIo to its completion. */
typedef struct _SQ_REQUEST {
  LIST_ENTRY Link;
  struct _SQ_REQUEST *NextDone;
  PSCSI_REQUEST_BLOCK Srb;
  SQ_COMMAND Command;
} SQ_REQUEST, *PSQ_REQUEST;

/* Everything but Id, MessageId and Dpc belongs to the lock of MessageId. Tail
 * counts the commands posted, Head the completions taken, and LastHead is what
 * the timer saw of Head. */
typedef struct _SQ_QUEUE {
  ULONG Id;
  ULONG MessageId;
  STOR_DPC Dpc;
  BOOLEAN Stopped;
  USHORT Phase;
  ULONG Tail;
  ULONG Head;
  ULONG LastHead;
  ULONG BacklogLength;
  LIST_ENTRY Backlog;
  PSQ_COMMAND Commands;
  PSQ_COMPLETION Completions;
  PSQ_REQUEST Requests[SQ_DEPTH];
} SQ_QUEUE, *PSQ_QUEUE;

/* PerMessage and QueueCount are settled before the first request and do not
 * change afterwards. SlowQueues, a bit for each queue, belongs to StartIoLock.
 */
typedef struct _SQ_ADAPTER {
  PSQ_REGISTERS Registers;
  BOOLEAN PerMessage;
  BOOLEAN Failed;
  ULONG QueueCount;
  ULONG NextPoll;
  ULONG Events;
  STOR_DPC EventDpc;
  ULONG SlowQueues;
  ULONG TuneIrql;
  PUCHAR Rings;
  SQ_QUEUE Queues[SQ_MAX_QUEUES];
} SQ_ADAPTER, *PSQ_ADAPTER;

/* The controller turns the phase over with every round of the ring. */
static inline VOID SqAdvanceHead(PSQ_QUEUE Queue) {
  Queue->Head++;
  if (Queue->Head % SQ_DEPTH == 0)
    Queue->Phase ^= SQ_COMPLETION_PHASE;
}

/* init.c */
HW_FIND_ADAPTER SqHwFindAdapter;
HW_INITIALIZE SqHwInitialize;
VOID SqStart(PSQ_ADAPTER Adapter);

/* io.c */
HW_BUILDIO SqHwBuildIo;
HW_STARTIO SqHwStartIo;
VOID SqComplete(PSQ_ADAPTER Adapter, PSQ_REQUEST Done);
VOID SqRefill(PSQ_ADAPTER Adapter, PSQ_QUEUE Queue);
VOID SqKickQueue(PSQ_ADAPTER Adapter, PSQ_QUEUE Queue);
VOID SqMoveBacklog(PSQ_ADAPTER Adapter, PSQ_QUEUE Low, PSQ_QUEUE High);
VOID SqResumeQueue(PSQ_ADAPTER Adapter, PSQ_QUEUE Queue);
VOID SqLogStall(PSQ_ADAPTER Adapter, PSQ_QUEUE Queue);

/* interrupt.c */
HW_INTERRUPT SqHwInterrupt;
HW_MESSAGE_SIGNALED_INTERRUPT_ROUTINE SqHwMessageInterrupt;
HW_DPC_ROUTINE SqHwDpc;
HW_DPC_ROUTINE SqHwEventDpc;
HW_TIMER SqHwTimer;

/* reset.c */
HW_RESET_BUS SqHwResetBus;
HW_ADAPTER_CONTROL SqHwAdapterControl;

#endif
