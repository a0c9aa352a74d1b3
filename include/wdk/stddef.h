/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 *
 * stddef.h: spinpair model header.
 *
 * size_t and its relatives; ntdef.h has them.
 *
 * Source: the C standard.
 *
 * For parsing and analysing only. Do not build drivers with it.
 */
#ifndef SPINPAIR_WDK_STDDEF_H
#define SPINPAIR_WDK_STDDEF_H

#include "ntdef.h"

#endif /* SPINPAIR_WDK_STDDEF_H */
