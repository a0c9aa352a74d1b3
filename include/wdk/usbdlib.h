/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 *
 * usbdlib.h: spinpair model header.
 *
 * Routines that put URBs together and look at descriptors.
 *
 * Source: the public DDI reference of usbdlib.h (Microsoft's windows-driver-
 * docs-ddi).
 *
 * For parsing and analysing only. Do not build drivers with it.
 */
#ifndef SPINPAIR_WDK_USBDLIB_H
#define SPINPAIR_WDK_USBDLIB_H

#include "usb.h"
#include "wdm.h"

typedef struct _USBD_INTERFACE_LIST_ENTRY {
  PUSB_INTERFACE_DESCRIPTOR InterfaceDescriptor;
  PUSBD_INTERFACE_INFORMATION Interface;
} USBD_INTERFACE_LIST_ENTRY, *PUSBD_INTERFACE_LIST_ENTRY;
typedef struct USBD_HANDLE__ *USBD_HANDLE;
#define USBD_CLIENT_CONTRACT_VERSION_INVALID 0xFFFFFFFF
#define USBD_CLIENT_CONTRACT_VERSION_602 0x602
#define USBD_INTERFACE_VERSION_600 0x600
#define USBD_INTERFACE_VERSION_602 0x602
#define USBD_INTERFACE_VERSION_603 0x603

/* What the real macros write into a URB, member by member. */
#define UsbBuildInterruptOrBulkTransferRequest(                                \
    Urb, Size, Pipe, Buffer, BufferMdl, BufferLength, Flags, Link)             \
  ((Urb)->UrbHeader.Function = URB_FUNCTION_BULK_OR_INTERRUPT_TRANSFER,        \
   (Urb)->UrbHeader.Length = (Size),                                           \
   (Urb)->UrbBulkOrInterruptTransfer.PipeHandle = (Pipe),                      \
   (Urb)->UrbBulkOrInterruptTransfer.TransferBufferLength = (BufferLength),    \
   (Urb)->UrbBulkOrInterruptTransfer.TransferBufferMDL = (BufferMdl),          \
   (Urb)->UrbBulkOrInterruptTransfer.TransferBuffer = (Buffer),                \
   (Urb)->UrbBulkOrInterruptTransfer.TransferFlags = (Flags),                  \
   (Urb)->UrbBulkOrInterruptTransfer.UrbLink = (Link))
#define UsbBuildGetDescriptorRequest(Urb, Size, Type, Number, Language,        \
                                     Buffer, BufferMdl, BufferLength, Link)    \
  ((Urb)->UrbHeader.Function = URB_FUNCTION_GET_DESCRIPTOR_FROM_DEVICE,        \
   (Urb)->UrbHeader.Length = (Size),                                           \
   (Urb)->UrbControlDescriptorRequest.TransferBufferLength = (BufferLength),   \
   (Urb)->UrbControlDescriptorRequest.TransferBufferMDL = (BufferMdl),         \
   (Urb)->UrbControlDescriptorRequest.TransferBuffer = (Buffer),               \
   (Urb)->UrbControlDescriptorRequest.DescriptorType = (Type),                 \
   (Urb)->UrbControlDescriptorRequest.Index = (Number),                        \
   (Urb)->UrbControlDescriptorRequest.LanguageId = (Language),                 \
   (Urb)->UrbControlDescriptorRequest.UrbLink = (Link))
#define UsbBuildGetStatusRequest(Urb, Operation, At, Buffer, BufferMdl, Link)  \
  ((Urb)->UrbHeader.Function = (Operation),                                    \
   (Urb)->UrbHeader.Length = sizeof(struct _URB_CONTROL_GET_STATUS_REQUEST),   \
   (Urb)->UrbControlGetStatusRequest.TransferBufferLength = sizeof(USHORT),    \
   (Urb)->UrbControlGetStatusRequest.TransferBufferMDL = (BufferMdl),          \
   (Urb)->UrbControlGetStatusRequest.TransferBuffer = (Buffer),                \
   (Urb)->UrbControlGetStatusRequest.Index = (At),                             \
   (Urb)->UrbControlGetStatusRequest.UrbLink = (Link))
#define UsbBuildFeatureRequest(Urb, Operation, Selector, At, Link)             \
  ((Urb)->UrbHeader.Function = (Operation),                                    \
   (Urb)->UrbHeader.Length = sizeof(struct _URB_CONTROL_FEATURE_REQUEST),      \
   (Urb)->UrbControlFeatureRequest.FeatureSelector = (Selector),               \
   (Urb)->UrbControlFeatureRequest.Index = (At),                               \
   (Urb)->UrbControlFeatureRequest.UrbLink = (Link))
#define UsbBuildSelectConfigurationRequest(Urb, Size, Descriptor)              \
  ((Urb)->UrbHeader.Function = URB_FUNCTION_SELECT_CONFIGURATION,              \
   (Urb)->UrbHeader.Length = (Size),                                           \
   (Urb)->UrbSelectConfiguration.ConfigurationDescriptor = (Descriptor))
#define UsbBuildSelectInterfaceRequest(Urb, Size, Configuration, Number,       \
                                       Setting)                                \
  ((Urb)->UrbHeader.Function = URB_FUNCTION_SELECT_INTERFACE,                  \
   (Urb)->UrbHeader.Length = (Size),                                           \
   (Urb)->UrbSelectInterface.Interface.AlternateSetting = (Setting),           \
   (Urb)->UrbSelectInterface.Interface.InterfaceNumber = (Number),             \
   (Urb)->UrbSelectInterface.ConfigurationHandle = (Configuration))
#define UsbBuildVendorRequest(Urb, Operation, Size, Flags, Bits, Number,       \
                              Given, At, Buffer, BufferMdl, BufferLength,      \
                              Link)                                            \
  ((Urb)->UrbHeader.Function = (Operation), (Urb)->UrbHeader.Length = (Size),  \
   (Urb)->UrbControlVendorClassRequest.TransferBufferLength = (BufferLength),  \
   (Urb)->UrbControlVendorClassRequest.TransferBufferMDL = (BufferMdl),        \
   (Urb)->UrbControlVendorClassRequest.TransferBuffer = (Buffer),              \
   (Urb)->UrbControlVendorClassRequest.RequestTypeReservedBits = (Bits),       \
   (Urb)->UrbControlVendorClassRequest.Request = (Number),                     \
   (Urb)->UrbControlVendorClassRequest.Value = (Given),                        \
   (Urb)->UrbControlVendorClassRequest.Index = (At),                           \
   (Urb)->UrbControlVendorClassRequest.TransferFlags = (Flags),                \
   (Urb)->UrbControlVendorClassRequest.UrbLink = (Link))
#define URB_STATUS(Urb) ((Urb)->UrbHeader.Status)

EXTERN_C const GUID GUID_USB_CAPABILITY_DEVICE_CONNECTION_HIGH_SPEED_COMPATIBLE,
    GUID_USB_CAPABILITY_DEVICE_CONNECTION_SUPER_SPEED_COMPATIBLE,
    GUID_USB_CAPABILITY_CHAINED_MDLS, GUID_USB_CAPABILITY_STATIC_STREAMS,
    GUID_USB_CAPABILITY_SELECTIVE_SUSPEND, GUID_USB_CAPABILITY_FUNCTION_SUSPEND;

SPINPAIR_WDK_BEGIN

PURB USBD_CreateConfigurationRequestEx(
    PUSB_CONFIGURATION_DESCRIPTOR ConfigurationDescriptor,
    PUSBD_INTERFACE_LIST_ENTRY InterfaceList);
PURB USBD_CreateConfigurationRequest(
    PUSB_CONFIGURATION_DESCRIPTOR ConfigurationDescriptor, PUSHORT Siz);
PUSB_INTERFACE_DESCRIPTOR USBD_ParseConfigurationDescriptorEx(
    PUSB_CONFIGURATION_DESCRIPTOR ConfigurationDescriptor, PVOID StartPosition,
    LONG InterfaceNumber, LONG AlternateSetting, LONG InterfaceClass,
    LONG InterfaceSubClass, LONG InterfaceProtocol);
PUSB_INTERFACE_DESCRIPTOR USBD_ParseConfigurationDescriptor(
    PUSB_CONFIGURATION_DESCRIPTOR ConfigurationDescriptor,
    UCHAR InterfaceNumber, UCHAR AlternateSetting);
PUSB_COMMON_DESCRIPTOR USBD_ParseDescriptors(PVOID DescriptorBuffer,
                                             ULONG TotalLength,
                                             PVOID StartPosition,
                                             LONG DescriptorType);
VOID USBD_GetUSBDIVersion(PUSBD_VERSION_INFORMATION VersionInformation);
ULONG USBD_GetInterfaceLength(PUSB_INTERFACE_DESCRIPTOR InterfaceDescriptor,
                              PUCHAR BufferEnd);
NTSTATUS USBD_CreateHandle(PDEVICE_OBJECT DeviceObject,
                           PDEVICE_OBJECT TargetDeviceObject,
                           ULONG USBDClientContractVersion, ULONG PoolTag,
                           USBD_HANDLE *USBDHandle);
VOID USBD_CloseHandle(USBD_HANDLE USBDHandle);
NTSTATUS USBD_UrbAllocate(USBD_HANDLE USBDHandle, PURB *Urb);
NTSTATUS USBD_IsochUrbAllocate(USBD_HANDLE USBDHandle,
                               ULONG NumberOfIsochPackets, PURB *Urb);
NTSTATUS USBD_SelectConfigUrbAllocateAndBuild(
    USBD_HANDLE USBDHandle,
    PUSB_CONFIGURATION_DESCRIPTOR ConfigurationDescriptor,
    PUSBD_INTERFACE_LIST_ENTRY InterfaceList, PURB *Urb);
NTSTATUS USBD_SelectInterfaceUrbAllocateAndBuild(
    USBD_HANDLE USBDHandle, USBD_CONFIGURATION_HANDLE ConfigurationHandle,
    PUSBD_INTERFACE_LIST_ENTRY InterfaceListEntry, PURB *Urb);
VOID USBD_UrbFree(USBD_HANDLE USBDHandle, PURB Urb);
VOID USBD_AssignUrbToIoStackLocation(USBD_HANDLE USBDHandle,
                                     PIO_STACK_LOCATION IoStackLocation,
                                     PURB Urb);
BOOLEAN USBD_IsInterfaceVersionSupported(USBD_HANDLE USBDHandle,
                                         ULONG USBDInterfaceVersion);
NTSTATUS USBD_QueryUsbCapability(USBD_HANDLE USBDHandle,
                                 const GUID *CapabilityType,
                                 ULONG OutputBufferLength, PUCHAR OutputBuffer,
                                 PULONG ResultLength);

SPINPAIR_WDK_END

#endif /* SPINPAIR_WDK_USBDLIB_H */
