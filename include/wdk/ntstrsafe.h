/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 *
 * ntstrsafe.h: spinpair model header.
 *
 * Formatting and copying of bounded strings, and of counted ones.
 *
 * Source: the public DDI reference of ntstrsafe.h (Microsoft's
 * windows-driver-docs-ddi).
 *
 * For parsing and analysing only. Do not build drivers with it.
 */
#ifndef SPINPAIR_WDK_NTSTRSAFE_H
#define SPINPAIR_WDK_NTSTRSAFE_H

#include "wdm.h"

#define NTSTRSAFE_MAX_CCH 2147483647
#define NTSTRSAFE_UNICODE_STRING_MAX_CCH (0xffff / sizeof(WCHAR))
#define STRSAFE_FILL_BEHIND_NULL 0x00000200
#define STRSAFE_IGNORE_NULLS 0x00000100
#define STRSAFE_FILL_ON_FAILURE 0x00000400
#define STRSAFE_NULL_ON_FAILURE 0x00000800
#define STRSAFE_NO_TRUNCATION 0x00001000

typedef PSTR NTSTRSAFE_PSTR;
typedef PCSTR NTSTRSAFE_PCSTR;
typedef PWSTR NTSTRSAFE_PWSTR;
typedef PCWSTR NTSTRSAFE_PCWSTR;

SPINPAIR_WDK_BEGIN

NTSTATUS RtlStringCbCopyA(PSTR Dest, SIZE_T DestSize, PCSTR Source);
NTSTATUS RtlStringCbCopyNA(PSTR Dest, SIZE_T DestSize, PCSTR Source,
                           SIZE_T SourceSize);
NTSTATUS RtlStringCbCopyExA(PSTR Dest, SIZE_T DestSize, PCSTR Source,
                            PSTR *DestEnd, PSIZE_T Remaining, ULONG Flags);
NTSTATUS RtlStringCbCopyNExA(PSTR Dest, SIZE_T DestSize, PCSTR Source,
                             SIZE_T SourceSize, PSTR *DestEnd,
                             PSIZE_T Remaining, ULONG Flags);
NTSTATUS RtlStringCbCatA(PSTR Dest, SIZE_T DestSize, PCSTR Source);
NTSTATUS RtlStringCbCatNA(PSTR Dest, SIZE_T DestSize, PCSTR Source,
                          SIZE_T SourceSize);
NTSTATUS RtlStringCbCatExA(PSTR Dest, SIZE_T DestSize, PCSTR Source,
                           PSTR *DestEnd, PSIZE_T Remaining, ULONG Flags);
NTSTATUS RtlStringCbPrintfA(PSTR Dest, SIZE_T DestSize, PCSTR Format, ...);
NTSTATUS RtlStringCbPrintfExA(PSTR Dest, SIZE_T DestSize, PSTR *DestEnd,
                              PSIZE_T Remaining, ULONG Flags, PCSTR Format,
                              ...);
NTSTATUS RtlStringCbVPrintfA(PSTR Dest, SIZE_T DestSize, PCSTR Format,
                             __builtin_va_list Arguments);
NTSTATUS RtlStringCbVPrintfExA(PSTR Dest, SIZE_T DestSize, PSTR *DestEnd,
                               PSIZE_T Remaining, ULONG Flags, PCSTR Format,
                               __builtin_va_list Arguments);
NTSTATUS RtlStringCbLengthA(PCSTR String, SIZE_T Max, PSIZE_T Length);
NTSTATUS RtlStringCchCopyA(PSTR Dest, SIZE_T DestCount, PCSTR Source);
NTSTATUS RtlStringCchCopyNA(PSTR Dest, SIZE_T DestCount, PCSTR Source,
                            SIZE_T SourceCount);
NTSTATUS RtlStringCchCopyExA(PSTR Dest, SIZE_T DestCount, PCSTR Source,
                             PSTR *DestEnd, PSIZE_T Remaining, ULONG Flags);
NTSTATUS RtlStringCchCopyNExA(PSTR Dest, SIZE_T DestCount, PCSTR Source,
                              SIZE_T SourceCount, PSTR *DestEnd,
                              PSIZE_T Remaining, ULONG Flags);
NTSTATUS RtlStringCchCatA(PSTR Dest, SIZE_T DestCount, PCSTR Source);
NTSTATUS RtlStringCchCatNA(PSTR Dest, SIZE_T DestCount, PCSTR Source,
                           SIZE_T SourceCount);
NTSTATUS RtlStringCchCatExA(PSTR Dest, SIZE_T DestCount, PCSTR Source,
                            PSTR *DestEnd, PSIZE_T Remaining, ULONG Flags);
NTSTATUS RtlStringCchPrintfA(PSTR Dest, SIZE_T DestCount, PCSTR Format, ...);
NTSTATUS RtlStringCchPrintfExA(PSTR Dest, SIZE_T DestCount, PSTR *DestEnd,
                               PSIZE_T Remaining, ULONG Flags, PCSTR Format,
                               ...);
NTSTATUS RtlStringCchVPrintfA(PSTR Dest, SIZE_T DestCount, PCSTR Format,
                              __builtin_va_list Arguments);
NTSTATUS RtlStringCchVPrintfExA(PSTR Dest, SIZE_T DestCount, PSTR *DestEnd,
                                PSIZE_T Remaining, ULONG Flags, PCSTR Format,
                                __builtin_va_list Arguments);
NTSTATUS RtlStringCchLengthA(PCSTR String, SIZE_T Max, PSIZE_T Length);
NTSTATUS RtlStringCbCopyW(PWSTR Dest, SIZE_T DestSize, PCWSTR Source);
NTSTATUS RtlStringCbCopyNW(PWSTR Dest, SIZE_T DestSize, PCWSTR Source,
                           SIZE_T SourceSize);
NTSTATUS RtlStringCbCopyExW(PWSTR Dest, SIZE_T DestSize, PCWSTR Source,
                            PWSTR *DestEnd, PSIZE_T Remaining, ULONG Flags);
NTSTATUS RtlStringCbCopyNExW(PWSTR Dest, SIZE_T DestSize, PCWSTR Source,
                             SIZE_T SourceSize, PWSTR *DestEnd,
                             PSIZE_T Remaining, ULONG Flags);
NTSTATUS RtlStringCbCatW(PWSTR Dest, SIZE_T DestSize, PCWSTR Source);
NTSTATUS RtlStringCbCatNW(PWSTR Dest, SIZE_T DestSize, PCWSTR Source,
                          SIZE_T SourceSize);
NTSTATUS RtlStringCbCatExW(PWSTR Dest, SIZE_T DestSize, PCWSTR Source,
                           PWSTR *DestEnd, PSIZE_T Remaining, ULONG Flags);
NTSTATUS RtlStringCbPrintfW(PWSTR Dest, SIZE_T DestSize, PCWSTR Format, ...);
NTSTATUS RtlStringCbPrintfExW(PWSTR Dest, SIZE_T DestSize, PWSTR *DestEnd,
                              PSIZE_T Remaining, ULONG Flags, PCWSTR Format,
                              ...);
NTSTATUS RtlStringCbVPrintfW(PWSTR Dest, SIZE_T DestSize, PCWSTR Format,
                             __builtin_va_list Arguments);
NTSTATUS RtlStringCbVPrintfExW(PWSTR Dest, SIZE_T DestSize, PWSTR *DestEnd,
                               PSIZE_T Remaining, ULONG Flags, PCWSTR Format,
                               __builtin_va_list Arguments);
NTSTATUS RtlStringCbLengthW(PCWSTR String, SIZE_T Max, PSIZE_T Length);
NTSTATUS RtlStringCchCopyW(PWSTR Dest, SIZE_T DestCount, PCWSTR Source);
NTSTATUS RtlStringCchCopyNW(PWSTR Dest, SIZE_T DestCount, PCWSTR Source,
                            SIZE_T SourceCount);
NTSTATUS RtlStringCchCopyExW(PWSTR Dest, SIZE_T DestCount, PCWSTR Source,
                             PWSTR *DestEnd, PSIZE_T Remaining, ULONG Flags);
NTSTATUS RtlStringCchCopyNExW(PWSTR Dest, SIZE_T DestCount, PCWSTR Source,
                              SIZE_T SourceCount, PWSTR *DestEnd,
                              PSIZE_T Remaining, ULONG Flags);
NTSTATUS RtlStringCchCatW(PWSTR Dest, SIZE_T DestCount, PCWSTR Source);
NTSTATUS RtlStringCchCatNW(PWSTR Dest, SIZE_T DestCount, PCWSTR Source,
                           SIZE_T SourceCount);
NTSTATUS RtlStringCchCatExW(PWSTR Dest, SIZE_T DestCount, PCWSTR Source,
                            PWSTR *DestEnd, PSIZE_T Remaining, ULONG Flags);
NTSTATUS RtlStringCchPrintfW(PWSTR Dest, SIZE_T DestCount, PCWSTR Format, ...);
NTSTATUS RtlStringCchPrintfExW(PWSTR Dest, SIZE_T DestCount, PWSTR *DestEnd,
                               PSIZE_T Remaining, ULONG Flags, PCWSTR Format,
                               ...);
NTSTATUS RtlStringCchVPrintfW(PWSTR Dest, SIZE_T DestCount, PCWSTR Format,
                              __builtin_va_list Arguments);
NTSTATUS RtlStringCchVPrintfExW(PWSTR Dest, SIZE_T DestCount, PWSTR *DestEnd,
                                PSIZE_T Remaining, ULONG Flags, PCWSTR Format,
                                __builtin_va_list Arguments);
NTSTATUS RtlStringCchLengthW(PCWSTR String, SIZE_T Max, PSIZE_T Length);
NTSTATUS RtlStringCbCopyUnicodeString(PWSTR Dest, SIZE_T DestSize,
                                      PCUNICODE_STRING Source);
NTSTATUS RtlStringCchCopyUnicodeString(PWSTR Dest, SIZE_T DestCount,
                                       PCUNICODE_STRING Source);
NTSTATUS RtlUnicodeStringInit(PUNICODE_STRING Dest, PCWSTR Source);
NTSTATUS RtlUnicodeStringInitEx(PUNICODE_STRING Dest, PCWSTR Source,
                                ULONG Flags);
NTSTATUS RtlUnicodeStringValidate(PCUNICODE_STRING Source);
NTSTATUS RtlUnicodeStringCopy(PUNICODE_STRING Dest, PCUNICODE_STRING Source);
NTSTATUS RtlUnicodeStringCopyString(PUNICODE_STRING Dest, PCWSTR Source);
NTSTATUS RtlUnicodeStringCbCopyN(PUNICODE_STRING Dest, PCUNICODE_STRING Source,
                                 SIZE_T SourceSize);
NTSTATUS RtlUnicodeStringCchCopyN(PUNICODE_STRING Dest, PCUNICODE_STRING Source,
                                  SIZE_T SourceCount);
NTSTATUS RtlUnicodeStringCbCopyStringN(PUNICODE_STRING Dest, PCWSTR Source,
                                       SIZE_T SourceSize);
NTSTATUS RtlUnicodeStringCchCopyStringN(PUNICODE_STRING Dest, PCWSTR Source,
                                        SIZE_T SourceCount);
NTSTATUS RtlUnicodeStringCat(PUNICODE_STRING Dest, PCUNICODE_STRING Source);
NTSTATUS RtlUnicodeStringCatString(PUNICODE_STRING Dest, PCWSTR Source);
NTSTATUS RtlUnicodeStringCbCatStringN(PUNICODE_STRING Dest, PCWSTR Source,
                                      SIZE_T SourceSize);
NTSTATUS RtlUnicodeStringCchCatStringN(PUNICODE_STRING Dest, PCWSTR Source,
                                       SIZE_T SourceCount);
NTSTATUS RtlUnicodeStringPrintf(PUNICODE_STRING Dest, PCWSTR Format, ...);
NTSTATUS RtlUnicodeStringVPrintf(PUNICODE_STRING Dest, PCWSTR Format,
                                 __builtin_va_list Arguments);

SPINPAIR_WDK_END

#endif /* SPINPAIR_WDK_NTSTRSAFE_H */
