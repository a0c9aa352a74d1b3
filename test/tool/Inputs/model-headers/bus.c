/* A bus driver: processors, resources, DMA adapters, the registry, power and locks that are waited for. */
#include <ntddk.h>
#include <procgrp.h>
#include <stdlib.h>

typedef struct _SHELF {
  PDEVICE_OBJECT Lower;
  BUS_INTERFACE_STANDARD Bus;
  IO_REMOVE_LOCK Removal;
  ERESOURCE Resource;
  PVOID Processors;
  KWAIT_BLOCK Waits[MAXIMUM_WAIT_OBJECTS];
  volatile LONG Count;
} SHELF, *PSHELF;

static PROCESSOR_CALLBACK_FUNCTION Arrived;
static VOID Arrived(PVOID Context, PKE_PROCESSOR_CHANGE_NOTIFY_CONTEXT Change, PNTSTATUS Status) {
  if (Change->State == KeProcessorAddCompleteNotify)
    WriteNoFence(&((PSHELF)Context)->Count, (LONG)Change->NtNumber);
  *Status = STATUS_SUCCESS;
}

static GET_SET_DEVICE_DATA Peek;
static ULONG Peek(PVOID Context, ULONG Kind, PVOID Buffer, ULONG Offset, ULONG Length) {
  PSHELF Shelf = (PSHELF)Context;
  return Shelf->Bus.GetBusData(Shelf->Bus.Context, Kind, Buffer, Offset, Length);
}

static ULONG Wanted(PIO_RESOURCE_REQUIREMENTS_LIST Requirements) {
  PIO_RESOURCE_LIST List = Requirements->List;
  ULONG Interrupts = 0, Index;
  for (Index = 0; Index < List->Count; Index++) {
    PIO_RESOURCE_DESCRIPTOR Each = &List->Descriptors[Index];
    if (Each->Type != CmResourceTypeInterrupt)
      continue;
    Each->u.Interrupt.AffinityPolicy = IrqPolicySpecifiedProcessors;
    Each->u.Interrupt.PriorityPolicy = IrqPriorityHigh;
    Interrupts++;
  }
  return Interrupts;
}

static PMDL Pages(SIZE_T Bytes) {
  PHYSICAL_ADDRESS Low = {0}, High, Skip = {0};
  High.QuadPart = -1;
  return MmAllocatePagesForMdlEx(Low, High, Skip, Bytes, MmCached,
                                 MM_ALLOCATE_FULLY_REQUIRED | MM_ALLOCATE_REQUIRE_CONTIGUOUS_CHUNKS);
}

static PVOID Shared(PDEVICE_OBJECT Device, PDMA_ADAPTER *Adapter, PPHYSICAL_ADDRESS Address) {
  DEVICE_DESCRIPTION Description;
  ULONG Registers;
  RtlZeroMemory(&Description, sizeof(Description));
  Description.Version = DEVICE_DESCRIPTION_VERSION;
  Description.Master = TRUE;
  Description.ScatterGather = TRUE;
  Description.InterfaceType = PCIBus;
  *Adapter = IoGetDmaAdapter(Device, &Description, &Registers);
  if (*Adapter == NULL)
    return NULL;
  return (*Adapter)->DmaOperations->AllocateCommonBuffer(*Adapter, PAGE_SIZE, Address, TRUE);
}

static NTSTATUS Keys(HANDLE Key, PULONG Longest) {
  KEY_FULL_INFORMATION Information;
  ULONG Length;
  NTSTATUS Status = ZwQueryKey(Key, KeyFullInformation, &Information, sizeof(Information), &Length);
  *Longest = __max(Information.MaxNameLen, Information.MaxValueNameLen);
  return Status;
}

static NTSTATUS Join(HANDLE Handle, PVOID *Events, PSHELF Shelf) {
  PVOID Thread;
  NTSTATUS Status =
      ObReferenceObjectByHandle(Handle, SYNCHRONIZE, *PsThreadType, KernelMode, &Thread, NULL);
  if (!NT_SUCCESS(Status))
    return Status;
  Status = KeWaitForMultipleObjects(2, Events, WaitAny, Executive, KernelMode, FALSE, NULL, Shelf->Waits);
  ObDereferenceObject(Thread);
  return Status;
}

NTSTATUS Start(PSHELF Shelf, PDEVICE_OBJECT Device, PIRP Irp, HANDLE Key, PVOID *Events) {
  RTL_OSVERSIONINFOEXW Version;
  PHYSICAL_ADDRESS Address;
  PDMA_ADAPTER Adapter;
  LARGE_INTEGER Ticks;
  POWER_STATE State;
  ULONG Longest;
  KAFFINITY Before = KeSetSystemAffinityThreadEx(1);
  NTSTATUS Status = IoAcquireRemoveLock(&Shelf->Removal, Irp);
  if (!NT_SUCCESS(Status))
    return Status;
  Version.dwOSVersionInfoSize = sizeof(Version);
  RtlGetVersion((PRTL_OSVERSIONINFOW)&Version);
  KeQueryTickCount(&Ticks);
  Ticks.QuadPart *= KeQueryTimeIncrement();
  Shelf->Bus.SetBusData = Peek;
  Shelf->Lower = IoAttachDeviceToDeviceStack(Device, Shelf->Lower);
  Shelf->Processors = KeRegisterProcessorChangeCallback(Arrived, Shelf, KE_PROCESSOR_CHANGE_ADD_EXISTING);
  KeEnterCriticalRegion();
  if (ExAcquireSharedStarveExclusive(&Shelf->Resource, TRUE))
    ExReleaseResourceForThreadLite(&Shelf->Resource, ExGetCurrentResourceThread());
  KeLeaveCriticalRegion();
  if (Shared(Device, &Adapter, &Address) == NULL || Pages(PAGE_SIZE) == NULL)
    Status = STATUS_INSUFFICIENT_RESOURCES;
  else if (Wanted(IoGetCurrentIrpStackLocation(Irp)->Parameters.FilterResourceRequirements.IoResourceRequirementList) > 1)
    Status = Keys(Key, &Longest);
  State.DeviceState = PowerDeviceD0;
  PoSetPowerState(Device, DevicePowerState, State);
  KeRevertToUserAffinityThreadEx(Before);
  IoReleaseRemoveLock(&Shelf->Removal, Irp);
  return NT_SUCCESS(Status) ? Join(Key, Events, Shelf) : Status;
}

NTSTATUS Connect(PDRIVER_OBJECT Driver, PKINTERRUPT *Interrupt, PKSERVICE_ROUTINE Routine, PHANDLE Key) {
  IO_CONNECT_INTERRUPT_PARAMETERS Parameters;
  NTSTATUS Status = IoOpenDriverRegistryKey(Driver, DriverRegKeyParameters, KEY_READ, 0, Key);
  if (!NT_SUCCESS(Status))
    return STATUS_INCOMPATIBLE_DRIVER_BLOCKED;
  RtlZeroMemory(&Parameters, sizeof(Parameters));
  Parameters.Version = CONNECT_FULLY_SPECIFIED_GROUP;
  Parameters.FullySpecified.InterruptObject = Interrupt;
  Parameters.FullySpecified.ServiceRoutine = Routine;
  return IoConnectInterruptEx(&Parameters);
}
