/* Registration, resources and start of the controller. */
#include "locks.h"

#define SQ_COMMAND_RING (SQ_DEPTH * sizeof(SQ_COMMAND))
#define SQ_COMPLETION_RING (SQ_DEPTH * sizeof(SQ_COMPLETION))
#define SQ_RING_BYTES (SQ_COMMAND_RING + SQ_COMPLETION_RING)

static HW_PASSIVE_INITIALIZE_ROUTINE SqHwPassiveInitialize;
DRIVER_INITIALIZE DriverEntry;

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject,
                     PUNICODE_STRING RegistryPath) {
  HW_INITIALIZATION_DATA Init;

  RtlZeroMemory(&Init, sizeof(Init));
  Init.HwInitializationDataSize = sizeof(Init);
  Init.AdapterInterfaceType = PCIBus;
  Init.HwFindAdapter = SqHwFindAdapter;
  Init.HwInitialize = SqHwInitialize;
  Init.HwBuildIo = SqHwBuildIo;
  Init.HwStartIo = SqHwStartIo;
  Init.HwInterrupt = SqHwInterrupt;
  Init.HwResetBus = SqHwResetBus;
  Init.HwAdapterControl = SqHwAdapterControl;
  Init.DeviceExtensionSize = sizeof(SQ_ADAPTER);
  Init.SrbExtensionSize = sizeof(SQ_REQUEST);
  Init.NumberOfAccessRanges = 1;
  Init.MapBuffers = STOR_MAP_NON_READ_WRITE_BUFFERS;
  Init.NeedPhysicalAddresses = TRUE;
  Init.TaggedQueuing = TRUE;
  Init.AutoRequestSense = TRUE;
  Init.MultipleRequestPerLu = TRUE;
  return (NTSTATUS)StorPortInitialize(DriverObject, RegistryPath, &Init, NULL);
}

ULONG SqHwFindAdapter(PVOID DeviceExtension, PVOID HwContext,
                      PVOID BusInformation, PCHAR ArgumentString,
                      PPORT_CONFIGURATION_INFORMATION ConfigInfo,
                      PBOOLEAN Reserved3) {
  PSQ_ADAPTER Adapter = DeviceExtension;
  PACCESS_RANGE Range = &(*ConfigInfo->AccessRanges)[0];
  ULONG Id;

  UNREFERENCED_PARAMETER(HwContext);
  UNREFERENCED_PARAMETER(BusInformation);
  UNREFERENCED_PARAMETER(ArgumentString);
  UNREFERENCED_PARAMETER(Reserved3);

  if (Range->RangeLength < sizeof(SQ_REGISTERS))
    return SP_RETURN_BAD_CONFIG;
  Adapter->Registers = StorPortGetDeviceBase(
      Adapter, ConfigInfo->AdapterInterfaceType, ConfigInfo->SystemIoBusNumber,
      Range->RangeStart, Range->RangeLength, !Range->RangeInMemory);
  if (Adapter->Registers == NULL)
    return SP_RETURN_ERROR;

  ConfigInfo->MaximumTransferLength = (SQ_SEGMENTS - 1) * PAGE_SIZE;
  ConfigInfo->NumberOfPhysicalBreaks = SQ_SEGMENTS - 1;
  ConfigInfo->Dma64BitAddresses = SCSI_DMA64_MINIPORT_FULL64BIT_SUPPORTED;
  ConfigInfo->SynchronizationModel = StorSynchronizeFullDuplex;
  ConfigInfo->HwMSInterruptRoutine = SqHwMessageInterrupt;
  ConfigInfo->InterruptSynchronizationMode = InterruptSynchronizePerMessage;

  /* The dump stack polls and has one processor. */
  Adapter->QueueCount = ConfigInfo->DumpMode ? 1 : SQ_MAX_QUEUES;
  Adapter->PerMessage = !ConfigInfo->DumpMode;

  Adapter->Rings = StorPortGetUncachedExtension(
      Adapter, ConfigInfo, (ULONG)(Adapter->QueueCount * SQ_RING_BYTES));
  if (Adapter->Rings == NULL)
    return SP_RETURN_ERROR;

  for (Id = 0; Id < Adapter->QueueCount; Id++) {
    PSQ_QUEUE Queue = &Adapter->Queues[Id];
    PUCHAR Ring = Adapter->Rings + Id * SQ_RING_BYTES;

    Queue->Id = Id;
    Queue->MessageId = SQ_EVENT_MESSAGE + 1 + Id;
    Queue->Commands = (PSQ_COMMAND)Ring;
    Queue->Completions = (PSQ_COMPLETION)(Ring + SQ_COMMAND_RING);
    InitializeListHead(&Queue->Backlog);
  }
  return SP_RETURN_FOUND;
}

static BOOLEAN SqHwPassiveInitialize(PVOID DeviceExtension) {
  PSQ_ADAPTER Adapter = DeviceExtension;
  ULONG Id;

  for (Id = 0; Id < Adapter->QueueCount; Id++)
    StorPortInitializeDpc(Adapter, &Adapter->Queues[Id].Dpc, SqHwDpc);
  StorPortInitializeDpc(Adapter, &Adapter->EventDpc, SqHwEventDpc);
  StorPortNotification(RequestTimerCall, Adapter, SqHwTimer,
                       SQ_POLL_INTERVAL_US);
  return TRUE;
}

/* Programs the controller. Nothing else of this driver runs meanwhile, so the
 * queues are touched without their locks. */
VOID SqStart(PSQ_ADAPTER Adapter) {
  PSQ_REGISTERS Registers = Adapter->Registers;
  ULONG Length;
  ULONG Id;

  StorPortWriteRegisterUlong(Adapter, &Registers->Control, SQ_CONTROL_RESET);
  for (Id = 0; Id < Adapter->QueueCount; Id++) {
    PSQ_QUEUE Queue = &Adapter->Queues[Id];
    PSQ_QUEUE_REGISTERS Doorbells = &Registers->Queue[Id];
    STOR_PHYSICAL_ADDRESS Commands =
        StorPortGetPhysicalAddress(Adapter, NULL, Queue->Commands, &Length);
    STOR_PHYSICAL_ADDRESS Completions =
        StorPortGetPhysicalAddress(Adapter, NULL, Queue->Completions, &Length);

    RtlZeroMemory(Queue->Completions, SQ_COMPLETION_RING);
    Queue->Head = Queue->LastHead = Queue->Tail = 0;
    Queue->Phase = SQ_COMPLETION_PHASE;
    Queue->Stopped = FALSE;
    StorPortWriteRegisterUlong(Adapter, &Doorbells->SubmitAddress[0],
                               Commands.LowPart);
    StorPortWriteRegisterUlong(Adapter, &Doorbells->SubmitAddress[1],
                               (ULONG)Commands.HighPart);
    StorPortWriteRegisterUlong(Adapter, &Doorbells->CompleteAddress[0],
                               Completions.LowPart);
    StorPortWriteRegisterUlong(Adapter, &Doorbells->CompleteAddress[1],
                               (ULONG)Completions.HighPart);
  }
  StorPortWriteRegisterUlong(Adapter, &Registers->EventMask, 0);
  StorPortWriteRegisterUlong(Adapter, &Registers->Control, SQ_CONTROL_ENABLE);
}

BOOLEAN SqHwInitialize(PVOID DeviceExtension) {
  PSQ_ADAPTER Adapter = DeviceExtension;
  MESSAGE_INTERRUPT_INFORMATION Message;

  /* What the firmware did before is no event of ours. */
  Adapter->Events = 0;

  /* We asked for messages; the platform may have refused the last ones. */
  if (Adapter->PerMessage &&
      StorPortGetMSIInfo(Adapter, SQ_EVENT_MESSAGE + Adapter->QueueCount,
                         &Message) != STOR_STATUS_SUCCESS)
    Adapter->PerMessage = FALSE;
  SqStart(Adapter);
  return StorPortEnablePassiveInitialization(Adapter, SqHwPassiveInitialize);
}
