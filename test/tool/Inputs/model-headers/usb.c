/* A USB device, by the framework and by URBs; keys, targets and idling of the framework. */
#include <ntddk.h>
#include <wdf.h>
#include <usbdi.h>
#include <usbdlib.h>
#include <usbioctl.h>
#include <wdfusb.h>
#include <ntstrsafe.h>

typedef struct _LAMP {
  WDFUSBDEVICE Device;
  WDFUSBPIPE Pipe;
  ULONG Level;
} LAMP, *PLAMP;
WDF_DECLARE_CONTEXT_TYPE_WITH_NAME(LAMP, LampOf)

static EVT_WDF_REQUEST_COMPLETION_ROUTINE Sent;
static VOID Sent(WDFREQUEST Request, WDFIOTARGET Target, PWDF_REQUEST_COMPLETION_PARAMS Params, WDFCONTEXT Context) {
  PWDF_USB_REQUEST_COMPLETION_PARAMS Usb = Params->Parameters.Usb.Completion;
  UNREFERENCED_PARAMETER(Target);
  UNREFERENCED_PARAMETER(Context);
  WdfRequestCompleteWithInformation(Request, USBD_SUCCESS(Usb->UsbdStatus) ? STATUS_SUCCESS : STATUS_UNSUCCESSFUL,
                                    Usb->Parameters.PipeWrite.Length);
}

static NTSTATUS Configure(WDFDEVICE Device, PLAMP Lamp) {
  WDF_USB_DEVICE_SELECT_CONFIG_PARAMS Params;
  WDF_USB_DEVICE_CREATE_CONFIG Config;
  WDF_DEVICE_POWER_POLICY_IDLE_SETTINGS Idle;
  WDF_USB_PIPE_INFORMATION Information;
  NTSTATUS Status;
  WDF_USB_DEVICE_CREATE_CONFIG_INIT(&Config, USBD_CLIENT_CONTRACT_VERSION_602);
  Status = WdfUsbTargetDeviceCreateWithParameters(Device, &Config, WDF_NO_OBJECT_ATTRIBUTES, &Lamp->Device);
  if (!NT_SUCCESS(Status))
    return Status;
  WDF_USB_DEVICE_SELECT_CONFIG_PARAMS_INIT_SINGLE_INTERFACE(&Params);
  Status = WdfUsbTargetDeviceSelectConfig(Lamp->Device, WDF_NO_OBJECT_ATTRIBUTES, &Params);
  if (!NT_SUCCESS(Status))
    return Status;
  WDF_USB_PIPE_INFORMATION_INIT(&Information);
  Lamp->Pipe = WdfUsbInterfaceGetConfiguredPipe(Params.Types.SingleInterface.ConfiguredUsbInterface, 0, &Information);
  if (Information.PipeType != WdfUsbPipeTypeBulk || !WdfUsbTargetPipeIsOutEndpoint(Lamp->Pipe))
    return STATUS_DEVICE_CONFIGURATION_ERROR;
  WDF_DEVICE_POWER_POLICY_IDLE_SETTINGS_INIT(&Idle, IdleUsbSelectiveSuspend);
  Idle.IdleTimeout = 1000;
  WdfDeviceSetAlignmentRequirement(Device, FILE_LONG_ALIGNMENT);
  return WdfDeviceAssignS0IdleSettings(Device, &Idle);
}

static NTSTATUS Remember(WDFDEVICE Device, PLAMP Lamp) {
  DECLARE_CONST_UNICODE_STRING(Value, L"Level");
  UNICODE_STRING Path;
  WDFKEY Key;
  NTSTATUS Status = RtlUnicodeStringInit(&Path, L"Lamp");
  if (NT_SUCCESS(Status))
    Status = WdfDeviceOpenRegistryKey(Device, PLUGPLAY_REGKEY_DEVICE, KEY_READ, WDF_NO_OBJECT_ATTRIBUTES, &Key);
  if (!NT_SUCCESS(Status))
    return Status;
  Status = WdfRegistryQueryULong(Key, &Value, &Lamp->Level);
  WdfRegistryClose(Key);
  return Status;
}

static NTSTATUS Toggle(PLAMP Lamp, PULONG Moved) {
  WDF_USB_CONTROL_SETUP_PACKET Packet;
  WDF_MEMORY_DESCRIPTOR Memory;
  WDF_REQUEST_SEND_OPTIONS Options;
  WDF_USB_CONTROL_SETUP_PACKET_INIT_VENDOR(&Packet, BmRequestHostToDevice, BmRequestToDevice, 1, (USHORT)Lamp->Level, 0);
  WDF_MEMORY_DESCRIPTOR_INIT_BUFFER(&Memory, &Lamp->Level, sizeof(Lamp->Level));
  WDF_REQUEST_SEND_OPTIONS_INIT(&Options, WDF_REQUEST_SEND_OPTION_SYNCHRONOUS);
  WDF_REQUEST_SEND_OPTIONS_SET_TIMEOUT(&Options, WDF_REL_TIMEOUT_IN_SEC(1));
  return WdfUsbTargetDeviceSendControlTransferSynchronously(Lamp->Device, WDF_NO_HANDLE, &Options, &Packet, &Memory, Moved);
}

static VOID Urbs(PURB Urb, PDEVICE_OBJECT Lower, PIRP Irp, PUSB_DEVICE_DESCRIPTOR Descriptor) {
  PIO_STACK_LOCATION Stack = IoGetNextIrpStackLocation(Irp);
  UsbBuildGetDescriptorRequest(Urb, sizeof(struct _URB_CONTROL_DESCRIPTOR_REQUEST), USB_DEVICE_DESCRIPTOR_TYPE, 0, 0,
                               Descriptor, NULL, sizeof(*Descriptor), NULL);
  Stack->MajorFunction = IRP_MJ_INTERNAL_DEVICE_CONTROL;
  Stack->Parameters.DeviceIoControl.IoControlCode = IOCTL_INTERNAL_USB_SUBMIT_URB;
  Stack->Parameters.Others.Argument1 = Urb;
  (void)IoCallDriver(Lower, Irp);
}

NTSTATUS Prepare(WDFDEVICE Device, WDFREQUEST Request, WDFMEMORY Buffer, PURB Urb, PIRP Irp, PUSB_DEVICE_DESCRIPTOR Found) {
  PLAMP Lamp = LampOf(Device);
  ULONG Moved;
  NTSTATUS Status = Configure(Device, Lamp);
  if (NT_SUCCESS(Status))
    Status = Remember(Device, Lamp);
  if (NT_SUCCESS(Status))
    Status = Toggle(Lamp, &Moved);
  if (NT_SUCCESS(Status))
    Status = WdfUsbTargetPipeFormatRequestForWrite(Lamp->Pipe, Request, Buffer, NULL);
  if (!NT_SUCCESS(Status))
    return Status;
  Urbs(Urb, WdfDeviceWdmGetAttachedDevice(Device), Irp, Found);
  WdfRequestSetCompletionRoutine(Request, Sent, Lamp);
  if (!WdfRequestSend(Request, WdfUsbTargetPipeGetIoTarget(Lamp->Pipe), WDF_NO_SEND_OPTIONS))
    Status = WdfRequestGetStatus(Request);
  return Status;
}
