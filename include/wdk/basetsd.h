/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 *
 * basetsd.h: spinpair model header.
 *
 * Integers with a width in their names, and those of the width of a pointer;
 * ntdef.h has them.
 *
 * Source: the public documentation of Windows data types.
 *
 * For parsing and analysing only. Do not build drivers with it.
 */
#ifndef SPINPAIR_WDK_BASETSD_H
#define SPINPAIR_WDK_BASETSD_H

#include "ntdef.h"

#endif /* SPINPAIR_WDK_BASETSD_H */
