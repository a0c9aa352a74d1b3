/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 *
 * udecx.h: spinpair model header.
 *
 * Drivers that emulate a host controller of USB and the devices at it. Those of
 * kits include it as ude/1.0/UdeCx.h, too.
 *
 * Source: the public DDI reference of udecxwdfdevice.h, udecxusbdevice.h,
 * udecxusbendpoint.h and udecxurb.h (Microsoft's windows-driver-docs-ddi).
 * A number whose value the reference does not give is the model's own: another
 * one than the rest of its group.
 *
 * For parsing and analysing only. Do not build drivers with it.
 */
#ifndef SPINPAIR_WDK_UDECX_H
#define SPINPAIR_WDK_UDECX_H

#include "usb.h"
#include "wdf.h"
#include "wdfusb.h"

DECLARE_HANDLE(UDECXUSBDEVICE);
DECLARE_HANDLE(UDECXUSBENDPOINT);
typedef struct UDECXUSBDEVICE_INIT UDECXUSBDEVICE_INIT, *PUDECXUSBDEVICE_INIT;
typedef struct UDECXUSBENDPOINT_INIT UDECXUSBENDPOINT_INIT,
    *PUDECXUSBENDPOINT_INIT;

typedef enum _UDECX_WDF_DEVICE_RESET_ACTION {
  UdecxWdfDeviceResetActionResetEachUsbDevice,
  UdecxWdfDeviceResetActionResetWdfDevice
} UDECX_WDF_DEVICE_RESET_ACTION;
typedef enum _UDECX_WDF_DEVICE_RESET_TYPE {
  UdecxWdfDeviceResetUndefined,
  UdecxWdfDeviceResetAttemptFunctionLevelDeviceReset,
  UdecxWdfDeviceResetAttemptPlatformLevelDeviceReset
} UDECX_WDF_DEVICE_RESET_TYPE;
typedef enum _UDECX_ENDPOINT_TYPE {
  UdecxEndpointTypeInvalid,
  UdecxEndpointTypeSimple,
  UdecxEndpointTypeDynamic
} UDECX_ENDPOINT_TYPE;
typedef enum _UDECX_ENDPOINTS_CONFIGURE_TYPE {
  UdecxEndpointsConfigureTypeDeviceInitialize,
  UdecxEndpointsConfigureTypeDeviceConfigurationChange,
  UdecxEndpointsConfigureTypeInterfaceSettingChange,
  UdecxEndpointsConfigureTypeEndpointsReleasedOnly
} UDECX_ENDPOINTS_CONFIGURE_TYPE;
typedef enum _UDECX_USB_DEVICE_FUNCTION_POWER {
  UdecxUsbDeviceFunctionNotSuspended,
  UdecxUsbDeviceFunctionSuspendedCannotWake,
  UdecxUsbDeviceFunctionSuspendedCanWake
} UDECX_USB_DEVICE_FUNCTION_POWER;
typedef enum _UDECX_USB_DEVICE_SPEED {
  UdecxUsbLowSpeed,
  UdecxUsbFullSpeed,
  UdecxUsbHighSpeed,
  UdecxUsbSuperSpeed
} UDECX_USB_DEVICE_SPEED;
typedef enum _UDECX_USB_DEVICE_WAKE_SETTING {
  UdecxUsbDeviceWakeDisabled,
  UdecxUsbDeviceWakeEnabled,
  UdecxUsbDeviceWakeNotApplicable
} UDECX_USB_DEVICE_WAKE_SETTING;

typedef NTSTATUS EVT_UDECX_WDF_DEVICE_QUERY_USB_CAPABILITY(
    WDFDEVICE UdecxWdfDevice, PGUID CapabilityType, ULONG OutputBufferLength,
    PVOID OutputBuffer, PULONG ResultLength);
typedef EVT_UDECX_WDF_DEVICE_QUERY_USB_CAPABILITY
    *PFN_UDECX_WDF_DEVICE_QUERY_USB_CAPABILITY;
typedef VOID EVT_UDECX_WDF_DEVICE_RESET(WDFDEVICE UdecxWdfDevice);
typedef EVT_UDECX_WDF_DEVICE_RESET *PFN_UDECX_WDF_DEVICE_RESET;

typedef struct _UDECX_WDF_DEVICE_CONFIG {
  ULONG Size;
  USHORT NumberOfUsb20Ports;
  USHORT NumberOfUsb30Ports;
  PFN_UDECX_WDF_DEVICE_QUERY_USB_CAPABILITY EvtUdecxWdfDeviceQueryUsbCapability;
  UDECX_WDF_DEVICE_RESET_ACTION ResetAction;
  PFN_UDECX_WDF_DEVICE_RESET EvtUdecxWdfDeviceReset;
} UDECX_WDF_DEVICE_CONFIG, *PUDECX_WDF_DEVICE_CONFIG;

typedef struct _UDECX_ENDPOINTS_CONFIGURE_PARAMS {
  ULONG Size;
  UDECX_ENDPOINTS_CONFIGURE_TYPE ConfigureType;
  UCHAR NewConfigurationValue;
  UCHAR InterfaceNumber;
  UCHAR NewInterfaceSetting;
  ULONG EndpointsToConfigureCount;
  UDECXUSBENDPOINT *EndpointsToConfigure;
  ULONG ReleasedEndpointsCount;
  UDECXUSBENDPOINT *ReleasedEndpoints;
} UDECX_ENDPOINTS_CONFIGURE_PARAMS, *PUDECX_ENDPOINTS_CONFIGURE_PARAMS;

typedef struct _UDECX_USB_ENDPOINT_INIT_AND_METADATA {
  PUDECXUSBENDPOINT_INIT UdecxUsbEndpointInit;
  ULONG EndpointDescriptorBufferLength;
  PUSB_ENDPOINT_DESCRIPTOR EndpointDescriptor;
  PUSB_SUPERSPEED_ENDPOINT_COMPANION_DESCRIPTOR
  SuperSpeedEndpointCompanionDescriptor;
} UDECX_USB_ENDPOINT_INIT_AND_METADATA, *PUDECX_USB_ENDPOINT_INIT_AND_METADATA;

typedef NTSTATUS EVT_UDECX_USB_DEVICE_D0_ENTRY(WDFDEVICE UdecxWdfDevice,
                                               UDECXUSBDEVICE UdecxUsbDevice);
typedef NTSTATUS
EVT_UDECX_USB_DEVICE_D0_EXIT(WDFDEVICE UdecxWdfDevice,
                             UDECXUSBDEVICE UdecxUsbDevice,
                             UDECX_USB_DEVICE_WAKE_SETTING WakeSetting);
typedef NTSTATUS EVT_UDECX_USB_DEVICE_SET_FUNCTION_SUSPEND_AND_WAKE(
    WDFDEVICE UdecxWdfDevice, UDECXUSBDEVICE UdecxUsbDevice, ULONG Interface,
    UDECX_USB_DEVICE_FUNCTION_POWER FunctionPower);
typedef VOID EVT_UDECX_USB_DEVICE_POST_ENUMERATION_RESET(
    WDFDEVICE UdecxWdfDevice, UDECXUSBDEVICE UdecxUsbDevice, WDFREQUEST Request,
    BOOLEAN AllDevicesReset);
typedef NTSTATUS EVT_UDECX_USB_DEVICE_DEFAULT_ENDPOINT_ADD(
    UDECXUSBDEVICE UdecxUsbDevice, PUDECXUSBENDPOINT_INIT UdecxEndpointInit);
typedef NTSTATUS EVT_UDECX_USB_DEVICE_ENDPOINT_ADD(
    UDECXUSBDEVICE UdecxUsbDevice,
    PUDECX_USB_ENDPOINT_INIT_AND_METADATA EndpointToCreate);
typedef VOID EVT_UDECX_USB_DEVICE_ENDPOINTS_CONFIGURE(
    UDECXUSBDEVICE UdecxUsbDevice, WDFREQUEST Request,
    PUDECX_ENDPOINTS_CONFIGURE_PARAMS Params);
typedef EVT_UDECX_USB_DEVICE_D0_ENTRY *PFN_UDECX_USB_DEVICE_D0_ENTRY;
typedef EVT_UDECX_USB_DEVICE_D0_EXIT *PFN_UDECX_USB_DEVICE_D0_EXIT;
typedef EVT_UDECX_USB_DEVICE_SET_FUNCTION_SUSPEND_AND_WAKE
    *PFN_UDECX_USB_DEVICE_SET_FUNCTION_SUSPEND_AND_WAKE;
typedef EVT_UDECX_USB_DEVICE_POST_ENUMERATION_RESET
    *PFN_UDECX_USB_DEVICE_POST_ENUMERATION_RESET;
typedef EVT_UDECX_USB_DEVICE_DEFAULT_ENDPOINT_ADD
    *PFN_UDECX_USB_DEVICE_DEFAULT_ENDPOINT_ADD;
typedef EVT_UDECX_USB_DEVICE_ENDPOINT_ADD *PFN_UDECX_USB_DEVICE_ENDPOINT_ADD;
typedef EVT_UDECX_USB_DEVICE_ENDPOINTS_CONFIGURE
    *PFN_UDECX_USB_DEVICE_ENDPOINTS_CONFIGURE;

typedef struct _UDECX_USB_DEVICE_STATE_CHANGE_CALLBACKS {
  ULONG Size;
  PFN_UDECX_USB_DEVICE_D0_ENTRY EvtUsbDeviceLinkPowerEntry;
  PFN_UDECX_USB_DEVICE_D0_EXIT EvtUsbDeviceLinkPowerExit;
  PFN_UDECX_USB_DEVICE_SET_FUNCTION_SUSPEND_AND_WAKE
  EvtUsbDeviceSetFunctionSuspendAndWake;
  PFN_UDECX_USB_DEVICE_POST_ENUMERATION_RESET EvtUsbDeviceReset;
  PFN_UDECX_USB_DEVICE_DEFAULT_ENDPOINT_ADD EvtUsbDeviceDefaultEndpointAdd;
  PFN_UDECX_USB_DEVICE_ENDPOINT_ADD EvtUsbDeviceEndpointAdd;
  PFN_UDECX_USB_DEVICE_ENDPOINTS_CONFIGURE EvtUsbDeviceEndpointsConfigure;
} UDECX_USB_DEVICE_STATE_CHANGE_CALLBACKS,
    *PUDECX_USB_DEVICE_STATE_CHANGE_CALLBACKS;

typedef struct _UDECX_USB_DEVICE_PLUG_IN_OPTIONS {
  ULONG Size;
  ULONG Usb20PortNumber;
  ULONG Usb30PortNumber;
} UDECX_USB_DEVICE_PLUG_IN_OPTIONS, *PUDECX_USB_DEVICE_PLUG_IN_OPTIONS;

typedef VOID EVT_UDECX_USB_ENDPOINT_RESET(UDECXUSBENDPOINT UdecxUsbEndpoint,
                                          WDFREQUEST Request);
typedef VOID EVT_UDECX_USB_ENDPOINT_START(UDECXUSBENDPOINT UdecxUsbEndpoint);
typedef VOID EVT_UDECX_USB_ENDPOINT_PURGE(UDECXUSBENDPOINT UdecxUsbEndpoint);
typedef EVT_UDECX_USB_ENDPOINT_RESET *PFN_UDECX_USB_ENDPOINT_RESET;
typedef EVT_UDECX_USB_ENDPOINT_START *PFN_UDECX_USB_ENDPOINT_START;
typedef EVT_UDECX_USB_ENDPOINT_PURGE *PFN_UDECX_USB_ENDPOINT_PURGE;

typedef struct _UDECX_USB_ENDPOINT_CALLBACKS {
  ULONG Size;
  PFN_UDECX_USB_ENDPOINT_RESET EvtUsbEndpointReset;
  PFN_UDECX_USB_ENDPOINT_START EvtUsbEndpointStart;
  PFN_UDECX_USB_ENDPOINT_PURGE EvtUsbEndpointPurge;
} UDECX_USB_ENDPOINT_CALLBACKS, *PUDECX_USB_ENDPOINT_CALLBACKS;

#define SPINPAIR_UDECX_CLEAR(Type, To)                                         \
  do {                                                                         \
    RtlZeroMemory(To, sizeof(Type));                                           \
    (To)->Size = sizeof(Type);                                                 \
  } while (0)
SPINPAIR_WDK_INLINE VOID
UDECX_WDF_DEVICE_CONFIG_INIT(PUDECX_WDF_DEVICE_CONFIG Config,
                             PFN_UDECX_WDF_DEVICE_QUERY_USB_CAPABILITY Query) {
  SPINPAIR_UDECX_CLEAR(UDECX_WDF_DEVICE_CONFIG, Config);
  Config->NumberOfUsb20Ports = 1;
  Config->NumberOfUsb30Ports = 1;
  Config->EvtUdecxWdfDeviceQueryUsbCapability = Query;
}
SPINPAIR_WDK_INLINE VOID UDECX_USB_DEVICE_CALLBACKS_INIT(
    PUDECX_USB_DEVICE_STATE_CHANGE_CALLBACKS Callbacks) {
  SPINPAIR_UDECX_CLEAR(UDECX_USB_DEVICE_STATE_CHANGE_CALLBACKS, Callbacks);
}
SPINPAIR_WDK_INLINE VOID UDECX_USB_DEVICE_PLUG_IN_OPTIONS_INIT(
    PUDECX_USB_DEVICE_PLUG_IN_OPTIONS Options) {
  SPINPAIR_UDECX_CLEAR(UDECX_USB_DEVICE_PLUG_IN_OPTIONS, Options);
}
SPINPAIR_WDK_INLINE VOID
UDECX_USB_ENDPOINT_CALLBACKS_INIT(PUDECX_USB_ENDPOINT_CALLBACKS Callbacks,
                                  PFN_UDECX_USB_ENDPOINT_RESET Reset) {
  SPINPAIR_UDECX_CLEAR(UDECX_USB_ENDPOINT_CALLBACKS, Callbacks);
  Callbacks->EvtUsbEndpointReset = Reset;
}
#undef SPINPAIR_UDECX_CLEAR

SPINPAIR_WDK_BEGIN
NTSTATUS UdecxInitializeWdfDeviceInit(PWDFDEVICE_INIT WdfDeviceInit);
NTSTATUS UdecxWdfDeviceAddUsbDeviceEmulation(WDFDEVICE WdfDevice,
                                             PUDECX_WDF_DEVICE_CONFIG Config);
VOID UdecxWdfDeviceNeedsReset(WDFDEVICE UdeWdfDevice,
                              UDECX_WDF_DEVICE_RESET_TYPE ResetType);
VOID UdecxWdfDeviceResetComplete(WDFDEVICE UdeWdfDevice);
BOOLEAN UdecxWdfDeviceTryHandleUserIoctl(WDFDEVICE UdecxWdfDevice,
                                         WDFREQUEST Request);

PUDECXUSBDEVICE_INIT UdecxUsbDeviceInitAllocate(WDFDEVICE UdecxWdfDevice);
VOID UdecxUsbDeviceInitFree(PUDECXUSBDEVICE_INIT UdecxUsbDeviceInit);
VOID UdecxUsbDeviceInitSetStateChangeCallbacks(
    PUDECXUSBDEVICE_INIT UdecxUsbDeviceInit,
    PUDECX_USB_DEVICE_STATE_CHANGE_CALLBACKS Callbacks);
VOID UdecxUsbDeviceInitSetSpeed(PUDECXUSBDEVICE_INIT UdecxUsbDeviceInit,
                                UDECX_USB_DEVICE_SPEED UsbDeviceSpeed);
VOID UdecxUsbDeviceInitSetEndpointsType(PUDECXUSBDEVICE_INIT UdecxUsbDeviceInit,
                                        UDECX_ENDPOINT_TYPE UdecxEndpointType);
NTSTATUS
UdecxUsbDeviceInitAddDescriptor(PUDECXUSBDEVICE_INIT UdecxUsbDeviceInit,
                                PUCHAR Descriptor, USHORT DescriptorLength);
NTSTATUS UdecxUsbDeviceInitAddDescriptorWithIndex(
    PUDECXUSBDEVICE_INIT UdecxUsbDeviceInit, PUCHAR Descriptor,
    USHORT DescriptorLength, UCHAR DescriptorIndex);
NTSTATUS
UdecxUsbDeviceInitAddStringDescriptor(PUDECXUSBDEVICE_INIT UdecxUsbDeviceInit,
                                      PCUNICODE_STRING String,
                                      UCHAR DescriptorIndex, USHORT LanguageId);
NTSTATUS UdecxUsbDeviceInitAddStringDescriptorRaw(
    PUDECXUSBDEVICE_INIT UdecxUsbDeviceInit, PUCHAR Descriptor,
    USHORT DescriptorLength, UCHAR DescriptorIndex, USHORT LanguageId);
NTSTATUS UdecxUsbDeviceCreate(PUDECXUSBDEVICE_INIT *UdecxUsbDeviceInit,
                              PWDF_OBJECT_ATTRIBUTES Attributes,
                              UDECXUSBDEVICE *UdecxUsbDevice);
NTSTATUS UdecxUsbDevicePlugIn(UDECXUSBDEVICE UdecxUsbDevice,
                              PUDECX_USB_DEVICE_PLUG_IN_OPTIONS Options);
NTSTATUS UdecxUsbDevicePlugOutAndDelete(UDECXUSBDEVICE UdecxUsbDevice);
VOID UdecxUsbDeviceLinkPowerEntryComplete(UDECXUSBDEVICE UdecxUsbDevice,
                                          NTSTATUS CompletionStatus);
VOID UdecxUsbDeviceLinkPowerExitComplete(UDECXUSBDEVICE UdecxUsbDevice,
                                         NTSTATUS CompletionStatus);
VOID UdecxUsbDeviceSetFunctionSuspendAndWakeComplete(
    UDECXUSBDEVICE UdecxUsbDevice, NTSTATUS CompletionStatus);
VOID UdecxUsbDeviceSignalFunctionWake(UDECXUSBDEVICE UdecxUsbDevice,
                                      ULONG Interface);
VOID UdecxUsbDeviceSignalWake(UDECXUSBDEVICE UdecxUsbDevice);

PUDECXUSBENDPOINT_INIT
UdecxUsbSimpleEndpointInitAllocate(UDECXUSBDEVICE UdecxUsbDevice);
VOID UdecxUsbEndpointInitFree(PUDECXUSBENDPOINT_INIT Init);
VOID UdecxUsbEndpointInitSetCallbacks(
    PUDECXUSBENDPOINT_INIT UdecxUsbEndpointInit,
    PUDECX_USB_ENDPOINT_CALLBACKS EndpointCallbacks);
VOID UdecxUsbEndpointInitSetEndpointAddress(PUDECXUSBENDPOINT_INIT Init,
                                            UCHAR EndpointAddress);
NTSTATUS UdecxUsbEndpointCreate(PUDECXUSBENDPOINT_INIT *EndpointInit,
                                PWDF_OBJECT_ATTRIBUTES Attributes,
                                UDECXUSBENDPOINT *UdecxUsbEndpoint);
VOID UdecxUsbEndpointSetWdfIoQueue(UDECXUSBENDPOINT UdecxUsbEndpoint,
                                   WDFQUEUE WdfQueue);
VOID UdecxUsbEndpointPurgeComplete(UDECXUSBENDPOINT UdecxUsbEndpoint);

VOID UdecxUrbComplete(WDFREQUEST Request, USBD_STATUS UsbdStatus);
VOID UdecxUrbCompleteWithNtStatus(WDFREQUEST Request, NTSTATUS NtStatus);
NTSTATUS UdecxUrbRetrieveBuffer(WDFREQUEST Request, PUCHAR *TransferBuffer,
                                PULONG Length);
NTSTATUS
UdecxUrbRetrieveControlSetupPacket(WDFREQUEST Request,
                                   PWDF_USB_CONTROL_SETUP_PACKET SetupPacket);
VOID UdecxUrbSetBytesCompleted(WDFREQUEST Request, ULONG BytesCompleted);
SPINPAIR_WDK_END

#endif /* SPINPAIR_WDK_UDECX_H */
