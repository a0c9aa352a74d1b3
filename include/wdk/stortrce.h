/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 *
 * stortrce.h: spinpair model header.
 *
 * Tracing of storage miniports by WPP: what DriverEntry hands to
 * WPP_INIT_TRACING. What the trace preprocessor generates is not here.
 *
 * Source: how public drivers call it; the reference has no page.
 *
 * For parsing and analysing only. Do not build drivers with it.
 */
#ifndef SPINPAIR_WDK_STORTRCE_H
#define SPINPAIR_WDK_STORTRCE_H

#include "evntrace.h"
#include "wdm.h"

typedef VOID (*PTRACE_CLEANUP_ROUTINE)(PVOID DriverObject);

typedef struct _STORAGE_TRACE_INIT_INFO {
  ULONG Size;
  PVOID DriverObject;
  ULONG NumErrorLogRecords;
  PVOID TraceCleanupRoutine;
  PVOID TraceContext;
} STORAGE_TRACE_INIT_INFO, *PSTORAGE_TRACE_INIT_INFO;

#endif /* SPINPAIR_WDK_STORTRCE_H */
