/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 *
 * windef.h: spinpair model header.
 *
 * Types of programs that are no drivers, as headers name them that both share.
 *
 * Source: the public list of Windows data types (Microsoft's win32 docs).
 *
 * For parsing and analysing only. Do not build drivers with it.
 */
#ifndef SPINPAIR_WDK_WINDEF_H
#define SPINPAIR_WDK_WINDEF_H

#include "minwindef.h"

typedef struct tagPOINT {
  LONG x;
  LONG y;
} POINT, *PPOINT;
typedef struct tagSIZE {
  LONG cx;
  LONG cy;
} SIZE, *PSIZE;
typedef struct tagRECT {
  LONG left;
  LONG top;
  LONG right;
  LONG bottom;
} RECT, *PRECT;
typedef DWORD COLORREF;

#endif /* SPINPAIR_WDK_WINDEF_H */
