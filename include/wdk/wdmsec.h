/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 *
 * wdmsec.h: spinpair model header.
 *
 * How a named device object gets a security descriptor, and the descriptors
 * that have a name.
 *
 * Source: the public DDI reference of wdmsec.h (Microsoft's
 * windows-driver-docs-ddi), and "SDDL for Device Objects".
 *
 * For parsing and analysing only. Do not build drivers with it.
 */
#ifndef SPINPAIR_WDK_WDMSEC_H
#define SPINPAIR_WDK_WDMSEC_H

#include "wdm.h"

SPINPAIR_WDK_BEGIN
extern const UNICODE_STRING SDDL_DEVOBJ_KERNEL_ONLY;
extern const UNICODE_STRING SDDL_DEVOBJ_SYS_ALL;
extern const UNICODE_STRING SDDL_DEVOBJ_SYS_ALL_ADM_ALL;
extern const UNICODE_STRING SDDL_DEVOBJ_SYS_ALL_ADM_RX;
extern const UNICODE_STRING SDDL_DEVOBJ_SYS_ALL_ADM_RWX_WORLD_R;
extern const UNICODE_STRING SDDL_DEVOBJ_SYS_ALL_ADM_RWX_WORLD_R_RES_R;
extern const UNICODE_STRING SDDL_DEVOBJ_SYS_ALL_ADM_RWX_WORLD_RW_RES_R;
extern const UNICODE_STRING SDDL_DEVOBJ_SYS_ALL_ADM_RWX_WORLD_RWX_RES_RWX;
NTSTATUS
IoCreateDeviceSecure(PDRIVER_OBJECT DriverObject, ULONG DeviceExtensionSize,
                     PUNICODE_STRING DeviceName, DEVICE_TYPE DeviceType,
                     ULONG DeviceCharacteristics, BOOLEAN Exclusive,
                     PCUNICODE_STRING DefaultSDDLString,
                     LPCGUID DeviceClassGuid, PDEVICE_OBJECT *DeviceObject);
SPINPAIR_WDK_END

#endif /* SPINPAIR_WDK_WDMSEC_H */
