/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 *
 * storport.h: spinpair model header.
 *
 * What the StorPort port driver offers a miniport, and what it asks of one:
 * callbacks, configuration, locks, deferred procedure calls, requests, memory,
 * registers. Routines that the real header defines inline around
 * StorPortNotification are plain declarations here; the MSI lock functions
 * are inline around StorPortExtendedFunction, as they reach a compiler there.
 *
 * Code that includes this must go by names. Where the reference does not state
 * the number of an enumerator or a flag, the number here may differ from the
 * real one, and opaque structures have sizes of their own.
 *
 * Source: the public DDI reference of storport.h (Microsoft's
 * windows-driver-docs-ddi).
 *
 * For parsing and analysing only. Do not build drivers with it.
 */
#ifndef SPINPAIR_WDK_STORPORT_H
#define SPINPAIR_WDK_STORPORT_H

#include "scsi.h"
#include "srb.h"
#include "wdm.h"

#define STORPORT_API

/* ------------------------------------------------------------------------
 * Status
 */

#define STOR_STATUS_SUCCESS 0x00000000u
#define STOR_STATUS_UNSUCCESSFUL 0xC1000001u
#define STOR_STATUS_NOT_IMPLEMENTED 0xC1000002u
#define STOR_STATUS_INSUFFICIENT_RESOURCES 0xC1000003u
#define STOR_STATUS_BUFFER_TOO_SMALL 0xC1000004u
#define STOR_STATUS_ACCESS_DENIED 0xC1000005u
#define STOR_STATUS_INVALID_PARAMETER 0xC1000006u
#define STOR_STATUS_INVALID_DEVICE_REQUEST 0xC1000007u
#define STOR_STATUS_INVALID_IRQL 0xC1000008u
#define STOR_STATUS_INVALID_DEVICE_STATE 0xC1000009u
#define STOR_STATUS_INVALID_BUFFER_SIZE 0xC100000Au
#define STOR_STATUS_UNSUPPORTED_VERSION 0xC100000Bu
#define STOR_STATUS_BUSY 0xC100000Cu

/* What HwStorFindAdapter answers. */
#define SP_RETURN_NOT_FOUND 0
#define SP_RETURN_FOUND 1
#define SP_RETURN_ERROR 2
#define SP_RETURN_BAD_CONFIG 3

/* What StorPortLogError is told. */
#define SP_BUS_PARITY_ERROR 0x0001
#define SP_UNEXPECTED_DISCONNECT 0x0002
#define SP_INVALID_RESELECTION 0x0003
#define SP_BUS_TIME_OUT 0x0004
#define SP_PROTOCOL_ERROR 0x0005
#define SP_INTERNAL_ADAPTER_ERROR 0x0006
#define SP_REQUEST_TIMEOUT 0x0007
#define SP_IRQ_NOT_RESPONDING 0x0008
#define SP_BAD_FW_WARNING 0x0009
#define SP_BAD_FW_ERROR 0x000a
#define SP_LOST_WMI_MINIPORT_REQUEST 0x000b

/* ------------------------------------------------------------------------
 * Locks and deferred procedure calls
 */

typedef enum _STOR_SPINLOCK {
  DpcLock = 1,
  StartIoLock,
  InterruptLock,
  ThreadedDpcLock,
  DpcLevelLock
} STOR_SPINLOCK;

typedef struct _STOR_LOCK_HANDLE {
  STOR_SPINLOCK Lock;
  struct {
    struct {
      PVOID Next;
      PVOID Lock;
    } LockQueue;
    KIRQL OldIrql;
  } Context;
} STOR_LOCK_HANDLE, *PSTOR_LOCK_HANDLE;

typedef KSPIN_LOCK STOR_KSPIN_LOCK, *PSTOR_KSPIN_LOCK;

/* Opaque to drivers. */
typedef struct _STOR_DPC {
  KDPC Dpc;
  STOR_KSPIN_LOCK Lock;
} STOR_DPC, *PSTOR_DPC;

/* ------------------------------------------------------------------------
 * Memory and data transfer
 */

typedef PHYSICAL_ADDRESS STOR_PHYSICAL_ADDRESS, *PSTOR_PHYSICAL_ADDRESS;

typedef struct _STOR_SCATTER_GATHER_ELEMENT {
  STOR_PHYSICAL_ADDRESS PhysicalAddress;
  ULONG Length;
  ULONG_PTR Reserved;
} STOR_SCATTER_GATHER_ELEMENT, *PSTOR_SCATTER_GATHER_ELEMENT;

typedef struct _STOR_SCATTER_GATHER_LIST {
  ULONG NumberOfElements;
  ULONG_PTR Reserved;
  STOR_SCATTER_GATHER_ELEMENT List[];
} STOR_SCATTER_GATHER_LIST, *PSTOR_SCATTER_GATHER_LIST;

typedef struct _MEMORY_REGION {
  PVOID VirtualBase;
  PHYSICAL_ADDRESS PhysicalBase;
  ULONG Length;
} MEMORY_REGION, *PMEMORY_REGION;

typedef LIST_ENTRY STOR_LIST_ENTRY, *PSTOR_LIST_ENTRY;
typedef SLIST_ENTRY STOR_SLIST_ENTRY, *PSTOR_SLIST_ENTRY;
typedef SLIST_HEADER STOR_SLIST_HEADER, *PSTOR_SLIST_HEADER;

/* ------------------------------------------------------------------------
 * Callbacks
 */

typedef struct _PORT_CONFIGURATION_INFORMATION PORT_CONFIGURATION_INFORMATION,
    *PPORT_CONFIGURATION_INFORMATION;

typedef enum _SCSI_ADAPTER_CONTROL_TYPE {
  ScsiQuerySupportedControlTypes,
  ScsiStopAdapter,
  ScsiRestartAdapter,
  ScsiSetBootConfig,
  ScsiSetRunningConfig,
  ScsiPowerSettingNotification,
  ScsiAdapterPower,
  ScsiAdapterPoFxPowerRequired,
  ScsiAdapterPoFxPowerActive,
  ScsiAdapterPoFxPowerSetFState,
  ScsiAdapterPoFxPowerControl,
  ScsiAdapterPrepareForBusReScan,
  ScsiAdapterSystemPowerHints,
  ScsiAdapterFilterResourceRequirements,
  ScsiAdapterPoFxMaxOperationalPower,
  ScsiAdapterPoFxSetPerfState,
  ScsiAdapterSurpriseRemoval,
  ScsiAdapterSerialNumber,
  ScsiAdapterCryptoOperation,
  ScsiAdapterQueryFruId,
  ScsiAdapterSetEventLogging,
  ScsiAdapterReportInternalData,
  ScsiAdapterResetBusSynchronous,
  ScsiAdapterPostHwInitialize,
  ScsiAdapterPrepareEarlyDumpData,
  ScsiAdapterRestoreEarlyDumpData,
  ScsiAdapterControlMax
} SCSI_ADAPTER_CONTROL_TYPE,
    *PSCSI_ADAPTER_CONTROL_TYPE;

typedef enum _SCSI_ADAPTER_CONTROL_STATUS {
  ScsiAdapterControlSuccess,
  ScsiAdapterControlUnsuccessful
} SCSI_ADAPTER_CONTROL_STATUS,
    *PSCSI_ADAPTER_CONTROL_STATUS;

typedef enum _SCSI_UNIT_CONTROL_TYPE {
  ScsiQuerySupportedUnitControlTypes,
  ScsiUnitUsage,
  ScsiUnitStart,
  ScsiUnitPower,
  ScsiUnitPoFxPowerInfo,
  ScsiUnitPoFxPowerRequired,
  ScsiUnitPoFxPowerActive,
  ScsiUnitPoFxPowerSetFState,
  ScsiUnitPoFxPowerControl,
  ScsiUnitRemove,
  ScsiUnitSurpriseRemoval,
  ScsiUnitRichDescription,
  ScsiUnitQueryBusType,
  ScsiUnitQueryFruId,
  ScsiUnitReportInternalData,
  ScsiUnitControlMax
} SCSI_UNIT_CONTROL_TYPE,
    *PSCSI_UNIT_CONTROL_TYPE;

typedef enum _SCSI_UNIT_CONTROL_STATUS {
  ScsiUnitControlSuccess,
  ScsiUnitControlUnsuccessful
} SCSI_UNIT_CONTROL_STATUS,
    *PSCSI_UNIT_CONTROL_STATUS;

/* As long as MaxControlType says. */
typedef struct _SCSI_SUPPORTED_CONTROL_TYPE_LIST {
  ULONG MaxControlType;
  BOOLEAN SupportedTypeList[];
} SCSI_SUPPORTED_CONTROL_TYPE_LIST, *PSCSI_SUPPORTED_CONTROL_TYPE_LIST;

typedef struct _STOR_POWER_CONTROL_HEADER {
  ULONG Version;
  ULONG Size;
  PSTOR_ADDRESS Address;
} STOR_POWER_CONTROL_HEADER, *PSTOR_POWER_CONTROL_HEADER;

typedef struct _STOR_ADAPTER_CONTROL_POWER {
  STOR_POWER_CONTROL_HEADER Header;
  STOR_POWER_ACTION PowerAction;
  STOR_DEVICE_POWER_STATE PowerState;
} STOR_ADAPTER_CONTROL_POWER, *PSTOR_ADAPTER_CONTROL_POWER;

typedef struct _STOR_UNIT_CONTROL_POWER {
  PSTOR_ADDRESS Address;
  STOR_POWER_ACTION PowerAction;
  STOR_DEVICE_POWER_STATE PowerState;
} STOR_UNIT_CONTROL_POWER, *PSTOR_UNIT_CONTROL_POWER;

SPINPAIR_WDK_BEGIN

/* How drivers that avoid the kernel's types declare DriverEntry. */
typedef ULONG sp_DRIVER_INITIALIZE(PVOID DriverObject, PVOID RegistryPath);

/* Those that a physical miniport has. */
typedef ULONG HW_FIND_ADAPTER(PVOID DeviceExtension, PVOID HwContext,
                              PVOID BusInformation, PCHAR ArgumentString,
                              PPORT_CONFIGURATION_INFORMATION ConfigInfo,
                              PBOOLEAN Reserved3);
typedef BOOLEAN HW_INITIALIZE(PVOID DeviceExtension);
typedef BOOLEAN HW_PASSIVE_INITIALIZE_ROUTINE(PVOID DeviceExtension);
typedef BOOLEAN HW_BUILDIO(PVOID DeviceExtension, PSCSI_REQUEST_BLOCK Srb);
typedef BOOLEAN HW_STARTIO(PVOID DeviceExtension, PSCSI_REQUEST_BLOCK Srb);
typedef BOOLEAN HW_INTERRUPT(PVOID DeviceExtension);
typedef BOOLEAN HW_MESSAGE_SIGNALED_INTERRUPT_ROUTINE(PVOID HwDeviceExtension,
                                                      ULONG MessageId);
typedef VOID HW_DPC_ROUTINE(PSTOR_DPC Dpc, PVOID HwDeviceExtension,
                            PVOID SystemArgument1, PVOID SystemArgument2);
typedef VOID HW_TIMER(PVOID DeviceExtension);
typedef VOID HW_TIMER_EX(PVOID DeviceExtension, PVOID Context);
typedef VOID HW_WORKITEM(PVOID HwDeviceExtension, PVOID Context, PVOID Worker);
typedef BOOLEAN HW_RESET_BUS(PVOID DeviceExtension, ULONG PathId);
typedef SCSI_ADAPTER_CONTROL_STATUS
HW_ADAPTER_CONTROL(PVOID DeviceExtension, SCSI_ADAPTER_CONTROL_TYPE ControlType,
                   PVOID Parameters);
typedef SCSI_UNIT_CONTROL_STATUS
HW_UNIT_CONTROL(PVOID DeviceExtension, SCSI_UNIT_CONTROL_TYPE ControlType,
                PVOID Parameters);
typedef VOID HW_STATE_CHANGE(PVOID HwDeviceExtension, PVOID Context,
                             SHORT AddressType, PVOID Address, ULONG Status);
typedef VOID HW_TRACING_ENABLED(PVOID HwDeviceExtension, BOOLEAN Enabled);
typedef BOOLEAN STOR_SYNCHRONIZED_ACCESS(PVOID HwDeviceExtension,
                                         PVOID Context);
typedef VOID HW_REGISTRY_NOTIFICATION_ROUTINE(PVOID HwDeviceExtension);
typedef VOID STOR_THREAD_START_ROUTINE(PVOID StartContext);
typedef BOOLEAN HW_ADAPTER_STATE(PVOID DeviceExtension, PVOID Context,
                                 BOOLEAN SaveState);
typedef VOID HW_DMA_STARTED(PVOID DeviceExtension);
typedef VOID
POST_SCATTER_GATHER_EXECUTE(PVOID *DeviceObject, PVOID *Irp,
                            PSTOR_SCATTER_GATHER_LIST ScatterGather,
                            PVOID Context);

/* Those that only a virtual miniport has. */
typedef ULONG VIRTUAL_HW_FIND_ADAPTER(
    PVOID DeviceExtension, PVOID HwContext, PVOID BusInformation,
    PVOID LowerDevice, PCHAR ArgumentString,
    PPORT_CONFIGURATION_INFORMATION ConfigInfo, PBOOLEAN Again);
typedef VOID HW_FREE_ADAPTER_RESOURCES(PVOID DeviceExtension);
typedef VOID HW_PROCESS_SERVICE_REQUEST(PVOID DeviceExtension, PVOID Irp);
typedef VOID HW_COMPLETE_SERVICE_IRP(PVOID DeviceExtension);
typedef VOID HW_INITIALIZE_TRACING(PVOID Arg1, PVOID Arg2);
typedef VOID HW_CLEANUP_TRACING(PVOID Arg1);

SPINPAIR_WDK_END

typedef HW_FIND_ADAPTER *PHW_FIND_ADAPTER;
typedef HW_INITIALIZE *PHW_INITIALIZE;
typedef HW_PASSIVE_INITIALIZE_ROUTINE *PHW_PASSIVE_INITIALIZE_ROUTINE;
typedef HW_BUILDIO *PHW_BUILDIO;
typedef HW_STARTIO *PHW_STARTIO;
typedef HW_INTERRUPT *PHW_INTERRUPT;
typedef HW_MESSAGE_SIGNALED_INTERRUPT_ROUTINE
    *PHW_MESSAGE_SIGNALED_INTERRUPT_ROUTINE;
typedef HW_DPC_ROUTINE *PHW_DPC_ROUTINE;
typedef HW_TIMER *PHW_TIMER;
typedef HW_TIMER_EX *PHW_TIMER_EX;
typedef HW_WORKITEM *PHW_WORKITEM;
typedef HW_RESET_BUS *PHW_RESET_BUS;
typedef HW_ADAPTER_CONTROL *PHW_ADAPTER_CONTROL;
typedef HW_UNIT_CONTROL *PHW_UNIT_CONTROL;
typedef HW_STATE_CHANGE *PHW_STATE_CHANGE;
typedef HW_TRACING_ENABLED *PHW_TRACING_ENABLED;
typedef STOR_SYNCHRONIZED_ACCESS *PSTOR_SYNCHRONIZED_ACCESS;
typedef HW_REGISTRY_NOTIFICATION_ROUTINE *PHW_REGISTRY_NOTIFICATION_ROUTINE;
typedef STOR_THREAD_START_ROUTINE *PSTOR_THREAD_START_ROUTINE;
typedef HW_ADAPTER_STATE *PHW_ADAPTER_STATE;
typedef HW_DMA_STARTED *PHW_DMA_STARTED;
typedef POST_SCATTER_GATHER_EXECUTE *PPOST_SCATTER_GATHER_EXECUTE;
typedef VIRTUAL_HW_FIND_ADAPTER *PVIRTUAL_HW_FIND_ADAPTER;
typedef HW_FREE_ADAPTER_RESOURCES *PHW_FREE_ADAPTER_RESOURCES;
typedef HW_PROCESS_SERVICE_REQUEST *PHW_PROCESS_SERVICE_REQUEST;
typedef HW_COMPLETE_SERVICE_IRP *PHW_COMPLETE_SERVICE_IRP;
typedef HW_INITIALIZE_TRACING *PHW_INITIALIZE_TRACING;
typedef HW_CLEANUP_TRACING *PHW_CLEANUP_TRACING;

/* ------------------------------------------------------------------------
 * Configuration of an adapter
 */

typedef enum _STOR_SYNCHRONIZATION_MODEL {
  StorSynchronizeHalfDuplex,
  StorSynchronizeFullDuplex
} STOR_SYNCHRONIZATION_MODEL;

/* How the port driver serialises the messages of an adapter. Only with
 * InterruptSynchronizePerMessage has every message a lock of its own. */
typedef enum _INTERRUPT_SYNCHRONIZATION_MODE {
  InterruptSupportNone,
  InterruptSynchronizeAll,
  InterruptSynchronizePerMessage
} INTERRUPT_SYNCHRONIZATION_MODE,
    *PINTERRUPT_SYNCHRONIZATION_MODE;

typedef struct _MESSAGE_INTERRUPT_INFORMATION {
  ULONG MessageId;
  ULONG MessageData;
  STOR_PHYSICAL_ADDRESS MessageAddress;
  ULONG InterruptVector;
  ULONG InterruptLevel;
  KINTERRUPT_MODE InterruptMode;
} MESSAGE_INTERRUPT_INFORMATION, *PMESSAGE_INTERRUPT_INFORMATION;

/* PORT_CONFIGURATION_INFORMATION.MapBuffers. */
#define STOR_MAP_NO_BUFFERS 0
#define STOR_MAP_ALL_BUFFERS 1
#define STOR_MAP_NON_READ_WRITE_BUFFERS 2
#define STOR_MAP_ALL_BUFFERS_INCLUDING_READ_WRITE 3

/* PORT_CONFIGURATION_INFORMATION.Dma64BitAddresses. */
#define SCSI_DMA64_MINIPORT_SUPPORTED 0x01
#define SCSI_DMA64_MINIPORT_FULL64BIT_SUPPORTED 0x02
#define SCSI_DMA64_MINIPORT_FULL64BIT_NO_BOUNDARY_REQ_SUPPORTED 0x04
#define SCSI_DMA64_MINIPORT_64BIT_ONE_4GB_SUPPORTED 0x08
#define SCSI_DMA64_SYSTEM_SUPPORTED 0x80

/* PORT_CONFIGURATION_INFORMATION.DumpMode. */
#define DUMP_MODE_CRASH 0x01
#define DUMP_MODE_HIBER 0x02
#define DUMP_MODE_MARK_MEMORY 0x03
#define DUMP_MODE_RESUME 0x04

/* PORT_CONFIGURATION_INFORMATION.FeatureSupport. */
#define STOR_ADAPTER_FEATURE_DEVICE_TELEMETRY 0x00000001
#define STOR_ADAPTER_FEATURE_STOP_UNIT_DURING_POWER_DOWN 0x00000002
#define STOR_ADAPTER_UNCACHED_EXTENSION_NUMA_NODE_PREFERRED 0x00000004
#define STOR_ADAPTER_DMA_V3_PREFERRED 0x00000008
#define STOR_ADAPTER_FEATURE_ABORT_COMMAND 0x00000010
#define STOR_ADAPTER_FEATURE_RICH_TEMPERATURE_THRESHOLD 0x00000020
#define STOR_ADAPTER_DMA_ADDRESS_WIDTH_SPECIFIED 0x00000040

struct _PORT_CONFIGURATION_INFORMATION {
  ULONG Length;
  ULONG SystemIoBusNumber;
  INTERFACE_TYPE AdapterInterfaceType;
  ULONG BusInterruptLevel;
  ULONG BusInterruptVector;
  KINTERRUPT_MODE InterruptMode;
  ULONG MaximumTransferLength;
  ULONG NumberOfPhysicalBreaks;
  ULONG DmaChannel;
  ULONG DmaPort;
  DMA_WIDTH DmaWidth;
  DMA_SPEED DmaSpeed;
  ULONG AlignmentMask;
  ULONG NumberOfAccessRanges;
  ACCESS_RANGE (*AccessRanges)[];
  union {
    PVOID MiniportDumpData;
    PVOID Reserved;
  };
  UCHAR NumberOfBuses;
  CCHAR InitiatorBusId[8];
  BOOLEAN ScatterGather;
  BOOLEAN Master;
  BOOLEAN CachesData;
  BOOLEAN AdapterScansDown;
  BOOLEAN AtdiskPrimaryClaimed;
  BOOLEAN AtdiskSecondaryClaimed;
  BOOLEAN Dma32BitAddresses;
  BOOLEAN DemandMode;
  UCHAR MapBuffers;
  BOOLEAN NeedPhysicalAddresses;
  BOOLEAN TaggedQueuing;
  BOOLEAN AutoRequestSense;
  BOOLEAN MultipleRequestPerLu;
  BOOLEAN ReceiveEvent;
  BOOLEAN RealModeInitialized;
  BOOLEAN BufferAccessScsiPortControlled;
  UCHAR MaximumNumberOfTargets;
  union {
    struct {
      UCHAR SrbType;
      UCHAR AddressType;
    };
    UCHAR ReservedUchars[2];
  };
  ULONG SlotNumber;
  ULONG BusInterruptLevel2;
  ULONG BusInterruptVector2;
  KINTERRUPT_MODE InterruptMode2;
  ULONG DmaChannel2;
  ULONG DmaPort2;
  DMA_WIDTH DmaWidth2;
  DMA_SPEED DmaSpeed2;
  ULONG DeviceExtensionSize;
  ULONG SpecificLuExtensionSize;
  ULONG SrbExtensionSize;
  UCHAR Dma64BitAddresses;
  BOOLEAN ResetTargetSupported;
  UCHAR MaximumNumberOfLogicalUnits;
  BOOLEAN WmiDataProvider;
  STOR_SYNCHRONIZATION_MODEL SynchronizationModel;
  PHW_MESSAGE_SIGNALED_INTERRUPT_ROUTINE HwMSInterruptRoutine;
  INTERRUPT_SYNCHRONIZATION_MODE InterruptSynchronizationMode;
  MEMORY_REGION DumpRegion;
  ULONG RequestedDumpBufferSize;
  BOOLEAN VirtualDevice;
  UCHAR DumpMode;
  UCHAR DmaAddressWidth;
  ULONG ExtendedFlags1;
  ULONG MaxNumberOfIO;
  ULONG MaxIOsPerLun;
  ULONG InitialLunQueueDepth;
  ULONG BusResetHoldTime;
  ULONG FeatureSupport;
};

/* ------------------------------------------------------------------------
 * Registration of a driver
 */

#define STOR_FEATURE_VIRTUAL_MINIPORT 0x00000001
#define STOR_FEATURE_ATA_PASS_THROUGH 0x00000002
#define STOR_FEATURE_FULL_PNP_DEVICE_CAPABILITIES 0x00000004
#define STOR_FEATURE_DUMP_POINTERS 0x00000008
#define STOR_FEATURE_DEVICE_NAME_NO_SUFFIX 0x00000010
#define STOR_FEATURE_DUMP_RESUME_CAPABLE 0x00000020
#define STOR_FEATURE_DEVICE_DESCRIPTOR_FROM_ATA_INFO_VPD 0x00000040
#define STOR_FEATURE_EXTRA_IO_INFORMATION 0x00000080
#define STOR_FEATURE_ADAPTER_CONTROL_PRE_FINDADAPTER 0x00000100
#define STOR_FEATURE_ADAPTER_NOT_REQUIRE_IO_PORT 0x00000200
#define STOR_FEATURE_SET_ADAPTER_INTERFACE_TYPE 0x00000800
#define STOR_FEATURE_DUMP_INFO 0x00001000
#define SP_VER_TRACE_SUPPORT 0x0010

/* HwFindAdapter is typed as the reference has it: a physical miniport sets an
 * HW_FIND_ADAPTER there, a virtual one a VIRTUAL_HW_FIND_ADAPTER. */
typedef struct _HW_INITIALIZATION_DATA {
  ULONG HwInitializationDataSize;
  INTERFACE_TYPE AdapterInterfaceType;
  PHW_INITIALIZE HwInitialize;
  PHW_STARTIO HwStartIo;
  PHW_INTERRUPT HwInterrupt;
  PVOID HwFindAdapter;
  PHW_RESET_BUS HwResetBus;
  PHW_DMA_STARTED HwDmaStarted;
  PHW_ADAPTER_STATE HwAdapterState;
  ULONG DeviceExtensionSize;
  ULONG SpecificLuExtensionSize;
  ULONG SrbExtensionSize;
  ULONG NumberOfAccessRanges;
  PVOID Reserved;
  UCHAR MapBuffers;
  BOOLEAN NeedPhysicalAddresses;
  BOOLEAN TaggedQueuing;
  BOOLEAN AutoRequestSense;
  BOOLEAN MultipleRequestPerLu;
  BOOLEAN ReceiveEvent;
  USHORT VendorIdLength;
  PVOID VendorId;
  union {
    USHORT ReservedUshort;
    USHORT PortVersionFlags;
  };
  USHORT DeviceIdLength;
  PVOID DeviceId;
  PHW_ADAPTER_CONTROL HwAdapterControl;
  PHW_BUILDIO HwBuildIo;
  PHW_FREE_ADAPTER_RESOURCES HwFreeAdapterResources;
  PHW_PROCESS_SERVICE_REQUEST HwProcessServiceRequest;
  PHW_COMPLETE_SERVICE_IRP HwCompleteServiceIrp;
  PHW_INITIALIZE_TRACING HwInitializeTracing;
  PHW_CLEANUP_TRACING HwCleanupTracing;
  PHW_TRACING_ENABLED HwTracingEnabled;
  ULONG FeatureSupport;
  ULONG SrbTypeFlags;
  ULONG AddressTypeFlags;
  ULONG Reserved1;
  PHW_UNIT_CONTROL HwUnitControl;
} HW_INITIALIZATION_DATA, *PHW_INITIALIZATION_DATA;

typedef struct _VIRTUAL_HW_INITIALIZATION_DATA {
  ULONG HwInitializationDataSize;
  INTERFACE_TYPE AdapterInterfaceType;
  PHW_INITIALIZE HwInitialize;
  PHW_STARTIO HwStartIo;
  PHW_INTERRUPT HwInterrupt;
  PVIRTUAL_HW_FIND_ADAPTER HwFindAdapter;
  PHW_RESET_BUS HwResetBus;
  PHW_DMA_STARTED HwDmaStarted;
  PHW_ADAPTER_STATE HwAdapterState;
  ULONG DeviceExtensionSize;
  ULONG SpecificLuExtensionSize;
  ULONG SrbExtensionSize;
  ULONG NumberOfAccessRanges;
  PVOID Reserved;
  UCHAR MapBuffers;
  BOOLEAN NeedPhysicalAddresses;
  BOOLEAN TaggedQueuing;
  BOOLEAN AutoRequestSense;
  BOOLEAN MultipleRequestPerLu;
  BOOLEAN ReceiveEvent;
  USHORT VendorIdLength;
  PVOID VendorId;
  union {
    USHORT ReservedUshort;
    USHORT PortVersionFlags;
  };
  USHORT DeviceIdLength;
  PVOID DeviceId;
  PHW_ADAPTER_CONTROL HwAdapterControl;
  PHW_BUILDIO HwBuildIo;
  PHW_FREE_ADAPTER_RESOURCES HwFreeAdapterResources;
  PHW_PROCESS_SERVICE_REQUEST HwProcessServiceRequest;
  PHW_COMPLETE_SERVICE_IRP HwCompleteServiceIrp;
  PHW_INITIALIZE_TRACING HwInitializeTracing;
  PHW_CLEANUP_TRACING HwCleanupTracing;
} VIRTUAL_HW_INITIALIZATION_DATA, *PVIRTUAL_HW_INITIALIZATION_DATA;

/* ------------------------------------------------------------------------
 * Performance options
 */

#define STOR_PERF_DPC_REDIRECTION 0x00000001
#define STOR_PERF_CONCURRENT_CHANNELS 0x00000002
#define STOR_PERF_INTERRUPT_MESSAGE_RANGES 0x00000004
#define STOR_PERF_ADV_CONFIG_LOCALITY 0x00000008
#define STOR_PERF_OPTIMIZE_FOR_COMPLETION_DURING_STARTIO 0x00000010
#define STOR_PERF_DPC_REDIRECTION_CURRENT_CPU 0x00000020
#define STOR_PERF_NO_SGL 0x00000040
#define STOR_PERF_VERSION_2 2
#define STOR_PERF_VERSION_3 3
#define STOR_PERF_VERSION_4 4
#define STOR_PERF_VERSION_5 5
#define STOR_PERF_VERSION STOR_PERF_VERSION_5

typedef struct _PERF_CONFIGURATION_DATA {
  ULONG Version;
  ULONG Size;
  ULONG Flags;
  ULONG ConcurrentChannels;
  ULONG FirstRedirectionMessageNumber;
  ULONG LastRedirectionMessageNumber;
  ULONG DeviceNode;
  ULONG Reserved;
  PGROUP_AFFINITY MessageTargets;
} PERF_CONFIGURATION_DATA, *PPERF_CONFIGURATION_DATA;

typedef struct _STARTIO_PERFORMANCE_PARAMETERS {
  ULONG Version;
  ULONG Size;
  ULONG MessageNumber;
  ULONG ChannelNumber;
} STARTIO_PERFORMANCE_PARAMETERS, *PSTARTIO_PERFORMANCE_PARAMETERS;

/* ------------------------------------------------------------------------
 * Other structures that routines take
 */

#define STATE_CHANGE_LUN 0x1
#define STATE_CHANGE_TARGET 0x2
#define STATE_CHANGE_BUS 0x4
#define ATTRIBUTE_VM_LU 0x1

typedef enum _STOR_EVENT_ASSOCIATION_ENUM {
  StorEventAdapterAssociation,
  StorEventLunAssociation,
  StorEventTargetAssociation,
  StorEventInvalidAssociation
} STOR_EVENT_ASSOCIATION_ENUM;

#define STOR_CURRENT_LOG_INTERFACE_REVISION 0x00000020

typedef struct _STOR_LOG_EVENT_DETAILS {
  ULONG InterfaceRevision;
  ULONG Size;
  ULONG Flags;
  STOR_EVENT_ASSOCIATION_ENUM EventAssociation;
  ULONG PathId;
  ULONG TargetId;
  ULONG LunId;
  BOOLEAN StorportSpecificErrorCode;
  ULONG ErrorCode;
  ULONG UniqueId;
  ULONG DumpDataSize;
  PVOID DumpData;
  ULONG StringCount;
  PWSTR *StringList;
} STOR_LOG_EVENT_DETAILS, *PSTOR_LOG_EVENT_DETAILS;

typedef struct _STOR_UNIT_ATTRIBUTES {
  ULONG DeviceAttentionSupported : 1;
  ULONG AsyncNotificationSupported : 1;
  ULONG D3ColdNotSupported : 1;
  ULONG BypassIOSupported : 1;
  ULONG Reserved : 28;
} STOR_UNIT_ATTRIBUTES, *PSTOR_UNIT_ATTRIBUTES;

typedef struct _STOR_DPC_WATCHDOG_INFORMATION {
  ULONG DpcTimeLimit;
  ULONG DpcTimeCount;
  ULONG DpcWatchdogLimit;
  ULONG DpcWatchdogCount;
  ULONG Reserved;
} STOR_DPC_WATCHDOG_INFORMATION, *PSTOR_DPC_WATCHDOG_INFORMATION;

typedef enum _STOR_IO_PRIORITY {
  StorIoPriorityVeryLow,
  StorIoPriorityLow,
  StorIoPriorityNormal,
  StorIoPriorityHigh,
  StorIoPriorityCritical
} STOR_IO_PRIORITY;

#define STOR_REQUEST_INFO_VER_1 1

typedef struct _STOR_REQUEST_INFO_V1 {
  USHORT Version;
  USHORT Size;
  STOR_IO_PRIORITY PriorityHint;
  ULONG Flags;
  ULONG Key;
  ULONG Length;
  BOOLEAN IsWriteRequest;
  UCHAR Reserved[3];
} STOR_REQUEST_INFO_V1, *PSTOR_REQUEST_INFO_V1, STOR_REQUEST_INFO,
    *PSTOR_REQUEST_INFO;

typedef enum _STOR_EVENT_TYPE {
  StorNotificationEvent,
  StorSynchronizationEvent
} STOR_EVENT_TYPE;
typedef KEVENT STOR_EVENT, *PSTOR_EVENT;

typedef enum _STOR_THREAD_PRIORITY {
  StorThreadPriorityBackground,
  StorThreadPriorityNormal,
  StorThreadPriorityDelayed,
  StorThreadPriorityCritical,
  StorThreadPrioritySuperCritical,
  StorThreadPriorityHyperCritical,
  StorThreadPriorityRealTime
} STOR_THREAD_PRIORITY,
    *PSTOR_THREAD_PRIORITY;

/* ------------------------------------------------------------------------
 * Power
 */

typedef enum _RAID_SYSTEM_POWER {
  RaidSystemPowerUnknown,
  RaidSystemPowerLowest,
  RaidSystemPowerLow,
  RaidSystemPowerMedium,
  RaidSystemPowerHigh
} RAID_SYSTEM_POWER,
    *PRAID_SYSTEM_POWER;

#define STOR_SYSTEM_POWER_HINTS_V1 1

typedef struct _STOR_SYSTEM_POWER_HINTS {
  ULONG Version;
  ULONG Size;
  RAID_SYSTEM_POWER SystemPower;
  ULONG ResumeLatencyMSec;
} STOR_SYSTEM_POWER_HINTS, *PSTOR_SYSTEM_POWER_HINTS;

typedef struct _STOR_POWER_SETTING_INFO {
  GUID PowerSettingGuid;
  PVOID Value;
  ULONG ValueLength;
} STOR_POWER_SETTING_INFO, *PSTOR_POWER_SETTING_INFO;

/* The reference names these flags; their numbers may differ from the real
 * ones. */
#define STOR_POFX_DEVICE_FLAG_NO_D0 0x00000001
#define STOR_POFX_DEVICE_FLAG_NO_D3 0x00000002
#define STOR_POFX_DEVICE_FLAG_ENABLE_D3_COLD 0x00000004
#define STOR_POFX_DEVICE_FLAG_NO_DUMP_ACTIVE 0x00000008
#define STOR_POFX_DEVICE_FLAG_IDLE_TIMEOUT 0x00000010
#define STOR_POFX_DEVICE_FLAG_ADAPTIVE_D3_IDLE_TIMEOUT 0x00000020
#define STOR_POFX_DEVICE_FLAG_NO_IDLE_DEBOUNCE 0x00000100
#define STOR_POFX_DEVICE_FLAG_ADAPTER_D3_WAKE 0x00000800
#define STOR_POFX_UNKNOWN_POWER 0xFFFFFFFF
#define STOR_POFX_UNKNOWN_TIME 0xFFFFFFFFFFFFFFFFULL
#define STOR_POFX_COMPONENT_IDLE_STATE_VERSION_V1 1
#define STOR_POFX_COMPONENT_VERSION_V1 1
#define STOR_POFX_COMPONENT_VERSION_V2 2
#define STOR_POFX_DEVICE_VERSION_V1 1
#define STOR_POFX_DEVICE_VERSION_V2 2
#define STOR_POFX_DEVICE_VERSION_V3 3

typedef struct _STOR_POFX_COMPONENT_IDLE_STATE {
  ULONG Version;
  ULONG Size;
  ULONGLONG TransitionLatency;
  ULONGLONG ResidencyRequirement;
  ULONG NominalPower;
} STOR_POFX_COMPONENT_IDLE_STATE, *PSTOR_POFX_COMPONENT_IDLE_STATE;

#define STOR_POFX_COMPONENT_IDLE_STATE_SIZE                                    \
  sizeof(STOR_POFX_COMPONENT_IDLE_STATE)

typedef struct _STOR_POFX_COMPONENT {
  ULONG Version;
  ULONG Size;
  ULONG FStateCount;
  ULONG DeepestWakeableFState;
  GUID Id;
  STOR_POFX_COMPONENT_IDLE_STATE FStates[ANYSIZE_ARRAY];
} STOR_POFX_COMPONENT, *PSTOR_POFX_COMPONENT;

#define STOR_POFX_COMPONENT_SIZE sizeof(STOR_POFX_COMPONENT)

typedef struct _STOR_POFX_COMPONENT_V2 {
  ULONG Version;
  ULONG Size;
  ULONG FStateCount;
  ULONG DeepestWakeableFState;
  GUID Id;
  ULONG DeepestAdapterPowerRequiredFState;
  ULONG DeepestCrashDumpReadyFState;
  STOR_POFX_COMPONENT_IDLE_STATE FStates[ANYSIZE_ARRAY];
} STOR_POFX_COMPONENT_V2, *PSTOR_POFX_COMPONENT_V2;

#define STOR_POFX_COMPONENT_V2_SIZE sizeof(STOR_POFX_COMPONENT_V2)

typedef struct _STOR_POFX_DEVICE {
  ULONG Version;
  ULONG Size;
  ULONG ComponentCount;
  ULONG Flags;
  STOR_POFX_COMPONENT Components[ANYSIZE_ARRAY];
} STOR_POFX_DEVICE, *PSTOR_POFX_DEVICE;

#define STOR_POFX_DEVICE_SIZE sizeof(STOR_POFX_DEVICE)

typedef struct _STOR_POFX_DEVICE_V2 {
  ULONG Version;
  ULONG Size;
  ULONG ComponentCount;
  ULONG Flags;
  ULONG UnitMinIdleTimeoutInMS;
  ULONG AdapterIdleTimeoutInMS;
  STOR_POFX_COMPONENT Components[ANYSIZE_ARRAY];
} STOR_POFX_DEVICE_V2, *PSTOR_POFX_DEVICE_V2;

#define STOR_POFX_DEVICE_V2_SIZE sizeof(STOR_POFX_DEVICE_V2)

typedef struct _STOR_POFX_DEVICE_V3 {
  ULONG Version;
  ULONG Size;
  ULONG ComponentCount;
  ULONG Flags;
  ULONG UnitMinIdleTimeoutInMS;
  ULONG AdapterIdleTimeoutInMS;
  ULONG MinimumPowerCyclePeriodInMS;
  STOR_POFX_COMPONENT_V2 Components[ANYSIZE_ARRAY];
} STOR_POFX_DEVICE_V3, *PSTOR_POFX_DEVICE_V3;

#define STOR_POFX_DEVICE_V3_SIZE sizeof(STOR_POFX_DEVICE_V3)

typedef struct _STOR_POFX_POWER_REQUIRED_CONTEXT {
  STOR_POWER_CONTROL_HEADER Header;
  BOOLEAN PowerRequired;
} STOR_POFX_POWER_REQUIRED_CONTEXT, *PSTOR_POFX_POWER_REQUIRED_CONTEXT;

typedef struct _STOR_POFX_ACTIVE_CONTEXT {
  STOR_POWER_CONTROL_HEADER Header;
  ULONG ComponentIndex;
  BOOLEAN Active;
} STOR_POFX_ACTIVE_CONTEXT, *PSTOR_POFX_ACTIVE_CONTEXT;

typedef struct _STOR_POFX_FSTATE_CONTEXT {
  STOR_POWER_CONTROL_HEADER Header;
  ULONG ComponentIndex;
  ULONG FState;
} STOR_POFX_FSTATE_CONTEXT, *PSTOR_POFX_FSTATE_CONTEXT;

typedef struct _STOR_POFX_UNIT_POWER_INFO {
  STOR_POWER_CONTROL_HEADER Header;
  BOOLEAN IdlePowerEnabled;
} STOR_POFX_UNIT_POWER_INFO, *PSTOR_POFX_UNIT_POWER_INFO;

typedef struct _STOR_POFX_POWER_CONTROL {
  STOR_POWER_CONTROL_HEADER Header;
  LPCGUID PowerControlCode;
  SIZE_T InBufferSize;
  SIZE_T OutBufferSize;
  PVOID InBuffer;
  PVOID OutBuffer;
  PSIZE_T BytesReturned;
} STOR_POFX_POWER_CONTROL, *PSTOR_POFX_POWER_CONTROL;

SPINPAIR_WDK_BEGIN
/* What they stand for is the port driver's affair. */
extern const GUID STORPORT_POFX_ADAPTER_GUID;
extern const GUID STORPORT_POFX_LUN_GUID;
extern const GUID STORPORT_DEVICEOPERATION_SECURE_REPROVISION_GUID;
extern const GUID STORPORT_DEVICEOPERATION_CACHED_SETTINGS_INIT_GUID;
SPINPAIR_WDK_END

/* ------------------------------------------------------------------------
 * Events, telemetry and dumps
 */

typedef enum _STORPORT_ETW_EVENT_CHANNEL {
  StorportEtwEventDiagnostic,
  StorportEtwEventOperational,
  StorportEtwEventHealth
} STORPORT_ETW_EVENT_CHANNEL,
    *PSTORPORT_ETW_EVENT_CHANNEL;

/* The levels of event tracing. */
typedef enum _STORPORT_ETW_LEVEL {
  StorportEtwLevelLogAlways,
  StorportEtwLevelCritical,
  StorportEtwLevelError,
  StorportEtwLevelWarning,
  StorportEtwLevelInformational,
  StorportEtwLevelVerbose
} STORPORT_ETW_LEVEL,
    *PSTORPORT_ETW_LEVEL;

typedef enum _STORPORT_ETW_EVENT_OPCODE {
  StorportEtwEventOpcodeInfo,
  StorportEtwEventOpcodeStart,
  StorportEtwEventOpcodeStop,
  StorportEtwEventOpcodeDC_Start,
  StorportEtwEventOpcodeDC_Stop,
  StorportEtwEventOpcodeExtension,
  StorportEtwEventOpcodeReply,
  StorportEtwEventOpcodeResume,
  StorportEtwEventOpcodeSuspend,
  StorportEtwEventOpcodeSend,
  StorportEtwEventOpcodeReceive = 240
} STORPORT_ETW_EVENT_OPCODE,
    *PSTORPORT_ETW_EVENT_OPCODE;

#define STORPORT_ETW_EVENT_KEYWORD_IO 0x01
#define STORPORT_ETW_EVENT_KEYWORD_PERFORMANCE 0x02
#define STORPORT_ETW_EVENT_KEYWORD_POWER 0x04
#define STORPORT_ETW_EVENT_KEYWORD_ENUMERATION 0x08
#define STORPORT_ETW_EVENT_KEYWORD_COMMAND_TRACE 0x10

#define EVENT_NAME_MAX_LENGTH 32
#define EVENT_MAX_PARAM_NAME_LEN 32
#define EVENT_BUFFER_MAX_LENGTH 4096

typedef struct _STORPORT_TELEMETRY_EVENT {
  ULONG DriverVersion;
  ULONG EventId;
  UCHAR EventName[EVENT_NAME_MAX_LENGTH];
  ULONG EventVersion;
  ULONG Flags;
  ULONG EventBufferLength;
  PUCHAR EventBuffer;
  UCHAR ParameterName0[EVENT_MAX_PARAM_NAME_LEN];
  ULONGLONG ParameterValue0;
  UCHAR ParameterName1[EVENT_MAX_PARAM_NAME_LEN];
  ULONGLONG ParameterValue1;
  UCHAR ParameterName2[EVENT_MAX_PARAM_NAME_LEN];
  ULONGLONG ParameterValue2;
  UCHAR ParameterName3[EVENT_MAX_PARAM_NAME_LEN];
  ULONGLONG ParameterValue3;
  UCHAR ParameterName4[EVENT_MAX_PARAM_NAME_LEN];
  ULONGLONG ParameterValue4;
  UCHAR ParameterName5[EVENT_MAX_PARAM_NAME_LEN];
  ULONGLONG ParameterValue5;
  UCHAR ParameterName6[EVENT_MAX_PARAM_NAME_LEN];
  ULONGLONG ParameterValue6;
  UCHAR ParameterName7[EVENT_MAX_PARAM_NAME_LEN];
  ULONGLONG ParameterValue7;
} STORPORT_TELEMETRY_EVENT, *PSTORPORT_TELEMETRY_EVENT;

#define DUMP_MINIPORT_NAME_LENGTH 15
#define DUMP_MINIPORT_VERSION_1 0x0100

typedef struct _MINIPORT_DUMP_POINTERS {
  USHORT Version;
  USHORT Size;
  WCHAR DriverName[DUMP_MINIPORT_NAME_LENGTH];
  struct _ADAPTER_OBJECT *AdapterObject;
  PVOID MappedRegisterBase;
  ULONG CommonBufferSize;
  PVOID MiniportPrivateDumpData;
  ULONG SystemIoBusNumber;
  INTERFACE_TYPE AdapterInterfaceType;
  ULONG MaximumTransferLength;
  ULONG NumberOfPhysicalBreaks;
  ULONG AlignmentMask;
  ULONG NumberOfAccessRanges;
  ACCESS_RANGE (*AccessRanges)[];
  UCHAR NumberOfBuses;
  BOOLEAN Master;
  BOOLEAN MapBuffers;
  UCHAR MaximumNumberOfTargets;
} MINIPORT_DUMP_POINTERS, *PMINIPORT_DUMP_POINTERS;

/* What StorPortAsyncNotificationDetected is told. */
#define RAID_ASYNC_NOTIFY_FLAG_MEDIA_STATUS 0x01
#define RAID_ASYNC_NOTIFY_FLAG_DEVICE_STATUS 0x02
#define RAID_ASYNC_NOTIFY_FLAG_DEVICE_OPERATION 0x04
#define RAID_ASYNC_NOTIFY_SUPPORTED_FLAGS 0x07
#define STORPORT_MARK_DEVICE_FAILED_FLAG_REMOVE_DEVICE 0x01

/* Types of StorPortRegistryRead. */
#define MINIPORT_REG_SZ 1
#define MINIPORT_REG_BINARY 3
#define MINIPORT_REG_DWORD 4

/* ------------------------------------------------------------------------
 * Notifications
 */

/* The numbers are the model's own. */
typedef enum _SCSI_NOTIFICATION_TYPE {
  RequestComplete,
  ResetDetected,
  RequestTimerCall,
  BusChangeDetected,
  WMIEvent,
  WMIReregister,
  LinkUp,
  LinkDown,
  QueryTickCount,
  BufferOverrunDetected,
  IoTargetRequestServiceTime,
  NextRequest,
  NextLuRequest,
  AsyncNotificationDetected,
  GetExtendedFunctionTable,
  SetTargetProcessorDpc,
  CallDisableInterrupts,
  CallEnableInterrupts,
  EnablePassiveInitialization = 0x1000,
  InitializeDpc,
  IssueDpc,
  AcquireSpinLock,
  ReleaseSpinLock
} SCSI_NOTIFICATION_TYPE,
    *PSCSI_NOTIFICATION_TYPE;

/* Which service StorPortExtendedFunction is asked for. The reference promises
 * no numbers for these, and headers differ in them: a tool has to go by the
 * names. These values exist in no real header. */
typedef enum _STORPORT_FUNCTION_CODE {
  ExtFunctionAcquireMSISpinLock = 0x53505201,
  ExtFunctionReleaseMSISpinLock = 0x53505202
} STORPORT_FUNCTION_CODE,
    *PSTORPORT_FUNCTION_CODE;

SPINPAIR_WDK_BEGIN

ULONG StorPortInitialize(PVOID Argument1, PVOID Argument2,
                         PHW_INITIALIZATION_DATA HwInitializationData,
                         PVOID HwContext);
VOID StorPortNotification(SCSI_NOTIFICATION_TYPE NotificationType,
                          PVOID HwDeviceExtension, ...);

/* What GetExtendedFunctionTable gives: the port driver's routines, by pointers
 * of the types that they have below. The lock routines in it are left out: what
 * takes a lock by way of it does not parse, and is undecided for that. */
typedef struct _STORPORT_EXTENDED_FUNCTIONS {
  ULONG Version;
  BOOLEAN (*GetMessageInterruptInformation)(PVOID, ULONG,
                                            PMESSAGE_INTERRUPT_INFORMATION);
  VOID (*PutScatterGatherList)(PVOID, PSTOR_SCATTER_GATHER_LIST, BOOLEAN);
  ULONG (*BuildScatterGatherList)(PVOID, PVOID, PVOID, ULONG, PVOID, PVOID,
                                  BOOLEAN, PVOID, ULONG);
  VOID (*FreePool)(PVOID, PVOID, PVOID);
  PVOID (*AllocatePool)(ULONG, ULONG, PVOID, PVOID *);
  PVOID (*GetSystemAddress)(PSCSI_REQUEST_BLOCK);
  VOID (*CompleteServiceIrp)(PVOID, PVOID);
  PVOID (*GetOriginalMdl)(PSCSI_REQUEST_BLOCK);
} STORPORT_EXTENDED_FUNCTIONS, *PSTORPORT_EXTENDED_FUNCTIONS;

VOID ScsiPortNotification(SCSI_NOTIFICATION_TYPE NotificationType,
                          PVOID HwDeviceExtension, ...);
ULONG StorPortExtendedFunction(STORPORT_FUNCTION_CODE FunctionCode,
                               PVOID HwDeviceExtension, ...);
VOID StorPortCompleteRequest(PVOID HwDeviceExtension, UCHAR PathId,
                             UCHAR TargetId, UCHAR Lun, UCHAR SrbStatus);
ULONG StorPortStateChangeDetected(PVOID HwDeviceExtension, ULONG ChangedEntity,
                                  PSTOR_ADDRESS Address, ULONG Attributes,
                                  PHW_STATE_CHANGE HwStateChange,
                                  PVOID HwStateChangeContext);
ULONG StorPortAsyncNotificationDetected(PVOID HwDeviceExtension,
                                        PSTOR_ADDRESS Address, ULONGLONG Flags);

/* ------------------------------------------------------------------------
 * Locks
 */

VOID StorPortAcquireSpinLock(PVOID DeviceExtension, STOR_SPINLOCK SpinLock,
                             PVOID LockContext, PSTOR_LOCK_HANDLE LockHandle);
ULONG StorPortAcquireSpinLockEx(PVOID HwDeviceExtension, STOR_SPINLOCK SpinLock,
                                PVOID LockContext,
                                PSTOR_LOCK_HANDLE LockHandle);
VOID StorPortReleaseSpinLock(PVOID DeviceExtension,
                             PSTOR_LOCK_HANDLE LockHandle);
ULONG StorPortInitializeSpinlock(PVOID HwDeviceExtension,
                                 PSTOR_KSPIN_LOCK Lock);
BOOLEAN
StorPortSynchronizeAccess(PVOID HwDeviceExtension,
                          PSTOR_SYNCHRONIZED_ACCESS SynchronizedAccessRoutine,
                          PVOID Context);

/* Takes the spin lock of one message. OldIrql receives the IRQL of before,
 * unless the call fails; STOR_STATUS_SUCCESS means that the lock is held. */
SPINPAIR_WDK_INLINE ULONG StorPortAcquireMSISpinLock(PVOID HwDeviceExtension,
                                                     ULONG MessageId,
                                                     PULONG OldIrql) {
  return StorPortExtendedFunction(ExtFunctionAcquireMSISpinLock,
                                  HwDeviceExtension, MessageId, OldIrql);
}

/* Gives it back. OldIrql is the value that the acquire stored. */
SPINPAIR_WDK_INLINE ULONG StorPortReleaseMSISpinLock(PVOID HwDeviceExtension,
                                                     ULONG MessageId,
                                                     ULONG OldIrql) {
  return StorPortExtendedFunction(ExtFunctionReleaseMSISpinLock,
                                  HwDeviceExtension, MessageId, OldIrql);
}

/* ------------------------------------------------------------------------
 * Interrupts and deferred work
 */

ULONG StorPortGetMSIInfo(PVOID HwDeviceExtension, ULONG MessageId,
                         PMESSAGE_INTERRUPT_INFORMATION InterruptInfo);
ULONG StorPortMaskMsixInterrupt(PVOID HwDeviceExtension, ULONG MessageId,
                                BOOLEAN Mask);
ULONG StorPortGetMessageInterruptIDFromProcessorIndex(
    PVOID HwDeviceExtension, ULONG ProcessorIndex, PULONG MessageInterruptID);
BOOLEAN StorPortEnablePassiveInitialization(
    PVOID DeviceExtension,
    PHW_PASSIVE_INITIALIZE_ROUTINE HwPassiveInitializeRoutine);
VOID StorPortInitializeDpc(PVOID DeviceExtension, PSTOR_DPC Dpc,
                           PHW_DPC_ROUTINE HwDpcRoutine);
BOOLEAN StorPortIssueDpc(PVOID DeviceExtension, PSTOR_DPC Dpc,
                         PVOID SystemArgument1, PVOID SystemArgument2);
ULONG StorPortCancelDpc(PVOID HwDeviceExtension, PSTOR_DPC Dpc,
                        PBOOLEAN ReturnValue);
ULONG StorPortQueryDpcWatchdogInformation(
    PVOID HwDeviceExtension,
    PSTOR_DPC_WATCHDOG_INFORMATION DpcWatchdogInformation);
ULONG StorPortInitializeTimer(PVOID HwDeviceExtension, PVOID *TimerHandle);
ULONG StorPortRequestTimer(PVOID HwDeviceExtension, PVOID TimerHandle,
                           PHW_TIMER_EX TimerCallback, PVOID CallbackContext,
                           ULONGLONG TimerValue, ULONGLONG TolerableDelay);
ULONG StorPortFreeTimer(PVOID HwDeviceExtension, PVOID TimerHandle);
ULONG StorPortQueryTimerMinInterval(PVOID HwDeviceExtension,
                                    PULONG TimerMinInterval);
ULONG StorPortInitializeWorker(PVOID HwDeviceExtension, PVOID *Worker);
ULONG StorPortQueueWorkItem(PVOID HwDeviceExtension,
                            PHW_WORKITEM WorkItemCallback, PVOID Worker,
                            PVOID Context);
ULONG StorPortFreeWorker(PVOID HwDeviceExtension, PVOID Worker);
ULONG StorPortCreateSystemThread(PVOID HwDeviceExtension,
                                 PSTOR_THREAD_START_ROUTINE StartRoutine,
                                 PVOID StartContext,
                                 PSTOR_THREAD_PRIORITY Priority,
                                 PVOID *ThreadContext);
ULONG StorPortTerminateSystemThread(PVOID HwDeviceExtension,
                                    PVOID ThreadContext);
ULONG StorPortInitializeEvent(PVOID HwDeviceExtension, PSTOR_EVENT Event,
                              STOR_EVENT_TYPE Type, BOOLEAN State);
ULONG StorPortSetEvent(PVOID HwDeviceExtension, PSTOR_EVENT Event);
ULONG StorPortWaitForSingleObject(PVOID HwDeviceExtension, PVOID Object,
                                  BOOLEAN Alertable, PLARGE_INTEGER Timeout);

/* ------------------------------------------------------------------------
 * Queues of the port driver
 */

BOOLEAN StorPortPause(PVOID HwDeviceExtension, ULONG Timeout);
BOOLEAN StorPortResume(PVOID HwDeviceExtension);
BOOLEAN StorPortBusy(PVOID HwDeviceExtension, ULONG RequestsToComplete);
BOOLEAN StorPortReady(PVOID HwDeviceExtension);
BOOLEAN StorPortPauseDevice(PVOID HwDeviceExtension, UCHAR PathId,
                            UCHAR TargetId, UCHAR Lun, ULONG Timeout);
BOOLEAN StorPortResumeDevice(PVOID HwDeviceExtension, UCHAR PathId,
                             UCHAR TargetId, UCHAR Lun);
BOOLEAN StorPortDeviceBusy(PVOID HwDeviceExtension, UCHAR PathId,
                           UCHAR TargetId, UCHAR Lun, ULONG RequestsToComplete);
BOOLEAN StorPortDeviceReady(PVOID HwDeviceExtension, UCHAR PathId,
                            UCHAR TargetId, UCHAR Lun);
BOOLEAN StorPortSetDeviceQueueDepth(PVOID HwDeviceExtension, UCHAR PathId,
                                    UCHAR TargetId, UCHAR Lun, ULONG Depth);
ULONG StorPortUpdateAdapterMaxIO(PVOID HwDeviceExtension, ULONG MaxIoCount);

/* ------------------------------------------------------------------------
 * Requests and units
 */

PVOID StorPortGetLogicalUnit(PVOID HwDeviceExtension, UCHAR PathId,
                             UCHAR TargetId, UCHAR Lun);
PSTOR_SCATTER_GATHER_LIST
StorPortGetScatterGatherList(PVOID HwDeviceExtension, PSCSI_REQUEST_BLOCK Srb);
ULONG StorPortGetDataInBufferScatterGatherList(
    PVOID HwDeviceExtension, PSTORAGE_REQUEST_BLOCK Srb,
    PSTOR_SCATTER_GATHER_LIST *SgList);
ULONG StorPortBuildScatterGatherList(
    PVOID HwDeviceExtension, PVOID Mdl, PVOID CurrentVa, ULONG Length,
    PPOST_SCATTER_GATHER_EXECUTE ExecutionRoutine, PVOID Context,
    BOOLEAN WriteToDevice, PVOID ScatterGatherBuffer,
    ULONG ScatterGatherBufferLength);
ULONG StorPortPutScatterGatherList(PVOID HwDeviceExtension,
                                   PSTOR_SCATTER_GATHER_LIST ScatterGatherList,
                                   BOOLEAN WriteToDevice);
ULONG StorPortGetSystemAddress(PVOID HwDeviceExtension, PSCSI_REQUEST_BLOCK Srb,
                               PVOID *SystemAddress);
ULONG StorPortGetOriginalMdl(PVOID HwDeviceExtension, PSCSI_REQUEST_BLOCK Srb,
                             PVOID *Mdl);
ULONG StorPortGetRequestInfo(PVOID HwDeviceExtension, PSCSI_REQUEST_BLOCK Srb,
                             PSTOR_REQUEST_INFO RequestInfo);
ULONG StorPortGetActivityIdSrb(PVOID HwDeviceExtension, PSCSI_REQUEST_BLOCK Srb,
                               PGUID ActivityId);
ULONG StorPortSetUnitAttributes(PVOID HwDeviceExtension, PSTOR_ADDRESS Address,
                                STOR_UNIT_ATTRIBUTES Attributes);

/* ------------------------------------------------------------------------
 * Memory
 */

ULONG StorPortAllocatePool(PVOID HwDeviceExtension, ULONG NumberOfBytes,
                           ULONG Tag, PVOID *BufferPointer);
ULONG StorPortFreePool(PVOID HwDeviceExtension, PVOID BufferPointer);
ULONG StorPortAllocateMdl(PVOID HwDeviceExtension, PVOID BufferPointer,
                          ULONG NumberOfBytes, PVOID *Mdl);
ULONG StorPortBuildMdlForNonPagedPool(PVOID HwDeviceExtension, PVOID Mdl);
ULONG StorPortFreeMdl(PVOID HwDeviceExtension, PVOID Mdl);
ULONG StorPortAllocateContiguousMemorySpecifyCacheNode(
    PVOID HwDeviceExtension, SIZE_T NumberOfBytes,
    PHYSICAL_ADDRESS LowestAcceptableAddress,
    PHYSICAL_ADDRESS HighestAcceptableAddress,
    PHYSICAL_ADDRESS BoundaryAddressMultiple, MEMORY_CACHING_TYPE CacheType,
    ULONG PreferredNode, PVOID *BufferPointer);
ULONG StorPortFreeContiguousMemorySpecifyCache(PVOID HwDeviceExtension,
                                               PVOID BaseAddress,
                                               SIZE_T NumberOfBytes,
                                               MEMORY_CACHING_TYPE CacheType);
ULONG StorPortAllocateDmaMemory(PVOID HwDeviceExtension, SIZE_T NumberOfBytes,
                                PHYSICAL_ADDRESS LowestAcceptableAddress,
                                PHYSICAL_ADDRESS HighestAcceptableAddress,
                                PHYSICAL_ADDRESS BoundaryAddressMultiple,
                                MEMORY_CACHING_TYPE CacheType,
                                ULONG PreferredNode, PVOID *BufferPointer,
                                PPHYSICAL_ADDRESS PhysicalAddress);
ULONG StorPortFreeDmaMemory(PVOID HwDeviceExtension, PVOID BaseAddress,
                            SIZE_T NumberOfBytes, MEMORY_CACHING_TYPE CacheType,
                            PHYSICAL_ADDRESS PhysicalAddress);
PVOID StorPortGetUncachedExtension(PVOID HwDeviceExtension,
                                   PPORT_CONFIGURATION_INFORMATION ConfigInfo,
                                   ULONG NumberOfBytes);
STOR_PHYSICAL_ADDRESS
StorPortGetPhysicalAddress(PVOID HwDeviceExtension, PSCSI_REQUEST_BLOCK Srb,
                           PVOID VirtualAddress, ULONG *Length);
PVOID StorPortGetVirtualAddress(PVOID HwDeviceExtension,
                                STOR_PHYSICAL_ADDRESS PhysicalAddress);
STOR_PHYSICAL_ADDRESS
StorPortConvertUlongToPhysicalAddress(ULONG_PTR UlongAddress);
VOID StorPortMoveMemory(PVOID WriteBuffer, PVOID ReadBuffer, ULONG Length);
ULONG StorPortMarkDumpMemory(PVOID HwDeviceExtension, PVOID Address,
                             ULONG_PTR Length, ULONG Flags);

#define StorPortCopyMemory(Destination, Source, Length)                        \
  RtlCopyMemory(Destination, Source, Length)
#define StorPortConvertPhysicalAddressToUlong(Address) ((Address).LowPart)
#define StorPortConvertPhysicalAddressToULong64(Address)                       \
  ((ULONG64)(Address).QuadPart)

/* Lists with a lock, and lock-free ones. */
ULONG StorPortInitializeListHead(PVOID HwDeviceExtension,
                                 PSTOR_LIST_ENTRY ListHead);
ULONG StorPortInterlockedInsertHeadList(PVOID HwDeviceExtension,
                                        PSTOR_LIST_ENTRY ListHead,
                                        PSTOR_LIST_ENTRY ListEntry,
                                        PSTOR_LIST_ENTRY *Result,
                                        PSTOR_KSPIN_LOCK Lock);
ULONG StorPortInterlockedInsertTailList(PVOID HwDeviceExtension,
                                        PSTOR_LIST_ENTRY ListHead,
                                        PSTOR_LIST_ENTRY ListEntry,
                                        PSTOR_LIST_ENTRY *Result,
                                        PSTOR_KSPIN_LOCK Lock);
ULONG StorPortInterlockedRemoveHeadList(PVOID HwDeviceExtension,
                                        PSTOR_LIST_ENTRY ListHead,
                                        PSTOR_LIST_ENTRY *Result,
                                        PSTOR_KSPIN_LOCK Lock);
ULONG StorPortInitializeSListHead(PVOID HwDeviceExtension,
                                  PSTOR_SLIST_HEADER SListHead);
ULONG StorPortInterlockedPushEntrySList(PVOID HwDeviceExtension,
                                        PSTOR_SLIST_HEADER SListHead,
                                        PSTOR_SLIST_ENTRY SListEntry,
                                        PSTOR_SLIST_ENTRY *Result);
ULONG StorPortInterlockedPopEntrySList(PVOID HwDeviceExtension,
                                       PSTOR_SLIST_HEADER SListHead,
                                       PSTOR_SLIST_ENTRY *Result);
ULONG StorPortInterlockedFlushSList(PVOID HwDeviceExtension,
                                    PSTOR_SLIST_HEADER SListHead,
                                    PSTOR_SLIST_ENTRY *Result);
ULONG StorPortQueryDepthSList(PVOID HwDeviceExtension,
                              PSTOR_SLIST_HEADER SListHead, PUSHORT Result);

/* ------------------------------------------------------------------------
 * Hardware
 */

PVOID StorPortGetDeviceBase(PVOID HwDeviceExtension, INTERFACE_TYPE BusType,
                            ULONG SystemIoBusNumber,
                            STOR_PHYSICAL_ADDRESS IoAddress,
                            ULONG NumberOfBytes, BOOLEAN InIoSpace);
VOID StorPortFreeDeviceBase(PVOID HwDeviceExtension, PVOID MappedAddress);
BOOLEAN StorPortValidateRange(PVOID HwDeviceExtension, INTERFACE_TYPE BusType,
                              ULONG SystemIoBusNumber,
                              STOR_PHYSICAL_ADDRESS IoAddress,
                              ULONG NumberOfBytes, BOOLEAN InIoSpace);
ULONG StorPortGetBusData(PVOID DeviceExtension, ULONG BusDataType,
                         ULONG SystemIoBusNumber, ULONG SlotNumber,
                         PVOID Buffer, ULONG Length);
ULONG StorPortSetBusDataByOffset(PVOID DeviceExtension, ULONG BusDataType,
                                 ULONG SystemIoBusNumber, ULONG SlotNumber,
                                 PVOID Buffer, ULONG Offset, ULONG Length);
VOID StorPortStallExecution(ULONG Delay);
ULONG StorPortDelayExecution(PVOID HwDeviceExtension,
                             ULONG DelayInMicroseconds);
ULONG StorPortInitializePerfOpts(PVOID HwDeviceExtension, BOOLEAN Query,
                                 PPERF_CONFIGURATION_DATA PerfConfigData);
ULONG StorPortGetStartIoPerfParams(
    PVOID HwDeviceExtension, PSCSI_REQUEST_BLOCK Srb,
    PSTARTIO_PERFORMANCE_PARAMETERS StartIoPerfParams);

UCHAR StorPortReadRegisterUchar(PVOID h, volatile UCHAR *r);
USHORT StorPortReadRegisterUshort(PVOID h, volatile USHORT *r);
ULONG StorPortReadRegisterUlong(PVOID h, volatile ULONG *r);
ULONG64 StorPortReadRegisterUlong64(PVOID h, volatile ULONG64 *r);
VOID StorPortWriteRegisterUchar(PVOID h, volatile UCHAR *r, UCHAR v);
VOID StorPortWriteRegisterUshort(PVOID h, volatile USHORT *r, USHORT v);
VOID StorPortWriteRegisterUlong(PVOID h, volatile ULONG *r, ULONG v);
VOID StorPortWriteRegisterUlong64(PVOID h, volatile ULONG64 *r, ULONG64 v);
VOID StorPortReadRegisterBufferUchar(PVOID h, volatile UCHAR *r, PUCHAR b,
                                     ULONG c);
VOID StorPortReadRegisterBufferUshort(PVOID h, volatile USHORT *r, PUSHORT b,
                                      ULONG c);
VOID StorPortReadRegisterBufferUlong(PVOID h, volatile ULONG *r, PULONG b,
                                     ULONG c);
VOID StorPortReadRegisterBufferUlong64(PVOID h, volatile ULONG64 *r, PULONG64 b,
                                       ULONG c);
VOID StorPortWriteRegisterBufferUchar(PVOID h, volatile UCHAR *r, PUCHAR b,
                                      ULONG c);
VOID StorPortWriteRegisterBufferUshort(PVOID h, volatile USHORT *r, PUSHORT b,
                                       ULONG c);
VOID StorPortWriteRegisterBufferUlong(PVOID h, volatile ULONG *r, PULONG b,
                                      ULONG c);
VOID StorPortWriteRegisterBufferUlong64(PVOID h, volatile ULONG64 *r,
                                        PULONG64 b, ULONG c);
UCHAR StorPortReadPortUchar(PVOID h, PUCHAR p);
USHORT StorPortReadPortUshort(PVOID h, PUSHORT p);
ULONG StorPortReadPortUlong(PVOID h, PULONG p);
VOID StorPortWritePortUchar(PVOID h, PUCHAR p, UCHAR v);
VOID StorPortWritePortUshort(PVOID h, PUSHORT p, USHORT v);
VOID StorPortWritePortUlong(PVOID h, PULONG p, ULONG v);
VOID StorPortReadPortBufferUchar(PVOID h, PUCHAR p, PUCHAR b, ULONG c);
VOID StorPortReadPortBufferUshort(PVOID h, PUSHORT p, PUSHORT b, ULONG c);
VOID StorPortReadPortBufferUlong(PVOID h, PULONG p, PULONG b, ULONG c);
VOID StorPortWritePortBufferUchar(PVOID h, PUCHAR p, PUCHAR b, ULONG c);
VOID StorPortWritePortBufferUshort(PVOID h, PUSHORT p, PUSHORT b, ULONG c);
VOID StorPortWritePortBufferUlong(PVOID h, PULONG p, PULONG b, ULONG c);

/* ------------------------------------------------------------------------
 * The system: time, processors, registry, logs
 */

VOID StorPortQuerySystemTime(PLARGE_INTEGER CurrentTime);
ULONG StorPortQueryPerformanceCounter(PVOID HwDeviceExtension,
                                      PLARGE_INTEGER PerformanceFrequency,
                                      PLARGE_INTEGER PerformanceCounter);
ULONG StorPortGetCurrentIrql(PVOID HwDeviceExtension, PKIRQL Irql);
ULONG StorPortGetCurrentProcessorNumber(PVOID HwDeviceExtension,
                                        PPROCESSOR_NUMBER ProcNumber);
ULONG StorPortGetActiveGroupCount(PVOID HwDeviceExtension,
                                  PUSHORT NumberGroups);
ULONG StorPortGetGroupAffinity(PVOID HwDeviceExtension, USHORT GroupNumber,
                               PKAFFINITY GroupAffinityMask);
ULONG StorPortGetActiveNodeCount(PVOID HwDeviceExtension, PULONG NumberNodes);
ULONG StorPortGetHighestNodeNumber(PVOID HwDeviceExtension, PULONG HighestNode);
ULONG StorPortGetNodeAffinity(PVOID HwDeviceExtension, ULONG NodeNumber,
                              PGROUP_AFFINITY NodeAffinityMask);
ULONG StorPortGetSystemPortNumber(PVOID HwDeviceExtension,
                                  PSTOR_ADDRESS Address);
PUCHAR StorPortAllocateRegistryBuffer(PVOID HwDeviceExtension, PULONG Length);
VOID StorPortFreeRegistryBuffer(PVOID HwDeviceExtension, PUCHAR Buffer);
BOOLEAN StorPortRegistryRead(PVOID HwDeviceExtension, PUCHAR ValueName,
                             ULONG Global, ULONG Type, PUCHAR Buffer,
                             PULONG BufferLength);
BOOLEAN StorPortRegistryWrite(PVOID HwDeviceExtension, PUCHAR ValueName,
                              ULONG Global, ULONG Type, PUCHAR Buffer,
                              ULONG BufferLength);
ULONG StorPortEnableRegistryKeyNotification(
    PVOID HwDeviceExtension,
    PHW_REGISTRY_NOTIFICATION_ROUTINE NotificationCallback);
VOID StorPortLogError(PVOID HwDeviceExtension, PSCSI_REQUEST_BLOCK Srb,
                      UCHAR PathId, UCHAR TargetId, UCHAR Lun, ULONG ErrorCode,
                      ULONG UniqueId);
ULONG StorPortLogSystemEvent(PVOID HwDeviceExtension,
                             PSTOR_LOG_EVENT_DETAILS LogDetails,
                             PULONG MaximumSize);
VOID StorPortDebugPrint(ULONG DebugPrintLevel, PCCHAR DebugMessage, ...);

/* ------------------------------------------------------------------------
 * Power, events and the registry, continued
 */

ULONG StorPortInitializePoFxPower(PVOID HwDeviceExtension,
                                  PSTOR_ADDRESS Address,
                                  PSTOR_POFX_DEVICE Device,
                                  PBOOLEAN D3ColdEnabled);
ULONG StorPortPoFxActivateComponent(PVOID HwDeviceExtension,
                                    PSTOR_ADDRESS Address,
                                    PSCSI_REQUEST_BLOCK Srb, ULONG Component,
                                    ULONG Flags);
ULONG StorPortPoFxIdleComponent(PVOID HwDeviceExtension, PSTOR_ADDRESS Address,
                                PSCSI_REQUEST_BLOCK Srb, ULONG Component,
                                ULONG Flags);
ULONG StorPortPoFxSetComponentLatency(PVOID HwDeviceExtension,
                                      PSTOR_ADDRESS Address, ULONG Component,
                                      ULONGLONG Latency);
ULONG StorPortPoFxSetComponentResidency(PVOID HwDeviceExtension,
                                        PSTOR_ADDRESS Address, ULONG Component,
                                        ULONGLONG Residency);
ULONG StorPortPoFxSetIdleTimeout(PVOID HwDeviceExtension, PSTOR_ADDRESS Address,
                                 ULONG IdleTimeoutInMS);
ULONG StorPortPoFxPowerControl(PVOID HwDeviceExtension, PSTOR_ADDRESS Address,
                               LPCGUID PowerControlCode, PVOID InBuffer,
                               SIZE_T InBufferSize, PVOID OutBuffer,
                               SIZE_T OutBufferSize, PSIZE_T BytesReturned);
ULONG StorPortGetD3ColdSupport(PVOID HwDeviceExtension, PSTOR_ADDRESS Address,
                               PBOOLEAN Supported);
ULONG StorPortSetPowerSettingNotificationGuids(PVOID HwDeviceExtension,
                                               ULONG GuidCount, LPCGUID Guid);
ULONG StorPortInvokeAcpiMethod(PVOID HwDeviceExtension, PSTOR_ADDRESS Address,
                               ULONG MethodName, PVOID InputBuffer,
                               ULONG InputBufferLength, PVOID OutputBuffer,
                               ULONG OutputBufferLength, PULONG BytesReturned);
ULONG StorPortIsDeviceOperationAllowed(PVOID HwDeviceExtension,
                                       PSTOR_ADDRESS Address,
                                       LPCGUID DeviceOperation,
                                       PULONG AllowedFlag);
ULONG StorPortMarkDeviceFailed(PVOID HwDeviceExtension,
                               PSTOR_ADDRESS StorAddress, ULONG Flags,
                               PWSTR FailReason);
/* This number is the model's own. */
#define STORPORT_MARK_DEVICE_FAILED_FLAG_PREDICTED_FAILURE 0x00000002
ULONG StorPortMarkDeviceFailedEx(PVOID HwDeviceExtension,
                                 PSTOR_ADDRESS StorAddress, ULONG Flags,
                                 ULONG FaultCode, PWSTR FaultDescription,
                                 ULONG AdditionalDataSize, PVOID AdditionalData,
                                 ULONG CriticalDataSize, PVOID CriticalData);
ULONG StorPortAllocateHostMemoryBuffer(
    PVOID HwDeviceExtension, SIZE_T MinimumBytes, SIZE_T PreferredBytes,
    ULONGLONG UtilizationBytes, ULONG AlignmentBytes,
    PHYSICAL_ADDRESS LowestAcceptableAddress,
    PHYSICAL_ADDRESS HighestAcceptableAddress,
    PHYSICAL_ADDRESS BoundaryAddressMultiple, PACCESS_RANGE PhysicalAddressRanges,
    PULONG PhysicalAddressRangeCount);
ULONG StorPortFreeHostMemoryBuffer(PVOID HwDeviceExtension,
                                   PACCESS_RANGE PhysicalAddressRanges,
                                   ULONG PhysicalAddressRangeCount);
ULONG StorPortGetNodeAffinity2(PVOID HwDeviceExtension, USHORT NodeNumber,
                               PGROUP_AFFINITY GroupAffinities,
                               USHORT GroupAffinitiesCount,
                               PUSHORT GroupAffinitiesCountRequired);
ULONG StorPortGetLogicalProcessorRelationship(
    PVOID HwDeviceExtension, PPROCESSOR_NUMBER ProcessorNumber,
    LOGICAL_PROCESSOR_RELATIONSHIP RelationshipType, PVOID Information,
    PULONG Length);
ULONG StorPortGetD3ColdSupport(PVOID HwDeviceExtension, PSTOR_ADDRESS Address,
                               PBOOLEAN Supported);
ULONG StorPortIsCurrentOsInstallationUpgrade(PVOID HwDeviceExtension,
                                             PBOOLEAN Upgraded);

typedef enum _STOR_DEVICE_RESET_TYPE {
  StorFunctionLevelReset,
  StorPlatformLevelReset
} STOR_DEVICE_RESET_TYPE,
    *PSTOR_DEVICE_RESET_TYPE;
ULONG StorPortHardwareReset(PVOID HwDeviceExtension,
                            STOR_DEVICE_RESET_TYPE Type);

typedef enum _STORPORT_QUERY_CONFIGURATION_TYPE {
  StorportQueryConfigurationD3,
  StorportQueryConfigurationMax
} STORPORT_QUERY_CONFIGURATION_TYPE,
    *PSTORPORT_QUERY_CONFIGURATION_TYPE;
ULONG StorPortQueryConfiguration(PVOID HwDeviceExtension,
                                 STORPORT_QUERY_CONFIGURATION_TYPE Type,
                                 PBOOLEAN Enabled);

typedef enum _STORPORT_FEATURE_TYPE {
  StorportFeatureBusTypeUnitControl,
  StorportFeatureFruIdUnitControl,
  StorportFeatureFruIdAdapterControl,
  StorportFeatureSetEventLoggingAdapterControl,
  StorportFeatureReportInternalDataUnitControl,
  StorportFeatureMax
} STORPORT_FEATURE_TYPE,
    *PSTORPORT_FEATURE_TYPE;
ULONG StorPortSetFeatureList(PVOID HwDeviceExtension, ULONG FeatureCount,
                             PSTORPORT_FEATURE_TYPE FeatureList);

ULONG StorPortEtwLogByteStream(PVOID HwDeviceExtension, PSTOR_ADDRESS Address,
                               STORPORT_ETW_EVENT_CHANNEL EventChannel,
                               ULONG EventId, PWSTR EventDescription,
                               ULONGLONG EventKeywords,
                               STORPORT_ETW_LEVEL EventLevel,
                               STORPORT_ETW_EVENT_OPCODE EventOpcode,
                               ULONG DataLength, PUCHAR Data);
ULONG StorPortEtwLogError(PVOID HwDeviceExtension, PSTOR_ADDRESS Address,
                          ULONG Id, PWSTR Description, ULONG DataBufferLength,
                          PUCHAR DataBuffer);
ULONG StorPortLogTelemetryEx(PVOID HwDeviceExtension, PSTOR_ADDRESS StorAddress,
                             PVOID Event, ULONG Category);
ULONG StorPortPoFxSetPerfState(PVOID HwDeviceExtension, PSTOR_ADDRESS Address,
                               ULONG Component, ULONG Flags, ULONG SetIndex,
                               ULONG State, PVOID Context);
ULONG StorPortLogTelemetry(PVOID HwDeviceExtension, PSTOR_ADDRESS StorAddress,
                           PSTORPORT_TELEMETRY_EVENT Event);
ULONG StorPortRegistryReadAdapterKey(PVOID HwDeviceExtension, PUCHAR SubKeyName,
                                     PUCHAR ValueName, ULONG ValueType,
                                     PVOID *ValueData, PULONG ValueDataLength);
ULONG StorPortRegistryWriteAdapterKey(PVOID HwDeviceExtension,
                                      PUCHAR SubKeyName, PUCHAR ValueName,
                                      ULONG ValueType, PVOID ValueData,
                                      ULONG ValueDataLength);
ULONG StorPortGetDeviceObjects(PVOID HwDeviceExtension,
                               PVOID *AdapterDeviceObject,
                               PVOID *PhysicalDeviceObject,
                               PVOID *LowerDeviceObject);
ULONG StorPortCompleteServiceIrp(PVOID HwDeviceExtension, PVOID Irp);
ULONG StorPortGetDataInBufferMdl(PVOID HwDeviceExtension,
                                 PSTORAGE_REQUEST_BLOCK Srb, PVOID *Mdl);
ULONG StorPortGetDataInBufferSystemAddress(PVOID HwDeviceExtension,
                                           PSTORAGE_REQUEST_BLOCK Srb,
                                           PVOID *SystemAddress);
ULONG StorPortGetPfns(PVOID HwDeviceExtension, PSCSI_REQUEST_BLOCK Srb,
                      PVOID Mdl, PVOID *Pfns, PULONG PfnCount,
                      PULONG StartingOffset);
ULONG StorPortSecureCopyMemory(PVOID Dest, SIZE_T DestSizeInBytes,
                               const VOID *Src, SIZE_T Count);
ULONG StorPortSetPriorityThread(PVOID HwDeviceExtension, PVOID ThreadContext,
                                STOR_THREAD_PRIORITY Priority);
ULONG StorPortSetSystemGroupAffinityThread(PVOID HwDeviceExtension,
                                           PVOID ThreadContext,
                                           PGROUP_AFFINITY Affinity,
                                           PGROUP_AFFINITY PreviousAffinity);
ULONG StorPortRevertToUserGroupAffinityThread(PVOID HwDeviceExtension,
                                              PVOID ThreadContext,
                                              PGROUP_AFFINITY PreviousAffinity);
BOOLEAN StorPortCompleteAllRequests(PVOID HwDeviceExtension, UCHAR PathId,
                                    UCHAR TargetId, UCHAR Lun, UCHAR SrbStatus);
ULONG StorPortEtwEvent2(PVOID HwDeviceExtension, PSTOR_ADDRESS Address,
                        ULONG EventId, PWSTR EventDescription,
                        ULONGLONG EventKeywords, STORPORT_ETW_LEVEL EventLevel,
                        STORPORT_ETW_EVENT_OPCODE EventOpcode,
                        PSCSI_REQUEST_BLOCK Srb, PWSTR Parameter1Name,
                        ULONGLONG Parameter1Value, PWSTR Parameter2Name,
                        ULONGLONG Parameter2Value);
ULONG StorPortEtwEvent4(PVOID HwDeviceExtension, PSTOR_ADDRESS Address,
                        ULONG EventId, PWSTR EventDescription,
                        ULONGLONG EventKeywords, STORPORT_ETW_LEVEL EventLevel,
                        STORPORT_ETW_EVENT_OPCODE EventOpcode,
                        PSCSI_REQUEST_BLOCK Srb, PWSTR Parameter1Name,
                        ULONGLONG Parameter1Value, PWSTR Parameter2Name,
                        ULONGLONG Parameter2Value, PWSTR Parameter3Name,
                        ULONGLONG Parameter3Value, PWSTR Parameter4Name,
                        ULONGLONG Parameter4Value);
ULONG StorPortEtwEvent8(
    PVOID HwDeviceExtension, PSTOR_ADDRESS Address, ULONG EventId,
    PWSTR EventDescription, ULONGLONG EventKeywords,
    STORPORT_ETW_LEVEL EventLevel, STORPORT_ETW_EVENT_OPCODE EventOpcode,
    PSCSI_REQUEST_BLOCK Srb, PWSTR Parameter1Name, ULONGLONG Parameter1Value,
    PWSTR Parameter2Name, ULONGLONG Parameter2Value, PWSTR Parameter3Name,
    ULONGLONG Parameter3Value, PWSTR Parameter4Name, ULONGLONG Parameter4Value,
    PWSTR Parameter5Name, ULONGLONG Parameter5Value, PWSTR Parameter6Name,
    ULONGLONG Parameter6Value, PWSTR Parameter7Name, ULONGLONG Parameter7Value,
    PWSTR Parameter8Name, ULONGLONG Parameter8Value);
ULONG StorPortEtwChannelEvent2(PVOID HwDeviceExtension, PSTOR_ADDRESS Address,
                               STORPORT_ETW_EVENT_CHANNEL EventChannel,
                               ULONG EventId, PWSTR EventDescription,
                               ULONGLONG EventKeywords,
                               STORPORT_ETW_LEVEL EventLevel,
                               STORPORT_ETW_EVENT_OPCODE EventOpcode,
                               PSCSI_REQUEST_BLOCK Srb, PWSTR Parameter1Name,
                               ULONGLONG Parameter1Value, PWSTR Parameter2Name,
                               ULONGLONG Parameter2Value);
ULONG StorPortEtwChannelEvent4(
    PVOID HwDeviceExtension, PSTOR_ADDRESS Address,
    STORPORT_ETW_EVENT_CHANNEL EventChannel, ULONG EventId,
    PWSTR EventDescription, ULONGLONG EventKeywords,
    STORPORT_ETW_LEVEL EventLevel, STORPORT_ETW_EVENT_OPCODE EventOpcode,
    PSCSI_REQUEST_BLOCK Srb, PWSTR Parameter1Name, ULONGLONG Parameter1Value,
    PWSTR Parameter2Name, ULONGLONG Parameter2Value, PWSTR Parameter3Name,
    ULONGLONG Parameter3Value, PWSTR Parameter4Name, ULONGLONG Parameter4Value);
ULONG StorPortEtwChannelEvent8(
    PVOID HwDeviceExtension, PSTOR_ADDRESS Address,
    STORPORT_ETW_EVENT_CHANNEL EventChannel, ULONG EventId,
    PWSTR EventDescription, ULONGLONG EventKeywords,
    STORPORT_ETW_LEVEL EventLevel, STORPORT_ETW_EVENT_OPCODE EventOpcode,
    PSCSI_REQUEST_BLOCK Srb, PWSTR Parameter1Name, ULONGLONG Parameter1Value,
    PWSTR Parameter2Name, ULONGLONG Parameter2Value, PWSTR Parameter3Name,
    ULONGLONG Parameter3Value, PWSTR Parameter4Name, ULONGLONG Parameter4Value,
    PWSTR Parameter5Name, ULONGLONG Parameter5Value, PWSTR Parameter6Name,
    ULONGLONG Parameter6Value, PWSTR Parameter7Name, ULONGLONG Parameter7Value,
    PWSTR Parameter8Name, ULONGLONG Parameter8Value);

SPINPAIR_WDK_END

#endif /* SPINPAIR_WDK_STORPORT_H */
