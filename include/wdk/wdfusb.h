/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 *
 * wdfusb.h: spinpair model header.
 *
 * USB devices, interfaces and pipes as objects of the Kernel-Mode Driver
 * Framework.
 *
 * Source: the public DDI reference of wdfusb.h (Microsoft's windows-driver-
 * docs-ddi). Members are in no certain order. The numbers of enumerators are
 * the model's own, where USB does not tell them.
 *
 * For parsing and analysing only. Do not build drivers with it.
 */
#ifndef SPINPAIR_WDK_WDFUSB_H
#define SPINPAIR_WDK_WDFUSB_H

#include "usb.h"
#include "usbdlib.h"
#include "wdf.h"

typedef enum _WDF_USB_REQUEST_TYPE {
  WdfUsbRequestTypeInvalid,
  WdfUsbRequestTypeNoFormat,
  WdfUsbRequestTypeDeviceString,
  WdfUsbRequestTypeDeviceControlTransfer,
  WdfUsbRequestTypeDeviceUrb,
  WdfUsbRequestTypePipeWrite,
  WdfUsbRequestTypePipeRead,
  WdfUsbRequestTypePipeAbort,
  WdfUsbRequestTypePipeReset,
  WdfUsbRequestTypePipeUrb
} WDF_USB_REQUEST_TYPE;
typedef enum _WDF_USB_BMREQUEST_DIRECTION {
  BmRequestHostToDevice = BMREQUEST_HOST_TO_DEVICE,
  BmRequestDeviceToHost = BMREQUEST_DEVICE_TO_HOST
} WDF_USB_BMREQUEST_DIRECTION;
typedef enum _WDF_USB_BMREQUEST_TYPE {
  BmRequestStandard = BMREQUEST_STANDARD,
  BmRequestClass = BMREQUEST_CLASS,
  BmRequestVendor = BMREQUEST_VENDOR
} WDF_USB_BMREQUEST_TYPE;
typedef enum _WDF_USB_BMREQUEST_RECIPIENT {
  BmRequestToDevice = BMREQUEST_TO_DEVICE,
  BmRequestToInterface = BMREQUEST_TO_INTERFACE,
  BmRequestToEndpoint = BMREQUEST_TO_ENDPOINT,
  BmRequestToOther = BMREQUEST_TO_OTHER
} WDF_USB_BMREQUEST_RECIPIENT;
typedef enum _WDF_USB_PIPE_TYPE {
  WdfUsbPipeTypeInvalid,
  WdfUsbPipeTypeControl,
  WdfUsbPipeTypeIsochronous,
  WdfUsbPipeTypeBulk,
  WdfUsbPipeTypeInterrupt
} WDF_USB_PIPE_TYPE;
typedef enum _WDF_USB_DEVICE_TRAITS {
  WDF_USB_DEVICE_TRAIT_SELF_POWERED = 0x1,
  WDF_USB_DEVICE_TRAIT_REMOTE_WAKE_CAPABLE = 0x2,
  WDF_USB_DEVICE_TRAIT_AT_HIGH_SPEED = 0x4
} WDF_USB_DEVICE_TRAITS;

typedef union _WDF_USB_CONTROL_SETUP_PACKET {
  struct {
    union {
      struct {
        UCHAR Recipient : 2;
        UCHAR Reserved : 3;
        UCHAR Type : 2;
        UCHAR Dir : 1;
      } Request;
      UCHAR Byte;
    } bm;
    UCHAR bRequest;
    union {
      struct {
        UCHAR LowByte;
        UCHAR HiByte;
      } Bytes;
      USHORT Value;
    } wValue, wIndex;
    USHORT wLength;
  } Packet;
  struct {
    UCHAR Bytes[8];
  } Generic;
} WDF_USB_CONTROL_SETUP_PACKET, *PWDF_USB_CONTROL_SETUP_PACKET;

typedef struct _WDF_USB_REQUEST_COMPLETION_PARAMS {
  USBD_STATUS UsbdStatus;
  WDF_USB_REQUEST_TYPE Type;
  union {
    struct {
      WDFMEMORY Buffer;
      USHORT LangID;
      UCHAR StringIndex;
      UCHAR RequiredSize;
    } DeviceString;
    struct {
      WDFMEMORY Buffer;
      WDF_USB_CONTROL_SETUP_PACKET SetupPacket;
      ULONG Length;
    } DeviceControlTransfer;
    struct {
      WDFMEMORY Buffer;
    } DeviceUrb;
    struct {
      WDFMEMORY Buffer;
      size_t Length;
      size_t Offset;
    } PipeWrite;
    struct {
      WDFMEMORY Buffer;
      size_t Length;
      size_t Offset;
    } PipeRead;
    struct {
      WDFMEMORY Buffer;
    } PipeUrb;
  } Parameters;
} WDF_USB_REQUEST_COMPLETION_PARAMS, *PWDF_USB_REQUEST_COMPLETION_PARAMS;

typedef struct _WDF_USB_PIPE_INFORMATION {
  ULONG Size;
  ULONG MaximumPacketSize;
  UCHAR EndpointAddress;
  UCHAR Interval;
  UCHAR SettingIndex;
  WDF_USB_PIPE_TYPE PipeType;
  ULONG MaximumTransferSize;
} WDF_USB_PIPE_INFORMATION, *PWDF_USB_PIPE_INFORMATION;

typedef struct _WDF_USB_DEVICE_INFORMATION {
  ULONG Size;
  USBD_VERSION_INFORMATION UsbdVersionInformation;
  ULONG HcdPortCapabilities;
  ULONG Traits;
} WDF_USB_DEVICE_INFORMATION, *PWDF_USB_DEVICE_INFORMATION;

typedef struct _WDF_USB_DEVICE_CREATE_CONFIG {
  ULONG Size;
  ULONG USBDClientContractVersion;
} WDF_USB_DEVICE_CREATE_CONFIG, *PWDF_USB_DEVICE_CREATE_CONFIG;

typedef enum _WdfUsbTargetDeviceSelectConfigType {
  WdfUsbTargetDeviceSelectConfigTypeInvalid,
  WdfUsbTargetDeviceSelectConfigTypeDeconfig,
  WdfUsbTargetDeviceSelectConfigTypeSingleInterface,
  WdfUsbTargetDeviceSelectConfigTypeMultiInterface,
  WdfUsbTargetDeviceSelectConfigTypeInterfacesPairs,
  WdfUsbTargetDeviceSelectConfigTypeInterfacesDescriptor,
  WdfUsbTargetDeviceSelectConfigTypeUrb
} WdfUsbTargetDeviceSelectConfigType;
typedef struct _WDF_USB_INTERFACE_SETTING_PAIR {
  WDFUSBINTERFACE UsbInterface;
  UCHAR SettingIndex;
} WDF_USB_INTERFACE_SETTING_PAIR, *PWDF_USB_INTERFACE_SETTING_PAIR;
typedef struct _WDF_USB_DEVICE_SELECT_CONFIG_PARAMS {
  ULONG Size;
  WdfUsbTargetDeviceSelectConfigType Type;
  union {
    struct {
      PUSB_CONFIGURATION_DESCRIPTOR ConfigurationDescriptor;
      PUSB_INTERFACE_DESCRIPTOR *InterfaceDescriptors;
      ULONG NumInterfaceDescriptors;
    } Descriptor;
    struct {
      PURB Urb;
    } Urb;
    struct {
      UCHAR NumberConfiguredPipes;
      WDFUSBINTERFACE ConfiguredUsbInterface;
    } SingleInterface;
    struct {
      UCHAR NumberInterfaces;
      PWDF_USB_INTERFACE_SETTING_PAIR Pairs;
      UCHAR NumberOfConfiguredInterfaces;
    } MultiInterface;
  } Types;
} WDF_USB_DEVICE_SELECT_CONFIG_PARAMS, *PWDF_USB_DEVICE_SELECT_CONFIG_PARAMS;

typedef enum _WdfUsbTargetDeviceSelectSettingType {
  WdfUsbInterfaceSelectSettingTypeDescriptor,
  WdfUsbInterfaceSelectSettingTypeSetting,
  WdfUsbInterfaceSelectSettingTypeUrb
} WdfUsbTargetDeviceSelectSettingType;
typedef struct _WDF_USB_INTERFACE_SELECT_SETTING_PARAMS {
  ULONG Size;
  WdfUsbTargetDeviceSelectSettingType Type;
  union {
    struct {
      PUSB_INTERFACE_DESCRIPTOR InterfaceDescriptor;
    } Descriptor;
    struct {
      UCHAR SettingIndex;
    } Interface;
    struct {
      PURB Urb;
    } Urb;
  } Types;
} WDF_USB_INTERFACE_SELECT_SETTING_PARAMS,
    *PWDF_USB_INTERFACE_SELECT_SETTING_PARAMS;

typedef VOID EVT_WDF_USB_READER_COMPLETION_ROUTINE(WDFUSBPIPE Pipe,
                                                   WDFMEMORY Buffer,
                                                   size_t NumBytesTransferred,
                                                   WDFCONTEXT Context);
typedef EVT_WDF_USB_READER_COMPLETION_ROUTINE
    *PFN_WDF_USB_READER_COMPLETION_ROUTINE;
typedef BOOLEAN EVT_WDF_USB_READERS_FAILED(WDFUSBPIPE Pipe, NTSTATUS Status,
                                           USBD_STATUS UsbdStatus);
typedef EVT_WDF_USB_READERS_FAILED *PFN_WDF_USB_READERS_FAILED;
typedef struct _WDF_USB_CONTINUOUS_READER_CONFIG {
  ULONG Size;
  size_t TransferLength;
  size_t HeaderLength;
  size_t TrailerLength;
  UCHAR NumPendingReads;
  PWDF_OBJECT_ATTRIBUTES BufferAttributes;
  PFN_WDF_USB_READER_COMPLETION_ROUTINE EvtUsbTargetPipeReadComplete;
  WDFCONTEXT EvtUsbTargetPipeReadCompleteContext;
  PFN_WDF_USB_READERS_FAILED EvtUsbTargetPipeReadersFailed;
} WDF_USB_CONTINUOUS_READER_CONFIG, *PWDF_USB_CONTINUOUS_READER_CONFIG;

SPINPAIR_WDK_BEGIN

/* Each sets all members to 0, and Size to that of the structure. */
#define SPINPAIR_WDF_CLEAR(Type, To)                                           \
  do {                                                                         \
    RtlZeroMemory(To, sizeof(Type));                                           \
    (To)->Size = sizeof(Type);                                                 \
  } while (0)

SPINPAIR_WDK_INLINE VOID
WDF_USB_PIPE_INFORMATION_INIT(PWDF_USB_PIPE_INFORMATION To) {
  SPINPAIR_WDF_CLEAR(WDF_USB_PIPE_INFORMATION, To);
}
SPINPAIR_WDK_INLINE VOID
WDF_USB_DEVICE_INFORMATION_INIT(PWDF_USB_DEVICE_INFORMATION To) {
  SPINPAIR_WDF_CLEAR(WDF_USB_DEVICE_INFORMATION, To);
}
SPINPAIR_WDK_INLINE VOID WDF_USB_DEVICE_CREATE_CONFIG_INIT(
    PWDF_USB_DEVICE_CREATE_CONFIG To, ULONG USBDClientContractVersion) {
  SPINPAIR_WDF_CLEAR(WDF_USB_DEVICE_CREATE_CONFIG, To);
  To->USBDClientContractVersion = USBDClientContractVersion;
}
SPINPAIR_WDK_INLINE VOID WDF_USB_DEVICE_SELECT_CONFIG_PARAMS_INIT_DECONFIG(
    PWDF_USB_DEVICE_SELECT_CONFIG_PARAMS To) {
  SPINPAIR_WDF_CLEAR(WDF_USB_DEVICE_SELECT_CONFIG_PARAMS, To);
  To->Type = WdfUsbTargetDeviceSelectConfigTypeDeconfig;
}
SPINPAIR_WDK_INLINE VOID
WDF_USB_DEVICE_SELECT_CONFIG_PARAMS_INIT_SINGLE_INTERFACE(
    PWDF_USB_DEVICE_SELECT_CONFIG_PARAMS To) {
  SPINPAIR_WDF_CLEAR(WDF_USB_DEVICE_SELECT_CONFIG_PARAMS, To);
  To->Type = WdfUsbTargetDeviceSelectConfigTypeSingleInterface;
}
SPINPAIR_WDK_INLINE VOID
WDF_USB_DEVICE_SELECT_CONFIG_PARAMS_INIT_MULTIPLE_INTERFACES(
    PWDF_USB_DEVICE_SELECT_CONFIG_PARAMS To, UCHAR NumberInterfaces,
    PWDF_USB_INTERFACE_SETTING_PAIR SettingPairs) {
  SPINPAIR_WDF_CLEAR(WDF_USB_DEVICE_SELECT_CONFIG_PARAMS, To);
  To->Type = WdfUsbTargetDeviceSelectConfigTypeMultiInterface;
  To->Types.MultiInterface.NumberInterfaces = NumberInterfaces;
  To->Types.MultiInterface.Pairs = SettingPairs;
}
SPINPAIR_WDK_INLINE VOID WDF_USB_DEVICE_SELECT_CONFIG_PARAMS_INIT_URB(
    PWDF_USB_DEVICE_SELECT_CONFIG_PARAMS To, PURB Urb) {
  SPINPAIR_WDF_CLEAR(WDF_USB_DEVICE_SELECT_CONFIG_PARAMS, To);
  To->Type = WdfUsbTargetDeviceSelectConfigTypeUrb;
  To->Types.Urb.Urb = Urb;
}
SPINPAIR_WDK_INLINE VOID WDF_USB_INTERFACE_SELECT_SETTING_PARAMS_INIT_SETTING(
    PWDF_USB_INTERFACE_SELECT_SETTING_PARAMS To, UCHAR SettingIndex) {
  SPINPAIR_WDF_CLEAR(WDF_USB_INTERFACE_SELECT_SETTING_PARAMS, To);
  To->Type = WdfUsbInterfaceSelectSettingTypeSetting;
  To->Types.Interface.SettingIndex = SettingIndex;
}
SPINPAIR_WDK_INLINE VOID WDF_USB_CONTINUOUS_READER_CONFIG_INIT(
    PWDF_USB_CONTINUOUS_READER_CONFIG To,
    PFN_WDF_USB_READER_COMPLETION_ROUTINE EvtUsbTargetPipeReadComplete,
    WDFCONTEXT EvtUsbTargetPipeReadCompleteContext, size_t TransferLength) {
  SPINPAIR_WDF_CLEAR(WDF_USB_CONTINUOUS_READER_CONFIG, To);
  To->EvtUsbTargetPipeReadComplete = EvtUsbTargetPipeReadComplete;
  To->EvtUsbTargetPipeReadCompleteContext = EvtUsbTargetPipeReadCompleteContext;
  To->TransferLength = TransferLength;
}

#undef SPINPAIR_WDF_CLEAR
SPINPAIR_WDK_INLINE VOID WDF_USB_CONTROL_SETUP_PACKET_INIT(
    PWDF_USB_CONTROL_SETUP_PACKET Packet, WDF_USB_BMREQUEST_DIRECTION Direction,
    WDF_USB_BMREQUEST_RECIPIENT Recipient, UCHAR Request, USHORT Value,
    USHORT Index) {
  RtlZeroMemory(Packet, sizeof(WDF_USB_CONTROL_SETUP_PACKET));
  Packet->Packet.bm.Request.Dir = Direction;
  Packet->Packet.bm.Request.Type = BmRequestStandard;
  Packet->Packet.bm.Request.Recipient = Recipient;
  Packet->Packet.bRequest = Request;
  Packet->Packet.wValue.Value = Value;
  Packet->Packet.wIndex.Value = Index;
}
SPINPAIR_WDK_INLINE VOID WDF_USB_CONTROL_SETUP_PACKET_INIT_CLASS(
    PWDF_USB_CONTROL_SETUP_PACKET Packet, WDF_USB_BMREQUEST_DIRECTION Direction,
    WDF_USB_BMREQUEST_RECIPIENT Recipient, UCHAR Request, USHORT Value,
    USHORT Index) {
  RtlZeroMemory(Packet, sizeof(WDF_USB_CONTROL_SETUP_PACKET));
  Packet->Packet.bm.Request.Dir = Direction;
  Packet->Packet.bm.Request.Type = BmRequestClass;
  Packet->Packet.bm.Request.Recipient = Recipient;
  Packet->Packet.bRequest = Request;
  Packet->Packet.wValue.Value = Value;
  Packet->Packet.wIndex.Value = Index;
}
SPINPAIR_WDK_INLINE VOID WDF_USB_CONTROL_SETUP_PACKET_INIT_VENDOR(
    PWDF_USB_CONTROL_SETUP_PACKET Packet, WDF_USB_BMREQUEST_DIRECTION Direction,
    WDF_USB_BMREQUEST_RECIPIENT Recipient, UCHAR Request, USHORT Value,
    USHORT Index) {
  RtlZeroMemory(Packet, sizeof(WDF_USB_CONTROL_SETUP_PACKET));
  Packet->Packet.bm.Request.Dir = Direction;
  Packet->Packet.bm.Request.Type = BmRequestVendor;
  Packet->Packet.bm.Request.Recipient = Recipient;
  Packet->Packet.bRequest = Request;
  Packet->Packet.wValue.Value = Value;
  Packet->Packet.wIndex.Value = Index;
}
SPINPAIR_WDK_INLINE VOID WDF_USB_CONTROL_SETUP_PACKET_INIT_FEATURE(
    PWDF_USB_CONTROL_SETUP_PACKET Packet,
    WDF_USB_BMREQUEST_RECIPIENT BmRequestRecipient, USHORT FeatureSelector,
    USHORT Index, BOOLEAN SetFeature) {
  RtlZeroMemory(Packet, sizeof(WDF_USB_CONTROL_SETUP_PACKET));
  Packet->Packet.bm.Request.Dir = BmRequestHostToDevice;
  Packet->Packet.bm.Request.Type = BmRequestStandard;
  Packet->Packet.bm.Request.Recipient = BmRequestRecipient;
  Packet->Packet.bRequest =
      SetFeature ? USB_REQUEST_SET_FEATURE : USB_REQUEST_CLEAR_FEATURE;
  Packet->Packet.wValue.Value = FeatureSelector;
  Packet->Packet.wIndex.Value = Index;
}
SPINPAIR_WDK_INLINE VOID WDF_USB_CONTROL_SETUP_PACKET_INIT_GET_STATUS(
    PWDF_USB_CONTROL_SETUP_PACKET Packet,
    WDF_USB_BMREQUEST_RECIPIENT BmRequestRecipient, USHORT Index) {
  RtlZeroMemory(Packet, sizeof(WDF_USB_CONTROL_SETUP_PACKET));
  Packet->Packet.bm.Request.Dir = BmRequestDeviceToHost;
  Packet->Packet.bm.Request.Type = BmRequestStandard;
  Packet->Packet.bm.Request.Recipient = BmRequestRecipient;
  Packet->Packet.bRequest = USB_REQUEST_GET_STATUS;
  Packet->Packet.wIndex.Value = Index;
}

NTSTATUS WdfUsbTargetDeviceCreate(WDFDEVICE Device,
                                  PWDF_OBJECT_ATTRIBUTES Attributes,
                                  WDFUSBDEVICE *UsbDevice);
NTSTATUS WdfUsbTargetDeviceCreateWithParameters(
    WDFDEVICE Device, PWDF_USB_DEVICE_CREATE_CONFIG Config,
    PWDF_OBJECT_ATTRIBUTES Attributes, WDFUSBDEVICE *UsbDevice);
NTSTATUS
WdfUsbTargetDeviceRetrieveInformation(WDFUSBDEVICE UsbDevice,
                                      PWDF_USB_DEVICE_INFORMATION Information);
VOID WdfUsbTargetDeviceGetDeviceDescriptor(
    WDFUSBDEVICE UsbDevice, PUSB_DEVICE_DESCRIPTOR UsbDeviceDescriptor);
NTSTATUS
WdfUsbTargetDeviceRetrieveConfigDescriptor(WDFUSBDEVICE UsbDevice,
                                           PVOID ConfigDescriptor,
                                           PUSHORT ConfigDescriptorLength);
NTSTATUS WdfUsbTargetDeviceQueryString(WDFUSBDEVICE UsbDevice,
                                       WDFREQUEST Request,
                                       PWDF_REQUEST_SEND_OPTIONS RequestOptions,
                                       PUSHORT String, PUSHORT NumCharacters,
                                       UCHAR StringIndex, USHORT LangID);
NTSTATUS WdfUsbTargetDeviceAllocAndQueryString(
    WDFUSBDEVICE UsbDevice, PWDF_OBJECT_ATTRIBUTES StringMemoryAttributes,
    WDFMEMORY *StringMemory, PUSHORT NumCharacters, UCHAR StringIndex,
    USHORT LangID);
NTSTATUS
WdfUsbTargetDeviceSelectConfig(WDFUSBDEVICE UsbDevice,
                               PWDF_OBJECT_ATTRIBUTES PipeAttributes,
                               PWDF_USB_DEVICE_SELECT_CONFIG_PARAMS Params);
UCHAR WdfUsbTargetDeviceGetNumInterfaces(WDFUSBDEVICE UsbDevice);
WDFUSBINTERFACE WdfUsbTargetDeviceGetInterface(WDFUSBDEVICE UsbDevice,
                                               UCHAR InterfaceIndex);
NTSTATUS
WdfUsbTargetDeviceRetrieveCurrentFrameNumber(WDFUSBDEVICE UsbDevice,
                                             PULONG CurrentFrameNumber);
NTSTATUS WdfUsbTargetDeviceSendControlTransferSynchronously(
    WDFUSBDEVICE UsbDevice, WDFREQUEST Request,
    PWDF_REQUEST_SEND_OPTIONS RequestOptions,
    PWDF_USB_CONTROL_SETUP_PACKET SetupPacket,
    PWDF_MEMORY_DESCRIPTOR MemoryDescriptor, PULONG BytesTransferred);
NTSTATUS WdfUsbTargetDeviceFormatRequestForControlTransfer(
    WDFUSBDEVICE UsbDevice, WDFREQUEST Request,
    PWDF_USB_CONTROL_SETUP_PACKET SetupPacket, WDFMEMORY TransferMemory,
    PWDFMEMORY_OFFSET TransferOffset);
NTSTATUS WdfUsbTargetDeviceIsConnectedSynchronous(WDFUSBDEVICE UsbDevice);
NTSTATUS WdfUsbTargetDeviceResetPortSynchronously(WDFUSBDEVICE UsbDevice);
NTSTATUS WdfUsbTargetDeviceCyclePortSynchronously(WDFUSBDEVICE UsbDevice);
NTSTATUS WdfUsbTargetDeviceFormatRequestForCyclePort(WDFUSBDEVICE UsbDevice,
                                                     WDFREQUEST Request);
NTSTATUS WdfUsbTargetDeviceSendUrbSynchronously(
    WDFUSBDEVICE UsbDevice, WDFREQUEST Request,
    PWDF_REQUEST_SEND_OPTIONS RequestOptions, PURB Urb);
NTSTATUS
WdfUsbTargetDeviceFormatRequestForUrb(WDFUSBDEVICE UsbDevice,
                                      WDFREQUEST Request, WDFMEMORY UrbMemory,
                                      PWDFMEMORY_OFFSET UrbMemoryOffset);
NTSTATUS WdfUsbTargetDeviceCreateUrb(WDFUSBDEVICE UsbDevice,
                                     PWDF_OBJECT_ATTRIBUTES Attributes,
                                     WDFMEMORY *UrbMemory, PURB *Urb);
NTSTATUS WdfUsbTargetDeviceCreateIsochUrb(WDFUSBDEVICE UsbDevice,
                                          PWDF_OBJECT_ATTRIBUTES Attributes,
                                          ULONG NumberOfIsochPackets,
                                          WDFMEMORY *UrbMemory, PURB *Urb);
WDFIOTARGET WdfUsbTargetDeviceGetIoTarget(WDFUSBDEVICE UsbDevice);
VOID WdfUsbTargetPipeGetInformation(WDFUSBPIPE Pipe,
                                    PWDF_USB_PIPE_INFORMATION PipeInformation);
BOOLEAN WdfUsbTargetPipeIsInEndpoint(WDFUSBPIPE Pipe);
BOOLEAN WdfUsbTargetPipeIsOutEndpoint(WDFUSBPIPE Pipe);
WDF_USB_PIPE_TYPE WdfUsbTargetPipeGetType(WDFUSBPIPE Pipe);
VOID WdfUsbTargetPipeSetNoMaximumPacketSizeCheck(WDFUSBPIPE Pipe);
NTSTATUS
WdfUsbTargetPipeWriteSynchronously(WDFUSBPIPE Pipe, WDFREQUEST Request,
                                   PWDF_REQUEST_SEND_OPTIONS RequestOptions,
                                   PWDF_MEMORY_DESCRIPTOR MemoryDescriptor,
                                   PULONG BytesWritten);
NTSTATUS
WdfUsbTargetPipeReadSynchronously(WDFUSBPIPE Pipe, WDFREQUEST Request,
                                  PWDF_REQUEST_SEND_OPTIONS RequestOptions,
                                  PWDF_MEMORY_DESCRIPTOR MemoryDescriptor,
                                  PULONG BytesRead);
NTSTATUS WdfUsbTargetPipeFormatRequestForWrite(WDFUSBPIPE Pipe,
                                               WDFREQUEST Request,
                                               WDFMEMORY WriteMemory,
                                               PWDFMEMORY_OFFSET WriteOffset);
NTSTATUS WdfUsbTargetPipeFormatRequestForRead(WDFUSBPIPE Pipe,
                                              WDFREQUEST Request,
                                              WDFMEMORY ReadMemory,
                                              PWDFMEMORY_OFFSET ReadOffset);
NTSTATUS WdfUsbTargetPipeConfigContinuousReader(
    WDFUSBPIPE Pipe, PWDF_USB_CONTINUOUS_READER_CONFIG Config);
NTSTATUS
WdfUsbTargetPipeAbortSynchronously(WDFUSBPIPE Pipe, WDFREQUEST Request,
                                   PWDF_REQUEST_SEND_OPTIONS RequestOptions);
NTSTATUS WdfUsbTargetPipeFormatRequestForAbort(WDFUSBPIPE Pipe,
                                               WDFREQUEST Request);
NTSTATUS
WdfUsbTargetPipeResetSynchronously(WDFUSBPIPE Pipe, WDFREQUEST Request,
                                   PWDF_REQUEST_SEND_OPTIONS RequestOptions);
NTSTATUS WdfUsbTargetPipeFormatRequestForReset(WDFUSBPIPE Pipe,
                                               WDFREQUEST Request);
NTSTATUS
WdfUsbTargetPipeSendUrbSynchronously(WDFUSBPIPE Pipe, WDFREQUEST Request,
                                     PWDF_REQUEST_SEND_OPTIONS RequestOptions,
                                     PURB Urb);
NTSTATUS WdfUsbTargetPipeFormatRequestForUrb(WDFUSBPIPE Pipe,
                                             WDFREQUEST Request,
                                             WDFMEMORY UrbMemory,
                                             PWDFMEMORY_OFFSET UrbMemoryOffset);
USBD_PIPE_HANDLE WdfUsbTargetPipeWdmGetPipeHandle(WDFUSBPIPE UsbPipe);
WDFIOTARGET WdfUsbTargetPipeGetIoTarget(WDFUSBPIPE Pipe);
UCHAR WdfUsbInterfaceGetInterfaceNumber(WDFUSBINTERFACE UsbInterface);
UCHAR WdfUsbInterfaceGetNumEndpoints(WDFUSBINTERFACE UsbInterface,
                                     UCHAR SettingIndex);
VOID WdfUsbInterfaceGetDescriptor(
    WDFUSBINTERFACE UsbInterface, UCHAR SettingIndex,
    PUSB_INTERFACE_DESCRIPTOR InterfaceDescriptor);
UCHAR WdfUsbInterfaceGetNumSettings(WDFUSBINTERFACE UsbInterface);
NTSTATUS
WdfUsbInterfaceSelectSetting(WDFUSBINTERFACE UsbInterface,
                             PWDF_OBJECT_ATTRIBUTES PipesAttributes,
                             PWDF_USB_INTERFACE_SELECT_SETTING_PARAMS Params);
VOID WdfUsbInterfaceGetEndpointInformation(
    WDFUSBINTERFACE UsbInterface, UCHAR SettingIndex, UCHAR EndpointIndex,
    PWDF_USB_PIPE_INFORMATION EndpointInfo);
UCHAR WdfUsbInterfaceGetConfiguredSettingIndex(WDFUSBINTERFACE Interface);
UCHAR WdfUsbInterfaceGetNumConfiguredPipes(WDFUSBINTERFACE UsbInterface);
WDFUSBPIPE WdfUsbInterfaceGetConfiguredPipe(WDFUSBINTERFACE UsbInterface,
                                            UCHAR PipeIndex,
                                            PWDF_USB_PIPE_INFORMATION PipeInfo);

SPINPAIR_WDK_END

#endif /* SPINPAIR_WDK_WDFUSB_H */
