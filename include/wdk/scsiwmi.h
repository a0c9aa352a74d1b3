/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 *
 * scsiwmi.h: spinpair model header.
 *
 * How a miniport answers requests of Windows Management Instrumentation: what
 * it registers, its callbacks, and the routines of the port driver.
 *
 * Source: the public DDI reference of scsiwmi.h (Microsoft's
 * windows-driver-docs-ddi).
 *
 * For parsing and analysing only. Do not build drivers with it.
 */
#ifndef SPINPAIR_WDK_SCSIWMI_H
#define SPINPAIR_WDK_SCSIWMI_H

#include "srb.h"
#include "wmistr.h"

typedef struct SCSIWMI_REQUEST_CONTEXT {
  PVOID UserContext;
  ULONG BufferSize;
  PUCHAR Buffer;
  UCHAR MinorFunction;
  UCHAR ReturnStatus;
  ULONG ReturnSize;
} SCSIWMI_REQUEST_CONTEXT, *PSCSIWMI_REQUEST_CONTEXT;

typedef struct SCSIWMIGUIDREGINFO {
  LPCGUID Guid;
  ULONG InstanceCount;
  ULONG Flags;
} SCSIWMIGUIDREGINFO, *PSCSIWMIGUIDREGINFO;

typedef enum SCSIWMI_ENABLE_DISABLE_CONTROL {
  ScsiWmiEventControl,
  ScsiWmiDataBlockControl
} SCSIWMI_ENABLE_DISABLE_CONTROL;

SPINPAIR_WDK_BEGIN

typedef UCHAR SCSIWMI_QUERY_REGINFO(PVOID DeviceContext,
                                    PSCSIWMI_REQUEST_CONTEXT RequestContext,
                                    PWCHAR *MofResourceName);
typedef SCSIWMI_QUERY_REGINFO *PSCSIWMI_QUERY_REGINFO;
typedef BOOLEAN
SCSIWMI_QUERY_DATABLOCK(PVOID Context, PSCSIWMI_REQUEST_CONTEXT DispatchContext,
                        ULONG GuidIndex, ULONG InstanceIndex,
                        ULONG InstanceCount, PULONG InstanceLengthArray,
                        ULONG BufferAvail, PUCHAR Buffer);
typedef SCSIWMI_QUERY_DATABLOCK *PSCSIWMI_QUERY_DATABLOCK;
typedef BOOLEAN SCSIWMI_SET_DATABLOCK(PVOID DeviceContext,
                                      PSCSIWMI_REQUEST_CONTEXT RequestContext,
                                      ULONG GuidIndex, ULONG InstanceIndex,
                                      ULONG BufferSize, PUCHAR Buffer);
typedef SCSIWMI_SET_DATABLOCK *PSCSIWMI_SET_DATABLOCK;
typedef BOOLEAN SCSIWMI_SET_DATAITEM(PVOID DeviceContext,
                                     PSCSIWMI_REQUEST_CONTEXT RequestContext,
                                     ULONG GuidIndex, ULONG InstanceIndex,
                                     ULONG DataItemId, ULONG BufferSize,
                                     PUCHAR Buffer);
typedef SCSIWMI_SET_DATAITEM *PSCSIWMI_SET_DATAITEM;
typedef BOOLEAN SCSIWMI_EXECUTE_METHOD(PVOID DeviceContext,
                                       PSCSIWMI_REQUEST_CONTEXT RequestContext,
                                       ULONG GuidIndex, ULONG InstanceIndex,
                                       ULONG MethodId, ULONG InBufferSize,
                                       ULONG OutBufferSize, PUCHAR Buffer);
typedef SCSIWMI_EXECUTE_METHOD *PSCSIWMI_EXECUTE_METHOD;
typedef BOOLEAN SCSIWMI_FUNCTION_CONTROL(
    PVOID DeviceContext, PSCSIWMI_REQUEST_CONTEXT RequestContext,
    ULONG GuidIndex, SCSIWMI_ENABLE_DISABLE_CONTROL Function, BOOLEAN Enable);
typedef SCSIWMI_FUNCTION_CONTROL *PSCSIWMI_FUNCTION_CONTROL;

typedef struct _SCSIWMILIB_CONTEXT {
  ULONG GuidCount;
  PSCSIWMIGUIDREGINFO GuidList;
  PSCSIWMI_QUERY_REGINFO QueryWmiRegInfo;
  PSCSIWMI_QUERY_DATABLOCK QueryWmiDataBlock;
  PSCSIWMI_SET_DATABLOCK SetWmiDataBlock;
  PSCSIWMI_SET_DATAITEM SetWmiDataItem;
  PSCSIWMI_EXECUTE_METHOD ExecuteWmiMethod;
  PSCSIWMI_FUNCTION_CONTROL WmiFunctionControl;
} SCSI_WMILIB_CONTEXT, *PSCSI_WMILIB_CONTEXT;

BOOLEAN ScsiPortWmiDispatchFunction(PSCSI_WMILIB_CONTEXT WmiLibInfo,
                                    UCHAR MinorFunction, PVOID DeviceContext,
                                    PSCSIWMI_REQUEST_CONTEXT RequestContext,
                                    PVOID DataPath, ULONG BufferSize,
                                    PVOID Buffer);
VOID ScsiPortWmiPostProcess(PSCSIWMI_REQUEST_CONTEXT RequestContext,
                            UCHAR SrbStatus, ULONG BufferUsed);
VOID ScsiPortWmiFireLogicalUnitEvent(PVOID HwDeviceExtension, UCHAR PathId,
                                     UCHAR TargetId, UCHAR Lun, LPGUID Guid,
                                     ULONG InstanceIndex, ULONG EventDataSize,
                                     PVOID EventData);
PWCHAR ScsiPortWmiGetInstanceName(PSCSIWMI_REQUEST_CONTEXT RequestContext);
PVOID ScsiPortWmiSetData(PSCSIWMI_REQUEST_CONTEXT RequestContext,
                         ULONG InstanceIndex, ULONG DataLength,
                         PULONG BufferAvail, PULONG SizeNeeded);
BOOLEAN ScsiPortWmiSetInstanceCount(PSCSIWMI_REQUEST_CONTEXT RequestContext,
                                    ULONG InstanceCount, PULONG BufferAvail,
                                    PULONG SizeNeeded);
PWCHAR ScsiPortWmiSetInstanceName(PSCSIWMI_REQUEST_CONTEXT RequestContext,
                                  ULONG InstanceIndex, ULONG InstanceNameLength,
                                  PULONG BufferAvail, PULONG SizeNeeded);

SPINPAIR_WDK_END

/* An event of the adapter is one of all of its buses, targets and units. */
#define ScsiPortWmiFireAdapterEvent(HwDeviceExtension, Guid, InstanceIndex,    \
                                    EventDataSize, EventData)                  \
  ScsiPortWmiFireLogicalUnitEvent(HwDeviceExtension, 0xff, 0, 0, Guid,         \
                                  InstanceIndex, EventDataSize, EventData)
#define ScsiPortWmiGetReturnStatus(Context) ((Context)->ReturnStatus)
#define ScsiPortWmiGetReturnSize(Context) ((Context)->ReturnSize)

#endif /* SPINPAIR_WDK_SCSIWMI_H */
