/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 *
 * srbhelper.h: spinpair model header.
 *
 * Access to a request whichever of the two shapes it has: the SCSI request
 * block or the extended storage request block. Plain declarations: a result is
 * unknown, and a setter writes the request and nothing else. The request is a
 * PVOID, as callers pass both shapes.
 *
 * Source: how public drivers call these functions, and the public DDI
 * reference of srb.h for the fields behind them.
 *
 * For parsing and analysing only. Do not build drivers with it.
 */
#ifndef SPINPAIR_WDK_SRBHELPER_H
#define SPINPAIR_WDK_SRBHELPER_H

#include "srb.h"

SPINPAIR_WDK_BEGIN

ULONG SrbGetSrbLength(PVOID Srb);
ULONG SrbGetSrbFunction(PVOID Srb);
ULONG SrbGetSrbFlags(PVOID Srb);
VOID SrbSetSrbFlags(PVOID Srb, ULONG Flags);
VOID SrbClearSrbFlags(PVOID Srb, ULONG Flags);
UCHAR SrbGetSrbStatus(PVOID Srb);
VOID SrbSetSrbStatus(PVOID Srb, UCHAR Status);
UCHAR SrbGetScsiStatus(PVOID Srb);
VOID SrbSetScsiStatus(PVOID Srb, UCHAR ScsiStatus);
UCHAR SrbGetPathId(PVOID Srb);
UCHAR SrbGetTargetId(PVOID Srb);
UCHAR SrbGetLun(PVOID Srb);
VOID SrbGetPathTargetLun(PVOID Srb, PUCHAR PathId, PUCHAR TargetId, PUCHAR Lun);
PSTOR_ADDRESS SrbGetAddress(PVOID Srb);
PCDB SrbGetCdb(PVOID Srb);
UCHAR SrbGetCdbLength(PVOID Srb);
ULONG SrbGetCdbLength32(PVOID Srb);
PVOID SrbGetDataBuffer(PVOID Srb);
VOID SrbSetDataBuffer(PVOID Srb, PVOID DataBuffer);
ULONG SrbGetDataTransferLength(PVOID Srb);
VOID SrbSetDataTransferLength(PVOID Srb, ULONG Length);
PVOID SrbGetSenseInfoBuffer(PVOID Srb);
VOID SrbSetSenseInfoBuffer(PVOID Srb, PVOID SenseInfoBuffer);
UCHAR SrbGetSenseInfoBufferLength(PVOID Srb);
VOID SrbSetSenseInfoBufferLength(PVOID Srb, UCHAR Length);
BOOLEAN SrbGetScsiData(PVOID Srb, PUCHAR CdbLength8, PULONG CdbLength32,
                       PUCHAR ScsiStatus, PVOID *SenseInfoBuffer,
                       PUCHAR SenseInfoBufferLength);
VOID SrbSetScsiData(PVOID Srb, PUCHAR CdbLength8, PULONG CdbLength32,
                    PUCHAR ScsiStatus, PVOID *SenseInfoBuffer,
                    PUCHAR SenseInfoBufferLength);
PVOID SrbGetSrbExDataByType(PSTORAGE_REQUEST_BLOCK Srb, SRBEXDATATYPE Type);
PVOID SrbGetMiniportContext(PVOID Srb);
PVOID SrbGetOriginalRequest(PVOID Srb);
VOID SrbSetOriginalRequest(PVOID Srb, PVOID OriginalRequest);
PVOID SrbGetNextSrb(PVOID Srb);
VOID SrbSetNextSrb(PVOID Srb, PVOID NextSrb);
ULONG SrbGetTimeOutValue(PVOID Srb);
VOID SrbSetTimeOutValue(PVOID Srb, ULONG TimeOutValue);
ULONG SrbGetRequestTag(PVOID Srb);
UCHAR SrbGetRequestAttribute(PVOID Srb);
ULONG SrbGetSystemStatus(PVOID Srb);
VOID SrbSetSystemStatus(PVOID Srb, ULONG Status);
VOID SrbCopySrb(PVOID DestinationSrb, ULONG DestinationLength, PVOID SourceSrb);
VOID SrbZeroSrb(PVOID Srb);

SPINPAIR_WDK_END

#endif /* SPINPAIR_WDK_SRBHELPER_H */
