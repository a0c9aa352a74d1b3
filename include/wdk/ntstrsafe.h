/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 *
 * ntstrsafe.h: spinpair model header.
 *
 * Formatting and copying of bounded strings: the few that debug output of
 * miniports uses.
 *
 * Source: the public DDI reference of ntstrsafe.h (Microsoft's
 * windows-driver-docs-ddi).
 *
 * For parsing and analysing only. Do not build drivers with it.
 */
#ifndef SPINPAIR_WDK_NTSTRSAFE_H
#define SPINPAIR_WDK_NTSTRSAFE_H

#include "wdm.h"

SPINPAIR_WDK_BEGIN

NTSTATUS RtlStringCbPrintfA(PSTR Dest, SIZE_T DestSize, PCSTR Format, ...);
NTSTATUS RtlStringCchPrintfA(PSTR Dest, SIZE_T DestCount, PCSTR Format, ...);
NTSTATUS RtlStringCbVPrintfA(PSTR Dest, SIZE_T DestSize, PCSTR Format,
                             __builtin_va_list Arguments);
NTSTATUS RtlStringCbPrintfW(PWSTR Dest, SIZE_T DestSize, PCWSTR Format, ...);
NTSTATUS RtlStringCbCopyA(PSTR Dest, SIZE_T DestSize, PCSTR Source);
NTSTATUS RtlStringCbCatA(PSTR Dest, SIZE_T DestSize, PCSTR Source);
NTSTATUS RtlStringCbLengthA(PCSTR String, SIZE_T MaxSize, SIZE_T *Length);

SPINPAIR_WDK_END

#endif /* SPINPAIR_WDK_NTSTRSAFE_H */
