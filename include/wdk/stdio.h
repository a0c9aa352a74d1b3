/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 *
 * stdio.h: spinpair model header.
 *
 * Formatting into memory: all of the input and output of the C runtime that
 * kernel code may call.
 *
 * Source: the C standard, and the public C runtime reference (Microsoft) for
 * what it adds.
 *
 * For parsing and analysing only. Do not build drivers with it.
 */
#ifndef SPINPAIR_WDK_STDIO_H
#define SPINPAIR_WDK_STDIO_H

#include "ntdef.h"
#include "stdarg.h"

SPINPAIR_WDK_BEGIN

int sprintf(char *Buffer, const char *Format, ...);
int vsprintf(char *Buffer, const char *Format, va_list Arguments);
int snprintf(char *Buffer, size_t Size, const char *Format, ...);
int vsnprintf(char *Buffer, size_t Size, const char *Format, va_list Arguments);
int sscanf(const char *Text, const char *Format, ...);
int _snprintf(char *Buffer, size_t Count, const char *Format, ...);
int _vsnprintf(char *Buffer, size_t Count, const char *Format,
               va_list Arguments);
int sprintf_s(char *Buffer, size_t Size, const char *Format, ...);
int vsprintf_s(char *Buffer, size_t Size, const char *Format,
               va_list Arguments);
int _snprintf_s(char *Buffer, size_t Size, size_t Count, const char *Format,
                ...);
int _vsnprintf_s(char *Buffer, size_t Size, size_t Count, const char *Format,
                 va_list Arguments);
int _snwprintf(wchar_t *Buffer, size_t Count, const wchar_t *Format, ...);
int _vsnwprintf(wchar_t *Buffer, size_t Count, const wchar_t *Format,
                va_list Arguments);
int swprintf_s(wchar_t *Buffer, size_t Size, const wchar_t *Format, ...);

SPINPAIR_WDK_END

#endif /* SPINPAIR_WDK_STDIO_H */
