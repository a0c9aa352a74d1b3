/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 *
 * devioctl.h: spinpair model header.
 *
 * How an I/O control code is put together.
 *
 * Source: the public documentation "Defining I/O Control Codes".
 *
 * For parsing and analysing only. Do not build drivers with it.
 */
#ifndef SPINPAIR_WDK_DEVIOCTL_H
#define SPINPAIR_WDK_DEVIOCTL_H

#define METHOD_BUFFERED 0
#define METHOD_IN_DIRECT 1
#define METHOD_OUT_DIRECT 2
#define METHOD_NEITHER 3

#define FILE_ANY_ACCESS 0
#define FILE_READ_ACCESS 1
#define FILE_WRITE_ACCESS 2

#define FILE_DEVICE_CONTROLLER 0x04
#define FILE_DEVICE_DISK 0x07
#define FILE_DEVICE_NAMED_PIPE 0x11
#define FILE_DEVICE_NETWORK 0x12
#define FILE_DEVICE_NULL 0x15
#define FILE_DEVICE_SCSI 0x1b
#define FILE_DEVICE_SERIAL_PORT 0x1b
#define FILE_DEVICE_TAPE 0x1f
#define FILE_DEVICE_UNKNOWN 0x22
#define FILE_DEVICE_BUS_EXTENDER 0x2a
#define FILE_DEVICE_MASS_STORAGE 0x2d

#define CTL_CODE(DeviceType, Function, Method, Access)                         \
  (((ULONG)(DeviceType) << 16) | ((ULONG)(Access) << 14) |                     \
   ((ULONG)(Function) << 2) | (ULONG)(Method))

#endif /* SPINPAIR_WDK_DEVIOCTL_H */
