/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 *
 * ntddvol.h: spinpair model header.
 *
 * Volumes: the control codes that are sent to them, and on which disks they
 * are.
 *
 * Source: the public DDI reference of ntddvol.h (Microsoft's windows-driver-
 * docs-ddi).
 *
 * For parsing and analysing only. Do not build drivers with it.
 */
#ifndef SPINPAIR_WDK_NTDDVOL_H
#define SPINPAIR_WDK_NTDDVOL_H

#include "devioctl.h"
#include "ntdef.h"

#define IOCTL_VOLUME_BASE 0x56
#define IOCTL_VOLUME_GET_VOLUME_DISK_EXTENTS                                   \
  CTL_CODE(IOCTL_VOLUME_BASE, 0x0000, METHOD_BUFFERED, FILE_ANY_ACCESS)
#define IOCTL_VOLUME_SUPPORTS_ONLINE_OFFLINE                                   \
  CTL_CODE(IOCTL_VOLUME_BASE, 0x0001, METHOD_BUFFERED, FILE_ANY_ACCESS)
#define IOCTL_VOLUME_ONLINE                                                    \
  CTL_CODE(IOCTL_VOLUME_BASE, 0x0002, METHOD_BUFFERED,                         \
           FILE_READ_ACCESS | FILE_WRITE_ACCESS)
#define IOCTL_VOLUME_OFFLINE                                                   \
  CTL_CODE(IOCTL_VOLUME_BASE, 0x0003, METHOD_BUFFERED,                         \
           FILE_READ_ACCESS | FILE_WRITE_ACCESS)
#define IOCTL_VOLUME_IS_OFFLINE                                                \
  CTL_CODE(IOCTL_VOLUME_BASE, 0x0004, METHOD_BUFFERED, FILE_ANY_ACCESS)
#define IOCTL_VOLUME_IS_IO_CAPABLE                                             \
  CTL_CODE(IOCTL_VOLUME_BASE, 0x0005, METHOD_BUFFERED, FILE_ANY_ACCESS)
#define IOCTL_VOLUME_QUERY_FAILOVER_SET                                        \
  CTL_CODE(IOCTL_VOLUME_BASE, 0x0006, METHOD_BUFFERED, FILE_ANY_ACCESS)
#define IOCTL_VOLUME_QUERY_VOLUME_NUMBER                                       \
  CTL_CODE(IOCTL_VOLUME_BASE, 0x0007, METHOD_BUFFERED, FILE_ANY_ACCESS)
#define IOCTL_VOLUME_LOGICAL_TO_PHYSICAL                                       \
  CTL_CODE(IOCTL_VOLUME_BASE, 0x0008, METHOD_BUFFERED, FILE_ANY_ACCESS)
#define IOCTL_VOLUME_PHYSICAL_TO_LOGICAL                                       \
  CTL_CODE(IOCTL_VOLUME_BASE, 0x0009, METHOD_BUFFERED, FILE_ANY_ACCESS)
#define IOCTL_VOLUME_IS_PARTITION                                              \
  CTL_CODE(IOCTL_VOLUME_BASE, 0x000a, METHOD_BUFFERED, FILE_ANY_ACCESS)
#define IOCTL_VOLUME_IS_CLUSTERED                                              \
  CTL_CODE(IOCTL_VOLUME_BASE, 0x000c, METHOD_BUFFERED, FILE_ANY_ACCESS)
#define IOCTL_VOLUME_SET_GPT_ATTRIBUTES                                        \
  CTL_CODE(IOCTL_VOLUME_BASE, 0x000d, METHOD_BUFFERED,                         \
           FILE_READ_ACCESS | FILE_WRITE_ACCESS)
#define IOCTL_VOLUME_GET_GPT_ATTRIBUTES                                        \
  CTL_CODE(IOCTL_VOLUME_BASE, 0x000e, METHOD_BUFFERED, FILE_ANY_ACCESS)

#define IOCTL_VOLUME_UPDATE_PROPERTIES                                         \
  CTL_CODE(IOCTL_VOLUME_BASE, 21, METHOD_BUFFERED, FILE_ANY_ACCESS)

typedef struct _DISK_EXTENT {
  ULONG DiskNumber;
  LARGE_INTEGER StartingOffset;
  LARGE_INTEGER ExtentLength;
} DISK_EXTENT, *PDISK_EXTENT;
typedef struct _VOLUME_DISK_EXTENTS {
  ULONG NumberOfDiskExtents;
  DISK_EXTENT Extents[1];
} VOLUME_DISK_EXTENTS, *PVOLUME_DISK_EXTENTS;
typedef struct _VOLUME_NUMBER {
  ULONG VolumeNumber;
  WCHAR VolumeManagerName[8];
} VOLUME_NUMBER, *PVOLUME_NUMBER;
typedef struct _VOLUME_GET_GPT_ATTRIBUTES_INFORMATION {
  ULONGLONG GptAttributes;
} VOLUME_GET_GPT_ATTRIBUTES_INFORMATION,
    *PVOLUME_GET_GPT_ATTRIBUTES_INFORMATION;

#endif /* SPINPAIR_WDK_NTDDVOL_H */
