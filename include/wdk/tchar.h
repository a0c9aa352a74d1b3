/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 *
 * tchar.h: spinpair model header.
 *
 * Names for the characters of either kind: in the kernel, narrow ones.
 *
 * Source: the C standard, and the public C runtime reference (Microsoft) for
 * what it adds.
 *
 * For parsing and analysing only. Do not build drivers with it.
 */
#ifndef SPINPAIR_WDK_TCHAR_H
#define SPINPAIR_WDK_TCHAR_H

#include "string.h"

#ifndef _T
#define _T(Text) Text
#define _TEXT(Text) Text
#endif
typedef char TCHAR, _TCHAR, *PTCHAR, *PTSTR, *LPTSTR;
typedef const char *PCTSTR, *LPCTSTR;

#endif /* SPINPAIR_WDK_TCHAR_H */
