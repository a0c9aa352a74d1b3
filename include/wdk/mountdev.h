/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 *
 * mountdev.h: spinpair model header.
 *
 * What volumes answer to the mount manager.
 *
 * Source: the public DDI reference of mountdev.h and mountmgr.h (Microsoft's
 * windows-driver-docs-ddi).
 * A number whose value the reference does not give is the model's own: another
 * one than the rest of its group.
 *
 * For parsing and analysing only. Do not build drivers with it.
 */
#ifndef SPINPAIR_WDK_MOUNTDEV_H
#define SPINPAIR_WDK_MOUNTDEV_H

#include "devioctl.h"
#include "guiddef.h"
#include "mountmgr.h"
#include "ntdef.h"

#define MOUNTDEVCONTROLTYPE ((ULONG)'M')
#define IOCTL_MOUNTDEV_QUERY_UNIQUE_ID                                         \
  CTL_CODE(MOUNTDEVCONTROLTYPE, 0, METHOD_BUFFERED, FILE_ANY_ACCESS)
#define IOCTL_MOUNTDEV_QUERY_SUGGESTED_LINK_NAME                               \
  CTL_CODE(MOUNTDEVCONTROLTYPE, 3, METHOD_BUFFERED, FILE_ANY_ACCESS)
#define IOCTL_MOUNTDEV_LINK_CREATED                                            \
  CTL_CODE(MOUNTDEVCONTROLTYPE, 4, METHOD_BUFFERED,                            \
           FILE_READ_ACCESS | FILE_WRITE_ACCESS)
#define IOCTL_MOUNTDEV_LINK_DELETED                                            \
  CTL_CODE(MOUNTDEVCONTROLTYPE, 5, METHOD_BUFFERED,                            \
           FILE_READ_ACCESS | FILE_WRITE_ACCESS)
#define IOCTL_MOUNTDEV_QUERY_STABLE_GUID                                       \
  CTL_CODE(MOUNTDEVCONTROLTYPE, 6, METHOD_BUFFERED, FILE_ANY_ACCESS)

typedef struct _MOUNTDEV_UNIQUE_ID {
  USHORT UniqueIdLength;
  UCHAR UniqueId[1];
} MOUNTDEV_UNIQUE_ID, *PMOUNTDEV_UNIQUE_ID;

typedef struct _MOUNTDEV_SUGGESTED_LINK_NAME {
  BOOLEAN UseOnlyIfThereAreNoOtherLinks;
  USHORT NameLength;
  WCHAR Name[1];
} MOUNTDEV_SUGGESTED_LINK_NAME, *PMOUNTDEV_SUGGESTED_LINK_NAME;

typedef struct _MOUNTDEV_STABLE_GUID {
  GUID StableGuid;
} MOUNTDEV_STABLE_GUID, *PMOUNTDEV_STABLE_GUID;

#ifdef DEFINE_GUID
/* The interface of devices that are to be mounted. */
DEFINE_GUID(MOUNTDEV_MOUNTED_DEVICE_GUID, 0x53f5630d, 0xb6bf, 0x11d0, 0x94,
            0xf2, 0x00, 0xa0, 0xc9, 0x1e, 0xfb, 0x8b);
#endif

#endif /* SPINPAIR_WDK_MOUNTDEV_H */
