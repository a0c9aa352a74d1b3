/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 *
 * ntdddump.h: spinpair model header.
 *
 * Filters of the dump stack: what one tells of itself, and what it is called
 * with.
 *
 * Source: the public DDI reference of ntdddump.h (Microsoft's windows-driver-
 * docs-ddi). The values of the flags and of the kinds of dump are the model's
 * own.
 *
 * For parsing and analysing only. Do not build drivers with it.
 */
#ifndef SPINPAIR_WDK_NTDDDUMP_H
#define SPINPAIR_WDK_NTDDDUMP_H

#include "ntdddisk.h"
#include "wdm.h"

#define DUMP_FILTER_MAJOR_VERSION_1 0x1
#define DUMP_FILTER_MAJOR_VERSION 0x2
#define DUMP_FILTER_MINOR_VERSION 0x0
#define DUMP_FILTER_CRITICAL 0x1
#define DUMP_FILTER_FLAG_SYSTEM_SUPPORT_READ 0x2

typedef enum _FILTER_DUMP_TYPE {
  DumpTypeUndefined,
  DumpTypeCrashdump,
  DumpTypeHibernation
} FILTER_DUMP_TYPE,
    *PFILTER_DUMP_TYPE;

typedef struct _FILTER_EXTENSION {
  FILTER_DUMP_TYPE DumpType;
  PDEVICE_OBJECT DeviceObject;
  DISK_GEOMETRY Geometry;
  LARGE_INTEGER DiskSize;
  DISK_PARTITION_INFO PartitionInfo;
  PVOID DumpData;
  ULONG Size;
  ULONG Flags;
} FILTER_EXTENSION, *PFILTER_EXTENSION;

typedef NTSTATUS DUMP_START(PFILTER_EXTENSION FilterExtension);
typedef DUMP_START *PDUMP_START;
typedef NTSTATUS DUMP_WRITE(PFILTER_EXTENSION FilterExtension,
                            PLARGE_INTEGER DiskByteOffset, PMDL Mdl);
typedef DUMP_WRITE *PDUMP_WRITE;
typedef NTSTATUS DUMP_READ(PFILTER_EXTENSION FilterExtension,
                           PLARGE_INTEGER DiskByteOffset, PMDL Mdl);
typedef DUMP_READ *PDUMP_READ;
typedef NTSTATUS DUMP_FINISH(PFILTER_EXTENSION FilterExtension);
typedef DUMP_FINISH *PDUMP_FINISH;
typedef NTSTATUS DUMP_UNLOAD(PFILTER_EXTENSION FilterExtension);
typedef DUMP_UNLOAD *PDUMP_UNLOAD;

typedef struct _FILTER_INITIALIZATION_DATA {
  ULONG MajorVersion;
  ULONG MinorVersion;
  PDUMP_START DumpStart;
  PDUMP_WRITE DumpWrite;
  PDUMP_FINISH DumpFinish;
  PDUMP_UNLOAD DumpUnload;
  PVOID DumpData;
  ULONG MaxPagesPerWrite;
  ULONG Flags;
  PDUMP_READ DumpRead;
} FILTER_INITIALIZATION_DATA, *PFILTER_INITIALIZATION_DATA;

#endif /* SPINPAIR_WDK_NTDDDUMP_H */
