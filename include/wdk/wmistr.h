/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 *
 * wmistr.h: spinpair model header.
 *
 * Windows Management Instrumentation as drivers meet it: how a data block is
 * registered, and the head of what queries carry.
 *
 * Source: the public DDI reference of wmistr.h (Microsoft's windows-driver-
 * docs-ddi), and of wmilib.h for the flags.
 *
 * For parsing and analysing only. Do not build drivers with it.
 */
#ifndef SPINPAIR_WDK_WMISTR_H
#define SPINPAIR_WDK_WMISTR_H

#include "guiddef.h"

#define WMIREG_FLAG_EXPENSIVE 0x00000001
#define WMIREG_FLAG_INSTANCE_LIST 0x00000004
#define WMIREG_FLAG_INSTANCE_BASENAME 0x00000008
#define WMIREG_FLAG_INSTANCE_PDO 0x00000020
#define WMIREG_FLAG_REMOVE_GUID 0x00010000
#define WMIREG_FLAG_TRACED_GUID 0x00080000
#define WMIREG_FLAG_EVENT_ONLY_GUID 0x00000040

typedef struct _WNODE_HEADER {
  ULONG BufferSize;
  ULONG ProviderId;
  union {
    ULONG64 HistoricalContext;
    struct {
      ULONG Version;
      ULONG Linkage;
    };
  };
  union {
    HANDLE KernelHandle;
    LARGE_INTEGER TimeStamp;
  };
  GUID Guid;
  ULONG ClientContext;
  ULONG Flags;
} WNODE_HEADER, *PWNODE_HEADER;

#endif /* SPINPAIR_WDK_WMISTR_H */
