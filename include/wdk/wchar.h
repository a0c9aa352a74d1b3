/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 *
 * wchar.h: spinpair model header.
 *
 * Wide strings of the C runtime; string.h and stdio.h have them.
 *
 * Source: the C standard, and the public C runtime reference (Microsoft) for
 * what it adds.
 *
 * For parsing and analysing only. Do not build drivers with it.
 */
#ifndef SPINPAIR_WDK_WCHAR_H
#define SPINPAIR_WDK_WCHAR_H

#include "stdio.h"
#include "string.h"

#endif /* SPINPAIR_WDK_WCHAR_H */
