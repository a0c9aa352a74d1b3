/* A minidriver of HID, a volume, and a header that programs share. */
#include <ntddk.h>
#include <hidport.h>
#include <initguid.h>
#include <mountdev.h>
#include <mountmgr.h>
#include <windef.h>
#include <winioctl.h>
#include <errno.h>

C_ASSERT(sizeof(HID_DESCRIPTOR) == 9 && sizeof(HID_DEVICE_ATTRIBUTES) == 32);
C_ASSERT(sizeof(MOUNTMGR_MOUNT_POINT) == 24 && sizeof(FILETIME) == 8);
C_ASSERT(IOCTL_MOUNTDEV_QUERY_DEVICE_NAME == 0x4D0008 && ENOMEM == 12);

DECLARE_HANDLE(CABLE);

static DRIVER_DISPATCH_PAGED Wmi;
static NTSTATUS Wmi(PDEVICE_OBJECT Device, PIRP Irp) {
  PIO_STACK_LOCATION Stack = IoGetCurrentIrpStackLocation(Irp);
  CABLE *Cable = (CABLE *)Device->Reserved;
  return Cable && Stack->MinorFunction == IRP_MN_REGINFO ? STATUS_ALREADY_INITIALIZED : STATUS_ALREADY_COMPLETE;
}

static NTSTATUS Name(PMOUNTDEV_NAME To, PUNICODE_STRING Of) {
  To->NameLength = Of->Length;
  RtlCopyMemory(To->Name, Of->Buffer, Of->Length);
  return STATUS_SUCCESS;
}

static IO_CSQ_INSERT_IRP_EX Insert;
static NTSTATUS Insert(PIO_CSQ Queue, PIRP Irp, PVOID Context) {
  UNREFERENCED_PARAMETER(Queue);
  UNREFERENCED_PARAMETER(Irp);
  return Context ? STATUS_SUCCESS : STATUS_DEVICE_BUSY;
}

static NTSTATUS Start(PDRIVER_OBJECT Driver, PUNICODE_STRING Path, HANDLE File, PVOID *Object) {
  HID_MINIDRIVER_REGISTRATION Registration;
  OBJECT_HANDLE_INFORMATION Information;
  RtlZeroMemory(&Registration, sizeof(Registration));
  Registration.Revision = HID_REVISION;
  Registration.DriverObject = Driver;
  Registration.RegistryPath = Path;
  Driver->MajorFunction[IRP_MJ_SYSTEM_CONTROL] = Wmi;
  (void)ObReferenceObjectByHandle(File, 0, NULL, KernelMode, Object, &Information);
  return HidRegisterMinidriver(&Registration);
}
