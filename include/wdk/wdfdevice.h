/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 *
 * wdfdevice.h: spinpair model header.
 *
 * Devices of the Kernel-Mode Driver Framework: power policy, control devices,
 * preprocessing, properties, and what else wdf.h lacks of its own. wdf.h
 * includes it.
 *
 * Source: the public DDI reference of wdfdevice.h, wdfcontrol.h, wdffdo.h,
 * wdfpdo.h, wdfdmaenabler.h, wdfdmatransaction.h and wdfinterrupt.h
 * (Microsoft's windows-driver-docs-ddi). Members are in no certain order. The
 * numbers of enumerators are the model's own.
 *
 * For parsing and analysing only. Do not build drivers with it.
 */
/* Ahead of the guard, so that the parts of wdf.h come in its order. */
#include "wdf.h"

#ifndef SPINPAIR_WDK_WDFDEVICE_H
#define SPINPAIR_WDK_WDFDEVICE_H

#ifndef VERIFY_IS_IRQL_PASSIVE_LEVEL
#define VERIFY_IS_IRQL_PASSIVE_LEVEL() ((void)0)
#endif

#define WDF_PTR_ADD_OFFSET_TYPE(Pointer, Offset, Type)                         \
  ((Type)(((PUCHAR)(Pointer)) + (Offset)))
#define WDF_PTR_ADD_OFFSET(Pointer, Offset)                                    \
  WDF_PTR_ADD_OFFSET_TYPE(Pointer, Offset, PVOID)
#define WDF_PTR_GET_OFFSET(Base, Pointer)                                      \
  ((ULONG)(((PUCHAR)(Pointer)) - ((PUCHAR)(Base))))

typedef enum _WDF_DEVICE_FAILED_ACTION {
  WdfDeviceFailedUndefined,
  WdfDeviceFailedAttemptRestart,
  WdfDeviceFailedNoRestart
} WDF_DEVICE_FAILED_ACTION;
typedef enum _WDF_POWER_POLICY_S0_IDLE_CAPABILITIES {
  IdleCapsInvalid,
  IdleCannotWakeFromS0,
  IdleCanWakeFromS0,
  IdleUsbSelectiveSuspend
} WDF_POWER_POLICY_S0_IDLE_CAPABILITIES;
typedef enum _WDF_POWER_POLICY_S0_IDLE_USER_CONTROL {
  IdleUserControlInvalid,
  IdleDoNotAllowUserControl,
  IdleAllowUserControl
} WDF_POWER_POLICY_S0_IDLE_USER_CONTROL;
typedef enum _WDF_POWER_POLICY_IDLE_TIMEOUT_CONSTANTS {
  IdleTimeoutDefaultConstant = 0
} WDF_POWER_POLICY_IDLE_TIMEOUT_CONSTANTS;
#define IdleTimeoutDefaultValue 0
typedef enum _WDF_POWER_POLICY_IDLE_TIMEOUT_TYPE {
  DriverManagedIdleTimeout,
  SystemManagedIdleTimeout,
  SystemManagedIdleTimeoutWithHint
} WDF_POWER_POLICY_IDLE_TIMEOUT_TYPE;
typedef enum _WDF_POWER_POLICY_SX_WAKE_USER_CONTROL {
  WakeUserControlInvalid,
  WakeDoNotAllowUserControl,
  WakeAllowUserControl
} WDF_POWER_POLICY_SX_WAKE_USER_CONTROL;
typedef enum _WDF_INTERRUPT_POLICY {
  WdfIrqPolicyMachineDefault,
  WdfIrqPolicyAllCloseProcessors,
  WdfIrqPolicyOneCloseProcessor,
  WdfIrqPolicyAllProcessorsInMachine,
  WdfIrqPolicySpecifiedProcessors,
  WdfIrqPolicySpreadMessagesAcrossAllProcessors
} WDF_INTERRUPT_POLICY;
typedef enum _WDF_INTERRUPT_PRIORITY {
  WdfIrqPriorityUndefined,
  WdfIrqPriorityLow,
  WdfIrqPriorityNormal,
  WdfIrqPriorityHigh
} WDF_INTERRUPT_PRIORITY;

typedef VOID EVT_WDF_IO_IN_CALLER_CONTEXT(WDFDEVICE Device, WDFREQUEST Request);
typedef EVT_WDF_IO_IN_CALLER_CONTEXT *PFN_WDF_IO_IN_CALLER_CONTEXT;
typedef NTSTATUS EVT_WDFDEVICE_WDM_IRP_PREPROCESS(WDFDEVICE Device, PIRP Irp);
typedef EVT_WDFDEVICE_WDM_IRP_PREPROCESS *PFN_WDFDEVICE_WDM_IRP_PREPROCESS;
typedef VOID EVT_WDF_DEVICE_SHUTDOWN_NOTIFICATION(WDFDEVICE Device);
typedef EVT_WDF_DEVICE_SHUTDOWN_NOTIFICATION
    *PFN_WDF_DEVICE_SHUTDOWN_NOTIFICATION;
typedef NTSTATUS EVT_WDF_DEVICE_ARM_WAKE_FROM_S0(WDFDEVICE Device);
typedef EVT_WDF_DEVICE_ARM_WAKE_FROM_S0 *PFN_WDF_DEVICE_ARM_WAKE_FROM_S0;
typedef VOID EVT_WDF_DEVICE_DISARM_WAKE_FROM_S0(WDFDEVICE Device);
typedef EVT_WDF_DEVICE_DISARM_WAKE_FROM_S0 *PFN_WDF_DEVICE_DISARM_WAKE_FROM_S0;
typedef VOID EVT_WDF_DEVICE_WAKE_FROM_S0_TRIGGERED(WDFDEVICE Device);
typedef EVT_WDF_DEVICE_WAKE_FROM_S0_TRIGGERED
    *PFN_WDF_DEVICE_WAKE_FROM_S0_TRIGGERED;
typedef NTSTATUS EVT_WDF_DEVICE_ARM_WAKE_FROM_SX(WDFDEVICE Device);
typedef EVT_WDF_DEVICE_ARM_WAKE_FROM_SX *PFN_WDF_DEVICE_ARM_WAKE_FROM_SX;
typedef VOID EVT_WDF_DEVICE_DISARM_WAKE_FROM_SX(WDFDEVICE Device);
typedef EVT_WDF_DEVICE_DISARM_WAKE_FROM_SX *PFN_WDF_DEVICE_DISARM_WAKE_FROM_SX;
typedef VOID EVT_WDF_DEVICE_WAKE_FROM_SX_TRIGGERED(WDFDEVICE Device);
typedef EVT_WDF_DEVICE_WAKE_FROM_SX_TRIGGERED
    *PFN_WDF_DEVICE_WAKE_FROM_SX_TRIGGERED;
typedef NTSTATUS EVT_WDF_DEVICE_PROCESS_QUERY_INTERFACE_REQUEST(
    WDFDEVICE Device, LPGUID InterfaceType, PINTERFACE ExposedInterface,
    PVOID ExposedInterfaceSpecificData);
typedef EVT_WDF_DEVICE_PROCESS_QUERY_INTERFACE_REQUEST
    *PFN_WDF_DEVICE_PROCESS_QUERY_INTERFACE_REQUEST;

typedef struct _WDF_DEVICE_POWER_POLICY_IDLE_SETTINGS {
  ULONG Size;
  WDF_POWER_POLICY_S0_IDLE_CAPABILITIES IdleCaps;
  DEVICE_POWER_STATE DxState;
  ULONG IdleTimeout;
  WDF_POWER_POLICY_S0_IDLE_USER_CONTROL UserControlOfIdleSettings;
  WDF_TRI_STATE Enabled;
  WDF_TRI_STATE PowerUpIdleDeviceOnSystemWake;
  WDF_POWER_POLICY_IDLE_TIMEOUT_TYPE IdleTimeoutType;
  WDF_TRI_STATE ExcludeD3Cold;
} WDF_DEVICE_POWER_POLICY_IDLE_SETTINGS,
    *PWDF_DEVICE_POWER_POLICY_IDLE_SETTINGS;
typedef struct _WDF_DEVICE_POWER_POLICY_WAKE_SETTINGS {
  ULONG Size;
  DEVICE_POWER_STATE DxState;
  WDF_POWER_POLICY_SX_WAKE_USER_CONTROL UserControlOfWakeSettings;
  WDF_TRI_STATE Enabled;
  BOOLEAN ArmForWakeIfChildrenAreArmedForWake;
  BOOLEAN IndicateChildWakeOnParentWake;
} WDF_DEVICE_POWER_POLICY_WAKE_SETTINGS,
    *PWDF_DEVICE_POWER_POLICY_WAKE_SETTINGS;
typedef struct _WDF_POWER_POLICY_EVENT_CALLBACKS {
  ULONG Size;
  PFN_WDF_DEVICE_ARM_WAKE_FROM_S0 EvtDeviceArmWakeFromS0;
  PFN_WDF_DEVICE_DISARM_WAKE_FROM_S0 EvtDeviceDisarmWakeFromS0;
  PFN_WDF_DEVICE_WAKE_FROM_S0_TRIGGERED EvtDeviceWakeFromS0Triggered;
  PFN_WDF_DEVICE_ARM_WAKE_FROM_SX EvtDeviceArmWakeFromSx;
  PFN_WDF_DEVICE_DISARM_WAKE_FROM_SX EvtDeviceDisarmWakeFromSx;
  PFN_WDF_DEVICE_WAKE_FROM_SX_TRIGGERED EvtDeviceWakeFromSxTriggered;
} WDF_POWER_POLICY_EVENT_CALLBACKS, *PWDF_POWER_POLICY_EVENT_CALLBACKS;
typedef struct _WDF_DEVICE_POWER_CAPABILITIES {
  ULONG Size;
  WDF_TRI_STATE DeviceD1;
  WDF_TRI_STATE DeviceD2;
  WDF_TRI_STATE WakeFromD0;
  WDF_TRI_STATE WakeFromD1;
  WDF_TRI_STATE WakeFromD2;
  WDF_TRI_STATE WakeFromD3;
  DEVICE_POWER_STATE DeviceState[PowerSystemMaximum];
  DEVICE_POWER_STATE DeviceWake;
  SYSTEM_POWER_STATE SystemWake;
  ULONG D1Latency;
  ULONG D2Latency;
  ULONG D3Latency;
  DEVICE_POWER_STATE IdealDxStateForSx;
} WDF_DEVICE_POWER_CAPABILITIES, *PWDF_DEVICE_POWER_CAPABILITIES;
typedef struct _WDF_QUERY_INTERFACE_CONFIG {
  ULONG Size;
  PINTERFACE Interface;
  const GUID *InterfaceType;
  BOOLEAN SendQueryToParentStack;
  PFN_WDF_DEVICE_PROCESS_QUERY_INTERFACE_REQUEST
  EvtDeviceProcessQueryInterfaceRequest;
  BOOLEAN ImportInterface;
} WDF_QUERY_INTERFACE_CONFIG, *PWDF_QUERY_INTERFACE_CONFIG;
typedef struct _WDF_DRIVER_VERSION_AVAILABLE_PARAMS {
  ULONG Size;
  ULONG MajorVersion;
  ULONG MinorVersion;
} WDF_DRIVER_VERSION_AVAILABLE_PARAMS, *PWDF_DRIVER_VERSION_AVAILABLE_PARAMS;
typedef struct _WDF_COMMON_BUFFER_CONFIG {
  ULONG Size;
  ULONG AlignmentRequirement;
} WDF_COMMON_BUFFER_CONFIG, *PWDF_COMMON_BUFFER_CONFIG;
typedef struct _WDF_INTERRUPT_EXTENDED_POLICY {
  ULONG Size;
  WDF_INTERRUPT_POLICY Policy;
  WDF_INTERRUPT_PRIORITY Priority;
  GROUP_AFFINITY TargetProcessorSetAndGroup;
} WDF_INTERRUPT_EXTENDED_POLICY, *PWDF_INTERRUPT_EXTENDED_POLICY;

SPINPAIR_WDK_BEGIN

/* Each sets all members to 0, and Size to that of the structure. */
#define SPINPAIR_WDF_CLEAR(Type, To)                                           \
  do {                                                                         \
    RtlZeroMemory(To, sizeof(Type));                                           \
    (To)->Size = sizeof(Type);                                                 \
  } while (0)

SPINPAIR_WDK_INLINE VOID WDF_DEVICE_POWER_POLICY_IDLE_SETTINGS_INIT(
    PWDF_DEVICE_POWER_POLICY_IDLE_SETTINGS To,
    WDF_POWER_POLICY_S0_IDLE_CAPABILITIES IdleCaps) {
  SPINPAIR_WDF_CLEAR(WDF_DEVICE_POWER_POLICY_IDLE_SETTINGS, To);
  To->IdleCaps = IdleCaps;
  To->IdleTimeout = IdleTimeoutDefaultValue;
  To->UserControlOfIdleSettings = IdleAllowUserControl;
  To->Enabled = WdfUseDefault;
  To->PowerUpIdleDeviceOnSystemWake = WdfUseDefault;
  To->ExcludeD3Cold = WdfUseDefault;
  To->DxState = PowerDeviceMaximum;
}
SPINPAIR_WDK_INLINE VOID WDF_DEVICE_POWER_POLICY_WAKE_SETTINGS_INIT(
    PWDF_DEVICE_POWER_POLICY_WAKE_SETTINGS To) {
  SPINPAIR_WDF_CLEAR(WDF_DEVICE_POWER_POLICY_WAKE_SETTINGS, To);
  To->Enabled = WdfUseDefault;
  To->DxState = PowerDeviceMaximum;
  To->UserControlOfWakeSettings = WakeAllowUserControl;
}
SPINPAIR_WDK_INLINE VOID
WDF_POWER_POLICY_EVENT_CALLBACKS_INIT(PWDF_POWER_POLICY_EVENT_CALLBACKS To) {
  SPINPAIR_WDF_CLEAR(WDF_POWER_POLICY_EVENT_CALLBACKS, To);
}
SPINPAIR_WDK_INLINE VOID
WDF_DEVICE_POWER_CAPABILITIES_INIT(PWDF_DEVICE_POWER_CAPABILITIES To) {
  SPINPAIR_WDF_CLEAR(WDF_DEVICE_POWER_CAPABILITIES, To);
  To->DeviceD1 = WdfUseDefault;
  To->DeviceD2 = WdfUseDefault;
  To->WakeFromD0 = WdfUseDefault;
  To->WakeFromD1 = WdfUseDefault;
  To->WakeFromD2 = WdfUseDefault;
  To->WakeFromD3 = WdfUseDefault;
  To->DeviceWake = PowerDeviceMaximum;
  To->SystemWake = PowerSystemMaximum;
  To->IdealDxStateForSx = PowerDeviceMaximum;
}
SPINPAIR_WDK_INLINE VOID
WDF_QUERY_INTERFACE_CONFIG_INIT(PWDF_QUERY_INTERFACE_CONFIG To,
                                PINTERFACE Interface, const GUID *InterfaceType,
                                PFN_WDF_DEVICE_PROCESS_QUERY_INTERFACE_REQUEST
                                    EvtDeviceProcessQueryInterfaceRequest) {
  SPINPAIR_WDF_CLEAR(WDF_QUERY_INTERFACE_CONFIG, To);
  To->Interface = Interface;
  To->InterfaceType = InterfaceType;
  To->EvtDeviceProcessQueryInterfaceRequest =
      EvtDeviceProcessQueryInterfaceRequest;
}
SPINPAIR_WDK_INLINE VOID WDF_DRIVER_VERSION_AVAILABLE_PARAMS_INIT(
    PWDF_DRIVER_VERSION_AVAILABLE_PARAMS To, ULONG MajorVersion,
    ULONG MinorVersion) {
  SPINPAIR_WDF_CLEAR(WDF_DRIVER_VERSION_AVAILABLE_PARAMS, To);
  To->MajorVersion = MajorVersion;
  To->MinorVersion = MinorVersion;
}
SPINPAIR_WDK_INLINE VOID WDF_COMMON_BUFFER_CONFIG_INIT(
    PWDF_COMMON_BUFFER_CONFIG To, ULONG AlignmentRequirement) {
  SPINPAIR_WDF_CLEAR(WDF_COMMON_BUFFER_CONFIG, To);
  To->AlignmentRequirement = AlignmentRequirement;
}
SPINPAIR_WDK_INLINE VOID
WDF_INTERRUPT_EXTENDED_POLICY_INIT(PWDF_INTERRUPT_EXTENDED_POLICY To) {
  SPINPAIR_WDF_CLEAR(WDF_INTERRUPT_EXTENDED_POLICY, To);
}

#undef SPINPAIR_WDF_CLEAR

PWDFDEVICE_INIT WdfControlDeviceInitAllocate(WDFDRIVER Driver,
                                             const UNICODE_STRING *SDDLString);
VOID WdfControlDeviceInitSetShutdownNotification(
    PWDFDEVICE_INIT DeviceInit,
    PFN_WDF_DEVICE_SHUTDOWN_NOTIFICATION Notification, UCHAR Flags);
VOID WdfControlFinishInitializing(WDFDEVICE Device);
VOID WdfDeviceInitSetIoInCallerContextCallback(
    PWDFDEVICE_INIT DeviceInit,
    PFN_WDF_IO_IN_CALLER_CONTEXT EvtIoInCallerContext);
NTSTATUS WdfDeviceEnqueueRequest(WDFDEVICE Device, WDFREQUEST Request);
NTSTATUS WdfDeviceInitAssignWdmIrpPreprocessCallback(
    PWDFDEVICE_INIT DeviceInit,
    PFN_WDFDEVICE_WDM_IRP_PREPROCESS EvtDeviceWdmIrpPreprocess,
    UCHAR MajorFunction, PUCHAR MinorFunctions, ULONG NumMinorFunctions);
NTSTATUS WdfDeviceWdmDispatchPreprocessedIrp(WDFDEVICE Device, PIRP Irp);
VOID WdfDeviceInitSetPowerPolicyOwnership(PWDFDEVICE_INIT DeviceInit,
                                          BOOLEAN IsPowerPolicyOwner);
VOID WdfDeviceInitSetPowerPolicyEventCallbacks(
    PWDFDEVICE_INIT DeviceInit,
    PWDF_POWER_POLICY_EVENT_CALLBACKS PowerPolicyEventCallbacks);
VOID WdfDeviceInitSetPowerPageable(PWDFDEVICE_INIT DeviceInit);
VOID WdfDeviceInitSetPowerNotPageable(PWDFDEVICE_INIT DeviceInit);
VOID WdfDeviceInitSetCharacteristics(PWDFDEVICE_INIT DeviceInit,
                                     ULONG DeviceCharacteristics,
                                     BOOLEAN OrInValues);
VOID WdfDeviceInitSetDeviceClass(PWDFDEVICE_INIT DeviceInit,
                                 const GUID *DeviceClassGuid);
VOID WdfFdoInitSetFilter(PWDFDEVICE_INIT DeviceInit);
PDEVICE_OBJECT WdfFdoInitWdmGetPhysicalDevice(PWDFDEVICE_INIT DeviceInit);
WDFDEVICE WdfPdoGetParent(WDFDEVICE Device);
NTSTATUS
WdfDeviceAssignS0IdleSettings(WDFDEVICE Device,
                              PWDF_DEVICE_POWER_POLICY_IDLE_SETTINGS Settings);
NTSTATUS
WdfDeviceAssignSxWakeSettings(WDFDEVICE Device,
                              PWDF_DEVICE_POWER_POLICY_WAKE_SETTINGS Settings);
VOID WdfDeviceSetPowerCapabilities(
    WDFDEVICE Device, PWDF_DEVICE_POWER_CAPABILITIES PowerCapabilities);
NTSTATUS WdfDeviceStopIdle(WDFDEVICE Device, BOOLEAN WaitForD0);
VOID WdfDeviceResumeIdle(WDFDEVICE Device);
VOID WdfDeviceSetAlignmentRequirement(WDFDEVICE Device,
                                      ULONG AlignmentRequirement);
VOID WdfDeviceSetFailed(WDFDEVICE Device,
                        WDF_DEVICE_FAILED_ACTION FailedAction);
VOID WdfDeviceSetCharacteristics(WDFDEVICE Device, ULONG DeviceCharacteristics);
ULONG WdfDeviceGetCharacteristics(WDFDEVICE Device);
NTSTATUS WdfDeviceQueryProperty(WDFDEVICE Device,
                                DEVICE_REGISTRY_PROPERTY DeviceProperty,
                                ULONG BufferLength, PVOID PropertyBuffer,
                                PULONG ResultLength);
NTSTATUS WdfDeviceAllocAndQueryProperty(
    WDFDEVICE Device, DEVICE_REGISTRY_PROPERTY DeviceProperty,
    POOL_TYPE PoolType, PWDF_OBJECT_ATTRIBUTES PropertyMemoryAttributes,
    WDFMEMORY *PropertyMemory);
NTSTATUS WdfDeviceRetrieveDeviceName(WDFDEVICE Device, WDFSTRING String);
NTSTATUS WdfDeviceRetrieveDeviceInterfaceString(
    WDFDEVICE Device, const GUID *InterfaceClassGUID,
    PCUNICODE_STRING ReferenceString, WDFSTRING String);
VOID WdfDeviceSetDeviceInterfaceState(WDFDEVICE Device,
                                      const GUID *InterfaceClassGUID,
                                      PCUNICODE_STRING ReferenceString,
                                      BOOLEAN IsInterfaceEnabled);
NTSTATUS
WdfDeviceAddQueryInterface(WDFDEVICE Device,
                           PWDF_QUERY_INTERFACE_CONFIG InterfaceConfig);
BOOLEAN WdfDriverIsVersionAvailable(
    WDFDRIVER Driver,
    PWDF_DRIVER_VERSION_AVAILABLE_PARAMS VersionAvailableParams);
WDFDEVICE WdfChildListRetrievePdo(WDFCHILDLIST ChildList,
                                  PWDF_CHILD_RETRIEVE_INFO RetrieveInfo);
WDFDEVICE WdfChildListGetDevice(WDFCHILDLIST ChildList);
VOID WdfChildListBeginScan(WDFCHILDLIST ChildList);
VOID WdfChildListEndScan(WDFCHILDLIST ChildList);
NTSTATUS WdfObjectCreate(PWDF_OBJECT_ATTRIBUTES Attributes, WDFOBJECT *Object);
NTSTATUS WdfCommonBufferCreateWithConfig(WDFDMAENABLER DmaEnabler,
                                         size_t Length,
                                         PWDF_COMMON_BUFFER_CONFIG Config,
                                         PWDF_OBJECT_ATTRIBUTES Attributes,
                                         WDFCOMMONBUFFER *CommonBuffer);
BOOLEAN WdfDmaTransactionDmaCompleted(WDFDMATRANSACTION DmaTransaction,
                                      NTSTATUS *Status);
BOOLEAN
WdfDmaTransactionDmaCompletedWithLength(WDFDMATRANSACTION DmaTransaction,
                                        size_t TransferredLength,
                                        NTSTATUS *Status);
size_t WdfDmaTransactionGetBytesTransferred(WDFDMATRANSACTION DmaTransaction);
size_t
WdfDmaTransactionGetCurrentDmaTransferLength(WDFDMATRANSACTION DmaTransaction);
WDFDEVICE WdfDmaTransactionGetDevice(WDFDMATRANSACTION DmaTransaction);
VOID WdfDmaTransactionSetMaximumLength(WDFDMATRANSACTION DmaTransaction,
                                       size_t MaximumLength);
size_t WdfDmaEnablerGetMaximumLength(WDFDMAENABLER DmaEnabler);
VOID WdfDmaEnablerSetMaximumScatterGatherElements(WDFDMAENABLER DmaEnabler,
                                                  size_t MaximumElements);
PKINTERRUPT WdfInterruptWdmGetInterrupt(WDFINTERRUPT Interrupt);
VOID WdfInterruptSetPolicy(WDFINTERRUPT Interrupt, WDF_INTERRUPT_POLICY Policy,
                           WDF_INTERRUPT_PRIORITY Priority,
                           KAFFINITY TargetProcessorSet);
VOID WdfInterruptSetExtendedPolicy(
    WDFINTERRUPT Interrupt, PWDF_INTERRUPT_EXTENDED_POLICY PolicyAndGroup);

VOID WdfVerifierDbgBreakPoint(VOID);

SPINPAIR_WDK_END

#endif /* SPINPAIR_WDK_WDFDEVICE_H */
