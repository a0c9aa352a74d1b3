// RUN: %analyze -verify %s
// RUN: %analyze -analyzer-config storport:Alone=true -verify %s
// RUN: %not %spinpair %s -- -I%wdk | %filecheck %s
#include <storport.h>

typedef struct _QUEUE { ULONG MessageId; ULONG Irql; BOOLEAN Busy; } QUEUE;
typedef struct _LOCK { ULONG Irql; } LOCK;

typedef struct _EXT {
  ULONG Numbers, Any, Fields, Copied, Helped, StartIo, Before;
  ULONG Serial, Guarded, Nested, One, Fixed, Shown, Alone, Own, Nobody, Spin, Unseen, Tried, Single, Hand;
  ULONG Irqls[8];
  ULONG AdminMessage, IoMessage, MessageId, QueueCount;
  LOCK Lock;
  STOR_LOCK_HANDLE Handle;
  KSPIN_LOCK KernelLock;
  LONG Flag;
  QUEUE Queues[8];
  QUEUE *Current;
} EXT;

static ULONG global, own;

HW_DPC_ROUTINE Dpc, Dpc2, Silent, Silent2, OneQueue, Kernel, OwnLock;
HW_STARTIO StartIo;
HW_TIMER Timer;
HW_BUILDIO BuildIo;
HW_MESSAGE_SIGNALED_INTERRUPT_ROUTINE Interrupt;
HW_ADAPTER_CONTROL Control;
void unseen(PVOID);

// True cases.

static void lock(EXT *ext, ULONG id, PULONG slot) {
  StorPortAcquireMSISpinLock(ext, id, slot);
}

static void unlock(EXT *ext, ULONG id, ULONG irql) {
  StorPortReleaseMSISpinLock(ext, id, irql);
}

static ULONG lockAndReturn(EXT *ext, ULONG id) {
  ULONG irql;
  StorPortAcquireMSISpinLock(ext, id, &irql);
  return irql;
}

static void lockShared(EXT *ext, ULONG id) {
  // CHECK-DAG: SharedOldIrql.c:[[#@LINE+1]]:3: warning: MSI spin lock for message 'id' saves its IRQL in 'ext->Helped', where those for other messages save theirs, too [storport.msi.SharedOldIrql]
  StorPortAcquireMSISpinLock(ext, id, &ext->Helped); // expected-warning {{MSI spin lock for message 'id' saves its IRQL in 'ext->Helped', where those for other messages save theirs, too}}
}

static void unlockShared(EXT *ext, ULONG id) {
  StorPortReleaseMSISpinLock(ext, id, ext->Helped);
}

static void lockQueue(EXT *ext, ULONG i) {
  QUEUE *q = &ext->Queues[i];
  StorPortAcquireMSISpinLock(ext, q->MessageId, &ext->Lock.Irql); // expected-warning {{MSI spin lock for message 'q->MessageId' saves its IRQL in 'ext->Lock.Irql', where those for other messages save theirs, too}} expected-note {{Another processor may come here at the same time, by 'Dpc', for another message}}
  q->Busy = TRUE;
  StorPortReleaseMSISpinLock(ext, q->MessageId, ext->Lock.Irql);
}

VOID Dpc(PSTOR_DPC dpc, PVOID hw, PVOID a, PVOID b) {
  EXT *ext = (EXT *)hw;
  ULONG irql, id = (ULONG)(ULONG_PTR)a;

  // CHECK-DAG: SharedOldIrql.c:[[#@LINE+1]]:3: warning: MSI spin lock for message '0' saves its IRQL in 'ext->Numbers', where that for message '1' saves its own, too [storport.msi.SharedOldIrql]
  StorPortAcquireMSISpinLock(ext, 0, &ext->Numbers); // expected-warning {{MSI spin lock for message '0' saves its IRQL in 'ext->Numbers', where that for message '1' saves its own, too [storport.msi.SharedOldIrql]}}
  StorPortReleaseMSISpinLock(ext, 0, ext->Numbers);

  StorPortAcquireMSISpinLock(ext, id, &ext->Any); // expected-warning {{MSI spin lock for message 'id' saves its IRQL in 'ext->Any', where those for other messages save theirs, too}} expected-note {{Another processor may come here at the same time, by 'Dpc', for another message}}
  StorPortReleaseMSISpinLock(ext, id, ext->Any);

  StorPortAcquireMSISpinLock(ext, ext->AdminMessage, &ext->Fields); // expected-warning {{'ext->AdminMessage' saves its IRQL in 'ext->Fields', where that for message 'ext->IoMessage' saves}}
  StorPortReleaseMSISpinLock(ext, ext->AdminMessage, ext->Fields);

  // A local is copied to the field.
  StorPortAcquireMSISpinLock(ext, id + 1, &irql); // expected-note {{Another processor may come here at the same time, by 'Dpc', for another message}}
  ext->Copied = irql; // expected-warning {{MSI spin lock for message 'id + 1' saves its IRQL in 'ext->Copied', where those}}
  StorPortReleaseMSISpinLock(ext, id + 1, ext->Copied);

  // So is the result of a helper.
  ext->Handle.Context.OldIrql = (KIRQL)lockAndReturn(ext, id); // expected-warning {{MSI spin lock for message 'id' saves its IRQL in 'ext->Handle.Context.OldIrql', where those}} expected-note {{Another processor may come here at the same time, by 'Dpc', for another message}}
  unlock(ext, id, ext->Handle.Context.OldIrql);

  // Whoever names the slot is told.
  lock(ext, 2, &global); // expected-warning {{MSI spin lock for message '2' saves its IRQL in 'global', where that for message '3'}}
  unlock(ext, 2, global);

  lockShared(ext, 0); // expected-note {{Here it is message '0'}}
  unlockShared(ext, 0);
  lockQueue(ext, id);
}

VOID Dpc2(PSTOR_DPC dpc, PVOID hw, PVOID a, PVOID b) {
  EXT *ext = (EXT *)hw;

  // CHECK-DAG: SharedOldIrql.c:[[#@LINE+1]]:3: note: MSI spin lock for message '1' saves its IRQL in the same place
  StorPortAcquireMSISpinLock(ext, 1, &ext->Numbers); // expected-note {{MSI spin lock for message '1' saves its IRQL in the same place}}
  StorPortReleaseMSISpinLock(ext, 1, ext->Numbers);

  StorPortAcquireMSISpinLock(ext, ext->IoMessage, &ext->Fields); // expected-note {{in the same place}}
  StorPortReleaseMSISpinLock(ext, ext->IoMessage, ext->Fields);

  lock(ext, 3, &global); // expected-note {{in the same place}}
  unlock(ext, 3, global);

  lockShared(ext, 1); // expected-note {{Here it is message '1'}}
  unlockShared(ext, 1);
}

BOOLEAN StartIo(PVOID hw, PSCSI_REQUEST_BLOCK srb) {
  EXT *ext = (EXT *)hw;
  // StartIo runs one at a time, but beside the interrupt routine.
  ULONG message = 4;
  StorPortAcquireMSISpinLock(ext, message, &ext->StartIo); // expected-note {{in the same place}}
  StorPortReleaseMSISpinLock(ext, message, ext->StartIo);

  // All of these hold StartIoLock.
  StorPortAcquireMSISpinLock(ext, 4, &ext->Serial);
  StorPortReleaseMSISpinLock(ext, 4, ext->Serial);
  StorPortAcquireMSISpinLock(ext, srb->PathId, &ext->Serial);
  StorPortReleaseMSISpinLock(ext, srb->PathId, ext->Serial);
  return TRUE;
}

VOID Timer(PVOID hw) {
  EXT *ext = (EXT *)hw;
  StorPortAcquireMSISpinLock(ext, 5, &ext->Serial);
  StorPortReleaseMSISpinLock(ext, 5, ext->Serial);
}

BOOLEAN Interrupt(PVOID hw, ULONG id) {
  EXT *ext = (EXT *)hw;
  if (id != 5) {
    ULONG message = 5;
    StorPortAcquireMSISpinLock(ext, message, &ext->StartIo); // expected-warning {{message 'message' saves its IRQL in 'ext->StartIo', where those for other messages save theirs}}
    StorPortReleaseMSISpinLock(ext, message, ext->StartIo);
  }
  return TRUE;
}

// Silent cases.

static void fillIn(EXT *ext) {
  ext->MessageId = 7;
}

static ULONG pick(EXT *ext) {
  ULONG id;
  unseen(&id);
  return id;
}

VOID Silent(PSTOR_DPC dpc, PVOID hw, PVOID a, PVOID b) {
  EXT *ext = (EXT *)hw;
  ULONG irql, i, id = (ULONG)(ULONG_PTR)a;
  STOR_LOCK_HANDLE handle = {0};
  LOCK local;
  QUEUE *q = (QUEUE *)b;

  // A slot for each message.
  StorPortAcquireMSISpinLock(ext, id, &ext->Irqls[id]);
  StorPortReleaseMSISpinLock(ext, id, ext->Irqls[id]);
  StorPortAcquireMSISpinLock(ext, 0, &ext->Irqls[0]);
  StorPortReleaseMSISpinLock(ext, 0, ext->Irqls[0]);
  StorPortAcquireMSISpinLock(ext, 1, &ext->Irqls[1]);
  StorPortReleaseMSISpinLock(ext, 1, ext->Irqls[1]);
  StorPortAcquireMSISpinLock(ext, q->MessageId, &q->Irql);
  StorPortReleaseMSISpinLock(ext, q->MessageId, q->Irql);
  for (i = 0; i < ext->QueueCount; i++) {
    StorPortAcquireMSISpinLock(ext, ext->Queues[i].MessageId, &ext->Queues[i].Irql);
    StorPortReleaseMSISpinLock(ext, ext->Queues[i].MessageId, ext->Queues[i].Irql);
  }
  StorPortAcquireMSISpinLock(ext, ext->Current->MessageId, &ext->Current->Irql);
  StorPortReleaseMSISpinLock(ext, ext->Current->MessageId, ext->Current->Irql);

  // A slot on the stack.
  lock(ext, id, &local.Irql);
  unlock(ext, id, local.Irql);
  handle.Context.OldIrql = (KIRQL)lockAndReturn(ext, id);
  unlock(ext, id, handle.Context.OldIrql);

  // One and the same lock.
  StorPortAcquireMSISpinLock(ext, 6, &ext->One);
  StorPortReleaseMSISpinLock(ext, 6, ext->One);
  StorPortAcquireMSISpinLock(ext, ext->MessageId, &ext->Fixed);
  StorPortReleaseMSISpinLock(ext, ext->MessageId, ext->Fixed);

  // Which message it is nobody knows.
  StorPortAcquireMSISpinLock(ext, pick(ext), &ext->Unseen);
  StorPortReleaseMSISpinLock(ext, 1, ext->Unseen);
}

VOID Silent2(PSTOR_DPC dpc, PVOID hw, PVOID a, PVOID b) {
  EXT *ext = (EXT *)hw;
  ULONG irql, id = (ULONG)(ULONG_PTR)a;
  STOR_LOCK_HANDLE handle = {0};

  fillIn(ext);
  StorPortAcquireMSISpinLock(ext, 6, &ext->One);
  StorPortReleaseMSISpinLock(ext, 6, ext->One);

  // What is only shown to somebody is nobody's IRQL.
  StorPortAcquireMSISpinLock(ext, id, &irql);
  ext->Shown = irql;
  StorPortReleaseMSISpinLock(ext, id, irql);

  // Under another lock.
  StorPortAcquireMSISpinLock(ext, 7, &irql);
  StorPortAcquireMSISpinLock(ext, id, &ext->Nested);
  StorPortReleaseMSISpinLock(ext, id, ext->Nested);
  StorPortReleaseMSISpinLock(ext, 7, irql);
  StorPortAcquireSpinLock(ext, DpcLock, dpc, &handle);
  StorPortAcquireMSISpinLock(ext, id, &ext->Spin);
  StorPortReleaseMSISpinLock(ext, id, ext->Spin);
  StorPortReleaseSpinLock(ext, &handle);
}

VOID Kernel(PSTOR_DPC dpc, PVOID hw, PVOID a, PVOID b) {
  EXT *ext = (EXT *)hw;
  ULONG id = (ULONG)(ULONG_PTR)a;
  KeAcquireSpinLockAtDpcLevel(&ext->KernelLock);
  StorPortAcquireMSISpinLock(ext, id, &ext->Guarded);
  StorPortReleaseMSISpinLock(ext, id, ext->Guarded);
  KeReleaseSpinLockFromDpcLevel(&ext->KernelLock);
  // After it is given back, nobody is kept out.
  StorPortAcquireMSISpinLock(ext, id, &ext->Before); // expected-warning {{'ext->Before', where those}} expected-note {{Another processor may come here at the same time, by 'Kernel', for another message}}
  StorPortReleaseMSISpinLock(ext, id, ext->Before);
  // This may do anything.
  unseen(ext);
  StorPortAcquireMSISpinLock(ext, id, &ext->Alone);
  StorPortReleaseMSISpinLock(ext, id, ext->Alone);
}

// A queue may be the only one of its kind.
VOID OneQueue(PSTOR_DPC dpc, PVOID hw, PVOID a, PVOID b) {
  EXT *ext = (EXT *)hw;
  QUEUE *q = (QUEUE *)a;
  StorPortAcquireMSISpinLock(ext, q->MessageId, &ext->Single);
  StorPortReleaseMSISpinLock(ext, q->MessageId, ext->Single);
}

// A work item that is queued once at a time does one after the other.
HW_WORKITEM Reset;
VOID Reset(PVOID hw, PVOID context, PVOID worker) {
  EXT *ext = (EXT *)hw;
  ULONG i;
  for (i = 0; i < ext->QueueCount; i++) {
    StorPortAcquireMSISpinLock(ext, ext->Queues[i].MessageId, &ext->Hand);
    StorPortReleaseMSISpinLock(ext, ext->Queues[i].MessageId, ext->Hand);
  }
  StorPortAcquireMSISpinLock(ext, 1, &ext->Hand);
  StorPortReleaseMSISpinLock(ext, 1, ext->Hand);
}

// An adapter is of one kind.
HW_DPC_ROUTINE OneKind, OtherKind;
VOID OneKind(PSTOR_DPC dpc, PVOID hw, PVOID a, PVOID b) {
  EXT *ext = (EXT *)hw;
  if (ext->Flag) {
    StorPortAcquireMSISpinLock(ext, 1, &ext->Tried);
    StorPortReleaseMSISpinLock(ext, 1, ext->Tried);
  }
}
VOID OtherKind(PSTOR_DPC dpc, PVOID hw, PVOID a, PVOID b) {
  EXT *ext = (EXT *)hw;
  if (!ext->Flag) {
    StorPortAcquireMSISpinLock(ext, 2, &ext->Tried);
    StorPortReleaseMSISpinLock(ext, 2, ext->Tried);
  }
}

// Nobody knows what runs beside this.
SCSI_ADAPTER_CONTROL_STATUS Control(PVOID hw, SCSI_ADAPTER_CONTROL_TYPE type, PVOID parameters) {
  EXT *ext = (EXT *)hw;
  ULONG i;
  for (i = 0; i < 8; i++) {
    StorPortAcquireMSISpinLock(ext, i, &ext->Own);
    StorPortReleaseMSISpinLock(ext, i, ext->Own);
  }
  return ScsiAdapterControlSuccess;
}

void nobodyKnowsWhoCalls(EXT *ext, ULONG id) {
  StorPortAcquireMSISpinLock(ext, id, &ext->Nobody);
  StorPortReleaseMSISpinLock(ext, id, ext->Nobody);
  StorPortAcquireMSISpinLock(ext, 1, &own);
  StorPortReleaseMSISpinLock(ext, 1, own);
  StorPortAcquireMSISpinLock(ext, 2, &own);
  StorPortReleaseMSISpinLock(ext, 2, own);
}
