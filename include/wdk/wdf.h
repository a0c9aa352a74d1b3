/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 *
 * wdf.h: spinpair model header.
 *
 * The part of the Kernel-Mode Driver Framework that drivers meet who take its
 * locks: objects and their contexts, devices, interrupts, queues, requests,
 * timers, work items, collections, memory, DMA. Routines are plain
 * declarations; what fills a structure for the driver, and nothing else, has a
 * body.
 *
 * Members are in no certain order: code must go by names.
 *
 * Source: the public DDI reference (Microsoft's windows-driver-docs-ddi, pages
 * of wdf*.h).
 *
 * For parsing and analysing only. Do not build drivers with it.
 */
#ifndef SPINPAIR_WDK_WDF_H
#define SPINPAIR_WDK_WDF_H

#include "ntddk.h"

#include "guiddef.h"
#include "wdmsec.h"

/* ------------------------------------------------------------------------
 * Objects. A handle leads to nothing that a driver can see.
 */

typedef HANDLE WDFOBJECT, *PWDFOBJECT;
typedef PVOID WDFCONTEXT;

#define SPINPAIR_WDF_HANDLE(Name) typedef struct Name##__ *Name
SPINPAIR_WDF_HANDLE(WDFCHILDLIST);
SPINPAIR_WDF_HANDLE(WDFCMRESLIST);
SPINPAIR_WDF_HANDLE(WDFCOLLECTION);
SPINPAIR_WDF_HANDLE(WDFCOMMONBUFFER);
SPINPAIR_WDF_HANDLE(WDFDEVICE);
SPINPAIR_WDF_HANDLE(WDFDMAENABLER);
SPINPAIR_WDF_HANDLE(WDFDMATRANSACTION);
SPINPAIR_WDF_HANDLE(WDFDPC);
SPINPAIR_WDF_HANDLE(WDFDRIVER);
SPINPAIR_WDF_HANDLE(WDFFILEOBJECT);
SPINPAIR_WDF_HANDLE(WDFINTERRUPT);
SPINPAIR_WDF_HANDLE(WDFIORESLIST);
SPINPAIR_WDF_HANDLE(WDFIORESREQLIST);
SPINPAIR_WDF_HANDLE(WDFIOTARGET);
SPINPAIR_WDF_HANDLE(WDFKEY);
SPINPAIR_WDF_HANDLE(WDFLOOKASIDE);
SPINPAIR_WDF_HANDLE(WDFMEMORY);
SPINPAIR_WDF_HANDLE(WDFQUEUE);
SPINPAIR_WDF_HANDLE(WDFREQUEST);
SPINPAIR_WDF_HANDLE(WDFSPINLOCK);
SPINPAIR_WDF_HANDLE(WDFSTRING);
SPINPAIR_WDF_HANDLE(WDFTIMER);
SPINPAIR_WDF_HANDLE(WDFUSBDEVICE);
SPINPAIR_WDF_HANDLE(WDFUSBINTERFACE);
SPINPAIR_WDF_HANDLE(WDFUSBPIPE);
SPINPAIR_WDF_HANDLE(WDFWAITLOCK);
SPINPAIR_WDF_HANDLE(WDFWORKITEM);
#undef SPINPAIR_WDF_HANDLE

typedef struct WDFDEVICE_INIT *PWDFDEVICE_INIT;

#define WDF_NO_OBJECT_ATTRIBUTES NULL
#define WDF_NO_EVENT_CALLBACK NULL
#define WDF_NO_HANDLE NULL
#define WDF_NO_CONTEXT NULL
#define WDF_NO_SEND_OPTIONS NULL
#define WDF_INVALID_HANDLE ((HANDLE)(LONG_PTR)-1)

/* Relative times are below 0, in units of 100 ns. */
#define WDF_TIMEOUT_TO_SEC ((LONGLONG)10000000)
#define WDF_TIMEOUT_TO_MS ((LONGLONG)10000)
#define WDF_TIMEOUT_TO_US ((LONGLONG)10)
#define WDF_ABS_TIMEOUT_IN_SEC(Time) ((LONGLONG)(Time) * 10000000)
#define WDF_ABS_TIMEOUT_IN_MS(Time) ((LONGLONG)(Time) * 10000)
#define WDF_ABS_TIMEOUT_IN_US(Time) ((LONGLONG)(Time) * 10)
#define WDF_REL_TIMEOUT_IN_SEC(Time) (-WDF_ABS_TIMEOUT_IN_SEC(Time))
#define WDF_REL_TIMEOUT_IN_MS(Time) (-WDF_ABS_TIMEOUT_IN_MS(Time))
#define WDF_REL_TIMEOUT_IN_US(Time) (-WDF_ABS_TIMEOUT_IN_US(Time))

typedef enum _WDF_TRI_STATE {
  WdfFalse = FALSE,
  WdfTrue = TRUE,
  WdfUseDefault = 2
} WDF_TRI_STATE;

typedef enum _WDF_EXECUTION_LEVEL {
  WdfExecutionLevelInvalid,
  WdfExecutionLevelInheritFromParent,
  WdfExecutionLevelPassive,
  WdfExecutionLevelDispatch
} WDF_EXECUTION_LEVEL;

typedef enum _WDF_SYNCHRONIZATION_SCOPE {
  WdfSynchronizationScopeInvalid,
  WdfSynchronizationScopeInheritFromParent,
  WdfSynchronizationScopeDevice,
  WdfSynchronizationScopeQueue,
  WdfSynchronizationScopeNone
} WDF_SYNCHRONIZATION_SCOPE;

typedef enum _WDF_POWER_DEVICE_STATE {
  WdfPowerDeviceInvalid,
  WdfPowerDeviceD0,
  WdfPowerDeviceD1,
  WdfPowerDeviceD2,
  WdfPowerDeviceD3,
  WdfPowerDeviceD3Final,
  WdfPowerDevicePrepareForHibernation,
  WdfPowerDeviceMaximum
} WDF_POWER_DEVICE_STATE,
    *PWDF_POWER_DEVICE_STATE;

typedef enum _WDF_IO_QUEUE_DISPATCH_TYPE {
  WdfIoQueueDispatchInvalid,
  WdfIoQueueDispatchSequential,
  WdfIoQueueDispatchParallel,
  WdfIoQueueDispatchManual,
  WdfIoQueueDispatchMax
} WDF_IO_QUEUE_DISPATCH_TYPE;

typedef enum _WDF_IO_QUEUE_STATE {
  WdfIoQueueAcceptRequests = 0x01,
  WdfIoQueueDispatchRequests = 0x02,
  WdfIoQueueNoRequests = 0x04,
  WdfIoQueueDriverNoRequests = 0x08,
  WdfIoQueuePnpHeld = 0x10
} WDF_IO_QUEUE_STATE;

#ifdef __cplusplus
/* Drivers declare it ahead, as cl.exe lets them: any enumeration is an int. */
typedef enum _WDF_REQUEST_TYPE : int {
#else
typedef enum _WDF_REQUEST_TYPE {
#endif
  WdfRequestTypeCreate = 0x0,
  WdfRequestTypeCreateNamedPipe = 0x1,
  WdfRequestTypeClose = 0x2,
  WdfRequestTypeRead = 0x3,
  WdfRequestTypeWrite = 0x4,
  WdfRequestTypeQueryInformation = 0x5,
  WdfRequestTypeSetInformation = 0x6,
  WdfRequestTypeFlushBuffers = 0x9,
  WdfRequestTypeDeviceControl = 0xe,
  WdfRequestTypeDeviceControlInternal = 0xf,
  WdfRequestTypeShutdown = 0x10,
  WdfRequestTypeCleanup = 0x12,
  WdfRequestTypePower = 0x16,
  WdfRequestTypeSystemControl = 0x17,
  WdfRequestTypePnp = 0x1b,
  WdfRequestTypeOther = 0x1c,
  WdfRequestTypeUsb = 0x40,
  WdfRequestTypeNoFormat = 0xff
} WDF_REQUEST_TYPE;

typedef enum _WDF_REQUEST_STOP_ACTION_FLAGS {
  WdfRequestStopActionInvalid = 0,
  WdfRequestStopActionSuspend = 0x01,
  WdfRequestStopActionPurge = 0x2,
  WdfRequestStopRequestCancelable = 0x10000000
} WDF_REQUEST_STOP_ACTION_FLAGS;

typedef enum _WDF_DEVICE_IO_TYPE {
  WdfDeviceIoUndefined = 0,
  WdfDeviceIoNeither,
  WdfDeviceIoBuffered,
  WdfDeviceIoDirect,
  WdfDeviceIoBufferedOrDirect = 4,
  WdfDeviceIoMaximum
} WDF_DEVICE_IO_TYPE;

/* Of the states of Plug and Play, those that drivers ask for by name. */
typedef enum _WDF_DEVICE_PNP_STATE {
  WdfDevStatePnpInvalid = 0x00,
  WdfDevStatePnpObjectCreated = 0x100,
  WdfDevStatePnpInit = 0x105,
  WdfDevStatePnpRemoved = 0x113,
  WdfDevStatePnpStarted = 0x119,
  WdfDevStatePnpStopped = 0x11e,
  WdfDevStatePnpSurpriseRemove = 0x121,
  WdfDevStatePnpFailed = 0x12b,
  WdfDevStatePnpNull = 0x13a
} WDF_DEVICE_PNP_STATE;

typedef enum _WDF_FILEOBJECT_CLASS {
  WdfFileObjectInvalid = 0,
  WdfFileObjectNotRequired = 1,
  WdfFileObjectWdfCanUseFsContext = 2,
  WdfFileObjectWdfCanUseFsContext2 = 3,
  WdfFileObjectWdfCannotUseFsContexts = 4,
  WdfFileObjectCanBeOptional = (int)0x80000000
} WDF_FILEOBJECT_CLASS;

typedef enum _WDF_DMA_DIRECTION {
  WdfDmaDirectionReadFromDevice = FALSE,
  WdfDmaDirectionWriteToDevice = TRUE
} WDF_DMA_DIRECTION;

typedef enum _WDF_DMA_PROFILE {
  WdfDmaProfileInvalid = 0,
  WdfDmaProfilePacket,
  WdfDmaProfileScatterGather,
  WdfDmaProfilePacket64,
  WdfDmaProfileScatterGather64,
  WdfDmaProfileScatterGatherDuplex,
  WdfDmaProfileScatterGather64Duplex,
  WdfDmaProfileSystem,
  WdfDmaProfileSystemDuplex
} WDF_DMA_PROFILE;

typedef enum _WDF_RETRIEVE_CHILD_FLAGS {
  WdfRetrieveUnspecified = 0x0,
  WdfRetrievePresentChildren = 0x1,
  WdfRetrieveMissingChildren = 0x2,
  WdfRetrievePendingChildren = 0x4,
  WdfRetrieveAddedChildren = 0x5,
  WdfRetrieveAllChildren = 0x7
} WDF_RETRIEVE_CHILD_FLAGS;

typedef enum _WDF_CHILD_LIST_RETRIEVE_DEVICE_STATUS {
  WdfChildListRetrieveDeviceUndefined = 0,
  WdfChildListRetrieveDeviceSuccess,
  WdfChildListRetrieveDeviceNotYetCreated,
  WdfChildListRetrieveDeviceNoSuchDevice
} WDF_CHILD_LIST_RETRIEVE_DEVICE_STATUS;

typedef enum _WDF_INTERRUPT_POLARITY {
  WdfInterruptPolarityUnknown = 0,
  WdfInterruptActiveHigh,
  WdfInterruptActiveLow
} WDF_INTERRUPT_POLARITY;

/* ------------------------------------------------------------------------
 * Callbacks: for each its function type and the type of a pointer to it
 */

#define SPINPAIR_WDF_EVENT(Result, Name, Parameters)                           \
  typedef Result EVT_WDF_##Name Parameters;                                    \
  typedef EVT_WDF_##Name *PFN_WDF_##Name

typedef struct _WDF_CHILD_IDENTIFICATION_DESCRIPTION_HEADER {
  ULONG IdentificationDescriptionSize;
} WDF_CHILD_IDENTIFICATION_DESCRIPTION_HEADER,
    *PWDF_CHILD_IDENTIFICATION_DESCRIPTION_HEADER;
typedef struct _WDF_CHILD_ADDRESS_DESCRIPTION_HEADER {
  ULONG AddressDescriptionSize;
} WDF_CHILD_ADDRESS_DESCRIPTION_HEADER, *PWDF_CHILD_ADDRESS_DESCRIPTION_HEADER;

SPINPAIR_WDF_EVENT(VOID, OBJECT_CONTEXT_CLEANUP, (WDFOBJECT Object));
SPINPAIR_WDF_EVENT(VOID, OBJECT_CONTEXT_DESTROY, (WDFOBJECT Object));
typedef EVT_WDF_OBJECT_CONTEXT_CLEANUP EVT_WDF_DEVICE_CONTEXT_CLEANUP;
typedef EVT_WDF_OBJECT_CONTEXT_DESTROY EVT_WDF_DEVICE_CONTEXT_DESTROY;
SPINPAIR_WDF_EVENT(NTSTATUS, DRIVER_DEVICE_ADD,
                   (WDFDRIVER Driver, PWDFDEVICE_INIT DeviceInit));
SPINPAIR_WDF_EVENT(VOID, DRIVER_UNLOAD, (WDFDRIVER Driver));

SPINPAIR_WDF_EVENT(NTSTATUS, DEVICE_D0_ENTRY,
                   (WDFDEVICE Device, WDF_POWER_DEVICE_STATE PreviousState));
SPINPAIR_WDF_EVENT(NTSTATUS, DEVICE_D0_ENTRY_POST_INTERRUPTS_ENABLED,
                   (WDFDEVICE Device, WDF_POWER_DEVICE_STATE PreviousState));
SPINPAIR_WDF_EVENT(NTSTATUS, DEVICE_D0_EXIT,
                   (WDFDEVICE Device, WDF_POWER_DEVICE_STATE TargetState));
SPINPAIR_WDF_EVENT(NTSTATUS, DEVICE_D0_EXIT_PRE_INTERRUPTS_DISABLED,
                   (WDFDEVICE Device, WDF_POWER_DEVICE_STATE TargetState));
SPINPAIR_WDF_EVENT(NTSTATUS, DEVICE_PREPARE_HARDWARE,
                   (WDFDEVICE Device, WDFCMRESLIST ResourcesRaw,
                    WDFCMRESLIST ResourcesTranslated));
SPINPAIR_WDF_EVENT(NTSTATUS, DEVICE_RELEASE_HARDWARE,
                   (WDFDEVICE Device, WDFCMRESLIST ResourcesTranslated));
SPINPAIR_WDF_EVENT(VOID, DEVICE_SELF_MANAGED_IO_CLEANUP, (WDFDEVICE Device));
SPINPAIR_WDF_EVENT(VOID, DEVICE_SELF_MANAGED_IO_FLUSH, (WDFDEVICE Device));
SPINPAIR_WDF_EVENT(NTSTATUS, DEVICE_SELF_MANAGED_IO_INIT, (WDFDEVICE Device));
SPINPAIR_WDF_EVENT(NTSTATUS, DEVICE_SELF_MANAGED_IO_SUSPEND,
                   (WDFDEVICE Device));
SPINPAIR_WDF_EVENT(NTSTATUS, DEVICE_SELF_MANAGED_IO_RESTART,
                   (WDFDEVICE Device));
SPINPAIR_WDF_EVENT(VOID, DEVICE_SURPRISE_REMOVAL, (WDFDEVICE Device));
SPINPAIR_WDF_EVENT(NTSTATUS, DEVICE_QUERY_REMOVE, (WDFDEVICE Device));
SPINPAIR_WDF_EVENT(NTSTATUS, DEVICE_QUERY_STOP, (WDFDEVICE Device));

SPINPAIR_WDF_EVENT(VOID, DEVICE_FILE_CREATE,
                   (WDFDEVICE Device, WDFREQUEST Request,
                    WDFFILEOBJECT FileObject));
SPINPAIR_WDF_EVENT(VOID, FILE_CLOSE, (WDFFILEOBJECT FileObject));
SPINPAIR_WDF_EVENT(VOID, FILE_CLEANUP, (WDFFILEOBJECT FileObject));

SPINPAIR_WDF_EVENT(VOID, IO_QUEUE_IO_DEFAULT,
                   (WDFQUEUE Queue, WDFREQUEST Request));
SPINPAIR_WDF_EVENT(VOID, IO_QUEUE_IO_READ,
                   (WDFQUEUE Queue, WDFREQUEST Request, size_t Length));
SPINPAIR_WDF_EVENT(VOID, IO_QUEUE_IO_WRITE,
                   (WDFQUEUE Queue, WDFREQUEST Request, size_t Length));
SPINPAIR_WDF_EVENT(VOID, IO_QUEUE_IO_DEVICE_CONTROL,
                   (WDFQUEUE Queue, WDFREQUEST Request,
                    size_t OutputBufferLength, size_t InputBufferLength,
                    ULONG IoControlCode));
SPINPAIR_WDF_EVENT(VOID, IO_QUEUE_IO_INTERNAL_DEVICE_CONTROL,
                   (WDFQUEUE Queue, WDFREQUEST Request,
                    size_t OutputBufferLength, size_t InputBufferLength,
                    ULONG IoControlCode));
SPINPAIR_WDF_EVENT(VOID, IO_QUEUE_IO_STOP,
                   (WDFQUEUE Queue, WDFREQUEST Request, ULONG ActionFlags));
SPINPAIR_WDF_EVENT(VOID, IO_QUEUE_IO_RESUME,
                   (WDFQUEUE Queue, WDFREQUEST Request));
SPINPAIR_WDF_EVENT(VOID, IO_QUEUE_IO_CANCELED_ON_QUEUE,
                   (WDFQUEUE Queue, WDFREQUEST Request));
SPINPAIR_WDF_EVENT(VOID, IO_QUEUE_STATE, (WDFQUEUE Queue, WDFCONTEXT Context));
SPINPAIR_WDF_EVENT(VOID, REQUEST_CANCEL, (WDFREQUEST Request));

SPINPAIR_WDF_EVENT(BOOLEAN, INTERRUPT_ISR,
                   (WDFINTERRUPT Interrupt, ULONG MessageID));
SPINPAIR_WDF_EVENT(VOID, INTERRUPT_DPC,
                   (WDFINTERRUPT Interrupt, WDFOBJECT AssociatedObject));
SPINPAIR_WDF_EVENT(VOID, INTERRUPT_WORKITEM,
                   (WDFINTERRUPT Interrupt, WDFOBJECT AssociatedObject));
SPINPAIR_WDF_EVENT(NTSTATUS, INTERRUPT_ENABLE,
                   (WDFINTERRUPT Interrupt, WDFDEVICE AssociatedDevice));
SPINPAIR_WDF_EVENT(NTSTATUS, INTERRUPT_DISABLE,
                   (WDFINTERRUPT Interrupt, WDFDEVICE AssociatedDevice));
SPINPAIR_WDF_EVENT(BOOLEAN, INTERRUPT_SYNCHRONIZE,
                   (WDFINTERRUPT Interrupt, WDFCONTEXT Context));

SPINPAIR_WDF_EVENT(VOID, TIMER, (WDFTIMER Timer));
SPINPAIR_WDF_EVENT(VOID, DPC, (WDFDPC Dpc));
SPINPAIR_WDF_EVENT(VOID, WORKITEM, (WDFWORKITEM WorkItem));
SPINPAIR_WDF_EVENT(BOOLEAN, PROGRAM_DMA,
                   (WDFDMATRANSACTION Transaction, WDFDEVICE Device,
                    WDFCONTEXT Context, WDF_DMA_DIRECTION Direction,
                    PSCATTER_GATHER_LIST SgList));

SPINPAIR_WDF_EVENT(NTSTATUS, CHILD_LIST_CREATE_DEVICE,
                   (WDFCHILDLIST ChildList,
                    PWDF_CHILD_IDENTIFICATION_DESCRIPTION_HEADER
                        IdentificationDescription,
                    PWDFDEVICE_INIT ChildInit));
SPINPAIR_WDF_EVENT(VOID, CHILD_LIST_SCAN_FOR_CHILDREN,
                   (WDFCHILDLIST ChildList));
SPINPAIR_WDF_EVENT(NTSTATUS, CHILD_LIST_IDENTIFICATION_DESCRIPTION_DUPLICATE,
                   (WDFCHILDLIST ChildList,
                    PWDF_CHILD_IDENTIFICATION_DESCRIPTION_HEADER
                        SourceIdentificationDescription,
                    PWDF_CHILD_IDENTIFICATION_DESCRIPTION_HEADER
                        DestinationIdentificationDescription));
SPINPAIR_WDF_EVENT(VOID, CHILD_LIST_IDENTIFICATION_DESCRIPTION_CLEANUP,
                   (WDFCHILDLIST ChildList,
                    PWDF_CHILD_IDENTIFICATION_DESCRIPTION_HEADER
                        IdentificationDescription));
SPINPAIR_WDF_EVENT(BOOLEAN, CHILD_LIST_IDENTIFICATION_DESCRIPTION_COMPARE,
                   (WDFCHILDLIST ChildList,
                    PWDF_CHILD_IDENTIFICATION_DESCRIPTION_HEADER
                        FirstIdentificationDescription,
                    PWDF_CHILD_IDENTIFICATION_DESCRIPTION_HEADER
                        SecondIdentificationDescription));
#undef SPINPAIR_WDF_EVENT

/* ------------------------------------------------------------------------
 * Contexts
 */

typedef struct _WDF_OBJECT_CONTEXT_TYPE_INFO {
  ULONG Size;
  PCHAR ContextName;
  size_t ContextSize;
  const struct _WDF_OBJECT_CONTEXT_TYPE_INFO *UniqueType;
} WDF_OBJECT_CONTEXT_TYPE_INFO, *PWDF_OBJECT_CONTEXT_TYPE_INFO;
typedef const WDF_OBJECT_CONTEXT_TYPE_INFO *PCWDF_OBJECT_CONTEXT_TYPE_INFO;

/* An object has one context of a type as long as it lives: asked twice, the
 * accessor returns the same. So it is a member, which nobody writes, of the
 * object as the accessor sees it. */
#define WDF_TYPE_NAME_TO_TYPE_INFO(ContextType) SpinpairInfoOf_##ContextType
#define WDF_GET_CONTEXT_TYPE_INFO(ContextType)                                 \
  (&WDF_TYPE_NAME_TO_TYPE_INFO(ContextType))
#define WDF_DECLARE_CONTEXT_TYPE_WITH_NAME(ContextType, CastingFunction)       \
  static const WDF_OBJECT_CONTEXT_TYPE_INFO                                    \
      __attribute__((unused)) WDF_TYPE_NAME_TO_TYPE_INFO(ContextType) = {      \
          sizeof(WDF_OBJECT_CONTEXT_TYPE_INFO), (PCHAR) #ContextType,          \
          sizeof(ContextType), NULL};                                          \
  struct SpinpairObjectOf_##ContextType {                                      \
    ContextType *CastingFunction;                                              \
  };                                                                           \
  SPINPAIR_WDK_INLINE ContextType *CastingFunction(const VOID *Handle) {       \
    return ((const struct SpinpairObjectOf_##ContextType *)Handle)             \
        ->CastingFunction;                                                     \
  }
#define WDF_DECLARE_CONTEXT_TYPE(ContextType)                                  \
  WDF_DECLARE_CONTEXT_TYPE_WITH_NAME(ContextType, WdfObjectGet_##ContextType)

typedef struct _WDF_OBJECT_ATTRIBUTES {
  ULONG Size;
  PFN_WDF_OBJECT_CONTEXT_CLEANUP EvtCleanupCallback;
  PFN_WDF_OBJECT_CONTEXT_DESTROY EvtDestroyCallback;
  WDF_EXECUTION_LEVEL ExecutionLevel;
  WDF_SYNCHRONIZATION_SCOPE SynchronizationScope;
  WDFOBJECT ParentObject;
  size_t ContextSizeOverride;
  PCWDF_OBJECT_CONTEXT_TYPE_INFO ContextTypeInfo;
} WDF_OBJECT_ATTRIBUTES, *PWDF_OBJECT_ATTRIBUTES;

#define WDF_OBJECT_ATTRIBUTES_SET_CONTEXT_TYPE(Attributes, ContextType)        \
  ((void)((Attributes)->ContextTypeInfo =                                      \
              WDF_GET_CONTEXT_TYPE_INFO(ContextType)))
#define WDF_OBJECT_ATTRIBUTES_INIT_CONTEXT_TYPE(Attributes, ContextType)       \
  (WDF_OBJECT_ATTRIBUTES_INIT(Attributes),                                     \
   WDF_OBJECT_ATTRIBUTES_SET_CONTEXT_TYPE(Attributes, ContextType))

/* ------------------------------------------------------------------------
 * Structures that drivers fill, and ask to be filled
 */

typedef struct _WDF_DRIVER_CONFIG {
  ULONG Size;
  PFN_WDF_DRIVER_DEVICE_ADD EvtDriverDeviceAdd;
  PFN_WDF_DRIVER_UNLOAD EvtDriverUnload;
  ULONG DriverInitFlags;
  ULONG DriverPoolTag;
} WDF_DRIVER_CONFIG, *PWDF_DRIVER_CONFIG;

typedef struct _WDF_PNPPOWER_EVENT_CALLBACKS {
  ULONG Size;
  PFN_WDF_DEVICE_D0_ENTRY EvtDeviceD0Entry;
  PFN_WDF_DEVICE_D0_ENTRY_POST_INTERRUPTS_ENABLED
  EvtDeviceD0EntryPostInterruptsEnabled;
  PFN_WDF_DEVICE_D0_EXIT EvtDeviceD0Exit;
  PFN_WDF_DEVICE_D0_EXIT_PRE_INTERRUPTS_DISABLED
  EvtDeviceD0ExitPreInterruptsDisabled;
  PFN_WDF_DEVICE_PREPARE_HARDWARE EvtDevicePrepareHardware;
  PFN_WDF_DEVICE_RELEASE_HARDWARE EvtDeviceReleaseHardware;
  PFN_WDF_DEVICE_SELF_MANAGED_IO_CLEANUP EvtDeviceSelfManagedIoCleanup;
  PFN_WDF_DEVICE_SELF_MANAGED_IO_FLUSH EvtDeviceSelfManagedIoFlush;
  PFN_WDF_DEVICE_SELF_MANAGED_IO_INIT EvtDeviceSelfManagedIoInit;
  PFN_WDF_DEVICE_SELF_MANAGED_IO_SUSPEND EvtDeviceSelfManagedIoSuspend;
  PFN_WDF_DEVICE_SELF_MANAGED_IO_RESTART EvtDeviceSelfManagedIoRestart;
  PFN_WDF_DEVICE_SURPRISE_REMOVAL EvtDeviceSurpriseRemoval;
  PFN_WDF_DEVICE_QUERY_REMOVE EvtDeviceQueryRemove;
  PFN_WDF_DEVICE_QUERY_STOP EvtDeviceQueryStop;
} WDF_PNPPOWER_EVENT_CALLBACKS, *PWDF_PNPPOWER_EVENT_CALLBACKS;

typedef struct _WDF_FILEOBJECT_CONFIG {
  ULONG Size;
  PFN_WDF_DEVICE_FILE_CREATE EvtDeviceFileCreate;
  PFN_WDF_FILE_CLOSE EvtFileClose;
  PFN_WDF_FILE_CLEANUP EvtFileCleanup;
  WDF_TRI_STATE AutoForwardCleanupClose;
  WDF_FILEOBJECT_CLASS FileObjectClass;
} WDF_FILEOBJECT_CONFIG, *PWDF_FILEOBJECT_CONFIG;

typedef struct _WDF_INTERRUPT_CONFIG {
  ULONG Size;
  WDFSPINLOCK SpinLock;
  WDF_TRI_STATE ShareVector;
  BOOLEAN FloatingSave;
  BOOLEAN AutomaticSerialization;
  PFN_WDF_INTERRUPT_ISR EvtInterruptIsr;
  PFN_WDF_INTERRUPT_DPC EvtInterruptDpc;
  PFN_WDF_INTERRUPT_ENABLE EvtInterruptEnable;
  PFN_WDF_INTERRUPT_DISABLE EvtInterruptDisable;
  PFN_WDF_INTERRUPT_WORKITEM EvtInterruptWorkItem;
  PCM_PARTIAL_RESOURCE_DESCRIPTOR InterruptRaw;
  PCM_PARTIAL_RESOURCE_DESCRIPTOR InterruptTranslated;
  WDFWAITLOCK WaitLock;
  BOOLEAN PassiveHandling;
  WDF_TRI_STATE ReportInactiveOnPowerDown;
  BOOLEAN CanWakeDevice;
} WDF_INTERRUPT_CONFIG, *PWDF_INTERRUPT_CONFIG;

typedef struct _WDF_INTERRUPT_INFO {
  ULONG Size;
  ULONG64 Reserved1;
  KAFFINITY TargetProcessorSet;
  ULONG Reserved2;
  ULONG MessageNumber;
  ULONG Vector;
  KIRQL Irql;
  KINTERRUPT_MODE Mode;
  WDF_INTERRUPT_POLARITY Polarity;
  BOOLEAN MessageSignaled;
  UCHAR ShareDisposition;
  USHORT Group;
} WDF_INTERRUPT_INFO, *PWDF_INTERRUPT_INFO;

typedef struct _WDF_IO_QUEUE_CONFIG {
  ULONG Size;
  WDF_IO_QUEUE_DISPATCH_TYPE DispatchType;
  WDF_TRI_STATE PowerManaged;
  BOOLEAN AllowZeroLengthRequests;
  BOOLEAN DefaultQueue;
  PFN_WDF_IO_QUEUE_IO_DEFAULT EvtIoDefault;
  PFN_WDF_IO_QUEUE_IO_READ EvtIoRead;
  PFN_WDF_IO_QUEUE_IO_WRITE EvtIoWrite;
  PFN_WDF_IO_QUEUE_IO_DEVICE_CONTROL EvtIoDeviceControl;
  PFN_WDF_IO_QUEUE_IO_INTERNAL_DEVICE_CONTROL EvtIoInternalDeviceControl;
  PFN_WDF_IO_QUEUE_IO_STOP EvtIoStop;
  PFN_WDF_IO_QUEUE_IO_RESUME EvtIoResume;
  PFN_WDF_IO_QUEUE_IO_CANCELED_ON_QUEUE EvtIoCanceledOnQueue;
  union {
    struct {
      ULONG NumberOfPresentedRequests;
    } Parallel;
  } Settings;
  WDFDRIVER Driver;
} WDF_IO_QUEUE_CONFIG, *PWDF_IO_QUEUE_CONFIG;

typedef struct _WDF_REQUEST_PARAMETERS {
  USHORT Size;
  UCHAR MinorFunction;
  WDF_REQUEST_TYPE Type;
  union {
    struct {
      PVOID SecurityContext;
      ULONG Options;
      USHORT FileAttributes;
      USHORT ShareAccess;
      ULONG EaLength;
    } Create;
    struct {
      size_t Length;
      ULONG Key;
      LONGLONG DeviceOffset;
    } Read;
    struct {
      size_t Length;
      ULONG Key;
      LONGLONG DeviceOffset;
    } Write;
    struct {
      size_t OutputBufferLength;
      size_t InputBufferLength;
      ULONG IoControlCode;
      PVOID Type3InputBuffer;
    } DeviceIoControl;
    struct {
      PVOID Arg1;
      PVOID Arg2;
      ULONG IoControlCode;
      PVOID Arg4;
    } Others;
  } Parameters;
} WDF_REQUEST_PARAMETERS, *PWDF_REQUEST_PARAMETERS;

typedef struct _WDF_TIMER_CONFIG {
  ULONG Size;
  PFN_WDF_TIMER EvtTimerFunc;
  ULONG Period;
  BOOLEAN AutomaticSerialization;
  ULONG TolerableDelay;
  WDF_TRI_STATE UseHighResolutionTimer;
} WDF_TIMER_CONFIG, *PWDF_TIMER_CONFIG;

typedef struct _WDF_DPC_CONFIG {
  ULONG Size;
  PFN_WDF_DPC EvtDpcFunc;
  BOOLEAN AutomaticSerialization;
} WDF_DPC_CONFIG, *PWDF_DPC_CONFIG;

typedef struct _WDF_WORKITEM_CONFIG {
  ULONG Size;
  PFN_WDF_WORKITEM EvtWorkItemFunc;
  BOOLEAN AutomaticSerialization;
} WDF_WORKITEM_CONFIG, *PWDF_WORKITEM_CONFIG;

typedef struct _WDF_DEVICE_STATE {
  ULONG Size;
  WDF_TRI_STATE Disabled;
  WDF_TRI_STATE DontDisplayInUI;
  WDF_TRI_STATE Failed;
  WDF_TRI_STATE NotDisableable;
  WDF_TRI_STATE Removed;
  WDF_TRI_STATE ResourcesChanged;
  WDF_TRI_STATE AssignedToGuest;
} WDF_DEVICE_STATE, *PWDF_DEVICE_STATE;

typedef struct _WDF_DEVICE_PNP_CAPABILITIES {
  ULONG Size;
  WDF_TRI_STATE LockSupported;
  WDF_TRI_STATE EjectSupported;
  WDF_TRI_STATE Removable;
  WDF_TRI_STATE DockDevice;
  WDF_TRI_STATE UniqueID;
  WDF_TRI_STATE SilentInstall;
  WDF_TRI_STATE SurpriseRemovalOK;
  WDF_TRI_STATE HardwareDisabled;
  WDF_TRI_STATE NoDisplayInUI;
  ULONG Address;
  ULONG UINumber;
} WDF_DEVICE_PNP_CAPABILITIES, *PWDF_DEVICE_PNP_CAPABILITIES;

typedef struct _WDF_DEVICE_PROPERTY_DATA {
  ULONG Size;
  const DEVPROPKEY *PropertyKey;
  LCID Lcid;
  ULONG Flags;
} WDF_DEVICE_PROPERTY_DATA, *PWDF_DEVICE_PROPERTY_DATA;

typedef struct _WDF_DMA_ENABLER_CONFIG {
  ULONG Size;
  WDF_DMA_PROFILE Profile;
  size_t MaximumLength;
  ULONG AddressWidthOverride;
  ULONG Flags;
  ULONG WdmDmaVersionOverride;
} WDF_DMA_ENABLER_CONFIG, *PWDF_DMA_ENABLER_CONFIG;

typedef struct _WDF_CHILD_LIST_CONFIG {
  ULONG Size;
  ULONG IdentificationDescriptionSize;
  ULONG AddressDescriptionSize;
  PFN_WDF_CHILD_LIST_CREATE_DEVICE EvtChildListCreateDevice;
  PFN_WDF_CHILD_LIST_SCAN_FOR_CHILDREN EvtChildListScanForChildren;
  PFN_WDF_CHILD_LIST_IDENTIFICATION_DESCRIPTION_DUPLICATE
  EvtChildListIdentificationDescriptionDuplicate;
  PFN_WDF_CHILD_LIST_IDENTIFICATION_DESCRIPTION_CLEANUP
  EvtChildListIdentificationDescriptionCleanup;
  PFN_WDF_CHILD_LIST_IDENTIFICATION_DESCRIPTION_COMPARE
  EvtChildListIdentificationDescriptionCompare;
} WDF_CHILD_LIST_CONFIG, *PWDF_CHILD_LIST_CONFIG;

typedef struct _WDF_CHILD_LIST_ITERATOR {
  ULONG Size;
  ULONG Flags;
  PVOID Reserved[4];
} WDF_CHILD_LIST_ITERATOR, *PWDF_CHILD_LIST_ITERATOR;

typedef struct _WDF_CHILD_RETRIEVE_INFO {
  ULONG Size;
  PWDF_CHILD_IDENTIFICATION_DESCRIPTION_HEADER IdentificationDescription;
  PWDF_CHILD_ADDRESS_DESCRIPTION_HEADER AddressDescription;
  WDF_CHILD_LIST_RETRIEVE_DEVICE_STATUS Status;
  PFN_WDF_CHILD_LIST_IDENTIFICATION_DESCRIPTION_COMPARE
  EvtChildListIdentificationDescriptionCompare;
} WDF_CHILD_RETRIEVE_INFO, *PWDF_CHILD_RETRIEVE_INFO;

SPINPAIR_WDK_BEGIN

/* Each sets all members to 0, and Size to that of the structure. */
#define SPINPAIR_WDF_CLEAR(Type, To)                                           \
  do {                                                                         \
    RtlZeroMemory(To, sizeof(Type));                                           \
    (To)->Size = sizeof(Type);                                                 \
  } while (0)

SPINPAIR_WDK_INLINE VOID
WDF_OBJECT_ATTRIBUTES_INIT(PWDF_OBJECT_ATTRIBUTES Attributes) {
  SPINPAIR_WDF_CLEAR(WDF_OBJECT_ATTRIBUTES, Attributes);
  Attributes->ExecutionLevel = WdfExecutionLevelInheritFromParent;
  Attributes->SynchronizationScope = WdfSynchronizationScopeInheritFromParent;
}
SPINPAIR_WDK_INLINE VOID
WDF_DRIVER_CONFIG_INIT(PWDF_DRIVER_CONFIG Config,
                       PFN_WDF_DRIVER_DEVICE_ADD EvtDriverDeviceAdd) {
  SPINPAIR_WDF_CLEAR(WDF_DRIVER_CONFIG, Config);
  Config->EvtDriverDeviceAdd = EvtDriverDeviceAdd;
}
SPINPAIR_WDK_INLINE VOID
WDF_PNPPOWER_EVENT_CALLBACKS_INIT(PWDF_PNPPOWER_EVENT_CALLBACKS Callbacks) {
  SPINPAIR_WDF_CLEAR(WDF_PNPPOWER_EVENT_CALLBACKS, Callbacks);
}
SPINPAIR_WDK_INLINE VOID
WDF_FILEOBJECT_CONFIG_INIT(PWDF_FILEOBJECT_CONFIG FileEventCallbacks,
                           PFN_WDF_DEVICE_FILE_CREATE EvtDeviceFileCreate,
                           PFN_WDF_FILE_CLOSE EvtFileClose,
                           PFN_WDF_FILE_CLEANUP EvtFileCleanup) {
  SPINPAIR_WDF_CLEAR(WDF_FILEOBJECT_CONFIG, FileEventCallbacks);
  FileEventCallbacks->EvtDeviceFileCreate = EvtDeviceFileCreate;
  FileEventCallbacks->EvtFileClose = EvtFileClose;
  FileEventCallbacks->EvtFileCleanup = EvtFileCleanup;
}
SPINPAIR_WDK_INLINE VOID
WDF_INTERRUPT_CONFIG_INIT(PWDF_INTERRUPT_CONFIG Configuration,
                          PFN_WDF_INTERRUPT_ISR EvtInterruptIsr,
                          PFN_WDF_INTERRUPT_DPC EvtInterruptDpc) {
  SPINPAIR_WDF_CLEAR(WDF_INTERRUPT_CONFIG, Configuration);
  Configuration->EvtInterruptIsr = EvtInterruptIsr;
  Configuration->EvtInterruptDpc = EvtInterruptDpc;
}
SPINPAIR_WDK_INLINE VOID WDF_INTERRUPT_INFO_INIT(PWDF_INTERRUPT_INFO Info) {
  SPINPAIR_WDF_CLEAR(WDF_INTERRUPT_INFO, Info);
}
SPINPAIR_WDK_INLINE VOID
WDF_IO_QUEUE_CONFIG_INIT(PWDF_IO_QUEUE_CONFIG Config,
                         WDF_IO_QUEUE_DISPATCH_TYPE DispatchType) {
  SPINPAIR_WDF_CLEAR(WDF_IO_QUEUE_CONFIG, Config);
  Config->PowerManaged = WdfUseDefault;
  Config->DispatchType = DispatchType;
}
SPINPAIR_WDK_INLINE VOID
WDF_IO_QUEUE_CONFIG_INIT_DEFAULT_QUEUE(PWDF_IO_QUEUE_CONFIG Config,
                                       WDF_IO_QUEUE_DISPATCH_TYPE DispatchType) {
  WDF_IO_QUEUE_CONFIG_INIT(Config, DispatchType);
  Config->DefaultQueue = TRUE;
}
SPINPAIR_WDK_INLINE VOID
WDF_REQUEST_PARAMETERS_INIT(PWDF_REQUEST_PARAMETERS Parameters) {
  SPINPAIR_WDF_CLEAR(WDF_REQUEST_PARAMETERS, Parameters);
}
SPINPAIR_WDK_INLINE VOID WDF_TIMER_CONFIG_INIT(PWDF_TIMER_CONFIG Config,
                                               PFN_WDF_TIMER EvtTimerFunc) {
  SPINPAIR_WDF_CLEAR(WDF_TIMER_CONFIG, Config);
  Config->EvtTimerFunc = EvtTimerFunc;
  Config->AutomaticSerialization = TRUE;
}
SPINPAIR_WDK_INLINE VOID
WDF_TIMER_CONFIG_INIT_PERIODIC(PWDF_TIMER_CONFIG Config,
                               PFN_WDF_TIMER EvtTimerFunc, LONG Period) {
  WDF_TIMER_CONFIG_INIT(Config, EvtTimerFunc);
  Config->Period = (ULONG)Period;
}
SPINPAIR_WDK_INLINE VOID WDF_DPC_CONFIG_INIT(PWDF_DPC_CONFIG Config,
                                             PFN_WDF_DPC EvtDpcFunc) {
  SPINPAIR_WDF_CLEAR(WDF_DPC_CONFIG, Config);
  Config->EvtDpcFunc = EvtDpcFunc;
  Config->AutomaticSerialization = TRUE;
}
SPINPAIR_WDK_INLINE VOID
WDF_WORKITEM_CONFIG_INIT(PWDF_WORKITEM_CONFIG Config,
                         PFN_WDF_WORKITEM EvtWorkItemFunc) {
  SPINPAIR_WDF_CLEAR(WDF_WORKITEM_CONFIG, Config);
  Config->EvtWorkItemFunc = EvtWorkItemFunc;
  Config->AutomaticSerialization = TRUE;
}
SPINPAIR_WDK_INLINE VOID
WDF_DEVICE_STATE_INIT(PWDF_DEVICE_STATE PnpDeviceState) {
  SPINPAIR_WDF_CLEAR(WDF_DEVICE_STATE, PnpDeviceState);
  PnpDeviceState->Disabled = WdfUseDefault;
  PnpDeviceState->DontDisplayInUI = WdfUseDefault;
  PnpDeviceState->Failed = WdfUseDefault;
  PnpDeviceState->NotDisableable = WdfUseDefault;
  PnpDeviceState->Removed = WdfUseDefault;
  PnpDeviceState->ResourcesChanged = WdfUseDefault;
}
SPINPAIR_WDK_INLINE VOID
WDF_DEVICE_PNP_CAPABILITIES_INIT(PWDF_DEVICE_PNP_CAPABILITIES Caps) {
  SPINPAIR_WDF_CLEAR(WDF_DEVICE_PNP_CAPABILITIES, Caps);
  Caps->Removable = WdfUseDefault;
  Caps->SurpriseRemovalOK = WdfUseDefault;
}
SPINPAIR_WDK_INLINE VOID
WDF_DEVICE_PROPERTY_DATA_INIT(PWDF_DEVICE_PROPERTY_DATA PropertyData,
                              const DEVPROPKEY *PropertyKey) {
  SPINPAIR_WDF_CLEAR(WDF_DEVICE_PROPERTY_DATA, PropertyData);
  PropertyData->PropertyKey = PropertyKey;
}
SPINPAIR_WDK_INLINE VOID
WDF_DMA_ENABLER_CONFIG_INIT(PWDF_DMA_ENABLER_CONFIG Config,
                            WDF_DMA_PROFILE Profile, size_t MaximumLength) {
  SPINPAIR_WDF_CLEAR(WDF_DMA_ENABLER_CONFIG, Config);
  Config->Profile = Profile;
  Config->MaximumLength = MaximumLength;
}
SPINPAIR_WDK_INLINE VOID WDF_CHILD_IDENTIFICATION_DESCRIPTION_HEADER_INIT(
    PWDF_CHILD_IDENTIFICATION_DESCRIPTION_HEADER Header,
    ULONG IdentificationDescriptionSize) {
  Header->IdentificationDescriptionSize = IdentificationDescriptionSize;
}
SPINPAIR_WDK_INLINE VOID WDF_CHILD_LIST_CONFIG_INIT(
    PWDF_CHILD_LIST_CONFIG Config, ULONG IdentificationDescriptionSize,
    PFN_WDF_CHILD_LIST_CREATE_DEVICE EvtChildListCreateDevice) {
  SPINPAIR_WDF_CLEAR(WDF_CHILD_LIST_CONFIG, Config);
  Config->IdentificationDescriptionSize = IdentificationDescriptionSize;
  Config->EvtChildListCreateDevice = EvtChildListCreateDevice;
}
SPINPAIR_WDK_INLINE VOID
WDF_CHILD_LIST_ITERATOR_INIT(PWDF_CHILD_LIST_ITERATOR Iterator, ULONG Flags) {
  SPINPAIR_WDF_CLEAR(WDF_CHILD_LIST_ITERATOR, Iterator);
  Iterator->Flags = Flags;
}
SPINPAIR_WDK_INLINE VOID
WDF_CHILD_RETRIEVE_INFO_INIT(PWDF_CHILD_RETRIEVE_INFO Info,
                             PWDF_CHILD_IDENTIFICATION_DESCRIPTION_HEADER
                                 IdentificationDescription) {
  SPINPAIR_WDF_CLEAR(WDF_CHILD_RETRIEVE_INFO, Info);
  Info->IdentificationDescription = IdentificationDescription;
}
#undef SPINPAIR_WDF_CLEAR

/* ------------------------------------------------------------------------
 * Locks
 */

NTSTATUS WdfSpinLockCreate(PWDF_OBJECT_ATTRIBUTES SpinLockAttributes,
                           WDFSPINLOCK *SpinLock);
VOID WdfSpinLockAcquire(WDFSPINLOCK SpinLock);
VOID WdfSpinLockRelease(WDFSPINLOCK SpinLock);
NTSTATUS WdfWaitLockCreate(PWDF_OBJECT_ATTRIBUTES LockAttributes,
                           WDFWAITLOCK *Lock);
NTSTATUS WdfWaitLockAcquire(WDFWAITLOCK Lock, PLONGLONG Timeout);
VOID WdfWaitLockRelease(WDFWAITLOCK Lock);
VOID WdfObjectAcquireLock(WDFOBJECT Object);
VOID WdfObjectReleaseLock(WDFOBJECT Object);
VOID WdfInterruptAcquireLock(WDFINTERRUPT Interrupt);
VOID WdfInterruptReleaseLock(WDFINTERRUPT Interrupt);
BOOLEAN WdfInterruptTryToAcquireLock(WDFINTERRUPT Interrupt);

/* ------------------------------------------------------------------------
 * Objects, drivers, devices
 */

NTSTATUS WdfObjectAllocateContext(WDFOBJECT Handle,
                                  PWDF_OBJECT_ATTRIBUTES ContextAttributes,
                                  PVOID *Context);
WDFOBJECT WdfObjectContextGetObject(PVOID ContextPointer);
VOID WdfObjectDelete(WDFOBJECT Object);
VOID WdfObjectReference(WDFOBJECT Handle);
VOID WdfObjectDereference(WDFOBJECT Handle);

NTSTATUS WdfDriverCreate(PDRIVER_OBJECT DriverObject,
                         PCUNICODE_STRING RegistryPath,
                         PWDF_OBJECT_ATTRIBUTES DriverAttributes,
                         PWDF_DRIVER_CONFIG DriverConfig, WDFDRIVER *Driver);
PDRIVER_OBJECT WdfDriverWdmGetDriverObject(WDFDRIVER Driver);
PWSTR WdfDriverGetRegistryPath(WDFDRIVER Driver);
WDFDRIVER WdfGetDriver(VOID);

NTSTATUS WdfDeviceCreate(PWDFDEVICE_INIT *DeviceInit,
                         PWDF_OBJECT_ATTRIBUTES DeviceAttributes,
                         WDFDEVICE *Device);
NTSTATUS WdfDeviceConfigureRequestDispatching(WDFDEVICE Device, WDFQUEUE Queue,
                                              WDF_REQUEST_TYPE RequestType);
NTSTATUS WdfDeviceCreateDeviceInterface(WDFDEVICE Device,
                                        const GUID *InterfaceClassGUID,
                                        PCUNICODE_STRING ReferenceString);
NTSTATUS WdfDeviceCreateSymbolicLink(WDFDEVICE Device,
                                     PCUNICODE_STRING SymbolicLinkName);
ULONG WdfDeviceGetAlignmentRequirement(WDFDEVICE Device);
WDFQUEUE WdfDeviceGetDefaultQueue(WDFDEVICE Device);
WDFIOTARGET WdfDeviceGetIoTarget(WDFDEVICE Device);
WDF_DEVICE_PNP_STATE WdfDeviceGetDevicePnpState(WDFDEVICE Device);
WDFDRIVER WdfDeviceGetDriver(WDFDEVICE Device);
WDFFILEOBJECT WdfDeviceGetFileObject(WDFDEVICE Device, PFILE_OBJECT FileObject);
VOID WdfDeviceInitFree(PWDFDEVICE_INIT DeviceInit);
NTSTATUS WdfDeviceInitAssignName(PWDFDEVICE_INIT DeviceInit,
                                 PCUNICODE_STRING DeviceName);
NTSTATUS WdfDeviceInitAssignSDDLString(PWDFDEVICE_INIT DeviceInit,
                                       PCUNICODE_STRING SDDLString);
VOID WdfDeviceInitSetDeviceType(PWDFDEVICE_INIT DeviceInit,
                                DEVICE_TYPE DeviceType);
VOID WdfDeviceInitSetExclusive(PWDFDEVICE_INIT DeviceInit, BOOLEAN IsExclusive);
VOID WdfDeviceInitSetFileObjectConfig(
    PWDFDEVICE_INIT DeviceInit, PWDF_FILEOBJECT_CONFIG FileObjectConfig,
    PWDF_OBJECT_ATTRIBUTES FileObjectAttributes);
VOID WdfDeviceInitSetIoType(PWDFDEVICE_INIT DeviceInit,
                            WDF_DEVICE_IO_TYPE IoType);
VOID WdfDeviceInitSetPnpPowerEventCallbacks(
    PWDFDEVICE_INIT DeviceInit,
    PWDF_PNPPOWER_EVENT_CALLBACKS PnpPowerEventCallbacks);
VOID WdfDeviceInitSetRequestAttributes(
    PWDFDEVICE_INIT DeviceInit, PWDF_OBJECT_ATTRIBUTES RequestAttributes);
NTSTATUS WdfDeviceQueryPropertyEx(WDFDEVICE Device,
                                  PWDF_DEVICE_PROPERTY_DATA DeviceProperty,
                                  ULONG BufferLength, PVOID PropertyBuffer,
                                  PULONG RequiredSize, PDEVPROPTYPE Type);
VOID WdfDeviceSetBusInformationForChildren(WDFDEVICE Device,
                                           PPNP_BUS_INFORMATION BusInformation);
VOID WdfDeviceSetDeviceState(WDFDEVICE Device, PWDF_DEVICE_STATE DeviceState);
VOID WdfDeviceSetPnpCapabilities(WDFDEVICE Device,
                                 PWDF_DEVICE_PNP_CAPABILITIES PnpCapabilities);
PDEVICE_OBJECT WdfDeviceWdmGetAttachedDevice(WDFDEVICE Device);
PDEVICE_OBJECT WdfDeviceWdmGetDeviceObject(WDFDEVICE Device);
PDEVICE_OBJECT WdfDeviceWdmGetPhysicalDevice(WDFDEVICE Device);

ULONG WdfCmResourceListGetCount(WDFCMRESLIST List);
PCM_PARTIAL_RESOURCE_DESCRIPTOR
WdfCmResourceListGetDescriptor(WDFCMRESLIST List, ULONG Index);

NTSTATUS WdfFdoAddStaticChild(WDFDEVICE Fdo, WDFDEVICE Child);
WDFCHILDLIST WdfFdoGetDefaultChildList(WDFDEVICE Fdo);
VOID WdfFdoInitSetDefaultChildListConfig(
    PWDFDEVICE_INIT DeviceInit, PWDF_CHILD_LIST_CONFIG Config,
    PWDF_OBJECT_ATTRIBUTES DefaultChildListAttributes);
NTSTATUS WdfFdoQueryForInterface(WDFDEVICE Fdo, LPCGUID InterfaceType,
                                 PINTERFACE Interface, USHORT Size,
                                 USHORT Version, PVOID InterfaceSpecificData);

NTSTATUS WdfPdoInitAddCompatibleID(PWDFDEVICE_INIT DeviceInit,
                                   PCUNICODE_STRING CompatibleID);
NTSTATUS WdfPdoInitAddDeviceText(PWDFDEVICE_INIT DeviceInit,
                                 PCUNICODE_STRING DeviceDescription,
                                 PCUNICODE_STRING DeviceLocation,
                                 LCID LocaleId);
NTSTATUS WdfPdoInitAddHardwareID(PWDFDEVICE_INIT DeviceInit,
                                 PCUNICODE_STRING HardwareID);
PWDFDEVICE_INIT WdfPdoInitAllocate(WDFDEVICE ParentDevice);
NTSTATUS WdfPdoInitAssignDeviceID(PWDFDEVICE_INIT DeviceInit,
                                  PCUNICODE_STRING DeviceID);
NTSTATUS WdfPdoInitAssignInstanceID(PWDFDEVICE_INIT DeviceInit,
                                    PCUNICODE_STRING InstanceID);
NTSTATUS WdfPdoInitAssignRawDevice(PWDFDEVICE_INIT DeviceInit,
                                   const GUID *DeviceClassGuid);
VOID WdfPdoInitSetDefaultLocale(PWDFDEVICE_INIT DeviceInit, LCID LocaleId);

NTSTATUS WdfChildListAddOrUpdateChildDescriptionAsPresent(
    WDFCHILDLIST ChildList,
    PWDF_CHILD_IDENTIFICATION_DESCRIPTION_HEADER IdentificationDescription,
    PWDF_CHILD_ADDRESS_DESCRIPTION_HEADER AddressDescription);
VOID WdfChildListBeginIteration(WDFCHILDLIST ChildList,
                                PWDF_CHILD_LIST_ITERATOR Iterator);
VOID WdfChildListEndIteration(WDFCHILDLIST ChildList,
                              PWDF_CHILD_LIST_ITERATOR Iterator);
NTSTATUS WdfChildListRetrieveNextDevice(WDFCHILDLIST ChildList,
                                        PWDF_CHILD_LIST_ITERATOR Iterator,
                                        WDFDEVICE *Device,
                                        PWDF_CHILD_RETRIEVE_INFO Info);
NTSTATUS WdfChildListUpdateChildDescriptionAsMissing(
    WDFCHILDLIST ChildList,
    PWDF_CHILD_IDENTIFICATION_DESCRIPTION_HEADER IdentificationDescription);

WDFDEVICE WdfFileObjectGetDevice(WDFFILEOBJECT FileObject);
PFILE_OBJECT WdfFileObjectWdmGetFileObject(WDFFILEOBJECT FileObject);
PUNICODE_STRING WdfFileObjectGetFileName(WDFFILEOBJECT FileObject);

/* ------------------------------------------------------------------------
 * Interrupts, timers, work items
 */

NTSTATUS WdfInterruptCreate(WDFDEVICE Device,
                            PWDF_INTERRUPT_CONFIG Configuration,
                            PWDF_OBJECT_ATTRIBUTES Attributes,
                            WDFINTERRUPT *Interrupt);
VOID WdfInterruptDisable(WDFINTERRUPT Interrupt);
VOID WdfInterruptEnable(WDFINTERRUPT Interrupt);
WDFDEVICE WdfInterruptGetDevice(WDFINTERRUPT Interrupt);
VOID WdfInterruptGetInfo(WDFINTERRUPT Interrupt, PWDF_INTERRUPT_INFO Info);
BOOLEAN WdfInterruptQueueDpcForIsr(WDFINTERRUPT Interrupt);
BOOLEAN WdfInterruptQueueWorkItemForIsr(WDFINTERRUPT Interrupt);
BOOLEAN WdfInterruptSynchronize(WDFINTERRUPT Interrupt,
                                PFN_WDF_INTERRUPT_SYNCHRONIZE Callback,
                                WDFCONTEXT Context);

NTSTATUS WdfTimerCreate(PWDF_TIMER_CONFIG Config,
                        PWDF_OBJECT_ATTRIBUTES Attributes, WDFTIMER *Timer);
WDFOBJECT WdfTimerGetParentObject(WDFTIMER Timer);
BOOLEAN WdfTimerStart(WDFTIMER Timer, LONGLONG DueTime);
BOOLEAN WdfTimerStop(WDFTIMER Timer, BOOLEAN Wait);

NTSTATUS WdfDpcCreate(PWDF_DPC_CONFIG Config, PWDF_OBJECT_ATTRIBUTES Attributes,
                      WDFDPC *Dpc);
BOOLEAN WdfDpcEnqueue(WDFDPC Dpc);
BOOLEAN WdfDpcCancel(WDFDPC Dpc, BOOLEAN Wait);
WDFOBJECT WdfDpcGetParentObject(WDFDPC Dpc);

NTSTATUS WdfWorkItemCreate(PWDF_WORKITEM_CONFIG Config,
                           PWDF_OBJECT_ATTRIBUTES Attributes,
                           WDFWORKITEM *WorkItem);
VOID WdfWorkItemEnqueue(WDFWORKITEM WorkItem);
VOID WdfWorkItemFlush(WDFWORKITEM WorkItem);
WDFOBJECT WdfWorkItemGetParentObject(WDFWORKITEM WorkItem);

/* ------------------------------------------------------------------------
 * Queues and requests
 */

NTSTATUS WdfIoQueueCreate(WDFDEVICE Device, PWDF_IO_QUEUE_CONFIG Config,
                          PWDF_OBJECT_ATTRIBUTES QueueAttributes,
                          WDFQUEUE *Queue);
NTSTATUS WdfIoQueueFindRequest(WDFQUEUE Queue, WDFREQUEST FoundRequest,
                               WDFFILEOBJECT FileObject,
                               PWDF_REQUEST_PARAMETERS Parameters,
                               WDFREQUEST *OutRequest);
WDFDEVICE WdfIoQueueGetDevice(WDFQUEUE Queue);
WDF_IO_QUEUE_STATE WdfIoQueueGetState(WDFQUEUE Queue, PULONG QueueRequests,
                                      PULONG DriverRequests);
VOID WdfIoQueueDrain(WDFQUEUE Queue, PFN_WDF_IO_QUEUE_STATE DrainComplete,
                     WDFCONTEXT Context);
VOID WdfIoQueueDrainSynchronously(WDFQUEUE Queue);
VOID WdfIoQueuePurge(WDFQUEUE Queue, PFN_WDF_IO_QUEUE_STATE PurgeComplete,
                     WDFCONTEXT Context);
VOID WdfIoQueuePurgeSynchronously(WDFQUEUE Queue);
NTSTATUS WdfIoQueueReadyNotify(WDFQUEUE Queue,
                               PFN_WDF_IO_QUEUE_STATE QueueReady,
                               WDFCONTEXT Context);
NTSTATUS WdfIoQueueRetrieveFoundRequest(WDFQUEUE Queue, WDFREQUEST FoundRequest,
                                        WDFREQUEST *OutRequest);
NTSTATUS WdfIoQueueRetrieveNextRequest(WDFQUEUE Queue, WDFREQUEST *OutRequest);
NTSTATUS WdfIoQueueRetrieveRequestByFileObject(WDFQUEUE Queue,
                                               WDFFILEOBJECT FileObject,
                                               WDFREQUEST *OutRequest);
VOID WdfIoQueueStart(WDFQUEUE Queue);
VOID WdfIoQueueStop(WDFQUEUE Queue, PFN_WDF_IO_QUEUE_STATE StopComplete,
                    WDFCONTEXT Context);
VOID WdfIoQueueStopSynchronously(WDFQUEUE Queue);

VOID WdfRequestComplete(WDFREQUEST Request, NTSTATUS Status);
VOID WdfRequestCompleteWithInformation(WDFREQUEST Request, NTSTATUS Status,
                                       ULONG_PTR Information);
NTSTATUS WdfRequestForwardToIoQueue(WDFREQUEST Request,
                                    WDFQUEUE DestinationQueue);
WDFFILEOBJECT WdfRequestGetFileObject(WDFREQUEST Request);
ULONG_PTR WdfRequestGetInformation(WDFREQUEST Request);
WDFQUEUE WdfRequestGetIoQueue(WDFREQUEST Request);
VOID WdfRequestGetParameters(WDFREQUEST Request,
                             PWDF_REQUEST_PARAMETERS Parameters);
KPROCESSOR_MODE WdfRequestGetRequestorMode(WDFREQUEST Request);
NTSTATUS WdfRequestGetStatus(WDFREQUEST Request);
BOOLEAN WdfRequestIsCanceled(WDFREQUEST Request);
BOOLEAN WdfRequestIsFrom32BitProcess(WDFREQUEST Request);
VOID WdfRequestMarkCancelable(WDFREQUEST Request,
                              PFN_WDF_REQUEST_CANCEL EvtRequestCancel);
NTSTATUS WdfRequestMarkCancelableEx(WDFREQUEST Request,
                                    PFN_WDF_REQUEST_CANCEL EvtRequestCancel);
NTSTATUS WdfRequestProbeAndLockUserBufferForRead(WDFREQUEST Request,
                                                 PVOID Buffer, size_t Length,
                                                 WDFMEMORY *MemoryObject);
NTSTATUS WdfRequestProbeAndLockUserBufferForWrite(WDFREQUEST Request,
                                                  PVOID Buffer, size_t Length,
                                                  WDFMEMORY *MemoryObject);
NTSTATUS WdfRequestRequeue(WDFREQUEST Request);
NTSTATUS WdfRequestRetrieveInputBuffer(WDFREQUEST Request,
                                       size_t MinimumRequiredLength,
                                       PVOID *Buffer, size_t *Length);
NTSTATUS WdfRequestRetrieveOutputBuffer(WDFREQUEST Request,
                                        size_t MinimumRequiredSize,
                                        PVOID *Buffer, size_t *Length);
NTSTATUS WdfRequestRetrieveInputMemory(WDFREQUEST Request, WDFMEMORY *Memory);
NTSTATUS WdfRequestRetrieveOutputMemory(WDFREQUEST Request, WDFMEMORY *Memory);
NTSTATUS WdfRequestRetrieveInputWdmMdl(WDFREQUEST Request, PMDL *Mdl);
NTSTATUS WdfRequestRetrieveOutputWdmMdl(WDFREQUEST Request, PMDL *Mdl);
NTSTATUS WdfRequestRetrieveUnsafeUserInputBuffer(WDFREQUEST Request,
                                                 size_t MinimumRequiredLength,
                                                 PVOID *InputBuffer,
                                                 size_t *Length);
NTSTATUS WdfRequestRetrieveUnsafeUserOutputBuffer(WDFREQUEST Request,
                                                  size_t MinimumRequiredLength,
                                                  PVOID *OutputBuffer,
                                                  size_t *Length);
VOID WdfRequestSetInformation(WDFREQUEST Request, ULONG_PTR Information);
VOID WdfRequestStopAcknowledge(WDFREQUEST Request, BOOLEAN Requeue);
NTSTATUS WdfRequestUnmarkCancelable(WDFREQUEST Request);
PIRP WdfRequestWdmGetIrp(WDFREQUEST Request);

/* ------------------------------------------------------------------------
 * Collections, memory, DMA
 */

NTSTATUS WdfCollectionCreate(PWDF_OBJECT_ATTRIBUTES CollectionAttributes,
                             WDFCOLLECTION *Collection);
NTSTATUS WdfCollectionAdd(WDFCOLLECTION Collection, WDFOBJECT Object);
ULONG WdfCollectionGetCount(WDFCOLLECTION Collection);
WDFOBJECT WdfCollectionGetFirstItem(WDFCOLLECTION Collection);
WDFOBJECT WdfCollectionGetItem(WDFCOLLECTION Collection, ULONG Index);
WDFOBJECT WdfCollectionGetLastItem(WDFCOLLECTION Collection);
VOID WdfCollectionRemove(WDFCOLLECTION Collection, WDFOBJECT Item);
VOID WdfCollectionRemoveItem(WDFCOLLECTION Collection, ULONG Index);

NTSTATUS WdfMemoryCreate(PWDF_OBJECT_ATTRIBUTES Attributes, POOL_TYPE PoolType,
                         ULONG PoolTag, size_t BufferSize, WDFMEMORY *Memory,
                         PVOID *Buffer);
NTSTATUS WdfMemoryCopyFromBuffer(WDFMEMORY DestinationMemory,
                                 size_t DestinationOffset, PVOID Buffer,
                                 size_t NumBytesToCopyFrom);
NTSTATUS WdfMemoryCopyToBuffer(WDFMEMORY SourceMemory, size_t SourceOffset,
                               PVOID Buffer, size_t NumBytesToCopyTo);
PVOID WdfMemoryGetBuffer(WDFMEMORY Memory, size_t *BufferSize);
NTSTATUS WdfLookasideListCreate(PWDF_OBJECT_ATTRIBUTES LookasideAttributes,
                                size_t BufferSize, POOL_TYPE PoolType,
                                PWDF_OBJECT_ATTRIBUTES MemoryAttributes,
                                ULONG PoolTag, WDFLOOKASIDE *Lookaside);
NTSTATUS WdfMemoryCreateFromLookaside(WDFLOOKASIDE Lookaside,
                                      WDFMEMORY *Memory);

NTSTATUS WdfCommonBufferCreate(WDFDMAENABLER DmaEnabler, size_t Length,
                               PWDF_OBJECT_ATTRIBUTES Attributes,
                               WDFCOMMONBUFFER *CommonBuffer);
PHYSICAL_ADDRESS
WdfCommonBufferGetAlignedLogicalAddress(WDFCOMMONBUFFER CommonBuffer);
PVOID WdfCommonBufferGetAlignedVirtualAddress(WDFCOMMONBUFFER CommonBuffer);
size_t WdfCommonBufferGetLength(WDFCOMMONBUFFER CommonBuffer);
NTSTATUS WdfDmaEnablerCreate(WDFDEVICE Device, PWDF_DMA_ENABLER_CONFIG Config,
                             PWDF_OBJECT_ATTRIBUTES Attributes,
                             WDFDMAENABLER *DmaEnablerHandle);
NTSTATUS WdfDmaTransactionCreate(WDFDMAENABLER DmaEnabler,
                                 PWDF_OBJECT_ATTRIBUTES Attributes,
                                 WDFDMATRANSACTION *DmaTransaction);
BOOLEAN WdfDmaTransactionDmaCompletedFinal(WDFDMATRANSACTION DmaTransaction,
                                           size_t FinalTransferredLength,
                                           NTSTATUS *Status);
NTSTATUS WdfDmaTransactionExecute(WDFDMATRANSACTION DmaTransaction,
                                  WDFCONTEXT Context);
WDFREQUEST WdfDmaTransactionGetRequest(WDFDMATRANSACTION DmaTransaction);
NTSTATUS WdfDmaTransactionInitialize(WDFDMATRANSACTION DmaTransaction,
                                     PFN_WDF_PROGRAM_DMA EvtProgramDmaFunction,
                                     WDF_DMA_DIRECTION DmaDirection, PMDL Mdl,
                                     PVOID VirtualAddress, size_t Length);
NTSTATUS WdfDmaTransactionInitializeUsingOffset(
    WDFDMATRANSACTION DmaTransaction, PFN_WDF_PROGRAM_DMA EvtProgramDmaFunction,
    WDF_DMA_DIRECTION DmaDirection, PMDL Mdl, size_t Offset, size_t Length);
NTSTATUS WdfDmaTransactionInitializeUsingRequest(
    WDFDMATRANSACTION DmaTransaction, WDFREQUEST Request,
    PFN_WDF_PROGRAM_DMA EvtProgramDmaFunction, WDF_DMA_DIRECTION DmaDirection);
NTSTATUS WdfDmaTransactionRelease(WDFDMATRANSACTION DmaTransaction);

SPINPAIR_WDK_END

#include "wdfdevice.h"

#include "wdfiotarget.h"

#include "wdfregistry.h"

#endif /* SPINPAIR_WDK_WDF_H */
