/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 *
 * tchar.h: spinpair model header.
 *
 * Names for the characters of either kind: wide ones where _UNICODE is defined.
 *
 * Source: the C standard, and the public C runtime reference (Microsoft) for
 * what it adds.
 *
 * For parsing and analysing only. Do not build drivers with it.
 */
#ifndef SPINPAIR_WDK_TCHAR_H
#define SPINPAIR_WDK_TCHAR_H

#include "ntdef.h"
#include "string.h"

#ifndef _T
#ifdef _UNICODE
#define SPINPAIR_WIDE(Text) L##Text
#define _T(Text) SPINPAIR_WIDE(Text)
#define _TEXT(Text) SPINPAIR_WIDE(Text)
typedef WCHAR _TCHAR;
#else
#define _T(Text) Text
#define _TEXT(Text) Text
typedef CHAR _TCHAR;
#endif
#endif

#endif /* SPINPAIR_WDK_TCHAR_H */
