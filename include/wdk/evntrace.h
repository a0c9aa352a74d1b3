/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 *
 * evntrace.h: spinpair model header.
 *
 * Event tracing: the levels of messages.
 *
 * Source: the public reference of evntrace.h and "TraceEvents Levels"
 * (Microsoft).
 *
 * For parsing and analysing only. Do not build drivers with it.
 */
#ifndef SPINPAIR_WDK_EVNTRACE_H
#define SPINPAIR_WDK_EVNTRACE_H

#include "guiddef.h"

#define TRACE_LEVEL_NONE 0
#define TRACE_LEVEL_CRITICAL 1
#define TRACE_LEVEL_FATAL 1
#define TRACE_LEVEL_ERROR 2
#define TRACE_LEVEL_WARNING 3
#define TRACE_LEVEL_INFORMATION 4
#define TRACE_LEVEL_VERBOSE 5
#define TRACE_LEVEL_RESERVED6 6
#define TRACE_LEVEL_RESERVED7 7
#define TRACE_LEVEL_RESERVED8 8
#define TRACE_LEVEL_RESERVED9 9

#define EVENT_TRACE_TYPE_INFO 0
#define EVENT_TRACE_TYPE_START 1
#define EVENT_TRACE_TYPE_END 2
#define EVENT_TRACE_TYPE_STOP 2
#define EVENT_TRACE_TYPE_DC_START 3
#define EVENT_TRACE_TYPE_DC_END 4
#define EVENT_TRACE_TYPE_EXTENSION 5
#define EVENT_TRACE_TYPE_REPLY 6
#define EVENT_TRACE_TYPE_DEQUEUE 7

typedef ULONG64 TRACEHANDLE, *PTRACEHANDLE;

#endif /* SPINPAIR_WDK_EVNTRACE_H */
