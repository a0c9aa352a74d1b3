/* A host controller and a device of USB that are emulated, and the header by each of its names. */
#include <ntddk.h>
#include <wdf.h>
#include <ude/1.0/udecx.h>
#include <udecx.h>

typedef struct _PORT {
  WDFSPINLOCK Lock;
  UDECXUSBDEVICE Device;
  UDECXUSBENDPOINT Control;
} PORT, *PPORT;

static EVT_UDECX_WDF_DEVICE_QUERY_USB_CAPABILITY Capability;
static NTSTATUS Capability(WDFDEVICE Controller, PGUID Type, ULONG Length, PVOID Buffer, PULONG Result) {
  UNREFERENCED_PARAMETER(Controller);
  UNREFERENCED_PARAMETER(Type);
  UNREFERENCED_PARAMETER(Length);
  UNREFERENCED_PARAMETER(Buffer);
  *Result = 0;
  return STATUS_NOT_SUPPORTED;
}

static EVT_UDECX_USB_ENDPOINT_RESET Reset;
static VOID Reset(UDECXUSBENDPOINT Endpoint, WDFREQUEST Request) {
  UNREFERENCED_PARAMETER(Endpoint);
  WdfRequestComplete(Request, STATUS_SUCCESS);
}

static EVT_UDECX_USB_DEVICE_D0_EXIT Sleep;
static NTSTATUS Sleep(WDFDEVICE Controller, UDECXUSBDEVICE Device, UDECX_USB_DEVICE_WAKE_SETTING Wake) {
  UNREFERENCED_PARAMETER(Controller);
  UNREFERENCED_PARAMETER(Device);
  return Wake == UdecxUsbDeviceWakeEnabled ? STATUS_PENDING : STATUS_SUCCESS;
}

static EVT_UDECX_USB_DEVICE_ENDPOINTS_CONFIGURE Configure;
static VOID Configure(UDECXUSBDEVICE Device, WDFREQUEST Request, PUDECX_ENDPOINTS_CONFIGURE_PARAMS How) {
  UNREFERENCED_PARAMETER(Device);
  WdfRequestComplete(Request, How->ConfigureType == UdecxEndpointsConfigureTypeInterfaceSettingChange
                                  ? STATUS_SUCCESS
                                  : STATUS_UNSUCCESSFUL);
}

static NTSTATUS PlugIn(WDFDEVICE Controller, PPORT Port, PUCHAR Descriptor, USHORT Length) {
  UDECX_USB_DEVICE_STATE_CHANGE_CALLBACKS Callbacks;
  UDECX_USB_ENDPOINT_CALLBACKS OfEndpoint;
  UDECX_USB_DEVICE_PLUG_IN_OPTIONS Options;
  PUDECXUSBDEVICE_INIT Init = UdecxUsbDeviceInitAllocate(Controller);
  PUDECXUSBENDPOINT_INIT Endpoint;
  NTSTATUS Status;
  if (!Init)
    return STATUS_INSUFFICIENT_RESOURCES;
  UDECX_USB_DEVICE_CALLBACKS_INIT(&Callbacks);
  Callbacks.EvtUsbDeviceLinkPowerExit = Sleep;
  Callbacks.EvtUsbDeviceEndpointsConfigure = Configure;
  UdecxUsbDeviceInitSetStateChangeCallbacks(Init, &Callbacks);
  UdecxUsbDeviceInitSetSpeed(Init, UdecxUsbSuperSpeed);
  UdecxUsbDeviceInitSetEndpointsType(Init, UdecxEndpointTypeDynamic);
  Status = UdecxUsbDeviceInitAddDescriptor(Init, Descriptor, Length);
  if (NT_SUCCESS(Status))
    Status = UdecxUsbDeviceCreate(&Init, WDF_NO_OBJECT_ATTRIBUTES, &Port->Device);
  if (!NT_SUCCESS(Status)) {
    UdecxUsbDeviceInitFree(Init);
    return Status;
  }
  Endpoint = UdecxUsbSimpleEndpointInitAllocate(Port->Device);
  UDECX_USB_ENDPOINT_CALLBACKS_INIT(&OfEndpoint, Reset);
  UdecxUsbEndpointInitSetCallbacks(Endpoint, &OfEndpoint);
  UdecxUsbEndpointInitSetEndpointAddress(Endpoint, 0);
  Status = UdecxUsbEndpointCreate(&Endpoint, WDF_NO_OBJECT_ATTRIBUTES, &Port->Control);
  UDECX_USB_DEVICE_PLUG_IN_OPTIONS_INIT(&Options);
  Options.Usb30PortNumber = 1;
  return NT_SUCCESS(Status) ? UdecxUsbDevicePlugIn(Port->Device, &Options) : Status;
}

static NTSTATUS Add(PWDFDEVICE_INIT Init, WDFDEVICE Controller) {
  UDECX_WDF_DEVICE_CONFIG Config;
  NTSTATUS Status = UdecxInitializeWdfDeviceInit(Init);
  UDECX_WDF_DEVICE_CONFIG_INIT(&Config, Capability);
  return NT_SUCCESS(Status) ? UdecxWdfDeviceAddUsbDeviceEmulation(Controller, &Config) : Status;
}

static NTSTATUS Answer(WDFREQUEST Request) {
  WDF_USB_CONTROL_SETUP_PACKET Setup;
  BM_REQUEST_TYPE Type;
  PUCHAR Buffer;
  ULONG Length;
  NTSTATUS Status = UdecxUrbRetrieveControlSetupPacket(Request, &Setup);
  Type.B = 0;
  Type.s.Dir = BMREQUEST_DEVICE_TO_HOST;
  if (NT_SUCCESS(Status) && Type.Recipient == BMREQUEST_TO_DEVICE)
    Status = UdecxUrbRetrieveBuffer(Request, &Buffer, &Length);
  UdecxUrbSetBytesCompleted(Request, NT_SUCCESS(Status) ? Length : 0);
  UdecxUrbCompleteWithNtStatus(Request, Status);
  return Status;
}
